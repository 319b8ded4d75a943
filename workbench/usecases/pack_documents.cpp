#include "workbench/usecases/pack_documents.h"

#include <algorithm>
#include <tuple>

#include "core/io/numbers.h"
#include "core/text/names.h"
#include "workbench/usecases/fact_table.h"

namespace chiiki {
namespace {

/// "KGI-1" -> "kgi.1".
std::string indicatorId(std::string word)
{
    for (char& c : word)
        c = c == '-' ? '.' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return word;
}

Result<std::string> unitOf(const std::string& written, const std::string& where)
{
    if (written == "%")
        return std::string("percent");
    if (written == "人")
        return std::string("people");
    if (written == "事業")
        return std::string("projects");
    return fail(ErrorKind::BadFormat, {"io.unknown_word", {written}}, where);
}

Result<void> readMeasures(const PackInputs& inputs, const std::string& dir, PackDocuments& documents)
{
    const auto table =
        FactTable::read(dir, "measures.csv",
                        {"measure_code", "parent_code", "kind", "number_as_written", "name", "linked_measure_code",
                         "link_basis", "source_file", "source_page", "source_lines"});
    if (!table)
        return tl::unexpected(table.error());
    for (const DelimitedRow& row : table->rows()) {
        const auto cited = citationOf(inputs.sources, *table, row);
        if (!cited)
            return tl::unexpected(cited.error());
        documents.measures.push_back({table->cell(row, "measure_code"), table->cell(row, "parent_code"),
                                      table->cell(row, "kind"), table->cell(row, "number_as_written"),
                                      table->cell(row, "name"), table->cell(row, "linked_measure_code"),
                                      table->cell(row, "link_basis"), cited->sourceId, cited->citation});
    }
    return {};
}

Result<void> readIndicators(const PackInputs& inputs, const std::string& dir, PackDocuments& documents)
{
    const auto table = FactTable::read(dir, "indicators.csv",
                                       {"indicator_id", "indicator_name", "unit", "fiscal_year", "kind", "value",
                                        "value_as_written", "source_file", "source_page", "source_lines", "note"});
    if (!table)
        return tl::unexpected(table.error());
    for (const DelimitedRow& row : table->rows()) {
        const std::string where = table->path() + ":" + std::to_string(row.line);
        const std::string& word = table->cell(row, "indicator_id");
        const std::string id = indicatorId(word);
        const auto unit = unitOf(table->cell(row, "unit"), where);
        if (!unit)
            return tl::unexpected(unit.error());
        if (documents.indicators.empty() || documents.indicators.back().id != id) {
            const auto title = inputs.indicatorTitlesEn.find(word);
            if (title == inputs.indicatorTitlesEn.end())
                return fail(ErrorKind::NotFound, {"io.no_indicator_title", {word}}, where);
            Indicator indicator;
            indicator.id = id;
            indicator.title = {table->cell(row, "indicator_name"), title->second};
            indicator.unit = *unit;
            indicator.kind = *unit == "percent" ? IndicatorKind::Rate : IndicatorKind::Count;
            indicator.direction = Direction::More;
            indicator.decimals = *unit == "percent" ? 1 : 0;
            indicator.cityOnly = true;
            documents.indicators.push_back(std::move(indicator));
        }
        const auto year = parseWhole(table->cell(row, "fiscal_year"));
        const auto series = parseSeries(table->cell(row, "kind"));
        const auto number = parseNumber(table->cell(row, "value"));
        const bool isUnsurveyed = table->cell(row, "value_as_written") == "-";
        if (!year || !series || (!number && !isUnsurveyed))
            return fail(ErrorKind::BadFormat, {"io.value_not_read", {word}}, where);
        const auto cited = citationOf(inputs.sources, *table, row);
        if (!cited)
            return tl::unexpected(cited.error());
        IndicatorValue value;
        value.indicatorId = id;
        value.year = {*year};
        value.series = *series;
        value.value = number ? Value::of(*number, Status::Official) : Value::absent(Absence::Missing);
        value.sourceId = cited->sourceId;
        value.note = withDocumentTitles(ownNote(table->cell(row, "note")), inputs.sources);
        value.note += (value.note.empty() ? "" : " ") + std::string("［") + cited->citation + "］";
        documents.values.push_back(std::move(value));
    }
    std::sort(documents.values.begin(), documents.values.end(), [](const IndicatorValue& a, const IndicatorValue& b) {
        return std::tie(a.indicatorId, a.districtCode, a.year, a.series) <
               std::tie(b.indicatorId, b.districtCode, b.year, b.series);
    });
    return {};
}

Result<void> readTaxiDistricts(const PackInputs& inputs, const std::string& dir, PackDocuments& documents)
{
    const auto table =
        FactTable::read(dir, "taxi_districts.csv",
                        {"district_code", "sub_area", "fiscal_year", "source_file", "source_page", "source_lines"});
    if (!table)
        return tl::unexpected(table.error());
    for (const DelimitedRow& row : table->rows()) {
        const auto cited = citationOf(inputs.sources, *table, row);
        if (!cited)
            return tl::unexpected(cited.error());
        const auto year = parseWhole(table->cell(row, "fiscal_year"));
        if (!year)
            return fail(ErrorKind::BadFormat, {"io.value_not_read", {"fiscal_year"}},
                        table->path() + ":" + std::to_string(row.line));
        documents.taxiDistricts.push_back(
            {table->cell(row, "district_code"), table->cell(row, "sub_area"), *year, cited->sourceId, cited->citation});
    }
    std::sort(documents.taxiDistricts.begin(), documents.taxiDistricts.end(),
              [](const TaxiDistrict& a, const TaxiDistrict& b) {
                  return std::tie(a.districtCode, a.subArea) < std::tie(b.districtCode, b.subArea);
              });
    return {};
}

}  // namespace

Result<PackDocuments> readPackDocuments(const PackInputs& inputs, const std::string& factsDir)
{
    PackDocuments documents;
    for (const auto read : {readMeasures, readIndicators, readTaxiDistricts})
        if (auto done = read(inputs, factsDir, documents); !done)
            return tl::unexpected(done.error());
    for (const PackSource& source : inputs.sources)
        if (source.edition.fileName.ends_with(".txt")) {
            documents.sources.push_back(source.edition);
            documents.sources.back().encoding = "UTF-8";
        }
    return documents;
}

}  // namespace chiiki
