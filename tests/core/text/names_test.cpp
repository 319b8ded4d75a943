#include "core/text/names.h"

#include <catch2/catch.hpp>

#include "core/text/hash.h"
#include "core/text/width.h"

using namespace chiiki;

TEST_CASE("one name in several writings is one normalised name", "[text]")
{
    CHECK(normalisedName("大殿大路120ｰ4") == normalisedName("大殿大路１２０－４"));
    CHECK(normalisedName("2ｰ1") == "2-1");
    CHECK(normalisedName("2ー1") == "2-1");
    CHECK(normalisedName("2−1") == "2-1");
    CHECK(normalisedName("鑄銭司") == normalisedName("鋳銭司"));
    CHECK(normalisedName("髙﨑") == "高崎");
    CHECK(normalisedName("宮ヶ原") == normalisedName("宮ケ原"));
    CHECK(normalisedName(" 山口　市 ") == "山口市");
    CHECK(normalisedName("㈱ＡＢＣ") == "(株)abc");
    CHECK(normalisedName("ｾﾝﾀｰ") == "センター");
    CHECK(normalisedName("センター") == "センター");
    CHECK_FALSE(normalisedName("秋穂") == normalisedName("秋穂二島"));
}

TEST_CASE("kana change sides and width, other characters stay", "[text]")
{
    CHECK(toKatakana("おごおり小学校") == "オゴオリ小学校");
    CHECK(toKatakana("ｶﾞｯｺｳ") == "ガッコウ");
    CHECK(toHiragana("トクヂ") == "とくぢ");
    CHECK(toHiragana("センター") == "せんたー");
}

TEST_CASE("blanks are taken off both ends, wide ones too", "[text]")
{
    CHECK(trimmed("　 大殿 中\t\n") == "大殿 中");
    CHECK(trimmed(" 　").empty());
    CHECK(trimmed("").empty());
}

TEST_CASE("widths are those of a Japanese terminal", "[text]")
{
    CHECK(displayWidth("abc") == 3);
    CHECK(displayWidth("大殿") == 4);
    CHECK(displayWidth("ｱｲｵ") == 3);
    CHECK(displayWidth("か\u3099") == 2);
    CHECK(displayWidth("①○×") == 6);
    CHECK(displayWidth("１２") == 4);
    CHECK(displayWidth("𠮟") == 2);
    CHECK(displayWidth("km²") == 3);
    CHECK(padRight("大殿", 6) == "大殿  ");
    CHECK(padLeft("12", 4) == "  12");
    CHECK(padLeft("大殿大", 4) == "大殿大");
    CHECK(elided("秋穂二島地域", 8) == "秋穂二…");
    CHECK(elided("大殿", 4) == "大殿");
}

TEST_CASE("SHA-256 gives the published digests", "[text]")
{
    CHECK(sha256OfBytes("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256OfBytes("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK_FALSE(sha256OfFile("no/such/file"));
}
