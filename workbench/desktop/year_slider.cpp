#include "workbench/desktop/year_slider.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "core/model/fiscal_year.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {

YearSlider::YearSlider(QWidget* parent)
    : QAbstractSlider(parent)
{
    setObjectName(QStringLiteral("yearSlider"));
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSingleStep(1);
    setPageStep(1);
}

void YearSlider::setTicks(std::vector<Tick> ticks, std::optional<int> current, Language language)
{
    if (ticks == ticks_ && current == current_ && language == language_)
        return;
    ticks_ = std::move(ticks);
    current_ = current;
    language_ = language;
    isTaking_ = true;
    if (!ticks_.empty())
        setRange(ticks_.front().year, ticks_.back().year);
    if (current_)
        setValue(*current_);
    isTaking_ = false;
    setEnabled(!ticks_.empty());
    update();
}

QPointF YearSlider::placeOf(int year) const
{
    const int first = ticks_.empty() ? year : ticks_.front().year;
    return {pitch() * (year - first + 0.5), 0.9 * em()};
}

QSize YearSlider::sizeHint() const
{
    return {static_cast<int>(4 * em() * static_cast<double>(std::max<std::size_t>(ticks_.size(), 1))),
            static_cast<int>(std::ceil(1.7 * em() + fontMetrics().height()))};
}

QSize YearSlider::minimumSizeHint() const
{
    return {static_cast<int>(12 * em()), sizeHint().height()};
}

void YearSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (ticks_.empty())
        return;
    painter.setPen(QPen(qColour(theme::hairline), 2));
    painter.drawLine(placeOf(ticks_.front().year), placeOf(ticks_.back().year));
    // From the one shown outwards, so that its label goes before others where there is no room for all.
    std::vector<Tick> order = ticks_;
    const int shown = current_.value_or(ticks_.back().year);
    std::stable_sort(order.begin(), order.end(), [&](const Tick& a, const Tick& b) {
        const auto rank = [&](const Tick& tick) { return std::pair(tick.year != shown, !tick.hasValues); };
        return rank(a) < rank(b);
    });
    std::vector<QRectF> taken;
    QFont bold = font();
    bold.setBold(true);
    for (const Tick& tick : order) {
        drawTick(painter, tick);
        const QString label = labelOf(tick.year);
        const bool isCurrent = tick.year == current_;
        painter.setFont(isCurrent ? bold : font());
        const double width = painter.fontMetrics().horizontalAdvance(label);
        QRectF room(placeOf(tick.year).x() - width / 2, 1.7 * em(), width, painter.fontMetrics().height());
        room.moveLeft(std::clamp(room.left(), 0.0, std::max(0.0, this->width() - width)));
        const QRectF wide = room.adjusted(-0.25 * em(), 0, 0.25 * em(), 0);
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(wide); }))
            continue;
        taken.push_back(wide);
        painter.setPen(qColour(tick.hasValues || isCurrent ? theme::text : theme::secondText));
        painter.drawText(room, Qt::AlignCenter | Qt::TextDontClip, label);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(qColour(theme::accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void YearSlider::drawTick(QPainter& painter, const Tick& tick) const
{
    const bool isCurrent = tick.year == current_;
    const double radius = (isCurrent ? 0.45 : tick.hasValues ? 0.36 : 0.22) * em();
    const QColor ink = qColour(isCurrent ? theme::accent : tick.hasValues ? theme::secondText : theme::controlBorder);
    painter.setPen(QPen(ink, tick.hasValues || isCurrent ? 2 : 1.2));
    painter.setBrush(isCurrent && tick.hasValues ? ink : qColour(theme::window));
    const QPointF place = placeOf(tick.year);
    painter.drawEllipse(place, radius, radius);
    if (isCurrent && !tick.hasValues) {
        // Shown, and nothing there: crossed out, as a form does it.
        const QPointF across(0.7 * radius, -0.7 * radius);
        painter.drawLine(place - across, place + across);
    }
}

void YearSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || ticks_.empty())
        return;
    const int step = static_cast<int>(std::floor(event->position().x() / pitch()));
    const auto last = static_cast<int>(ticks_.size()) - 1;
    setSliderPosition(ticks_[static_cast<std::size_t>(std::clamp(step, 0, last))].year);
}

void YearSlider::keyPressEvent(QKeyEvent* event)
{
    // Up and down are the panes' and the map's; a line of years has a left and a right alone.
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        event->ignore();
    else
        QAbstractSlider::keyPressEvent(event);
}

void YearSlider::wheelEvent(QWheelEvent* event)
{
    event->ignore();  // a wheel on its way to the map must not change the year
}

void YearSlider::sliderChange(SliderChange change)
{
    QAbstractSlider::sliderChange(change);
    if (change == SliderValueChange && !isTaking_)
        emit picked(value());
}

double YearSlider::em() const
{
    return QFontInfo(font()).pixelSize();
}

double YearSlider::pitch() const
{
    return width() / static_cast<double>(std::max<std::size_t>(ticks_.size(), 1));
}

QString YearSlider::labelOf(int year) const
{
    return QString::fromStdString(shortTitle(FiscalYear{year}, language_));
}

}  // namespace chiiki::desktop
