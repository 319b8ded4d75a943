#include "workbench/desktop/job_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

JobBar::JobBar(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , count_(new QLabel(this))
    , bar_(new QProgressBar(this))
    , stop_(new QToolButton(this))
{
    bar_->setObjectName(QStringLiteral("jobBar"));
    bar_->setTextVisible(false);
    theme::keep(*bar_, [this] { bar_->setFixedWidth(theme::px(80)); });
    count_->setFont(theme::font(theme::captionPoints));
    stop_->setObjectName(QStringLiteral("jobStop"));
    stop_->setFont(theme::font(theme::captionPoints));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(count_);
    row->addWidget(bar_);
    row->addWidget(stop_);
    connect(stop_, &QToolButton::clicked, this, [this] {
        desk_.document.cancelComputing();
        desk_.document.overlays().cancelAll();
    });
    // A bar of progress paints the window at once whenever it moves, and a job shorter than this needs none.
    coming_.setSingleShot(true);
    coming_.setInterval(100);
    connect(&coming_, &QTimer::timeout, this, &JobBar::showJobs);
    connect(&desk_.document, &CityDocument::computingChanged, this, &JobBar::showJobsSoon);
    connect(&desk_.document, &CityDocument::cityChanged, this, &JobBar::showJobsSoon);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &JobBar::showJobsSoon);
    connect(&desk_.document.overlays(), &OverlayBoard::changed, this, &JobBar::showJobsSoon);
    connect(&desk_.words, &Words::changed, this, &JobBar::retranslate);
    retranslate();
}

void JobBar::showJobsSoon()
{
    if (!coming_.isActive())
        coming_.start();
}

void JobBar::showJobs()
{
    const int running = desk_.document.overlays().runningCount() + (desk_.document.isComputing() ? 1 : 0);
    most_ = running == 0 ? 0 : std::max(most_, running);
    setVisible(running > 0);
    bar_->setRange(0, most_);
    bar_->setValue(most_ - running);
    count_->setText(desk_.words("desktop.jobs_running", {QString::number(running)}));
}

void JobBar::retranslate()
{
    bar_->setAccessibleName(desk_.words("desktop.name_jobs"));
    stop_->setText(desk_.words("desktop.jobs_stop"));
    showJobs();
}

}  // namespace chiiki::desktop
