#include <cmath>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/io/numbers.h"
#include "core/io/point_reader.h"

namespace chiiki {
namespace {

double numberOf(OGRFeatureH feature, int field)
{
    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return noNumber;
    switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field))) {
    case OFTInteger:
    case OFTInteger64:
    case OFTReal:
        return OGR_F_GetFieldAsDouble(feature, field);
    default:
        return parseNumber(OGR_F_GetFieldAsString(feature, field)).value_or(noNumber);
    }
}

/// Two columns of a table, feature by feature.
class ColumnPoints : public PointReader {
public:
    explicit ColumnPoints(LayerSource source)
        : PointReader(source.path(), source.crs())
        , source_(std::move(source))
    {
    }

    Result<bool> start(const PointSource& wanted)
    {
        const auto columns = findPlaceColumns(source_.fields(), wanted);
        if (!columns)
            return tl::unexpected(columns.error());
        columns_ = *columns;
        weightField_ = wanted.weightField;
        std::vector<int> read = {static_cast<int>(columns_.x), static_cast<int>(columns_.y)};
        if (!weightField_.empty()) {
            const auto field = source_.requiredField(weightField_);
            if (!field)
                return tl::unexpected(field.error());
            weightColumn_ = *field;
            read.push_back(*field);
        }
        if (columns_.isLonLat && !crs.isGiven())
            crs = {wktOfEpsg(storedEpsg), storedEpsg, {}};
        source_.readOnly(read, false);
        OGR_L_ResetReading(source_.layer());
        return true;
    }

    Result<bool> next(PointBatch& batch) override
    {
        batch.points.clear();
        batch.weights.clear();
        const GdalErrors errors;
        while (batch.points.size() < batchLength) {
            const FeatureHandle feature(OGR_L_GetNextFeature(source_.layer()));
            if (!feature)
                break;
            ++record_;
            batch.points.push_back(placeOf(feature.get()));
            if (weightColumn_ >= 0)
                batch.weights.push_back(weightOf(feature.get()));
        }
        if (!errors.text().empty())
            return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}},
                        source_.path() + ":" + std::to_string(lineOf(record_ + 1)));
        return !batch.points.empty();
    }

private:
    Point placeOf(OGRFeatureH feature)
    {
        const std::string x = textOf(feature, columns_.x), y = textOf(feature, columns_.y);
        const JudgedPlace judged = judgePlace({x, numberOf(feature, static_cast<int>(columns_.x))},
                                              {y, numberOf(feature, static_cast<int>(columns_.y))}, columns_.isLonLat);
        if (!judged.point)
            setAside.add(lineOf(record_), source_.fields()[judged.isReasonInY ? columns_.y : columns_.x],
                         judged.reason);
        return judged.point.value_or(Point{noNumber, noNumber});
    }

    double weightOf(OGRFeatureH feature)
    {
        const double weight = numberOf(feature, weightColumn_);
        if (!std::isfinite(weight))
            setAside.add(lineOf(record_), weightField_, "geo.weight_missing");
        return weight;
    }

    static std::string textOf(OGRFeatureH feature, std::size_t field)
    {
        const int index = static_cast<int>(field);
        return OGR_F_IsFieldSetAndNotNull(feature, index) ? OGR_F_GetFieldAsString(feature, index) : "";
    }

    // A table's first record stands on its second line.
    static std::int64_t lineOf(std::int64_t record) { return record + 1; }

    LayerSource source_;
    PlaceColumns columns_;
    std::string weightField_;
    int weightColumn_ = -1;
    std::int64_t record_ = 0;  // records read so far
};

}  // namespace

Result<std::unique_ptr<PointReader>> readColumnPoints(LayerSource source, const PointSource& wanted)
{
    auto reader = std::make_unique<ColumnPoints>(std::move(source));
    if (const auto started = reader->start(wanted); !started)
        return tl::unexpected(started.error());
    return reader;
}

}  // namespace chiiki
