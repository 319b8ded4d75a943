#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

#include "workbench/desktop/overlay_board.h"

class QPainter;

namespace chiiki::desktop {

class Words;

/// The state of an overlay as list and table show it: a sign and a word, never a colour alone.
struct StateLook {
    PluginState state = PluginState::Valid;
    QString word;            // 「有効」「前回の結果 2026-11-14」
    QString shortWord;       // 「前回 11/14」; for a narrow list
    bool isTrouble = false;  // somebody must do something about it
};
StateLook lookOf(const OverlayEntry& entry, const Words& words);

/// Draws ✓ … ↶ ■ ⏱ ⚿ ≠ － ✕ into a square: as paths, since few fonts have them all.
void drawStateSign(QPainter& painter, const QRectF& box, PluginState state, const QColor& colour);

/// The colour in which the window shows it.
QColor colourOf(PluginState state);

}  // namespace chiiki::desktop
