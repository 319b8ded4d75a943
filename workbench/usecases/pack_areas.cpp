#include "workbench/usecases/pack_areas.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "core/geo/area_locator.h"
#include "core/geo/crs.h"
#include "core/geo/geometry.h"
#include "core/geo/transform.h"
#include "core/io/numbers.h"
#include "core/io/place_matching.h"
#include "core/io/topojson.h"
#include "core/io/vector_reader.h"

namespace chiiki {
namespace {

constexpr double thinningDegrees = 2e-5;  // 2.2 m north-south, 1.8 m east-west
constexpr double areaToleranceKm2 = 0.002;
constexpr double areaToleranceShare = 1e-4;

struct DistrictFigures {
    std::int64_t people = 0;
    std::int64_t households = 0;
    double areaKm2 = 0;
};

/// What the border layer says of each district by itself: the independent figures of the checks.
Result<std::map<std::string, DistrictFigures>> readDistrictFigures(const std::string& path, Diagnostics& diagnostics)
{
    const auto layer = readVectorLayer(path, {"district", {}}, diagnostics);
    if (!layer)
        return tl::unexpected(layer.error());
    const auto code = layer->field("code"), people = layer->field("population_2020"),
               households = layer->field("households_2020"), area = layer->field("area_km2");
    if (!code || !people || !households || !area)
        return fail(ErrorKind::BadFormat,
                    {"io.columns_missing", {"code, population_2020, households_2020, area_km2", "district"}}, path);
    std::map<std::string, DistrictFigures> figures;
    for (const VectorFeature& feature : layer->features)
        figures[feature.values[*code]] = {parseWhole(feature.values[*people]).value_or(-1),
                                          parseWhole(feature.values[*households]).value_or(-1),
                                          parseNumber(feature.values[*area]).value_or(-1)};
    return figures;
}

Result<std::map<std::string, std::string>> readDistrictOfBlock(const std::string& path, Diagnostics& diagnostics)
{
    const auto layer = readVectorLayer(path, {"block", {}}, diagnostics);
    if (!layer)
        return tl::unexpected(layer.error());
    const auto key = layer->field("KEY_CODE"), code = layer->field("code");
    if (!key || !code)
        return fail(ErrorKind::BadFormat, {"io.columns_missing", {"KEY_CODE, code", "block"}}, path);
    std::map<std::string, std::string> districtOfBlock;
    for (const VectorFeature& feature : layer->features)
        districtOfBlock[feature.values[*key]] = feature.values[*code];
    return districtOfBlock;
}

Result<std::vector<DemandArea>> readBlocks(const VectorLayer& census, const std::string& path,
                                           const std::map<std::string, std::string>& districtOfBlock,
                                           const TownIndex& towns)
{
    const auto key = census.field("KEY_CODE"), town = census.field("S_NAME"), people = census.field("JINKO"),
               households = census.field("SETAI"), part = census.field("KIGO_E");
    if (!key || !town || !people || !households || !part)
        return fail(ErrorKind::BadFormat,
                    {"io.columns_missing", {"KEY_CODE, S_NAME, JINKO, SETAI, KIGO_E", census.name}}, path);
    std::map<std::string, int> uses;
    for (const VectorFeature& feature : census.features)
        ++uses[feature.values[*key]];
    std::vector<DemandArea> blocks;
    for (const VectorFeature& feature : census.features) {
        const std::string where = path + ":" + std::to_string(feature.row);
        const auto district = districtOfBlock.find(feature.values[*key]);
        if (district == districtOfBlock.end())
            return fail(ErrorKind::BadFormat, {"io.block_without_district", {feature.values[*key]}}, where);
        const auto residents = parseWhole(feature.values[*people]), homes = parseWhole(feature.values[*households]);
        if (!residents || !homes || feature.area.empty())
            return fail(ErrorKind::BadFormat, {"io.block_without_numbers", {feature.values[*key]}}, where);
        DemandArea block;
        block.key = feature.values[*key];
        // A block in several separate parts has a record a part, told apart by KIGO_E ("E1", "E2"); people stand once.
        if (uses[block.key] > 1)
            block.key += "-" + feature.values[*part];
        block.town = feature.values[*town];
        block.districtCode = district->second;
        block.people = *residents;
        block.households = *homes;
        block.outline = quantised(feature.area);
        block.confidence = towns.confidenceOf(block.town, block.districtCode);
        block.sourceId = "census_2020_blocks";
        blocks.push_back(std::move(block));
    }
    std::sort(blocks.begin(), blocks.end(), [](const DemandArea& a, const DemandArea& b) { return a.key < b.key; });
    return blocks;
}

/// 町丁 whose blocks lie in more than one district, found from the blocks alone.
std::set<std::string> splitTowns(const std::vector<DemandArea>& blocks)
{
    std::map<std::string, std::set<std::string>> districtsOfTown;
    for (const DemandArea& block : blocks)
        districtsOfTown[block.town].insert(block.districtCode);
    std::set<std::string> split;
    for (const auto& [town, districts] : districtsOfTown)
        if (districts.size() > 1)
            split.insert(town);
    return split;
}

std::vector<MultiPolygon> outlinesOf(const std::vector<DemandArea>& blocks)
{
    std::vector<MultiPolygon> outlines;
    for (const DemandArea& block : blocks)
        outlines.push_back(block.outline);
    return outlines;
}

Result<void> thinInside(std::vector<DemandArea>& blocks, const std::vector<District>& districts)
{
    std::vector<int> groups;
    for (const DemandArea& block : blocks) {
        const auto district = std::find_if(districts.begin(), districts.end(),
                                           [&](const District& d) { return d.code == block.districtCode; });
        if (district == districts.end())
            return fail(ErrorKind::BadFormat, {"io.unknown_district", {block.districtCode}}, block.key);
        groups.push_back(static_cast<int>(district - districts.begin()));
    }
    auto thinned = simplifiedTogether(outlinesOf(blocks), thinningDegrees, groups);
    for (std::size_t i = 0; i < blocks.size(); ++i)
        blocks[i].outline = quantised(thinned[i]);
    return {};
}

Result<void> uniteBlocks(const std::vector<DemandArea>& blocks, std::vector<District>& districts)
{
    for (District& district : districts) {
        std::vector<MultiPolygon> members;
        for (const DemandArea& block : blocks)
            if (block.districtCode == district.code)
                members.push_back(block.outline);
        auto outline = unionOf(members);
        if (!outline)
            return tl::unexpected(outline.error());
        district.outline = quantised(*outline);
    }
    return {};
}

std::string text(double number, const char* format)
{
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, number);
    return buffer;
}

PackCheck compared(Text title, std::int64_t expected, std::int64_t actual)
{
    return {std::move(title), expected == actual, std::to_string(expected), std::to_string(actual)};
}

/// Whether outlines are valid, fill each other and have the areas that the border layer states.
Result<void> checkAreas(const std::vector<DemandArea>& blocks, const std::vector<District>& districts,
                        const std::map<std::string, DistrictFigures>& figures, int planeEpsg,
                        std::vector<PackCheck>& checks)
{
    const auto toPlane = Transform::between(storedEpsg, planeEpsg);
    if (!toPlane)
        return tl::unexpected(toPlane.error());
    std::int64_t invalid = 0, misplacedPoints = 0, repeatedKeys = 0;
    for (std::size_t i = 1; i < blocks.size(); ++i)
        repeatedKeys += blocks[i].key == blocks[i - 1].key;  // they are in the order of their keys
    std::map<std::string, double> blockAreaM2;
    std::map<std::string, DistrictFigures> counted;
    for (const DemandArea& block : blocks) {
        invalid += whyInvalid(block.outline).has_value();
        blockAreaM2[block.districtCode] += areaOf((*toPlane)(block.outline));
        counted[block.districtCode].people += block.people;
        counted[block.districtCode].households += block.households;
    }
    double worstGap = 0, worstArea = 0, worstShare = 0;
    std::int64_t wrongPeople = 0;
    for (const District& district : districts) {
        invalid += whyInvalid(district.outline).has_value();
        const double areaM2 = areaOf((*toPlane)(district.outline));
        worstGap = std::max(worstGap, std::abs(areaM2 - blockAreaM2[district.code]));
        const auto stated = figures.find(district.code);
        if (stated == figures.end())
            return fail(ErrorKind::BadFormat, {"io.unknown_district", {district.code}});
        worstArea = std::max(worstArea, std::abs(areaM2 / 1e6 - stated->second.areaKm2));
        worstShare = std::max(worstShare, std::abs(areaM2 / 1e6 / stated->second.areaKm2 - 1));
        wrongPeople += counted[district.code].people != stated->second.people ||
                       counted[district.code].households != stated->second.households;
    }
    const std::vector<MultiPolygon> outlines = outlinesOf(blocks);
    const AreaLocator locator(outlines);
    for (std::size_t i = 0; i < blocks.size(); ++i)
        misplacedPoints += locator.locate(blocks[i].representativePoint) != static_cast<std::int32_t>(i);
    checks.push_back(compared({"番号の重なる単位区", "Blocks whose key stands there twice"}, 0, repeatedKeys));
    checks.push_back(compared({"形の正しくない地域・単位区", "Districts and blocks that are not valid"}, 0, invalid));
    checks.push_back(compared({"代表点が自分の形の外にある単位区", "Blocks whose representative point lies outside"}, 0,
                              misplacedPoints));
    checks.push_back({{"単位区の面積の和と地域の面積の差（最大、m²）",
                       "Sum of block areas against the district, largest difference (m²)"},
                      worstGap < 1,
                      "0",
                      text(worstGap, "%.3f")});
    checks.push_back({{"地域の面積と境界データの面積の差（最大、km²）",
                       "District areas against the border layer, largest difference (km²)"},
                      worstArea < areaToleranceKm2 && worstShare < areaToleranceShare * 10,
                      "< 0.002",
                      text(worstArea, "%.6f")});
    checks.push_back(compared(
        {"人口か世帯数が境界データと違う地域", "Districts whose people or households differ from the border layer"}, 0,
        wrongPeople));
    return {};
}

}  // namespace

Result<PackAreas> readPackAreas(const PackInputs& inputs, Diagnostics& diagnostics)
{
    const auto census = inputs.source("census_2020_blocks"), borders = inputs.source("district_borders"),
               townTable = inputs.source("town_to_district");
    for (const auto* source : {&census, &borders, &townTable})
        if (!*source)
            return tl::unexpected(source->error());
    const auto towns = readTownDistricts((*townTable)->path);
    if (!towns)
        return tl::unexpected(towns.error());
    const auto layer = readVectorLayer((*census)->path, {}, diagnostics);
    if (!layer)
        return tl::unexpected(layer.error());
    const auto districtOfBlock = readDistrictOfBlock((*borders)->path, diagnostics);
    if (!districtOfBlock)
        return tl::unexpected(districtOfBlock.error());
    const auto figures = readDistrictFigures((*borders)->path, diagnostics);
    if (!figures)
        return tl::unexpected(figures.error());

    PackAreas areas;
    areas.districts = inputs.districts;
    auto blocks = readBlocks(*layer, (*census)->path, *districtOfBlock, TownIndex(*towns));
    if (!blocks)
        return tl::unexpected(blocks.error());
    areas.blocks = *std::move(blocks);

    std::set<std::string> splitByTable;
    std::int64_t unmatchedTowns = 0;
    for (const TownDistrict& town : *towns)
        if (town.confidence == "split")
            splitByTable.insert(town.town);
    const std::set<std::string> split = splitTowns(areas.blocks);
    for (DemandArea& block : areas.blocks) {
        block.isTownSplit = split.contains(block.town);
        unmatchedTowns += block.confidence.empty();
    }
    areas.checks.push_back(compared({"分かれる町丁（対応表との一致）", "Split towns, as in the table of towns"},
                                    static_cast<std::int64_t>(splitByTable.size()),
                                    split == splitByTable ? static_cast<std::int64_t>(split.size()) : -1));
    areas.checks.push_back(compared(
        {"町丁名が対応表の地域と合わない単位区", "Blocks whose town is not in that district in the table of towns"}, 0,
        unmatchedTowns));

    if (auto done = thinInside(areas.blocks, areas.districts); !done)
        return tl::unexpected(done.error());
    if (auto done = uniteBlocks(areas.blocks, areas.districts); !done)
        return tl::unexpected(done.error());
    for (DemandArea& block : areas.blocks) {
        const auto point = representativePointOf(block.outline);
        if (!point)
            return fail(ErrorKind::BadGeometry, {"io.block_without_outline", {block.key}}, (*census)->path);
        // As the pack writes it, so that what is checked is what is read back.
        block.representativePoint = {std::round(point->x * 1e7) / 1e7, std::round(point->y * 1e7) / 1e7};
    }
    if (auto done = checkAreas(areas.blocks, areas.districts, *figures, inputs.city.planeEpsg, areas.checks); !done)
        return tl::unexpected(done.error());

    const double count = static_cast<double>(areas.blocks.size());
    SourceEdition censusEdition = (*census)->edition, borderEdition = (*borders)->edition,
                  townEdition = (*townTable)->edition;
    censusEdition.encoding = layer->encoding;
    censusEdition.crs = layer->crs;
    censusEdition.rows = {count, 0, 0, static_cast<double>(layer->features.size())};
    borderEdition.crs = "EPSG:6668";
    townEdition.encoding = "UTF-8";
    areas.sources = {censusEdition, borderEdition, townEdition};
    return areas;
}

}  // namespace chiiki
