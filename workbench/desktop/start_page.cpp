#include "workbench/desktop/start_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/recent_files.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

QLabel* sentence(QWidget* parent, double points, bool isBold, theme::Token colour)
{
    auto* label = new QLabel(parent);
    label->setFont(theme::font(points, isBold));
    label->setWordWrap(true);
    theme::setTextColour(*label, colour);
    return label;
}

}  // namespace

StartPage::StartPage(Words& words, QWidget* parent)
    : QWidget(parent)
    , words_(words)
    , title_(sentence(this, 20, true, theme::text))
    , about_(sentence(this, theme::textPoints, false, theme::secondText))
    , open_(new QPushButton(this))
    , yamaguchi_(new QPushButton(this))
    , language_(new QPushButton(this))
    , screen_(new QPushButton(this))
    , yamaguchiNote_(sentence(this, theme::captionPoints, false, theme::secondText))
    , jobsTitle_(sentence(this, theme::sectionPoints, true, theme::text))
    , recentTitle_(sentence(this, theme::sectionPoints, true, theme::text))
    , recent_(new QVBoxLayout)
    , error_(sentence(this, theme::textPoints, false, theme::act))
    , progress_(new QProgressBar(this))
    , opening_(sentence(this, theme::textPoints, false, theme::text))
    , drop_(sentence(this, theme::captionPoints, false, theme::secondText))
{
    setObjectName(QStringLiteral("startPage"));
    open_->setObjectName(QStringLiteral("startOpen"));
    yamaguchi_->setObjectName(QStringLiteral("startYamaguchi"));
    language_->setObjectName(QStringLiteral("startLanguage"));
    screen_->setObjectName(QStringLiteral("startScreen"));
    error_->setObjectName(QStringLiteral("startError"));
    error_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    yamaguchi_->setProperty("isPrimary", true);
    progress_->setRange(0, 0);
    progress_->setTextVisible(false);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(yamaguchi_);
    buttons->addWidget(open_);
    buttons->addStretch();

    auto* jobGrid = new QGridLayout;
    jobGrid->setSpacing(4);
    makeJobs(*jobGrid);
    auto* left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(jobsTitle_);
    left->addLayout(jobGrid);
    left->addStretch();
    recent_->setSpacing(4);
    auto* right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(recentTitle_);
    right->addLayout(recent_);
    right->addStretch();
    auto* columns = new QHBoxLayout;
    columns->setSpacing(48);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(title_);
    column->addWidget(about_);
    column->addSpacing(12);
    column->addLayout(buttons);
    column->addWidget(yamaguchiNote_);
    column->addWidget(opening_);
    column->addWidget(progress_);
    column->addWidget(error_);
    column->addSpacing(24);
    column->addLayout(columns);
    auto* middle = new QWidget(this);
    theme::keep(*middle, [middle] { middle->setMaximumWidth(theme::px(1200)); });
    middle->setLayout(column);

    auto* top = new QHBoxLayout;
    top->addStretch();
    top->addWidget(language_);
    top->addWidget(screen_);
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(middle, 20);
    across->addStretch(1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(24, 16, 24, 16);
    page->addLayout(top);
    page->addStretch(2);
    page->addLayout(across);
    page->addStretch(3);
    page->addWidget(drop_);

    connect(open_, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(yamaguchi_, &QPushButton::clicked, this, &StartPage::yamaguchiRequested);
    connect(language_, &QPushButton::clicked, &words_, &Words::switchLanguage);
    connect(screen_, &QPushButton::clicked, this, [] {
        const bool isLight = theme::looks().chrome() == theme::Chrome::Light;
        theme::looks().setChrome(isLight ? theme::Chrome::Dark : theme::Chrome::Light);
    });
    connect(&words_, &Words::changed, this, &StartPage::retranslate);
    retranslate();
    theme::keep(*screen_, [this] { showScreen(); });
    setOpening(false);
    setError({});
}

void StartPage::makeJobs(QGridLayout& grid)
{
    for (const PlannerJob& job : plannerJobs()) {
        auto* number = sentence(this, theme::textPoints, true, theme::secondText);
        number->setText(QString::number(job.number));
        number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        auto* button = new QPushButton(this);
        button->setObjectName(QStringLiteral("startJob%1").arg(job.number));
        button->setProperty("isLine", true);
        connect(button, &QPushButton::clicked, this, [this, job] { emit jobRequested(job); });
        const int row = grid.rowCount();
        grid.addWidget(number, row, 0);
        grid.addWidget(button, row, 1);
        jobs_.push_back(button);
    }
    grid.setColumnStretch(1, 1);
}

void StartPage::setOpening(bool isOpening)
{
    open_->setEnabled(!isOpening);
    yamaguchi_->setEnabled(!isOpening);
    for (QPushButton* job : jobs_)
        job->setEnabled(!isOpening);
    opening_->setVisible(isOpening);
    progress_->setVisible(isOpening);
}

void StartPage::setError(const QString& sentence)
{
    error_->setText(sentence);
    error_->setVisible(!sentence.isEmpty());
}

void StartPage::keyPressEvent(QKeyEvent* event)
{
    const std::span<const PlannerJob> jobs = plannerJobs();
    for (std::size_t i = 0; i < jobs.size(); ++i)
        if (event->text() == QString::number(jobs[i].number) && jobs_[i]->isEnabled()) {
            jobs_[i]->click();
            return;
        }
    QWidget::keyPressEvent(event);
}

void StartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showRecent();
    yamaguchi_->setFocus();
}

void StartPage::showRecent()
{
    while (QLayoutItem* item = recent_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const std::vector<RecentFile> files = recentFiles();
    for (const RecentFile& file : files) {
        const QFileInfo info(file.path);
        auto* button = new QPushButton(info.fileName(), this);
        button->setProperty("isLine", true);
        button->setToolTip(file.path);
        connect(button, &QPushButton::clicked, this, [this, path = file.path] { emit fileRequested(path); });
        auto* held = sentence(this, theme::captionPoints, false, theme::secondText);
        held->setText(words_("desktop.start_recent_held",
                             {QLocale(QLocale::C).toString(file.opened, QStringLiteral("yyyy-MM-dd HH:mm")),
                              QString::number(file.districts), QString::number(file.indicators),
                              QString::number(file.act), QString::number(file.watch), QString::number(file.note)}));
        held->setContentsMargins(8, 0, 0, 4);
        recent_->addWidget(button);
        recent_->addWidget(held);
    }
    if (files.empty()) {
        auto* none = sentence(this, theme::textPoints, false, theme::secondText);
        none->setText(words_("desktop.start_recent_none"));
        recent_->addWidget(none);
    }
}

/// Says what a press would do, as the button of the language does.
void StartPage::showScreen()
{
    const bool isLight = theme::looks().chrome() == theme::Chrome::Light;
    screen_->setText(words_(isLight ? "desktop.start_dark" : "desktop.start_light"));
}

void StartPage::retranslate()
{
    showScreen();
    setAccessibleName(words_("desktop.name_start"));
    title_->setText(words_("desktop.program"));
    about_->setText(words_("desktop.start_about"));
    open_->setText(words_("desktop.start_open"));
    yamaguchi_->setText(words_("desktop.start_yamaguchi"));
    yamaguchiNote_->setText(words_("desktop.start_yamaguchi_note"));
    language_->setText(words_("desktop.other_language"));
    opening_->setText(words_("desktop.opening"));
    jobsTitle_->setText(words_("desktop.start_jobs"));
    recentTitle_->setText(words_("desktop.start_recent"));
    drop_->setText(words_("desktop.start_drop"));
    const std::span<const PlannerJob> jobs = plannerJobs();
    for (std::size_t i = 0; i < jobs.size(); ++i)
        jobs_[i]->setText(words_(jobs[i].title));
    showRecent();
}

}  // namespace chiiki::desktop
