#include "workbench/desktop/compare_panel.h"

#include <utility>

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int headingHeight = 36;
constexpr int lineHeight = 24;
constexpr int padding = 12;

}  // namespace

ComparePanel::ComparePanel(SelectionModel& selection, const Words& words, QWidget* parent)
    : QWidget(parent)
    , words_(words)
    , model_(words)
    , title_(new QLabel(this))
    , year_(new QLabel(this))
    , reconciliation_(new QLabel(this))
{
    sorted_.setSourceModel(&model_);
    table_ = new CompareTableView(sorted_, selection, this);
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
    reconciliation_->setFixedHeight(lineHeight);
    reconciliation_->setContentsMargins(padding, 0, padding, 0);
    reconciliation_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(padding, 0, padding, 0);
    heading->setSpacing(8);
    heading->addWidget(title_, 1);
    heading->addWidget(year_);
    title_->setFixedHeight(headingHeight);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(heading);
    column->addWidget(table_, 1000);
    column->addWidget(reconciliation_);
    column->addStretch(1);
    connect(&words_, &Words::changed, this, &ComparePanel::showTexts);
    showTexts();
}

void ComparePanel::setContent(SnapshotPtr snapshot, std::optional<ShownIndicator> shown)
{
    snapshot_ = snapshot;
    shown_ = shown;
    model_.setContent(std::move(snapshot), std::move(shown));
    showTexts();
}

void ComparePanel::showTexts()
{
    setAccessibleName(words_("desktop.name_compare"));
    table_->setAccessibleName(words_("desktop.name_compare"));
    table_->tip().setText([this](const std::string& code) {
        return snapshot_ && shown_ ? tooltipOf(*snapshot_, *shown_, code, words_) : QString();
    });
    const bool hasYear = shown_ && shown_->table.columns.front().year;
    year_->setText(hasYear ? QString::fromStdString(chiiki::title(shown_->year, words_.language())) : QString());
    showTitle();
    reconciliation_->setText(shown_ ? reconciliationOf(*shown_, words_) : QString());
    reconciliation_->setToolTip(reconciliation_->text());
    const bool isBroken = shown_ && shown_->result.hasReconciliation && !shown_->result.reconciliation.addsUp();
    reconciliation_->setStyleSheet(
        QStringLiteral("color: %1").arg(QString::fromStdString(hexOf(isBroken ? theme::act : theme::secondText))));
}

void ComparePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showTitle();
}

void ComparePanel::showTitle()
{
    const QString title = shown_ ? words_.in(shown_->result.indicator.title) : QString();
    const int room = width() - 2 * padding - 8 - year_->sizeHint().width();
    title_->setText(title_->fontMetrics().elidedText(title, Qt::ElideRight, room));
    title_->setToolTip(title);
}

}  // namespace chiiki::desktop
