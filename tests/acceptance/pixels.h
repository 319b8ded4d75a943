#pragma once

#include <vector>

#include <QImage>
#include <QRect>

#include "maps/style/colour.h"

/// What can be read off a screenshot.
namespace chiiki::acceptance {

Colour colourAt(const QImage& picture, QPoint place);

/// The colour that most of the pixels have.
Colour commonestColour(const QImage& picture, const QRect& part);

/// The best contrast of any pixel with the commonest one: of the ink of a text with its ground.
double readableContrast(const QImage& picture, const QRect& part);

/// Pixels of exactly this colour.
int countOf(const QImage& picture, const QRect& part, Colour colour);

}  // namespace chiiki::acceptance
