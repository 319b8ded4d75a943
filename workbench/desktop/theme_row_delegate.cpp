#include "workbench/desktop/theme_row_delegate.h"

#include <algorithm>

#include <QPainter>

#include "workbench/desktop/measured_text.h"
#include "workbench/desktop/state_sign.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/theme_tree.h"

namespace chiiki::desktop {
namespace {

constexpr int gap = 4;
constexpr int mostWidth = 10000;  // room for any line
constexpr int oneLine = Qt::TextSingleLine | Qt::AlignLeft;
constexpr int wrapped = Qt::TextWordWrap | Qt::AlignLeft;

QFont fontOf(const QModelIndex& index)
{
    switch (ThemeTree::kindOf(index)) {
    case ThemeTree::Kind::Theme:
        return theme::font(theme::textPoints);
    case ThemeTree::Kind::Views:
    case ThemeTree::Kind::Tables:
        return theme::font(theme::captionPoints);
    default:
        return theme::font(theme::tablePoints, index.data(ThemeTree::isShownRole).toBool());
    }
}

bool isChoice(const QModelIndex& index)
{
    const ThemeTree::Kind kind = ThemeTree::kindOf(index);
    return kind == ThemeTree::Kind::Indicator || kind == ThemeTree::Kind::View || kind == ThemeTree::Kind::Table;
}

/// Where the parts of a row stand in it.
struct Parts {
    QRect dot;   // of a choice
    QRect sign;  // of a theme with a state
    QRect title;
    QRect counts;  // findings; beside the title, or below where that would break it
    QRect word;    // of a state, below the title

    Parts(const QRect& row, const QModelIndex& index)
    {
        const QFont font = fontOf(index);
        const QFont captionFont = theme::font(theme::captionPoints);
        const QFontMetrics metrics(font);
        const QFontMetrics caption(captionFont);
        const int line = metrics.height();
        QRect inner = row.adjusted(gap / 2, gap, -2 * gap, -gap);
        if (isChoice(index)) {
            dot = QRect(inner.left(), inner.top() + (line - metrics.ascent() * 2 / 3) / 2, metrics.ascent() * 2 / 3,
                        metrics.ascent() * 2 / 3);
            inner.setLeft(dot.right() + 1 + gap);
        }
        const QString text = index.data().toString();
        const QString said = index.data(ThemeTree::countsRole).toString();
        const int saidWidth = said.isEmpty() ? 0 : textSize(captionFont, mostWidth, oneLine, said).width();
        bool isBeside = true;
        if (index.data(ThemeTree::stateRole).isValid()) {
            const int side = metrics.ascent();
            sign = QRect(inner.right() - side + 1, inner.top() + (line - side) / 2, side, side);
            inner.setRight(sign.left() - gap);
            isBeside = textSize(font, mostWidth, oneLine, text).width() + gap + saidWidth <= inner.width();
            if (isBeside && saidWidth > 0) {
                counts = QRect(inner.right() - saidWidth + 1, inner.top(), saidWidth, line);
                inner.setRight(counts.left() - gap);
            }
        }
        const int width = std::max(inner.width(), 2 * line);
        title = QRect(inner.topLeft(), QSize(width, textSize(font, width, wrapped, text).height()));
        const int below = title.bottom() + 1;
        if (!isBeside && saidWidth > 0)
            counts = QRect(title.left(), below, saidWidth, caption.height());
        if (!index.data(ThemeTree::stateWordRole).toString().isEmpty()) {
            const int left = isBeside || saidWidth == 0 ? title.left() : counts.right() + 2 * gap;
            word = QRect(left, below, row.right() - 2 * gap - left, caption.height());
        }
    }
};

}  // namespace

QSize ThemeRowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // The view gives no width; the row has what the indentation leaves.
    const auto* tree = qobject_cast<const QTreeView*>(option.widget);
    int depth = tree && tree->rootIsDecorated() ? 1 : 0;
    for (QModelIndex parent = index.parent(); parent.isValid(); parent = parent.parent())
        ++depth;
    const int width = tree ? tree->viewport()->width() - depth * tree->indentation() : option.rect.width();
    const Parts parts(QRect(0, 0, width, 1000), index);
    const int bottom = std::max({parts.title.bottom(), parts.counts.bottom(), parts.word.bottom()});
    return {width, bottom + 1 + gap};
}

void ThemeRowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Parts parts(option.rect, index);
    const bool isShown = index.data(ThemeTree::isShownRole).toBool();
    painter->save();
    if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, qColour(theme::pressed));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(qColour(theme::accent), 2));
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
    painter->setRenderHint(QPainter::Antialiasing);
    if (isChoice(index)) {
        const QColor ring = qColour(isShown ? theme::accent : theme::controlBorder);
        painter->setPen(QPen(ring, 1.2));
        painter->setBrush(isShown ? QBrush(ring) : Qt::NoBrush);
        painter->drawEllipse(QRectF(parts.dot).adjusted(1, 1, -1, -1));
    }
    const bool isHeading =
        ThemeTree::kindOf(index) == ThemeTree::Kind::Views || ThemeTree::kindOf(index) == ThemeTree::Kind::Tables;
    painter->setFont(fontOf(index));
    painter->setPen(qColour(isHeading ? theme::secondText : theme::text));
    painter->drawText(parts.title, wrapped, index.data().toString());
    painter->setFont(theme::font(theme::captionPoints));
    if (!parts.sign.isNull()) {
        const auto state = static_cast<PluginState>(index.data(ThemeTree::stateRole).toInt());
        drawStateSign(*painter, parts.sign, state, colourOf(state));
        painter->setPen(qColour(theme::text));
        painter->drawText(parts.counts, Qt::AlignRight | Qt::AlignVCenter,
                          index.data(ThemeTree::countsRole).toString());
    }
    if (!parts.word.isNull()) {
        painter->setPen(qColour(theme::secondText));
        painter->drawText(parts.word, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data(ThemeTree::stateWordRole).toString(),
                                                            Qt::ElideRight, parts.word.width()));
    }
    painter->restore();
}

}  // namespace chiiki::desktop
