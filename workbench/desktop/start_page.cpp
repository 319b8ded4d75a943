#include "workbench/desktop/start_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int columnWidth = 600;

QLabel* sentence(QWidget* parent, double points, bool isBold, Colour colour)
{
    auto* label = new QLabel(parent);
    label->setFont(theme::font(points, isBold));
    label->setWordWrap(true);
    label->setStyleSheet(QStringLiteral("color: %1").arg(QString::fromStdString(hexOf(colour))));
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
    , yamaguchiNote_(sentence(this, theme::captionPoints, false, theme::secondText))
    , error_(sentence(this, theme::textPoints, false, theme::act))
    , progress_(new QProgressBar(this))
    , opening_(sentence(this, theme::textPoints, false, theme::text))
{
    setObjectName(QStringLiteral("startPage"));
    open_->setObjectName(QStringLiteral("startOpen"));
    yamaguchi_->setObjectName(QStringLiteral("startYamaguchi"));
    language_->setObjectName(QStringLiteral("startLanguage"));
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
    auto* middle = new QWidget(this);
    middle->setFixedWidth(columnWidth);
    middle->setLayout(column);

    auto* top = new QHBoxLayout;
    top->addStretch();
    top->addWidget(language_);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(24, 16, 24, 24);
    page->addLayout(top);
    page->addStretch(2);
    page->addWidget(middle, 0, Qt::AlignHCenter);
    page->addStretch(3);

    connect(open_, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(yamaguchi_, &QPushButton::clicked, this, &StartPage::yamaguchiRequested);
    connect(language_, &QPushButton::clicked, &words_, &Words::switchLanguage);
    connect(&words_, &Words::changed, this, &StartPage::retranslate);
    retranslate();
    setOpening(false);
    setError({});
}

void StartPage::setOpening(bool isOpening)
{
    open_->setEnabled(!isOpening);
    yamaguchi_->setEnabled(!isOpening);
    opening_->setVisible(isOpening);
    progress_->setVisible(isOpening);
}

void StartPage::setError(const QString& sentence)
{
    error_->setText(sentence);
    error_->setVisible(!sentence.isEmpty());
}

void StartPage::retranslate()
{
    setAccessibleName(words_("desktop.name_start"));
    title_->setText(words_("desktop.program"));
    about_->setText(words_("desktop.start_about"));
    open_->setText(words_("desktop.start_open"));
    yamaguchi_->setText(words_("desktop.start_yamaguchi"));
    yamaguchiNote_->setText(words_("desktop.start_yamaguchi_note"));
    language_->setText(words_("desktop.other_language"));
    opening_->setText(words_("desktop.opening"));
}

}  // namespace chiiki::desktop
