#include "core/store/geometry_blob.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "core/geo/crs.h"
#include "core/geo/extent.h"

namespace chiiki::store {
namespace {

static_assert(std::endian::native == std::endian::little, "the blobs are written as they lie in memory");
static_assert(sizeof(Point) == 2 * sizeof(double), "a run of points is copied as a run of coordinates");

// https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html
constexpr std::uint8_t startMark = 0x00;
constexpr std::uint8_t littleEndian = 0x01;
constexpr std::uint8_t headerEnd = 0x7C;
constexpr std::uint8_t entityMark = 0x69;
constexpr std::uint8_t endMark = 0xFE;
constexpr std::size_t headerBytes = 2 + 4 + 4 * 8 + 1;

enum Kind : std::int32_t { point = 1, lineString = 2, polygon = 3, multiLineString = 5, multiPolygon = 6 };

class BlobWriter {
public:
    BlobWriter(Kind kind, const Extent& extent, std::size_t bodyBytes)
    {
        bytes_.reserve(headerBytes + 4 + bodyBytes + 1);
        put(startMark);
        put(littleEndian);
        put(std::int32_t{storedEpsg});
        put(extent.minX);
        put(extent.minY);
        put(extent.maxX);
        put(extent.maxY);
        put(headerEnd);
        put(kind);
    }

    template <typename T>
    void put(T value)
    {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void putCount(std::size_t count) { put(static_cast<std::int32_t>(count)); }
    void putPoints(std::span<const Point> points)
    {
        putCount(points.size());
        bytes_.append(reinterpret_cast<const char*>(points.data()), points.size_bytes());
    }
    void putEntity(Kind kind)
    {
        put(entityMark);
        put(kind);
    }
    std::string finished()
    {
        put(endMark);
        return std::move(bytes_);
    }

private:
    std::string bytes_;
};

class BlobReader {
public:
    BlobReader(std::span<const std::byte> blob, Kind wanted)
        : rest_(blob)
    {
        const bool framed = blob.size() > headerBytes + 4 && get<std::uint8_t>() == startMark &&
                            get<std::uint8_t>() == littleEndian && blob.back() == std::byte{endMark};
        if (!framed)
            throw BadGeometryBlob("not a SpatiaLite geometry");
        if (get<std::int32_t>() != storedEpsg)
            throw BadGeometryBlob("not in EPSG:6668");
        rest_ = rest_.subspan(4 * sizeof(double));
        if (get<std::uint8_t>() != headerEnd || get<std::int32_t>() != wanted)
            throw BadGeometryBlob("another kind of geometry");
    }

    template <typename T>
    T get()
    {
        if (rest_.size() < sizeof(T))
            throw BadGeometryBlob("geometry is cut short");
        T value;
        std::memcpy(&value, rest_.data(), sizeof value);
        rest_ = rest_.subspan(sizeof value);
        return value;
    }
    /// A number of things that take at least `bytesEach`; more than the blob can hold is refused.
    std::size_t getCount(std::size_t bytesEach)
    {
        const auto count = get<std::int32_t>();
        if (count < 0 || static_cast<std::size_t>(count) > rest_.size() / bytesEach)
            throw BadGeometryBlob("geometry is cut short");
        return static_cast<std::size_t>(count);
    }
    void getPoints(std::vector<Point>& points)
    {
        points.resize(getCount(sizeof(Point)));
        if (points.empty())
            return;
        const std::size_t bytes = points.size() * sizeof(Point);
        std::memcpy(points.data(), rest_.data(), bytes);
        rest_ = rest_.subspan(bytes);
    }
    void getEntity(Kind kind)
    {
        if (get<std::uint8_t>() != entityMark || get<std::int32_t>() != kind)
            throw BadGeometryBlob("another kind of geometry");
    }
    void finish() const
    {
        if (rest_.size() != 1)
            throw BadGeometryBlob("geometry is cut short");
    }

private:
    std::span<const std::byte> rest_;
};

constexpr std::size_t entityBytes = 1 + 4 + 4;

}  // namespace

std::string encodeGeometry(const Point& place)
{
    Extent extent;
    extent.include(place);
    BlobWriter writer(point, extent, sizeof(Point));
    writer.put(place.x);
    writer.put(place.y);
    return writer.finished();
}

std::string encodeGeometry(const MultiPolygon& area)
{
    Extent extent;
    std::size_t bytes = 4;
    for (const Polygon& part : area) {
        bytes += entityBytes;
        for (const Ring& ring : part.rings) {
            bytes += 4 + ring.size() * sizeof(Point);
            for (const Point& p : ring)
                extent.include(p);
        }
    }
    BlobWriter writer(multiPolygon, extent, bytes);
    writer.putCount(area.size());
    for (const Polygon& part : area) {
        writer.putEntity(polygon);
        writer.putCount(part.rings.size());
        for (const Ring& ring : part.rings)
            writer.putPoints(ring);
    }
    return writer.finished();
}

std::string encodeGeometry(const MultiLineString& lines)
{
    Extent extent;
    std::size_t bytes = 4;
    for (const LineString& line : lines) {
        bytes += entityBytes + line.size() * sizeof(Point);
        for (const Point& p : line)
            extent.include(p);
    }
    BlobWriter writer(multiLineString, extent, bytes);
    writer.putCount(lines.size());
    for (const LineString& line : lines) {
        writer.putEntity(lineString);
        writer.putPoints(line);
    }
    return writer.finished();
}

void decodeGeometry(std::span<const std::byte> blob, Point& place)
{
    BlobReader reader(blob, point);
    place.x = reader.get<double>();
    place.y = reader.get<double>();
    reader.finish();
}

void decodeGeometry(std::span<const std::byte> blob, MultiPolygon& area)
{
    BlobReader reader(blob, multiPolygon);
    area.resize(reader.getCount(entityBytes));
    for (Polygon& part : area) {
        reader.getEntity(polygon);
        part.rings.resize(reader.getCount(4));
        for (Ring& ring : part.rings)
            reader.getPoints(ring);
    }
    reader.finish();
}

void decodeGeometry(std::span<const std::byte> blob, MultiLineString& lines)
{
    BlobReader reader(blob, multiLineString);
    lines.resize(reader.getCount(entityBytes));
    for (LineString& line : lines) {
        reader.getEntity(lineString);
        reader.getPoints(line);
    }
    reader.finish();
}

}  // namespace chiiki::store
