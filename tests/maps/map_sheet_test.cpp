#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <set>

#include "core/io/pack_reader.h"
#include "maps/layout/compare_sheet.h"
#include "maps/layout/map_sheet.h"
#include "maps/render/export.h"
#include "maps/render/paint.h"
#include "maps/scene/class_look.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/route_layer.h"
#include "maps/scene/text_measure.h"
#include "maps/style/colour_vision.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"
#include "tests/maps/picture.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

Value real(double number)
{
    return Value::of(number, Status::Computed);
}

std::string textsOf(const Scene& scene)
{
    std::string all;
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item))
            all += text->text + "\n";
    return all;
}

const CityScene& yamaguchi()
{
    static const CityScene city = [] {
        Diagnostics diagnostics;
        auto snapshot = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        return *CityScene::build(std::make_shared<const Snapshot>(std::move(*snapshot)));
    }();
    return city;
}

/// People by district (census 2020, summed by hand from the published blocks) over the areas of the outlines.
IndicatorResult density()
{
    constexpr double people[] = {7206, 10519, 13228, 3019, 4347, 22715, 14214, 14623, 20744, 13955, 2328,
                                 2763, 1187,  2099,  6611, 2656, 26344, 6113,  9233,  5196,  4866};
    IndicatorResult result;
    result.indicator.id = "population.density";
    result.indicator.title = {"人口密度", "Population density"};
    result.indicator.unit = "people/km2";
    result.indicator.kind = IndicatorKind::Rate;
    result.indicator.breaks = {100, 300, 700, 1500};
    for (std::size_t i = 0; i < 21; ++i)
        result.values.push_back({"population.density", yamaguchi().districts()[i].code, FiscalYear{2020},
                                 Series::Actual, real(people[i] / yamaguchi().districts()[i].areaKm2), "", ""});
    return result;
}

void checkNoOverlap(const std::vector<PlacedLabel>& labels, const Box& bounds)
{
    for (std::size_t i = 0; i < labels.size(); ++i) {
        CHECK(bounds.contains(labels[i].box));
        for (std::size_t j = i + 1; j < labels.size(); ++j) {
            INFO(labels[i].id << " and " << labels[j].id);
            CHECK_FALSE(labels[i].box.overlaps(labels[j].box));
        }
    }
}

/// That no text beside the maps lies on another. Signs within a map may cover each other: their labels are looked at on
/// their own.
void checkNoTextsOverlap(const Scene& scene, const std::vector<MapFrame>& maps)
{
    const auto boxOf = [](const TextItem& text) {  // of its ink, near enough
        return Box{text.baseline.x, text.baseline.y - 0.7 * text.size, textWidth(text.text, text.size, text.isBold),
                   0.75 * text.size};
    };
    std::vector<const TextItem*> texts;
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item);
            text && std::none_of(maps.begin(), maps.end(),
                                 [&](const MapFrame& map) { return map.box.contains(text->baseline); }))
            texts.push_back(text);
    REQUIRE(texts.size() > 5);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        CHECK(boxOf(*texts[i]).right() <= scene.width);
        for (std::size_t j = i + 1; j < texts.size(); ++j)
            if (boxOf(*texts[i]).overlaps(boxOf(*texts[j]))) {
                INFO(texts[i]->text << " and " << texts[j]->text);
                CHECK_FALSE("they overlap");
            }
    }
}

/// That a label stands in its own district or beside its own circle, or is joined to it by a line.
void checkLabelsOfDistricts(const MapSheet& sheet, const MapFrame& frame, const std::vector<PlacedLabel>& labels)
{
    const auto districtOf = [&](Point p) { return yamaguchi().districtAt(frame.view.toPlane(p)); };
    const auto radiusOf = [&](std::size_t district) {
        const DistrictReading& reading = sheet.choropleth->districts[district];
        return sheet.choropleth->isCircles && reading.value.isNumber()
                   ? circleRadius(*reading.value.number(), largestCircleValue(*sheet.choropleth),
                                  roomyCircleRadius(yamaguchi(), sheet.mainFrame, *sheet.choropleth))
                   : 0;
    };
    for (const PlacedLabel& label : labels) {
        INFO(label.id << " " << label.lines.front().text);
        std::size_t own = 0;
        while (yamaguchi().districts()[own].code != label.id)
            ++own;
        const Point centre = frame.view(*yamaguchi().districts()[own].labelPoint);
        const double radius = radiusOf(own);
        if (label.hasLeader) {
            // Its line ends in its own circle, or in its own district.
            if (radius > 0)
                CHECK(std::hypot(label.anchor.x - centre.x, label.anchor.y - centre.y) <= radius);
            else
                CHECK(districtOf(label.anchor) == static_cast<int>(own));
        }
        const Box ink = {label.box.x, label.box.y + 2, label.box.width, label.box.height - 4};
        const auto distanceTo = [&](std::size_t district) {
            const Point p = frame.view(*yamaguchi().districts()[district].labelPoint);
            return std::hypot(std::clamp(p.x, ink.x, ink.right()) - p.x, std::clamp(p.y, ink.y, ink.bottom()) - p.y) -
                   radiusOf(district);
        };
        if (radius == 0 || label.hasLeader) {
            int foreign = 0, points = 0;
            for (double y = ink.y + 1; y < ink.bottom(); y += 2)
                for (double x = ink.x + 1; x < ink.right(); x += 2, ++points)
                    if (const int district = districtOf({x, y}); district >= 0 && district != static_cast<int>(own))
                        ++foreign;
            // The drawn outlines are simplified by up to 0.7 px.
            CHECK(foreign <= points / 50);
        }
        for (std::size_t other = 0; other < 21; ++other)
            if (other != own && radiusOf(other) > 0)
                CHECK(distanceTo(other) > (radius > 0 && !label.hasLeader ? distanceTo(own) : 0));
    }
}

Scene onlyMap(const MapContent& content, int width, int height)
{
    const CityScene city = *CityScene::build(syntheticCity());
    Scene scene;
    scene.width = width;
    scene.height = height;
    scene.ground = palette::paper;
    const MapFrame frame =
        fittedFrame({0, 0, static_cast<double>(width), static_cast<double>(height)}, city.extent().grownBy(500));
    appendMap(scene, city, frame, content);
    return scene;
}

}  // namespace

TEST_CASE("classes, absences and borders look as they should", "[render]")
{
    const auto result = syntheticResult({real(5), real(15), real(45), Value::absent(Absence::Missing),
                                         Value::absent(Absence::Suppressed), Value::absent(Absence::NotApplicable)},
                                        IndicatorKind::Rate);
    MapContent content;
    content.choropleth = classify(*syntheticCity(), result, FiscalYear{2020}, Series::Actual, {});
    CHECK(content.choropleth->counts == std::vector<int>{1, 1, 0, 0, 1});
    CHECK(content.choropleth->missing == 1);
    CHECK(content.choropleth->suppressed == 1);
    CHECK(content.choropleth->notApplicable == 1);

    const auto image = renderImage(onlyMap(content, 260, 100));
    REQUIRE(image);
    // Inner points, by hand: 13 km over 260 px, the city's north-west corner at 10 px, 10 px.
    CHECK(image->pixelColor(50, 30) == QColor("#FFFFCC"));
    CHECK(image->pixelColor(130, 30) == QColor("#A1DAB4"));
    CHECK(image->pixelColor(210, 30) == QColor("#253494"));
    CHECK(image->pixelColor(210, 70) == QColor("#FBFBF9"));
    CHECK(equalsExpected(*image, "choropleth", 40, 0.01));
}

TEST_CASE("counts are circles whose area is the value, on neutral districts", "[render]")
{
    const auto result =
        syntheticResult({real(100), real(400), real(25), real(0), real(225), real(4)}, IndicatorKind::Count);
    MapContent content;
    content.choropleth = classify(*syntheticCity(), result, FiscalYear{2020}, Series::Actual, {});
    CHECK(content.choropleth->isCircles);
    CHECK(circleRadius(400, 400) == 26);
    CHECK(circleRadius(100, 400) == 13);
    CHECK(circleRadius(0, 400) == 0);
    const auto image = renderImage(onlyMap(content, 260, 100));
    REQUIRE(image);
    CHECK(image->pixelColor(14, 14) == QColor("#EFEFEA"));
    CHECK(equalsExpected(*image, "circles", 40, 0.01));
}

TEST_CASE("every glyph is drawn within its box and no two look alike", "[render]")
{
    REQUIRE(prepareText());
    std::set<QByteArray> seen;
    Scene all;
    all.width = 17 * 24;
    all.height = 24;
    all.ground = palette::paper;
    double x = 12;
    for (const char* name :
         {"house", "house_outline", "shelter", "hospital", "clinic", "dentist", "aed", "school", "childcare", "library",
          "health_welfare", "roadside_station", "bus_stop", "taxi_stop", "small_hub", "station", "anything else"}) {
        Scene one;
        one.width = 24;
        one.height = 24;
        one.ground = palette::paper;
        appendGlyph(one, name, {12, 12}, 16);
        appendGlyph(all, name, {x, 12}, 16);
        x += 24;
        const QImage image = renderImage(one)->convertToFormat(QImage::Format_RGB32);
        INFO(name);
        for (int i = 0; i < 24; ++i) {
            CHECK(image.pixelColor(i, 0) == QColor("#FBFBF9"));
            CHECK(image.pixelColor(0, i) == QColor("#FBFBF9"));
        }
        CHECK(seen.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes())).second);
    }
    CHECK(equalsExpected(*renderImage(all), "glyphs", 40, 0.02));
}

TEST_CASE("the density map of the city has its classes, its names and an inset over no district", "[sheet]")
{
    const auto result = density();
    MapSheetRequest request;
    request.indicator = &result;
    for (const auto& [width, height] : {std::pair(1280, 960), std::pair(1123, 794), std::pair(800, 600)}) {
        request.width = width;
        request.height = height;
        const auto sheet = composeMapSheet(yamaguchi(), request);
        REQUIRE(sheet);
        INFO(width << " x " << height);

        CHECK(sheet->choropleth->counts == std::vector<int>{4, 7, 4, 4, 2});
        std::vector<std::string> ranges;
        int counted = 0;
        for (const LegendRow& row : sheet->legend) {
            if (row.classIndex >= 0)
                ranges.push_back(row.text);
            counted += row.count.value_or(0);
        }
        CHECK(ranges == std::vector<std::string>{"16以上 100未満", "100以上 300未満", "300以上 700未満",
                                                 "700以上 1,500未満", "1,500以上 3,185以下"});
        CHECK(counted == 21);

        checkNoOverlap(sheet->labels, sheet->mainFrame.box);
        REQUIRE(sheet->insetFrame);
        checkNoOverlap(sheet->insetLabels, sheet->insetFrame->box);
        std::set<std::string> named;
        for (const auto* labels : {&sheet->labels, &sheet->insetLabels})
            for (const PlacedLabel& label : *labels)
                named.insert(label.id);
        for (const LegendRow& row : sheet->legend)
            for (const DistrictShape& district : yamaguchi().districts())
                if (row.sign == LegendRow::Sign::Letter && row.text.starts_with(district.name + "  "))
                    named.insert(district.code);
        CHECK(named.size() == 21);
        const Box& inset = sheet->insetFrame->box;
        for (double y = inset.y; y <= inset.bottom(); y += 4)
            for (double x = inset.x; x <= inset.right(); x += 4)
                REQUIRE(yamaguchi().districtAt(sheet->mainFrame.view.toPlane({x, y})) == -1);
        std::set<std::string> inInset;
        for (const PlacedLabel& label : sheet->insetLabels)
            inInset.insert(label.id);
        for (const char* code : {"02", "03", "10"})
            CHECK(inInset.contains(code));
    }
}

TEST_CASE("the density map shows each district in the colour of its class", "[sheet]")
{
    const auto result = density();
    MapSheetRequest request;
    request.indicator = &result;
    const auto sheet = composeMapSheet(yamaguchi(), request);
    Scene bare = sheet->scene;
    // Names, the letters for some, the feet of their lines and other lines (a railway crosses the middle of 嘉川) lie
    // over the areas.
    std::erase_if(bare.items, [](const SceneItem& item) {
        const auto* path = std::get_if<PathItem>(&item);
        return std::holds_alternative<TextItem>(item) ||
               (path && (!path->fill || path->fill == palette::text || path->fill == rgb(0xFFFFFF)));
    });
    const auto image = renderImage(bare);
    REQUIRE(image);
    for (std::size_t i = 0; i < 21; ++i) {
        const Point p = sheet->mainFrame.view(*yamaguchi().districts()[i].labelPoint);
        INFO(yamaguchi().districts()[i].name);
        const QColor colour = image->pixelColor(static_cast<int>(p.x), static_cast<int>(p.y));
        CHECK(colour.name().toUpper().toStdString() ==
              hexOf(*sheet->choropleth->colourOf(sheet->choropleth->districts[i])));
    }
}

TEST_CASE("a map of facilities says what it shows, and no name and no mark lie over one another", "[sheet]")
{
    MapSheetRequest request;
    request.facilities = FacilityLayer{{"clinic", "hospital"}, {}};
    for (const auto& [width, height] : {std::pair(1280, 960), std::pair(1920, 1080), std::pair(1123, 794)}) {
        request.width = width;
        request.height = height;
        const auto sheet = composeMapSheet(yamaguchi(), request);
        REQUIRE(sheet);
        INFO(width << " x " << height);
        // 129 clinics and 17 hospitals in the city's lists; one clinic's place cannot be used.
        const std::string texts = textsOf(sheet->scene);
        for (const char* wanted :
             {"施設の位置 R6.4.1時点", "照合 診療所・病院: 21地域 145 + 市外 0 + 未照合 1 = 元 146 ✓"}) {
            INFO(wanted);
            CHECK(texts.find(wanted) != std::string::npos);
        }
        std::vector<std::pair<std::string, int>> counts;
        for (const LegendRow& row : sheet->legend)
            if (row.count)
                counts.emplace_back(row.text, *row.count);
        CHECK(counts == std::vector<std::pair<std::string, int>>{{"診療所", 128}, {"病院", 17}, {"未照合", 1}});

        CHECK(sheet->labels.size() == 21);
        checkNoOverlap(sheet->labels, sheet->mainFrame.box);
        REQUIRE(sheet->insetFrame);
        const auto checkMarks = [&](const MapFrame& frame, const std::vector<PlacedLabel>& labels) {
            for (const Box& mark : facilityBoxes(yamaguchi(), frame, *request.facilities)) {
                CHECK(frame.box.contains(mark));
                for (const PlacedLabel& label : labels) {
                    INFO(label.id);
                    CHECK_FALSE(label.box.overlaps(mark));
                }
            }
        };
        checkMarks(sheet->mainFrame, sheet->labels);
        checkMarks(*sheet->insetFrame, sheet->insetLabels);
        for (const PlacedLabel& label : sheet->labels) {
            const Point nearest = {std::clamp(label.anchor.x, label.box.x, label.box.right()),
                                   std::clamp(label.anchor.y, label.box.y, label.box.bottom())};
            CHECK(std::hypot(nearest.x - label.anchor.x, nearest.y - label.anchor.y) <= 150);
        }
        int shown = 0;
        for (const FacilityMark& mark : facilityMarks(yamaguchi(), sheet->mainFrame, *request.facilities))
            shown += mark.count;
        CHECK(shown == 145);
    }
}

TEST_CASE("no label of a page is on another district or nearer to another's circle, in both languages", "[sheet]")
{
    for (const IndicatorKind kind : {IndicatorKind::Rate, IndicatorKind::Count}) {
        IndicatorResult result = density();
        result.indicator.kind = kind;
        if (kind == IndicatorKind::Count)
            for (std::size_t i = 0; i < 21; ++i)
                result.values[i].value =
                    i % 7 == 6 ? Value::absent(Absence::Missing) : real(static_cast<double>(i % 5));
        for (const Language language : {Language::Japanese, Language::English}) {
            for (const auto& [width, height] : {std::pair(960, 760), std::pair(1280, 960), std::pair(800, 600)}) {
                MapSheetRequest request;
                request.indicator = &result;
                request.width = width;
                request.height = height;
                request.language = language;
                const auto sheet = composeMapSheet(yamaguchi(), request);
                REQUIRE(sheet);
                INFO(width << " x " << height << (kind == IndicatorKind::Count ? ", circles" : ", colours"));
                checkNoOverlap(sheet->labels, sheet->mainFrame.box);
                checkLabelsOfDistricts(*sheet, sheet->mainFrame, sheet->labels);
                REQUIRE(sheet->insetFrame);
                checkLabelsOfDistricts(*sheet, *sheet->insetFrame, sheet->insetLabels);
                // Each district has its name on the page, if only by its number.
                for (const DistrictShape& district : yamaguchi().districts()) {
                    const std::string name = districtLabel(yamaguchi().snapshot(), district.code, language);
                    const auto isOf = [&](const PlacedLabel& label) { return label.id == district.code; };
                    INFO(name);
                    CHECK((std::any_of(sheet->labels.begin(), sheet->labels.end(), isOf) ||
                           std::any_of(sheet->insetLabels.begin(), sheet->insetLabels.end(), isOf) ||
                           std::any_of(sheet->legend.begin(), sheet->legend.end(), [&](const LegendRow& row) {
                               return row.sign == LegendRow::Sign::Letter && row.text.starts_with(name);
                           })));
                }
            }
        }
    }
}

TEST_CASE("no text of a page lies on another, however much its legend has to say, in both languages", "[sheet]")
{
    const IndicatorResult result = density();
    FacilityLayer everything;
    for (const FacilityKind& kind : yamaguchi().snapshot().facilityKinds)
        everything.kinds.push_back(kind.id);
    for (const bool isOfFacilities : {false, true})
        for (const bool isCopier : {false, true})
            for (const Language language : {Language::Japanese, Language::English})
                for (const auto& [width, height] :
                     {std::pair(1123, 794), std::pair(1587, 1123), std::pair(794, 1123), std::pair(1280, 960)}) {
                    MapSheetRequest request;
                    request.width = width;
                    request.height = height;
                    request.language = language;
                    request.isCopier = isCopier;
                    request.showsRoutes = true;
                    request.asOf = "2026-11-23";
                    if (isOfFacilities)
                        request.facilities = everything;
                    else
                        request.indicator = &result;
                    const auto sheet = composeMapSheet(yamaguchi(), request);
                    REQUIRE(sheet);
                    INFO(width << " x " << height << (isOfFacilities ? ", facilities" : ", classes")
                               << (isCopier ? ", copier" : ""));
                    checkNoTextsOverlap(sheet->scene, {sheet->mainFrame});
                }
}

TEST_CASE("maps side by side have room for their whole titles and classes, in both languages", "[sheet]")
{
    IndicatorResult colours = density(), circles = density();
    colours.indicator.title = {"使える指定緊急避難場所まで歩ける人の割合（直線）［洪水］",
                               "People within a walk of an evacuation site that is usable in a flood"};
    circles.indicator.kind = IndicatorKind::Count;
    for (const std::size_t count : {2, 3, 4, 6})
        for (const Language language : {Language::Japanese, Language::English})
            for (const auto& [width, height] : {std::pair(1123, 794), std::pair(794, 1123), std::pair(1587, 1123)}) {
                CompareSheetRequest request;
                request.width = width;
                request.height = height;
                request.language = language;
                for (std::size_t i = 0; i < count; ++i)
                    request.panels.push_back({i % 2 == 0 ? &colours : &circles, FiscalYear{2020}, {}});
                const auto sheet = composeCompareSheet(yamaguchi(), request);
                REQUIRE(sheet);
                INFO(count << " maps on " << width << " x " << height);
                checkNoTextsOverlap(sheet->scene, sheet->frames);
                std::string told = textsOf(sheet->scene);
                std::erase(told, '\n');
                std::string wanted = colours.indicator.title.in(language);
                for (std::string* text : {&told, &wanted})
                    std::erase(*text, ' ');
                CHECK(told.find(wanted) != std::string::npos);
            }
}

TEST_CASE("circles are so small that none reaches the middle of another", "[sheet]")
{
    // Two districts of 100 and 25 whose middles lie 20 px apart: the larger may have 20 px, not 26.
    const auto result =
        syntheticResult({real(100), real(25), Value::absent(Absence::Missing), Value::absent(Absence::Missing),
                         Value::absent(Absence::Missing), Value::absent(Absence::Missing)},
                        IndicatorKind::Count);
    const CityScene city = *CityScene::build(syntheticCity());
    const Choropleth map = classify(*syntheticCity(), result, FiscalYear{2020}, Series::Actual, {});
    const double apartM = std::hypot(city.districts()[0].labelPoint->x - city.districts()[1].labelPoint->x,
                                     city.districts()[0].labelPoint->y - city.districts()[1].labelPoint->y);
    MapFrame frame;
    frame.view = {apartM / 20, {0, 0}};
    CHECK(roomyCircleRadius(city, frame, map) == Approx(20));
    frame.view = {apartM / 200, {0, 0}};
    CHECK(roomyCircleRadius(city, frame, map) == 26);
}

TEST_CASE("a value of a part of a district is striped and names the part", "[sheet]")
{
    IndicatorResult result = density();
    MapSheetRequest request;
    request.indicator = &result;
    request.parts = {{"20", "藤木"}};
    const auto sheet = composeMapSheet(yamaguchi(), request);
    REQUIRE(sheet);
    const auto label =
        std::find_if(sheet->labels.begin(), sheet->labels.end(), [](const PlacedLabel& one) { return one.id == "20"; });
    REQUIRE(label != sheet->labels.end());
    REQUIRE(label->lines.size() == 3);
    CHECK(label->lines[2].text == "藤木のみ");
    CHECK(std::any_of(sheet->legend.begin(), sheet->legend.end(),
                      [](const LegendRow& row) { return row.text == "縦縞: 地域の一部のみ"; }));
    // Its class colour is that of the stripes, on land.
    const Colour colour = *sheet->choropleth->colourOf(*sheet->choropleth->find("20"));
    CHECK(std::any_of(sheet->scene.items.begin(), sheet->scene.items.end(), [&](const SceneItem& item) {
        const auto* path = std::get_if<PathItem>(&item);
        return path && path->fill == palette::land && path->pattern && path->pattern->colour == colour;
    }));
}

TEST_CASE("among circles each label is nearest to its own or has a line to it, and each value is said", "[sheet]")
{
    IndicatorResult result;
    result.indicator.id = "p.n";
    result.indicator.title = {"数", "Number"};
    result.indicator.unit = "places";
    result.indicator.kind = IndicatorKind::Count;
    for (std::size_t i = 0; i < 21; ++i)
        result.values.push_back({"p.n", yamaguchi().districts()[i].code, FiscalYear{2024}, Series::Actual,
                                 real(static_cast<double>(1 + i % 4)), "", ""});
    for (const Language language : {Language::Japanese, Language::English}) {
        MapSheetRequest request;
        request.indicator = &result;
        request.width = 960;
        request.height = 760;
        request.language = language;
        const auto sheet = composeMapSheet(yamaguchi(), request);
        REQUIRE(sheet);
        REQUIRE(sheet->choropleth->isCircles);
        const auto distanceTo = [&](const PlacedLabel& label, const DistrictReading& reading, Point centre) {
            const double x = std::clamp(centre.x, label.box.x, label.box.right()) - centre.x;
            const double y = std::clamp(centre.y, label.box.y, label.box.bottom()) - centre.y;
            return std::hypot(x, y) -
                   circleRadius(*reading.value.number(), largestCircleValue(*sheet->choropleth),
                                roomyCircleRadius(yamaguchi(), sheet->mainFrame, *sheet->choropleth));
        };
        std::string unwritten;
        for (const LegendRow& row : sheet->legend)
            unwritten += row.text + "\n";
        for (std::size_t i = 0; i < 21; ++i) {
            const std::string& code = yamaguchi().districts()[i].code;
            const std::string name = districtLabel(yamaguchi().snapshot(), code, language);
            INFO(name);
            const auto isOf = [&](const PlacedLabel& label) { return label.id == code; };
            const auto saysValue = [&](const PlacedLabel& label) { return isOf(label) && label.lines.size() == 2; };
            CHECK((std::any_of(sheet->labels.begin(), sheet->labels.end(), saysValue) ||
                   std::any_of(sheet->insetLabels.begin(), sheet->insetLabels.end(), saysValue) ||
                   unwritten.find(name + "\u00A0") != std::string::npos ||
                   unwritten.find(name + "  ") != std::string::npos));
            const auto label = std::find_if(sheet->labels.begin(), sheet->labels.end(), isOf);
            if (label == sheet->labels.end() || label->hasLeader)
                continue;
            CHECK(label->lines.front().text == name);
            double own = 0, nearest = 1e9;
            for (std::size_t j = 0; j < 21; ++j) {
                const Point centre = sheet->mainFrame.view(*yamaguchi().districts()[j].labelPoint);
                const double distance = distanceTo(*label, sheet->choropleth->districts[j], centre);
                (j == i ? own : nearest) = j == i ? std::max(0.0, distance) : std::min(nearest, distance);
            }
            CHECK(own < nearest);
        }
    }
}

TEST_CASE("a label says all its lines further away before it says the first alone near by", "[labels]")
{
    LabelWish first{"a", {100, 100}, {{"大内", 12, true, palette::text, false}}};
    LabelWish second{
        "b", {100, 112}, {{"湯田", 12, true, palette::text, false}, {"4", 12, false, palette::text, false}}};
    const auto placed = placeLabels({first, second}, {0, 0, 200, 200}, {{60, 119, 80, 20}});
    REQUIRE(placed.size() == 2);
    CHECK(placed[1].lines.size() == 2);
}

TEST_CASE("a map of categories has no unit of a number, and few whole numbers stand as they are", "[sheet]")
{
    IndicatorResult result;
    result.indicator.id = "p.n";
    result.indicator.title = {"相手", "Partners"};
    result.indicator.unit = "stage";
    result.indicator.kind = IndicatorKind::Index;
    for (std::size_t i = 0; i < 21; ++i)
        result.values.push_back({"p.n", yamaguchi().districts()[i].code, FiscalYear{2024}, Series::Actual,
                                 real(static_cast<double>(3 + i % 3)), "", ""});
    MapSheetRequest request;
    request.indicator = &result;
    const auto whole = composeMapSheet(yamaguchi(), request);
    REQUIRE(whole);
    std::vector<std::string> ranges;
    for (const LegendRow& row : whole->legend)
        if (row.classIndex >= 0)
            ranges.push_back(row.text);
    CHECK(ranges == std::vector<std::string>{"3", "4", "5"});
    CHECK(textsOf(whole->scene).find("単位: 段階") != std::string::npos);
    result.indicator.kind = IndicatorKind::Category;
    const auto categories = composeMapSheet(yamaguchi(), request);
    REQUIRE(categories);
    CHECK(textsOf(categories->scene).find("単位: ") == std::string::npos);
    CHECK(textsOf(categories->scene).find("段階") == std::string::npos);
}

TEST_CASE("an English sheet keeps the wording that publishers ask for, and one is one", "[sheet]")
{
    const IndicatorResult result = density();
    MapSheetRequest request;
    request.indicator = &result;
    request.language = Language::English;
    const auto sheet = composeMapSheet(yamaguchi(), request);
    REQUIRE(sheet);
    std::string words = textsOf(sheet->scene);
    words.erase(std::remove(words.begin(), words.end(), '\n'), words.end());
    CHECK(words.find("小地域境界データを加工して作成") != std::string::npos);
    Indicator count;
    count.unit = "places";
    CHECK(formatWithUnit(1, count, NumberPlace::Table, Language::English) == "1 place");
    CHECK(formatWithUnit(2, count, NumberPlace::Table, Language::English) == "2 places");
}

TEST_CASE("facilities outside the city have a row of their own", "[sheet]")
{
    MapSheetRequest request;
    request.facilities = FacilityLayer{{"aed"}, {}};
    const auto sheet = composeMapSheet(yamaguchi(), request);
    REQUIRE(sheet);
    std::vector<std::pair<std::string, int>> counts;
    for (const LegendRow& row : sheet->legend)
        if (row.count)
            counts.emplace_back(row.text, *row.count);
    CHECK(counts == std::vector<std::pair<std::string, int>>{{"AED", 216}, {"市外", 1}});
}

TEST_CASE("only community taxis are named as such, each once for all its directions", "[sheet]")
{
    // The lines that data/community_taxi_lines_2010.csv marks with 1, without their directions.
    std::set<std::string> wanted;
    std::ifstream list(CHIIKI_SOURCE_DIR "/data/community_taxi_lines_2010.csv");
    for (std::string line; std::getline(list, line);)
        if (const std::size_t comma = line.find(','); line.compare(comma, 3, ",1,") == 0)
            wanted.insert(line.substr(0, std::min(comma, line.find("　"))));
    std::set<std::string> named;
    for (const TaxiLine& line : taxiLines(yamaguchi().snapshot()))
        CHECK(named.insert(line.name).second);
    CHECK(named == wanted);
    CHECK(named.size() == 5);
}

TEST_CASE("the tile map of the city has every tile in its place", "[sheet]")
{
    const auto result = density();
    MapSheetRequest request;
    request.indicator = &result;
    request.isTileMap = true;
    const auto sheet = composeMapSheet(yamaguchi(), request);
    REQUIRE(sheet);
    REQUIRE(sheet->tiles.size() == 21);
    constexpr int places[21][2] = {{2, 1}, {2, 2}, {1, 2}, {4, 1}, {4, 2}, {3, 2}, {3, 1},
                                   {1, 1}, {2, 3}, {1, 3}, {2, 4}, {3, 4}, {2, 5}, {3, 5},
                                   {1, 5}, {0, 5}, {1, 4}, {3, 6}, {0, 6}, {5, 1}, {4, 0}};
    const double left = sheet->tiles[15].box.x;  // 佐山 (0, 5)
    const double top = sheet->tiles[20].box.y;   // 阿東 (4, 0)
    for (std::size_t i = 0; i < 21; ++i) {
        INFO(sheet->tiles[i].districtCode);
        CHECK(sheet->tiles[i].box.x == left + 88 * places[i][0]);
        CHECK(sheet->tiles[i].box.y == top + 88 * places[i][1]);
        CHECK(sheet->tiles[i].box.width == 84);
    }
}

TEST_CASE("on the smallest page each district has its name on the map or in the legend, on a copier its class too",
          "[sheet]")
{
    const IndicatorResult result = density();
    for (const bool isCopier : {false, true}) {
        MapSheetRequest request;
        request.indicator = &result;
        request.width = 640;
        request.height = 480;
        request.isCopier = isCopier;
        const auto sheet = composeMapSheet(yamaguchi(), request);
        REQUIRE(sheet);
        const auto& districts = sheet->choropleth->districts;
        REQUIRE(districts.size() == 21);
        for (const DistrictReading& reading : districts) {
            const std::string& name = findDistrict(yamaguchi().snapshot(), reading.districtCode)->name;
            INFO(name << ", copier " << isCopier);
            const std::string wanted = isCopier ? classSign(reading.classIndex) + name : name;
            const bool isOnMap = std::any_of(sheet->labels.begin(), sheet->labels.end(), [&](const PlacedLabel& label) {
                return label.id == reading.districtCode && label.lines.front().text == wanted;
            });
            const bool isInLegend = std::any_of(sheet->legend.begin(), sheet->legend.end(), [&](const LegendRow& row) {
                return row.sign == LegendRow::Sign::Letter && row.text.starts_with(wanted + "  ");
            });
            CHECK(isOnMap != isInLegend);
        }
    }
    CHECK(classSign(0) == "①");
    CHECK(classSign(4) == "⑤");
}

TEST_CASE("tiles stay above the footer on the smallest page", "[sheet]")
{
    const auto result = density();
    MapSheetRequest request;
    request.indicator = &result;
    request.isTileMap = true;
    request.width = 640;
    request.height = 480;
    request.sourceIds = {"district_borders", "census_2020_blocks"};
    const auto sheet = composeMapSheet(yamaguchi(), request);
    REQUIRE(sheet);
    double footer = 480;
    for (const SceneItem& item : sheet->scene.items)
        if (const auto* text = std::get_if<TextItem>(&item); text && text->text == "作業ファイル R6.10.31現在")
            footer = text->baseline.y - text->size;
    CHECK(footer < 480);
    for (const TileBox& tile : sheet->tiles) {
        INFO(tile.districtCode);
        CHECK(tile.box.bottom() < footer);
        CHECK(tile.box.x >= 0);
        CHECK(tile.box.height >= 24);
    }
}

TEST_CASE("a city without tiles of its own has them arranged and says so", "[sheet]")
{
    Snapshot snapshot = *syntheticCity();
    snapshot.districts[3].tileRow.reset();
    const TileGrid grid = arrangeTiles(snapshot);
    CHECK(grid.isAutomatic);
    std::set<std::pair<int, int>> taken;
    for (const TilePlace& place : grid.places)
        CHECK(taken.emplace(place.column, place.row).second);
    MapSheetRequest request;
    request.isTileMap = true;
    const auto sheet = composeMapSheet(std::make_shared<const Snapshot>(snapshot), request);
    REQUIRE(sheet);
    CHECK(textsOf(sheet->scene).find("自動配置") != std::string::npos);
}

TEST_CASE("a sample value stamps the map and its legend, and sources, limits, age and date are printed", "[sheet]")
{
    auto values = std::vector<Value>{real(5), real(15), real(45), real(1), real(2), Value::of(3, Status::Sample)};
    const auto result = syntheticResult(values, IndicatorKind::Rate);
    MapSheetRequest request;
    request.indicator = &result;
    request.reconciliation = "照合の行";
    const auto sheet = composeMapSheet(syntheticCity(), request);
    REQUIRE(sheet);
    const std::string texts = textsOf(sheet->scene);
    for (const char* wanted : {"見本", "出典: 試験の出典", "試験の限界", "H22のデータ（14年前）", "R6.4.1現在",
                               "照合の行", "令和2年度 (2020)", "単位: 人"}) {
        INFO(wanted);
        CHECK(texts.find(wanted) != std::string::npos);
    }
    request.language = Language::English;
    const std::string english = textsOf(composeMapSheet(syntheticCity(), request)->scene);
    for (const char* wanted :
         {"SAMPLE", "Sources: Test table", "Limits of the test", "Workspace as of 2024-04-01", "FY2020"}) {
        INFO(wanted);
        CHECK(english.find(wanted) != std::string::npos);
    }
}

TEST_CASE("requests that cannot be drawn say why", "[sheet]")
{
    MapSheetRequest request;
    request.width = 200;
    CHECK(composeMapSheet(syntheticCity(), request).error().message.code == "maps.bad_size");
    request.width = 1280;
    const auto empty = syntheticResult({}, IndicatorKind::Rate);
    request.indicator = &empty;
    CHECK(composeMapSheet(syntheticCity(), request).error().message.code == "maps.no_values");
    request.indicator = nullptr;
    request.title = "𫠠の地図";
    const auto sheet = composeMapSheet(syntheticCity(), request);
    REQUIRE(sheet);
    for (const auto& error : {pngBytes(sheet->scene).error(), svgBytes(sheet->scene).error(),
                              pdfBytes(sheet->scene, "2024-04-01").error()}) {
        CHECK(error.kind == ErrorKind::BadRequest);
        CHECK(error.message.code == "maps.missing_glyph");
        CHECK(error.message.arguments == std::vector<std::string>{"𫠠"});
    }
}

TEST_CASE("a PDF of the city is found by every name as typed and has the same bytes twice", "[sheet]")
{
    const auto result = density();
    MapSheetRequest request;
    request.indicator = &result;
    request.width = 1123;
    request.height = 794;
    const auto sheet = composeMapSheet(yamaguchi(), request);
    REQUIRE(sheet);
    const auto pdf = pdfBytes(sheet->scene, "2024-10-31");
    REQUIRE(pdf);
    // In parentheses, so that a failure does not print the files.
    CHECK((*pdf == *pdfBytes(composeMapSheet(yamaguchi(), request)->scene, "2024-10-31")));
    CHECK((pdf->find("20241031") != std::string::npos));
    CHECK((*pngBytes(sheet->scene) == *pngBytes(sheet->scene)));

    const test::TemporaryFolder folder;
    test::writeFile(folder / "map.pdf", *pdf);
    const auto shown = test::runProcess({"/usr/bin/env", "pdftotext", "-layout", "map.pdf", "-"}, folder.path());
    const std::string& text = shown.out;
    const int status = shown.exitCode;
    if (status != 0)
        WARN("skipped: names in the PDF, as pdftotext is not installed");
    else
        for (const DistrictShape& district : yamaguchi().districts()) {
            INFO(district.name);
            CHECK(text.find(district.name) != std::string::npos);
        }
}

TEST_CASE("an SVG holds its texts, title and description as text", "[sheet]")
{
    const auto result = density();
    MapSheetRequest request;
    request.indicator = &result;
    const auto sheet = composeMapSheet(yamaguchi(), request);
    const auto svg = svgBytes(sheet->scene);
    REQUIRE(svg);
    for (const char* wanted : {"<title id=\"title\">人口密度</title>", ">鋳銭司</text>", "湯田 3,185人/km²", "<desc"}) {
        INFO(wanted);
        CHECK((svg->find(wanted) != std::string::npos));
    }
}

TEST_CASE("whatever ramp and number of classes, a sheet's classes are told by colour or by lines and numbers",
          "[sheet]")
{
    IndicatorResult people = density();
    people.indicator.breaks.clear();  // or its own limits would count
    for (const Ramp ramp : {Ramp::More, Ramp::Worry, Ramp::Money, Ramp::Change, Ramp::FineChange, Ramp::Blocks})
        for (int classes = 3; classes <= 7; ++classes) {
            INFO(code(ramp) << " in " << classes);
            MapSheetRequest request;
            request.indicator = &people;
            request.classes = {BreakMethod::NaturalBreaks, classes, {}, ramp};
            request.isTileMap = true;  // the same legend, drawn faster
            const auto sheet = composeMapSheet(yamaguchi(), request);
            REQUIRE(sheet);
            std::vector<LegendRow> rows;
            bool isSaid = false;
            for (const LegendRow& row : sheet->legend) {
                if (row.classIndex >= 0)
                    rows.push_back(row);
                isSaid = isSaid || row.text == speak({"maps.hatched_legend", {}}, Language::Japanese);
            }
            REQUIRE(rows.size() == static_cast<std::size_t>(classes));
            bool isTold = true;
            for (std::size_t i = 0; i + 1 < rows.size(); ++i)
                for (std::size_t j = i + 1; j < rows.size(); ++j) {
                    bool apart = std::abs(lightnessOf(*rows[i].fill) - lightnessOf(*rows[j].fill)) >= 10;
                    for (const Vision vision : {Vision::Protan, Vision::Deutan, Vision::Tritan}) {
                        const Colour a = asSeenWith(vision, *rows[i].fill), b = asSeenWith(vision, *rows[j].fill);
                        apart = apart && (j > i + 1 ||
                                          (colourDistance(a, b) >= 10 && perceivedDistance(labOf(a), labOf(b)) >= 6));
                    }
                    isTold = isTold && apart;
                }
            CHECK(isSaid == !isTold);
            CHECK(rows[0].text.starts_with(classSign(0)) == !isTold);
            for (std::size_t i = 0; i + 1 < rows.size() && !isTold; ++i) {
                const auto &a = rows[i].pattern, &b = rows[i + 1].pattern;
                CHECK((a.has_value() != b.has_value() ||
                       (a && b && (a->thickness != b->thickness || a->angleDegrees != b->angleDegrees))));
            }
        }
}
