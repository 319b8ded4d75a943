#include <QBuffer>
#include <QImageWriter>

#include "maps/render/export.h"
#include "maps/render/paint.h"

namespace chiiki {

Result<std::string> pngBytes(const Scene& scene, double scale)
{
    auto image = renderImage(scene, scale);
    if (!image)
        return tl::unexpected(image.error());
    const QImage opaque = image->convertToFormat(QImage::Format_RGB32);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(70);  // zlib level 2: a map's flat areas pack well at once, level 6 takes four times as long
    writer.setText(QStringLiteral("Title"), QString::fromStdString(scene.title));
    writer.setText(QStringLiteral("Description"), QString::fromStdString(scene.description));
    if (!writer.write(opaque))
        return fail(ErrorKind::Internal, {"maps.png_failed", {}});
    return bytes.toStdString();
}

}  // namespace chiiki
