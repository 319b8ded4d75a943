#include "workbench/desktop/findings_delegate.h"

#include <cmath>

#include <QPainter>

#include "workbench/desktop/findings_model.h"
#include "workbench/desktop/severity_sign.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int side = 8;
constexpr int gap = 6;
constexpr int actionFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap | Qt::TextWrapAnywhere;

int lineHeight(const QFont& font)
{
    return static_cast<int>(std::ceil(1.72 * QFontInfo(font).pixelSize()));
}

QString actionText(const QModelIndex& index, const Words& words)
{
    const QString action = index.data(FindingsModel::ActionRole).toString();
    QStringList said = {action.isEmpty() ? QString() : words("desktop.finding_action", {action}),
                        index.data(FindingsModel::AnswerRole).toString()};
    said.removeAll(QString());
    return said.join(u'\n');
}

}  // namespace

FindingsDelegate::FindingsDelegate(const Words& words, QObject* parent)
    : QStyledItemDelegate(parent)
    , words_(words)
{
}

/// Whether its row shows the whole finding, with what to do.
bool FindingsDelegate::isWhole(const QModelIndex& index) const
{
    return opened_ == index && index.data(FindingsModel::CountRole).toInt() == 0;
}

FindingsDelegate::Layout FindingsDelegate::layoutOf(const QFont& font, int width, const QModelIndex& index) const
{
    const int line = lineHeight(font);
    const QFontMetrics metrics(font);
    Layout layout;
    const int indent = side + index.data(FindingsModel::DepthRole).toInt() * 2 * side;
    const int sign = QFontInfo(font).pixelSize();
    layout.sign = QRect(indent, (line - sign) / 2, sign, sign);
    QFont bold = font;
    bold.setBold(true);
    const int place = QFontMetrics(bold).horizontalAdvance(index.data(FindingsModel::PlaceRole).toString());
    layout.place = QRect(layout.sign.right() + gap, 0, std::min(place + 1, width / 3), line);
    const int left = layout.place.right() + gap;
    int right = width - side;
    if (index.data(FindingsModel::MendRole).toBool()) {
        const int button = metrics.horizontalAdvance(words_("desktop.finding_mend")) + 2 * gap;
        layout.mend = QRect(right - button, 1, button, line - 3);
        right = layout.mend.left() - gap;
    }
    layout.text = QRect(left, 0, std::max(0, right - left), line);
    layout.height = line;
    if (!isWhole(index))
        return layout;
    const QRect room(layout.place.left(), line, width - layout.place.left() - side, 10000);
    layout.whole = metrics.boundingRect(room, actionFlags, index.data(FindingsModel::TextRole).toString());
    layout.height = layout.whole.bottom() + gap;
    if (const QString action = actionText(index, words_); !action.isEmpty()) {
        layout.action = metrics.boundingRect(room.translated(0, layout.height - line), actionFlags, action);
        layout.height = layout.action.bottom() + gap;
    }
    return layout;
}

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {0, isWhole(index) ? layoutOf(option.font, option.rect.width(), index).height : lineHeight(option.font)};
}

QRect FindingsDelegate::mendBox(const QFont& font, const QRect& row, const QModelIndex& index) const
{
    const QRect box = layoutOf(font, row.width(), index).mend;
    return box.isEmpty() ? box : box.translated(row.topLeft());
}

void FindingsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const Layout layout = layoutOf(option.font, option.rect.width(), index);
    const auto severity = static_cast<Severity>(index.data(FindingsModel::SeverityRole).toInt());
    const bool isOpened = !layout.whole.isEmpty();
    painter->fillRect(option.rect, qColour(isOpened ? theme::window : theme::surface));
    painter->translate(option.rect.topLeft());
    drawSeverity(*painter, layout.sign, severity);

    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(qColour(theme::text));
    const QFontMetrics boldMetrics(bold);
    painter->drawText(
        layout.place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        boldMetrics.elidedText(index.data(FindingsModel::PlaceRole).toString(), Qt::ElideRight, layout.place.width()));
    painter->setFont(option.font);
    const QFontMetrics metrics(option.font);
    QString text = index.data(FindingsModel::TextRole).toString();
    const int count = index.data(FindingsModel::CountRole).toInt();
    const bool isOpen = index.data(FindingsModel::OpenRole).toBool();
    QString head = count > 0 ? words_("desktop.finding_members", {QString::number(count)}) +
                                   (isOpen ? QStringLiteral(" ▾") : QStringLiteral(" ▸"))
                             : severityWord(severity, words_);
    if (index.data(FindingsModel::SampleRole).toBool())
        head = words_("desktop.mark_sample") + u' ' + head;
    QRect line = layout.text;
    if (!isOpened) {
        painter->drawText(
            line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, line.width() - metrics.horizontalAdvance(head) - gap));
        painter->setPen(qColour(count > 0 ? theme::text : colourOf(severity)));
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, head);
    } else {
        painter->setPen(qColour(colourOf(severity)));
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, head);
        painter->setPen(qColour(theme::text));
        painter->drawText(layout.whole, actionFlags, text);
        painter->setPen(qColour(theme::secondText));
        painter->drawText(layout.action, actionFlags, actionText(index, words_));
    }
    if (!layout.mend.isEmpty()) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(qColour(theme::controlBorder), 1));
        painter->setBrush(qColour(theme::surface));
        painter->drawRoundedRect(QRectF(layout.mend).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(qColour(theme::accent));
        painter->drawText(layout.mend, Qt::AlignCenter | Qt::TextSingleLine, words_("desktop.finding_mend"));
    }
    painter->fillRect(QRect(0, option.rect.height() - 1, option.rect.width(), 1), qColour(theme::hairline));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(qColour(theme::accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->drawRect(QRect(1, 1, option.rect.width() - 2, option.rect.height() - 3));
    }
    painter->restore();
}

}  // namespace chiiki::desktop
