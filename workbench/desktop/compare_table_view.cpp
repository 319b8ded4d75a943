#include "workbench/desktop/compare_table_view.h"

#include <algorithm>

#include <QHeaderView>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "core/text/names.h"
#include "workbench/desktop/compare_cell_delegate.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

// px at 100 % of the text's size.
constexpr int nameWidth = 104;
constexpr int rankWidth = 84;
constexpr int headerHeight = 28;
constexpr int lowestRow = 17;  // still a line of 10 pt
constexpr int highestRow = 24;

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
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setFont(theme::font(theme::captionPoints));
    horizontalHeader()->setSectionResizeMode(CompareTableModel::ValueColumn, QHeaderView::Stretch);
    theme::keep(*this, [this] {
        verticalHeader()->setMinimumSectionSize(theme::px(lowestRow));
        horizontalHeader()->setFixedHeight(theme::px(headerHeight));
        horizontalHeader()->resizeSection(CompareTableModel::NameColumn, theme::px(nameWidth));
        horizontalHeader()->resizeSection(CompareTableModel::RankColumn, theme::px(rankWidth));
        fitRows();
    });
    sortByColumn(CompareTableModel::NameColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(&selection_, &SelectionModel::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::hoverChanged, this, &CompareTableView::showHover);
    connect(&rows_, &QAbstractItemModel::modelReset, this, &CompareTableView::fitRows);
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
        if (!code.empty())
            selection_.replace(code);
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
    fitRows();
}

void CompareTableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    const auto outline = [&](const QModelIndex& index, QColor colour) {
        painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rowRect(index).adjusted(1, 1, -1, -1));
    };
    if (const QModelIndex hovered = indexOf(selection_.hovered()); hovered.isValid())
        outline(hovered, qColour(theme::text));
    if (hasFocus() && currentIndex().isValid())
        outline(currentIndex(), qColour(theme::accent));
}

void CompareTableView::fitRows()
{
    const int count = rows_.rowCount();
    if (count == 0)
        return;
    // No taller than its rows, so that the line of the reconciliation follows the last one.
    setMaximumHeight(theme::px(headerHeight) + count * theme::px(highestRow));
    const int height = std::clamp(viewport()->height() / count, theme::px(lowestRow), theme::px(highestRow));
    if (height != verticalHeader()->defaultSectionSize())
        verticalHeader()->setDefaultSectionSize(height);
}

QRect CompareTableView::rowRect(const QModelIndex& index) const
{
    return {0, rowViewportPosition(index.row()), viewport()->width(), rowHeight(index.row())};
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
