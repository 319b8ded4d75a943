#include <csetjmp>
#include <vector>

#include <QImage>

#include <png.h>

#include "maps/render/export.h"
#include "maps/render/paint.h"

namespace chiiki {
namespace {

// A map's flat areas pack well as they are: trying every filter on each row, as Qt's writer does, takes three times as
// long and saves next to nothing.
constexpr int filter = PNG_FILTER_NONE;
constexpr int zlibLevel = 2;

void append(png_structp writer, png_bytep bytes, png_size_t count)
{
    static_cast<std::string*>(png_get_io_ptr(writer))->append(reinterpret_cast<const char*>(bytes), count);
}

png_text textOf(const char* key, const std::string& text)
{
    png_text entry = {};
    entry.compression = PNG_ITXT_COMPRESSION_NONE;
    entry.key = const_cast<char*>(key);
    entry.text = const_cast<char*>(text.c_str());
    entry.itxt_length = text.size();
    return entry;
}

/// Owns libpng's state of one picture.
class Writer {
public:
    Writer()
        : writer_(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr))
        , info_(writer_ ? png_create_info_struct(writer_) : nullptr)
    {
    }
    ~Writer() { png_destroy_write_struct(&writer_, &info_); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// False where libpng gives up. It jumps back here, so nothing made below may need a destructor.
    bool write(const QImage& image, std::vector<png_text>& texts, std::string& bytes)
    {
        if (!info_ || setjmp(png_jmpbuf(writer_)))
            return false;
        png_set_write_fn(writer_, &bytes, append, nullptr);
        png_set_IHDR(writer_, info_, static_cast<png_uint_32>(image.width()), static_cast<png_uint_32>(image.height()),
                     8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_pHYs(writer_, info_, static_cast<png_uint_32>(image.dotsPerMeterX()),
                     static_cast<png_uint_32>(image.dotsPerMeterY()), PNG_RESOLUTION_METER);
        png_set_text(writer_, info_, texts.data(), static_cast<int>(texts.size()));
        png_set_compression_level(writer_, zlibLevel);
        png_set_filter(writer_, PNG_FILTER_TYPE_BASE, filter);
        png_write_info(writer_, info_);
        png_set_filler(writer_, 0, PNG_FILLER_AFTER);
        png_set_bgr(writer_);  // as Format_RGB32 lies in memory
        for (int row = 0; row < image.height(); ++row)
            png_write_row(writer_, image.constScanLine(row));
        png_write_end(writer_, nullptr);
        return true;
    }

private:
    png_structp writer_;
    png_infop info_;
};

}  // namespace

Result<std::string> pngBytes(const Scene& scene, double scale)
{
    auto image = renderImage(scene, scale);
    if (!image)
        return tl::unexpected(image.error());
    const QImage opaque = std::move(*image).convertToFormat(QImage::Format_RGB32);
    std::vector<png_text> texts = {textOf("Title", scene.title), textOf("Description", scene.description)};
    std::string bytes;
    if (!Writer().write(opaque, texts, bytes))
        return fail(ErrorKind::Internal, {"maps.png_failed", {}});
    return bytes;
}

}  // namespace chiiki
