#include "workbench/desktop/compare_panel.h"

#include <utility>

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int headingHeight = 32;
constexpr int lineHeight = 24;
constexpr int padding = 12;

}  // namespace

ComparePanel::ComparePanel(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , model_(desk.words)
    , title_(new QLabel(this))
    , year_(new QLabel(this))
    , reconciliation_(new QLabel(this))
{
    sorted_.setSourceModel(&model_);
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
    reconciliation_->setContentsMargins(padding, 0, padding, 0);
    reconciliation_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(padding, 0, padding, 0);
    heading->setSpacing(8);
    heading->addWidget(title_, 1);
    heading->addWidget(year_);
    theme::keep(*this, [this] {
        title_->setFixedHeight(theme::px(headingHeight));
        reconciliation_->setFixedHeight(theme::px(lineHeight));
        showTitle();
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(heading);
    column->addWidget(table_, 1000);
    column->addWidget(reconciliation_);
    column->addStretch(1);
    connect(&desk_.words, &Words::changed, this, &ComparePanel::showTexts);
    connect(&desk_.document, &CityDocument::cityChanged, this, &ComparePanel::takeContent);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &ComparePanel::takeContent);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &ComparePanel::takeContent);
    if (desk_.document.city())
        takeContent();
    else
        showTexts();
}

void ComparePanel::takeContent()
{
    snapshot_ = desk_.document.city()->snapshot;
    shown_ = desk_.document.shown();
    model_.setContent(snapshot_, shown_);
    showTexts();
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
