#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <geos_c.h>

#include "core/base/result.h"
#include "core/model/geometry.h"

namespace chiiki {

/// GEOS as seen by one thread: its context, and the text of its last error. GEOS geometries made here must go before
/// the thread does; no other folder sees one.
class Geos {
public:
    static Geos& ofThisThread();
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;

    GEOSContextHandle_t handle() const { return context_.get(); }
    /// What GEOS said last, as an Error naming the operation; the text is taken, not kept for the next one.
    Error takeError(const std::string& operation, ErrorKind kind = ErrorKind::BadGeometry);

private:
    Geos();
    struct ContextCloser {
        void operator()(GEOSContextHandle_t context) const noexcept { GEOS_finish_r(context); }
    };
    std::unique_ptr<GEOSContextHandle_HS, ContextCloser> context_;
    std::string error_;
};

struct GeosCloser {
    GEOSContextHandle_t context = nullptr;
    void operator()(GEOSGeometry* geometry) const noexcept { GEOSGeom_destroy_r(context, geometry); }
};
using GeosHandle = std::unique_ptr<GEOSGeometry, GeosCloser>;

inline GeosHandle owned(const Geos& geos, GEOSGeometry* geometry)
{
    return GeosHandle(geometry, GeosCloser{geos.handle()});
}

/// A GEOS MultiPolygon. Rings are closed where they are not; rings of fewer than 4 points are left out, a polygon whose
/// shell is left out goes with its holes. nullptr where GEOS refuses (takeError says why).
GeosHandle toGeos(const Geos& geos, const MultiPolygon& area);

/// The polygons of any geometry, lines and points in it left out.
MultiPolygon fromGeos(const Geos& geos, const GEOSGeometry* geometry);

}  // namespace chiiki
