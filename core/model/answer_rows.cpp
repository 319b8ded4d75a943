#include <nlohmann/json.hpp>

#include "core/model/overlay_json.h"

namespace chiiki {
namespace {

using nlohmann::json;

std::string textAt(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The list under a key; an empty one where there is none.
const json& listAt(const json& object, const char* key)
{
    static const json none = json::array();
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_array() ? *found : none;
}

bool isOf(const json& value, std::string_view districtCode, int year, Series series)
{
    if (!value.is_object() || textAt(value, "district") != (districtCode.empty() ? "city" : districtCode))
        return false;
    const std::string said = textAt(value, "series");
    const auto its = value.find("year");
    return its != value.end() && its->is_number_integer() && its->get<int>() == year &&
           (said.empty() ? Series::Actual : parseSeries(said)) == series;
}

}  // namespace

std::vector<std::string> rowsNamedIn(const std::string& answer, std::string_view indicatorId,
                                     std::string_view districtCode, int year, Series series)
{
    std::vector<std::string> rows;
    const json document = json::parse(answer, nullptr, false);
    for (const json& indicator : listAt(document, "indicators")) {
        if (!indicator.is_object() || textAt(indicator, "id") != indicatorId)
            continue;
        for (const json& value : listAt(indicator, "values"))
            if (isOf(value, districtCode, year, series))
                for (const json& row : listAt(value, "rows"))
                    if (row.is_string())
                        rows.push_back(row.get<std::string>());
    }
    return rows;
}

}  // namespace chiiki
