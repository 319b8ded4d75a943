#include "workbench/usecases/finding_output.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace chiiki {
namespace {

using nlohmann::json;

/// Stands in a sentence where the district's own name stood.
constexpr std::string_view place = "\x1f";
/// Stands where the words stood that name what it speaks of.
constexpr std::string_view named = "\x1e";

Text nameOf(const Snapshot& city, const std::string& districtCode)
{
    const District* district = findDistrict(city, districtCode);
    if (!district)
        return {};
    return {district->name, district->romaji.empty() ? district->name : district->romaji};
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    if (from.empty())
        return text;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// Whether what stands at `at` is a part of another district's name: 秋穂 in 秋穂二島.
bool isOfLongerName(const Snapshot& city, const std::string& text, std::size_t at, const std::string& name,
                    Language language)
{
    return std::any_of(city.districts.begin(), city.districts.end(), [&](const District& district) {
        const std::string other = nameOf(city, district.code).in(language);
        const std::size_t inside = other.size() > name.size() ? other.find(name) : std::string::npos;
        return inside != std::string::npos && inside <= at && text.compare(at - inside, other.size(), other) == 0;
    });
}

std::string withoutName(const Snapshot& city, const std::string& text, const std::string& name, Language language)
{
    std::string without;
    std::size_t from = 0;
    if (!name.empty())
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + name.size())) {
            if (isOfLongerName(city, text, at, name, language))
                continue;
            without += text.substr(from, at - from).append(place);
            from = at + name.size();
        }
    return without + text.substr(from);
}

Text withoutName(const Snapshot& city, const Text& text, const Text& name)
{
    return {withoutName(city, text.ja, name.ja, Language::Japanese),
            withoutName(city, text.en, name.en, Language::English)};
}

/// What findings of one group have in common; `words` tells their sentences apart.
using Key = std::tuple<Severity, bool, std::vector<std::string>, std::optional<int>>;

Key keyOf(const Finding& finding, const Text& text, const Text& action, std::optional<int> year)
{
    return {finding.severity, finding.isSample, {text.ja, text.en, action.ja, action.en, finding.about.ja}, year};
}

FindingGroup groupOf(const Finding& finding)
{
    FindingGroup group;
    group.findings = {&finding};
    if (!finding.districtCode.empty())
        group.districtCodes = {finding.districtCode};
    if (finding.year)
        group.years = {*finding.year};
    if (!finding.subject.ja.empty())
        group.subjects = {finding.subject};
    group.text = finding.text;
    group.action = finding.action;
    return group;
}

/// Into the first group of the same key, which keeps its place in the list.
template <typename KeyOfGroup>
std::vector<FindingGroup> merged(std::vector<FindingGroup> groups, KeyOfGroup keyOfGroup,
                                 void (*join)(FindingGroup& into, const FindingGroup& from))
{
    std::vector<FindingGroup> out;
    std::map<decltype(keyOfGroup(groups.front())), std::size_t> indexOf;
    for (FindingGroup& group : groups) {
        const auto [found, isNew] = indexOf.try_emplace(keyOfGroup(group), out.size());
        if (isNew) {
            out.push_back(std::move(group));
            continue;
        }
        FindingGroup& into = out[found->second];
        join(into, group);
        into.findings.insert(into.findings.end(), group.findings.begin(), group.findings.end());
    }
    return out;
}

void joinDistricts(FindingGroup& into, const FindingGroup& from)
{
    for (const std::string& code : from.districtCodes)
        if (std::find(into.districtCodes.begin(), into.districtCodes.end(), code) == into.districtCodes.end())
            into.districtCodes.push_back(code);
}

void joinYears(FindingGroup& into, const FindingGroup& from)
{
    into.years.insert(into.years.end(), from.years.begin(), from.years.end());
    std::sort(into.years.begin(), into.years.end());
    into.years.erase(std::unique(into.years.begin(), into.years.end()), into.years.end());
}

void joinSubjects(FindingGroup& into, const FindingGroup& from)
{
    joinDistricts(into, from);
    joinYears(into, from);
    for (const Text& subject : from.subjects)
        if (std::find(into.subjects.begin(), into.subjects.end(), subject) == into.subjects.end())
            into.subjects.push_back(subject);
}

Text withoutSubject(const FindingGroup& group, const Text& text)
{
    const Text& subject = group.subjects.front();
    return {replaced(text.ja, subject.ja, named), replaced(text.en, subject.en, named)};
}

bool standsIn(const std::string& words, const std::string& text)
{
    return text.find(words) != std::string::npos;
}

/// All of them by name; of a long list the first ones and how many more. `open`: the sentence they stand in, which may
/// put them in quotation marks already; names that hold a comma themselves get some.
Text subjectsText(const std::vector<Text>& subjects, const std::string& open)
{
    constexpr std::size_t most = 8;
    const bool isQuoted = standsIn("「" + std::string(named) + "」", open);
    const bool needsQuotes = !isQuoted && std::any_of(subjects.begin(), subjects.end(),
                                                      [](const Text& subject) { return standsIn("、", subject.ja); });
    Text all;
    for (std::size_t i = 0; i < std::min(most, subjects.size()); ++i) {
        all.ja += (i == 0        ? ""
                   : isQuoted    ? "」「"
                   : needsQuotes ? ""
                                 : "、") +
                  (needsQuotes ? "「" + subjects[i].ja + "」" : subjects[i].ja);
        all.en += (i == 0 ? "" : ", ") + subjects[i].en;
    }
    if (subjects.size() <= most)
        return all;
    const Message more{"usecases.finding_more_subjects", {std::to_string(subjects.size() - most)}};
    return {all.ja + speak(more, Language::Japanese), all.en + speak(more, Language::English)};
}

/// Findings of one rule that say the same of several rows: told once, with the names of all of them.
std::vector<FindingGroup> mergedSubjects(std::vector<FindingGroup> groups)
{
    groups = merged(
        std::move(groups),
        [](const FindingGroup& group) {
            const Finding& first = *group.findings.front();
            if (group.subjects.empty())
                return std::pair(first.id + "\x1d" + first.districtCode,
                                 keyOf(first, first.text, first.action, first.year));
            return std::pair(first.id.substr(0, first.id.find('/')) + (first.districtCode.empty() ? "\x1d" : ""),
                             keyOf(first, withoutSubject(group, group.text), withoutSubject(group, group.action),
                                   first.year ? std::optional(0) : std::nullopt));
        },
        joinSubjects);
    for (FindingGroup& group : groups) {
        if (group.subjects.size() < 2)
            continue;
        const Text all = subjectsText(group.subjects, withoutSubject(group, group.text).ja);
        const auto general = [&](const Text& text) {
            const Text open = withoutSubject(group, text);
            return Text{replaced(open.ja, named, all.ja), replaced(open.en, named, all.en)};
        };
        group.text = general(group.text);
        group.action = general(group.action);
    }
    return groups;
}

std::string districtsText(const Snapshot& city, const std::vector<std::string>& codes, Language language)
{
    constexpr std::size_t mostWithoutNumber = 3;
    if (codes.empty())
        return speak({"analysis.row_city", {}}, language);
    const std::string number = std::to_string(codes.size());
    if (codes.size() > 1 && codes.size() == city.districts.size())
        return speak({"usecases.finding_everywhere", {number}}, language);
    std::string names;
    for (const std::string& code : codes)
        names += (names.empty() ? "" : language == Language::Japanese ? "、" : ", ") + nameOf(city, code).in(language);
    return codes.size() > mostWithoutNumber ? speak({"usecases.finding_districts", {names, number}}, language) : names;
}

std::string severityTitle(Severity severity, Language language)
{
    return speak({severity == Severity::Act     ? "usecases.finding_act"
                  : severity == Severity::Watch ? "usecases.finding_watch"
                                                : "usecases.finding_note",
                  {}},
                 language);
}

/// A row that answers several of its findings once.
std::vector<FittingRow> answersToGroup(const FindingAnswers& answers, const FindingGroup& group)
{
    std::vector<FittingRow> all;
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    for (const Finding* finding : group.findings)
        for (FittingRow& row : answersTo(answers, *finding))
            if (seen.emplace(row.pluginId, row.tableId, row.uid).second)
                all.push_back(std::move(row));
    return all;
}

json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

json answersJson(const std::vector<FittingRow>& rows)
{
    json all = json::array();
    for (const FittingRow& row : rows)
        all.push_back({{"table", row.pluginId + "." + row.tableId},
                       {"row", row.uid},
                       {"label", textJson(row.label)},
                       {"title", row.title},
                       {"status", std::string(code(row.status))},
                       {"source_id", row.sourceId},
                       {"citation", row.citation}});
    return all;
}

}  // namespace

std::vector<FindingGroup> groupFindings(const Snapshot& city, const std::vector<Finding>& findings)
{
    std::vector<FindingGroup> groups;
    for (const Finding& finding : findings)
        groups.push_back(groupOf(finding));
    if (groups.empty())
        return groups;
    groups = mergedSubjects(std::move(groups));
    // Sentences that are equal as they stand, then those that are equal but for the district's name: a name may also
    // stand in a sentence by chance.
    const auto isOfOne = [](const FindingGroup& group) { return group.districtCodes.size() == 1; };
    groups = merged(
        std::move(groups),
        [](const FindingGroup& group) {
            const Finding& first = *group.findings.front();
            return std::pair(first.districtCode.empty(), keyOf(first, group.text, group.action, first.year));
        },
        joinDistricts);
    const auto generalOf = [&](const FindingGroup& group) {
        const Text name = isOfOne(group) ? nameOf(city, group.districtCodes.front()) : Text{};
        return std::pair(withoutName(city, group.text, name), withoutName(city, group.action, name));
    };
    groups = merged(
        std::move(groups),
        [&](const FindingGroup& group) {
            const auto [text, action] = generalOf(group);
            return std::pair(isOfOne(group),
                             keyOf(*group.findings.front(), text, action, group.findings.front()->year));
        },
        joinDistricts);
    for (FindingGroup& group : groups) {
        if (group.districtCodes.size() < 2)
            continue;
        const Text name = nameOf(city, group.findings.front()->districtCode);
        const bool isSame = std::all_of(group.findings.begin(), group.findings.end(), [&](const Finding* finding) {
            return finding->text == group.text && finding->action == group.action;
        });
        if (isSame || group.subjects.size() > 1)
            continue;
        const auto general = [&](const Text& text) {
            const Text open = withoutName(city, text, name);
            return Text{replaced(open.ja, place, speak({"usecases.finding_these", {}}, Language::Japanese)),
                        replaced(open.en, place, speak({"usecases.finding_these", {}}, Language::English))};
        };
        group.text = general(group.text);
        group.action = general(group.action);
    }
    groups = merged(
        std::move(groups),
        [](const FindingGroup& group) {
            const std::optional<int> ofNoYear = group.years.empty() ? std::optional(0) : std::nullopt;
            return std::pair(group.districtCodes, keyOf(*group.findings.front(), group.text, group.action, ofNoYear));
        },
        joinYears);
    for (FindingGroup& group : groups)
        std::sort(group.districtCodes.begin(), group.districtCodes.end());
    // What is made up to show the program never stands above what is real.
    std::stable_sort(groups.begin(), groups.end(), [](const FindingGroup& a, const FindingGroup& b) {
        const Finding &first = *a.findings.front(), &second = *b.findings.front();
        return std::pair(first.isSample, first.severity) < std::pair(second.isSample, second.severity);
    });
    return groups;
}

std::string findingLines(const Snapshot& city, const std::vector<Finding>& findings, const FindingAnswers& answers,
                         Language language)
{
    std::string lines;
    for (const FindingGroup& group : groupFindings(city, findings)) {
        const Text& about = group.findings.front()->about;
        lines += severityTitle(group.findings.front()->severity, language) +
                 (about.ja.empty() ? " " + districtsText(city, group.districtCodes, language)
                                   : speak({"usecases.finding_about", {about.in(language)}}, language));
        for (const int year : group.years)
            lines += (year == group.years.front()      ? " "
                      : language == Language::Japanese ? "・"
                                                       : ", ") +
                     shortTitle({year}, language);
        if (group.findings.front()->isSample)
            lines += " " + speak({"usecases.sample", {}}, language);
        lines += ": " + group.text.in(language) + "\n";
        if (!group.action.in(language).empty())
            lines += "    → " + group.action.in(language) + "\n";
        for (const std::string& answer : answerLines(answersToGroup(answers, group), language))
            lines += "    " + answer + "\n";
    }
    return lines;
}

json findingsJson(const std::vector<Finding>& findings, const FindingAnswers& answers)
{
    json list = json::array();
    for (const Finding& finding : findings) {
        json one = {{"id", finding.id},
                    {"severity", std::string(code(finding.severity))},
                    {"district", finding.districtCode},
                    {"year", finding.year ? json(*finding.year) : json(nullptr)},
                    {"text", textJson(finding.text)},
                    {"action", textJson(finding.action)},
                    {"rows", finding.rows},
                    {"about", textJson(finding.about)},
                    {"sample", finding.isSample},
                    {"answers", answersJson(answersTo(answers, finding))}};
        if (finding.place)
            one["point"] = {finding.place->x, finding.place->y};
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace chiiki
