#pragma once

#include <QStyledItemDelegate>

namespace chiiki::desktop {

class Words;

/// Paints one finding in a line: sign and word of its severity, the district, the text. The current one opens and says
/// all of it, and what would do.
class FindingsDelegate : public QStyledItemDelegate {
public:
    explicit FindingsDelegate(const Words& words, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The row that is open; none: an invalid index.
    void setOpened(const QModelIndex& index) { opened_ = index; }

private:
    /// Where the parts of a row stand, in its own coordinates.
    struct Layout {
        QRect sign;
        QRect place;
        QRect text;    // of one line
        QRect whole;   // of the opened row: the text in full
        QRect action;  // and what would do; empty where nothing is said
        int height = 0;
    };
    Layout layoutOf(const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const Words& words_;
    QPersistentModelIndex opened_;
};

}  // namespace chiiki::desktop
