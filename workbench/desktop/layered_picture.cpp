#include "workbench/desktop/layered_picture.h"

#include <algorithm>
#include <future>
#include <utility>

#include <QPainter>

#include "maps/render/paint.h"

namespace chiiki::desktop {
namespace {

QImage drawn(const LayeredPicture::Layer& layer, QSizeF size, double pixelRatio)
{
    QImage image((size * pixelRatio).toSize().expandedTo({1, 1}),
                 layer.ground.alpha() == 255 ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(layer.ground);
    QPainter painter(&image);
    for (const LayeredPicture::Part& part : layer.parts) {
        painter.save();
        painter.scale(part.scale, part.scale);
        paintScene(painter, part.scene);
        painter.restore();
    }
    return image;
}

std::vector<std::optional<QImage>> drawn(const LayeredPicture::Order& order)
{
    std::vector<std::future<QImage>> layers;
    for (const auto& make : order.layers)
        layers.push_back(
            make ? std::async(std::launch::async, [&] { return drawn(make(), order.size, order.pixelRatio); })
                 : std::future<QImage>());
    std::vector<std::optional<QImage>> images;
    for (std::future<QImage>& layer : layers)
        images.push_back(layer.valid() ? std::optional(layer.get()) : std::nullopt);
    return images;
}

}  // namespace

void LayeredPicture::draw(Order order)
{
    if (next_) {
        // What it would have drawn and this one takes as it is has to be drawn all the same.
        order.layers.resize(std::max(order.layers.size(), next_->layers.size()));
        bool isOfBoth = false;
        for (std::size_t i = 0; i < next_->layers.size(); ++i)
            if (!order.layers[i] && next_->layers[i]) {
                order.layers[i] = std::move(next_->layers[i]);
                isOfBoth = true;
            }
        if (isOfBoth)
            order.shown = [older = std::move(next_->shown), newer = std::move(order.shown)] {
                older();
                newer();
            };
    }
    next_ = std::move(order);
    if (!drawing_)
        drawNext();
}

void LayeredPicture::setDrawing(std::shared_ptr<const Order> order)
{
    drawingCount_ += static_cast<int>(order != nullptr) - static_cast<int>(drawing_ != nullptr);
    drawing_ = std::move(order);
}

void LayeredPicture::drawNext()
{
    setDrawing(std::make_shared<const Order>(*std::exchange(next_, std::nullopt)));
    job_.start([order = drawing_] { return drawn(*order); },
               [this](std::vector<std::optional<QImage>> images) { show(std::move(images)); });
}

void LayeredPicture::whenDrawn(const std::function<void()>& then)
{
    if (drawing_)
        waiting_.push_back(then);
    else
        then();
}

void LayeredPicture::clear()
{
    job_.drop();
    setDrawing(nullptr);
    next_.reset();
    layers_.clear();
    waiting_.clear();
}

void LayeredPicture::show(std::vector<std::optional<QImage>> drawn)
{
    layers_.resize(std::max(layers_.size(), drawn.size()));
    for (std::size_t i = 0; i < drawn.size(); ++i)
        if (drawn[i])
            layers_[i] = *std::move(drawn[i]);
    const std::shared_ptr<const Order> shown = drawing_;
    setDrawing(nullptr);
    if (next_)
        drawNext();
    shown->shown();
    if (drawing_)
        return;
    for (const auto& then : std::exchange(waiting_, {}))
        then();
}

void LayeredPicture::paint(QPainter& painter, std::size_t layer) const
{
    if (layer < layers_.size())
        painter.drawImage(QPointF(0, 0), layers_[layer]);
}

void LayeredPicture::paint(QPainter& painter, std::size_t layer, const QRectF& place) const
{
    if (layer < layers_.size())
        painter.drawImage(place, layers_[layer], QRectF(layers_[layer].rect()));
}

}  // namespace chiiki::desktop
