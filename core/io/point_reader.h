#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/layer_source.h"
#include "core/io/point_stream.h"

namespace chiiki {

/// What stands in a batch where a place or a weight cannot be used.
inline constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

/// Rows set aside: the first ones each, the rest counted, so that a bad file of any size takes little.
class SetAside {
public:
    explicit SetAside(std::string path);
    void add(std::int64_t row, const std::string& field, Message message);
    void add(std::int64_t row, const std::string& field, std::string_view reason);
    /// In the order of rows.
    Diagnostics diagnostics() const;

private:
    std::string path_;
    Diagnostics entries_;
    std::int64_t rest_ = 0;
};

/// One way of taking points out of a file, for PointStream alone.
class PointReader {
public:
    PointReader(const std::string& path, LayerCrs given)
        : setAside(path)
        , crs(std::move(given))
    {
    }
    virtual ~PointReader() = default;

    /// As PointStream::next.
    virtual Result<bool> next(PointBatch& batch) = 0;

    SetAside setAside;
    LayerCrs crs;

protected:
    static constexpr std::size_t batchLength = 65536;
};

/// Geometries, by GDAL's columns of many rows at once.
Result<std::unique_ptr<PointReader>> readArrowPoints(LayerSource source, const std::string& weightField);

/// Two columns of a table that GDAL reads (XLSX, DBF, GeoPackage, ...).
Result<std::unique_ptr<PointReader>> readColumnPoints(LayerSource source, const PointSource& wanted);

/// Two columns of a CSV or TSV, by core/io/delimited.h: GDAL takes open quotes, unknown encodings and shifted rows in
/// silence and knows no line numbers.
Result<std::unique_ptr<PointReader>> readDelimitedPoints(const PointSource& wanted);

/// Whether the file is read by readDelimitedPoints: .csv or .tsv on disk, except where its places are written as
/// well-known text, which GDAL reads.
bool isDelimitedPoints(const PointSource& wanted);

/// Columns that hold a place, as indices into the fields.
struct PlaceColumns {
    std::size_t x = 0;
    std::size_t y = 0;
    bool isLonLat = false;  // known by name to be degrees
};

/// The columns that were named, or those known by name (経度 and 緯度, lon and lat, x and y, ...). Error NotFound that
/// lists the fields; `path` is for the message.
Result<PlaceColumns> findPlaceColumns(const std::vector<std::string>& fields, const PointSource& wanted);

/// A cell of a place as it stands, with the number it is, noNumber where it is none.
struct PlaceCell {
    std::string_view text;
    double number = noNumber;
};

/// A place of two cells, or why there is none and in which of the two to look. In degrees, what no place on earth can
/// be and the mistakes that tables of Japan are known for (core/io/positions.h) are refused: latitude and longitude
/// exchanged, equal, zero, or in degrees and minutes.
struct JudgedPlace {
    std::optional<Point> point;
    std::string_view reason = {};  // a code of the catalogue
    bool isReasonInY = false;
};
JudgedPlace judgePlace(const PlaceCell& x, const PlaceCell& y, bool isLonLat);

}  // namespace chiiki
