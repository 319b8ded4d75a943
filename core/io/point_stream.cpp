#include "core/io/point_stream.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

#include <cpl_string.h>
#include <ogr_recordbatch.h>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/io/numbers.h"
#include "core/io/wkb_point.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr std::size_t batchLength = 65536;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Rows set aside: the first ones each, the rest counted, so that a bad file of any size takes little.
class SetAside {
public:
    explicit SetAside(std::string path)
        : path_(std::move(path))
    {
    }
    void add(std::int64_t row, const std::string& field, std::string_view reason)
    {
        constexpr std::size_t shown = 20;
        if (entries_.size() < shown)
            entries_.push_back({path_, row, field, {reason, {}}});
        else
            ++rest_;
    }
    Diagnostics diagnostics() const
    {
        Diagnostics all = entries_;
        // Places and weights of a batch are read one after the other.
        std::stable_sort(all.begin(), all.end(),
                         [](const Diagnostic& a, const Diagnostic& b) { return a.row < b.row; });
        if (rest_ > 0)
            all.push_back({path_, 0, {}, {"geo.more_set_aside", {std::to_string(rest_)}}});
        return all;
    }

private:
    std::string path_;
    Diagnostics entries_;
    std::int64_t rest_ = 0;
};

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
    return parseNumber(text).value_or(none);
}

/// How to take a number out of a column of this Arrow format; nullptr where it holds none.
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

/// Columns that hold a place, by names in common use; the longitude's first.
struct PlaceColumns {
    int x = 0;
    int y = 0;
    bool isLonLat = false;
};

constexpr std::array<std::array<std::string_view, 2>, 6> lonLatNames = {{
    {"経度", "緯度"},
    {"lon", "lat"},
    {"longitude", "latitude"},
    {"lng", "lat"},
    {"stop_lon", "stop_lat"},
    {"fx", "fy"},
}};

bool isLonLatPair(const std::string& x, const std::string& y)
{
    return std::any_of(lonLatNames.begin(), lonLatNames.end(), [&](const auto& names) {
        return normalisedName(x) == names[0] && normalisedName(y) == names[1];
    });
}

Result<PlaceColumns> placeColumns(const LayerSource& source, const PointSource& wanted)
{
    if (!wanted.xField.empty() || !wanted.yField.empty()) {
        const auto x = source.requiredField(wanted.xField), y = source.requiredField(wanted.yField);
        if (!x || !y)
            return tl::unexpected(x ? y.error() : x.error());
        return PlaceColumns{*x, *y, isLonLatPair(wanted.xField, wanted.yField)};
    }
    const auto named = [&source](std::string_view name) {
        const auto& fields = source.fields();
        const auto found = std::find_if(fields.begin(), fields.end(),
                                        [name](const std::string& field) { return normalisedName(field) == name; });
        return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
    };
    for (const auto& [xName, yName] : lonLatNames)
        if (const int x = named(xName), y = named(yName); x >= 0 && y >= 0)
            return PlaceColumns{x, y, true};
    if (const int x = named("x"), y = named("y"); x >= 0 && y >= 0)
        return PlaceColumns{x, y, false};
    return fail(ErrorKind::NotFound, {"geo.no_place_columns", {listed(source.fields())}}, source.path());
}

}  // namespace

struct PointStream::Reader {
    explicit Reader(LayerSource opened)
        : source(std::move(opened))
        , setAside(source.path())
        , crs(source.crs())
    {
    }
    virtual ~Reader() = default;
    virtual Result<bool> next(PointBatch& batch) = 0;

    LayerSource source;
    SetAside setAside;
    LayerCrs crs;
    std::string weightField;
    std::int64_t row = 0;  // records read so far
};

/// Geometries, by columns of many rows at once.
class PointStream::ArrowReader : public Reader {
public:
    using Reader::Reader;

    Result<bool> start(const std::string& weight)
    {
        weightField = weight;
        std::vector<int> wanted;
        std::string_view weightName;  // as GDAL has it
        if (!weight.empty()) {
            const auto field = source.requiredField(weight);
            if (!field)
                return tl::unexpected(field.error());
            wanted.push_back(*field);
            weightName = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(source.layer()), *field));
        }
        source.readOnly(wanted, true);
        const GdalErrors errors;
        CPLStringList options;
        // With neither a field nor the row number GDAL 3.6 gives a GeoPackage's geometries as nulls.
        options.SetNameValue("INCLUDE_FID", weight.empty() ? "YES" : "NO");
        options.SetNameValue("MAX_FEATURES_IN_BATCH", std::to_string(batchLength).c_str());
        if (!OGR_L_GetArrowStream(source.layer(), &stream_, options.List()) ||
            stream_.get_schema(&stream_, &schema_) != 0)
            return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, source.path());
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
            return fail(ErrorKind::BadFormat, {"geo.no_place_columns", {listed(source.fields())}}, source.path());
        if (!weight.empty() && !weightReader_)
            return fail(ErrorKind::BadRequest, {"geo.weight_no_numbers", {weight}}, source.path());
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
                        source.path() + ":" + std::to_string(row + 1));
        if (!rows.release)
            return false;
        readPoints(rows, batch.points);
        if (weightReader_)
            readWeights(rows, batch.weights);
        row += rows.length;
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
                setAside.add(row + i + 1, {}, read.reason);
            points[static_cast<std::size_t>(i)] = read.point.value_or(Point{none, none});
        }
    }

    void readWeights(const ArrowArray& rows, std::vector<double>& weights)
    {
        const ArrowArray& column = *rows.children[weightColumn_];
        const std::int64_t first = rows.offset + column.offset;
        weights.resize(static_cast<std::size_t>(rows.length));
        for (std::int64_t i = 0; i < rows.length; ++i) {
            const double weight = isNull(column, first + i) ? none : weightReader_(column, first + i);
            if (!std::isfinite(weight))
                setAside.add(row + i + 1, weightField, "geo.weight_missing");
            weights[static_cast<std::size_t>(i)] = weight;
        }
    }

    // Declared so that the batches go before the stream, and the stream before the dataset in the base.
    ArrowOwner<ArrowArrayStream> stream_;
    ArrowOwner<ArrowSchema> schema_;
    std::int64_t geometryColumn_ = -1;
    std::int64_t weightColumn_ = -1;
    bool isLarge_ = false;
    NumberReader weightReader_ = nullptr;
};

/// Two columns of a table, feature by feature.
class PointStream::ColumnReader : public Reader {
public:
    using Reader::Reader;

    Result<bool> start(const PointSource& wanted)
    {
        const auto columns = placeColumns(source, wanted);
        if (!columns)
            return tl::unexpected(columns.error());
        columns_ = *columns;
        weightField = wanted.weightField;
        std::vector<int> read = {columns_.x, columns_.y};
        if (!weightField.empty()) {
            const auto field = source.requiredField(weightField);
            if (!field)
                return tl::unexpected(field.error());
            weightColumn_ = *field;
            read.push_back(*field);
        }
        if (columns_.isLonLat && crs.wkt.empty())
            crs = {wktOfEpsg(storedEpsg), storedEpsg};
        source.readOnly(read, false);
        OGR_L_ResetReading(source.layer());
        return true;
    }

    Result<bool> next(PointBatch& batch) override
    {
        batch.points.clear();
        batch.weights.clear();
        const GdalErrors errors;
        while (batch.points.size() < batchLength) {
            const FeatureHandle feature(OGR_L_GetNextFeature(source.layer()));
            if (!feature)
                break;
            ++row;
            batch.points.push_back(placeOf(feature.get()));
            if (weightColumn_ >= 0)
                batch.weights.push_back(weightOf(feature.get()));
        }
        if (!errors.text().empty())
            return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}},
                        source.path() + ":" + std::to_string(lineOf(row + 1)));
        return !batch.points.empty();
    }

private:
    Point placeOf(OGRFeatureH feature)
    {
        const Point p{numberOf(feature, columns_.x), numberOf(feature, columns_.y)};
        if (std::isfinite(p.x) && std::isfinite(p.y))
            return p;
        const bool isBlank = !hasValue(feature, columns_.x) && !hasValue(feature, columns_.y);
        const int wrong = std::isfinite(p.x) ? columns_.y : columns_.x;
        setAside.add(lineOf(row), source.fields()[static_cast<std::size_t>(wrong)],
                     isBlank ? "geo.point_missing" : "geo.point_not_finite");
        return {none, none};
    }

    double weightOf(OGRFeatureH feature)
    {
        const double weight = numberOf(feature, weightColumn_);
        if (!std::isfinite(weight))
            setAside.add(lineOf(row), weightField, "geo.weight_missing");
        return weight;
    }

    static bool hasValue(OGRFeatureH feature, int field)
    {
        return OGR_F_IsFieldSetAndNotNull(feature, field) && *OGR_F_GetFieldAsString(feature, field) != '\0';
    }

    static double numberOf(OGRFeatureH feature, int field)
    {
        if (!OGR_F_IsFieldSetAndNotNull(feature, field))
            return none;
        switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field))) {
        case OFTInteger:
        case OFTInteger64:
        case OFTReal:
            return OGR_F_GetFieldAsDouble(feature, field);
        default:
            return parseNumber(OGR_F_GetFieldAsString(feature, field)).value_or(none);
        }
    }

    // A table's first record stands on its second line.
    static std::int64_t lineOf(std::int64_t record) { return record + 1; }

    PlaceColumns columns_;
    int weightColumn_ = -1;
};

PointStream::PointStream(std::unique_ptr<Reader> reader)
    : reader_(std::move(reader))
{
}

PointStream::PointStream(PointStream&&) noexcept = default;
PointStream& PointStream::operator=(PointStream&&) noexcept = default;
PointStream::~PointStream() = default;

Result<PointStream> PointStream::open(const PointSource& wanted)
{
    auto source = LayerSource::open(wanted.path, wanted.layer);
    if (!source)
        return tl::unexpected(source.error());
    const bool isByColumns = !wanted.xField.empty() || !wanted.yField.empty() || !source->hasGeometry();
    if (isByColumns) {
        auto reader = std::make_unique<ColumnReader>(*std::move(source));
        if (const auto started = reader->start(wanted); !started)
            return tl::unexpected(started.error());
        return PointStream(std::move(reader));
    }
    auto reader = std::make_unique<ArrowReader>(*std::move(source));
    if (const auto started = reader->start(wanted.weightField); !started)
        return tl::unexpected(started.error());
    return PointStream(std::move(reader));
}

const LayerCrs& PointStream::crs() const
{
    return reader_->crs;
}

Result<bool> PointStream::next(PointBatch& batch)
{
    return reader_->next(batch);
}

Diagnostics PointStream::diagnostics() const
{
    return reader_->setAside.diagnostics();
}

}  // namespace chiiki
