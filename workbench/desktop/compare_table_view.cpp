#include "workbench/desktop/compare_table_view.h"

#include <algorithm>
#include <cmath>

#include <QHeaderView>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include "core/text/names.h"
#include "workbench/desktop/compare_cell_delegate.h"
#include "workbench/desktop/compare_header.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

// Widths and heights in em at the usual size of text (14 px).
constexpr double nameEm = 96 / 14.0;
constexpr double valueEm = 80 / 14.0;
constexpr double rankEm = 52 / 14.0;
constexpr double trendEm = 94 / 14.0;
constexpr double changeEm = 60 / 14.0;
constexpr double leastTrendEm = 60 / 14.0;  // beside pinned columns that have no room otherwise
constexpr double pinnedEm = 72 / 14.0;
constexpr double leastMapEm = 22 / 14.0;
constexpr int mostPinnedInSight = 6;
constexpr double rowEm = 24 / 14.0;
constexpr double scrolledRowEm = 22 / 14.0;
constexpr double lowestRowShare = 1.24;  // of the text: still a line that can be read

}  // namespace

CompareTableView::CompareTableView(CompareSortProxy& rows, SelectionModel& selection, QWidget* parent)
    : QTableView(parent)
    , rows_(rows)
    , selection_(selection)
    , tip_(*this)
{
    setObjectName(QStringLiteral("compareTable"));
    setModel(&rows_);
    setItemDelegate(new CompareCellDelegate(selection_, this));
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setFont(theme::font(theme::tablePoints));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(4);
    auto* header = new CompareHeader(this);
    setHorizontalHeader(header);
    header->setMinimumSectionSize(4);
    sortByColumn(CompareTableModel::NameColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(&selection_, &SelectionModel::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::hoverChanged, this, &CompareTableView::showHover);
    connect(&rows_, &QAbstractItemModel::modelReset, this, &CompareTableView::fit);
    theme::keep(*this, [this] { fit(); });
}

void CompareTableView::sortByValue()
{
    const QHeaderView* header = horizontalHeader();
    const bool isHighestFirst = header->sortIndicatorSection() == CompareTableModel::ValueColumn &&
                                header->sortIndicatorOrder() == Qt::DescendingOrder;
    sortByColumn(CompareTableModel::ValueColumn, isHighestFirst ? Qt::AscendingOrder : Qt::DescendingOrder);
}

void CompareTableView::sortByDistrict()
{
    sortByColumn(CompareTableModel::NameColumn, Qt::AscendingOrder);
}

void CompareTableView::keyboardSearch(const QString& typed)
{
    const std::string wanted = toHiragana(normalisedName(typed.toStdString()));
    if (wanted.empty() || rows_.rowCount() == 0)
        return;
    const auto begins = [&](int row, int role) {
        const QString text = rows_.index(row, CompareTableModel::NameColumn).data(role).toString();
        return toHiragana(normalisedName(text.toStdString())).rfind(wanted, 0) == 0;
    };
    const int start = std::max(0, currentIndex().row());
    for (int step = 1; step <= rows_.rowCount(); ++step) {
        const int row = (start + step) % rows_.rowCount();
        if (begins(row, CompareTableModel::KanaRole) || begins(row, Qt::DisplayRole)) {
            setCurrentIndex(rows_.index(row, CompareTableModel::NameColumn));
            return;
        }
    }
}

std::string CompareTableView::codeAt(const QModelIndex& index) const
{
    return index.isValid() ? index.data(CompareTableModel::CodeRole).toString().toStdString() : std::string();
}

void CompareTableView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid())
        setCurrentIndex(index);
    const std::string code = codeAt(index);
    if (event->button() != Qt::LeftButton || code.empty())
        return;
    const QModelIndex start = indexOf(rangeStart_);
    if (event->modifiers().testFlag(Qt::ShiftModifier) && start.isValid()) {
        selection_.replace(codesBetween(start, index));
        return;
    }
    rangeStart_ = code;
    if (event->modifiers().testFlag(Qt::ControlModifier))
        selection_.toggle(code);
    else
        selection_.replace(code);
}

void CompareTableView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const std::string code = codeAt(indexAt(event->position().toPoint()));
    if (event->button() == Qt::LeftButton && !code.empty())
        emit districtActivated(code);
}

void CompareTableView::mouseMoveEvent(QMouseEvent* event)
{
    const std::string code = codeAt(indexAt(event->position().toPoint()));
    selection_.setHovered(code);
    tip_.hover(code, event->globalPosition().toPoint());
}

void CompareTableView::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();  // the press has done it; the base class would select cells
}

void CompareTableView::leaveEvent(QEvent* event)
{
    selection_.setHovered({});
    tip_.hover({}, {});
    QTableView::leaveEvent(event);
}

void CompareTableView::keyPressEvent(QKeyEvent* event)
{
    const std::string code = codeAt(currentIndex());
    switch (event->key()) {
    case Qt::Key_Space:
        if (!code.empty())
            selection_.toggle(code);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!code.empty()) {
            selection_.replace(code);
            emit profileRequested();
        }
        return;
    default:
        QTableView::keyPressEvent(event);
    }
}

void CompareTableView::inputMethodEvent(QInputMethodEvent* event)
{
    // An IME hands over kana as committed text, not as keys.
    if (!event->commitString().isEmpty())
        keyboardSearch(event->commitString());
    event->accept();
}

void CompareTableView::currentChanged(const QModelIndex& now, const QModelIndex& before)
{
    QTableView::currentChanged(now, before);
    setAttribute(Qt::WA_InputMethodEnabled, true);  // the base class takes it away where a cell cannot be edited
    viewport()->update();
}

void CompareTableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void CompareTableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void CompareTableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    // What stays was moved along with the rest of the picture.
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

void CompareTableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    paintFrozen(painter);
    const auto outline = [&](const QRect& rect, Colour colour, int width) {
        painter.setPen(QPen(qColour(colour), width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        const int inset = width / 2;
        painter.drawRect(rect.adjusted(inset, inset, -width + inset, -width + inset));
    };
    if (const QModelIndex hovered = indexOf(selection_.hovered()); hovered.isValid())
        outline(rowRect(hovered), theme::text, 2);
    if (hasFocus() && currentIndex().isValid()) {
        outline(rowRect(currentIndex()), theme::accent, 1);
        outline(visualRect(currentIndex()), theme::accent, 2);
    }
}

void CompareTableView::paintFrozen(QPainter& painter)
{
    if (rows_.rowCount() == 0)
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const auto paint = [&](const QModelIndex& index) {
        option.rect = visualRect(index);
        if (option.rect.intersects(viewport()->rect()))
            itemDelegate()->paint(&painter, option, index);
    };
    if (horizontalScrollBar()->value() > 0) {
        for (int row = 1; row < rows_.rowCount(); ++row)
            paint(rows_.index(row, 0));
        const int edge = columnWidth(0);
        painter.fillRect(QRect(edge - 1, 0, 1, viewport()->height()), qColour(theme::hairline));
    }
    if (verticalScrollBar()->value() > 0)
        for (int column = 1; column < rows_.columnCount(); ++column)
            paint(rows_.index(0, column));
    if (horizontalScrollBar()->value() > 0 || verticalScrollBar()->value() > 0)
        paint(rows_.index(0, 0));
}

QRect CompareTableView::visualRect(const QModelIndex& index) const
{
    QRect rect = QTableView::visualRect(index);
    if (!rect.isValid())
        return rect;
    if (index.row() == 0)
        rect.moveTop(0);
    if (index.column() == 0)
        rect.moveLeft(0);
    return rect;
}

QModelIndex CompareTableView::indexAt(const QPoint& place) const
{
    if (rows_.rowCount() == 0)
        return {};
    const int row = place.y() >= 0 && place.y() < rowHeight(0) ? 0 : rowAt(place.y());
    const int column = place.x() >= 0 && place.x() < columnWidth(0) ? 0 : columnAt(place.x());
    return row < 0 || column < 0 ? QModelIndex() : rows_.index(row, column);
}

void CompareTableView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    // What lies beneath the row or the column that stays is not in sight yet.
    const QRect rect = QTableView::visualRect(index);
    if (index.row() > 0 && rect.top() < rowHeight(0))
        verticalScrollBar()->setValue(verticalScrollBar()->value() - rowHeight(0) + rect.top());
    if (index.column() > 0 && rect.left() < columnWidth(0))
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - columnWidth(0) + rect.left());
}

QSize CompareTableView::sizeHint() const
{
    const int pinned = rows_.columnCount() - CompareTableModel::FirstPinnedColumn;
    const bool isAlone = mapColumns() > 0 || pinned <= 0;
    int width = px(nameEm) + valueWidth() + px(rankEm) + px(changeEm);
    width += isAlone ? px(trendEm) : px(leastTrendEm) + std::min(pinned, mostPinnedInSight) * px(pinnedEm);
    return {width, horizontalHeader()->sizeHint().height() + std::max(rows_.rowCount(), 1) * comfortableRow()};
}

int CompareTableView::px(double ems) const
{
    return static_cast<int>(std::lround(ems * em()));
}

double CompareTableView::em() const
{
    return QFontInfo(font()).pixelSize() * theme::textPoints / theme::tablePoints;
}

int CompareTableView::comfortableRow() const
{
    return px(rowEm);
}

int CompareTableView::lowestRow() const
{
    return static_cast<int>(lowestRowShare * QFontInfo(font()).pixelSize());
}

void CompareTableView::fit()
{
    horizontalHeader()->setFixedHeight(horizontalHeader()->sizeHint().height());
    fitColumns();
    fitRows();
}

/// Room for the unit in the header, and for 見本 beside the number of the whole city, the longest one there is.
int CompareTableView::valueWidth() const
{
    constexpr double mostEm = 150 / 14.0;
    constexpr double sidesEm = 1.2;  // of a cell
    const QFontMetrics caption(horizontalHeader()->font());
    const QString unit =
        rows_.headerData(CompareTableModel::ValueColumn, Qt::Horizontal, CompareTableModel::UnitRole).toString();
    int wanted = caption.horizontalAdvance(unit);
    if (rows_.rowCount() > 0) {
        const QModelIndex city = rows_.index(0, CompareTableModel::ValueColumn);
        QFont bold = font();
        bold.setBold(true);
        const QString mark = city.data(CompareTableModel::MarkRole).toString();
        const int number = QFontMetrics(bold).horizontalAdvance(city.data().toString());
        wanted = std::max(wanted, number + (mark.isEmpty() ? 0 : caption.horizontalAdvance(mark) + px(sidesEm / 2)));
    }
    return std::clamp(wanted + px(sidesEm), px(valueEm), px(mostEm));
}

int CompareTableView::mapColumns() const
{
    int maps = 0;
    for (int column = CompareTableModel::FirstPinnedColumn; column < rows_.columnCount(); ++column)
        maps += static_cast<int>(rows_.headerData(column, Qt::Horizontal, CompareTableModel::MapRole).toBool());
    return maps;
}

void CompareTableView::fitColumns()
{
    QHeaderView* header = horizontalHeader();
    const int maps = mapColumns();
    int rest = viewport()->width();
    for (int column = 0; column < header->count(); ++column) {
        const double ems = column == CompareTableModel::NameColumn     ? nameEm
                           : column == CompareTableModel::RankColumn   ? rankEm
                           : column == CompareTableModel::TrendColumn  ? trendEm
                           : column == CompareTableModel::ChangeColumn ? changeEm
                                                                       : pinnedEm;
        // The maps' columns stand in the place of what tells of other years and indicators.
        const bool isOfMap = column >= header->count() - maps;
        const bool isWithoutChange = column == CompareTableModel::ChangeColumn &&
                                     !rows_.headerData(column, Qt::Horizontal, CompareTableModel::HasDataRole).toBool();
        const bool isHidden = isWithoutChange || (maps > 0 && column > CompareTableModel::RankColumn && !isOfMap);
        header->setSectionHidden(column, isHidden);
        if (isHidden || isOfMap)
            continue;
        const int others = px(nameEm) + px(rankEm) + px(leastTrendEm) + px(changeEm);
        const int width = column == CompareTableModel::ValueColumn
                              ? std::max(px(valueEm), std::min(valueWidth(), viewport()->width() - others))
                              : px(ems);
        header->resizeSection(column, width);
        rest -= width;
    }
    if (maps > 0) {
        const int each = std::clamp(rest / maps, px(leastMapEm), px(pinnedEm));
        for (int column = header->count() - maps; column < header->count(); ++column)
            header->resizeSection(column, each);
        header->resizeSection(CompareTableModel::NameColumn, px(nameEm) + std::max(0, rest - maps * each));
        return;
    }
    if (rest < 0) {
        const int trend = std::max(px(leastTrendEm), px(trendEm) + rest);
        header->resizeSection(CompareTableModel::TrendColumn, trend);
    }
    if (header->count() == 0 || rest <= 0)
        return;
    // Room that is left goes to names that need it, then to the years.
    const int widest = std::clamp(sizeHintForColumn(CompareTableModel::NameColumn) - px(nameEm), 0, rest);
    header->resizeSection(CompareTableModel::NameColumn, px(nameEm) + widest);
    header->resizeSection(CompareTableModel::TrendColumn, px(trendEm) + rest - widest);
}

void CompareTableView::fitRows()
{
    const int count = rows_.rowCount();
    if (count == 0)
        return;
    // No taller than its rows, so that the line of the reconciliation follows the last one.
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    setMaximumHeight(horizontalHeader()->height() + count * comfortableRow() + bar);
    const int room = viewport()->height();
    const int height =
        room < count * lowestRow() ? px(scrolledRowEm) : std::clamp(room / count, lowestRow(), comfortableRow());
    if (height != verticalHeader()->defaultSectionSize())
        verticalHeader()->setDefaultSectionSize(height);
    // What is left over goes to the first rows, a pixel each, so that the last one ends where the table does.
    const int left = height < comfortableRow() ? std::clamp(room - count * height, 0, count) : 0;
    for (int row = 0; row < count; ++row)
        if (const int wanted = height + (row < left ? 1 : 0); verticalHeader()->sectionSize(row) != wanted)
            verticalHeader()->resizeSection(row, wanted);
}

QRect CompareTableView::rowRect(const QModelIndex& index) const
{
    return {0, index.row() == 0 ? 0 : rowViewportPosition(index.row()), viewport()->width(), rowHeight(index.row())};
}

QModelIndex CompareTableView::indexOf(const std::string& code) const
{
    if (code.empty())
        return {};
    const QString wanted = QString::fromStdString(code);
    for (int row = 0; row < rows_.rowCount(); ++row)
        if (const QModelIndex index = rows_.index(row, 0); index.data(CompareTableModel::CodeRole).toString() == wanted)
            return index;
    return {};
}

std::vector<std::string> CompareTableView::codesBetween(const QModelIndex& a, const QModelIndex& b) const
{
    std::vector<std::string> codes;
    const int step = a.row() <= b.row() ? 1 : -1;
    for (int row = a.row(); row != b.row() + step; row += step)
        if (std::string code = codeAt(rows_.index(row, 0)); !code.empty())
            codes.push_back(std::move(code));
    return codes;
}

void CompareTableView::showHover(const std::string& before, const std::string& now)
{
    for (const std::string& code : {before, now})
        if (const QModelIndex index = indexOf(code); index.isValid())
            viewport()->update(rowRect(index));
}

}  // namespace chiiki::desktop
