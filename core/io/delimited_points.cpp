#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/geo/crs.h"
#include "core/io/delimited.h"
#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/io/point_reader.h"
#include "core/text/encoding.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// Two columns of a CSV, row by row. Rows whose columns may be shifted have no place.
class DelimitedPoints : public PointReader {
public:
    explicit DelimitedPoints(const std::string& path)
        : PointReader(path, {})
    {
    }

    Result<bool> start(const PointSource& wanted)
    {
        const std::string layer = std::filesystem::path(wanted.path).stem().string();
        if (!wanted.layer.empty() && wanted.layer != layer)
            return fail(ErrorKind::NotFound, {"io.no_layer", {wanted.layer, layer}}, wanted.path);
        if (auto opened = openText(wanted.path); !opened)
            return opened;
        const auto columns = findPlaceColumns(reader_->header(), wanted);
        if (!columns)
            return tl::unexpected(columns.error());
        columns_ = *columns;
        if (!wanted.weightField.empty()) {
            const auto& header = reader_->header();
            const auto field = std::find(header.begin(), header.end(), wanted.weightField);
            if (field == header.end())
                return fail(ErrorKind::NotFound, {"geo.no_field", {wanted.weightField, listed(header)}}, wanted.path);
            weightColumn_ = static_cast<std::size_t>(field - header.begin());
        }
        if (columns_.isLonLat)
            crs = {wktOfEpsg(storedEpsg), storedEpsg, {}};
        return true;
    }

    Result<bool> next(PointBatch& batch) override
    {
        batch.points.clear();
        batch.weights.clear();
        while (batch.points.size() < batchLength) {
            auto hasMore = reader_->next(row_, remarks_);
            if (!hasMore)
                return hasMore;
            if (!*hasMore)
                break;
            tellRemarks();
            batch.points.push_back(placeOf());
            if (weightColumn_)
                batch.weights.push_back(weightOf());
        }
        return !batch.points.empty();
    }

private:
    Result<bool> openText(const std::string& path)
    {
        const auto bytes = readFile(path);
        if (!bytes)
            return tl::unexpected(bytes.error());
        auto decoded = decodeText(*bytes, path);
        if (!decoded)
            return tl::unexpected(decoded.error());
        text_ = std::move(decoded->text);
        auto opened = DelimitedReader::open(text_, path, {}, remarks_);
        if (!opened)
            return tl::unexpected(opened.error());
        reader_ = *std::move(opened);
        tellRemarks();
        return true;
    }

    /// What the reader remarked on, rows with shifted columns as rows that are set aside.
    void tellRemarks()
    {
        for (Diagnostic& remark : remarks_) {
            if (remark.message.code == "io.row_ragged")
                remark.message.code = "geo.row_shifted";
            setAside.add(remark.row, remark.field, std::move(remark.message));
        }
        remarks_.clear();
    }

    Point placeOf()
    {
        constexpr Point nowhere{noNumber, noNumber};
        if (row_.isRagged)
            return nowhere;  // told by tellRemarks
        const std::string &x = row_.cells[columns_.x], &y = row_.cells[columns_.y];
        const JudgedPlace judged = judgePlace({x, parseNumber(x).value_or(noNumber)},
                                              {y, parseNumber(y).value_or(noNumber)}, columns_.isLonLat);
        if (!judged.point)
            setAside.add(row_.line, reader_->header()[judged.isReasonInY ? columns_.y : columns_.x], judged.reason);
        return judged.point.value_or(nowhere);
    }

    double weightOf()
    {
        if (row_.isRagged)
            return noNumber;
        const double weight = parseNumber(row_.cells[*weightColumn_]).value_or(noNumber);
        if (!std::isfinite(weight))
            setAside.add(row_.line, reader_->header()[*weightColumn_], "geo.weight_missing");
        return weight;
    }

    std::string text_;                       // what reader_ reads
    std::optional<DelimitedReader> reader_;  // set by start
    DelimitedRow row_;
    Diagnostics remarks_;
    PlaceColumns columns_;
    std::optional<std::size_t> weightColumn_;
};

/// Whether the header has the column that GDAL takes geometries from.
bool hasWellKnownText(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string head(4096, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    const std::string names = normalisedName(head.substr(0, head.find_first_of("\r\n")));
    std::string name;
    for (const char c : names + ",") {
        if (c != ',' && c != ';' && c != '\t') {
            if (c != '"')
                name += c;
            continue;
        }
        if (name == "wkt")
            return true;
        name.clear();
    }
    return false;
}

}  // namespace

bool isDelimitedPoints(const PointSource& wanted)
{
    const std::string ending = normalisedName(std::filesystem::path(wanted.path).extension().string());
    const bool isVirtual = wanted.path.rfind("/vsi", 0) == 0;
    if (isVirtual || (ending != ".csv" && ending != ".tsv"))
        return false;
    return !wanted.xField.empty() || !wanted.yField.empty() || !hasWellKnownText(wanted.path);
}

Result<std::unique_ptr<PointReader>> readDelimitedPoints(const PointSource& wanted)
{
    auto reader = std::make_unique<DelimitedPoints>(wanted.path);
    if (const auto started = reader->start(wanted); !started)
        return tl::unexpected(started.error());
    return reader;
}

}  // namespace chiiki
