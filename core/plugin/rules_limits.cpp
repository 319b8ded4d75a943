#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/plugin/aggregate_tally.h"
#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

/// What one limit is held against.
struct Measured {
    RuleSubject subject;
    std::optional<double> number;  // nullopt = nothing is known
    double ofOthersToo = 0;        // part of it that belongs to several districts together
    int rowsWithoutValue = 0;      // rows that should have added to it
};

using GroupKey = std::pair<std::string, std::optional<int>>;  // district (empty = city), year

struct Group {
    TallyCell own;
    TallyCell shared;  // rows of several districts
    int rowsWithoutValue = 0;
};

std::map<GroupKey, Group> groupsOf(const RuleContext& context, const Quantity& quantity)
{
    std::map<GroupKey, Group> groups;
    const TableSpec* spec = context.index.tableSpec(quantity.table);
    if (!spec)
        return groups;
    const RowReader reader(context.index, quantity);
    for (const PluginRow* row : context.rowsInForce(quantity.table, quantity.where)) {
        const std::optional<int> year = row->fiscalYear ? row->fiscalYear : spec->fiscalYear;
        std::set<GroupKey> keys;
        if (context.rule.scope == CapScope::City)
            keys.insert({{}, std::nullopt});
        else
            for (const std::string& code : row->districtCodes)
                keys.insert({code, context.rule.scope == CapScope::DistrictYear ? year : std::nullopt});
        const bool isShared = keys.size() > 1;
        for (const GroupKey& key : keys) {
            Group& group = groups[key];
            (isShared ? group.shared : group.own).add(reader.read(*row));
            if (quantity.by != Aggregation::Count && !reader.hasValue(*row))
                ++group.rowsWithoutValue;
        }
    }
    return groups;
}

std::optional<double> numberOfCell(const TallyCell& cell, Quantity quantity)
{
    if (quantity.by == Aggregation::Value)
        quantity.by = Aggregation::Total;
    return valueOf(cell, quantity, false, Status::Computed).number();
}

Measured measuredGroup(const GroupKey& key, const Group& group, const Quantity& quantity)
{
    Measured measured;
    measured.subject.districtCode = key.first;
    measured.subject.year = key.second;
    measured.subject.rows = group.own.from;
    measured.subject.rows.insert(measured.subject.rows.end(), group.shared.from.begin(), group.shared.from.end());
    TallyCell all = group.own;
    all.add(group.shared);
    measured.number = numberOfCell(all, quantity);
    if (measured.number)
        measured.ofOthersToo = *measured.number - numberOfCell(group.own, quantity).value_or(0);
    measured.rowsWithoutValue = group.rowsWithoutValue;
    return measured;
}

/// A number of a row's cell; of a list of names ("地域;市;事業者") how many there are.
std::optional<double> rowNumber(const RuleContext& context, const PluginRow& row, const Quantity& quantity)
{
    const int column = columnIndex(context.rows, quantity.field);
    const FieldValue& cell = cellOf(row, column);
    if (const auto number = numberOf(cell))
        return number;
    const std::vector<std::string> words = wordsOf(cell, FieldType::Districts);
    const std::set<std::string> different(words.begin(), words.end());
    return different.empty() ? std::nullopt : std::optional(static_cast<double>(different.size()));
}

std::vector<Measured> measuredRows(const RuleContext& context)
{
    std::vector<Measured> all;
    for (const PluginRow* row : context.rowsInForce()) {
        Measured measured;
        measured.subject.rows = {row};
        measured.subject.isOfRow = true;
        measured.subject.year = row->fiscalYear;
        measured.number = rowNumber(context, *row, context.rule.of);
        if (context.rule.over && measured.number) {
            const std::optional<double> whole = rowNumber(context, *row, *context.rule.over);
            measured.number = whole && *whole != 0 ? std::optional(*measured.number / *whole) : std::nullopt;
        }
        all.push_back(measured);
    }
    return all;
}

std::vector<Measured> measuredGroups(const RuleContext& context)
{
    std::vector<Measured> all;
    const std::map<GroupKey, Group> groups = groupsOf(context, context.rule.of);
    const std::map<GroupKey, Group> wholes =
        context.rule.over ? groupsOf(context, *context.rule.over) : std::map<GroupKey, Group>();
    for (const auto& [key, group] : groups) {
        Measured measured = measuredGroup(key, group, context.rule.of);
        if (context.rule.over) {
            const auto found = wholes.find(key);
            const std::optional<double> whole =
                found == wholes.end() ? std::nullopt : measuredGroup(key, found->second, *context.rule.over).number;
            const bool isKnown = measured.number && whole && *whole != 0;
            measured.number = isKnown ? std::optional(*measured.number / *whole) : std::nullopt;
            measured.ofOthersToo = isKnown ? measured.ofOthersToo / *whole : 0;
        }
        all.push_back(std::move(measured));
    }
    return all;
}

std::vector<Measured> measuredOf(const RuleContext& context)
{
    std::vector<Measured> all = context.rule.scope == CapScope::Row ? measuredRows(context) : measuredGroups(context);
    const bool isRatio = context.rule.over.has_value();
    for (Measured& measured : all) {
        measured.subject.unit = isRatio ? "ratio" : context.unitOf(context.rule.of);
        measured.subject.value = measured.number;
        measured.subject.limit = context.limit;
    }
    return all;
}

}  // namespace

void checkCap(const RuleContext& context)
{
    const double cap = *context.limit;
    const Text what = context.measureTitle();
    for (const Measured& measured : measuredOf(context)) {
        RuleSubject subject = measured.subject;
        const Text most = numberText(cap, subject.unit);
        const Text wouldPass = spoken("rules.pass_at_most", {most});
        if (!measured.number) {
            subject.missingField = context.rule.of.field;
            context.say(Verdict::Unknown, subject, spoken("rules.amount_unsaid", {most, what}), wouldPass);
            continue;
        }
        const Text used = numberText(*measured.number, subject.unit);
        const double surely = *measured.number - measured.ofOthersToo;
        if (surely > cap) {
            const Text excess = differenceText(surely - cap, subject.unit);
            context.say(Verdict::Fail, subject,
                        spoken("rules.cap_exceeded", {used, most, excess, what, context.settingWord()}), wouldPass);
        } else if (*measured.number > cap) {
            context.say(Verdict::Unknown, subject, spoken("rules.cap_shared", {used, most, what}), wouldPass);
        } else if (measured.rowsWithoutValue > 0) {
            const Text rows = plainText(std::to_string(measured.rowsWithoutValue));
            context.say(Verdict::Unknown, subject, spoken("rules.cap_partly_unsaid", {used, most, rows, what}),
                        wouldPass);
        } else {
            const Text headroom = differenceText(cap - *measured.number, subject.unit);
            context.say(Verdict::Pass, subject, spoken("rules.cap_kept", {used, most, headroom, what}));
        }
    }
}

void checkAtLeast(const RuleContext& context)
{
    const double least = *context.limit;
    const Text what = context.measureTitle();
    // At least one of something: that it is not said is all there is to say.
    const bool isPresence = least <= 1 && !context.rule.over;
    const auto unsaid = [&](const Text& wanted) {
        return isPresence ? spoken("rules.field_unsaid", {what}) : spoken("rules.least_unsaid", {wanted, what});
    };
    std::set<std::string> seen;
    for (const Measured& measured : measuredOf(context)) {
        const RuleSubject& subject = measured.subject;
        seen.insert(subject.districtCode);
        const Text wanted = numberText(least, subject.unit);
        const Text wouldPass = spoken("rules.pass_at_least", {wanted});
        if (!measured.number) {
            context.say(Verdict::Unknown, subject, unsaid(wanted), wouldPass);
            continue;
        }
        const Text has = numberText(*measured.number, subject.unit);
        if (*measured.number >= least)
            context.say(Verdict::Pass, subject, spoken("rules.least_kept", {has, wanted, what}));
        else if (measured.rowsWithoutValue > 0)
            context.say(Verdict::Unknown, subject, spoken("rules.least_partly_unsaid", {has, wanted, what}), wouldPass);
        else
            context.say(Verdict::Fail, subject,
                        spoken("rules.least_missed", {has, wanted, what, context.settingWord()}), wouldPass);
    }
    // A district that has no row at all: nothing there where the table is complete, otherwise not known.
    // Of a quotient nothing can be said where there is nothing to divide.
    if (!context.table || context.rule.scope != CapScope::District || !context.isTodayInForce() ||
        (context.rule.over && !seen.empty()))
        return;
    const bool isComplete = context.index.isComplete(*context.table, std::nullopt);
    if (seen.empty() && !isComplete) {
        RuleSubject city;
        city.limit = least;
        city.unit = context.rule.over ? "ratio" : context.unitOf(context.rule.of);
        const Text wanted = numberText(least, city.unit);
        context.sayNothingToJudge(city, spoken("rules.pass_at_least", {wanted}));
        return;
    }
    for (const District& district : context.index.districts()) {
        if (seen.count(district.code) > 0)
            continue;
        RuleSubject subject;
        subject.districtCode = district.code;
        subject.limit = least;
        subject.unit = context.rule.over ? "ratio" : context.unitOf(context.rule.of);
        const Text wanted = numberText(least, subject.unit);
        const Text wouldPass = spoken("rules.pass_at_least", {wanted});
        if (isComplete && !context.rule.over) {
            subject.value = 0;
            context.say(least <= 0 ? Verdict::Pass : Verdict::Fail, subject,
                        spoken(least <= 0 ? "rules.least_kept" : "rules.least_missed",
                               {plainText("0"), wanted, what, context.settingWord()}),
                        wouldPass);
        } else {
            context.say(Verdict::Unknown, subject, unsaid(wanted), wouldPass);
        }
    }
}

}  // namespace chiiki
