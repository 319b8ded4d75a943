#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/geo/extent.h"
#include "core/geo/neighbours.h"
#include "core/model/snapshot.h"
#include "maps/scene/town_layer.h"

namespace chiiki {

/// One district as it is drawn: everything in plane metres of the city's zone.
struct DistrictShape {
    std::string code;
    std::string name;
    double areaKm2 = 0;
    Extent extent;
    std::optional<Point> labelPoint;  // visual centre; nullopt for a district without an outline
};

/// The geometry of a snapshot, made once and drawn many times: plane coordinates, levels of detail, label points, hit
/// test. Cheap to copy (shared). Immutable to its readers; levels that nobody asked for yet are made on first use,
/// under a lock.
class CityScene {
public:
    /// Error NotFound where PROJ does not know the city's zone.
    static Result<CityScene> build(SnapshotPtr snapshot);

    const Snapshot& snapshot() const;
    const std::vector<DistrictShape>& districts() const;  // in the snapshot's order
    Extent extent() const;                                // of all districts; empty without outlines

    /// Outlines good for this scale (error under 0.7 px), in the order of districts(); shared borders stay shared.
    const std::vector<MultiPolygon>& outlines(double metresPerPixel) const;

    /// Every border of outlines(metresPerPixel) once, as lines.
    const MultiLineString& borders(double metresPerPixel) const;

    /// Index into districts(), or -1 for outside. Asks the clean borders.
    int districtAt(Point plane) const;

    /// The district next to each one to the north, south, west and east, as indices into districts(); made on first
    /// use.
    const std::vector<Neighbours>& neighbours() const;

    /// Into plane metres; (inf, inf) where it cannot be transformed.
    Point toPlane(Point lonLat) const;
    MultiPolygon toPlane(const MultiPolygon& lonLat) const;
    MultiLineString toPlane(const MultiLineString& lonLat) const;

    /// Lines of snapshot().routes in plane metres, in their order; made on first use.
    const std::vector<MultiLineString>& routes() const;

    /// Towns and census blocks of the snapshot; made on first use, which takes some tens of milliseconds.
    const TownShapes& towns() const;

private:
    struct Implementation;
    struct Level;
    const Level& levelFor(double metresPerPixel) const;
    explicit CityScene(std::shared_ptr<Implementation> implementation);
    std::shared_ptr<Implementation> implementation_;
};

}  // namespace chiiki
