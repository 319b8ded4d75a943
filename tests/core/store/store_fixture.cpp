#include "tests/core/store/store_fixture.h"

#include <cstdio>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace chiiki::test {
namespace {

MultiPolygon square(double x, double y, double size)
{
    return {{{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}}}};
}

std::string twoDigits(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

Snapshot gridCity(int columns, int rows, int districts)
{
    constexpr double size = 0.01;
    const auto x = [](int column) { return 131.0 + column * 0.01; };
    const auto y = [](int row) { return 34.0 + row * 0.01; };
    const auto firstColumn = [&](int district) { return district * columns / districts; };
    Snapshot city;
    city.asOf = "2024-04-01";
    city.city = {"352039", {"山口市", "Yamaguchi City"}, 6671};
    city.facilityKinds = {{"clinic", {"診療所", "Clinics"}, "cross", 1}};
    city.sources.resize(1);
    city.sources[0].sourceId = "grid";
    for (int d = 0; d < districts; ++d) {
        District district;
        district.code = twoDigits(d + 1);
        district.name = "地域" + district.code;
        Ring ring{{x(firstColumn(d)), y(0)}};
        // Every vertex of the blocks along the border belongs to the district's outline too.
        for (int c = firstColumn(d) + 1; c <= firstColumn(d + 1); ++c)
            ring.push_back({x(c), y(0)});
        for (int r = 1; r <= rows; ++r)
            ring.push_back({x(firstColumn(d + 1)), y(r)});
        for (int c = firstColumn(d + 1) - 1; c >= firstColumn(d); --c)
            ring.push_back({x(c), y(rows)});
        for (int r = rows - 1; r >= 0; --r)
            ring.push_back({x(firstColumn(d)), y(r)});
        district.outline = {{{ring}}};
        city.districts.push_back(district);
    }
    int count = 0;
    for (int c = 0; c < columns; ++c) {
        for (int r = 0; r < rows; ++r) {
            DemandArea block;
            block.key = "b" + twoDigits(c) + twoDigits(r);
            block.town = "町" + twoDigits(c);
            int d = 0;
            while (firstColumn(d + 1) <= c)
                ++d;
            block.districtCode = twoDigits(d + 1);
            block.people = 10 * c + r;
            block.households = c + r;
            block.outline = {
                {{{{x(c), y(r)}, {x(c + 1), y(r)}, {x(c + 1), y(r + 1)}, {x(c), y(r + 1)}, {x(c), y(r)}}}}};
            block.representativePoint = {x(c) + size / 2, y(r) + size / 2};
            block.confidence = "certain";
            block.sourceId = "grid";
            city.demandAreas.push_back(block);
            if (count++ % 3 != 0)
                continue;
            Facility facility;
            facility.id = "f" + twoDigits(c) + twoDigits(r);
            facility.kind = "clinic";
            facility.name = "診療所" + facility.id;
            facility.place = block.representativePoint;
            facility.placement = Placement::in(block.districtCode);
            facility.sourceId = "grid";
            facility.sourceRow = count;
            city.facilities.push_back(facility);
            Stop stop;
            stop.id = "s" + twoDigits(c) + twoDigits(r);
            stop.name = "停留所" + stop.id;
            stop.place = block.representativePoint;
            stop.placement = Placement::in(block.districtCode);
            stop.sourceId = "grid";
            city.stops.push_back(stop);
        }
    }
    return city;
}

Snapshot fullSnapshot()
{
    Snapshot s;
    s.asOf = "2024-04-01";
    s.city = {"352039", {"山口市", "Yamaguchi City"}, 6671};

    District district{"01", "大殿", "おおどの", "Odono", "352039", "2005-10-01", "2030-03-31", square(131.4, 34.1, 0.1),
                      3,    0};
    district.outline.push_back({{{{131.6, 34.1}, {131.7, 34.1}, {131.7, 34.2}, {131.6, 34.1}},
                                 {{131.65, 34.11}, {131.66, 34.12}, {131.66, 34.11}, {131.65, 34.11}}}});
    s.districts = {district, {}};
    s.districts[1].code = "02";

    s.demandAreas = {{"352030010",
                      "中央一丁目",
                      "01",
                      123,
                      45,
                      square(131.4123456789012, 34.1, 0.01),
                      {131.41, 34.15},
                      true,
                      "disputed",
                      "census"},
                     {}};
    s.demandAreas[1].key = "352030020";

    s.facilityKinds = {{"shelter", {"避難所", "Shelters"}, "roof", 1}, {"clinic", {}, "", 2}};

    Facility facility;
    facility.id = "12";
    facility.kind = "shelter";
    facility.name = "大殿小学校";
    facility.kana = "オオドノショウガッコウ";
    facility.address = "山口市大殿大路1";
    facility.place = Point{131.48, 34.18};
    facility.placement = Placement::in("01");
    facility.capacity = 0;
    facility.attributes = {{"flood", "1"}, {"備考", "\"引用\", ㈱①髙"}};
    facility.opened = "1990-04-01";
    facility.closed = "2026-03-31";
    facility.sourceId = "emergency_shelters";
    facility.sourceRow = 17;
    Facility unplaced;
    unplaced.id = "emergency_shelters:18";
    unplaced.kind = "shelter";
    unplaced.placement = Placement::unplaced("store.created");
    Facility outside = unplaced;
    outside.id = "emergency_shelters:19";
    outside.place = Point{0, 0};
    outside.placement = Placement::outside("store.created");
    s.facilities = {facility, unplaced, outside};

    s.routes = {{"bus:1",
                 RouteKind::Taxi,
                 {"小鯖線", "A,B"},
                 "防長交通",
                 3.5,
                 2010,
                 {{{131.1, 34.1}, {131.2, 34.2}}, {{131, 34}, {132, 35}}},
                 "bus"},
                {"bus:2", RouteKind::Rail, {}, "", std::nullopt, 0, {}, ""}};
    s.stops = {{"bus:1",
                RouteKind::Rail,
                "新山口",
                {"山陽線"},
                "JR",
                0.0,
                12345.5,
                2021,
                Point{131.39, 34.09},
                Placement::in("01"),
                "rail",
                4},
               {"bus:2",
                RouteKind::Bus,
                "",
                {},
                "",
                std::nullopt,
                std::nullopt,
                0,
                std::nullopt,
                Placement::unplaced("store.undone"),
                "",
                0}};
    s.taxiDistricts = {{"01", "", 2024, "doc", "001 p.4"}, {"01", "藤木", 2024, "", ""}};
    s.measures = {{"II-1", "II", "basic_project", "(1)", "地域間交流", "X", "stated", "doc", "001 p.1"},
                  {},
                  {"I", "", "vision", "", "", "", "", "", ""}};
    s.indicators = {{"a.full",
                     {"完全", "Full"},
                     "people/km2",
                     IndicatorKind::Rate,
                     Direction::Less,
                     2,
                     true,
                     {0.1, 2, 1e9},
                     "worry"},
                    {"b.bare", {}, "", IndicatorKind::Category, Direction::None, 0, false, {}, ""}};
    s.values = {
        {"a.full", "", {2024}, Series::Target, Value::of(0.1 + 0.2, Status::Sample), "doc", "次回は令和9年"},
        {"a.full", "01", {2020}, Series::Actual, Value::of(0, Status::Official), "", ""},
        {"a.full", "01", {2021}, Series::Actual, Value::absent(Absence::Suppressed, Status::Estimated), "", ""},
        {"a.full", "01", {2021}, Series::Forecast, Value::absent(Absence::NotApplicable, Status::Computed), "", ""}};
    s.sources = {{"census",
                  {"国勢調査", "Census"},
                  "総務省",
                  "CC BY 4.0",
                  "国勢調査を加工して作成",
                  "r2kb35203.shp",
                  "abcdef",
                  "2020-10-01",
                  "CP932",
                  "EPSG:4612",
                  {"境界は推定", "Borders are inferred"},
                  {1, 2, 3.5, 6.25, 0.25}},
                 {}};
    s.sources[1].sourceId = "doc";
    s.findings = {
        {"f1", Severity::Act, "01", 2024, {"気づき", "Finding"}, {"直す", "Mend"}, "census", 12, Point{131.5, 34.5}},
        {"f2", Severity::Note, "", std::nullopt, {}, {}, "", 0, std::nullopt}};
    s.pluginTables = {fullPluginTable(), {"grants", "scheme", {}, {}}};
    s.settings = {{"note:01", "「小鯖」の線を\n確かめる"}, {"pins", ""}};
    return s;
}

PluginTable fullPluginTable()
{
    PluginTable table{"grants", "award", {}, {}};
    table.columns = {{"order", FieldType::Text},      {"code", FieldType::Code},
                     {"places", FieldType::Integer},  {"share", FieldType::Decimal},
                     {"amount", FieldType::Yen},      {"part", FieldType::Percent},
                     {"day", FieldType::Date},        {"fiscal_year", FieldType::FiscalYear},
                     {"status", FieldType::District}, {"status_field", FieldType::Districts},
                     {"stage", FieldType::Choice},    {"scheme", FieldType::Link},
                     {"place", FieldType::Place}};
    PluginRow full;
    full.uid = "A1";
    full.values = {"\"引用\", ㈱①髙",
                   "007",
                   -3.0,
                   0.1 + 0.2,
                   200000.0,
                   66.6,
                   "2024-06",
                   2024.0,
                   "01",
                   "01;02",
                   "planned",
                   "S1",
                   "POINT (131.48 34.18)"};
    full.placement = Placement::in("01");
    full.districtCodes = {"01", "02"};
    full.fiscalYear = 2024;
    full.sourceId = "grants.award";
    full.citation = "資料 p.3";
    full.status = Status::Sample;
    full.sourceRow = 17;
    PluginRow entered;
    entered.uid = "A1";
    entered.values.resize(table.columns.size());
    entered.placement = Placement::outside("store.created");
    entered.sourceId = "entered";
    entered.isRemoved = true;
    PluginRow bare;
    bare.uid = "a'2\nb";
    bare.values.resize(table.columns.size());
    bare.values[0] = std::string();
    bare.placement = Placement::unplaced("store.undone");
    bare.sourceId = "entered";
    table.rows = {entered, full, bare};
    return table;
}

ChangeStamp stampOf(const std::string& author, const std::string& date)
{
    return {author, date + "T00:15:30Z", date};
}

int inChild(const std::function<int()>& work)
{
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace chiiki::test
