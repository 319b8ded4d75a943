#include "maps/render/scene_hash.h"

#include <cstring>
#include <type_traits>

#include <cairo.h>
#include <pango/pango.h>

#include "core/text/hash.h"

namespace chiiki {
namespace {

/// To be raised when PdfDrawing draws something else for the same scene.
constexpr int drawingVersion = 3;

/// Bytes that differ where what they stand for differs: every list is preceded by its length.
class Bytes {
public:
    template <typename Number>
    void add(Number number) requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
    {
        char raw[sizeof(Number)];
        std::memcpy(raw, &number, sizeof(Number));
        bytes_.append(raw, sizeof(Number));
    }
    void add(const std::string& text)
    {
        add(text.size());
        bytes_ += text;
    }
    void add(Colour colour)
    {
        for (const auto part : {colour.red, colour.green, colour.blue, colour.alpha})
            add(part);
    }
    /// Px to the ten-thousandth, finer than anything that is drawn.
    void add(Point point)
    {
        add(static_cast<float>(point.x));
        add(static_cast<float>(point.y));
    }
    void add(const Stroke& stroke)
    {
        add(stroke.colour);
        add(stroke.width);
        add(stroke.dashes.size());
        for (const double dash : stroke.dashes)
            add(dash);
        add(stroke.isRound);
    }
    void add(const Pattern& pattern)
    {
        add(pattern.kind);
        add(pattern.spacing);
        add(pattern.thickness);
        add(pattern.angleDegrees);
        add(pattern.colour);
    }
    void add(const Path& path)
    {
        add(path.verbs().size());
        for (const Path::Verb verb : path.verbs())
            add(verb);
        for (const Point point : path.points())
            add(point);
    }
    void add(const PlaneToPage& view)
    {
        add(view.metresPerPixel);
        add(view.origin);
    }
    template <typename T>
    void add(const std::optional<T>& value)
    {
        add(value.has_value());
        if (value)
            add(*value);
    }

    void operator()(const PathItem& item)
    {
        add(item.path);
        add(item.fill);
        add(item.pattern);
        add(item.stroke);
    }
    void operator()(const TextItem& item)
    {
        add(item.baseline);
        add(item.text);
        add(item.size);
        add(item.isBold);
        add(item.colour);
        add(item.halo);
        add(item.haloWidth);
    }
    void operator()(const PointsItem& item)
    {
        add(item.places->size());
        for (const Point place : *item.places)
            add(place);
        add(item.view);
        add(item.radius);
        add(item.colour);
    }
    void operator()(const LinesItem& item)
    {
        add(item.places->size());
        for (const Point place : *item.places)
            add(place);
        add(item.starts->size());
        for (const std::uint32_t start : *item.starts)
            add(start);
        add(item.view);
        add(item.width);
        add(item.colour);
    }
    void operator()(const ClipBegin& clip)
    {
        for (const double side : {clip.box.x, clip.box.y, clip.box.width, clip.box.height})
            add(side);
    }
    void operator()(const ClipEnd&) {}

    const std::string& all() const { return bytes_; }

private:
    std::string bytes_;
};

}  // namespace

std::string pageHash(const PdfPage& page, double pointsPerPx)
{
    Bytes bytes;
    bytes.add(drawingVersion);
    bytes.add(std::string(cairo_version_string()));
    bytes.add(std::string(pango_version_string()));
    bytes.add(pointsPerPx);
    bytes.add(page.scene.width);
    bytes.add(page.scene.height);
    bytes.add(page.scene.ground);
    for (const SceneItem& item : page.scene.items) {
        bytes.add(item.index());
        std::visit(bytes, item);
    }
    for (const PdfPart& part : page.parts) {
        bytes.add(part.firstItem);
        bytes.add(part.role);
    }
    return sha256OfBytes(bytes.all());
}

}  // namespace chiiki
