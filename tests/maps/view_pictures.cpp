#include "view_pictures.h"

namespace chiiki::test {
namespace {

ViewData viewOf(ViewKind kind, const Text& title, decltype(ViewData::content) content)
{
    ViewData data;
    data.spec.id = "v";
    data.spec.kind = kind;
    data.spec.title = title;
    data.content = std::move(content);
    data.hasSample = true;
    data.sourceIds = {"made_up"};
    data.notes = {{"試験の図です。", "A picture of a test."}};
    return data;
}

Value computed(double number)
{
    return Value::of(number, Status::Computed);
}

/// Missing at every seventh place, not applicable at every eleventh, a sample at every fifth.
Value valueAt(std::size_t i)
{
    if (i % 7 == 6)
        return Value::absent(Absence::Missing);
    if (i % 11 == 10)
        return Value::absent(Absence::NotApplicable);
    return Value::of(static_cast<double>(i % 13), i % 5 == 4 ? Status::Sample : Status::Computed);
}

Text nameOf(const District& district)
{
    return {district.name, district.romaji.empty() ? district.name : district.romaji};
}

MatrixView matrix(const Snapshot& city)
{
    MatrixView view;
    view.unit = "count";
    const Text kinds[] = {{"見守り", "Watching over"},
                          {"登校の見守り", "Watching the way to school"},
                          {"避難行動要支援者の支援体制づくり", "Support for people who need help to evacuate"},
                          {"買物支援", "Help with shopping"}};
    for (const Text& kind : kinds) {
        view.columns.push_back({kind.en, kind});
        view.columnTotals.push_back(computed(100));
    }
    for (std::size_t i = 0; i < city.districts.size(); ++i) {
        view.rows.push_back({city.districts[i].code, nameOf(city.districts[i])});
        view.cells.emplace_back();
        for (std::size_t c = 0; c < 4; ++c)
            view.cells.back().push_back({valueAt(4 * i + c), {}});
        view.rowTotals.push_back(computed(20));
    }
    view.total = computed(412);
    view.published = Value::of(410, Status::Official);
    view.publishedTitle = {"公表された合計", "Total as published"};
    view.citation = "資料 p.16";
    return view;
}

BoardView board(const Snapshot& city)
{
    BoardView view;
    view.columns = {{"a", {"構想", "Concept"}, {}}, {"b", {"計画", "Plan"}, {}}, {"c", {"実行", "Execution"}, {}}};
    for (std::size_t i = 0; i < city.districts.size(); ++i)
        view.columns[i % 2].cards.push_back({"u",
                                             i % 3 == 0
                                                 ? Text{"空き店舗を使った地域の交流拠点づくりと買物の手伝い",
                                                        "A meeting place in an empty shop, with help for shoppers"}
                                                 : Text{"祭り", "Festival"},
                                             city.districts[i].code,
                                             {"R6.1.22", "2024-01-22"},
                                             i % 4 == 0 ? Status::Sample : Status::Official});
    return view;
}

ListView list(const Snapshot& city)
{
    ListView view;
    view.columns = {{"name", {"事業名", "Project"}, FieldType::Text},
                    {"district", {"地域", "District"}, FieldType::District},
                    {"amount", {"交付額", "Award"}, FieldType::Yen},
                    {"note", {"備考", "Note"}, FieldType::Text},
                    {"nothing", {"空の列", "Empty column"}, FieldType::Text}};
    for (std::size_t i = 0; i < 100; ++i) {
        const District& district = city.districts[i % city.districts.size()];
        view.rows.push_back(
            {"u" + std::to_string(i),
             {{"事業" + std::to_string(i), "Project " + std::to_string(i)},
              nameOf(district),
              i % 6 == 5 ? Text{} : Text{"198,000円", "198,000 yen"},
              i % 3 == 0
                  ? Text{"関係人口とつくる収穫祭、里山整備ボランティア、地域食堂の立ち上げ、ふるさと歩きマップづくり",
                         "Harvest festival with people from outside, volunteers in the woods"}
                  : Text{},
              {}},
             i % 2 == 0 ? Status::Sample : Status::Official,
             {}});
    }
    return view;
}

TreeView tree(const Snapshot& city)
{
    TreeView view;
    for (std::size_t i = 0; i < 40; ++i) {
        TreeView::Node node;
        node.depth = i == 0 ? 0 : i % 5 == 0 ? 1 : 2;
        node.title = {"基本施策の名前はこのように長く、一行に収まらないことがあります" + std::to_string(i),
                      "Names of measures are as long as this and may not fit a line " + std::to_string(i)};
        node.rows = static_cast<int>(i % 4);
        node.cityRows = static_cast<int>(i % 2);
        for (std::size_t d = 0; d < city.districts.size(); ++d)
            node.rowsByDistrict.push_back((i + d) % 5 == 0 ? static_cast<int>(d % 4) : 0);
        view.nodes.push_back(node);
    }
    view.looseRows = 3;
    return view;
}

FlowView flow()
{
    FlowView view;
    view.unit = "yen";
    view.bands = {{{"防災危機管理課", "Disaster prevention section"}, 1220000, 1318000, 8, 0, 0, Status::Sample},
                  {{"高齢福祉課", "Section for the elderly"}, 980000, 900000, 8, 0, 0, Status::Computed},
                  {{"資料に記載なし", "Not stated"}, 500000, std::nullopt, 4, 0, 4, Status::Computed},
                  {{"協働推進課の地域づくりに関する補助金", "Subsidies of the collaboration section"},
                   1220000,
                   1400000,
                   5,
                   0,
                   1,
                   Status::Computed}};
    return view;
}

GaugeView gauges(const Snapshot& city)
{
    GaugeView view;
    view.unit = "yen";
    for (const bool isYear : {true, false}) {
        for (std::size_t i = 0; i + 3 < city.districts.size(); ++i) {
            GaugeView::Gauge gauge;
            gauge.title = isYear ? Text{"1地域100万円以内（年度ごと）（選んだ数え方）",
                                        "At most 1,000,000 yen a district and year (the way chosen)"}
                                 : Text{"1地域100万円以内（期間全体）", "At most 1,000,000 yen a district in all"};
            gauge.districtCode = city.districts[i].code;
            gauge.label = nameOf(city.districts[i]);
            if (isYear)
                gauge.year = 2024;
            if (i % 6 != 5)
                gauge.used = 100000.0 * static_cast<double>(i % 13);
            if (i == 4 && !isYear)
                gauge.unsaid = {"R5", "FY2023"};
            gauge.cap = 1000000;
            gauge.period = {"R3.6.1～R7.3.31", "2021-06-01 to 2025-03-31"};
            gauge.status = i % 5 == 0 ? Status::Sample : Status::Computed;
            view.gauges.push_back(gauge);
        }
    }
    for (std::size_t i = city.districts.size() - 3; i < city.districts.size(); ++i)
        view.withoutRows.push_back(city.districts[i].code);
    return view;
}

LineView lines()
{
    LineView view;
    for (int i = 0; i < 7; ++i) {
        LineView::Line line;
        line.title = {"住んでいる地域の良さや課題が地域住民の間で共有されていると思う割合",
                      "Residents who say that strengths and issues of their district are shared"};
        line.unit = i % 2 == 0 ? "percent" : "people";
        line.points = {{2017, computed(42.8 + i), Series::Base, {}},
                       {2021, computed(45.8), Series::Actual, {}},
                       {2022, Value::absent(Absence::Missing), Series::Actual, {}},
                       {2023, computed(48.6), Series::Actual, {}},
                       {2024, Value::of(46.4, Status::Sample), Series::Actual, {}},
                       {2027, computed(50), Series::Target, {}}};
        line.forecast = {{2025, 44.2, 47}, {2026, 42, 47.6}, {2027, 39.8, 48.2}};
        view.lines.push_back(line);
    }
    view.methods = {{"直近の増減", "the last step"}, {"増減の中央値", "the median step"}};
    return view;
}

CurveView curve(const Snapshot& city)
{
    CurveView view;
    view.points.push_back({0, 0, {}});
    const double count = static_cast<double>(city.districts.size()) - 2;
    for (std::size_t i = 0; i + 2 < city.districts.size(); ++i) {
        const double share = static_cast<double>(i + 1) / count;
        view.points.push_back({share, share * share, city.districts[i].code});
    }
    view.gini = 0.318;
    view.withoutValue = {city.districts[city.districts.size() - 2].code, city.districts.back().code};
    view.year = 2024;
    view.amountTitle = {"地域づくり交付金", "Community-building grant"};
    return view;
}

RanksView ranks(const Snapshot& city)
{
    RanksView view;
    view.left.title = {"人口密度", "Population density"};
    view.left.unit = "people/km2";
    view.right.title = {"地域づくり交付金 1人あたり", "Community-building grant per resident"};
    view.right.unit = "yen/people";
    view.leftYear = 2020;
    view.rightYear = 2024;
    const int count = static_cast<int>(city.districts.size());
    for (int i = 0; i < count; ++i) {
        RanksView::Item item;
        item.districtCode = city.districts[static_cast<std::size_t>(i)].code;
        item.left = i + 1;
        // One tie, one district without a value.
        item.right = i == 1 ? 1 : count - i;
        item.leftValue = computed(3185 - 100 * i);
        item.rightValue = Value::of(100 + 37 * i, i % 2 ? Status::Sample : Status::Computed);
        if (i == 3) {
            item.right.reset();
            item.rightValue = Value::absent(Absence::Missing);
        }
        view.items.push_back(item);
    }
    return view;
}

TimelineView timeline(const Snapshot& city)
{
    TimelineView view;
    const char* const days[][2] = {{"2023-04-01", "2024-03-31"}, {"2024-05-21", "2024-05-21"},
                                   {"2024-10-01", "2024-10-31"}, {"2024-11-18", "2024-11-18"},
                                   {"2025-02-08", "2025-02-08"}, {"", ""}};
    const Text dates[] = {{"令和5年度", "FY2023"},    {"R6.5.21", "2024-05-21"}, {"R6.10", "2024-10"},
                          {"R6.11.18", "2024-11-18"}, {"R7.2.8", "2025-02-08"},  {}};
    for (std::size_t i = 0; i < 18; ++i) {
        const std::size_t day = i / 3;
        TimelineView::Event event;
        event.title = {"社会教育と地域づくりの実践研修の" + std::to_string(i + 1) + "回目",
                       "Training in social education and community building, session " + std::to_string(i + 1)};
        for (std::size_t d = 0; d < city.districts.size() && d < i % 5; ++d)
            event.districtCodes.push_back(city.districts[d].code);
        event.first = days[day][0];
        event.last = days[day][1];
        event.date = dates[day];
        event.isAhead = day == 4;
        event.status = i % 6 == 5 ? Status::Sample : Status::Official;
        view.events.push_back(event);
    }
    return view;
}

LinksView links(const Snapshot& city)
{
    LinksView view;
    const auto codes = [&](std::size_t first, std::size_t count) {
        std::vector<std::string> some;
        for (std::size_t i = first; i < std::min(first + count, city.districts.size()); ++i)
            some.push_back(city.districts[i].code);
        return some;
    };
    view.links = {{"a", {"自治会長情報交換会", "Exchange of heads of associations"}, codes(0, 4), Status::Official},
                  {"b", {"東部の連絡協議会", "Liaison council of the east"}, codes(2, 2), Status::Sample},
                  {"c", {"", ""}, codes(1, 6), Status::Official}};
    view.ofAll = {{"d", {"地域づくり協議会の情報交換会", "Exchange of all councils"}, codes(0, 99), Status::Official}};
    view.isolated = codes(7, 99);
    return view;
}

OrderedView ordered()
{
    OrderedView view;
    view.columns = {{"目標", "Target"}, {"目標年度", "Target year"}};
    for (int i = 0; i < 12; ++i) {
        OrderedView::Item item;
        if (i < 10)
            item.place = i + 1;
        item.title = {"地域の夢プランの推進と地域を担う団体の支援その" + std::to_string(i + 1),
                      "District dream plans and support for the bodies that carry them, no. " + std::to_string(i + 1)};
        item.cells = {i % 3 ? Text{"20団体（平成22年度からの累計）", "20 bodies, cumulative since FY2010"} : Text{},
                      {"令和6年度", "FY2024"}};
        item.status = i % 5 == 4 ? Status::Sample : Status::Official;
        view.items.push_back(item);
    }
    return view;
}

OrderedView orderedDistricts(const Snapshot& city)
{
    OrderedView view;
    view.indicator = Indicator{};
    view.indicator->title = {"地域づくり交付金 1人あたり", "Community-building grant per resident"};
    view.indicator->unit = "yen/people";
    view.year = 2024;
    int place = 0;
    for (std::size_t i = 0; i < city.districts.size(); ++i) {
        OrderedView::Item item;
        item.title = nameOf(city.districts[i]);
        item.value = i + 2 < city.districts.size() ? computed(3000 - 140 * static_cast<double>(i))
                                                   : Value::absent(Absence::Missing);
        if (item.value.isNumber())
            item.place = ++place;
        item.status = i % 4 == 3 ? Status::Sample : Status::Computed;
        view.items.push_back(item);
    }
    return view;
}

}  // namespace

std::vector<ViewData> viewsOfEveryKind(const Snapshot& city)
{
    return {viewOf(ViewKind::Matrix, {"生活支援サービス（地域×種類）", "Living-support services by district and kind"},
                   matrix(city)),
            viewOf(ViewKind::Board, {"元気な地域づくりの段階", "Lively-district projects by stage"}, board(city)),
            viewOf(ViewKind::List, {"交付を受けた事業", "Projects with an award"}, list(city)),
            viewOf(ViewKind::Tree, {"施策体系と事業・活動", "Policy tree and activities"}, tree(city)),
            viewOf(ViewKind::Flow, {"補助金の一本化：前と後", "Merging of subsidies: before and after"}, flow()),
            viewOf(ViewKind::Gauge, {"上限と残りの枠", "Caps and what is left"}, gauges(city)),
            viewOf(ViewKind::Line, {"KGI・KPIの進み具合", "Progress of KGI and KPI"}, lines()),
            viewOf(ViewKind::Curve, {"地域づくり交付金の偏り", "How evenly the grant falls"}, curve(city)),
            viewOf(ViewKind::Ranks, {"人口密度の順位と1人あたり交付額の順位", "Rank by density beside rank by grant"},
                   ranks(city)),
            viewOf(ViewKind::Timeline, {"話し合いと研修の日程", "Talks and training by date"}, timeline(city)),
            viewOf(ViewKind::Links, {"地域どうしの交流", "Who meets whom"}, links(city)),
            viewOf(ViewKind::Ordered, {"中期目標の優先順", "Mid-term goals by priority"}, ordered())};
}

ViewData orderedDistrictsView(const Snapshot& city)
{
    return viewOf(ViewKind::Ordered, {"1人あたり交付額の順", "Districts by grant per resident"},
                  orderedDistricts(city));
}

std::vector<ViewData> emptyViews(const Snapshot& city)
{
    std::vector<ViewData> views = viewsOfEveryKind(city);
    for (ViewData& view : views) {
        view.content =
            std::visit([](const auto& full) -> decltype(ViewData::content) { return std::decay_t<decltype(full)>{}; },
                       view.content);
        view.hasSample = false;
    }
    return views;
}

}  // namespace chiiki::test
