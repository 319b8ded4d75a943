#pragma once

#include <memory>
#include <string>
#include <type_traits>

#include "core/geo/gdal_on_demand.h"

namespace chiiki {

struct DatasetCloser {
    void operator()(GDALDatasetH dataset) const noexcept { GDALClose(dataset); }
};
struct FeatureCloser {
    void operator()(OGRFeatureH feature) const noexcept { OGR_F_Destroy(feature); }
};
struct GdalTextCloser {
    void operator()(char* text) const noexcept { VSIFree(text); }
};

using DatasetHandle = std::unique_ptr<std::remove_pointer_t<GDALDatasetH>, DatasetCloser>;
using FeatureHandle = std::unique_ptr<std::remove_pointer_t<OGRFeatureH>, FeatureCloser>;
using GdalText = std::unique_ptr<char, GdalTextCloser>;

/// Registers GDAL's drivers, once a process however often it is called.
void registerGdalDrivers();

}  // namespace chiiki
