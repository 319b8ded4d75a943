#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QColor>
#include <QImage>
#include <QRectF>
#include <QSizeF>

#include "maps/scene/scene.h"
#include "workbench/desktop/latest_job.h"

class QPainter;

namespace chiiki::desktop {

/// A picture in layers, made away from the window's thread: a map takes longer than somebody who types or points may
/// wait. The picture before stays until all that was ordered of the next is drawn. One is drawn at a time; of what is
/// ordered meanwhile only the newest is.
class LayeredPicture {
public:
    /// A scene as it lies on a layer, a px of it as large as `scale`.
    struct Part {
        Scene scene;
        double scale = 1;
    };

    /// Parts over one another, the lowest first.
    struct Layer {
        QColor ground = Qt::transparent;
        std::vector<Part> parts;
    };

    struct Order {
        QSizeF size;  // device-independent px
        double pixelRatio = 1;
        /// What makes them, called in other threads, beside each other; null: the layer stays as it is.
        std::vector<std::function<Layer()>> layers;
        std::function<void()> shown;  // called in the window's thread once this is the picture
    };

    LayeredPicture() = default;
    LayeredPicture(const LayeredPicture&) = delete;
    LayeredPicture& operator=(const LayeredPicture&) = delete;
    ~LayeredPicture() { setDrawing(nullptr); }

    void draw(Order order);

    /// Calls `then` once all that is ordered is the picture, at once where it is. Not at all where clear() or the end
    /// comes first.
    void whenDrawn(const std::function<void()>& then);

    /// Nothing is shown or ordered any more.
    void clear();

    /// Whether something ordered is not shown yet.
    bool isDrawing() const { return drawing_ != nullptr; }
    /// The same of any picture of the program. Of the window's thread.
    static bool isAnyDrawing() { return drawingCount_ > 0; }

    /// Lays a layer of the present picture over the widget that is painted on; without effect before the first picture.
    void paint(QPainter& painter, std::size_t layer) const;
    /// The same where the picture is moved and scaled to `place`.
    void paint(QPainter& painter, std::size_t layer, const QRectF& place) const;

private:
    void setDrawing(std::shared_ptr<const Order> order);
    void drawNext();
    void show(std::vector<std::optional<QImage>> drawn);

    inline static int drawingCount_ = 0;
    std::vector<QImage> layers_;
    std::shared_ptr<const Order> drawing_;
    std::optional<Order> next_;
    std::vector<std::function<void()>> waiting_;
    LatestJob job_;  // last: it ends first
};

/// A widget with such a picture.
class DrawnInBackground {
public:
    virtual ~DrawnInBackground() = default;

    /// Has drawn what is to be drawn and calls `then`: for a copy. Not at all where the widget ends before.
    virtual void whenDrawn(const std::function<void()>& then) = 0;
};

}  // namespace chiiki::desktop
