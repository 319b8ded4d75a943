#include "workbench/desktop/compare_cell_delegate.h"

#include <QPainter>

#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr int barWidth = 4;
constexpr int nameSide = 8;
constexpr int side = 4;
constexpr int heatSide = 2;

}  // namespace

CompareCellDelegate::CompareCellDelegate(const SelectionModel& selection, QObject* parent)
    : QStyledItemDelegate(parent)
    , selection_(selection)
{
}

void CompareCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect cell = option.rect;
    const std::string code = index.data(CompareTableModel::CodeRole).toString().toStdString();
    const bool isSelected = selection_.contains(code);
    const bool isCity = code.empty();
    const Colour ground = isCity ? theme::window : theme::surface;

    painter->fillRect(cell, qColour(ground));
    Colour text = index.data(CompareTableModel::AbsentRole).toBool() ? theme::secondText : theme::text;
    if (const QColor heat = index.data(CompareTableModel::HeatRole).value<QColor>(); heat.isValid()) {
        painter->fillRect(cell.adjusted(heatSide, 1, -heatSide, -1), heat);
        text = textOn(rgb(heat.rgb() & 0xFFFFFF));
    }
    const bool isName = index.column() == CompareTableModel::NameColumn;
    if (isSelected && isName)
        painter->fillRect(QRect(cell.left(), cell.top(), barWidth, cell.height()), qColour(theme::text));
    if (isCity)
        painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), qColour(theme::hairline));

    QFont font = option.font;
    font.setBold(isCity || isSelected);
    painter->setFont(font);
    painter->setPen(qColour(text));
    if (const QVariant trend = index.data(CompareTableModel::TrendRole); trend.isValid()) {
        const double inside = qMax(4, cell.height() / 5);
        drawTrend(*painter, QRectF(cell).adjusted(side + 4, inside, -side - 4, -inside), trend.value<TrendCell>(),
                  theme::text, ground);
    } else
        paintText(painter, cell.adjusted(isName ? barWidth + nameSide : side, 0, -side, 0), index);
    painter->restore();
}

void CompareCellDelegate::paintText(QPainter* painter, const QRect& room, const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFontMetrics metrics = painter->fontMetrics();
    // Beside several maps there is often room for the colour alone: numbers stand in all cells or in none.
    const bool isMap = index.model()->headerData(index.column(), Qt::Horizontal, CompareTableModel::MapRole).toBool();
    if (isMap && room.width() < metrics.horizontalAdvance(QStringLiteral("000,000"))) {
        if (index.data(CompareTableModel::AbsentRole).toBool())
            painter->drawText(room, Qt::AlignCenter | Qt::TextSingleLine, text);
        return;
    }
    const QString shown =
        metrics.horizontalAdvance(text) <= room.width() ? text : metrics.elidedText(text, Qt::ElideRight, room.width());
    painter->drawText(room, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, shown);
    const QString mark = index.data(CompareTableModel::MarkRole).toString();
    if (mark.isEmpty())
        return;
    // 見本 stands at the left of its number, and in short where there is no room for all of it.
    painter->setFont(theme::font(theme::captionPoints));
    const int left = room.width() - metrics.horizontalAdvance(shown) - side;
    const QString fitting = painter->fontMetrics().horizontalAdvance(mark) <= left ? mark : mark.left(1);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, fitting);
}

}  // namespace chiiki::desktop
