#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "maps/style/choropleth.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/shown_indicator.h"

namespace chiiki::desktop {

/// Whether the classes of what is shown can be chosen: not where there are none (circles, the whole city alone) and
/// not those of categories, which mean something.
bool hasChoosableClasses(const ShownIndicator& shown);

/// What classes of `shown` the planners chose; the default where nobody did.
ClassStyle chosenClasses(const Desk& desk);

/// Puts the style of the indicator shown into the workspace: a step that can be undone. Refused like any change where
/// the workspace cannot be written.
void changeClasses(const Desk& desk, const ClassStyle& style);

/// The style with this number of classes made by this method. Where the indicator has limits of its own, they are
/// replaced by those that the method gives now, since those would win over a method.
ClassStyle withClasses(const ShownIndicator& shown, ClassStyle style, BreakMethod method, int classes);

/// The limit that lies at a share of the way to the next limit (or the end of the values): -1 that below it, 1 that
/// above. Two significant digits, three where two would reach one of them.
double movedLimit(const ClassBreaks& breaks, int index, double share);

/// The breaks' limits with one of them moved.
std::vector<double> limitsWith(const ClassBreaks& breaks, int index, double value);

/// Limits as people read and write them, in the unit that is shown (a ratio in %): 「100、300、700、1,500」.
QString limitsText(const ShownIndicator& shown, const std::vector<double>& limits, const QString& separator);

/// What was typed; nullopt where it is no ascending list of 1 to 8 numbers.
std::optional<std::vector<double>> readLimits(const ShownIndicator& shown, const QString& text);

/// The districts of a class, in the snapshot's order.
std::vector<std::string> districtsOfClass(const ShownIndicator& shown, int classIndex);

}  // namespace chiiki::desktop
