#pragma once

#include <optional>
#include <vector>

#include <QAbstractSlider>

#include "core/base/message.h"

namespace chiiki::desktop {

/// The fiscal years as ticks on a line: filled = the one shown, ring = has values, small ring = has none. A click on a
/// tick, the arrows, Home and End choose; years without values can be chosen too.
class YearSlider : public QAbstractSlider {
    Q_OBJECT

public:
    struct Tick {
        int year = 0;
        bool hasValues = false;

        bool operator==(const Tick&) const = default;
    };

    explicit YearSlider(QWidget* parent = nullptr);

    /// `ticks` without gaps, ascending. `current` nullopt: none is shown.
    void setTicks(std::vector<Tick> ticks, std::optional<int> current, Language language);
    const std::vector<Tick>& ticks() const { return ticks_; }
    std::optional<int> current() const { return current_; }

    /// The middle of a tick's circle.
    QPointF placeOf(int year) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// Chosen by the user.
    void picked(int year);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    double em() const;
    double pitch() const;
    QString labelOf(int year) const;
    void drawTick(QPainter& painter, const Tick& tick) const;

    std::vector<Tick> ticks_;
    std::optional<int> current_;
    Language language_ = Language::Japanese;
    bool isTaking_ = false;  // what is set here was not chosen by the user
};

}  // namespace chiiki::desktop
