#include "workbench/usecases/plugin_templates.h"

namespace chiiki {
namespace {

constexpr const char* manifestWithCode = R"text({
 "api": 1,
 "id": "{id}",
 "version": "0.1",
 "title": { "ja": "{id}", "en": "{id}" },
 "owner": { "ja": "（課の名前）", "en": "(name of the section)" },
 "needs": [ "facilities" ],
 "parameters": [
  { "id": "kind", "type": "choice", "title": { "ja": "施設の種類", "en": "Kind of facility" }, "default": "clinic",
    "choices": [ { "id": "clinic", "title": { "ja": "診療所", "en": "Clinic" } },
                 { "id": "library", "title": { "ja": "図書館", "en": "Library" } } ] }
 ],
 "indicators": [
  { "id": "places", "title": { "ja": "施設の数", "en": "Places" }, "unit": "count", "kind": "count", "direction": "more", "by": "executable" }
 ],
 "executable": "{executable}"
}
)text";

constexpr const char* pythonRun = R"text(#!/usr/bin/env python3
"""Places of one kind by district: one request on standard input, one answer on standard output."""
import json
import sys


def answer(request):
    kind = request["parameters"]["kind"]
    year = request["data_year"]
    count = {district["code"]: 0 for district in request["districts"]}
    for place in request["facilities"]:
        if place["kind"] == kind and place.get("district") in count:
            count[place["district"]] += 1
    count["city"] = sum(count.values())
    values = [{"district": code, "year": year, "value": number, "status": "computed", "series": "actual"}
              for code, number in count.items()]
    return {"api": 1, "indicators": [{"id": "places", "values": values}]}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print("usage: chiiki plugin run DIR --request FILE", file=sys.stderr)
        sys.exit(2)
    json.dump(answer(json.load(sys.stdin)), sys.stdout, ensure_ascii=False)
)text";

constexpr const char* pythonTest = R"text("""python3 -m unittest, in this folder."""
import unittest

from run import answer


class CountsPlaces(unittest.TestCase):
    def test_places_of_the_kind_are_counted_by_district_and_for_the_city(self):
        request = {
            "parameters": {"kind": "clinic"}, "data_year": 2024, "districts": [{"code": "01"}, {"code": "02"}],
            "facilities": [{"kind": "clinic", "district": "01"}, {"kind": "clinic", "district": "01"},
                           {"kind": "library", "district": "02"}, {"kind": "clinic", "district": ""}],
        }
        values = answer(request)["indicators"][0]["values"]
        self.assertEqual({v["district"]: v["value"] for v in values}, {"01": 2, "02": 0, "city": 2})
        self.assertEqual({v["year"] for v in values}, {2024})


if __name__ == "__main__":
    unittest.main()
)text";

constexpr const char* cppHeader = R"text(#pragma once

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

/// Places of the kind in the parameter `kind`, by district and for the city.
chiiki::Result<chiiki::Overlay> placesOf(const chiiki::OverlayRequest& request);
)text";

constexpr const char* cppSource = R"text(#include "places.h"

#include <algorithm>
#include <map>

using namespace chiiki;

Result<Overlay> placesOf(const OverlayRequest& request)
{
    const std::string& kind = request.parameters.at("kind");
    const int year = request.dataYear;
    std::map<std::string, int> count;
    for (const OverlayRequest::District& district : request.districts)
        count[district.code] = 0;
    int city = 0;
    for (const OverlayRequest::Place& place : request.facilities) {
        const auto found = count.find(place.districtCode);
        if (place.kind != kind || found == count.end())
            continue;
        ++found->second;
        ++city;
    }
    Overlay overlay;
    IndicatorResult& places = overlay.indicators.emplace_back();
    places.indicator.id = "places";
    const auto add = [&](const std::string& district, int number) {
        IndicatorValue value;
        value.districtCode = district;
        value.year = FiscalYear{year};
        value.value = Value::of(number, Status::Computed);
        places.values.push_back(value);
    };
    for (const auto& [district, number] : count)
        add(district, number);
    add("", city);
    return overlay;
}
)text";

constexpr const char* cppMain = R"text(#include "core/sdk/serve.h"
#include "places.h"

int main(int argc, char** argv)
{
    return chiiki::sdk::serve(argc, argv, placesOf);
}
)text";

constexpr const char* cppTest = R"text(#include <cstdio>

#include "places.h"

using namespace chiiki;

int main()
{
    OverlayRequest request;
    request.dataYear = 2024;
    request.parameters["kind"] = "clinic";
    request.districts = {{"01"}, {"02"}};
    request.facilities.resize(3);
    for (OverlayRequest::Place& place : request.facilities)
        place.kind = "clinic";
    request.facilities[0].districtCode = "01";
    request.facilities[1].districtCode = "01";  // the third is outside the city
    const auto overlay = placesOf(request);
    const bool isRight = overlay && overlay->indicators.size() == 1 && overlay->indicators[0].values.size() == 3 &&
                         overlay->indicators[0].values[0].value.number() == 2 &&
                         overlay->indicators[0].values[1].value.number() == 0 &&
                         overlay->indicators[0].values[2].value.number() == 2;
    std::puts(isRight ? "passed" : "failed");
    return isRight ? 0 : 1;
}
)text";

constexpr const char* cppBuild = R"text(# cmake -S . -B build -DCHIIKI_SOURCE=<folder of Chiiki Workbench's source>
# cmake --build build && ctest --test-dir build
cmake_minimum_required(VERSION 3.25)
project({id} LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CHIIKI_SOURCE "" CACHE PATH "Folder of Chiiki Workbench's source")
if(NOT EXISTS ${CHIIKI_SOURCE}/core/sdk/serve.h)
  message(FATAL_ERROR "Say where the source of Chiiki Workbench lies: -DCHIIKI_SOURCE=...")
endif()
find_package(nlohmann_json 3.11 REQUIRED)
find_package(simdjson 3.0 REQUIRED)
find_package(tl-expected REQUIRED)
file(GLOB sdk ${CHIIKI_SOURCE}/core/base/*.cpp ${CHIIKI_SOURCE}/core/model/*.cpp ${CHIIKI_SOURCE}/core/sdk/*.cpp)
add_library(chiiki_sdk STATIC ${sdk})
target_include_directories(chiiki_sdk PUBLIC ${CHIIKI_SOURCE})
target_link_libraries(chiiki_sdk PUBLIC nlohmann_json::nlohmann_json tl::expected PRIVATE simdjson::simdjson)
add_executable({id} main.cpp places.cpp)
target_link_libraries({id} PRIVATE chiiki_sdk)
set_target_properties({id} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
add_executable(places_test places_test.cpp places.cpp)
target_link_libraries(places_test PRIVATE chiiki_sdk)
enable_testing()
add_test(NAME places COMMAND places_test)
)text";

}  // namespace

const std::vector<TemplateFile>& pythonTemplate()
{
    static const std::vector<TemplateFile> files = {
        {"plugin.json", manifestWithCode}, {"run.py", pythonRun, true}, {"test_run.py", pythonTest}};
    return files;
}

const std::vector<TemplateFile>& cppTemplate()
{
    static const std::vector<TemplateFile> files = {{"plugin.json", manifestWithCode}, {"places.h", cppHeader},
                                                    {"places.cpp", cppSource},         {"main.cpp", cppMain},
                                                    {"places_test.cpp", cppTest},      {"CMakeLists.txt", cppBuild}};
    return files;
}

const char* sampleTable()
{
    return "\xEF\xBB\xBF地域,年度,種類,件数\r\n大殿,2024,見守り,3\r\n大殿,2024,配食,1\r\n白石,2024,見守り,2\r\n";
}

}  // namespace chiiki
