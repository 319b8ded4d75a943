#include "core/io/point_stream.h"

#include "core/io/point_reader.h"

namespace chiiki {
namespace {

Result<std::unique_ptr<PointReader>> readerFor(const PointSource& wanted)
{
    if (isDelimitedPoints(wanted))
        return readDelimitedPoints(wanted);
    auto source = LayerSource::open(wanted.path, wanted.layer);
    if (!source)
        return tl::unexpected(source.error());
    if (!wanted.xField.empty() || !wanted.yField.empty() || !source->hasGeometry())
        return readColumnPoints(*std::move(source), wanted);
    return readArrowPoints(*std::move(source), wanted.weightField);
}

}  // namespace

PointStream::PointStream(std::unique_ptr<PointReader> reader)
    : reader_(std::move(reader))
{
}

PointStream::PointStream(PointStream&&) noexcept = default;
PointStream& PointStream::operator=(PointStream&&) noexcept = default;
PointStream::~PointStream() = default;

Result<PointStream> PointStream::open(const PointSource& source)
{
    auto reader = readerFor(source);
    if (!reader)
        return tl::unexpected(reader.error());
    return PointStream(*std::move(reader));
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
