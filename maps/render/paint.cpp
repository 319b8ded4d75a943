#include "maps/render/paint.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include "maps/render/dense_raster.h"
#include "maps/render/pattern_lines.h"
#include "maps/scene/remembered.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

QColor qtColour(Colour c)
{
    return QColor(c.red, c.green, c.blue, c.alpha);
}

QPointF qtPoint(Point p)
{
    return {p.x, p.y};
}

QPainterPath qtPath(const Path& path)
{
    QPainterPath made;
    made.setFillRule(Qt::OddEvenFill);
    std::size_t next = 0;
    for (const Path::Verb verb : path.verbs()) {
        switch (verb) {
        case Path::Verb::Move:
            made.moveTo(qtPoint(path.points()[next++]));
            break;
        case Path::Verb::Line:
            made.lineTo(qtPoint(path.points()[next++]));
            break;
        case Path::Verb::Cubic:
            made.cubicTo(qtPoint(path.points()[next]), qtPoint(path.points()[next + 1]),
                         qtPoint(path.points()[next + 2]));
            next += 3;
            break;
        case Path::Verb::Close:
            made.closeSubpath();
            break;
        }
    }
    return made;
}

QPen qtPen(const Stroke& stroke)
{
    QPen pen(qtColour(stroke.colour), stroke.width);
    pen.setCapStyle(stroke.isRound ? Qt::RoundCap : Qt::FlatCap);
    pen.setJoinStyle(stroke.isRound ? Qt::RoundJoin : Qt::MiterJoin);
    if (!stroke.dashes.empty()) {
        QList<qreal> dashes;  // Qt counts dashes in pen widths
        for (const double dash : stroke.dashes)
            dashes.append(dash / stroke.width);
        pen.setDashPattern(dashes);
    }
    return pen;
}

/// About the origin. Only read and moved: a path that is painted keeps what it was painted with, which threads must not
/// share.
struct TextShape {
    QPainterPath outline;
    QPainterPath halo;  // empty without one
};

/// As an outline, never through Qt's cache of glyph pictures: the second picture of a process must have the bytes of
/// the first. The same names stand on each map, and to make their halos takes as long as to draw all else.
TextShape shapeOf(const TextItem& item)
{
    static Remembered<TextShape> shapes(300);
    const double haloWidth = item.halo ? item.haloWidth : 0;
    const std::string key = std::to_string(outlineScale(item.size)) + (item.isBold ? "b" : "r") +
                            std::to_string(haloWidth) + " " + item.text;
    if (auto known = shapes.find(key))
        return *std::move(known);
    QPainterPath large;
    large.setFillRule(Qt::WindingFill);
    large.addText({0, 0}, outlineFont(item.isBold), QString::fromStdString(item.text));
    TextShape shape;
    shape.outline = QTransform::fromScale(outlineScale(item.size), outlineScale(item.size)).map(large);
    if (item.halo) {
        QPainterPathStroker stroker(qtPen({*item.halo, 2 * haloWidth, {}, true}));
        shape.halo = stroker.createStroke(shape.outline);
        shape.halo.setFillRule(Qt::WindingFill);
    }
    shapes.keep(key, shape);
    return shape;
}

class Painting {
public:
    explicit Painting(QPainter& painter)
        : painter_(painter)
    {
    }

    void operator()(const PathItem& item)
    {
        const QPainterPath path = qtPath(item.path);
        if (item.fill)
            painter_.fillPath(path, qtColour(*item.fill));
        if (item.pattern)
            paintPattern(path, item);
        if (item.stroke)
            paintStroke(path, item);
    }

    void operator()(const TextItem& item)
    {
        const TextShape shape = shapeOf(item);
        if (item.halo)
            painter_.fillPath(shape.halo.translated(qtPoint(item.baseline)), qtColour(*item.halo));
        painter_.fillPath(shape.outline.translated(qtPoint(item.baseline)), qtColour(item.colour));
    }

    void operator()(const PointsItem& item)
    {
        paintDense(
            [&](QImage& image, const RasterView& view) {
                rasterPoints(image, *item.places, view, item.radius * view.pixelsPerPx, item.colour);
            },
            item.view);
    }

    void operator()(const LinesItem& item)
    {
        paintDense(
            [&](QImage& image, const RasterView& view) {
                rasterLines(image, *item.places, *item.starts, view, item.width * view.pixelsPerPx, item.colour);
            },
            item.view);
    }

    void operator()(const ClipBegin& clip)
    {
        painter_.save();
        painter_.setClipRect(QRectF(clip.box.x, clip.box.y, clip.box.width, clip.box.height), Qt::IntersectClip);
    }

    void operator()(const ClipEnd&) { painter_.restore(); }

private:
    /// Qt's time for a stroke grows far faster than its length. An opaque solid one looks the same line by line.
    void paintStroke(const QPainterPath& path, const PathItem& item)
    {
        const Stroke& stroke = *item.stroke;
        const bool mayBeSplit = stroke.colour.alpha == 255 && stroke.dashes.empty() && !item.path.isEmpty() &&
                                std::count(item.path.verbs().begin(), item.path.verbs().end(), Path::Verb::Move) > 1;
        if (!mayBeSplit) {
            painter_.strokePath(path, qtPen(stroke));
            return;
        }
        const QPen pen = qtPen(stroke);
        for (const Path& line : item.path.subpaths())
            painter_.strokePath(qtPath(line), pen);
    }

    void paintPattern(const QPainterPath& path, const PathItem& item)
    {
        painter_.save();
        painter_.setClipPath(path, Qt::IntersectClip);
        const QRectF bounds = path.boundingRect();
        const PatternMarks marks = marksOf(*item.pattern, {bounds.x(), bounds.y(), bounds.width(), bounds.height()});
        if (item.pattern->kind == Pattern::Kind::Lines)
            painter_.setPen(QPen(qtColour(item.pattern->colour), item.pattern->thickness, Qt::SolidLine, Qt::FlatCap));
        else
            painter_.setPen(Qt::NoPen);
        painter_.setBrush(qtColour(item.pattern->colour));
        for (const auto& [a, b] : marks.lines)
            painter_.drawLine(qtPoint(a), qtPoint(b));
        for (const Point dot : marks.dots)
            painter_.drawEllipse(qtPoint(dot), item.pattern->thickness / 2, item.pattern->thickness / 2);
        painter_.restore();
    }

    /// Dense layers are drawn in device px by our own rasteriser and laid over the page as one picture.
    template <typename Draw>
    void paintDense(const Draw& draw, const PlaneToPage& view)
    {
        const QTransform device = painter_.deviceTransform();
        const int width = painter_.device()->width();
        const int height = painter_.device()->height();
        QImage layer(width, height, QImage::Format_ARGB32_Premultiplied);
        layer.fill(Qt::transparent);
        const double zoom = device.m11();
        RasterView raster;
        raster.pixelsPerMetre = zoom / view.metresPerPixel;
        raster.pixelsPerPx = zoom;
        raster.origin = {view.origin.x - device.dx() * view.metresPerPixel / zoom,
                         view.origin.y + device.dy() * view.metresPerPixel / zoom};
        draw(layer, raster);
        painter_.save();
        painter_.setWorldTransform(painter_.worldTransform() * device.inverted());
        painter_.drawImage(0, 0, layer);
        painter_.restore();
    }

    QPainter& painter_;
};

}  // namespace

void paintScene(QPainter& painter, const Scene& scene)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    Painting painting(painter);
    for (const SceneItem& item : scene.items)
        std::visit(painting, item);
    painter.restore();
}

Result<void> checkTexts(const Scene& scene)
{
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item))
            if (auto checked = checkGlyphs(text->text); !checked)
                return checked;
    return {};
}

Result<QImage> renderImage(const Scene& scene, double scale)
{
    const double width = std::round(scene.width * scale);
    const double height = std::round(scene.height * scale);
    if (!(width >= 1 && height >= 1 && width <= 30000 && height <= 30000))
        return fail(ErrorKind::BadRequest,
                    {"maps.bad_size",
                     {std::to_string(static_cast<long long>(width)), std::to_string(static_cast<long long>(height))}});
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    if (auto checked = checkTexts(scene); !checked)
        return tl::unexpected(checked.error());
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_ARGB32_Premultiplied);
    image.fill(qtColour(scene.ground));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintScene(painter, scene);
    return image;
}

}  // namespace chiiki
