#include "core/text/utf8.h"

namespace chiiki {

char32_t nextCodePoint(std::string_view utf8, std::size_t& offset)
{
    constexpr char32_t replacement = 0xFFFD;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const unsigned char lead = byte(offset);
    if (lead < 0x80) {
        ++offset;
        return lead;
    }
    const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || offset + length > utf8.size()) {
        ++offset;
        return replacement;
    }
    char32_t codePoint = lead & (0xFF >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        if ((byte(offset + k) & 0xC0) != 0x80) {
            ++offset;
            return replacement;
        }
        codePoint = (codePoint << 6) | (byte(offset + k) & 0x3F);
    }
    offset += length;
    return codePoint;
}

void appendUtf8(std::string& text, char32_t c)
{
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::u32string toCodePoints(std::string_view utf8)
{
    std::u32string codePoints;
    for (std::size_t offset = 0; offset < utf8.size();)
        codePoints += nextCodePoint(utf8, offset);
    return codePoints;
}

std::string fromCodePoints(std::u32string_view codePoints)
{
    std::string text;
    for (const char32_t c : codePoints)
        appendUtf8(text, c);
    return text;
}

}  // namespace chiiki
