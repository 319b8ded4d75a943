#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include <geos_c.h>

#include "core/model/geometry.h"

namespace chiiki::bench {

/// One context of GEOS with the last message it gave; one for each thread.
class GeosContext {
public:
    GeosContext()
        : handle_(GEOS_init_r())
    {
        GEOSContext_setErrorMessageHandler_r(
            handle_.get(), [](const char* text, void* self) { static_cast<GeosContext*>(self)->message_ = text; },
            this);
    }
    GeosContext(const GeosContext&) = delete;
    GeosContext& operator=(const GeosContext&) = delete;
    GEOSContextHandle_t get() const { return handle_.get(); }

    /// `made` unless GEOS could not make it.
    template <typename T>
    T* orThrow(T* made) const
    {
        if (!made)
            throw std::runtime_error("GEOS: " + message_);
        return made;
    }

private:
    struct Closer {
        void operator()(GEOSContextHandle_HS* context) const noexcept { GEOS_finish_r(context); }
    };
    std::unique_ptr<GEOSContextHandle_HS, Closer> handle_;
    std::string message_;
};

template <typename T, auto destroy>
struct GeosCloser {
    GEOSContextHandle_t context = nullptr;
    void operator()(T* handle) const noexcept { destroy(context, handle); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosCloser<GEOSGeometry, GEOSGeom_destroy_r>>;
using GeosPrepared =
    std::unique_ptr<const GEOSPreparedGeometry, GeosCloser<const GEOSPreparedGeometry, GEOSPreparedGeom_destroy_r>>;
using GeosTree = std::unique_ptr<GEOSSTRtree, GeosCloser<GEOSSTRtree, GEOSSTRtree_destroy_r>>;

inline GeosGeometry owned(const GeosContext& geos, GEOSGeometry* made)
{
    return {geos.orThrow(made), {geos.get()}};
}

/// Of the shell alone: the made districts have no holes.
inline GeosGeometry polygonOf(const GeosContext& geos, const Ring& shell)
{
    GEOSCoordSequence* vertices = geos.orThrow(
        GEOSCoordSeq_copyFromBuffer_r(geos.get(), &shell.front().x, static_cast<unsigned>(shell.size()), 0, 0));
    GEOSGeometry* ring = geos.orThrow(GEOSGeom_createLinearRing_r(geos.get(), vertices));
    return owned(geos, GEOSGeom_createPolygon_r(geos.get(), ring, nullptr, 0));
}

}  // namespace chiiki::bench
