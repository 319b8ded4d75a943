#include "core/io/census_layer.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace chiiki {
namespace {

struct Spelling {
    std::string_view field;
    std::string_view heading;
    bool isOfYear;
};
constexpr Spelling spellings[] = {
    {"KEY_CODE", "コード", false},
    {"S_NAME", "町丁字名", false},
    {"JINKO", "人口（人）", true},
    {"SETAI", "世帯数", true},
};

/// 「令和2年」 of r2kb35203.shp; empty where the name says no year.
std::string yearOf(const std::string& fileName)
{
    const bool isReiwa = fileName.starts_with('r'), isHeisei = fileName.starts_with('h');
    std::size_t end = 1;
    while (end < fileName.size() && std::isdigit(static_cast<unsigned char>(fileName[end])))
        ++end;
    const std::string_view kind = std::string_view(fileName).substr(std::min(end, fileName.size()));
    if (end == 1 || end > 3 || !(isReiwa || isHeisei) || !(kind.starts_with("ka") || kind.starts_with("kb")))
        return {};
    return (isReiwa ? "令和" : "平成") + fileName.substr(1, end - 1) + "年";
}

}  // namespace

void spellOutCensusLayer(VectorLayer& layer, const std::string& fileName)
{
    if (!layer.field("KEY_CODE") || !layer.field("JINKO") || !layer.field("SETAI"))
        return;
    const std::string year = yearOf(fileName);
    std::vector<std::string> headings;
    std::vector<std::size_t> kept;
    for (const Spelling& spelling : spellings)
        if (const auto field = layer.field(spelling.field)) {
            const bool isDated = spelling.isOfYear && !year.empty();
            headings.push_back((isDated ? year + "の" : std::string()) + std::string(spelling.heading));
            kept.push_back(*field);
        }
    for (VectorFeature& feature : layer.features) {
        std::vector<std::string> values;
        for (const std::size_t field : kept)
            values.push_back(std::move(feature.values[field]));
        feature.values = std::move(values);
    }
    layer.fields = std::move(headings);
}

}  // namespace chiiki
