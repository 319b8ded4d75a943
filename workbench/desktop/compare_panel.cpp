#include "workbench/desktop/compare_panel.h"

#include <algorithm>
#include <utility>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QVBoxLayout>

#include "maps/layout/page_frame.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/compare_copy.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/targets_table.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/value_edit.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int padding = 12;

}  // namespace

ComparePanel::ComparePanel(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , model_(desk.words)
    , title_(new QLabel(this))
    , method_(new QLabel(this))
    , year_(new QLabel(this))
    , reconciliation_(new QLabel(this))
{
    sorted_.setSourceModel(&model_);
    targets_ = new TargetsTable(desk_, this);
    table_ = new CompareTableView(sorted_, desk_.state.selection(), this);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    title_->setObjectName(QStringLiteral("compareTitle"));
    title_->setFont(theme::font(theme::sectionPoints, true));
    title_->setTextFormat(Qt::PlainText);
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    year_->setObjectName(QStringLiteral("compareYear"));
    year_->setFont(theme::font(theme::captionPoints));
    reconciliation_->setObjectName(QStringLiteral("compareReconciliation"));
    reconciliation_->setFont(theme::font(theme::captionPoints));
    reconciliation_->setContentsMargins(0, 2, 0, 2);
    reconciliation_->setIndent(padding);
    reconciliation_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

    method_->setObjectName(QStringLiteral("targetMethod"));
    method_->setFont(theme::font(theme::captionPoints));
    method_->setWordWrap(true);
    method_->setContentsMargins(0, 4, 0, 8);
    method_->setIndent(padding);
    theme::setTextColour(*method_, theme::secondText);

    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(padding, 4, padding, 2);
    heading->setSpacing(8);
    heading->addWidget(title_, 1);
    heading->addWidget(year_);
    theme::keep(*this, [this] { showTitle(); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(heading);
    column->addWidget(targets_);
    column->addWidget(method_);
    column->addWidget(table_, 1000);
    column->addWidget(reconciliation_);
    column->addStretch(1);
    connect(&desk_.words, &Words::changed, this, &ComparePanel::showTexts);
    connect(&desk_.document, &CityDocument::cityChanged, this, &ComparePanel::takeContent);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &ComparePanel::takeContent);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &ComparePanel::takeContent);
    connect(&desk_.document, &CityDocument::pinnedChanged, this, &ComparePanel::takeContent);
    if (desk_.document.city())
        takeContent();
    else
        showTexts();
}

void ComparePanel::takeContent()
{
    snapshot_ = desk_.document.city()->snapshot;
    shown_ = desk_.document.shown();
    model_.setContent(snapshot_, shown_, desk_.document.pinned());
    targets_->setVisible(shown_ && shown_->result.indicator.cityOnly && !targets_->isEmpty());
    method_->setVisible(targets_->isVisibleTo(this));
    showTexts();
}

void ComparePanel::copy()
{
    if (!shown_)
        return;
    if (targets_->hasFocus()) {
        QGuiApplication::clipboard()->setMimeData(targets_->copied().release());
        return;
    }
    const Language language = desk_.words.language();
    const Credits credits =
        creditsOf(*desk_.document.city()->session->city(), shown_->result.recipe.sourceIds, snapshot_->asOf, language);
    CopiedTexts texts;
    texts.title = titleOf(*shown_, desk_.words);
    if (shown_->result.hasReconciliation)
        texts.reconciliation = reconciliationOf(*shown_, desk_.words);
    if (!credits.sources.empty())
        texts.sources = desk_.words("desktop.source", {QString::fromStdString(credits.sources)});
    QGuiApplication::clipboard()->setMimeData(
        copyOfTable(*table_, desk_.state.selection().districts(), texts).release());
}

void ComparePanel::pin()
{
    changePins(true);
}

void ComparePanel::unpin()
{
    changePins(false);
}

void ComparePanel::changePins(bool isIn)
{
    if (!snapshot_)
        return;
    const QModelIndex at = table_->currentIndex();
    const ShownIndicator* focused = table_->hasFocus() && at.isValid() ? model_.indicatorOf(at.column()) : nullptr;
    const std::string id = focused ? focused->result.indicator.id : desk_.state.indicator();
    std::vector<std::string> pins = pinnedIndicators(*snapshot_);
    const auto found = std::find(pins.begin(), pins.end(), id);
    if (id.empty() || isIn == (found != pins.end()))
        return;
    if (isIn)
        pins.push_back(id);
    else
        pins.erase(found);
    desk_.document.writer().change(
        [pins](Workspace& workspace, const ChangeStamp& stamp) { return pinIndicators(workspace, pins, stamp); });
}

void ComparePanel::edit()
{
    if (!snapshot_ || !shown_)
        return;
    QModelIndex at = table_->currentIndex();
    const int row = model_.rowOf(desk_.state.selection().primary());
    if (!table_->hasFocus() || !at.isValid())
        at = sorted_.mapFromSource(model_.index(std::max(row, 0), CompareTableModel::ValueColumn));
    if (at.column() < CompareTableModel::FirstPinnedColumn)
        at = at.siblingAtColumn(CompareTableModel::ValueColumn);
    const ShownIndicator* of = model_.indicatorOf(at.column());
    if (!of)
        return;
    const std::string id = of->result.indicator.id;
    const std::string code = table_->codeAt(at);
    finding_.start([session = desk_.document.city()->session, id, code,
                    year = of->year] { return inputCellOf(*session, id, code, year); },
                   [this, id, code](const std::optional<InputCell>& cell) {
                       if (cell)
                           openEdit(*cell, id, code);
                       else
                           emit derivedValue();
                   });
}

void ComparePanel::openEdit(const InputCell& cell, const std::string& indicator, const std::string& district)
{
    // Asked for now: the rows may have been filled anew while the cell was looked for.
    const QModelIndex index = sorted_.mapFromSource(model_.index(model_.rowOf(district), model_.columnOf(indicator)));
    if (!index.isValid())
        return;
    table_->scrollTo(index);
    const bool isNumber = cell.present.isNumber();
    auto* edit = new ValueEdit(isNumber ? index.data(CompareTableModel::PlainRole).toString() : QString(), table_);
    edit->setFont(table_->font());
    edit->setAccessibleName(titleOf(*model_.indicatorOf(index.column()), desk_.words));
    edit->setGeometry(table_->visualRect(index).translated(table_->viewport()->pos()).adjusted(-2, -3, 2, 3));
    connect(edit, &ValueEdit::typed, this, [this, cell](const QString& text) {
        desk_.document.writer().change(
            [cell, typed = text.toStdString()](Workspace& workspace, const ChangeStamp& stamp) {
                return setInputCell(workspace, cell, typed, stamp);
            });
    });
    edit->show();
    edit->setFocus();
}

void ComparePanel::showTexts()
{
    setAccessibleName(desk_.words("desktop.name_compare"));
    table_->setAccessibleName(desk_.words("desktop.name_compare"));
    table_->tip().setText([this](const std::string& code) {
        return snapshot_ && shown_ ? tooltipOf(*snapshot_, *shown_, code, desk_.words) : QString();
    });
    const bool hasYear = shown_ && shown_->table.columns.front().year;
    year_->setText(hasYear ? QString::fromStdString(chiiki::title(shown_->year, desk_.words.language())) : QString());
    showTitle();
    method_->setText(desk_.words("desktop.target_method"));
    method_->setVisible(targets_->isVisibleTo(this));
    reconciliation_->setText(shown_ ? reconciliationOf(*shown_, desk_.words) : QString());
    reconciliation_->setToolTip(reconciliation_->text());
    const bool isBroken = shown_ && shown_->result.hasReconciliation && !shown_->result.reconciliation.addsUp();
    theme::setTextColour(*reconciliation_, isBroken ? theme::act : theme::secondText);
}

void ComparePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showTitle();
}

void ComparePanel::showTitle()
{
    const QString title = shown_ ? desk_.words.in(shown_->result.indicator.title) : QString();
    const int room = width() - 2 * padding - 8 - year_->sizeHint().width();
    title_->setText(title_->fontMetrics().elidedText(title, Qt::ElideRight, room));
    title_->setToolTip(title);
}

}  // namespace chiiki::desktop
