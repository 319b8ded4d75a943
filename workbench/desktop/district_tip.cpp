#include "workbench/desktop/district_tip.h"

#include <QToolTip>
#include <QWidget>

namespace chiiki::desktop {
namespace {

constexpr int restMs = 350;

}  // namespace

DistrictTip::DistrictTip(QWidget& owner)
    : owner_(owner)
{
    timer_.setSingleShot(true);
    timer_.setInterval(restMs);
    QObject::connect(&timer_, &QTimer::timeout, &owner, [this] { show(); });
}

void DistrictTip::hover(const std::string& code, QPoint global)
{
    place_ = global;
    if (code == code_)
        return;
    code_ = code;
    QToolTip::hideText();
    if (code.empty())
        timer_.stop();
    else
        timer_.start();
}

void DistrictTip::show()
{
    if (textOf_ && !code_.empty())
        QToolTip::showText(place_, textOf_(code_), &owner_);
}

}  // namespace chiiki::desktop
