#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/layer_source.h"
#include "core/model/geometry.h"

namespace chiiki {

class PointReader;

/// Where points come from. A layer with geometry gives its points unless columns are named; any other table (XLSX, DBF,
/// ..., CSV and TSV in any encoding of core/text/encoding.h) gives them from two columns.
struct PointSource {
    std::string path;
    std::string layer;        // empty = the only one
    std::string xField;       // longitude or east; empty = the geometry, or columns known by name (経度, lon, x, ...)
    std::string yField;       // latitude or north; named together with xField
    std::string weightField;  // empty = no weights
};

/// Some rows of the source, in its order and in its coordinates. A row whose place cannot be used (no geometry, not one
/// point, not a number) has NaN for it, a row whose weight cannot be used has NaN for that: they still count as rows.
struct PointBatch {
    std::vector<Point> points;
    std::vector<double> weights;  // as many as points, or none where no weight field was named
};

/// Points read in batches, so that a file of any size takes the same memory: by GDAL's Arrow stream where the points
/// are geometries (five times as fast as features for a GeoPackage), from features where they are columns. The
/// text of a CSV or TSV alone is held whole (up to 1 GiB).
class PointStream {
public:
    /// Errors: those of LayerSource::open, for a CSV those of readTable; NotFound (no such field, no columns known as a
    /// place: lists those there are).
    static Result<PointStream> open(const PointSource& source);
    PointStream(PointStream&&) noexcept;
    PointStream& operator=(PointStream&&) noexcept;
    ~PointStream();

    /// As the file gives it. For columns named as longitude and latitude that have no CRS: EPSG:6668.
    const LayerCrs& crs() const;

    /// The next rows, replacing what `batch` holds; false at the end. Error BadFormat where reading breaks off.
    Result<bool> next(PointBatch& batch);

    /// Rows with NaN so far and remarks on the file: the first ones each, then one entry with the count of all others.
    /// Places known by name to be in degrees have NaN also where the numbers are a known mistake (judgePlace).
    Diagnostics diagnostics() const;

private:
    explicit PointStream(std::unique_ptr<PointReader> reader);
    std::unique_ptr<PointReader> reader_;
};

}  // namespace chiiki
