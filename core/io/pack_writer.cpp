#include "core/io/pack_writer.h"

#include <cmath>
#include <filesystem>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/io/delimited.h"
#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/io/pack_format.h"
#include "core/io/topojson.h"
#include "core/io/wkt.h"

namespace chiiki {
namespace {

using json = nlohmann::ordered_json;

std::string headerLine(const pack::Header& header)
{
    return csvLine(std::vector<std::string>(header.begin(), header.end()));
}

/// Seven decimals, about 1 cm: below what any of the sources knows, above what PROJ's versions differ by.
std::string degrees(double value)
{
    return plainNumber(std::round(value * 1e7) / 1e7);
}

std::string longitude(const std::optional<Point>& place)
{
    return place ? degrees(place->x) : std::string();
}
std::string latitude(const std::optional<Point>& place)
{
    return place ? degrees(place->y) : std::string();
}

template <typename Number>
std::string optionalNumber(const std::optional<Number>& number)
{
    return number ? plainNumber(static_cast<double>(*number)) : std::string();
}

json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

std::string linesCell(const std::vector<std::string>& lines)
{
    return lines.empty() ? "" : json(lines).dump();
}

std::string cityText(const City& city)
{
    return json{{"pack", pack::formatVersion},
                {"code", city.code},
                {"name", textJson(city.name)},
                {"plane_epsg", city.planeEpsg}}
               .dump(1) +
           "\n";
}

std::string sourcesText(const Snapshot& snapshot)
{
    json all = json::array();
    for (const SourceEdition& source : snapshot.sources) {
        all.push_back({{"source_id", source.sourceId},
                       {"title", textJson(source.title)},
                       {"publisher", source.publisher},
                       {"licence", source.licence},
                       {"credit", source.credit},
                       {"file_name", source.fileName},
                       {"sha256", source.sha256},
                       {"as_of", source.asOf},
                       {"encoding", source.encoding},
                       {"crs", source.crs},
                       {"limits", textJson(source.limits)},
                       {"rows",
                        {{"districts", source.rows.districts},
                         {"outside", source.rows.outside},
                         {"unplaced", source.rows.unplaced},
                         {"source", source.rows.source}}}});
        if (source.rows.repeated != 0)
            all.back()["rows"]["repeated"] = source.rows.repeated;
    }
    return all.dump(1) + "\n";
}

std::string districtsText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::districtColumns);
    for (const District& d : snapshot.districts)
        text += csvLine({d.code, d.name, d.kana, d.romaji, d.municipality, d.validFrom, d.validTo,
                         optionalNumber(d.tileColumn), optionalNumber(d.tileRow)});
    return text;
}

std::string blocksText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::blockColumns);
    for (const DemandArea& b : snapshot.demandAreas)
        text += csvLine({b.key, b.town, b.districtCode, std::to_string(b.people), std::to_string(b.households),
                         degrees(b.representativePoint.x), degrees(b.representativePoint.y), b.isTownSplit ? "1" : "0",
                         b.confidence, b.sourceId});
    return text;
}

std::string areasText(const Snapshot& snapshot)
{
    TopoObject districts{pack::districtObject, {}, {}}, blocks{pack::blockObject, {}, {}};
    for (const District& district : snapshot.districts) {
        districts.ids.push_back(district.code);
        districts.areas.push_back(district.outline);
    }
    for (const DemandArea& block : snapshot.demandAreas) {
        blocks.ids.push_back(block.key);
        blocks.areas.push_back(block.outline);
    }
    return topojsonText({districts, blocks});
}

std::string kindsText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::kindColumns);
    for (const FacilityKind& kind : snapshot.facilityKinds)
        text += csvLine({kind.id, kind.title.ja, kind.title.en, kind.glyph, std::to_string(kind.order)});
    return text;
}

std::string facilitiesText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::facilityColumns);
    for (const Facility& f : snapshot.facilities)
        text += csvLine({f.id, f.kind, f.name, f.kana, f.address, longitude(f.place), latitude(f.place),
                         std::string(code(f.placement.rest)), f.placement.districtCode, std::string(f.placement.reason),
                         optionalNumber(f.capacity), f.attributes.empty() ? "" : json(f.attributes).dump(), f.opened,
                         f.closed, f.sourceId, std::to_string(f.sourceRow)});
    return text;
}

std::string stopsText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::stopColumns);
    for (const Stop& s : snapshot.stops)
        text += csvLine({s.id, std::string(code(s.kind)), s.name, linesCell(s.lines), s.operatorName,
                         optionalNumber(s.runsPerDay), optionalNumber(s.passengersPerDay), std::to_string(s.dataYear),
                         longitude(s.place), latitude(s.place), std::string(code(s.placement.rest)),
                         s.placement.districtCode, std::string(s.placement.reason), s.sourceId,
                         std::to_string(s.sourceRow)});
    return text;
}

std::string routesText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::routeColumns);
    for (const Route& r : snapshot.routes)
        text +=
            csvLine({r.id, std::string(code(r.kind)), linesCell(r.lines), r.operatorName, optionalNumber(r.runsPerDay),
                     std::to_string(r.dataYear), r.sourceId, multiLineStringText(r.path)});
    return text;
}

std::string taxiText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::taxiColumns);
    for (const TaxiDistrict& t : snapshot.taxiDistricts)
        text += csvLine({t.districtCode, t.subArea, std::to_string(t.fiscalYear), t.sourceId, t.citation});
    return text;
}

std::string measuresText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::measureColumns);
    for (const Measure& m : snapshot.measures)
        text += csvLine(
            {m.code, m.parentCode, m.kind, m.number, m.name, m.linkedCode, m.linkBasis, m.sourceId, m.citation});
    return text;
}

std::string indicatorsText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::indicatorColumns);
    for (const Indicator& i : snapshot.indicators)
        text += csvLine({i.id, i.title.ja, i.title.en, i.unit, std::string(code(i.kind)),
                         std::string(code(i.direction)), std::to_string(i.decimals), i.cityOnly ? "1" : "0",
                         i.breaks.empty() ? "" : json(i.breaks).dump(), i.ramp});
    return text;
}

std::string valuesText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::valueColumns);
    for (const IndicatorValue& v : snapshot.values)
        text += csvLine({v.indicatorId, v.districtCode, std::to_string(v.year.year), std::string(code(v.series)),
                         optionalNumber(v.value.number()), std::string(code(v.value.status)),
                         v.value.isNumber() ? "" : std::string(code(v.value.absence())), v.sourceId, v.note});
    return text;
}

std::string findingsText(const Snapshot& snapshot)
{
    std::string text = headerLine(pack::findingColumns);
    for (const Finding& f : snapshot.findings)
        text += csvLine({f.id, std::string(code(f.severity)), f.districtCode, optionalNumber(f.year), f.text.ja,
                         f.text.en, f.action.ja, f.action.en, longitude(f.place), latitude(f.place), f.sourceId,
                         std::to_string(f.sourceRow)});
    return text;
}

}  // namespace

Result<std::vector<WrittenFile>> writePack(const Snapshot& snapshot, const std::string& dir)
{
    std::error_code status;
    std::filesystem::create_directories(dir, status);
    if (status)
        return fail(ErrorKind::ReadOnly, {"io.folder_not_made", {status.message()}}, dir);
    const std::pair<const char*, std::string> files[] = {
        {pack::cityFile, cityText(snapshot.city)},
        {pack::districtsFile, districtsText(snapshot)},
        {pack::areasFile, areasText(snapshot)},
        {pack::blocksFile, blocksText(snapshot)},
        {pack::kindsFile, kindsText(snapshot)},
        {pack::facilitiesFile, facilitiesText(snapshot)},
        {pack::routesFile, routesText(snapshot)},
        {pack::stopsFile, stopsText(snapshot)},
        {pack::taxiFile, taxiText(snapshot)},
        {pack::measuresFile, measuresText(snapshot)},
        {pack::indicatorsFile, indicatorsText(snapshot)},
        {pack::valuesFile, valuesText(snapshot)},
        {pack::findingsFile, findingsText(snapshot)},
        {pack::sourcesFile, sourcesText(snapshot)},
    };
    std::vector<WrittenFile> written;
    for (const auto& [name, text] : files) {
        if (auto done = writeFile((std::filesystem::path(dir) / name).string(), text); !done)
            return tl::unexpected(done.error());
        written.push_back({name, text.size()});
    }
    return written;
}

}  // namespace chiiki
