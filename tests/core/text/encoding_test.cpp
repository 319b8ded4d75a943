#include "core/text/encoding.h"

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

std::string decoded(std::string_view bytes)
{
    const auto text = decodeText(bytes, "x.csv");
    REQUIRE(text);
    return text->text;
}

}  // namespace

TEST_CASE("characters that strict Shift_JIS lacks go to CP932 and back unchanged", "[text]")
{
    for (const std::string word : {"①㈱髙﨑", "～－∥", "〇×ｰ", "\\~", "山口市大殿"}) {
        const auto bytes = encodeCp932(word);
        REQUIRE(bytes);
        const auto back = decodeTextAs(*bytes, Encoding::Cp932, "");
        REQUIRE(back);
        CHECK(back->text == word);
    }
}

TEST_CASE("the CP932 table is the one of Windows, byte by byte where tables differ", "[text]")
{
    // 0x8160 is the full-width tilde and 0x817C the full-width minus there, not the wave dash and minus of JIS.
    const auto text = decodeTextAs("\x81\x60\x81\x7C\x81\x61\x5C\x7E\x87\x40", Encoding::Cp932, "");
    REQUIRE(text);
    CHECK(text->text == "\uFF5E\uFF0D\u2225\\~①");
}

TEST_CASE("a yen sign is refused by CP932 with the character named, not turned into a backslash", "[text]")
{
    const auto bytes = encodeCp932("100¥");
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().message.code == "text.not_in_cp932");
    CHECK(bytes.error().message.arguments[0] == "¥");
}

TEST_CASE("CP932 without a mark is told from UTF-8 by its faults, and says so", "[text]")
{
    const auto text = decodeText("\x8E\x52\x8C\xFB\x8E\x73", "x.csv");  // 山口市
    REQUIRE(text);
    CHECK(text->encoding == Encoding::Cp932);
    CHECK(text->text == "山口市");
    CHECK(text->evidence.code == "text.evidence_cp932");
}

TEST_CASE("UTF-8 with and without its mark, UTF-16 and ASCII are told apart", "[text]")
{
    CHECK(decodeText("大殿", "")->encoding == Encoding::Utf8);
    CHECK(decodeText("\xEF\xBB\xBF大殿", "")->encoding == Encoding::Utf8Bom);
    CHECK(decoded("\xEF\xBB\xBF大殿") == "大殿");
    CHECK(decodeText("code,name", "")->encoding == Encoding::Ascii);
    using namespace std::string_view_literals;
    CHECK(decoded("\xFF\xFE\x27\x59\xBF\x6B"sv) == "大殿");
    CHECK(decoded("\xFE\xFF\x59\x27\x6B\xBF"sv) == "大殿");
    CHECK(decodeText("c\0o\0d\0e\0,\0n\0a\0m\0e\0"sv, "")->encoding == Encoding::Utf16Le);
    CHECK(decoded("c\0o\0d\0e\0,\0n\0a\0m\0e\0"sv) == "code,name");
}

TEST_CASE("bytes that are no text in any encoding are an error that names the file", "[text]")
{
    const auto text = decodeText("\x81\xFF\xFE\x80", "awards.csv");
    REQUIRE_FALSE(text);
    CHECK(text.error().where == "awards.csv");
    CHECK(text.error().message.code == "text.encoding_unknown");
}

TEST_CASE("overlong forms, surrogates and cut characters are faults of UTF-8", "[text]")
{
    std::size_t first = 99;
    CHECK(countUtf8Faults("a\xC0\xAF", &first) == 2);
    CHECK(first == 1);
    CHECK(countUtf8Faults("\xED\xA0\x80") == 3);
    CHECK(countUtf8Faults("\xF4\x90\x80\x80") == 4);
    CHECK(countUtf8Faults("\xE5\xA4") == 2);
    CHECK(countUtf8Faults("大殿𠮟") == 0);
}
