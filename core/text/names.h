#pragma once

#include <string>
#include <string_view>

namespace chiiki {

/// A name as it is compared, never as it is shown: NFKC (full-width digits and letters, half-width kana), every hyphen
/// ('ｰ' between other than half-width kana, '－', '‐', '−', and 'ー' after a digit) as '-', ヶ and ケ, ヵ and カ one,
/// old forms of kanji as the new ones (鑄 鋳, 髙 高, 﨑 崎, ...), ASCII lower case, no blanks.
std::string normalisedName(std::string_view utf8);

/// Hiragana as katakana and half-width kana as full-width; everything else as it is.
std::string toKatakana(std::string_view utf8);
std::string toHiragana(std::string_view utf8);

/// Without blanks at both ends, the ideographic one (U+3000) too.
std::string trimmed(std::string_view utf8);

}  // namespace chiiki
