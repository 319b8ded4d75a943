#include <cmath>
#include <cstring>
#include <span>

#include <ogr_recordbatch.h>

#include "core/geo/gdal_errors.h"
#include "core/geo/gdal_on_demand.h"
#include "core/io/numbers.h"
#include "core/io/point_reader.h"
#include "core/io/wkb_point.h"

namespace chiiki {
namespace {

template <typename Arrow>
struct ArrowOwner : Arrow {
    ArrowOwner()
        : Arrow{}
    {
    }
    ~ArrowOwner() { clear(); }
    ArrowOwner(const ArrowOwner&) = delete;
    ArrowOwner& operator=(const ArrowOwner&) = delete;
    void clear()
    {
        if (this->release)
            this->release(this);
        this->release = nullptr;
    }
};

bool isNull(const ArrowArray& column, std::int64_t i)
{
    const auto* valid = static_cast<const unsigned char*>(column.buffers[0]);
    return valid && column.null_count != 0 && !(valid[i >> 3] >> (i & 7) & 1);
}

template <typename Offset>
std::span<const unsigned char> bytesAt(const ArrowArray& column, std::int64_t i)
{
    const auto* offsets = static_cast<const Offset*>(column.buffers[1]);
    const auto* bytes = static_cast<const unsigned char*>(column.buffers[2]);
    return {bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
}

template <typename Number>
double numberAt(const ArrowArray& column, std::int64_t i)
{
    return static_cast<double>(static_cast<const Number*>(column.buffers[1])[i]);
}

template <typename Offset>
double textNumberAt(const ArrowArray& column, std::int64_t i)
{
    const auto bytes = bytesAt<Offset>(column, i);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return parseNumber(text).value_or(noNumber);
}

/// How to take a number out of a column of this Arrow format; nullptr where it holds noNumber.
using NumberReader = double (*)(const ArrowArray&, std::int64_t);
NumberReader numberReaderFor(std::string_view format)
{
    if (format == "g")
        return numberAt<double>;
    if (format == "f")
        return numberAt<float>;
    if (format == "i")
        return numberAt<std::int32_t>;
    if (format == "l")
        return numberAt<std::int64_t>;
    if (format == "s")
        return numberAt<std::int16_t>;
    if (format == "u")
        return textNumberAt<std::int32_t>;
    if (format == "U")
        return textNumberAt<std::int64_t>;
    return nullptr;
}

/// Geometries, by columns of many rows at once.
class ArrowPoints : public PointReader {
public:
    explicit ArrowPoints(LayerSource source)
        : PointReader(source.path(), source.crs())
        , source_(std::move(source))
    {
    }

    Result<bool> start(const std::string& weight)
    {
        weightField_ = weight;
        std::vector<int> wanted;
        std::string_view weightName;  // as GDAL has it
        if (!weight.empty()) {
            const auto field = source_.requiredField(weight);
            if (!field)
                return tl::unexpected(field.error());
            wanted.push_back(*field);
            weightName = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(source_.layer()), *field));
        }
        source_.readOnly(wanted, true);
        const GdalErrors errors;
        // With neither a field nor the row number GDAL 3.6 gives a GeoPackage's geometries as nulls.
        std::string rowNumber = weight.empty() ? "INCLUDE_FID=YES" : "INCLUDE_FID=NO";
        std::string atOnce = "MAX_FEATURES_IN_BATCH=" + std::to_string(batchLength);
        char* options[] = {rowNumber.data(), atOnce.data(), nullptr};
        if (!OGR_L_GetArrowStream(source_.layer(), &stream_, options) || stream_.get_schema(&stream_, &schema_) != 0)
            return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, source_.path());
        for (std::int64_t i = 0; i < schema_.n_children; ++i) {
            const ArrowSchema& column = *schema_.children[i];
            const std::string_view format = column.format;
            const std::string_view name = column.name ? column.name : "";
            if (format == "z" || format == "Z") {
                geometryColumn_ = i;
                isLarge_ = format == "Z";
            } else if (!weight.empty() && name == weightName) {
                weightColumn_ = i;
                weightReader_ = numberReaderFor(format);
            }
        }
        if (geometryColumn_ < 0)
            return fail(ErrorKind::BadFormat, {"geo.no_place_columns", {listed(source_.fields())}}, source_.path());
        if (!weight.empty() && !weightReader_)
            return fail(ErrorKind::BadRequest, {"geo.weight_no_numbers", {weight}}, source_.path());
        return true;
    }

    Result<bool> next(PointBatch& batch) override
    {
        batch.points.clear();
        batch.weights.clear();
        const GdalErrors errors;
        ArrowOwner<ArrowArray> rows;
        const int failure = stream_.get_next(&stream_, &rows);
        if (failure != 0 || !errors.text().empty())
            return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}},
                        source_.path() + ":" + std::to_string(row_ + 1));
        if (!rows.release)
            return false;
        readPoints(rows, batch.points);
        if (weightReader_)
            readWeights(rows, batch.weights);
        row_ += rows.length;
        return true;
    }

private:
    void readPoints(const ArrowArray& rows, std::vector<Point>& points)
    {
        const ArrowArray& column = *rows.children[geometryColumn_];
        const std::int64_t first = rows.offset + column.offset;
        points.resize(static_cast<std::size_t>(rows.length));
        for (std::int64_t i = 0; i < rows.length; ++i) {
            WkbPoint read{std::nullopt, "geo.point_missing"};
            if (!isNull(column, first + i)) {
                const auto bytes =
                    isLarge_ ? bytesAt<std::int64_t>(column, first + i) : bytesAt<std::int32_t>(column, first + i);
                read = pointOfWkb(bytes.data(), bytes.size());
            }
            if (!read.point)
                setAside.add(row_ + i + 1, {}, read.reason);
            points[static_cast<std::size_t>(i)] = read.point.value_or(Point{noNumber, noNumber});
        }
    }

    void readWeights(const ArrowArray& rows, std::vector<double>& weights)
    {
        const ArrowArray& column = *rows.children[weightColumn_];
        const std::int64_t first = rows.offset + column.offset;
        weights.resize(static_cast<std::size_t>(rows.length));
        for (std::int64_t i = 0; i < rows.length; ++i) {
            const double weight = isNull(column, first + i) ? noNumber : weightReader_(column, first + i);
            if (!std::isfinite(weight))
                setAside.add(row_ + i + 1, weightField_, "geo.weight_missing");
            weights[static_cast<std::size_t>(i)] = weight;
        }
    }

    LayerSource source_;
    std::string weightField_;
    std::int64_t row_ = 0;  // records read so far
    // Declared so that the stream goes before the dataset in the source.
    ArrowOwner<ArrowArrayStream> stream_;
    ArrowOwner<ArrowSchema> schema_;
    std::int64_t geometryColumn_ = -1;
    std::int64_t weightColumn_ = -1;
    bool isLarge_ = false;
    NumberReader weightReader_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<PointReader>> readArrowPoints(LayerSource source, const std::string& weightField)
{
    auto reader = std::make_unique<ArrowPoints>(std::move(source));
    if (const auto started = reader->start(weightField); !started)
        return tl::unexpected(started.error());
    return reader;
}

}  // namespace chiiki
