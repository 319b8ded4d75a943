#include "core/io/standard_sets.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "core/io/cell_rules.h"
#include "core/io/numbers.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

struct RoleWord {
    ColumnRole role;
    std::string_view word;
    std::string_view ja;
    std::string_view en;
};

constexpr RoleWord roleWords[] = {
    {ColumnRole::Ignore, "ignore", "使わない", "Not used"},
    {ColumnRole::Id, "id", "ID", "Id"},
    {ColumnRole::Name, "name", "名称", "Name"},
    {ColumnRole::Kana, "kana", "名称（カナ）", "Name in kana"},
    {ColumnRole::Type, "type", "種類", "Type"},
    {ColumnRole::Address, "address", "住所", "Address"},
    {ColumnRole::AddressPart, "address_part", "住所の一部", "Part of the address"},
    {ColumnRole::Town, "town", "町丁字", "Town"},
    {ColumnRole::DistrictCode, "district_code", "地域コード", "District code"},
    {ColumnRole::DistrictName, "district", "地域", "District"},
    {ColumnRole::Longitude, "longitude", "経度", "Longitude"},
    {ColumnRole::Latitude, "latitude", "緯度", "Latitude"},
    {ColumnRole::Year, "year", "年度", "Fiscal year"},
    {ColumnRole::Capacity, "capacity", "定員", "Capacity"},
    {ColumnRole::Attribute, "attribute", "属性", "Attribute"},
    {ColumnRole::Publisher, "publisher", "発行者", "Publisher"},
    {ColumnRole::CityCode, "city_code", "全国地方公共団体コード", "Municipality code"},
    {ColumnRole::Indicator, "indicator", "指標", "Indicator"},
    {ColumnRole::Unit, "unit", "単位", "Unit"},
    {ColumnRole::Value, "value", "値", "Value"},
    {ColumnRole::Note, "note", "備考", "Note"},
};

/// "0-4歳の男性", "85歳以上の女性", "0〜4歳": a number of people by age.
bool isAgeColumn(const std::string& key)
{
    const auto years = key.find("歳");
    if (years == std::string::npos || years == 0 || !std::isdigit(static_cast<unsigned char>(key.front())))
        return false;
    return key.ends_with("男性") || key.ends_with("女性") || key.ends_with("男") || key.ends_with("女");
}

const StandardColumn ageColumn{"年齢別人口", ColumnRole::Value, {}, CellRule::Whole};

const std::map<std::string, const StandardColumn*>& keysOf(const StandardSet& set)
{
    static const auto all = [] {
        std::map<const StandardSet*, std::map<std::string, const StandardColumn*>> made;
        for (const StandardSet& known : standardSets()) {
            auto& keys = made[&known];
            // What is its own counts before what it shares.
            for (const auto& columns : {known.columns, known.shared})
                for (const StandardColumn& column : columns)
                    keys.emplace(normalisedName(column.name), &column);
        }
        return made;
    }();
    return all.at(&set);
}

/// "教育機関_" where every heading begins with it.
std::string commonPrefix(const std::vector<std::string>& headings)
{
    const auto end = headings.size() < 2 ? std::string::npos : headings[0].find('_');
    if (end == std::string::npos)
        return {};
    const std::string prefix = headings[0].substr(0, end + 1);
    const bool shared = std::all_of(headings.begin(), headings.end(),
                                    [&](const std::string& name) { return name.starts_with(prefix); });
    return shared ? prefix : std::string();
}

std::string keyOf(const std::string& heading, const std::string& prefix)
{
    return normalisedName(std::string_view(heading).substr(heading.starts_with(prefix) ? prefix.size() : 0));
}

SetMatch matchOf(const StandardSet& set, const std::vector<std::string>& headings, const std::string& prefix)
{
    const auto& keys = keysOf(set);
    SetMatch match;
    match.set = &set;
    match.prefix = prefix;
    for (const std::string& heading : headings) {
        const std::string key = keyOf(heading, prefix);
        const auto found = keys.find(key);
        const bool isAge = set.facilityKind.empty() && isAgeColumn(key);
        match.columns.push_back(found != keys.end() ? found->second : isAge ? &ageColumn : nullptr);
        match.known += match.columns.back() != nullptr;
        if (!match.columns.back())
            match.unknown.push_back(heading);
    }
    for (const auto& columns : {set.shared, set.columns})
        for (const StandardColumn& column : columns)
            if (column.isRequired &&
                std::find(match.columns.begin(), match.columns.end(), &column) == match.columns.end() &&
                // A set with a name of its own for the name has that one.
                std::none_of(match.columns.begin(), match.columns.end(),
                             [&](const StandardColumn* present) { return present && present->role == column.role; }))
                match.missing.emplace_back(column.name);
    return match;
}

bool isTold(const StandardSet& set, const std::vector<std::string>& headings, const std::string& prefix)
{
    for (const std::string_view telling : set.telling)
        for (const std::string& heading : headings)
            if (keyOf(heading, prefix) == normalisedName(telling))
                return true;
    return false;
}

}  // namespace

std::string_view code(ColumnRole role)
{
    for (const RoleWord& known : roleWords)
        if (known.role == role)
            return known.word;
    return {};
}

std::optional<ColumnRole> parseColumnRole(std::string_view word)
{
    for (const RoleWord& known : roleWords)
        if (known.word == word)
            return known.role;
    return std::nullopt;
}

Text titleOf(ColumnRole role)
{
    for (const RoleWord& known : roleWords)
        if (known.role == role)
            return {std::string(known.ja), std::string(known.en)};
    return {};
}

std::optional<SetMatch> matchStandardSet(const std::vector<std::string>& headings)
{
    std::optional<SetMatch> best;
    // A prefix may be the city's own (教育機関_), or part of the names themselves (P04_).
    for (const std::string& prefix : {commonPrefix(headings), std::string()})
        for (const StandardSet& set : standardSets()) {
            if (!isTold(set, headings, prefix))
                continue;
            SetMatch match = matchOf(set, headings, prefix);
            if (2 * match.known < headings.size())
                continue;
            if (!best || match.known > best->known)
                best = std::move(match);
        }
    return best;
}

const StandardColumn* findStandardColumn(std::string_view heading)
{
    static const auto all = [] {
        std::map<std::string, const StandardColumn*> made;
        for (const StandardSet& set : standardSets())
            for (const auto& columns : {set.columns, set.shared})
                for (const StandardColumn& column : columns)
                    made.emplace(normalisedName(column.name), &column);
        return made;
    }();
    const auto found = all.find(normalisedName(heading));
    return found == all.end() ? nullptr : found->second;
}

std::vector<CellFault> validateAgainst(const SetMatch& match, const RawTable& table, const TableLayout& layout)
{
    std::vector<CellFault> faults;
    std::optional<std::size_t> longitude, latitude;
    for (std::size_t i = 0; i < match.columns.size(); ++i) {
        if (match.columns[i] && match.columns[i]->role == ColumnRole::Longitude)
            longitude = i;
        if (match.columns[i] && match.columns[i]->role == ColumnRole::Latitude)
            latitude = i;
    }
    for (const std::size_t index : layout.records) {
        const RawRow& row = table.rows[index];
        const bool isEmpty = areBlankCells(row.cells);
        const auto textIn = [&](std::size_t column) {
            return column < row.cells.size() ? std::string(trimmedCell(row.cells[column])) : std::string();
        };
        const auto add = [&](std::size_t column, Message what, std::optional<std::string> proposal) {
            faults.push_back(
                {row.number, column, layout.headings[column], textIn(column), std::move(what), std::move(proposal)});
        };
        if (isEmpty || row.cells.size() > layout.headings.size()) {
            faults.push_back({row.number, 0, {}, {}, {isEmpty ? "io.row_empty" : "io.row_shifted", {}}, {}});
            continue;
        }
        for (std::size_t i = 0; i < match.columns.size(); ++i) {
            const StandardColumn* column = match.columns[i];
            if (!column)
                continue;
            const std::string text = textIn(i);
            if (text.empty()) {
                if (column->isRequired)
                    add(i, {"io.cell_required", {layout.headings[i]}}, {});
                continue;
            }
            if (column->rule == CellRule::Degrees)
                continue;  // judged together below
            auto fault = judgeCell(column->rule, text);
            if (!fault)
                continue;
            // 小児対応設備の有無 is written in words, 災害種別_洪水 in digits.
            if (column->rule == CellRule::Flag && fault->proposal && column->name.ends_with("有無"))
                fault->proposal = *fault->proposal == "1" ? "有" : "無";
            add(i, std::move(fault->what), std::move(fault->proposal));
        }
        if (longitude && latitude)
            if (auto fault = judgePlaceCells(textIn(*longitude), textIn(*latitude))) {
                add(*latitude, fault->what, fault->latitude);
                add(*longitude, fault->what, fault->longitude);
            }
    }
    return faults;
}

}  // namespace chiiki
