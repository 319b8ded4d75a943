#include "workbench/desktop/notice_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

NoticeBar::NoticeBar(const Desk& desk, QWidget* parent)
    : QFrame(parent)
    , desk_(desk)
    , sign_(new QLabel(this))
    , text_(new QLabel(this))
    , button_(new QPushButton(this))
    , close_(new QToolButton(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    text_->setObjectName(QStringLiteral("problemLine"));
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    button_->setObjectName(QStringLiteral("noticeAction"));
    close_->setObjectName(QStringLiteral("noticeClose"));
    close_->setText(QStringLiteral("✕"));
    close_->setAutoRaise(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(sign_);
    row->addWidget(text_, 1);
    row->addWidget(button_);
    row->addWidget(close_);
    connect(button_, &QPushButton::clicked, this, [this] {
        const std::function<void()> action = action_;
        clear();
        if (action)
            action();
    });
    connect(close_, &QToolButton::clicked, this, &NoticeBar::clear);
    const auto retranslate = [this] { close_->setAccessibleName(desk_.words("desktop.notice_close")); };
    connect(&desk_.words, &Words::changed, this, retranslate);
    retranslate();
    clear();
}

void NoticeBar::tell(Kind kind, const QString& sentence, const QString& actionTitle, std::function<void()> action)
{
    const bool isProblem = kind == Kind::Problem;
    sign_->setText(isProblem ? QStringLiteral("■") : QStringLiteral("○"));
    theme::setTextColour(*sign_, isProblem ? theme::act : theme::accent);
    text_->setText(sentence);
    setAccessibleName(sentence);
    button_->setText(actionTitle);
    button_->setVisible(!actionTitle.isEmpty());
    action_ = std::move(action);
    show();
}

void NoticeBar::clear()
{
    text_->clear();
    action_ = {};
    hide();
}

QString NoticeBar::sentence() const
{
    return text_->text();
}

}  // namespace chiiki::desktop
