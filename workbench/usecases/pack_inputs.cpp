#include "workbench/usecases/pack_inputs.h"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/text/hash.h"

namespace chiiki {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The named columns of a small table, row by row.
Result<Rows> rowsOf(const std::filesystem::path& path, const std::vector<std::string_view>& names)
{
    Diagnostics diagnostics;
    const auto file = readTable(path.string(), diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    if (!diagnostics.empty())
        return fail(ErrorKind::BadFormat, diagnostics.front().message,
                    path.string() + ":" + std::to_string(diagnostics.front().row));
    const auto columns = requireColumns(file->table, names, path.string());
    if (!columns)
        return tl::unexpected(columns.error());
    Rows rows;
    for (const DelimitedRow& row : file->table.rows) {
        std::vector<std::string> cells;
        for (const std::size_t column : *columns)
            cells.push_back(row.cells[column]);
        rows.push_back(std::move(cells));
    }
    return rows;
}

Result<City> readCity(const std::filesystem::path& path)
{
    const auto bytes = readFile(path.string());
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto document = nlohmann::json::parse(*bytes, nullptr, false);
    const bool isWhole = document.is_object() && document.value("code", nlohmann::json()).is_string() &&
                         document.value("plane_epsg", nlohmann::json()).is_number_integer() &&
                         document.value("name", nlohmann::json()).is_object();
    if (!isWhole)
        return fail(ErrorKind::BadFormat, {"io.not_json", {}}, path.string());
    const auto& name = document["name"];
    return City{document["code"], {name.value("ja", ""), name.value("en", "")}, document["plane_epsg"]};
}

std::map<std::string, std::string> parseKindRule(const std::string& text)
{
    std::map<std::string, std::string> rule;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        const std::string part = text.substr(at, end - at);
        if (const auto equals = part.find('='); equals != std::string::npos)
            rule[part.substr(0, equals)] = part.substr(equals + 1);
        at = end + 1;
    }
    return rule;
}

}  // namespace

Result<const PackSource*> PackInputs::source(const std::string& sourceId) const
{
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const PackSource& s) { return s.edition.sourceId == sourceId; });
    if (found == sources.end())
        return fail(ErrorKind::NotFound, {"io.no_source_row", {sourceId}});
    return &*found;
}

Result<PackInputs> readPackInputs(const std::string& tablesDir, const std::string& sourceDir,
                                  const std::string& factsDir)
{
    const std::filesystem::path tables(tablesDir);
    PackInputs inputs;
    auto city = readCity(tables / "yamaguchi_city.json");
    if (!city)
        return tl::unexpected(city.error());
    inputs.city = *std::move(city);

    const auto districts =
        rowsOf(tables / "yamaguchi_districts.csv", {"code", "name", "kana", "romaji", "tile_column", "tile_row"});
    if (!districts)
        return tl::unexpected(districts.error());
    for (const auto& row : *districts) {
        District d;
        d.code = row[0];
        d.name = row[1];
        d.kana = row[2];
        d.romaji = row[3];
        d.municipality = inputs.city.code;
        d.tileColumn = parseWhole(row[4]);
        d.tileRow = parseWhole(row[5]);
        inputs.districts.push_back(std::move(d));
    }

    const auto kinds = rowsOf(tables / "facility_kinds.csv", {"id", "title_ja", "title_en", "glyph", "order"});
    if (!kinds)
        return tl::unexpected(kinds.error());
    for (const auto& row : *kinds)
        inputs.kinds.push_back({row[0], {row[1], row[2]}, row[3], parseWhole(row[4]).value_or(0)});

    const auto lines = rowsOf(tables / "community_taxi_lines_2010.csv", {"line", "is_community_taxi", "reason"});
    if (!lines)
        return tl::unexpected(lines.error());
    for (const auto& row : *lines)
        if (row[1] == "1")
            inputs.taxiLines.insert(row[0]);

    const auto titles = rowsOf(tables / "yamaguchi_indicators.csv", {"id", "title_en"});
    if (!titles)
        return tl::unexpected(titles.error());
    for (const auto& row : *titles)
        inputs.indicatorTitlesEn[row[0]] = row[1];

    const auto sources = rowsOf(tables / "yamaguchi_sources.csv",
                                {"source_id", "folder", "file", "kind_rule", "title_ja", "title_en", "publisher",
                                 "licence", "credit", "as_of", "crs", "limits_ja", "limits_en"});
    if (!sources)
        return tl::unexpected(sources.error());
    for (const auto& row : *sources) {
        const bool isDocument = row[1] == "document";
        if (isDocument && factsDir.empty())
            continue;
        const std::filesystem::path file = isDocument
                                               ? std::filesystem::path(factsDir).lexically_normal() / ".." / row[2]
                                               : std::filesystem::path(sourceDir) / row[2];
        PackSource source;
        source.path = file.string();
        source.kindRule = parseKindRule(row[3]);
        SourceEdition& edition = source.edition;
        edition.sourceId = row[0];
        edition.fileName = file.filename().string();
        edition.title = {row[4], row[5]};
        edition.publisher = row[6];
        edition.licence = row[7];
        edition.credit = row[8];
        edition.asOf = row[9];
        edition.crs = row[10];
        edition.limits = {row[11], row[12]};
        auto hash = sha256OfFile(source.path);
        if (!hash)
            return tl::unexpected(hash.error());
        edition.sha256 = *std::move(hash);
        inputs.sources.push_back(std::move(source));
    }
    return inputs;
}

}  // namespace chiiki
