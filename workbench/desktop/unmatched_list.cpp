#include "workbench/desktop/unmatched_list.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>

#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

enum Column { Written, Suggested, Decide, ColumnCount };
constexpr int writtenRole = Qt::UserRole;
constexpr std::size_t mostButtons = 3;
constexpr int mostRows = 8;

bool isOfPositions(const UnmatchedName& name)
{
    return name.written.starts_with("io.");
}

std::string decisionOf(const UnmatchedName& name, const ImportSuggestion& suggestion)
{
    if (isOfPositions(name))
        return "mend";
    return suggestion.districtCode.empty() ? "outside" : suggestion.districtCode;
}

}  // namespace

QString writtenText(const UnmatchedName& name, const Words& words)
{
    if (name.written.empty() || isOfPositions(name))
        return words.say(name.why);
    return words("desktop.import_written", {QString::fromStdString(name.written)});
}

UnmatchedList::UnmatchedList(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("unmatchedList"));
    setColumnCount(ColumnCount);
    verticalHeader()->hide();
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void UnmatchedList::show(const std::vector<UnmatchedName>& names, const std::set<std::string>& later,
                         const Snapshot& city, const Words& words)
{
    const int current = currentRow();
    setRowCount(0);
    sole_.clear();
    setHorizontalHeaderLabels({words("desktop.import_column_unmatched"), words("desktop.import_column_suggested"),
                               words("desktop.import_column_decide")});
    for (const UnmatchedName& name : names) {
        if (later.contains(name.written))
            continue;
        addRow(name, city, words);
        if (!name.written.empty() &&
            (name.suggestions.size() == 1 || (isOfPositions(name) && !name.suggestions.empty())))
            sole_.emplace_back(name.written, decisionOf(name, name.suggestions.front()));
    }
    if (rowCount() > 0)
        setCurrentCell(std::clamp(current, 0, rowCount() - 1), Written);
    fit();
    updateGeometry();
}

void UnmatchedList::addRow(const UnmatchedName& name, const Snapshot& city, const Words& words)
{
    const int row = rowCount();
    insertRow(row);
    const QString written = writtenText(name, words);
    const auto titleOf = [&](const ImportSuggestion& suggestion) {
        const District* district = findDistrict(city, suggestion.districtCode);
        return district ? QString::fromStdString(district->name) : words("desktop.import_outside");
    };
    const auto put = [&](int column, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setData(writtenRole, QString::fromStdString(name.written));
        item->setToolTip(text);
        setItem(row, column, item);
    };
    QString rows = words("desktop.import_rows", {QString::number(name.count)});
    if (!name.rows.empty())
        rows += words("desktop.import_from_row", {QString::number(name.rows.front())});
    put(Written, written + u' ' + rows);
    QStringList said;
    for (const ImportSuggestion& suggestion : name.suggestions)
        said << (isOfPositions(name)
                     ? words.say(suggestion.why)
                     : words("desktop.import_suggestion", {titleOf(suggestion), words.say(suggestion.why)}));
    put(Suggested, said.isEmpty() ? words.say(name.why) : said.join(u'\n'));
    put(Decide, {});
    auto* cell = new QWidget;
    auto* buttons = new QHBoxLayout(cell);
    buttons->setContentsMargins(0, 2, 4, 2);
    buttons->setSpacing(4);
    const auto add = [&](const QString& text, const std::string& word) {
        auto* button = new QPushButton(text, cell);
        button->setAutoDefault(true);
        button->setProperty("word", QString::fromStdString(word));
        button->setAccessibleName(words("desktop.import_button", {written, text}));
        buttons->addWidget(button);
        // The button goes with its row, and deciding fills the list again.
        connect(
            button, &QPushButton::clicked, this,
            [this, of = name.written, word] {
                if (word.empty())
                    emit putOff(of);
                else
                    emit decided(of, word);
            },
            Qt::QueuedConnection);
    };
    if (!name.written.empty()) {
        if (isOfPositions(name)) {
            if (!name.suggestions.empty())
                add(words("desktop.import_mend"), "mend");
        } else {
            const bool isOne = name.suggestions.size() == 1;
            for (std::size_t i = 0; i < std::min(name.suggestions.size(), mostButtons); ++i) {
                const QString title = titleOf(name.suggestions[i]);
                add(isOne ? words("desktop.import_take", {title}) : title, decisionOf(name, name.suggestions[i]));
            }
        }
        add(words("desktop.import_leave_out"), std::string(leaveOutDecision));
    }
    add(words("desktop.import_later"), {});
    buttons->addStretch(1);
    setCellWidget(row, Decide, cell);
}

void UnmatchedList::keyPressEvent(QKeyEvent* event)
{
    const bool isTake = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QWidget* cell = cellWidget(currentRow(), Decide);
    if (!cell || (!isTake && event->key() != Qt::Key_Delete)) {
        QTableWidget::keyPressEvent(event);
        return;
    }
    const QString leaveOut = QString::fromUtf8(leaveOutDecision.data());
    for (QPushButton* button : cell->findChildren<QPushButton*>()) {
        const QString word = button->property("word").toString();
        if (isTake ? word != leaveOut && !word.isEmpty() : word == leaveOut) {
            button->click();
            return;
        }
    }
}

QSize UnmatchedList::sizeHint() const
{
    int height = horizontalHeader()->sizeHint().height() + 2;
    for (int row = 0; row < std::min(rowCount(), mostRows); ++row)
        height += rowHeight(row);
    return {400, height};
}

void UnmatchedList::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    fit();
}

void UnmatchedList::fit()
{
    int buttons = 0;
    for (int row = 0; row < rowCount(); ++row)
        if (const QWidget* cell = cellWidget(row, Decide))
            buttons = std::max(buttons, cell->sizeHint().width());
    const int width = viewport()->width();
    const int rest = std::max(width - buttons, width / 3);
    setColumnWidth(Written, rest * 2 / 5);
    setColumnWidth(Suggested, rest - rest * 2 / 5);
    resizeRowsToContents();
}

}  // namespace chiiki::desktop
