#pragma once

#include "core/model/finding.h"
#include "maps/style/colour.h"

class QPainter;
class QRect;

namespace chiiki::desktop {

/// The colour of a severity, on window and surface.
Colour colourOf(Severity severity);

/// ■ 要対応, ▲ 注意, ○ 参考: told apart by shape first.
void drawSeverity(QPainter& painter, const QRect& box, Severity severity);

}  // namespace chiiki::desktop
