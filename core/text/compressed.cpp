#include "core/text/compressed.h"

#include <QByteArray>

namespace chiiki {
namespace {

constexpr std::size_t lengthBytes = 4;

std::size_t lengthIn(std::string_view bytes)
{
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        length = length << 8 | static_cast<unsigned char>(bytes[i]);
    return length;
}

}  // namespace

std::string compressed(std::string_view bytes, int level)
{
    const QByteArray made =
        qCompress(reinterpret_cast<const uchar*>(bytes.data()), static_cast<qsizetype>(bytes.size()), level);
    return made.toStdString();
}

std::optional<std::string> decompressed(std::string_view bytes, std::size_t limit)
{
    // The length is only claimed: looked at before memory is taken for it.
    if (bytes.size() < lengthBytes || lengthIn(bytes) > limit)
        return std::nullopt;
    const std::size_t length = lengthIn(bytes);
    if (length == 0)
        return std::string();
    const QByteArray made =
        qUncompress(reinterpret_cast<const uchar*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    if (static_cast<std::size_t>(made.size()) != length)
        return std::nullopt;
    return made.toStdString();
}

}  // namespace chiiki
