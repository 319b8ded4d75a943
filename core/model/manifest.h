#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/facility.h"
#include "core/model/finding.h"
#include "core/model/indicator.h"
#include "core/model/plugin_table.h"

/// What a plugin says of itself in plugin.json: plain values, read and judged by core/plugin/manifest_reader.h before
/// anything of the plugin runs. docs/protocol.md lists the keys.
namespace chiiki {

inline constexpr int pluginApi = 1;

/// A number of the manifest: given there, or the value of one of its parameters.
struct NumberOrParameter {
    std::variant<double, std::string> content = 0.0;  // text: id of a parameter

    bool operator==(const NumberOrParameter&) const = default;
};

enum class ParameterType { Number, Choice, YesNo };

/// What the user may set; the host draws the form.
struct ParameterSpec {
    std::string id;
    ParameterType type = ParameterType::Number;
    Text title;
    std::string unit;
    double minimum = 0;
    double maximum = 0;
    double step = 1;
    std::string defaultValue;     // number, id of a choice, "yes" or "no"
    std::vector<Choice> choices;  // of type Choice

    bool operator==(const ParameterSpec&) const = default;
};

/// By parameter id; what is not in it has its default.
using ParameterValues = std::map<std::string, std::string>;

/// Rows of a table whose fields hold one of the words given; with "!" before a word: none of them. Empty = all rows.
/// The word "" stands for an empty cell.
struct RowFilter {
    std::map<std::string, std::vector<std::string>> words;  // by field id

    bool operator==(const RowFilter&) const = default;
};

enum class Aggregation {
    Count,             // rows
    Total,             // sum of a field
    Mean,              // of a field, over rows that have it
    Distinct,          // different values of a field
    ShareOfDistricts,  // districts with at least one row, of all: a value of the city alone
    Latest,            // choice field: the last stage reached, as its place in the order, 1 = first
    Value,             // a long table, one value a row: taken as it is
    Gini,  // inequality of another indicator per person: a value of the city alone, 0 = equal, 1 = one has all
};

enum class Denominator { None, Population, Households, AreaKm2 };

/// How the city's value follows from the districts.
enum class CityValue { Sum, Ratio, Mean, None };

/// A quantity out of a table.
struct Quantity {
    std::string table;
    std::string field;  // empty for Count
    Aggregation by = Aggregation::Count;
    RowFilter where;
    std::map<std::string, std::vector<std::string>> covers = {};  // Distinct: a choice whose rows stand for others too

    bool operator==(const Quantity&) const = default;
};

/// 見込: continued to a year by the plain methods named.
struct ForecastSpec {
    int toYear = 0;
    std::vector<std::string> methods;  // "last_step", "median_step", "trend"

    bool operator==(const ForecastSpec&) const = default;
};

struct IndicatorSpec {
    Indicator indicator;           // its id is the full one: "grants.award_total"
    Quantity quantity;             // of a plugin with an executable that answers this one: an empty table
    std::optional<Quantity> over;  // divided by this: a ratio of two totals
    Denominator per = Denominator::None;
    double perUnit = 1;         // 1000: per 1,000 people
    bool isCumulative = false;  // each year holds all years so far
    CityValue city = CityValue::Sum;
    std::string ofIndicator;        // of Gini: full id of the indicator compared
    std::map<int, double> targets;  // 目標値 by fiscal year
    std::optional<ForecastSpec> forecast;
    bool isFromExecutable = false;

    bool operator==(const IndicatorSpec&) const = default;
};

enum class RuleCheck {
    EveryDistrict,         // each district has a row
    SumEquals,             // a sum is what was published
    Cap,                   // at most so much
    DateWithin,            // a date lies in a period
    Expired,               // a date has passed
    Due,                   // a date comes within so many days
    StageOrder,            // stages of one case come in their order, none skipped
    Stalled,               // no step for so many months
    PlannedWithoutResult,  // a plan has no row that reports it
    Unanswered,            // no answer within so many days
    Pace,                  // a target can be reached at the pace so far
    AtLeast,               // at least so many (partners, rows)
    EmptyCell,             // a cell of a matrix has no row
    Outlier,               // far from the median of the districts
    StatedChange,          // a change as printed is the difference of the values
    Filled,                // a cell that should say something is empty
    Agrees,                // rows that speak of the same thing say the same
    WithoutLink,           // a row, or a measure of the policy tree, that no other row hangs on
    Falling,               // a value fell in each of so many years
};

enum class CapScope { Row, District, DistrictYear, City };

/// Where `of` of a tree or of WithoutLink is the core's policy tree and no table of the plugin.
inline constexpr std::string_view policyTreeWord = "measures";

/// A check that becomes findings. Fields that a check does not use are empty.
struct RuleSpec {
    std::string id;
    RuleCheck check = RuleCheck::EveryDistrict;
    Text title;
    Severity severity = Severity::Watch;  // of a fail; what is unknown is a note
    Quantity of;                          // rows, field and how they sum
    std::optional<Quantity> over;         // AtLeast, Cap: divided by this
    CapScope scope = CapScope::Row;
    NumberOrParameter limit;            // at_most, at_least, days, months, factor, years: as the check has it
    std::optional<Quantity> published;  // SumEquals: the published value in another table ...
    std::string indicator;         // ... or of an indicator: full id; Pace, Outlier, Falling: the indicator looked at
    std::optional<double> equals;  // ... or given here
    std::string rowsField;     // EmptyCell: "district" or a field; StageOrder, Stalled: the field that names the case
    std::string columnsField;  // EmptyCell: a choice field; StageOrder: the stage field
    std::vector<std::string> leaveOut;                       // EmptyCell: choices that nobody lacks ("other")
    std::map<std::string, std::vector<std::string>> covers;  // EmptyCell: a choice whose rows stand for others too
    std::string dateField;  // Unanswered: when it was asked; StageOrder, Stalled: when the stage was reached
    std::string fromField;  // DateWithin: field with the first day; empty = `from`
    std::string toField;    // DateWithin: field with the last day; empty = `to`
    RowFilter reported;     // PlannedWithoutResult: the rows that count as a report of ...
    std::vector<std::string> matching;  // ... rows equal in these fields; Agrees: the rows held side by side
    bool ofAllYears = false;            // EveryDistrict: in any year, not in the latest alone
    std::optional<Quantity> linked;     // WithoutLink: the field that names rows of `of`
    std::vector<std::string> kinds;     // WithoutLink, of the policy tree: the kinds of measures looked at; empty = all
    std::optional<int> targetYear;      // Pace
    std::optional<double> targetValue;  // Pace; empty = the indicator's own target of that year
    std::string from;                   // ISO dates in force; empty = always
    std::string to;
    std::map<std::string, std::string> when;  // speaks only where these parameters have these values
    Text cites;                               // the article or document line
    std::string sourceId;
    Text about;   // whose document the rule is from, where what it says of no district is about another city
    Text text;    // what it means to fail; empty = composed. {district} {value} {limit} {year} {rows} are filled in
    Text action;  // what would do where it fails; empty = as `ask`
    Text ask;     // what would do where a fact is missing; empty = composed

    bool operator==(const RuleSpec&) const = default;
};

enum class ViewKind {
    Map,
    Matrix,
    Board,
    List,
    Timeline,
    Tree,
    Links,
    Flow,
    Gauge,
    Ordered,
    Line,
    Curve,  // Lorenz curve of an indicator against people
    Ranks,  // two indicators' ranks side by side, joined by lines
};

std::string_view code(ViewKind kind);
std::optional<ViewKind> parseViewKind(std::string_view word);

/// A picture of the plugin's data. Fields that a kind does not use are empty.
struct ViewSpec {
    std::string id;
    ViewKind kind = ViewKind::Map;
    Text title;
    // Full ids: Map (one), Line, Ordered, Curve (one), Ranks (two), Matrix (the published total, or none).
    std::vector<std::string> indicators;
    Quantity of;                       // Matrix, Board, List, Timeline, Links, Flow, Ordered; Tree: the rows counted
    std::string rowsField;             // Matrix: "district" or a field
    std::string columnsField;          // Matrix: "year" or a field; Board: the stage field
    std::string titleField;            // Board, Timeline, Tree, Links, Ordered: what a card says
    std::string dateField;             // Timeline, Board
    std::string parentField;           // Tree: of the nodes' table; empty = the core's policy tree
    std::string linkField;             // Tree: field of `of` that names the node; a link to the nodes' table
    std::string orderField;            // Ordered: the number that says a row's place; empty = of an indicator
    std::string beforeField;           // Flow: amount before ...
    std::string afterField;            // ... and after
    std::string groupField;            // Flow: where the amount came from
    std::vector<std::string> columns;  // List: fields shown, empty = all; Ordered: fields beside the title
    std::vector<std::string> rules;    // Gauge: the caps shown
    bool showsAbsent = true;           // Matrix: districts without rows are rows too

    bool operator==(const ViewSpec&) const = default;
};

/// An executable in the plugin's folder and what it may cost.
struct ExecutableSpec {
    std::string path;  // in the folder
    double seconds = 10;
    int memoryMb = 512;

    bool operator==(const ExecutableSpec&) const = default;
};

/// A field whose empty cells hold the sum of others: what the host works out of rows, where a table is what a file
/// says.
struct SumSpec {
    std::string table;
    std::string field;
    std::vector<std::string> parts;  // fields of the table

    bool operator==(const SumSpec&) const = default;
};

/// A field that tells of persons: never among open data.
struct PersonalSpec {
    std::string table;
    std::string field;

    bool operator==(const PersonalSpec&) const = default;
};

/// A table whose rows answer findings of rules, of any plugin.
struct AnswerSpec {
    std::string table;
    std::string ruleField;   // holds the rule's full id: "grants.project_cap"
    std::string titleField;  // says the answer; its own title introduces it. Empty cell = no answer is known

    bool operator==(const AnswerSpec&) const = default;
};

/// A group of taken-over texts: `needs` of a request.
struct Manifest {
    int api = 0;
    std::string id;  // [a-z][a-z0-9_]*
    std::string version;
    Text title;
    Text owner;                      // the section
    Text description;                // may be empty
    std::vector<std::string> needs;  // "demand_areas", "facilities", "routes", "other:<indicator>"
    std::vector<TableSpec> tables;
    std::vector<SumSpec> sums;
    std::vector<PersonalSpec> personal;
    std::vector<AnswerSpec> answers;
    std::vector<IndicatorSpec> indicators;
    std::vector<RuleSpec> rules;
    std::vector<ViewSpec> views;
    std::vector<ParameterSpec> parameters;
    std::vector<FacilityKind> facilityKinds;  // that its tables or the city's files may use
    std::optional<ExecutableSpec> executable;
    std::string styleIndicator;  // full id of the one that is shown first; empty = the first

    bool operator==(const Manifest&) const = default;
};

/// nullptr where there is none of the id (of indicators: the full id).
const TableSpec* findTable(const Manifest& manifest, std::string_view id);
const IndicatorSpec* findIndicator(const Manifest& manifest, std::string_view id);
const RuleSpec* findRule(const Manifest& manifest, std::string_view id);
const ViewSpec* findView(const Manifest& manifest, std::string_view id);
const ParameterSpec* findParameter(const Manifest& manifest, std::string_view id);

/// Puts the sum of its parts into each empty cell of a field that has some. A part that is empty leaves the cell empty:
/// a sum of what is known would be too small. Rows in force are shown and judged so; what is entered and taken in is
/// kept as it was said.
void fillSums(const Manifest& manifest, PluginTable& rows);

/// The parameter's value: as set, otherwise its default. Precondition: the manifest has it.
std::string parameterValue(const Manifest& manifest, const ParameterValues& set, std::string_view id);

}  // namespace chiiki
