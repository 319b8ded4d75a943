#include <memory>
#include <stdexcept>

#include <QImage>
#include <QString>

#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "maps/render/paint.h"
#include "maps/scene/city_scene.h"
#include "maps/scene/map_layers.h"
#include "tests/bench/generate.h"
#include "tests/bench/kernels.h"

namespace chiiki::bench {
namespace {

constexpr double frameWidth = 1920;
constexpr double frameHeight = 1080;
constexpr Colour layerColour{31, 95, 140, 255};

/// The made districts as a workspace would hold them.
CityScene makeCity(std::size_t vertices)
{
    auto toLonLat = Transform::between(planeEpsg, storedEpsg);
    if (!toLonLat)
        throw std::runtime_error(describe(toLonLat.error(), Language::English));
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->city.planeEpsg = planeEpsg;
    for (const MadeDistrict& made : makeDistricts(vertices)) {
        District district;
        district.code = made.code;
        district.name = made.code;
        district.outline = (*toLonLat)(made.outline);
        snapshot->districts.push_back(std::move(district));
    }
    auto city = CityScene::build(std::move(snapshot));
    if (!city)
        throw std::runtime_error(describe(city.error(), Language::English));
    return *std::move(city);
}

QImage frame(const CityScene& city, const MapFrame& place, const SceneItem& layer)
{
    Scene scene;
    scene.width = frameWidth;
    scene.height = frameHeight;
    appendMap(scene, city, place, {});
    scene.items.push_back(layer);
    auto image = renderImage(scene);
    if (!image)
        throw std::runtime_error(describe(image.error(), Language::English));
    return *std::move(image);
}

void timeFrames(const std::string& name, const KernelSettings& settings, KernelRecord& record, const CityScene& city,
                const MapFrame& place, const SceneItem& layer)
{
    const QImage first = record.time(name + "_first", [&] { return frame(city, place, layer); });
    for (int run = 0; run < settings.runs; ++run)
        record.check(record.time(name, [&] { return frame(city, place, layer); }) == first,
                     name + ": a later frame differs from the first");
    if (!settings.pictures.empty())
        record.check(first.save(QString::fromStdString(settings.pictures + "/" + name + ".png")),
                     name + ": picture not written to " + settings.pictures);
}

}  // namespace

void benchFrames(const KernelSettings& settings, KernelRecord& record)
{
    const CityScene city = record.time("frame_city", [&] { return makeCity(settings.vertices); });
    const MapFrame place = fittedFrame({0, 0, frameWidth, frameHeight}, city.extent());

    auto roadPlaces = std::make_shared<std::vector<Point>>();
    auto starts = std::make_shared<std::vector<std::uint32_t>>(1, 0);
    for (const LineString& road : makeRoads(settings.segments)) {
        roadPlaces->insert(roadPlaces->end(), road.begin(), road.end());
        starts->push_back(static_cast<std::uint32_t>(roadPlaces->size()));
    }
    timeFrames("frame_segments", settings, record, city, place,
               LinesItem{roadPlaces, starts, place.view, 1, layerColour});

    auto places = std::make_shared<std::vector<Point>>();
    places->reserve(settings.points);
    PointSource source;
    for (std::size_t i = 0; i < settings.points; ++i)
        places->push_back(source.next().place);
    timeFrames("frame_points", settings, record, city, place, PointsItem{places, place.view, 2, layerColour});
}

}  // namespace chiiki::bench
