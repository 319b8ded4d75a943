#pragma once

#include <QColor>
#include <QFont>

#include "maps/style/colour.h"

class QApplication;

namespace chiiki::desktop {

inline QColor qColour(Colour colour)
{
    return {colour.red, colour.green, colour.blue, colour.alpha};
}

/// Colours of the chrome, light theme. Text on window and surface is at least 6:1, control borders 3:1.
namespace theme {

inline constexpr Colour window = rgb(0xF5F6F4);
inline constexpr Colour surface = rgb(0xFFFFFF);
inline constexpr Colour text = rgb(0x1B1F24);
inline constexpr Colour secondText = rgb(0x57606A);
inline constexpr Colour accent = rgb(0x0B5CAD);
inline constexpr Colour controlBorder = rgb(0x8C959F);
inline constexpr Colour hairline = rgb(0xD0D5DB);
inline constexpr Colour pressed = rgb(0xE3E8ED);
inline constexpr Colour act = rgb(0xB3261E);
inline constexpr Colour ok = rgb(0x1B6E3A);

/// In points; at 96 dpi the window's text is 14 px.
inline constexpr double textPoints = 10.5;
inline constexpr double tablePoints = 10;
inline constexpr double captionPoints = 9;
inline constexpr double sectionPoints = 12;

QFont font(double points, bool isBold = false);

/// Fusion with our colours, hairlines instead of bevels, no shadows, and the one font family.
void apply(QApplication& application);

}  // namespace theme
}  // namespace chiiki::desktop
