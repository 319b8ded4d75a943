#include "workbench/usecases/import_areas.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <tuple>

#include "core/analysis/recipe_parts.h"
#include "core/analysis/town_shares.h"
#include "core/geo/extent.h"
#include "core/io/estat_table.h"

namespace chiiki {
namespace {

/// "T001082": the table that a column belongs to.
std::string tableOf(const EstatTable& table)
{
    return table.columns.front().code.substr(0, 7);
}

std::string lowerCase(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// What is counted, by the words of its title.
std::string unitOf(const std::string& title)
{
    if (contains(title, "世帯"))
        return "households";
    for (const std::string_view word : {"人口", "歳", "年齢", "男", "女", "就業者", "従業者", "外国人"})
        if (contains(title, word))
            return "people";
    return "count";
}

Indicator indicatorOf(const EstatColumn& column)
{
    Indicator indicator;
    indicator.id = "estat." + lowerCase(column.code);
    indicator.title = {column.title, column.title == column.code ? column.code : column.code + " " + column.title};
    indicator.unit = unitOf(column.title);
    indicator.kind = IndicatorKind::Count;
    return indicator;
}

Result<std::vector<std::size_t>> columnsOf(const EstatTable& table, const std::vector<std::string>& wanted)
{
    std::vector<std::size_t> columns;
    std::string all;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        all += (all.empty() ? "" : ", ") + table.columns[i].code;
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), table.columns[i].code) != wanted.end())
            columns.push_back(i);
    }
    for (const std::string& code : wanted)
        if (std::none_of(table.columns.begin(), table.columns.end(),
                         [&code](const EstatColumn& column) { return column.code == code; }))
            return fail(ErrorKind::BadRequest, {"usecases.areas_no_column", {code, all}}, table.fileName);
    return columns;
}

/// Areas with nothing finer below them: what is counted.
std::vector<const EstatArea*> partsOf(const EstatTable& table)
{
    std::vector<const EstatArea*> parts;
    for (const EstatArea& area : table.areas)
        if (!area.isTotal)
            parts.push_back(&area);
    return parts;
}

AreaShares sharesOfTowns(const Snapshot& city, const std::vector<const EstatArea*>& areas)
{
    std::vector<TownArea> towns;
    const std::string code = city.city.code.substr(0, 5);  // without the check digit
    for (const EstatArea* area : areas)
        towns.push_back({area->key, area->name, area->combinedInto, !area->key.starts_with(code)});
    return sharesByTown(city, towns);
}

/// Cells that touch the city's box, and those that are combined with one of them: all others are outside.
std::vector<bool> nearCells(const Snapshot& city, const std::vector<const EstatArea*>& areas)
{
    Extent box;
    for (const District& district : city.districts)
        box.include(extentOf(district.outline));
    std::map<std::string_view, std::size_t> byKey;
    std::vector<bool> isNear(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        byKey.emplace(areas[i]->key, i);
        isNear[i] = extentOf(areas[i]->outline).intersects(box);
    }
    for (bool hasChanged = true; hasChanged;) {
        hasChanged = false;
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const auto into = byKey.find(areas[i]->combinedInto);
            if (into == byKey.end() || isNear[i] == isNear[into->second])
                continue;
            isNear[i] = isNear[into->second] = true;
            hasChanged = true;
        }
    }
    return isNear;
}

Result<AreaShares> sharesOfCells(const Snapshot& city, const std::vector<const EstatArea*>& areas, SharedBy by)
{
    const std::vector<bool> isNear = nearCells(city, areas);
    std::vector<SharedArea> cells;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (isNear[i]) {
            cells.push_back({areas[i]->key, areas[i]->outline, areas[i]->combinedInto});
            places.push_back(i);
        }
    auto near = sharesOfDistricts(city, cells, by, SharedWhole::Areas);
    if (!near)
        return near;
    AreaShares all = *near;
    all.ofArea.assign(areas.size(), {{city.districts.size(), 1}});
    all.leader.resize(areas.size());
    all.keys.clear();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        all.leader[i] = i;
        all.keys.push_back(areas[i]->key);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        all.ofArea[places[i]] = std::move(near->ofArea[i]);
        all.leader[places[i]] = places[near->leader[i]];
    }
    all.undivided += areas.size() - places.size();
    return all;
}

void countAreas(const std::vector<const EstatArea*>& areas, const AreaShares& shares, std::size_t outside,
                AreasComparison& comparison)
{
    Reconciliation& rows = comparison.edition.rows;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const auto& parts = shares.ofArea[shares.leader[i]];
        rows.source += 1;
        if (parts.empty()) {
            rows.unplaced += 1;
            comparison.unplaced.push_back(areas[i]->name.empty() ? areas[i]->key : areas[i]->name);
        } else if (std::all_of(parts.begin(), parts.end(),
                               [outside](const AreaShares::Part& part) { return part.district == outside; })) {
            rows.outside += 1;
        } else {
            rows.districts += 1;
        }
    }
    comparison.areas = areas.size();
    comparison.divided = shares.divided;
    comparison.combined = shares.added;
}

/// What an area adds to a sum: 「-」 says that there is nobody to count there, which is not the same as not knowing.
Value countOf(const Value& value, std::size_t& nones)
{
    if (value.isNumber() || value.absence() != Absence::NotApplicable)
        return value;
    ++nones;
    return Value::of(0, value.status);
}

SourceEdition editionOf(const EstatTable& table, const ImportAreasRequest& request, FiscalYear year)
{
    SourceEdition edition;
    const std::string id = tableOf(table);
    edition.sourceId = "estat_" + lowerCase(id);
    edition.title = table.isMesh ? Text{"e-Stat 地域メッシュ統計（" + id + "）", "e-Stat mesh statistics (" + id + ")"}
                                 : Text{"e-Stat 小地域集計（" + id + "）", "e-Stat small area statistics (" + id + ")"};
    edition.publisher = "総務省統計局";
    edition.licence = request.licence;
    edition.credit = request.credit.empty() ? "「政府統計の総合窓口(e-Stat)」" + id + "を加工して作成" : request.credit;
    edition.fileName = table.fileName;
    edition.sha256 = table.sha256;
    edition.asOf = request.asOf.empty() ? std::to_string(year.year) : request.asOf;
    edition.encoding = table.encoding;
    if (table.isMesh)
        edition.crs = "EPSG:6668";
    return edition;
}

bool isBefore(const IndicatorValue& a, const IndicatorValue& b)
{
    return std::tie(a.indicatorId, a.districtCode, a.year, a.series) <
           std::tie(b.indicatorId, b.districtCode, b.year, b.series);
}

std::vector<IndicatorValue> valuesOf(const Snapshot& city, const std::string& indicatorId)
{
    std::vector<IndicatorValue> values;
    for (const IndicatorValue& value : city.values)
        if (value.indicatorId == indicatorId)
            values.push_back(value);
    std::sort(values.begin(), values.end(), isBefore);
    return values;
}

const Indicator* findIndicator(const Snapshot& city, const std::string& id)
{
    const auto found = std::find_if(city.indicators.begin(), city.indicators.end(),
                                    [&id](const Indicator& indicator) { return indicator.id == id; });
    return found == city.indicators.end() ? nullptr : &*found;
}

/// The city with the table's indicators in place of those of its edition before.
Snapshot withFigures(const Snapshot& city, const AreasComparison& comparison)
{
    Snapshot next = city;
    const std::string& sourceId = comparison.edition.sourceId;
    std::set<std::string> ids, before;
    for (const AreaFigure& figure : comparison.figures)
        ids.insert(figure.result.indicator.id);
    for (const IndicatorValue& value : city.values)
        if (value.sourceId == sourceId)
            before.insert(value.indicatorId);
    std::erase_if(next.values, [&](const IndicatorValue& value) {
        return value.sourceId == sourceId || ids.contains(value.indicatorId);
    });
    std::erase_if(next.indicators, [&](const Indicator& indicator) {
        return before.contains(indicator.id) && !ids.contains(indicator.id);
    });
    for (const AreaFigure& figure : comparison.figures) {
        const Indicator& indicator = figure.result.indicator;
        const auto known = std::find_if(next.indicators.begin(), next.indicators.end(),
                                        [&indicator](const Indicator& one) { return one.id == indicator.id; });
        if (known == next.indicators.end())
            next.indicators.push_back(indicator);
        else
            *known = indicator;
        next.values.insert(next.values.end(), figure.result.values.begin(), figure.result.values.end());
    }
    std::sort(next.values.begin(), next.values.end(), isBefore);
    std::erase_if(next.sources, [&](const SourceEdition& edition) { return edition.sourceId == sourceId; });
    next.sources.push_back(comparison.edition);
    std::sort(next.sources.begin(), next.sources.end(),
              [](const SourceEdition& a, const SourceEdition& b) { return a.sourceId < b.sourceId; });
    return next;
}

Result<FiscalYear> yearOf(const ImportAreasRequest& request)
{
    if (request.year)
        return *request.year;
    if (const auto year = fiscalYearOfAsOf(request.asOf))
        return *year;
    return fail(ErrorKind::BadRequest, {"usecases.areas_no_year", {}}, request.path);
}

/// What the method leaves open, for the edition: it stands wherever the numbers do.
void addLimits(SourceEdition& edition, const std::vector<AreaFigure>& figures, bool isMesh, const AreaShares& shares,
               std::size_t nones)
{
    const auto append = [&edition](const Text& text) {
        edition.limits.ja += text.ja + (text.ja.ends_with("。") ? "" : "。");
        edition.limits.en += (edition.limits.en.empty() ? "" : " ") + text.en + (text.en.ends_with(".") ? "" : ".");
    };
    if (nones > 0)
        append(textOf({"usecases.areas_none_as_zero", {std::to_string(nones)}}));
    if (isMesh && !figures.empty()) {
        const Recipe& recipe = figures.front().result.recipe;
        append(recipe.formula);
        for (const Text& limit : recipe.limits)
            append(limit);
        return;
    }
    append(textOf({"usecases.areas_by_town", {std::to_string(shares.divided)}}));
    if (shares.added > 0)
        append(textOf({"usecases.areas_combined", {std::to_string(shares.added)}}));
}

}  // namespace

bool isAreasTable(const std::string& path)
{
    return isEstatPath(path);
}

Result<AreasComparison> takeAreas(const Snapshot& city, const ImportAreasRequest& request, Snapshot& next)
{
    const auto year = yearOf(request);
    if (!year)
        return tl::unexpected(year.error());
    AreasComparison comparison;
    const auto table = readEstatTable(request.path, comparison.setAside);
    if (!table)
        return tl::unexpected(table.error());
    const auto columns = columnsOf(*table, request.columns);
    if (!columns)
        return tl::unexpected(columns.error());

    const std::vector<const EstatArea*> areas = partsOf(*table);
    const auto shares =
        table->isMesh ? sharesOfCells(city, areas, request.by) : Result<AreaShares>(sharesOfTowns(city, areas));
    if (!shares)
        return tl::unexpected(shares.error());
    comparison.edition = editionOf(*table, request, *year);
    comparison.isMesh = table->isMesh;
    comparison.meshOrder = table->meshOrder;
    comparison.files = table->files;
    comparison.totals = table->areas.size() - areas.size();
    countAreas(areas, *shares, city.districts.size(), comparison);
    comparison.edition.rows.source += static_cast<double>(table->setAside);
    comparison.edition.rows.unplaced += static_cast<double>(table->setAside);
    std::size_t nones = 0;
    for (const std::size_t column : *columns) {
        SharedColumn shared{indicatorOf(table->columns[column]), {}, *year, comparison.edition.sourceId};
        for (const EstatArea* area : areas)
            shared.values.push_back(countOf(area->values[column], nones));
        auto result = districtValuesOf(city, *shares, shared);
        if (!result)
            return tl::unexpected(result.error());
        if (!table->isMesh)
            markWhollySummed(*result, city, *shares);
        for (IndicatorValue& rest : restsOf(*result))
            result->values.push_back(std::move(rest));
        std::sort(result->values.begin(), result->values.end(), isBefore);
        const std::string& id = result->indicator.id;
        const Indicator* known = findIndicator(city, id);
        const bool isSame = known && *known == result->indicator && valuesOf(city, id) == result->values;
        comparison.figures.push_back({table->columns[column].code, *std::move(result), !known, isSame});
    }
    addLimits(comparison.edition, comparison.figures, table->isMesh, *shares, nones);
    if (const SourceEdition* before = findSource(city, comparison.edition.sourceId))
        comparison.before = *before;

    Snapshot taken = withFigures(city, comparison);
    comparison.isSame = comparison.before == comparison.edition && taken.values.size() == city.values.size() &&
                        taken.indicators.size() == city.indicators.size() &&
                        std::all_of(comparison.figures.begin(), comparison.figures.end(),
                                    [](const AreaFigure& figure) { return figure.isSame; });
    if (!comparison.isSame)
        next = std::move(taken);
    return comparison;
}

Result<AreasComparison> importAreas(Workspace& workspace, const ImportAreasRequest& request)
{
    const auto city = workspace.snapshot();
    if (!city)
        return tl::unexpected(city.error());
    Snapshot next;
    auto taken = takeAreas(**city, request, next);
    if (!taken)
        return tl::unexpected(taken.error());
    AreasComparison comparison = *std::move(taken);
    comparison.snapshot = *city;
    if (request.isPreview || comparison.isSame)
        return comparison;
    const Message said{"usecases.areas_taken",
                       {comparison.edition.title.ja, std::to_string(comparison.figures.size())}};
    const auto after = workspace.commit(next, said, request.stamp, comparison.edition.sourceId);
    if (!after)
        return tl::unexpected(after.error());
    comparison.snapshot = *after;
    return comparison;
}

Result<AreasComparison> importAreas(const std::string& path, const ImportAreasRequest& request)
{
    auto workspace = Workspace::open(path, request.isPreview ? Access::ReadOnly : Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return importAreas(*workspace, request);
}

}  // namespace chiiki
