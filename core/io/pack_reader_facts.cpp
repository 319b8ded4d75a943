#include <algorithm>
#include <iterator>

#include "core/io/numbers.h"
#include "core/io/pack_reader_parts.h"

namespace chiiki {

using nlohmann::json;

Result<void> PackReader::readTaxiDistricts()
{
    const auto rows = table(pack::taxiFile, pack::taxiColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        if (!knowsDistrict(rows->cell(r, 0))) {
            setAside(pack::taxiFile, rows->line(r), "district_code", "io.unknown_district", rows->cell(r, 0));
            continue;
        }
        const auto year = yearOf(pack::taxiFile, *rows, r, 2, "fiscal_year");
        if (year && isFirst(pack::taxiFile, rows->line(r), "district_code",
                            rows->cell(r, 0) + " " + rows->cell(r, 1) + " " + rows->cell(r, 2)))
            snapshot_.taxiDistricts.push_back(
                {rows->cell(r, 0), rows->cell(r, 1), *year, rows->cell(r, 3), rows->cell(r, 4)});
    }
    return {};
}

Result<void> PackReader::readMeasures()
{
    const auto rows = table(pack::measuresFile, pack::measureColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r)
        snapshot_.measures.push_back({rows->cell(r, 0), rows->cell(r, 1), rows->cell(r, 2), rows->cell(r, 3),
                                      rows->cell(r, 4), rows->cell(r, 5), rows->cell(r, 6), rows->cell(r, 7),
                                      rows->cell(r, 8)});
    return {};
}

Result<void> PackReader::readIndicators()
{
    const auto rows = table(pack::indicatorsFile, pack::indicatorColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    constexpr IndicatorKind kinds[] = {IndicatorKind::Count, IndicatorKind::Rate, IndicatorKind::Index,
                                       IndicatorKind::Category};
    constexpr Direction directions[] = {Direction::More, Direction::Less, Direction::None};
    for (std::size_t r = 0; r < rows->size(); ++r) {
        Indicator i;
        i.id = rows->cell(r, 0);
        i.title = {rows->cell(r, 1), rows->cell(r, 2)};
        i.unit = rows->cell(r, 3);
        const auto kind = std::find_if(std::begin(kinds), std::end(kinds),
                                       [&](IndicatorKind k) { return code(k) == rows->cell(r, 4); });
        const auto direction = std::find_if(std::begin(directions), std::end(directions),
                                            [&](Direction d) { return code(d) == rows->cell(r, 5); });
        if (kind == std::end(kinds) || direction == std::end(directions)) {
            setAside(pack::indicatorsFile, rows->line(r), "kind", "io.unknown_word",
                     rows->cell(r, 4) + " " + rows->cell(r, 5));
            continue;
        }
        if (!isFirst(pack::indicatorsFile, rows->line(r), "id", i.id))
            continue;
        i.kind = *kind;
        i.direction = *direction;
        i.decimals = parseWhole(rows->cell(r, 6)).value_or(0);
        i.cityOnly = rows->cell(r, 7) == "1";
        const json breaks = json::parse(rows->cell(r, 8), nullptr, false);
        if (breaks.is_array())
            for (const json& limit : breaks)
                if (limit.is_number())
                    i.breaks.push_back(limit.get<double>());
        i.ramp = rows->cell(r, 9);
        snapshot_.indicators.push_back(std::move(i));
    }
    return {};
}

Result<void> PackReader::readValues()
{
    const auto rows = table(pack::valuesFile, pack::valueColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        IndicatorValue v;
        v.indicatorId = rows->cell(r, 0);
        v.districtCode = rows->cell(r, 1);
        const auto year = parseWhole(rows->cell(r, 2));
        const auto series = parseSeries(rows->cell(r, 3));
        const auto number = parseNumber(rows->cell(r, 4));
        const auto status = parseStatus(rows->cell(r, 5));
        const auto absence = parseAbsence(rows->cell(r, 6));
        // A number and a reason for having none, or neither, is no value.
        if (!year || !series || !status || number.has_value() == absence.has_value()) {
            setAside(pack::valuesFile, rows->line(r), "value", "io.value_not_read", v.indicatorId);
            continue;
        }
        const bool isRest =
            v.districtCode == code(Placement::Rest::Outside) || v.districtCode == code(Placement::Rest::Unplaced);
        if (!v.districtCode.empty() && !isRest && !knowsDistrict(v.districtCode)) {
            setAside(pack::valuesFile, rows->line(r), "district_code", "io.unknown_district", v.districtCode);
            continue;
        }
        if (!isFirst(pack::valuesFile, rows->line(r), "indicator_id",
                     v.indicatorId + " " + v.districtCode + " " + rows->cell(r, 2) + " " + rows->cell(r, 3)))
            continue;
        v.year = {*year};
        v.series = *series;
        v.value = number ? Value::of(*number, *status) : Value::absent(*absence, *status);
        v.sourceId = rows->cell(r, 7);
        v.note = rows->cell(r, 8);
        snapshot_.values.push_back(std::move(v));
    }
    return {};
}

Result<void> PackReader::readFindings()
{
    const auto rows = table(pack::findingsFile, pack::findingColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        Finding f;
        f.id = rows->cell(r, 0);
        const auto severity = parseSeverity(rows->cell(r, 1));
        if (!severity) {
            setAside(pack::findingsFile, rows->line(r), "severity", "io.unknown_word", rows->cell(r, 1));
            continue;
        }
        if (!isFirst(pack::findingsFile, rows->line(r), "id", f.id))
            continue;
        f.severity = *severity;
        f.districtCode = rows->cell(r, 2);
        f.year = parseWhole(rows->cell(r, 3));
        f.text = {rows->cell(r, 4), rows->cell(r, 5)};
        f.action = {rows->cell(r, 6), rows->cell(r, 7)};
        f.place = placeOf(*rows, r, 8);
        f.sourceId = rows->cell(r, 10);
        f.sourceRow = parseWhole(rows->cell(r, 11)).value_or(0);
        snapshot_.findings.push_back(std::move(f));
    }
    return {};
}

Result<void> PackReader::readSources()
{
    if (!has(pack::sourcesFile))
        return {};
    const auto document = jsonOf(pack::sourcesFile);
    if (!document)
        return tl::unexpected(document.error());
    if (!document->is_array())
        return fail(ErrorKind::BadFormat, {"io.not_json", {}}, path(pack::sourcesFile));
    for (const json& source : *document) {
        if (!isFirst(pack::sourcesFile, 0, "source_id", textAt(source, "source_id")))
            continue;
        const json rows = source.is_object() ? source.value("rows", json()) : json();
        snapshot_.sources.push_back(
            {textAt(source, "source_id"),
             textsAt(source, "title"),
             textAt(source, "publisher"),
             textAt(source, "licence"),
             textAt(source, "credit"),
             textAt(source, "file_name"),
             textAt(source, "sha256"),
             textAt(source, "as_of"),
             textAt(source, "encoding"),
             textAt(source, "crs"),
             textsAt(source, "limits"),
             {numberAt(rows, "districts"), numberAt(rows, "outside"), numberAt(rows, "unplaced"),
              numberAt(rows, "source"), numberAt(rows, "repeated")}});
    }
    return {};
}

}  // namespace chiiki
