#include "core/text/encoding.h"

#include <algorithm>
#include <cerrno>
#include <memory>

#include <iconv.h>

namespace chiiki {
namespace {

struct IconvCloser {
    void operator()(void* handle) const noexcept { iconv_close(handle); }
};
using IconvHandle = std::unique_ptr<void, IconvCloser>;

IconvHandle openIconv(const char* to, const char* from)
{
    iconv_t handle = iconv_open(to, from);
    // iconv signals failure by (iconv_t)-1; a unique_ptr wants null.
    return IconvHandle(handle == reinterpret_cast<iconv_t>(-1) ? nullptr : handle);
}

struct Converted {
    std::string text;
    std::optional<std::size_t> faultAt;  // offset of the first byte that does not convert
};

std::optional<Converted> convert(std::string_view bytes, const char* to, const char* from)
{
    const IconvHandle handle = openIconv(to, from);
    if (!handle)
        return std::nullopt;
    Converted converted;
    converted.text.reserve(bytes.size() + bytes.size() / 2);
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; the input is not written
    std::size_t inLeft = bytes.size();
    char buffer[16384];
    while (inLeft > 0) {
        char* out = buffer;
        std::size_t outLeft = sizeof buffer;
        const std::size_t status = iconv(handle.get(), &in, &inLeft, &out, &outLeft);
        converted.text.append(buffer, sizeof buffer - outLeft);
        if (status == static_cast<std::size_t>(-1) && errno != E2BIG) {
            converted.faultAt = bytes.size() - inLeft;
            break;
        }
    }
    return converted;
}

bool startsWith(std::string_view bytes, std::string_view mark)
{
    return bytes.substr(0, mark.size()) == mark;
}

constexpr std::string_view utf8Bom = "\xEF\xBB\xBF";
constexpr std::string_view utf16LeBom = "\xFF\xFE";
constexpr std::string_view utf16BeBom = "\xFE\xFF";

/// UTF-16 without a BOM shows itself by zero bytes on one side of ASCII characters (commas, digits, line ends).
std::optional<Encoding> utf16ByZeroBytes(std::string_view bytes)
{
    const std::size_t looked = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 4096);
    if (looked < 8)
        return std::nullopt;
    std::size_t zeroAtEven = 0, zeroAtOdd = 0;
    for (std::size_t i = 0; i < looked; ++i)
        if (bytes[i] == '\0')
            ++(i % 2 == 0 ? zeroAtEven : zeroAtOdd);
    const std::size_t pairs = looked / 2;
    if (zeroAtOdd * 10 >= pairs && zeroAtEven * 20 < zeroAtOdd)
        return Encoding::Utf16Le;
    if (zeroAtEven * 10 >= pairs && zeroAtOdd * 20 < zeroAtEven)
        return Encoding::Utf16Be;
    return std::nullopt;
}

bool isAscii(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string_view code(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Ascii:
        return "ASCII";
    case Encoding::Utf8:
        return "UTF-8";
    case Encoding::Utf8Bom:
        return "UTF-8 BOM";
    case Encoding::Utf16Le:
        return "UTF-16LE";
    case Encoding::Utf16Be:
        return "UTF-16BE";
    case Encoding::Cp932:
        return "CP932";
    }
    return "";
}

std::size_t countUtf8Faults(std::string_view bytes, std::size_t* first)
{
    std::size_t faults = 0;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::size_t i = 0;
    while (i < bytes.size()) {
        const unsigned char lead = at(i);
        std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
        bool good = length > 0 && i + length <= bytes.size();
        for (std::size_t k = 1; good && k < length; ++k)
            good = (at(i + k) & 0xC0) == 0x80;
        if (good && length == 3)
            good = !(lead == 0xE0 && at(i + 1) < 0xA0) && !(lead == 0xED && at(i + 1) >= 0xA0);
        if (good && length == 4)
            good = !(lead == 0xF0 && at(i + 1) < 0x90) && !(lead == 0xF4 && at(i + 1) >= 0x90);
        if (!good) {
            if (faults == 0 && first)
                *first = i;
            ++faults;
            length = 1;
        }
        i += length;
    }
    return faults;
}

Result<DecodedText> decodeTextAs(std::string_view bytes, Encoding encoding, const std::string& where)
{
    for (const std::string_view bom : {utf8Bom, utf16LeBom, utf16BeBom}) {
        const bool ofThisEncoding = bom == utf8Bom      ? encoding == Encoding::Utf8 || encoding == Encoding::Utf8Bom
                                    : bom == utf16LeBom ? encoding == Encoding::Utf16Le
                                                        : encoding == Encoding::Utf16Be;
        if (ofThisEncoding && startsWith(bytes, bom)) {
            bytes.remove_prefix(bom.size());
            break;
        }
    }
    const std::string name(code(encoding));
    DecodedText decoded{{}, encoding, {"text.encoding_given", {name}}};
    if (encoding == Encoding::Ascii || encoding == Encoding::Utf8 || encoding == Encoding::Utf8Bom) {
        std::size_t first = 0;
        if (countUtf8Faults(bytes, &first) > 0 || (encoding == Encoding::Ascii && !isAscii(bytes)))
            return fail(ErrorKind::BadFormat, {"text.not_in_encoding", {name, std::to_string(first + 1)}}, where);
        decoded.text = bytes;
        return decoded;
    }
    auto converted = convert(bytes, "UTF-8", name.c_str());  // iconv knows these encodings by the same names
    if (!converted)
        return fail(ErrorKind::Internal, {"text.no_converter", {name}}, where);
    if (converted->faultAt)
        return fail(ErrorKind::BadFormat, {"text.not_in_encoding", {name, std::to_string(*converted->faultAt + 1)}},
                    where);
    decoded.text = std::move(converted->text);
    return decoded;
}

Result<DecodedText> decodeText(std::string_view bytes, const std::string& where)
{
    const auto as = [&](Encoding encoding, Message evidence) -> Result<DecodedText> {
        auto decoded = decodeTextAs(bytes, encoding, where);
        if (decoded)
            decoded->evidence = std::move(evidence);
        return decoded;
    };
    if (startsWith(bytes, utf8Bom))
        return as(Encoding::Utf8Bom, {"text.evidence_bom", {"UTF-8"}});
    if (startsWith(bytes, utf16LeBom))
        return as(Encoding::Utf16Le, {"text.evidence_bom", {"UTF-16LE"}});
    if (startsWith(bytes, utf16BeBom))
        return as(Encoding::Utf16Be, {"text.evidence_bom", {"UTF-16BE"}});
    if (const auto utf16 = utf16ByZeroBytes(bytes))
        return as(*utf16, {"text.evidence_zero_bytes", {std::string(code(*utf16))}});
    if (isAscii(bytes))
        return as(Encoding::Ascii, {"text.evidence_ascii", {}});

    std::size_t firstFault = 0;
    const std::size_t faults = countUtf8Faults(bytes, &firstFault);
    if (faults == 0)
        return as(Encoding::Utf8, {"text.evidence_utf8", {}});
    auto cp932 = convert(bytes, "UTF-8", "CP932");
    if (!cp932)
        return fail(ErrorKind::Internal, {"text.no_converter", {"CP932"}}, where);
    if (!cp932->faultAt)
        return DecodedText{std::move(cp932->text), Encoding::Cp932, {"text.evidence_cp932", {std::to_string(faults)}}};
    return fail(ErrorKind::BadFormat,
                {"text.encoding_unknown", {std::to_string(firstFault + 1), std::to_string(*cp932->faultAt + 1)}},
                where);
}

Result<std::string> encodeCp932(std::string_view utf8)
{
    const auto refuse = [utf8](std::size_t at) {
        while (at > 0 && (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80)
            --at;
        const unsigned char lead = static_cast<unsigned char>(utf8[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return fail(ErrorKind::BadFormat, {"text.not_in_cp932", {std::string(utf8.substr(at, length))}});
    };
    auto converted = convert(utf8, "CP932", "UTF-8");
    if (!converted)
        return fail(ErrorKind::Internal, {"text.no_converter", {"CP932"}});
    if (converted->faultAt)
        return refuse(*converted->faultAt);
    // glibc writes some characters as look-alikes (¥ as the backslash, ‾ as ~): what does not come back is not there.
    const auto back = convert(converted->text, "UTF-8", "CP932");
    if (!back || back->text != utf8) {
        const std::string_view returned = back ? std::string_view(back->text) : std::string_view();
        const auto differ = std::mismatch(utf8.begin(), utf8.end(), returned.begin(), returned.end()).first;
        return refuse(std::min<std::size_t>(static_cast<std::size_t>(differ - utf8.begin()), utf8.size() - 1));
    }
    return std::move(converted->text);
}

}  // namespace chiiki
