#include "core/text/names.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QString>

#include "core/text/utf8.h"

namespace chiiki {
namespace {

struct Variant {
    char32_t seen;
    char32_t same;
};

// Old or other forms met in the names of places and people, in the order of the code points.
constexpr Variant variants[] = {
    {U'ヵ', U'カ'}, {U'ヶ', U'ケ'}, {U'﨑', U'崎'}, {U'嶋', U'島'}, {U'嶌', U'島'}, {U'德', U'徳'}, {U'惠', U'恵'},
    {U'條', U'条'}, {U'櫻', U'桜'}, {U'淵', U'渕'}, {U'濱', U'浜'}, {U'濵', U'浜'}, {U'澤', U'沢'}, {U'瀨', U'瀬'},
    {U'瀧', U'滝'}, {U'當', U'当'}, {U'眞', U'真'}, {U'國', U'国'}, {U'會', U'会'}, {U'學', U'学'}, {U'齋', U'斎'},
    {U'齊', U'斉'}, {U'邊', U'辺'}, {U'邉', U'辺'}, {U'鑄', U'鋳'}, {U'髙', U'高'}, {U'黑', U'黒'}, {U'龍', U'竜'},
    {U'縣', U'県'}, {U'區', U'区'}, {U'鐵', U'鉄'}, {U'驛', U'駅'}, {U'廣', U'広'}, {U'禮', U'礼'}, {U'曾', U'曽'},
};

bool isHalfWidthKana(char32_t c)
{
    return c >= 0xFF66 && c <= 0xFF9F;
}
bool isBlank(char32_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 || c == 0x3000;
}
bool isHyphen(char32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D;
}

/// Kanji, kana and ASCII, which are their own NFKC: nearly every name.
bool isComposed(char32_t c)
{
    return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= U'ぁ' && c <= U'ゖ') || (c >= U'ァ' && c <= U'ヺ') ||
           c == U'ー';
}

std::u32string nfkc(std::u32string codePoints)
{
    if (std::all_of(codePoints.begin(), codePoints.end(), isComposed))
        return codePoints;
    return toCodePoints(QString::fromUcs4(codePoints.data(), static_cast<qsizetype>(codePoints.size()))
                            .normalized(QString::NormalizationForm_KC)
                            .toStdString());
}

}  // namespace

std::string normalisedName(std::string_view utf8)
{
    std::u32string raw = toCodePoints(utf8);
    for (std::size_t i = 0; i < raw.size(); ++i)
        // NFKC would make the long mark ー of it, yet "2ｰ1" in addresses is a hyphen.
        if (raw[i] == U'ｰ' && (i == 0 || !isHalfWidthKana(raw[i - 1])))
            raw[i] = U'-';
    const std::u32string composed = nfkc(std::move(raw));
    std::string name;
    char32_t before = 0;
    for (char32_t c : composed) {
        if (isBlank(c))
            continue;
        const bool afterDigit = before >= '0' && before <= '9';
        if (isHyphen(c) || (c == U'ー' && afterDigit))
            c = '-';
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        const auto variant =
            std::find_if(std::begin(variants), std::end(variants), [c](const Variant& v) { return v.seen == c; });
        if (variant != std::end(variants))
            c = variant->same;
        appendUtf8(name, c);
        before = c;
    }
    return name;
}

std::string toKatakana(std::string_view utf8)
{
    std::u32string text = toCodePoints(utf8);
    std::u32string wide;
    for (std::size_t i = 0; i < text.size();) {
        if (!isHalfWidthKana(text[i])) {
            wide += text[i++];
            continue;
        }
        // A run at once, so that ｶﾞ becomes one ガ.
        std::u32string run;
        while (i < text.size() && isHalfWidthKana(text[i]))
            run += text[i++];
        wide += nfkc(std::move(run));
    }
    for (char32_t& c : wide)
        if ((c >= U'ぁ' && c <= U'ゖ') || c == U'ゝ' || c == U'ゞ')
            c += U'ァ' - U'ぁ';
    return fromCodePoints(wide);
}

std::string toHiragana(std::string_view utf8)
{
    std::u32string text = toCodePoints(toKatakana(utf8));
    for (char32_t& c : text)
        if ((c >= U'ァ' && c <= U'ヶ') || c == U'ヽ' || c == U'ヾ')
            c -= U'ァ' - U'ぁ';
    return fromCodePoints(text);
}

std::string trimmed(std::string_view utf8)
{
    std::size_t begin = utf8.size(), end = 0;
    for (std::size_t offset = 0; offset < utf8.size();) {
        const std::size_t start = offset;
        if (isBlank(nextCodePoint(utf8, offset)))
            continue;
        begin = std::min(begin, start);
        end = offset;
    }
    return begin < end ? std::string(utf8.substr(begin, end - begin)) : std::string();
}

}  // namespace chiiki
