#pragma once

#include <QStyledItemDelegate>

namespace chiiki::desktop {

/// A row of the list of themes: a theme with its state at the right end, a choice with its dot. Long titles break into
/// lines.
class ThemeRowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace chiiki::desktop
