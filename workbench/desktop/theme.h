#pragma once

#include <functional>
#include <utility>
#include <vector>

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include "maps/style/colour.h"

namespace chiiki::desktop {

inline QColor qColour(Colour colour)
{
    return {colour.red, colour.green, colour.blue, colour.alpha};
}

/// Looks of the chrome: everything round the map. The map itself keeps its light paper in both themes and takes its
/// colours from maps/style, never from here.
namespace theme {

enum class Chrome { Light, Dark };

/// A colour of the chrome, which is another one in the other theme: whoever paints with it converts it then, and does
/// not keep what came out.
class Token {
public:
    constexpr Token(Colour light, Colour dark)
        : light_(light)
        , dark_(dark)
    {
    }

    constexpr Colour in(Chrome chrome) const { return chrome == Chrome::Light ? light_ : dark_; }
    /// In the theme of now.
    operator Colour() const;

private:
    Colour light_;
    Colour dark_;
};

// Text on window, surface and pressed is at least 4.5:1, control borders and the ring of the focus 3:1 on window and
// surface, in both themes.
inline constexpr Token window{rgb(0xF5F6F4), rgb(0x16191D)};
inline constexpr Token surface{rgb(0xFFFFFF), rgb(0x1F2328)};
inline constexpr Token pressed{rgb(0xE3E8ED), rgb(0x2D333A)};
inline constexpr Token text{rgb(0x1B1F24), rgb(0xE8EAED)};
inline constexpr Token secondText{rgb(0x57606A), rgb(0xA8B0B9)};
inline constexpr Token accent{rgb(0x0B5CAD), rgb(0x6CB2FF)};
inline constexpr Token onAccent{rgb(0xFFFFFF), rgb(0x16191D)};  // text on a ground of the accent
inline constexpr Token controlBorder{rgb(0x848D97), rgb(0x7B858F)};
inline constexpr Token hairline{rgb(0xD0D5DB), rgb(0x343A42)};  // decoration
inline constexpr Token act{rgb(0xB3261E), rgb(0xFF8A80)};       // 要対応, and what went wrong
inline constexpr Token watch{rgb(0x8A5300), rgb(0xF2B84B)};     // 注意
inline constexpr Token note{rgb(0x0B5CAD), rgb(0x6CB2FF)};      // 参考
inline constexpr Token ok{rgb(0x1B6E3A), rgb(0x7FD69B)};

/// In points at 100 %; at 96 dpi the window's text is 14 px.
inline constexpr double textPoints = 10.5;
inline constexpr double tablePoints = 10;
inline constexpr double captionPoints = 9;
inline constexpr double sectionPoints = 12;
inline constexpr double namePoints = 16;
inline constexpr double figurePoints = 20;

inline constexpr int textPercents[] = {100, 125, 150, 175, 200};

/// Theme and text size of the whole program, and the one who says that they changed.
class Looks : public QObject {
    Q_OBJECT

public:
    Chrome chrome() const { return chrome_; }
    /// 100 to 200.
    int textPercent() const { return textPercent_; }
    /// Colours, fonts and the style sheet of the whole program follow at once. A font that a widget was given by
    /// setFont() grows with the text; what else a widget keeps of sizes and colours, it asks for with keep().
    void setChrome(Chrome chrome);
    /// Anything outside 100..200 becomes the nearer end.
    void setTextPercent(int percent);

signals:
    void changed();

private:
    friend Looks& looks();
    Looks() = default;

    Chrome chrome_ = Chrome::Light;
    int textPercent_ = 100;
};

Looks& looks();

/// The one font family in a size of `points` at 100 %.
QFont font(double points, bool isBold = false);

/// A length that grows with the text: px at 100 %. Heights that hold text, widths of columns and paddings are made of
/// these, so that nothing is clipped at 200 %.
int px(double atHundred);

/// By how much the text is larger than at 100 %: for text that is drawn in px of its own.
double textScale();

/// While this lives, widgets may get new parents: at its end those that were given fonts of their own have them back.
/// Qt takes them away from what changes its parent under a style sheet.
class FontsKept {
public:
    FontsKept();
    ~FontsKept();
    FontsKept(const FontsKept&) = delete;
    FontsKept& operator=(const FontsKept&) = delete;

private:
    std::vector<std::pair<QPointer<QWidget>, QFont>> fonts_;
};

/// Does `look` now, and again whenever theme or text size change, as long as `owner` lives.
void keep(QObject& owner, std::function<void()> look);

/// The widget's text in this colour, in either theme. A later call replaces it.
void setTextColour(QWidget& widget, Token colour);

/// Fusion with our colours, hairlines instead of bevels, no shadows, and the one font family.
void apply();

}  // namespace theme
}  // namespace chiiki::desktop
