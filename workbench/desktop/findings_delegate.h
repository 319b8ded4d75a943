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

    /// Around 「直す」 of a row that stands at `row`; empty where it has none.
    QRect mendBox(const QFont& font, const QRect& row, const QModelIndex& index) const;

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
        QRect mend;    // the button; empty where nothing can be put right
        int height = 0;
    };
    bool isWhole(const QModelIndex& index) const;
    Layout layoutOf(const QFont& font, int width, const QModelIndex& index) const;

    const Words& words_;
    QPersistentModelIndex opened_;
};

}  // namespace chiiki::desktop
