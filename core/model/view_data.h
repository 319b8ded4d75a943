#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/indicator.h"
#include "core/model/manifest.h"

/// What a view of a plugin shows, before anything is drawn: `chiiki view --format json` prints it, maps/layout draws
/// it.
namespace chiiki {

/// One cell of a matrix. Absent: no row stands there, and `reason` of its value says why.
struct MatrixCell {
    Value value = Value::absent(Absence::Missing);
    std::vector<std::string> rows;  // uids behind it
};

/// District x year, district x kind, field x field. The last column and row are totals where they add up.
struct MatrixView {
    struct Head {
        std::string id;  // district code, year, choice id
        Text title;
    };
    std::vector<Head> rows;
    std::vector<Head> columns;
    std::vector<std::vector<MatrixCell>> cells;  // [row][column]
    std::string unit;                            // of the cells
    std::vector<Value> rowTotals;                // empty = they mean nothing (means, stages)
    std::vector<Value> columnTotals;
    std::optional<Value> total;            // of all cells, each row counted once; empty as above
    std::optional<Value> published;        // a total that was published, for the same years
    std::vector<Value> publishedByColumn;  // of columns that are years: of each; empty otherwise
    Text publishedTitle;
    std::string citation;  // of the published total; may be empty
};

/// Cards by stage, left to right.
struct BoardView {
    struct Card {
        std::string uid;
        Text title;
        std::string districtCode;  // empty = not of one district
        Text detail;               // date, partner, ...; may be empty
        Status status = Status::Official;
    };
    struct Column {
        std::string id;
        Text title;
        std::vector<Card> cards;
    };
    std::vector<Column> columns;
};

/// A table as it is, in the order of its rows.
struct ListView {
    struct Column {
        std::string id;
        Text title;
        FieldType type = FieldType::Text;
    };
    struct Row {
        std::string uid;
        std::vector<Text> cells;  // as people read them; empty = the source does not say
        Status status = Status::Official;
        std::string citation;
        bool isOfOtherCity = false;
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
};

/// Nodes in depth-first order with counts by district.
struct TreeView {
    struct Node {
        std::string id;
        int depth = 0;
        Text title;
        int rows = 0;  // that hang on this node itself
        std::vector<int>
            rowsByDistrict;  // in the order of the snapshot's districts; rows of the whole city are not in it
        int cityRows = 0;    // rows of no single district
    };
    std::vector<Node> nodes;
    int looseRows = 0;        // rows whose node is not in the tree
    bool isComplete = false;  // the table has every row there is: a count of 0 is known
};

/// Amounts before and after a change, by group.
struct FlowView {
    struct Band {
        Text group;
        std::optional<double> before;
        std::optional<double> after;
        int rows = 0;
        int rowsWithoutBefore = 0;  // that do not say the amount: the sum lacks them
        int rowsWithoutAfter = 0;
        Status status = Status::Official;
    };
    std::vector<Band> bands;
    std::string unit;
};

/// How much of a cap is used.
struct GaugeView {
    struct Gauge {
        Text title;                // of the rule
        std::string districtCode;  // empty = the city or a row
        std::optional<int> year;
        Text label;
        std::optional<double> used;  // nullopt = no amount is said
        Text unsaid;                 // what `used` lacks: "R5", "1件"; empty = nothing, it is the whole sum
        double cap = 0;
        Text period;  // in which the rule is in force; empty = always
        Status status = Status::Official;
    };
    std::vector<Gauge> gauges;
    std::vector<std::string> withoutRows;  // districts that have none
    std::string unit;
};

/// One line or more over the years, with target and forecast.
struct LineView {
    struct Point {
        int year = 0;
        Value value;
        Series series = Series::Actual;
        std::string note;
    };
    struct Range {
        int year = 0;
        double low = 0;
        double high = 0;
    };
    struct Line {
        Text title;
        std::string unit;
        std::vector<Point> points;  // by year, then series
        std::vector<Range> forecast;
    };
    std::vector<Line> lines;
    std::vector<Text> methods;  // that the ranges of the forecast span
};

/// Lorenz curve: shares of people against shares of the amount, from (0, 0) to (1, 1), least served first.
struct CurveView {
    struct Point {
        double people = 0;
        double amount = 0;
        std::string districtCode;  // the district added at this point; empty for the first
    };
    std::vector<Point> points;
    double gini = 0;
    std::vector<std::string> withoutValue;  // districts left out: no value
    Status status = Status::Computed;
    int year = 0;
    Text amountTitle;
};

/// Two rankings side by side.
struct RanksView {
    struct Item {
        std::string districtCode;
        std::optional<int> left;
        std::optional<int> right;
        Value leftValue;
        Value rightValue;
    };
    Indicator left;
    Indicator right;
    int leftYear = 0;
    int rightYear = 0;
    std::vector<Item> items;  // by code
};

/// What happened when.
struct TimelineView {
    struct Event {
        std::string uid;
        Text title;
        std::vector<std::string> districtCodes;
        std::string first;       // ISO day; empty = the source says no date
        std::string last;        // the same day, or the end of the month or year where the source says no more
        Text date;               // as people read it
        bool isAhead = false;    // begins after the day that counts as today
        bool isPlanned = false;  // begins after its source was written: the source can only have planned it
        Status status = Status::Official;
    };
    std::vector<Event> events;  // by first day, those without a date last
};

/// Which districts meet which: each link joins two or more of them.
struct LinksView {
    struct Link {
        std::string uid;
        Text title;
        std::vector<std::string> districtCodes;  // by code
        Status status = Status::Official;
    };
    std::vector<Link> links;            // in the order of the rows
    std::vector<Link> ofAll;            // that join all districts: they tell nothing of who meets whom
    std::vector<std::string> isolated;  // districts in none of `links`
};

/// Things in their order: rows of a table by a number of theirs, or districts by an indicator, 1 = best.
struct OrderedView {
    struct Item {
        std::optional<int> place;  // equal ones share it; nullopt = not said
        Text title;
        std::vector<Text> cells;                              // of `columns`; empty = the source does not say
        Value value = Value::absent(Absence::NotApplicable);  // of the indicator
        Status status = Status::Official;
    };
    std::vector<Text> columns;
    std::vector<Item> items;             // by place, those without one last
    std::optional<Indicator> indicator;  // nullopt: rows of a table
    int year = 0;                        // of the indicator
};

/// The indicator whose map it is; drawn by the map sheet.
struct MapView {
    std::string indicatorId;
};

struct ViewData {
    ViewSpec spec;
    std::variant<MapView, MatrixView, BoardView, ListView, TreeView, FlowView, GaugeView, LineView, CurveView,
                 RanksView, TimelineView, LinksView, OrderedView>
        content;
    std::vector<std::string> otherCities;  // that rows in it are of, in their order
    bool isOfOtherCities = false;          // all rows are
    bool hasSample = false;                // some value in it is made up: stamped 見本
    std::vector<std::string> sourceIds;    // for the source line
    std::vector<Text> notes;               // 「資料に記載なし」, what was left out
};

}  // namespace chiiki
