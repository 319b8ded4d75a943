#pragma once

#include <QImage>

#include "core/base/result.h"
#include "maps/scene/scene.h"

class QPainter;

namespace chiiki {

/// Draws the scene's items with the painter's present transform (px of the page are logical px). The ground is not
/// painted: a window may lay several scenes over one another.
void paintScene(QPainter& painter, const Scene& scene);

/// The whole page, `scale` px a page px (2 for a sharp screen or print). Error BadRequest where the picture would be
/// empty or larger than 30,000 px a side, or where a text has a character without a glyph.
Result<QImage> renderImage(const Scene& scene, double scale = 1);

/// Error BadRequest naming the first character of any text in the scene that has no glyph.
Result<void> checkTexts(const Scene& scene);

}  // namespace chiiki
