#pragma once

#include <QFont>
#include <QSize>
#include <QString>

namespace chiiki::desktop {

/// What a text takes at the upper left of a room this wide, broken into lines as `flags` (Qt::TextFlag) say; px.
/// Remembered: lists ask for the same few hundred rows with every layout. For the window's thread.
QSize textSize(const QFont& font, int width, int flags, const QString& text);

}  // namespace chiiki::desktop
