#include "workbench/desktop/import_tables.h"

#include <algorithm>

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include "core/io/standard_sets.h"
#include "workbench/desktop/import_step.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr int numberRole = Qt::UserRole;
constexpr int mostRows = 7;
constexpr std::string_view ignoredRole = "ignore";

void makeQuiet(QTableWidget& table)
{
    table.verticalHeader()->hide();
    table.setFrameShape(QFrame::NoFrame);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    table.setFont(theme::font(theme::captionPoints));
    theme::keep(table, [&table] {
        table.verticalHeader()->setMinimumSectionSize(theme::px(20));
        table.verticalHeader()->setDefaultSectionSize(theme::px(22));
    });
}

/// Room for so many rows, the header and, where it scrolls sideways, the bar.
int heightOf(const QTableWidget& table, int most)
{
    const int header = table.horizontalHeader()->isHidden() ? 0 : table.horizontalHeader()->sizeHint().height();
    int height = header + 2;
    for (int row = 0; row < std::min(table.rowCount(), most); ++row)
        height += table.rowHeight(row);
    return height + (table.horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff
                         ? 0
                         : table.horizontalScrollBar()->sizeHint().height());
}

const std::vector<ColumnRole>& roles()
{
    static const std::vector<ColumnRole> all = [] {
        std::vector<ColumnRole> made;
        for (int role = 0; role <= static_cast<int>(ColumnRole::Note); ++role)
            made.push_back(static_cast<ColumnRole>(role));
        return made;
    }();
    return all;
}

}  // namespace

int doubtfulColumns(const FilePreview& file)
{
    return static_cast<int>(std::count_if(file.columns.begin(), file.columns.end(),
                                          [](const ImportColumn& column) { return column.isDoubtful; }));
}

int usedColumns(const FilePreview& file)
{
    return static_cast<int>(std::count_if(file.columns.begin(), file.columns.end(),
                                          [](const ImportColumn& column) { return column.role != ignoredRole; }));
}

ImportRowsTable::ImportRowsTable(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("importRows"));
    makeQuiet(*this);
    horizontalHeader()->hide();
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(this, &QTableWidget::cellClicked, this, [this](int row) { choose(row); });
}

void ImportRowsTable::show(const FilePreview& file, const Words& words)
{
    setAccessibleName(words("desktop.import_rows_name"));
    clear();
    std::size_t columns = 0;
    for (const ImportRawRow& row : file.rows)
        columns = std::max(columns, row.cells.size());
    setRowCount(static_cast<int>(file.rows.size()));
    setColumnCount(static_cast<int>(columns) + 1);
    int header = 0;
    std::vector<bool> asides;  // rows that say in their empty cells why they are none
    for (std::size_t r = 0; r < file.rows.size(); ++r) {
        const ImportRawRow& row = file.rows[r];
        const int at = static_cast<int>(r);
        if (row.isHeader)
            header = at;
        const QString number = words("desktop.import_row", {QString::number(row.number)});
        const QString sign = row.isHeader ? QStringLiteral(" ▶") : row.setAside ? QStringLiteral(" ✕") : QString();
        auto* first = new QTableWidgetItem(number + sign);
        first->setData(numberRole, static_cast<qint64>(row.number));
        first->setForeground(qColour(theme::secondText));
        QString said = number;
        if (row.isHeader)
            said += u' ' + words("desktop.import_is_header");
        if (row.setAside) {
            said += u' ' + words.say(*row.setAside);
            first->setToolTip(words.say(*row.setAside));
        }
        first->setData(Qt::AccessibleTextRole, said);
        setItem(at, 0, first);
        for (std::size_t c = 0; c < columns; ++c) {
            const QString text = c < row.cells.size() ? QString::fromStdString(row.cells[c]) : QString();
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(row.setAside ? words.say(*row.setAside) : text);
            if (row.isHeader)
                item->setFont(theme::font(theme::captionPoints, true));
            if (row.setAside)
                item->setForeground(qColour(theme::secondText));
            setItem(at, static_cast<int>(c) + 1, item);
        }
        // The rule that caught it stands in the row, where a narrow row has room.
        const bool hasRoom = row.setAside && columns > 1 &&
                             std::all_of(row.cells.begin() + std::min<std::ptrdiff_t>(1, std::ssize(row.cells)),
                                         row.cells.end(), [](const std::string& cell) { return cell.empty(); });
        if (hasRoom)
            item(at, 2)->setText(QStringLiteral("→ ") + words.say(*row.setAside));
        asides.push_back(hasRoom);
    }
    resizeColumnsToContents();
    for (int column = 1; column < columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column), theme::px(180)));
    clearSpans();
    if (columnCount() > 3)
        for (int row = 0; row < rowCount(); ++row)
            if (asides[static_cast<std::size_t>(row)])
                setSpan(row, 2, 1, columnCount() - 2);
    setCurrentCell(header, 0);
    scrollToItem(item(std::max(0, header - 1), 0), QAbstractItemView::PositionAtTop);
    updateGeometry();
}

void ImportRowsTable::choose(int row)
{
    if (const QTableWidgetItem* first = item(row, 0))
        emit headerChosen(first->data(numberRole).toLongLong());
}

void ImportRowsTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space)
        choose(currentRow());
    else
        QTableWidget::keyPressEvent(event);
}

QSize ImportRowsTable::sizeHint() const
{
    return {400, heightOf(*this, mostRows)};
}

ImportColumnsTable::ImportColumnsTable(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("importColumns"));
    makeQuiet(*this);
    setShowGrid(false);
    setColumnCount(3);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ImportColumnsTable::show(const FilePreview& file, const Words& words)
{
    setAccessibleName(words("desktop.import_columns_name"));
    setRowCount(0);
    setHorizontalHeaderLabels({words("desktop.import_column_heading"), words("desktop.import_column_role"),
                               words("desktop.import_column_why")});
    setRowCount(static_cast<int>(file.columns.size()));
    for (std::size_t i = 0; i < file.columns.size(); ++i) {
        const ImportColumn& column = file.columns[i];
        const int row = static_cast<int>(i);
        const QString heading = QString::fromStdString(column.heading);
        auto* name = new QTableWidgetItem((column.isDoubtful ? QStringLiteral("▲ ") : QString()) + heading);
        name->setToolTip(heading);
        if (column.isDoubtful)
            name->setForeground(qColour(theme::watch));
        setItem(row, 0, name);
        auto* role = new QComboBox;
        role->setFocusPolicy(Qt::StrongFocus);
        role->setFont(theme::font(theme::captionPoints));
        for (const ColumnRole one : roles())
            role->addItem(words.in(titleOf(one)),
                          QString::fromUtf8(code(one).data(), static_cast<int>(code(one).size())));
        role->setCurrentIndex(role->findData(QString::fromStdString(column.role)));
        role->setAccessibleName(words("desktop.import_role_of", {heading}));
        connect(
            role, &QComboBox::activated, this,
            [this, role, of = column.heading](int index) {
                emit roleChosen(of, role->itemData(index).toString().toStdString());
            },
            Qt::QueuedConnection);
        setCellWidget(row, 1, role);
        QString why = evidenceText(column.evidence, words);
        if (!column.unit.empty())
            why += u'　' +
                   words("desktop.import_unit", {QString::fromStdString(unitTitle(column.unit, words.language()))});
        auto* reason = new QTableWidgetItem(why);
        reason->setToolTip(why);
        reason->setForeground(qColour(theme::secondText));
        setItem(row, 2, reason);
        setRowHeight(row, role->sizeHint().height() + 2);
    }
    setColumnWidth(0, theme::px(170));
    setColumnWidth(1, theme::px(170));
    updateGeometry();
}

QSize ImportColumnsTable::sizeHint() const
{
    return {400, heightOf(*this, mostRows)};
}

}  // namespace chiiki::desktop
