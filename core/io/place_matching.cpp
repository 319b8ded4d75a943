#include "core/io/place_matching.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

constexpr std::string_view digits = "0123456789";

std::string withoutCity(std::string name)
{
    for (const std::string_view part : {"県", "市"}) {
        const auto at = name.find(part);
        // A prefecture or city is short and stands first; "市" inside a town's name (中市町) comes after other letters.
        if (at != std::string::npos && at > 0 && at <= 9)
            name.erase(0, at + part.size());
    }
    return name;
}

/// As towns are compared: a hyphen behind katakana is the long mark (ハビテ－ション).
std::string townKey(std::string_view written)
{
    std::string key;
    char32_t before = 0;
    for (char32_t c : toCodePoints(normalisedName(written))) {
        if (c == '-' && before >= U'ァ' && before <= U'ヺ')
            c = U'ー';
        appendUtf8(key, c);
        before = c;
    }
    return key;
}

std::string without(std::string text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at))
        text.erase(at, word.size());
    return text;
}

/// 12 -> 十二, as 丁目 are written. Precondition: 1..99.
std::string kanjiNumber(int number)
{
    constexpr std::array ones = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const auto ten = static_cast<std::size_t>(number / 10);
    std::string kanji = ten == 0 ? "" : ten == 1 ? "十" : std::string(ones[ten]) + "十";
    return kanji + ones[static_cast<std::size_t>(number % 10)];
}

/// The 丁目 that the numbers behind a town begin with: "5-5-50", "5丁目5". 0 where they do not.
struct Chome {
    int number = 0;
    bool isSaid = false;  // by the word 丁目
};

Chome chomeAt(std::string_view numbers)
{
    int number = 0;
    const auto [stop, error] = std::from_chars(numbers.data(), numbers.data() + numbers.size(), number);
    if (error != std::errc() || number < 1 || number > 99)
        return {};
    const std::string_view behind = numbers.substr(static_cast<std::size_t>(stop - numbers.data()));
    const bool isSaid = behind.starts_with("丁目");
    return isSaid || behind.starts_with("-") ? Chome{number, isSaid} : Chome{};
}

int strength(std::string_view confidence)
{
    constexpr std::array<std::string_view, 4> weakestFirst = {"disputed", "split", "inferred", "certain"};
    return static_cast<int>(std::find(weakestFirst.begin(), weakestFirst.end(), confidence) - weakestFirst.begin());
}

void addPart(std::map<std::string, TownMatch::Part>& parts, const TownMatch::Part& part)
{
    const auto [known, isNew] = parts.emplace(part.districtCode, part);
    if (isNew)
        return;
    known->second.people += part.people;
    if (strength(part.confidence) < strength(known->second.confidence))
        known->second.confidence = part.confidence;
}

std::vector<TownMatch::Part> listed(const std::map<std::string, TownMatch::Part>& parts)
{
    std::vector<TownMatch::Part> list;
    for (const auto& [code, part] : parts)
        list.push_back(part);
    return list;
}

}  // namespace

std::vector<TownDistrict> townsOf(const std::vector<DemandArea>& areas)
{
    std::map<std::string, std::map<std::string, TownMatch::Part>> towns;
    for (const DemandArea& area : areas)
        if (!area.town.empty() && !area.districtCode.empty())
            addPart(towns[area.town], {area.districtCode, area.confidence, area.people});
    std::vector<TownDistrict> list;
    for (const auto& [town, parts] : towns)
        for (const auto& [code, part] : parts) {
            const bool isSplit = parts.size() > 1;
            const bool wasSplit = !isSplit && part.confidence == "split";
            list.push_back({town, code, isSplit ? "split" : wasSplit ? "inferred" : part.confidence, part.people});
        }
    return list;
}

TownIndex::TownIndex(const std::vector<TownDistrict>& towns)
{
    for (const TownDistrict& town : towns) {
        Town& known = towns_[townKey(town.town)];
        if (known.written.empty())
            known.written = town.town;
        addPart(known.parts, {town.districtCode, town.confidence, town.people});
    }
    towns_.erase(std::string());
}

bool TownIndex::matchTown(std::string_view name, TownMatch& match) const
{
    const auto found = towns_.find(name);
    if (found == towns_.end())
        return false;
    const auto next = std::next(found);
    if (next != towns_.end() && next->first.starts_with(name))
        return matchBeginning(name, match);
    match.level = TownMatch::Level::Town;
    match.town = found->second.written;
    match.parts = listed(found->second.parts);
    return true;
}

bool TownIndex::matchBeginning(std::string_view name, TownMatch& match) const
{
    std::map<std::string, TownMatch::Part> parts;
    for (auto it = towns_.lower_bound(name); it != towns_.end() && it->first.starts_with(name); ++it)
        for (const auto& [code, part] : it->second.parts)
            addPart(parts, part);
    if (parts.empty())
        return false;
    match.level = TownMatch::Level::Oaza;
    const auto itself = towns_.find(name);
    match.town = itself == towns_.end() ? std::string(name) : itself->second.written;
    match.parts = listed(parts);
    return true;
}

bool TownIndex::matchLongest(std::string_view name, TownMatch& match) const
{
    const Town* best = nullptr;
    std::size_t longest = 0;
    for (const auto& [key, town] : towns_)
        if (key.size() > longest && name.starts_with(key)) {
            longest = key.size();
            best = &town;
        }
    if (!best)
        return false;
    match.level = TownMatch::Level::Oaza;
    match.town = best->written;
    match.parts = listed(best->parts);
    return true;
}

bool TownIndex::matchBase(std::string_view name, TownMatch& match) const
{
    return !name.empty() && (matchTown(name, match) || matchBeginning(name, match));
}

TownMatch TownIndex::match(std::string_view address) const
{
    TownMatch match;
    const std::string whole = townKey(address);
    if (matchTown(whole, match)) {
        match.isWhole = true;
        return match;
    }
    // House numbers begin at the first digit; towns write theirs in kanji (三丁目). One with digits is found above.
    const std::size_t numbersAt = std::min(whole.find_first_of(digits), whole.size());
    const Chome chome = chomeAt(std::string_view(whole).substr(numbersAt));
    std::vector<std::string> names = {whole.substr(0, numbersAt)};
    names.push_back(without(names[0], "大字"));
    names.push_back(without(names[1], "字"));
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (chome.number)
        for (const std::string& name : names)
            if (matchTown(name + kanjiNumber(chome.number) + "丁目", match))
                return match;
    match.lacksChome = chome.isSaid;
    for (const std::string& name : names)
        if (matchBase(name, match)) {
            if (match.lacksChome)
                match.level = TownMatch::Level::Oaza;
            match.isWhole = numbersAt == whole.size() && towns_.contains(name);
            return match;
        }
    for (const std::string& name : names)
        if (matchLongest(name, match))
            return match;
    return {};
}

std::set<std::string> TownIndex::districtsOf(std::string_view address) const
{
    const std::string whole = normalisedName(address);
    const bool namesCity = whole.find("市") != std::string::npos && !towns_.contains(townKey(whole));
    std::set<std::string> codes;
    for (const TownMatch::Part& part : match(namesCity ? withoutCity(whole) : whole).parts)
        codes.insert(part.districtCode);
    return codes;
}

std::string TownIndex::confidenceOf(std::string_view town, std::string_view districtCode) const
{
    const auto found = towns_.find(townKey(town));
    if (found == towns_.end())
        return {};
    const auto district = found->second.parts.find(std::string(districtCode));
    return district == found->second.parts.end() ? std::string() : district->second.confidence;
}

Result<std::vector<TownDistrict>> readTownDistricts(const std::string& path)
{
    Diagnostics diagnostics;
    const auto file = readTable(path, diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    const auto columns = requireColumns(file->table, {"s_name", "code", "confidence"}, path);
    if (!columns)
        return tl::unexpected(columns.error());
    std::vector<TownDistrict> towns;
    for (const DelimitedRow& row : file->table.rows) {
        std::string confidence = row.cells[(*columns)[2]];
        if (confidence == "high")
            confidence = "certain";
        else if (confidence == "good")
            confidence = "inferred";
        towns.push_back({row.cells[(*columns)[0]], row.cells[(*columns)[1]], std::move(confidence)});
    }
    return towns;
}

}  // namespace chiiki
