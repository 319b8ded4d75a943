#include <cmath>

#include <QBuffer>
#include <QXmlStreamWriter>

#include "maps/render/export.h"
#include "maps/render/paint.h"
#include "maps/render/pattern_lines.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

/// Two decimals are a fiftieth of what an eye can see on paper, and keep files small.
QString number(double value)
{
    QString text = QString::number(value, 'f', 2);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QString point(Point p)
{
    return number(p.x) + u' ' + number(p.y);
}

QString pathData(const Path& path)
{
    QString data;
    std::size_t next = 0;
    const auto& points = path.points();
    for (const Path::Verb verb : path.verbs()) {
        switch (verb) {
        case Path::Verb::Move:
            data += u'M' + point(points[next++]);
            break;
        case Path::Verb::Line:
            data += u'L' + point(points[next++]);
            break;
        case Path::Verb::Cubic:
            data += u'C' + point(points[next]) + u' ' + point(points[next + 1]) + u' ' + point(points[next + 2]);
            next += 3;
            break;
        case Path::Verb::Close:
            data += u'Z';
            break;
        }
    }
    return data;
}

QString qtText(const std::string& text)
{
    return QString::fromStdString(text);
}

class SvgWriting {
public:
    explicit SvgWriting(QXmlStreamWriter& xml)
        : xml_(xml)
    {
    }

    void operator()(const PathItem& item)
    {
        const QString data = pathData(item.path);
        if (data.isEmpty())
            return;
        if (item.fill || (item.stroke && !item.pattern)) {
            const bool strokesToo = item.stroke && !item.pattern;
            writePath(data, item.fill, strokesToo ? &*item.stroke : nullptr);
        }
        if (item.pattern) {
            writePattern(data, item);
            if (item.stroke)
                writePath(data, std::nullopt, &*item.stroke);
        }
    }

    void operator()(const TextItem& item)
    {
        xml_.writeStartElement(QStringLiteral("text"));
        attribute("x", number(item.baseline.x));
        attribute("y", number(item.baseline.y));
        attribute("font-size", number(item.size));
        if (item.isBold)
            attribute("font-weight", QStringLiteral("700"));
        colour("fill", item.colour);
        if (item.halo) {
            attribute("paint-order", QStringLiteral("stroke"));
            colour("stroke", *item.halo);
            attribute("stroke-width", number(2 * item.haloWidth));
            attribute("stroke-linejoin", QStringLiteral("round"));
        }
        xml_.writeCharacters(qtText(item.text));
        xml_.writeEndElement();
    }

    void operator()(const PointsItem& item)
    {
        // One path of dots drawn as strokes without length: a tenth of the size of as many circles.
        QString data;
        for (const Point place : *item.places)
            data += u'M' + point(item.view(place)) + QStringLiteral("h0");
        const Stroke dot{item.colour, 2 * item.radius, {}, true};
        writePath(data, std::nullopt, &dot);
    }

    void operator()(const LinesItem& item)
    {
        QString data;
        for (std::size_t line = 0; line + 1 < item.starts->size(); ++line)
            for (std::uint32_t i = (*item.starts)[line]; i < (*item.starts)[line + 1]; ++i)
                data += (i == (*item.starts)[line] ? u'M' : u'L') + point(item.view((*item.places)[i]));
        const Stroke stroke{item.colour, item.width, {}, true};
        writePath(data, std::nullopt, &stroke);
    }

    void operator()(const ClipBegin& clip)
    {
        Path path;
        path.addBox(clip.box);
        beginClip(pathData(path));
    }

    void operator()(const ClipEnd&) { xml_.writeEndElement(); }

private:
    void attribute(const char* name, const QString& value) { xml_.writeAttribute(QLatin1String(name), value); }

    void colour(const char* name, Colour c)
    {
        attribute(name, QString::fromStdString(hexOf(c)));
        if (c.alpha != 255)
            xml_.writeAttribute(QLatin1String(name) + QStringLiteral("-opacity"), number(c.alpha / 255.0));
    }

    void beginClip(const QString& data)
    {
        const QString id = QStringLiteral("clip%1").arg(++clips_);
        xml_.writeStartElement(QStringLiteral("clipPath"));
        attribute("id", id);
        xml_.writeEmptyElement(QStringLiteral("path"));
        attribute("d", data);
        attribute("clip-rule", QStringLiteral("evenodd"));
        xml_.writeEndElement();
        xml_.writeStartElement(QStringLiteral("g"));
        attribute("clip-path", QStringLiteral("url(#%1)").arg(id));
    }

    void writePath(const QString& data, const std::optional<Colour>& fill, const Stroke* stroke)
    {
        xml_.writeEmptyElement(QStringLiteral("path"));
        attribute("d", data);
        if (fill) {
            colour("fill", *fill);
            attribute("fill-rule", QStringLiteral("evenodd"));
        } else
            attribute("fill", QStringLiteral("none"));
        if (!stroke)
            return;
        colour("stroke", stroke->colour);
        attribute("stroke-width", number(stroke->width));
        if (stroke->isRound) {
            attribute("stroke-linejoin", QStringLiteral("round"));
            attribute("stroke-linecap", QStringLiteral("round"));
        }
        if (!stroke->dashes.empty()) {
            QString dashes;
            for (const double dash : stroke->dashes)
                dashes += (dashes.isEmpty() ? "" : " ") + number(dash);
            attribute("stroke-dasharray", dashes);
        }
    }

    void writePattern(const QString& data, const PathItem& item)
    {
        double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
        for (const Point p : item.path.points()) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
        beginClip(data);
        const PatternMarks marks = marksOf(*item.pattern, {left, top, right - left, bottom - top});
        QString drawn;
        for (const auto& [a, b] : marks.lines)
            drawn += u'M' + point(a) + u'L' + point(b);
        for (const Point dot : marks.dots)
            drawn += u'M' + point(dot) + QStringLiteral("h0");
        const Stroke stroke{item.pattern->colour, item.pattern->thickness, {}, !marks.dots.empty()};
        writePath(drawn, std::nullopt, &stroke);
        xml_.writeEndElement();
    }

    QXmlStreamWriter& xml_;
    int clips_ = 0;
};

}  // namespace

Result<std::string> svgBytes(const Scene& scene)
{
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    if (auto checked = checkTexts(scene); !checked)
        return tl::unexpected(checked.error());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QXmlStreamWriter xml(&buffer);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("svg"));
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    xml.writeAttribute(QStringLiteral("width"), number(scene.width));
    xml.writeAttribute(QStringLiteral("height"), number(scene.height));
    xml.writeAttribute(QStringLiteral("viewBox"),
                       QStringLiteral("0 0 %1 %2").arg(number(scene.width), number(scene.height)));
    xml.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml.writeAttribute(QStringLiteral("aria-labelledby"), QStringLiteral("title description"));
    xml.writeAttribute(QStringLiteral("font-family"), QLatin1String(fontFamily) + QStringLiteral(", sans-serif"));
    const auto textElement = [&](const char* name, const char* id, const std::string& text) {
        xml.writeStartElement(QLatin1String(name));
        xml.writeAttribute(QStringLiteral("id"), QLatin1String(id));
        xml.writeCharacters(qtText(text));
        xml.writeEndElement();
    };
    textElement("title", "title", scene.title);
    textElement("desc", "description", scene.description);
    xml.writeEmptyElement(QStringLiteral("rect"));
    xml.writeAttribute(QStringLiteral("width"), number(scene.width));
    xml.writeAttribute(QStringLiteral("height"), number(scene.height));
    xml.writeAttribute(QStringLiteral("fill"), QString::fromStdString(hexOf(scene.ground)));
    SvgWriting writing(xml);
    for (const SceneItem& item : scene.items)
        std::visit(writing, item);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes.toStdString();
}

}  // namespace chiiki
