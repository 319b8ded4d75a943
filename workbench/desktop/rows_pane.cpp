#include "workbench/desktop/rows_pane.h"

#include <algorithm>

#include <QFontInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/row_form.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int padding = 12;
constexpr double widestEm = 22;
constexpr int measuredRows = 60;  // of which the columns take their widths

}  // namespace

RowsPane::RowsPane(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , model_(desk.words)
    , title_(new QLabel(this))
    , count_(new QLabel(this))
    , all_(new QPushButton(this))
    , add_(new QPushButton(this))
    , remove_(new QPushButton(this))
    , line_(new QLabel(this))
    , grid_(new QTableView(this))
    , form_(new RowForm(desk, this))
{
    setObjectName(QStringLiteral("rowsPane"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    title_->setObjectName(QStringLiteral("rowsTitle"));
    title_->setFont(theme::font(theme::sectionPoints, true));
    title_->setWordWrap(true);
    count_->setObjectName(QStringLiteral("rowsCount"));
    count_->setFont(theme::font(theme::captionPoints));
    all_->setObjectName(QStringLiteral("rowsAll"));
    add_->setObjectName(QStringLiteral("rowsAdd"));
    remove_->setObjectName(QStringLiteral("rowsRemove"));
    line_->setObjectName(QStringLiteral("rowsLine"));
    line_->setWordWrap(true);
    line_->setContentsMargins(padding, 0, padding, 6);
    line_->hide();
    grid_->setObjectName(QStringLiteral("rowsGrid"));
    grid_->setModel(&model_);
    grid_->setFont(theme::font(theme::tablePoints));
    grid_->verticalHeader()->hide();
    theme::keep(*grid_, [this] {
        grid_->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::font(theme::tablePoints)).height() + 6);
    });
    grid_->horizontalHeader()->setHighlightSections(false);
    grid_->horizontalHeader()->setFont(theme::font(theme::captionPoints));
    grid_->setShowGrid(false);
    grid_->setAlternatingRowColors(true);
    grid_->setSelectionBehavior(QAbstractItemView::SelectRows);
    grid_->setSelectionMode(QAbstractItemView::SingleSelection);
    grid_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    grid_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    grid_->setTabKeyNavigation(false);
    grid_->setWordWrap(false);
    setFocusProxy(grid_);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(padding, 8, padding, 0);
    head->addWidget(title_, 1);
    head->addWidget(add_);
    head->addWidget(remove_);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(padding, 2, padding, 6);
    second->addWidget(count_, 1);
    second->addWidget(all_);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(grid_);
    parts->addWidget(form_);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(second);
    column->addWidget(line_);
    column->addWidget(parts, 1);

    connect(all_, &QPushButton::clicked, this, [this] {
        desk_.state.setPicture({Picture::Kind::Rows, shown_.plugin, shown_.view});
    });
    connect(add_, &QPushButton::clicked, this, &RowsPane::beginNew);
    connect(remove_, &QPushButton::clicked, this, &RowsPane::remove);
    connect(grid_, &QTableView::doubleClicked, this, &RowsPane::editCell);
    connect(grid_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RowsPane::showCurrent);
    connect(&desk_.state, &ViewState::pictureChanged, this, &RowsPane::load);
    connect(&desk_.document, &CityDocument::cityChanged, this, &RowsPane::load);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &RowsPane::load);
    connect(&desk_.document.writer(), &CityWriter::stateChanged, this, &RowsPane::showTexts);
    connect(&desk_.words, &Words::changed, this, [this] {
        isOtherLanguage_ = true;
        if (isVisible())
            retranslate();
    });
    showTexts();
}

void RowsPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (isOtherLanguage_)
        retranslate();
    load();
}

/// The form is built anew, which is not done for what nobody sees.
void RowsPane::retranslate()
{
    isOtherLanguage_ = false;
    model_.retranslate();
    if (!read_.place.table.empty()) {
        const EnteredFields typed = form_->typed();
        form_->setTable(read_.place, read_.tables);
        showCurrent();
        form_->type(typed);
    }
    showTexts();
}

void RowsPane::load()
{
    const Picture wanted = desk_.state.picture();
    const OpenedCity* city = desk_.document.city();
    if (!isVisible() || !city || wanted.kind != Picture::Kind::Rows)
        return;
    const auto plugin = city->session->find(wanted.plugin);
    if (!plugin) {
        line_->setText(QString::fromStdString(describe(plugin.error(), desk_.words.language())));
        line_->show();
        return;
    }
    const PluginTablePlace place{city->path, (*plugin)->folder, (*plugin)->manifest, wanted.view};
    job_.start(
        [place, snapshot = city->snapshot]() -> Result<Read> {
            Read read{place, {}, {}};
            for (const TableSpec& table : place.manifest.tables) {
                PluginTablePlace one = place;
                one.table = table.id;
                auto rows = listRows(one, *snapshot);
                if (!rows)
                    return tl::unexpected(rows.error());
                if (table.id == place.table)
                    read.setAside = std::move(rows->setAside);
                read.tables.push_back(std::move(rows->rows));
            }
            return read;
        },
        [this, wanted](Result<Read> read) { take(wanted, std::move(read)); });
}

void RowsPane::take(const Picture& wanted, Result<Read> read)
{
    if (!read) {
        model_.clear();
        line_->setText(QString::fromStdString(describe(read.error(), desk_.words.language())));
        line_->show();
        return;
    }
    const bool isOther =
        wanted.plugin != shown_.plugin || wanted.view != shown_.view || read->place.manifest != read_.place.manifest;
    const PluginRow* current = model_.rowAt(grid_->currentIndex().row());
    const std::string uid = !wanted_.empty() ? wanted_ : current && !isOther ? current->uid : std::string();
    const int column = std::max(0, grid_->currentIndex().column());
    shown_ = wanted;
    read_ = *std::move(read);
    table_ = {};
    for (const PluginTable& table : read_.tables)
        if (table.tableId == wanted.view)
            table_ = table;
    const TableSpec* spec = findTable(read_.place.manifest, wanted.view);
    if (!spec)
        return;
    model_.setContent(*spec, table_, desk_.document.city()->snapshot, wanted.rows);
    if (isOther)
        fitColumns();
    // What is being typed stays; it is judged against the new content when it is kept.
    const bool keepsForm = !isOther && form_->isDirty();
    if (isOther)
        form_->setTable(read_.place, read_.tables);
    const int row = std::max(0, model_.indexOf(uid));
    if (!keepsForm && model_.rowCount() > 0) {
        grid_->setCurrentIndex(model_.index(row, column));
        showCurrent();
    } else if (!keepsForm)
        form_->setRow(nullptr, nullptr);
    wanted_.clear();
    showTexts();
}

void RowsPane::fitColumns()
{
    const int widest = static_cast<int>(widestEm * QFontInfo(font()).pixelSize());
    const QFontMetrics cells(grid_->font());
    const QFontMetrics heads(grid_->horizontalHeader()->font());
    for (int column = 0; column < model_.columnCount(); ++column) {
        int width = heads.horizontalAdvance(model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        for (int row = 0; row < std::min(measuredRows, model_.rowCount()); ++row)
            width =
                std::max(width, cells.horizontalAdvance(model_.index(row, column).data(Qt::DisplayRole).toString()));
        grid_->setColumnWidth(column, std::min(width + 20, widest));
    }
}

void RowsPane::showCurrent()
{
    const PluginRow* row = model_.rowAt(grid_->currentIndex().row());
    if (!read_.place.table.empty())
        form_->setRow(&table_, row);
    remove_->setEnabled(row && desk_.document.writer().canWrite());
}

void RowsPane::beginNew()
{
    grid_->setCurrentIndex({});
    form_->setRow(nullptr, nullptr);
    if (const TableSpec* spec = findTable(read_.place.manifest, read_.place.table); spec && !spec->fields.empty())
        form_->focusField(spec->fields.front().id);
}

void RowsPane::remove()
{
    const PluginRow* row = model_.rowAt(grid_->currentIndex().row());
    if (!row)
        return;
    desk_.document.writer().change(
        [place = read_.place, uid = row->uid](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
            const auto changed = removeRow(workspace, place, uid, stamp);
            return changed ? Result<SnapshotPtr>(changed->snapshot) : tl::unexpected(changed.error());
        });
}

void RowsPane::editCell(const QModelIndex& index)
{
    if (const FieldSpec* field = model_.fieldAt(index.column()))
        form_->focusField(field->id);
    else if (index.column() > 0)
        form_->focusField("citation");
}

void RowsPane::keyPressEvent(QKeyEvent* event)
{
    const bool isInGrid = grid_->hasFocus();
    if (isInGrid && (event->key() == Qt::Key_F2 || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        editCell(grid_->currentIndex());
    else if (isInGrid && event->key() == Qt::Key_Insert && add_->isEnabled())
        beginNew();
    else if (isInGrid && event->key() == Qt::Key_Delete && remove_->isEnabled())
        remove();
    else
        QWidget::keyPressEvent(event);
}

void RowsPane::showTexts()
{
    const Words& words = desk_.words;
    const TableSpec* spec = findTable(read_.place.manifest, read_.place.table);
    const QString title = !spec                    ? QString()
                          : spec->title.ja.empty() ? QString::fromStdString(spec->id)
                                                   : words.in(spec->title);
    title_->setText(spec ? words("desktop.rows_title", {words.in(read_.place.manifest.title), title}) : QString());
    QString count =
        words("desktop.rows_count", {QString::number(model_.rowCount()), QString::number(model_.enteredCount()),
                                     QString::number(model_.sampleCount())});
    count_->setText(spec ? count : QString());
    all_->setText(words("desktop.rows_all"));
    all_->setVisible(!shown_.rows.empty());
    add_->setText(words("desktop.rows_add"));
    add_->setToolTip(words("desktop.rows_add_tip"));
    remove_->setText(words("desktop.rows_remove"));
    remove_->setToolTip(words("desktop.rows_remove_tip"));
    const bool canWrite = desk_.document.writer().canWrite();
    add_->setEnabled(canWrite && spec);
    remove_->setEnabled(canWrite && model_.rowAt(grid_->currentIndex().row()));
    QStringList troubles;
    for (const Diagnostic& row : read_.setAside)
        if (troubles.size() < 3)
            troubles << QString::fromStdString(describe(row, words.language()));
    if (read_.setAside.size() > 3)
        troubles << words("desktop.and_more", {QString::number(read_.setAside.size() - 3)});
    line_->setText(troubles.join(u'\n'));
    line_->setVisible(!troubles.isEmpty());
    setAccessibleName(title_->text());
    grid_->setAccessibleName(title_->text());
}

}  // namespace chiiki::desktop
