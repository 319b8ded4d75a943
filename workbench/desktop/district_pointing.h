#pragma once

#include <string>

class QMouseEvent;

namespace chiiki::desktop {

class DistrictTip;
class SelectionModel;

/// What the mouse does on a picture of the districts that stands still. `code`: the district at the event; empty =
/// none, where a press changes nothing: a slip must not lose nine picked districts.
void pressDistrict(SelectionModel& selection, const std::string& code, const QMouseEvent& event);
void hoverDistrict(SelectionModel& selection, DistrictTip& tip, const std::string& code, const QMouseEvent& event);
void leaveDistricts(SelectionModel& selection, DistrictTip& tip);

}  // namespace chiiki::desktop
