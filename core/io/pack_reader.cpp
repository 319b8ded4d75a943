#include "core/io/pack_reader.h"

#include <algorithm>
#include <filesystem>

#include "core/io/columns.h"
#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/io/pack_reader_parts.h"
#include "core/io/positions.h"
#include "core/io/topojson.h"
#include "core/text/japanese_date.h"

namespace chiiki {

using nlohmann::json;

std::string textAt(const json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
}

double numberAt(const json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_number() ? found->get<double>() : 0;
}

Text textsAt(const json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || found == object.end())
        return {};
    return {textAt(*found, "ja"), textAt(*found, "en")};
}

Result<Snapshot> PackReader::read()
{
    // City and districts first: every later file is checked against their codes.
    using Step = Result<void> (PackReader::*)();
    for (const Step step :
         {&PackReader::readCity, &PackReader::readDistricts, &PackReader::readAreas, &PackReader::readBlocks,
          &PackReader::readKinds, &PackReader::readFacilities, &PackReader::readRoutes, &PackReader::readStops,
          &PackReader::readTaxiDistricts, &PackReader::readMeasures, &PackReader::readIndicators,
          &PackReader::readValues, &PackReader::readFindings, &PackReader::readSources})
        if (auto done = (this->*step)(); !done)
            return tl::unexpected(done.error());
    snapshot_.asOf = newestDate();
    return std::move(snapshot_);
}

std::string PackReader::path(const char* name) const
{
    return (std::filesystem::path(dir_) / name).string();
}

bool PackReader::has(const char* name) const
{
    std::error_code status;
    return std::filesystem::exists(path(name), status);
}

bool PackReader::knowsDistrict(const std::string& districtCode) const
{
    return findDistrict(snapshot_, districtCode);
}

Result<PackTable> PackReader::table(const char* name, const pack::Header& header)
{
    if (!has(name))
        return PackTable({}, {});
    const auto bytes = readFile(path(name));
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto parsed = parseDelimited(*bytes, path(name), {',', 1 << 20, 256}, diagnostics_);
    if (!parsed)
        return tl::unexpected(parsed.error());
    auto columns = requireColumns(*parsed, header, path(name));
    if (!columns)
        return tl::unexpected(columns.error());
    return PackTable(*std::move(parsed), *std::move(columns));
}

void PackReader::setAside(const char* name, std::int64_t line, const char* field, std::string_view code,
                          const std::string& word)
{
    diagnostics_.push_back({path(name), line, field, {code, {word}}});
}

bool PackReader::isFirst(const char* name, std::int64_t line, const char* field, const std::string& key)
{
    if (keysOfFile_[name].insert(key).second)
        return true;
    setAside(name, line, field, "io.code_twice_or_blank", key);
    return false;
}

std::optional<int> PackReader::yearOf(const char* name, const PackTable& rows, std::size_t row, std::size_t column,
                                      const char* field)
{
    const auto year = parseWhole(rows.cell(row, column));
    if (!year)
        setAside(name, rows.line(row), field, "io.year_not_read", rows.cell(row, column));
    return year;
}

Result<json> PackReader::jsonOf(const char* name)
{
    const auto bytes = readFile(path(name));
    if (!bytes)
        return tl::unexpected(bytes.error());
    json document = json::parse(*bytes, nullptr, false);
    if (document.is_discarded())
        return fail(ErrorKind::BadFormat, {"io.not_json", {}}, path(name));
    return document;
}

std::optional<Placement> PackReader::placementOf(const char* name, const PackTable& rows, std::size_t row,
                                                 std::size_t column)
{
    const std::string& word = rows.cell(row, column);
    const std::string& districtCode = rows.cell(row, column + 1);
    const std::string_view reason = placementReason(rows.cell(row, column + 2));
    if (word == code(Placement::Rest::None)) {
        if (knowsDistrict(districtCode))
            return Placement::in(districtCode);
        setAside(name, rows.line(row), "district_code", "io.unknown_district", districtCode);
        return std::nullopt;
    }
    if (word == code(Placement::Rest::Outside))
        return Placement::outside(reason);
    if (word == code(Placement::Rest::Unplaced))
        return Placement::unplaced(reason);
    setAside(name, rows.line(row), "placement", "io.unknown_word", word);
    return std::nullopt;
}

std::optional<Point> PackReader::placeOf(const PackTable& rows, std::size_t row, std::size_t column)
{
    const auto x = parseNumber(rows.cell(row, column)), y = parseNumber(rows.cell(row, column + 1));
    return x && y ? std::optional(Point{*x, *y}) : std::nullopt;
}

Result<void> PackReader::readCity()
{
    const auto document = jsonOf(pack::cityFile);
    if (!document)
        return tl::unexpected(document.error());
    const double version = numberAt(*document, "pack");
    if (version != pack::formatVersion)
        return fail(ErrorKind::BadFormat,
                    {"io.pack_version", {plainNumber(version), std::to_string(pack::formatVersion)}},
                    path(pack::cityFile));
    snapshot_.city = {textAt(*document, "code"), textsAt(*document, "name"),
                      static_cast<int>(std::clamp(numberAt(*document, "plane_epsg"), 0.0, 1e6))};
    return {};
}

Result<void> PackReader::readDistricts()
{
    if (!has(pack::districtsFile))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path(pack::districtsFile));
    const auto rows = table(pack::districtsFile, pack::districtColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        District d;
        d.code = rows->cell(r, 0);
        if (d.code.empty() || knowsDistrict(d.code)) {
            setAside(pack::districtsFile, rows->line(r), "code", "io.code_twice_or_blank", d.code);
            continue;
        }
        d.name = rows->cell(r, 1);
        d.kana = rows->cell(r, 2);
        d.romaji = rows->cell(r, 3);
        d.municipality = rows->cell(r, 4);
        d.validFrom = rows->cell(r, 5);
        d.validTo = rows->cell(r, 6);
        d.tileColumn = parseWhole(rows->cell(r, 7));
        d.tileRow = parseWhole(rows->cell(r, 8));
        snapshot_.districts.push_back(std::move(d));
    }
    if (snapshot_.districts.empty())
        return fail(ErrorKind::BadFormat, {"io.no_districts", {}}, path(pack::districtsFile));
    return {};
}

Result<void> PackReader::readAreas()
{
    if (!has(pack::areasFile)) {
        diagnostics_.push_back({path(pack::areasFile), 0, {}, {"io.pack_without_outlines", {}}});
        return {};
    }
    const auto bytes = readFile(path(pack::areasFile));
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto objects = parseTopojson(*bytes, path(pack::areasFile));
    if (!objects)
        return tl::unexpected(objects.error());
    for (TopoObject& object : *objects) {
        if (object.name == pack::districtObject) {
            for (std::size_t i = 0; i < object.ids.size(); ++i) {
                const auto district = std::find_if(snapshot_.districts.begin(), snapshot_.districts.end(),
                                                   [&](const District& d) { return d.code == object.ids[i]; });
                if (district != snapshot_.districts.end())
                    district->outline = std::move(object.areas[i]);
                else
                    setAside(pack::areasFile, 0, pack::districtObject, "io.unknown_district", object.ids[i]);
            }
        } else if (object.name == pack::blockObject) {
            for (std::size_t i = 0; i < object.ids.size(); ++i)
                outlineOfBlock_.emplace(std::move(object.ids[i]), std::move(object.areas[i]));
        }
    }
    return {};
}

Result<void> PackReader::readBlocks()
{
    const auto rows = table(pack::blocksFile, pack::blockColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    snapshot_.demandAreas.reserve(rows->size());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        DemandArea b;
        b.key = rows->cell(r, 0);
        b.town = rows->cell(r, 1);
        b.districtCode = rows->cell(r, 2);
        const auto people = parseWhole(rows->cell(r, 3)), households = parseWhole(rows->cell(r, 4));
        const auto place = placeOf(*rows, r, 5);
        if (!isFirst(pack::blocksFile, rows->line(r), "key", b.key))
            continue;
        const auto outline = outlineOfBlock_.find(b.key);
        if (!knowsDistrict(b.districtCode)) {
            setAside(pack::blocksFile, rows->line(r), "district_code", "io.unknown_district", b.districtCode);
            continue;
        }
        if (outline == outlineOfBlock_.end() || outline->second.empty()) {
            setAside(pack::blocksFile, rows->line(r), "key", "io.block_without_outline", b.key);
            continue;
        }
        if (!people || !households || !place || *people < 0 || *households < 0) {
            setAside(pack::blocksFile, rows->line(r), "people", "io.block_without_numbers", b.key);
            continue;
        }
        b.people = *people;
        b.households = *households;
        b.representativePoint = *place;
        b.isTownSplit = rows->cell(r, 7) == "1";
        b.confidence = rows->cell(r, 8);
        b.sourceId = rows->cell(r, 9);
        b.outline = std::move(outline->second);
        outlineOfBlock_.erase(outline);
        snapshot_.demandAreas.push_back(std::move(b));
    }
    return {};
}

std::string PackReader::newestDate() const
{
    std::string full, any;
    for (const SourceEdition& source : snapshot_.sources) {
        if (isIsoDate(source.asOf))
            full = std::max(full, source.asOf);
        any = std::max(any, source.asOf);
    }
    return full.empty() ? any : full;
}

Result<Snapshot> readPack(const std::string& dir, Diagnostics& diagnostics)
{
    return PackReader(dir, diagnostics).read();
}

}  // namespace chiiki
