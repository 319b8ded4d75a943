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

void DistrictTip::hover(const std::string& code, QPoint global, const QString& above)
{
    place_ = global;
    if (code == code_ && above == above_)
        return;
    code_ = code;
    above_ = above;
    QToolTip::hideText();
    if (code.empty() && above.isEmpty())
        timer_.stop();
    else
        timer_.start();
}

void DistrictTip::show()
{
    QStringList parts;
    if (!above_.isEmpty())
        parts << above_.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    if (textOf_ && !code_.empty())
        parts << textOf_(code_);
    // As rich text even where nothing tells of the district: plain text would show the escapes.
    QToolTip::showText(place_, QStringLiteral("<div>%1</div>").arg(parts.join(QStringLiteral("<br>"))), &owner_);
}

}  // namespace chiiki::desktop
