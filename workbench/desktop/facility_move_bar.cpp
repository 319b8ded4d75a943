#include "workbench/desktop/facility_move_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

FacilityMoveBar::FacilityMoveBar(const Desk& desk, QWidget& map)
    : QFrame(&map)
    , desk_(desk)
    , how_(new QLabel(this))
    , far_(new QLabel(this))
    , keep_(new QPushButton(this))
    , leave_(new QPushButton(this))
{
    setObjectName(QStringLiteral("facilityMoveBar"));
    setAccessibleName(desk_.words("desktop.map_menu_move"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    how_->setObjectName(QStringLiteral("facilityMoveHow"));
    how_->setWordWrap(true);
    how_->setTextFormat(Qt::PlainText);
    far_->setObjectName(QStringLiteral("facilityMoveFar"));
    far_->setTextFormat(Qt::PlainText);
    far_->setWordWrap(true);
    far_->setFont(theme::font(theme::textPoints, true));
    keep_->setObjectName(QStringLiteral("facilityMoveKeep"));
    leave_->setObjectName(QStringLiteral("facilityMoveLeave"));
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(far_, 1);
    second->addWidget(keep_);
    second->addWidget(leave_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 8);
    column->setSpacing(4);
    column->addWidget(how_);
    column->addLayout(second);
    connect(keep_, &QPushButton::clicked, this, &FacilityMoveBar::kept);
    connect(leave_, &QPushButton::clicked, this, &FacilityMoveBar::left);
    theme::keep(*this, [this] { place(); });
    hide();
}

void FacilityMoveBar::tell(const QString& how, const QString& far, bool canKeep)
{
    how_->setText(how);
    far_->setText(far);
    keep_->setText(desk_.words("desktop.move_keep"));
    keep_->setEnabled(canKeep);
    leave_->setText(desk_.words("desktop.move_leave"));
    setAccessibleName(how);
    place();
}

void FacilityMoveBar::place()
{
    const int width = parentWidget()->width();
    setGeometry(0, 0, width, layout()->totalHeightForWidth(width));
}

}  // namespace chiiki::desktop
