#include "workbench/desktop/district_pointing.h"

#include <QMouseEvent>

#include "workbench/desktop/district_tip.h"
#include "workbench/desktop/selection_model.h"

namespace chiiki::desktop {

void pressDistrict(SelectionModel& selection, const std::string& code, const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || code.empty())
        return;
    if (event.modifiers().testFlag(Qt::ControlModifier))
        selection.toggle(code);
    else
        selection.replace(code);
}

void hoverDistrict(SelectionModel& selection, DistrictTip& tip, const std::string& code, const QMouseEvent& event)
{
    selection.setHovered(code);
    tip.hover(code, event.globalPosition().toPoint());
}

void leaveDistricts(SelectionModel& selection, DistrictTip& tip)
{
    selection.setHovered({});
    tip.hover({}, {});
}

}  // namespace chiiki::desktop
