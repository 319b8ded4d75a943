#pragma once

#include <QStyledItemDelegate>

namespace chiiki::desktop {

class SelectionModel;

/// Paints a cell of the comparison table: the class colour of the map behind the value, black or white text on it, the
/// line of the years, a black bar before a selected row. Selection never changes a fill.
class CompareCellDelegate : public QStyledItemDelegate {
public:
    CompareCellDelegate(const SelectionModel& selection, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintText(QPainter* painter, const QRect& room, const QModelIndex& index) const;

    const SelectionModel& selection_;
};

}  // namespace chiiki::desktop
