#pragma once

#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/model/geometry.h"

namespace chiiki {

/// Transforms positions between two EPSG codes; x is always east or longitude, whatever the authority says.
/// Codes are compared, names never (PROJ data of 2026 renames JGD2011). Not shared between threads: each makes its own.
/// By PROJ itself, which GDAL would ask too.
///
/// JGD2000, JGD2011 and WGS 84 are taken as one datum: their coordinates are the same in western Japan (the borders and
/// tables of the pack), and the result must not depend on the grid files that a machine happens to have. In eastern
/// Japan, where the ground moved in 2011, JGD2000 coordinates are up to 6 m away from JGD2011 ones and stay so.
class Transform {
public:
    /// Error NotFound where PROJ does not know a code.
    static Result<Transform> between(int fromEpsg, int toEpsg);
    /// From a CRS as a file gives it (WKT). Error CrsMismatch where it is not understood.
    static Result<Transform> fromWkt(const std::string& wkt, int toEpsg);
    /// Between two CRSs as files give them. Error CrsMismatch where one is not understood.
    static Result<Transform> betweenWkt(const std::string& fromWkt, const std::string& toWkt);

    Transform(Transform&&) noexcept;
    Transform& operator=(Transform&&) noexcept;
    ~Transform();

    /// In place. A point that cannot be transformed becomes (inf, inf).
    void apply(std::span<Point> points) const;
    Point operator()(Point point) const;
    MultiPolygon operator()(const MultiPolygon& area) const;
    MultiLineString operator()(const MultiLineString& lines) const;

    /// Whether positions come out as they went in (the same CRS, or one of the same datum as above).
    bool isIdentity() const;

private:
    struct Implementation;
    explicit Transform(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace chiiki
