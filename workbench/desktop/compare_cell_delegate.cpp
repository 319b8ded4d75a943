#include "workbench/desktop/compare_cell_delegate.h"

#include <QPainter>

#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr int barWidth = 4;
constexpr int padding = 8;

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

    painter->fillRect(cell, qColour(isCity ? theme::window : theme::surface));
    Colour text = theme::text;
    if (const QColor heat = index.data(CompareTableModel::HeatRole).value<QColor>(); heat.isValid()) {
        painter->fillRect(cell.adjusted(4, 1, -4, -1), heat);
        text = textOn(rgb(heat.rgb() & 0xFFFFFF));
    }
    if (isSelected && index.column() == CompareTableModel::NameColumn)
        painter->fillRect(QRect(cell.left(), cell.top(), barWidth, cell.height()), qColour(theme::text));
    if (isCity)
        painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), qColour(theme::hairline));

    QFont font = option.font;
    font.setBold(isCity || isSelected);
    painter->setFont(font);
    painter->setPen(qColour(text));
    const QRect room =
        cell.adjusted(padding + (index.column() == CompareTableModel::NameColumn ? barWidth : 0), 0, -padding, 0);
    painter->drawText(room, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine,
                      index.data(Qt::DisplayRole).toString());
    painter->restore();
}

}  // namespace chiiki::desktop
