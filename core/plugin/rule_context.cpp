#include "core/plugin/rule_context.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace chiiki {
namespace {

std::optional<double> limitOf(const EvaluationIndex& index, const NumberOrParameter& number)
{
    if (const auto* given = std::get_if<double>(&number.content))
        return *given;
    const std::string text =
        parameterValue(index.input().manifest, index.input().parameters, std::get<std::string>(number.content));
    double parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(parsed)
                                                                                     : std::nullopt;
}

std::string replaced(std::string text, std::string_view place, const std::string& with)
{
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + with.size()))
        text.replace(at, place.size(), with);
    return text;
}

/// 「令和6」 of a day of 2024: "R6年" is no way to write a year.
std::string eraYear(std::string_view isoDate)
{
    const std::string day = japaneseDate(isoDate);
    std::string year = day.substr(0, day.find('.'));
    for (const auto& [letter, era] : {std::pair("R", "令和"), std::pair("H", "平成"), std::pair("S", "昭和")})
        if (year.starts_with(letter))
            return era + year.substr(1);
    return year;
}

bool isRowCheck(const RuleSpec& rule)
{
    return rule.check == RuleCheck::DateWithin;
}

}  // namespace

bool hasLimit(RuleCheck check)
{
    return check == RuleCheck::Cap || check == RuleCheck::Due || check == RuleCheck::Stalled ||
           check == RuleCheck::Unanswered || check == RuleCheck::AtLeast || check == RuleCheck::Outlier ||
           check == RuleCheck::Falling;
}

RuleContext::RuleContext(const EvaluationIndex& ofIndex, const RuleSpec& ofRule,
                         const std::vector<IndicatorResult>& indicators, std::vector<RuleOutcome>& outcomes)
    : index(ofIndex)
    , rule(ofRule)
    , table(ofIndex.tableSpec(ofRule.of.table))
    , rows(ofIndex.table(ofRule.of.table))
    , limit(hasLimit(ofRule.check) ? limitOf(ofIndex, ofRule.limit) : std::nullopt)
    , indicators_(indicators)
    , outcomes_(outcomes)
{
    if (const auto span = daySpanOf(std::string_view(ofIndex.input().asOf)))
        today = span->last;
    // Of a period rule, from and to are what it judges by, not when it is in force.
    if (!isRowCheck(ofRule)) {
        from_ = daySpanOf(std::string_view(ofRule.from));
        to_ = daySpanOf(std::string_view(ofRule.to));
    }
}

bool RuleContext::isInForce(const std::optional<DaySpan>& span) const
{
    if (!span)
        return true;
    return (!from_ || span->last >= from_->first) && (!to_ || span->first <= to_->last);
}

bool RuleContext::isTodayInForce() const
{
    return !today || isInForce(DaySpan{*today, *today});
}

bool RuleContext::isYearInForce(int year) const
{
    return isInForce(daySpanOfFiscalYear(year));
}

std::optional<DaySpan> RuleContext::dateIn(const PluginRow& row, const std::string& field) const
{
    return daySpanOf(cellOf(row, columnIndex(rows, field)));
}

std::optional<DaySpan> RuleContext::spanOf(const PluginRow& row, const TableSpec& of) const
{
    const PluginTable& its = index.table(of.id);
    const auto dateOf = [&](const std::string& field) -> std::optional<DaySpan> {
        const FieldSpec* spec = findField(of, field);
        return spec && spec->type == FieldType::Date ? daySpanOf(cellOf(row, columnIndex(its, field))) : std::nullopt;
    };
    for (const std::string* field : {&rule.dateField, &rule.of.field, &of.yearField})
        if (const auto span = dateOf(*field))
            return span;
    const std::optional<int> year = row.fiscalYear ? row.fiscalYear : of.fiscalYear;
    return year ? std::optional(daySpanOfFiscalYear(*year)) : std::nullopt;
}

std::vector<const PluginRow*> RuleContext::rowsInForce(const std::string& tableId, const RowFilter& where) const
{
    std::vector<const PluginRow*> taken;
    const TableSpec* spec = index.tableSpec(tableId);
    if (!spec)
        return taken;
    const PluginTable& of = index.table(tableId);
    const RowSelector selector(of, where);
    const bool isAlways = !from_ && !to_;
    for (const PluginRow& row : of.rows)
        if (selector.takes(row) && (isAlways || isInForce(spanOf(row, *spec))))
            taken.push_back(&row);
    return taken;
}

Text RuleContext::settingWord() const
{
    return std::holds_alternative<std::string>(rule.limit.content) ? spoken({"rules.setting", {}}) : Text{};
}

std::string RuleContext::unitOf(const Quantity& quantity) const
{
    if (quantity.by == Aggregation::Count || quantity.by == Aggregation::Distinct)
        return {};
    const TableSpec* spec = index.tableSpec(quantity.table);
    const FieldSpec* field = spec ? findField(*spec, quantity.field) : nullptr;
    if (!field || !field->unit.empty())
        return field ? field->unit : std::string();
    return field->type == FieldType::Yen ? "yen" : field->type == FieldType::Percent ? "percent" : "";
}

std::optional<Text> RuleContext::ownWordsOf(const PluginRow& row) const
{
    // What every row must say names it better than what it may say; a remark names nothing.
    const auto firstWords = [&](bool ofRequired) -> std::string {
        for (const FieldSpec& field : table->fields)
            if (field.type == FieldType::Text && field.isRequired == ofRequired && field.id != table->keyField &&
                field.id != "note")
                if (std::string text = textOf(cellOf(row, columnIndex(rows, field.id))); !text.empty())
                    return text;
        return {};
    };
    if (table)
        for (const bool ofRequired : {true, false})
            if (const std::string text = firstWords(ofRequired); !text.empty())
                return plainText(text);
    // A key means something to people; a uid made from the content does not.
    return table && table->keyField.empty() ? std::nullopt : std::optional(plainText(row.uid));
}

Text RuleContext::labelOf(const PluginRow& row) const
{
    const std::optional<Text> own = ownWordsOf(row);
    return own ? *own : table->title;
}

Text RuleContext::titleOfField(const std::string& id) const
{
    const FieldSpec* field = table ? findField(*table, id) : nullptr;
    return field && !field->title.ja.empty() ? field->title : plainText(id);
}

Text RuleContext::rowsTitle() const
{
    std::vector<Text> asked;
    for (const auto& [id, words] : rule.of.where.words)
        if (const FieldSpec* field = findField(*table, id))
            for (const Choice& choice : field->choices)
                if (std::find(words.begin(), words.end(), choice.id) != words.end())
                    asked.push_back(choice.title);
    return asked.empty() ? table->title : spoken("rules.rows_like", {table->title, joined(asked)});
}

Text RuleContext::measureTitle() const
{
    const auto titleOf = [&](const Quantity& quantity) {
        const TableSpec* spec = index.tableSpec(quantity.table);
        const FieldSpec* field = spec ? findField(*spec, quantity.field) : nullptr;
        const Text title = field ? field->title : spec ? spec->title : Text{};
        return title.ja.empty() ? plainText(field ? field->id : quantity.table) : title;
    };
    const Text measured = titleOf(rule.of);
    return rule.over ? spoken("rules.measured_over", {measured, titleOf(*rule.over)}) : measured;
}

void RuleContext::sayNothingToJudge(const RuleSubject& subject, const Text& wouldPass) const
{
    const bool isEmpty = rows.rows.empty();
    const Text& city = index.input().snapshot.city.name;
    const bool isOfOtherCity = !rule.about.ja.empty();
    say(Verdict::Unknown, subject,
        isEmpty && isOfOtherCity ? spoken("rules.no_rows_here", {table->title, city})
                                 : spoken(isEmpty ? "rules.no_rows" : "rules.no_rows_like", {table->title}),
        wouldPass);
    RuleOutcome& said = outcomes_.back();
    if (isEmpty)
        said.missingTable = table->id;
    if (rule.ask.ja.empty())
        said.action = isOfOtherCity          ? spoken("rules.do_register_here", {table->title, city})
                      : wouldPass.ja.empty() ? spoken("rules.do_register", {table->title})
                                             : spoken("rules.do_register_until", {table->title, wouldPass});
}

const IndicatorResult* RuleContext::indicator(std::string_view id) const
{
    for (const std::vector<IndicatorResult>* results : {&indicators_, &index.input().others})
        for (const IndicatorResult& result : *results)
            if (result.indicator.id == id)
                return &result;
    return nullptr;
}

// District and year stand in fields of their own; whoever shows an outcome names them. Only what no field says is here:
// the row, and the districts of a row that has several.
Text RuleContext::subjectTitle(const RuleSubject& subject) const
{
    if (!subject.isOfRow)
        return {};
    const PluginRow& row = *subject.rows.front();
    const std::optional<Text> own = ownWordsOf(row);
    if (row.districtCodes.size() < 2)
        return own.value_or(Text{});
    std::vector<Text> names;
    for (const std::string& code : row.districtCodes)
        names.push_back(index.districtTitle(code));
    const Text all = joined(names);
    return own ? Text{own->ja + "（" + all.ja + "）", own->en + " (" + all.en + ")"} : all;
}

Text RuleContext::filled(const Text& pattern, const RuleSubject& subject) const
{
    std::vector<Text> districts;
    if (!subject.districtCode.empty())
        districts.push_back(index.districtTitle(subject.districtCode));
    else if (subject.isOfRow)
        for (const std::string& code : subject.rows.front()->districtCodes)
            districts.push_back(index.districtTitle(code));
    if (districts.empty())
        districts.push_back(index.districtTitle({}));
    std::vector<Text> labels;
    for (const PluginRow* row : subject.rows)
        labels.push_back(labelOf(*row));
    const auto number = [&](const std::optional<double>& of) {
        return of ? numberText(*of, subject.unit) : spoken({"rules.unsaid", {}});
    };
    const Text year = subject.year ? Text{title(FiscalYear{*subject.year}, Language::Japanese),
                                          title(FiscalYear{*subject.year}, Language::English)}
                                   : spoken({"rules.unsaid", {}});
    const Text titleOfRows = labels.empty() ? rule.title : labels.front();
    Text text = pattern;
    const auto fill = [&](std::string_view place, const Text& with) {
        text.ja = replaced(text.ja, place, with.ja);
        text.en = replaced(text.en, place, with.en);
    };
    fill("{district}", joined(districts));
    fill("{value}", number(subject.value));
    fill("{limit}", number(subject.limit));
    fill("{year}", year);
    fill("{rows}", joined(labels));
    fill("{title}", titleOfRows);
    const std::optional<DaySpan> date = subject.isOfRow ? dateIn(*subject.rows.front(), rule.of.field) : std::nullopt;
    fill("{date}", date ? dateText(*date) : spoken({"rules.unsaid", {}}));
    return text;
}

Text RuleContext::actionWithoutFact(const RuleSubject& subject) const
{
    if (!rule.ask.ja.empty())
        return filled(rule.ask, subject);
    if (!table) {
        const IndicatorResult* looked = indicator(rule.indicator);
        return looked ? spoken("rules.do_value", {looked->indicator.title}) : Text{};
    }
    // Of a stage the date is what is wanting; a row tells its stage.
    const std::string& field = rule.check == RuleCheck::Stalled ? rule.dateField : rule.of.field;
    return field.empty() ? spoken("rules.do_register", {table->title})
                         : spoken("rules.do_field", {titleOfField(field), table->title});
}

std::string RuleContext::emptyTableOf(const std::string& indicatorId) const
{
    for (const IndicatorSpec& spec : index.input().manifest.indicators)
        if (spec.indicator.id == indicatorId && index.tableSpec(spec.quantity.table) &&
            index.table(spec.quantity.table).rows.empty())
            return spec.quantity.table;
    return {};
}

void RuleContext::say(Verdict verdict, const RuleSubject& subject, const Text& sentence, const Text& wouldPass) const
{
    RuleOutcome outcome;
    outcome.ruleId = rule.id;
    outcome.verdict = verdict;
    outcome.districtCode = subject.districtCode;
    if (outcome.districtCode.empty() && subject.isOfRow && subject.rows.front()->districtCodes.size() == 1)
        outcome.districtCode = subject.rows.front()->districtCodes.front();
    outcome.year = subject.year;
    outcome.hasSample = subject.hasSample;
    for (const PluginRow* row : subject.rows) {
        outcome.rows.push_back(rule.of.table + ":" + row->uid);
        outcome.hasSample = outcome.hasSample || row->status == Status::Sample;
    }
    const Text title = subjectTitle(subject);
    if (verdict == Verdict::Fail && !rule.text.ja.empty())
        outcome.text = filled(rule.text, subject);
    else
        outcome.text =
            title.ja.empty() ? spoken("rules.of_the_whole", {sentence}) : spoken("rules.of_subject", {title, sentence});
    if (!outcome.text.en.empty())
        outcome.text.en.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(outcome.text.en.front())));
    if (verdict != Verdict::Pass)
        outcome.wouldPass = wouldPass;
    if (verdict == Verdict::Fail)
        outcome.action = filled(rule.action.ja.empty() ? rule.ask : rule.action, subject);
    else if (verdict == Verdict::Unknown)
        outcome.action = actionWithoutFact(subject);
    else if (subject.isWorthTelling)
        outcome.action = subject.advice;
    outcome.subject = subject.named.ja.empty() ? title : subject.named;
    if (verdict == Verdict::Unknown && table && !subject.missingField.empty())
        outcome.missingField = table->id + "." + subject.missingField;
    if (verdict == Verdict::Unknown && !table)
        outcome.missingTable = emptyTableOf(rule.indicator);
    // Where the rule cites nothing, each row speaks for itself.
    outcome.cites = rule.cites;
    if (outcome.cites.ja.empty() && subject.isOfRow)
        outcome.cites = plainText(subject.rows.front()->citation);
    outcome.value = subject.value;
    outcome.limit = subject.limit;
    outcome.isWorthTelling = subject.isWorthTelling;
    outcomes_.push_back(std::move(outcome));
}

void RuleContext::sayRow(Verdict verdict, const PluginRow& row, std::optional<double> value, const Text& sentence,
                         const Text& wouldPass) const
{
    RuleSubject subject;
    subject.rows = {&row};
    subject.isOfRow = true;
    // The day that is looked at says its own year; that of the row may be years before it.
    if (rule.check != RuleCheck::Expired && rule.check != RuleCheck::Due)
        subject.year = row.fiscalYear;
    subject.value = value;
    subject.limit = limit;
    subject.unit = unitOf(rule.of);
    const std::string& looked = rule.check == RuleCheck::Unanswered ? rule.dateField : rule.of.field;
    if (!looked.empty() && isEmpty(cellOf(row, columnIndex(rows, looked))))
        subject.missingField = looked;
    say(verdict, subject, sentence, wouldPass);
}

Text dateText(const DaySpan& span)
{
    if (span.first == span.last)
        return {japaneseDate(isoText(span.first)), isoText(span.first)};
    const std::string first = isoText(span.first), last = isoText(span.last);
    const std::string era = eraYear(last);
    if (first.substr(0, 7) == last.substr(0, 7))
        return spoken({"rules.month", {era, std::to_string(std::stoi(first.substr(5, 2))), first.substr(0, 7)}});
    if (first.substr(4) == "-04-01") {
        const FiscalYear year{std::stoi(first.substr(0, 4))};
        return {title(year, Language::Japanese), title(year, Language::English)};
    }
    return spoken({"rules.calendar_year", {era, first.substr(0, 4)}});
}

}  // namespace chiiki
