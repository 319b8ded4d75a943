#include <nlohmann/json.hpp>

#include "workbench/usecases/source_json.h"
#include "workbench/usecases/view.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

Json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

Json valueJson(const Value& value)
{
    const std::string status(code(value.status));
    if (const auto number = value.number())
        return {{"value", *number}, {"status", status}};
    return {{"absent", std::string(code(value.absence()))}};
}

Json valuesJson(const std::vector<Value>& values)
{
    Json all = Json::array();
    for (const Value& value : values)
        all.push_back(valueJson(value));
    return all;
}

template <typename T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json headsJson(const std::vector<MatrixView::Head>& heads)
{
    Json all = Json::array();
    for (const MatrixView::Head& head : heads)
        all.push_back({{"id", head.id}, {"title", textJson(head.title)}});
    return all;
}

/// The content of each kind under keys of its own.
struct ContentJson {
    const Snapshot& city;
    Json& out;

    void operator()(const MapView& view) { out["indicator"] = view.indicatorId; }

    void operator()(const MatrixView& view)
    {
        out["unit"] = view.unit;
        out["rows"] = headsJson(view.rows);
        out["columns"] = headsJson(view.columns);
        Json& lines = out["cells"] = Json::array();
        for (const auto& line : view.cells) {
            Json cells = Json::array();
            for (const MatrixCell& cell : line) {
                Json one = valueJson(cell.value);
                one["rows"] = cell.rows;
                cells.push_back(std::move(one));
            }
            lines.push_back(std::move(cells));
        }
        if (!view.columnTotals.empty())
            out["column_totals"] = valuesJson(view.columnTotals);
        if (view.total) {
            out["row_totals"] = valuesJson(view.rowTotals);
            out["total"] = valueJson(*view.total);
        }
        if (view.published) {
            Json& published = out["published"] = valueJson(*view.published);
            published["title"] = textJson(view.publishedTitle);
            published["citation"] = view.citation;
            if (!view.publishedByColumn.empty())
                published["by_column"] = valuesJson(view.publishedByColumn);
        }
    }

    void operator()(const BoardView& view)
    {
        Json& columns = out["columns"] = Json::array();
        for (const BoardView::Column& column : view.columns) {
            Json cards = Json::array();
            for (const BoardView::Card& card : column.cards)
                cards.push_back({{"row", card.uid},
                                 {"title", textJson(card.title)},
                                 {"district", card.districtCode},
                                 {"detail", textJson(card.detail)},
                                 {"status", std::string(code(card.status))}});
            columns.push_back({{"id", column.id}, {"title", textJson(column.title)}, {"cards", std::move(cards)}});
        }
    }

    void operator()(const ListView& view)
    {
        Json& columns = out["columns"] = Json::array();
        for (const ListView::Column& column : view.columns)
            columns.push_back(
                {{"id", column.id}, {"title", textJson(column.title)}, {"type", std::string(code(column.type))}});
        Json& rows = out["rows"] = Json::array();
        for (const ListView::Row& row : view.rows) {
            Json cells = Json::array();
            for (const Text& cell : row.cells)
                cells.push_back(cell.ja.empty() ? Json(nullptr) : textJson(cell));
            rows.push_back({{"row", row.uid},
                            {"cells", std::move(cells)},
                            {"status", std::string(code(row.status))},
                            {"citation", row.citation}});
        }
    }

    void operator()(const TreeView& view)
    {
        Json& nodes = out["nodes"] = Json::array();
        for (const TreeView::Node& node : view.nodes) {
            Json byDistrict = Json::object();
            for (std::size_t i = 0; i < node.rowsByDistrict.size(); ++i)
                if (node.rowsByDistrict[i] > 0)
                    byDistrict[city.districts[i].code] = node.rowsByDistrict[i];
            nodes.push_back({{"id", node.id},
                             {"depth", node.depth},
                             {"title", textJson(node.title)},
                             {"rows", node.rows},
                             {"rows_by_district", std::move(byDistrict)},
                             {"city_rows", node.cityRows}});
        }
        out["loose_rows"] = view.looseRows;
        out["complete"] = view.isComplete;
    }

    void operator()(const FlowView& view)
    {
        out["unit"] = view.unit;
        Json& bands = out["bands"] = Json::array();
        for (const FlowView::Band& band : view.bands)
            bands.push_back({{"group", textJson(band.group)},
                             {"before", orNull(band.before)},
                             {"after", orNull(band.after)},
                             {"rows", band.rows},
                             {"rows_without_before", band.rowsWithoutBefore},
                             {"rows_without_after", band.rowsWithoutAfter},
                             {"status", std::string(code(band.status))}});
    }

    void operator()(const GaugeView& view)
    {
        out["unit"] = view.unit;
        Json& gauges = out["gauges"] = Json::array();
        for (const GaugeView::Gauge& gauge : view.gauges)
            gauges.push_back({{"title", textJson(gauge.title)},
                              {"district", gauge.districtCode},
                              {"year", orNull(gauge.year)},
                              {"label", textJson(gauge.label)},
                              {"used", orNull(gauge.used)},
                              {"unsaid", textJson(gauge.unsaid)},
                              {"cap", gauge.cap},
                              {"period", textJson(gauge.period)},
                              {"status", std::string(code(gauge.status))}});
        out["without_rows"] = view.withoutRows;
    }

    void operator()(const LineView& view)
    {
        Json& lines = out["lines"] = Json::array();
        for (const LineView::Line& line : view.lines) {
            Json points = Json::array(), forecast = Json::array();
            for (const LineView::Point& point : line.points) {
                Json one = valueJson(point.value);
                one["year"] = point.year;
                one["series"] = std::string(code(point.series));
                one["note"] = point.note;
                points.push_back(std::move(one));
            }
            for (const LineView::Range& range : line.forecast)
                forecast.push_back({{"year", range.year}, {"low", range.low}, {"high", range.high}});
            lines.push_back({{"title", textJson(line.title)},
                             {"unit", line.unit},
                             {"points", std::move(points)},
                             {"forecast", std::move(forecast)}});
        }
        Json& methods = out["methods"] = Json::array();
        for (const Text& method : view.methods)
            methods.push_back(textJson(method));
    }

    void operator()(const CurveView& view)
    {
        out["amount"] = textJson(view.amountTitle);
        out["year"] = view.year;
        out["gini"] = view.gini;
        out["status"] = std::string(code(view.status));
        Json& points = out["points"] = Json::array();
        for (const CurveView::Point& point : view.points)
            points.push_back({{"people", point.people}, {"amount", point.amount}, {"district", point.districtCode}});
        out["without_value"] = view.withoutValue;
    }

    void operator()(const RanksView& view)
    {
        out["left"] = {{"indicator", view.left.id}, {"title", textJson(view.left.title)}, {"year", view.leftYear}};
        out["right"] = {{"indicator", view.right.id}, {"title", textJson(view.right.title)}, {"year", view.rightYear}};
        Json& items = out["items"] = Json::array();
        for (const RanksView::Item& item : view.items)
            items.push_back({{"district", item.districtCode},
                             {"left_rank", orNull(item.left)},
                             {"left", valueJson(item.leftValue)},
                             {"right_rank", orNull(item.right)},
                             {"right", valueJson(item.rightValue)}});
    }

    void operator()(const TimelineView& view)
    {
        Json& events = out["events"] = Json::array();
        for (const TimelineView::Event& event : view.events)
            events.push_back({{"row", event.uid},
                              {"title", textJson(event.title)},
                              {"districts", event.districtCodes},
                              {"first", event.first.empty() ? Json(nullptr) : Json(event.first)},
                              {"last", event.last.empty() ? Json(nullptr) : Json(event.last)},
                              {"ahead", event.isAhead},
                              {"planned", event.isPlanned},
                              {"status", std::string(code(event.status))}});
    }

    static Json linksJson(const std::vector<LinksView::Link>& links)
    {
        Json all = Json::array();
        for (const LinksView::Link& link : links)
            all.push_back({{"row", link.uid},
                           {"title", textJson(link.title)},
                           {"districts", link.districtCodes},
                           {"status", std::string(code(link.status))}});
        return all;
    }
    void operator()(const LinksView& view)
    {
        out["links"] = linksJson(view.links);
        out["of_all"] = linksJson(view.ofAll);
        out["isolated"] = view.isolated;
    }

    void operator()(const OrderedView& view)
    {
        if (view.indicator)
            out["indicator"] = {
                {"indicator", view.indicator->id}, {"title", textJson(view.indicator->title)}, {"year", view.year}};
        Json& columns = out["columns"] = Json::array();
        for (const Text& column : view.columns)
            columns.push_back(textJson(column));
        Json& items = out["items"] = Json::array();
        for (const OrderedView::Item& item : view.items) {
            Json one = {{"place", orNull(item.place)}, {"title", textJson(item.title)}};
            if (view.indicator)
                one["value"] = valueJson(item.value);
            Json& cells = one["cells"] = Json::array();
            for (const Text& cell : item.cells)
                cells.push_back(textJson(cell));
            one["status"] = std::string(code(item.status));
            items.push_back(std::move(one));
        }
    }
};

}  // namespace

std::string viewJson(const Plugin& plugin, const Snapshot& city, const ViewData& data)
{
    Json out = {{"api", 1},
                {"overlay", plugin.id},
                {"view", data.spec.id},
                {"kind", std::string(code(data.spec.kind))},
                {"title", textJson(data.spec.title)}};
    std::visit(ContentJson{city, out}, data.content);
    Json& notes = out["notes"] = Json::array();
    for (const Text& note : data.notes)
        notes.push_back(textJson(note));
    Json& sources = out["sources"] = Json::array();
    for (const std::string& id : data.sourceIds)
        sources.push_back(sourceJson(city, id));
    out["other_cities"] = data.otherCities;
    out["sample"] = data.hasSample;
    return out.dump(1) + "\n";
}

}  // namespace chiiki
