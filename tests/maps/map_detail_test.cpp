#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/io/pack_reader.h"
#include "maps/render/paint.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/map_labels.h"
#include "maps/scene/text_measure.h"

using namespace chiiki;

namespace {

const CityScene& yamaguchi()
{
    static const CityScene city = [] {
        REQUIRE(prepareText());
        Diagnostics diagnostics;
        auto snapshot = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        return *CityScene::build(std::make_shared<const Snapshot>(std::move(*snapshot)));
    }();
    return city;
}

/// A canvas of 800 x 600 px over the middle of 湯田 (03).
MapFrame frameAt(double metresPerPixel)
{
    const Point middle = *yamaguchi().districts()[2].labelPoint;
    MapFrame frame;
    frame.box = {0, 0, 800, 600};
    frame.view = {metresPerPixel, {middle.x - 400 * metresPerPixel, middle.y + 300 * metresPerPixel}};
    return frame;
}

DemandArea block(std::string town, std::string district, double x)
{
    DemandArea area;
    area.town = std::move(town);
    area.districtCode = std::move(district);
    area.outline = {{{{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x, 1}, {x, 0}}}}};
    return area;
}

}  // namespace

TEST_CASE("a scale belongs to the step of its denominator", "[detail]")
{
    // 1:200,000 is 52.917 m a px of 1/96 inch, 1:40,000 is 10.583.
    CHECK(scaleStepOf(90) == ScaleStep::City);
    CHECK(scaleStepOf(52.92) == ScaleStep::City);
    CHECK(scaleStepOf(52.91) == ScaleStep::Area);
    CHECK(scaleStepOf(10.59) == ScaleStep::Area);
    CHECK(scaleStepOf(10.58) == ScaleStep::Block);
}

TEST_CASE("lines between blocks are of towns, of blocks, or of districts and then left to those", "[detail]")
{
    // Five squares in a row: a town of two, another town, then another district with a town of the same name as the
    // second. Three inner lines: block, town, and one that is a border.
    Snapshot snapshot;
    snapshot.demandAreas = {block("A", "01", 0), block("A", "01", 1), block("B", "01", 2), block("B", "02", 3)};
    std::vector<MultiPolygon> outlines;
    std::vector<Point> places;
    for (std::size_t i = 0; i < snapshot.demandAreas.size(); ++i) {
        outlines.push_back(snapshot.demandAreas[i].outline);
        places.push_back({static_cast<double>(i) + 0.5, 0.5});
    }
    const TownShapes shapes = townShapesOf(snapshot, topologyOf(outlines), places);
    REQUIRE(shapes.blockLines.starts->size() == 2);
    REQUIRE(shapes.townLines.starts->size() == 2);
    for (const Point p : *shapes.blockLines.places)
        CHECK(p.x == 1);
    for (const Point p : *shapes.townLines.places)
        CHECK(p.x == 2);
    REQUIRE(shapes.towns.size() == 3);
    CHECK(shapes.towns[0].name == "A");
    CHECK(shapes.towns[0].extent.maxX == 2);
    CHECK(shapes.towns[1].districtCode == "01");
    CHECK(shapes.towns[2].districtCode == "02");
    CHECK(shapes.towns[2].labelPoint == Point{3.5, 0.5});
}

TEST_CASE("the closer the map, the more it shows", "[detail]")
{
    const Snapshot& snapshot = yamaguchi().snapshot();
    const MapContent city = withDetail({}, snapshot, 90);
    CHECK(city.showsRail);
    CHECK_FALSE(city.showsRoutes);
    CHECK_FALSE(city.facilities);
    const MapContent area = withDetail({}, snapshot, 30);
    CHECK(area.showsRoutes);
    CHECK(area.facilities->kinds == std::vector<std::string>{"community_centre", "centre_branch"});
    CHECK_FALSE(area.facilities->hasStops);
    const MapContent blocks = withDetail({}, snapshot, 5);
    CHECK(blocks.facilities->kinds.size() == snapshot.facilityKinds.size());
    CHECK(blocks.facilities->hasStops);
    MapContent asked;
    asked.facilities = FacilityLayer{{"clinic"}, {}};
    CHECK(withDetail(asked, snapshot, 5).facilities->kinds == std::vector<std::string>{"clinic"});

    const auto linesIn = [](double metresPerPixel) {
        Scene scene;
        appendMap(scene, yamaguchi(), frameAt(metresPerPixel), withDetail({}, yamaguchi().snapshot(), metresPerPixel));
        return std::count_if(scene.items.begin(), scene.items.end(),
                             [](const SceneItem& item) { return std::holds_alternative<LinesItem>(item); });
    };
    CHECK(linesIn(90) == 0);
    CHECK(linesIn(30) == 1);
    CHECK(linesIn(5) == 2);
}

TEST_CASE("marks give way by 8 px at most, lie over no other, and count every facility in sight", "[detail]")
{
    const Snapshot& snapshot = yamaguchi().snapshot();
    for (const double scale : {45.0, 20.0, 8.0, 4.0, 2.0}) {
        INFO(scale << " m a px");
        const MapFrame frame = frameAt(scale);
        FacilityLayer layer = *withDetail({}, snapshot, 5).facilities;
        layer.hasStops = false;
        if (scale > 15)
            layer.kinds = {"community_centre", "centre_branch", "school"};
        const std::vector<FacilityMark> marks = facilityMarks(yamaguchi(), frame, layer);
        const std::vector<Box> boxes = markBoxes(marks, facilityGlyphSize(frame));
        int inSight = 0, shown = 0;
        for (const Facility* facility : facilitiesOf(snapshot, layer))
            inSight += facility->place && frame.box.contains(frame.view(yamaguchi().toPlane(*facility->place)));
        for (std::size_t i = 0; i < marks.size(); ++i) {
            shown += marks[i].count;
            CHECK(marks[i].names.size() == static_cast<std::size_t>(marks[i].count));
            CHECK((marks[i].count > 1 || std::hypot(marks[i].centre.x - marks[i].place.x,
                                                    marks[i].centre.y - marks[i].place.y) <= mostDisplacement + 1e-9));
            for (std::size_t j = i + 1; j < marks.size(); ++j)
                CHECK_FALSE(boxes[i].overlaps(boxes[j]));
        }
        CHECK(shown == inSight);
        CHECK(shown > 10);
    }
}

TEST_CASE("in streets every centre keeps its sign, and stops lie over no mark of a facility", "[detail]")
{
    const Snapshot& snapshot = yamaguchi().snapshot();
    for (const double scale : {10.0, 6.0, 2.0}) {
        INFO(scale << " m a px");
        const MapFrame frame = frameAt(scale);
        const FacilityLayer layer = *withDetail({}, snapshot, scale).facilities;
        REQUIRE(layer.hasStops);
        const std::vector<FacilityMark> marks = facilityMarks(yamaguchi(), frame, layer);
        const std::vector<Box> boxes = markBoxes(marks, facilityGlyphSize(frame));
        for (std::size_t i = 0; i < marks.size(); ++i)
            for (std::size_t j = i + 1; j < marks.size(); ++j)
                CHECK_FALSE(boxes[i].overlaps(boxes[j]));
        int stops = 0;
        for (const FacilityMark& mark : marks)
            stops += mark.isStop;
        CHECK(stops > 0);
        for (const Facility& facility : snapshot.facilities) {
            if (facility.kind != "community_centre" || !facility.place ||
                !frame.box.contains(frame.view(yamaguchi().toPlane(*facility.place))))
                continue;
            INFO(facility.name);
            CHECK(std::any_of(marks.begin(), marks.end(), [&](const FacilityMark& mark) {
                return mark.isCentre && mark.glyph == "house" &&
                       std::find(mark.names.begin(), mark.names.end(), facility.name) != mark.names.end();
            }));
        }
    }
}

TEST_CASE("three facilities of one building stand around it", "[detail]")
{
    auto city = std::make_shared<Snapshot>(yamaguchi().snapshot());
    const Point place = city->facilities.front().place.value();
    city->facilities.clear();
    city->stops.clear();
    for (const char* kind : {"shelter", "aed", "school"}) {
        Facility facility;
        facility.kind = kind;
        facility.id = facility.name = kind;
        facility.place = place;
        city->facilities.push_back(facility);
    }
    const auto scene = CityScene::build(city);
    REQUIRE(scene);
    MapFrame frame = frameAt(5);
    const Point plane = scene->toPlane(place);
    frame.view.origin = {plane.x - 500 * 5, plane.y + 400 * 5};
    const FacilityLayer layer{{"shelter", "aed", "school"}, {}};
    const std::vector<FacilityMark> marks = facilityMarks(*scene, frame, layer);
    REQUIRE(marks.size() == 3);
    for (const FacilityMark& mark : marks) {
        CHECK(mark.isDisplaced());
        CHECK(std::hypot(mark.centre.x - 500, mark.centre.y - 400) <= mostDisplacement + 1e-6);
    }
}

TEST_CASE("labels of every step lie over no other and over no mark", "[detail]")
{
    for (const double scale : {40.0, 15.0, 8.0, 3.0}) {
        INFO(scale << " m a px");
        const MapFrame frame = frameAt(scale);
        const MapContent content = withDetail({}, yamaguchi().snapshot(), scale);
        const std::vector<PlacedLabel> labels = placeMapLabels(yamaguchi(), frame, content, {}, {});
        const std::vector<Box> marks = facilityBoxes(yamaguchi(), frame, *content.facilities);
        std::set<std::string> kinds;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            kinds.insert(labels[i].id.substr(0, labels[i].id.find(':')));
            CHECK(frame.box.contains(labels[i].box));
            for (std::size_t j = i + 1; j < labels.size(); ++j)
                CHECK_FALSE(labels[i].box.overlaps(labels[j].box));
            if (labels[i].id.starts_with("facility:") || labels[i].id.starts_with("town:"))
                for (const Box& mark : marks)
                    CHECK_FALSE(labels[i].box.overlaps(mark));
        }
        CHECK(kinds.contains("facility"));
        CHECK(kinds.contains("town") == (scale < 10));
    }
}

TEST_CASE("a long name breaks after a dot or after eight characters", "[detail]")
{
    using Lines = std::vector<std::string>;
    CHECK(brokenName("大殿地域交流センター") == Lines{"大殿地域交流センター"});  // ten
    CHECK(brokenName("鋳銭司地域交流センター") == Lines{"鋳銭司地域交流セ", "ンター"});
    CHECK(brokenName("山口市・防府市斎場組合会館") == Lines{"山口市・", "防府市斎場組合会館"});
    CHECK(brokenName("Yamaguchi Medical") == Lines{"Yamaguchi", "Medical"});
    CHECK(brokenName("").size() == 1);
}
