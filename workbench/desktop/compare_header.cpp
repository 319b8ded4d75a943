#include "workbench/desktop/compare_header.h"

#include <cmath>

#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr int padding = 4;
constexpr double lineShare = 1.25;  // of the text

/// At most `lines` lines of the text, the last one cut with 「…」 where it does not fit.
QStringList wrapped(const QString& text, const QFont& font, int width, int lines)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList made;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const bool isLast = made.size() + 1 == lines;
        made << (isLast ? QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width)
                        : text.mid(line.textStart(), line.textLength()).trimmed());
        if (isLast)
            break;
    }
    layout.endLayout();
    return made;
}

}  // namespace

CompareHeader::CompareHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
    setFont(theme::font(theme::captionPoints));
    setMouseTracking(true);
}

int CompareHeader::titleLines() const
{
    return count() > CompareTableModel::FirstPinnedColumn ? 2 : 1;
}

int CompareHeader::lineHeight() const
{
    return static_cast<int>(std::ceil(lineShare * QFontInfo(font()).pixelSize()));
}

QSize CompareHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), (titleLines() + 1) * lineHeight() + padding + 2};
}

void CompareHeader::paintEvent(QPaintEvent* event)
{
    QHeaderView::paintEvent(event);
    if (offset() > 0 && count() > 0) {
        QPainter painter(viewport());
        paintSection(&painter, {0, 0, sectionSize(0), height()}, 0);
    }
}

void CompareHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    painter->save();
    painter->fillRect(rect, qColour(theme::surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), qColour(theme::controlBorder));
    painter->setFont(font());
    const bool isName = logicalIndex == CompareTableModel::NameColumn;
    const bool isSorting = sortIndicatorSection() == logicalIndex;
    const auto text = [&](int role) { return model()->headerData(logicalIndex, Qt::Horizontal, role).toString(); };
    const bool isMap = model()->headerData(logicalIndex, Qt::Horizontal, CompareTableModel::MapRole).toBool();
    QStringList lines = wrapped(text(CompareTableModel::TitleRole), font(),
                                isMap ? rect.width() : rect.width() - 2 * padding, titleLines());
    QString unit = text(CompareTableModel::UnitRole);
    if (isSorting) {
        const QString mark = sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("▲") : QStringLiteral("▼");
        unit = unit.isEmpty() ? mark : isName ? unit + u' ' + mark : mark + u' ' + unit;
    }
    const int line = lineHeight();
    int y = rect.top() + padding / 2 + (titleLines() - static_cast<int>(lines.size())) * line;
    const int side = isName ? padding + 8 : padding + 2;
    const auto put = [&](const QString& said, Colour colour) {
        painter->setPen(qColour(colour));
        const QRect room = isMap ? QRect(rect.left(), y, rect.width(), line)
                                 : QRect(rect.left() + side, y, rect.width() - 2 * side + 4, line);
        const Qt::AlignmentFlag to = isMap ? Qt::AlignHCenter : isName ? Qt::AlignLeft : Qt::AlignRight;
        painter->drawText(room, to | Qt::AlignVCenter | Qt::TextSingleLine, said);
        y += line;
    };
    for (const QString& title : lines)
        put(title, isSorting ? theme::text : theme::secondText);
    put(QFontMetrics(font()).elidedText(unit, Qt::ElideRight, rect.width() - 2 * side + 4),
        isSorting ? theme::text : theme::secondText);
    painter->restore();
}

std::unique_ptr<QMouseEvent> CompareHeader::asUnscrolled(const QMouseEvent* event) const
{
    // The first column is painted where others lie beneath it: it is told of the click as if nothing had scrolled.
    const double shift = offset() > 0 && count() > 0 && event->position().x() < sectionSize(0) ? offset() : 0;
    return std::make_unique<QMouseEvent>(event->type(), event->position() - QPointF(shift, 0), event->globalPosition(),
                                         event->button(), event->buttons(), event->modifiers());
}

void CompareHeader::mousePressEvent(QMouseEvent* event)
{
    QHeaderView::mousePressEvent(asUnscrolled(event).get());
}

void CompareHeader::mouseReleaseEvent(QMouseEvent* event)
{
    QHeaderView::mouseReleaseEvent(asUnscrolled(event).get());
}

void CompareHeader::mouseMoveEvent(QMouseEvent* event)
{
    QHeaderView::mouseMoveEvent(asUnscrolled(event).get());
}

}  // namespace chiiki::desktop
