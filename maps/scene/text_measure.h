#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

class QFont;

namespace chiiki {

/// The one family that everything is set in.
inline constexpr const char* fontFamily = "Noto Sans CJK JP";

/// Starts Qt's text machinery where no QGuiApplication runs yet (command line, tests): the offscreen platform, once a
/// process. A program with a window has its own application before it draws; then this does nothing.
/// Error NotFound where the font family is not installed. Must be called on the main thread before drawing.
Result<void> prepareText();

/// The font at a size: unhinted, no falling back to other families.
QFont fontOf(double sizePx, bool isBold);

/// Text of any size is measured, and drawn as outlines, in this one large font and scaled down: at its own size Qt
/// rounds positions of glyphs differently once widgets have drawn in that size, and a name drawn again would differ by
/// a shade from the first time. Also, each glyph is loaded once for all sizes.
QFont outlineFont(bool isBold);
/// What its px are to be multiplied with.
double outlineScale(double sizePx);

/// Width of the text in px, fractions kept.
double textWidth(const std::string& text, double sizePx, bool isBold);

/// Height of a capital or kanji above the baseline and depth below it, as shares of the size: enough for every
/// character of the family without its line gap.
inline constexpr double textAscent = 0.88;
inline constexpr double textDescent = 0.12;

/// Lines no wider than maxWidth: broken after spaces and 、。・／ and, where nothing else helps, between any two
/// characters; never before a closing bracket or punctuation. An explicit line break is kept.
std::vector<std::string> wrapText(const std::string& text, double sizePx, bool isBold, double maxWidth);

/// The same for a heading: in as many lines, of about one length, and broken between words where those lines hold them
/// whole: 「ボランティア／休暇の利用」, where wrapText leaves a 「用」 alone.
std::vector<std::string> wrapHeading(const std::string& text, double sizePx, bool isBold, double maxWidth);

/// Width of the longest word that is written without a space in it: in less, wrapText breaks it. Words of kanji and
/// kana can be broken and have none.
double longestWordWidth(const std::string& text, double sizePx, bool isBold);

/// Error BadRequest naming the first character that the family has no glyph for.
Result<void> checkGlyphs(const std::string& text);

}  // namespace chiiki
