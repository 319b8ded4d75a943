#include "workbench/usecases/district_replace.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/geo/area_locator.h"
#include "core/geo/geometry.h"
#include "core/io/vector_reader.h"
#include "core/text/hash.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr const char* bordersSource = "district_borders";

std::string joined(const std::vector<std::string>& words, std::size_t atMost)
{
    std::string list;
    for (std::size_t i = 0; i < std::min(words.size(), atMost); ++i)
        list += (i ? ", " : "") + words[i];
    return words.size() > atMost ? list + ", …" : list;
}

Result<std::size_t> codeFieldOf(const VectorLayer& layer, const DistrictReplaceRequest& request)
{
    const std::vector<std::string> candidates = request.codeField.empty()
                                                    ? std::vector<std::string>{"code", "district_code", "CODE"}
                                                    : std::vector{request.codeField};
    for (const std::string& name : candidates)
        if (const auto field = layer.field(name))
            return *field;
    return fail(ErrorKind::NotFound,
                {"usecases.no_code_field", {joined(candidates, 3), joined(layer.fields, layer.fields.size())}},
                request.file);
}

std::optional<std::size_t> nameFieldOf(const VectorLayer& layer)
{
    for (const char* name : {"name", "district", "district_name"})
        if (const auto field = layer.field(name))
            return field;
    return std::nullopt;
}

/// Districts of the file, by code. Features without a polygon or a code are set aside.
Result<std::vector<District>> districtsIn(const VectorLayer& layer, std::size_t codeField, const Snapshot& present,
                                          const DistrictReplaceRequest& request, Diagnostics& diagnostics)
{
    struct Given {
        std::string name;
        std::vector<MultiPolygon> parts;
    };
    const auto nameField = nameFieldOf(layer);
    std::map<std::string, Given> givenByCode;
    for (const VectorFeature& feature : layer.features) {
        const std::string code = trimmed(feature.values[codeField]);
        if (feature.area.empty() || code.empty()) {
            diagnostics.push_back({request.file,
                                   feature.row,
                                   layer.fields[codeField],
                                   {feature.area.empty() ? "usecases.no_polygon" : "usecases.no_code", {}}});
            continue;
        }
        auto area = whyInvalid(feature.area) ? madeValid(feature.area) : Result<MultiPolygon>(feature.area);
        if (!area)
            return fail(ErrorKind::BadGeometry, area.error().message, request.file + ":" + std::to_string(feature.row));
        Given& given = givenByCode[code];
        given.parts.push_back(*std::move(area));
        if (nameField && given.name.empty())
            given.name = trimmed(feature.values[*nameField]);
    }
    if (givenByCode.empty())
        return fail(ErrorKind::BadFormat, {"usecases.no_districts_in_file", {}}, request.file);

    std::vector<District> districts;
    for (const auto& [code, given] : givenByCode) {
        const District* was = findDistrict(present, code);
        if (!was && given.name.empty())
            return fail(ErrorKind::BadFormat, {"usecases.new_district_without_name", {code}}, request.file);
        District district = was ? *was : District{};
        district.code = code;
        if (!was)
            district.municipality = present.city.code;
        if (!given.name.empty() && given.name != district.name) {
            district.name = given.name;
            district.kana.clear();  // readings of the old name
            district.romaji.clear();
        }
        auto outline = given.parts.size() == 1 ? Result<MultiPolygon>(given.parts[0]) : unionOf(given.parts);
        if (!outline)
            return tl::unexpected(outline.error());
        district.outline = normalised(*outline);
        districts.push_back(std::move(district));
    }
    return districts;
}

/// Codes of districts that go although something stored speaks of them.
std::vector<std::string> stillReferred(const Snapshot& present, const std::vector<std::string>& removed)
{
    std::set<std::string> referred;
    for (const IndicatorValue& value : present.values)
        referred.insert(value.districtCode);
    for (const TaxiDistrict& taxi : present.taxiDistricts)
        referred.insert(taxi.districtCode);
    for (const Finding& finding : present.findings)
        referred.insert(finding.districtCode);
    std::vector<std::string> codes;
    for (const std::string& code : removed)
        if (referred.contains(code))
            codes.push_back(code);
    return codes;
}

template <typename Placed>
int placeAnew(std::vector<Placed>& items, const AreaLocator& locator, const std::vector<District>& districts)
{
    int moved = 0;
    for (Placed& item : items) {
        // What was set aside has a position that is not to be trusted.
        if (!item.place || item.placement.rest == Placement::Rest::Unplaced)
            continue;
        const std::int32_t at = locator.locate(*item.place);
        if (at == AreaLocator::outside && item.placement.rest == Placement::Rest::Outside)
            continue;  // with the reason it has
        const Placement placement = at == AreaLocator::outside
                                        ? Placement::outside("usecases.outside_new_borders")
                                        : Placement::in(districts[static_cast<std::size_t>(at)].code);
        if (placement == item.placement)
            continue;
        item.placement = placement;
        ++moved;
    }
    return moved;
}

Result<void> placeBlocks(Snapshot& next, const AreaLocator& locator, const std::string& file, int& moved)
{
    std::vector<std::string> lost;
    std::int64_t lostPeople = 0;
    std::set<std::string> towns;
    for (DemandArea& block : next.demandAreas) {
        const std::int32_t at = locator.locate(block.representativePoint);
        if (at == AreaLocator::outside) {
            lost.push_back(block.key + " " + block.town);
            lostPeople += block.people;
            continue;
        }
        const std::string& code = next.districts[static_cast<std::size_t>(at)].code;
        moved += block.districtCode != code;
        block.districtCode = code;
        block.confidence = "certain";
        towns.insert(block.town);
    }
    if (!lost.empty())
        return fail(ErrorKind::BadRequest,
                    {"usecases.blocks_without_district",
                     {std::to_string(lost.size()), std::to_string(lostPeople), joined(lost, 5)}},
                    file);
    markSplitTowns(next, towns);
    return {};
}

Result<SourceEdition> editionOf(const VectorLayer& layer, const std::string& file)
{
    const auto sha256 = sha256OfFile(file);
    if (!sha256)
        return tl::unexpected(sha256.error());
    SourceEdition edition;
    edition.sourceId = bordersSource;
    edition.fileName = std::filesystem::path(file).filename().string();
    edition.title = {"地域の境界（" + edition.fileName + "）", "District borders (" + edition.fileName + ")"};
    edition.credit = edition.title.ja;
    edition.sha256 = *sha256;
    edition.encoding = layer.encoding;
    edition.crs = layer.crs;
    return edition;
}

void putEdition(std::vector<SourceEdition>& sources, SourceEdition edition)
{
    const auto present = std::find_if(sources.begin(), sources.end(),
                                      [&](const SourceEdition& source) { return source.sourceId == edition.sourceId; });
    if (present != sources.end())
        *present = std::move(edition);
    else
        sources.push_back(std::move(edition));
}

}  // namespace

Result<DistrictReplaceReport> replaceDistricts(Workspace& workspace, const DistrictReplaceRequest& request)
{
    const auto before = workspace.snapshot();
    if (!before)
        return tl::unexpected(before.error());
    DistrictReplaceReport report;
    const auto layer = readVectorLayer(request.file, {request.layer, {}}, report.diagnostics);
    if (!layer)
        return tl::unexpected(layer.error());
    const auto codeField = codeFieldOf(*layer, request);
    if (!codeField)
        return tl::unexpected(codeField.error());
    auto districts = districtsIn(*layer, *codeField, **before, request, report.diagnostics);
    if (!districts)
        return tl::unexpected(districts.error());
    auto edition = editionOf(*layer, request.file);
    if (!edition)
        return tl::unexpected(edition.error());

    Snapshot next = **before;
    next.districts = *std::move(districts);
    for (const District& district : next.districts)
        if (!findDistrict(**before, district.code))
            report.added.push_back(district.code);
    for (const District& district : (*before)->districts)
        if (!findDistrict(next, district.code))
            report.removed.push_back(district.code);
    if (const auto referred = stillReferred(**before, report.removed); !referred.empty())
        return fail(ErrorKind::BadRequest, {"usecases.district_still_used", {joined(referred, referred.size())}},
                    request.file);

    std::vector<MultiPolygon> outlines;
    for (const District& district : next.districts)
        outlines.push_back(district.outline);
    const AreaLocator locator(outlines);
    if (const auto placed = placeBlocks(next, locator, request.file, report.borders.movedBlocks); !placed)
        return tl::unexpected(placed.error());
    report.borders.movedFacilities = placeAnew(next.facilities, locator, next.districts);
    report.borders.movedStops = placeAnew(next.stops, locator, next.districts);
    const std::string fileName = edition->fileName;
    putEdition(next.sources, *std::move(edition));

    const Message said{"usecases.districts_replaced", {fileName, std::to_string(next.districts.size())}};
    const auto after = workspace.commit(next, said, request.stamp, bordersSource);
    if (!after)
        return tl::unexpected(after.error());
    auto changes = compareDistricts(**before, **after);
    if (!changes)
        return tl::unexpected(changes.error());
    report.borders.districts = *std::move(changes);
    report.borders.snapshot = *after;
    return report;
}

Result<DistrictReplaceReport> replaceDistricts(const DistrictReplaceRequest& request)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return replaceDistricts(*workspace, request);
}

}  // namespace chiiki
