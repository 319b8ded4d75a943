// Any bytes as a plugin's answer, judged against a manifest and two districts. An answer that is taken holds known
// districts and finite numbers only, and written back it is read as the same. The same bytes as a request, too.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/model/overlay_json.h"
#include "core/plugin/protocol.h"

namespace {

using namespace chiiki;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

Manifest makeManifest()
{
    Manifest manifest;
    manifest.api = 1;
    manifest.id = "reach";
    for (const char* id : {"reach.people_near", "reach.share_near"}) {
        IndicatorSpec spec;
        spec.indicator.id = id;
        spec.indicator.unit = "people";
        spec.isFromExecutable = true;
        manifest.indicators.push_back(spec);
    }
    return manifest;
}

Snapshot makeCity()
{
    Snapshot city;
    for (const char* code : {"01", "02", "03"}) {
        District district;
        district.code = code;
        city.districts.push_back(district);
    }
    return city;
}

void checkAnswer(const std::string& text)
{
    static const Manifest manifest = makeManifest();
    static const Snapshot city = makeCity();
    const auto overlay = readAnswer(text, manifest, city);
    if (!overlay) {
        require(!overlay.error().message.code.empty());
        return;
    }
    for (const IndicatorResult& result : overlay->indicators) {
        require(result.indicator.id == "reach.people_near" || result.indicator.id == "reach.share_near");
        for (const IndicatorValue& value : result.values) {
            require(value.districtCode.empty() || findDistrict(city, value.districtCode));
            require(!value.value.number() || std::isfinite(*value.value.number()));
        }
    }
    for (const Finding& finding : overlay->findings)
        require(finding.districtCode.empty() || findDistrict(city, finding.districtCode));
    const std::string once = answerJson(*overlay);
    const auto again = readAnswer(once, manifest, city);
    require(again.has_value() && answerJson(*again) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    checkAnswer(text);
    if (const auto request = parseRequest(text)) {
        const std::string once = requestJson(*request);
        const auto again = parseRequest(once);
        require(again.has_value() && requestJson(*again) == once);
    }
    return 0;
}
