#pragma once

#include <QStyledItemDelegate>

namespace chiiki::desktop {

class SelectionModel;

/// Paints a cell of the comparison table: the class colour of the map behind the value, black or white text on it, a
/// black bar before a selected row. Selection never changes a fill.
class CompareCellDelegate : public QStyledItemDelegate {
public:
    CompareCellDelegate(const SelectionModel& selection, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const SelectionModel& selection_;
};

}  // namespace chiiki::desktop
