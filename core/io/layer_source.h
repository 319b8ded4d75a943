#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/gdal_handles.h"

namespace chiiki {

/// The CRS of a layer as its file gives it.
struct LayerCrs {
    std::string wkt;          // empty: the file gives none
    std::optional<int> epsg;  // nullopt: none given, or none that has a code
    std::string fault;        // why a definition that is there could not be read; then none is given

    bool isGiven() const { return !wkt.empty(); }
};

/// One layer of an open dataset, for readers that take what they need of it and no more.
class LayerSource {
public:
    /// Of any format that GDAL reads. An empty name takes the only layer. Shapefiles are checked first (see
    /// checkShapefile). Errors: NotFound (no file, no such layer: names those there are), BadFormat, BadRequest
    /// (several layers and none named).
    static Result<LayerSource> open(const std::string& path, const std::string& layerName);
    /// The same, but of several layers and none named the first.
    static Result<LayerSource> openFirst(const std::string& path, const std::string& layerName);

    const std::string& path() const { return path_; }
    OGRLayerH layer() const { return layer_; }
    bool hasGeometry() const;
    const LayerCrs& crs() const { return crs_; }
    /// "CP932", "UTF-8": of a shapefile's attribute table; empty for other formats, which settle it themselves.
    const std::string& encoding() const { return encoding_; }

    /// Names as UTF-8, also where the table is CP932.
    const std::vector<std::string>& fields() const { return fields_; }
    std::optional<int> field(std::string_view name) const;
    /// The field, or Error NotFound that lists those there are.
    Result<int> requiredField(const std::string& name) const;

    /// Reads only these fields from now on, with or without geometry.
    void readOnly(const std::vector<int>& fields, bool withGeometry);

private:
    LayerSource() = default;
    static Result<LayerSource> open(const std::string& path, const std::string& layerName, bool takesFirst);

    std::string path_;
    DatasetHandle dataset_;
    OGRLayerH layer_ = nullptr;  // the dataset's
    std::vector<std::string> fields_;
    LayerCrs crs_;
    std::string encoding_;
};

/// Items joined by ", ", for messages that say what there is.
std::string listed(const std::vector<std::string>& items);

}  // namespace chiiki
