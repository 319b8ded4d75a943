#include "workbench/desktop/figures_delegate.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "workbench/desktop/figures_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr int side = 12;
constexpr double titleLines = 1.45;  // of the text
constexpr double stripLines = 1.1;
constexpr double rankEms = 6;
constexpr double leastTitleShare = 0.3;  // of the row, kept for the name

void drawStrip(QPainter& painter, const QRectF& box, const DotStrip& strip)
{
    std::vector<double> all = strip.others;
    if (strip.own)
        all.push_back(*strip.own);
    if (all.empty())
        return;
    const auto [low, high] = std::minmax_element(all.begin(), all.end());
    const double span = *high - *low;
    const double radius = box.height() * 0.17;
    const auto at = [&, first = *low](double number) {
        const double along = span > 0 ? std::clamp((number - first) / span, 0.0, 1.0) : 0.5;
        return QPointF(box.left() + radius * 2 + along * (box.width() - 4 * radius), box.center().y());
    };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(qColour(theme::hairline), 1));
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    painter.setPen(QPen(qColour(theme::secondText), 1));
    painter.setBrush(qColour(theme::surface));
    for (const double number : strip.others)
        painter.drawEllipse(at(number), radius, radius);
    if (strip.mean) {
        const double x = at(*strip.mean).x();
        painter.setPen(QPen(qColour(theme::text), 1.5));
        painter.drawLine(QPointF(x, box.top() + 0.15 * box.height()), QPointF(x, box.bottom() - 0.15 * box.height()));
    }
    if (strip.own) {
        painter.setPen(QPen(qColour(theme::surface), 1));
        painter.setBrush(qColour(theme::accent));
        painter.drawEllipse(at(*strip.own), radius * 1.8, radius * 1.8);
    }
}

}  // namespace

QSize FiguresDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const double em = QFontInfo(option.font).pixelSize();
    return {0, static_cast<int>(std::ceil((titleLines + stripLines) * em)) + 8};
}

void FiguresDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const double em = QFontInfo(option.font).pixelSize();
    const QRect row = option.rect;
    painter->fillRect(row, qColour(theme::surface));
    QRect line(row.left() + side, row.top() + 3, row.width() - 2 * side, static_cast<int>(titleLines * em));
    const auto text = [&](int role) { return index.data(role).toString(); };

    const QFont caption = theme::font(theme::captionPoints);
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(qColour(theme::text));
    const QString value = text(FiguresModel::ValueRole);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, value);
    line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(value) - 6);
    const QString title = text(FiguresModel::TitleRole);
    const QString small =
        QStringList({text(FiguresModel::MarkRole), text(FiguresModel::YearRole)}).join(u' ').trimmed();
    const int smallWidth = QFontMetrics(caption).horizontalAdvance(small) + 6;
    // Mark and year make room for the name where little of it could be read.
    const bool isBeside =
        line.width() - smallWidth >=
        std::min(leastTitleShare * row.width(), 1.0 * QFontMetrics(option.font).horizontalAdvance(title));
    if (isBeside) {
        painter->setFont(caption);
        painter->setPen(qColour(theme::secondText));
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, small);
        line.setRight(line.right() - smallWidth);
    }
    painter->setFont(option.font);
    painter->setPen(qColour(theme::text));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, line.width()));

    QRectF below(row.left() + side, line.bottom() + 1, row.width() - 2 * side, stripLines * em);
    painter->setFont(caption);
    painter->setPen(qColour(theme::secondText));
    const QString rank = text(FiguresModel::RankRole);
    painter->drawText(below, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                      isBeside ? rank : QStringList({small, rank}).join(u' ').trimmed());
    below.setRight(below.right() - std::max(rankEms * em, isBeside ? 0.0 : smallWidth + 3 * em));
    const QVariant trend = index.data(FiguresModel::TrendRole);
    const double trendWidth = below.width() * 0.32;
    if (trend.isValid())
        drawTrend(*painter, QRectF(below.right() - trendWidth, below.top() + 4, trendWidth - 4, below.height() - 8),
                  trend.value<TrendCell>(), theme::text, theme::surface);
    below.setRight(below.right() - trendWidth - 10);
    drawStrip(*painter, below, index.data(FiguresModel::StripRole).value<DotStrip>());
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(qColour(theme::accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

}  // namespace chiiki::desktop
