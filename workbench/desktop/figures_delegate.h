#pragma once

#include <QStyledItemDelegate>

namespace chiiki::desktop {

/// Paints an indicator of the profile: name, value and rank in one line, below it all districts as dots with this one
/// filled and the city's mean as a tick, and the line of the years.
class FiguresDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace chiiki::desktop
