#pragma once

#include <optional>
#include <string>

#include "workbench/usecases/plugin_rows.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// A cell of the comparison table that holds a number somebody wrote down, not one that was worked out; its series is
/// actual.
struct InputCell {
    /// The one field of the one row that the value is.
    struct OfRow {
        PluginTablePlace place;  // its `workspace` is empty
        std::string uid;
        std::string field;
        std::string status;  // that the row shall have; empty = as it is
    };
    Indicator indicator;
    std::string districtCode;  // empty = the city
    FiscalYear year;
    Value present;
    std::optional<OfRow> row;  // nullopt = the workspace stores the value by itself
};

/// The cell if it can be typed into: a value that the workspace stores (in its years with values, missing ones too), or
/// a plugin's value that is one field of one row of this district alone: a total, the latest stage or a value of a
/// table, not divided and not cumulative. nullopt: it is derived, or there is no such cell.
std::optional<InputCell> inputCellOf(PluginSession& session, const std::string& indicatorId,
                                     const std::string& districtCode, FiscalYear year);

/// What was typed takes the value's place, as one journal step; the same number again is none. A number as tables show
/// it (a ratio in percent): full-width or half-width digits, thousands parted by commas or not at all, with its unit or
/// without; of stages their words. Nothing makes the value missing. A row is edited as by editRow and keeps its status,
/// but that a sample in a table of values becomes what the table is; a stored value says by its source ("entered") and
/// its note that it was typed, and is estimated at best: no named source says it. Errors: BadRequest for what is no
/// such number, NotFound where the indicator or the row is gone; those of editRow and of Workspace.
Result<SnapshotPtr> setInputCell(Workspace& workspace, const InputCell& cell, const std::string& typed,
                                 const ChangeStamp& stamp);

struct SetValueRequest {
    std::string workspace;  // path
    std::string indicatorId;
    std::string district;  // code, name, or "city"
    FiscalYear year;
    std::string typed;
    ChangeStamp stamp;
};

/// `chiiki value set`. Returns what the journal says of it. Errors also: NotFound for an indicator or a district there
/// is not, BadRequest where the value is derived or the workspace has none of the year.
Result<Message> setValue(const SetValueRequest& request, const PluginSurroundings& surroundings);

}  // namespace chiiki
