#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/area_interpolation.h"
#include "core/base/diagnostics.h"
#include "core/store/workspace.h"

namespace chiiki {

struct ImportAreasRequest {
    std::string path;  // of a table of e-Stat's small areas or meshes: a file, folder or ZIP (isAreasTable)
    ChangeStamp stamp;
    std::optional<FiscalYear> year;         // of the figures: no such table says it
    std::string asOf = {};                  // ISO date of the survey; then the year follows from it
    std::vector<std::string> columns = {};  // codes (T001082001); empty = all
    SharedBy by = SharedBy::People;         // what cells of a mesh are divided by
    bool isPreview = false;                 // work out alone, change nothing
    std::string licence = {};
    std::string credit = {};  // empty = as e-Stat asks
};

/// One figure of the table, by district.
struct AreaFigure {
    std::string column;      // T001082001
    IndicatorResult result;  // "estat.t001082001"
    bool isNew = false;      // the workspace has no such indicator
    bool isSame = false;     // it has these very values already
};

/// What a table of areas brings to a workspace.
struct AreasComparison {
    SourceEdition edition;                // `rows`: the areas themselves, totals not counted
    std::optional<SourceEdition> before;  // that it replaces
    bool isSame = false;                  // the workspace holds exactly this: nothing is written
    bool isMesh = false;
    int meshOrder = 0;
    std::vector<AreaFigure> figures;
    std::vector<std::string> files;
    std::size_t areas = 0;              // that were counted
    std::size_t totals = 0;             // rows that finer rows add up to
    std::size_t divided = 0;            // areas in more than one district
    std::size_t combined = 0;           // kept back and counted in another
    std::vector<std::string> unplaced;  // names or keys of areas that belong to no known town
    Diagnostics setAside;
    SnapshotPtr snapshot;  // afterwards; of a preview: as it is
};

/// Whether the path is a table of e-Stat's small areas or meshes, a folder with one, or a ZIP of them.
bool isAreasTable(const std::string& path);

/// What the table would bring to a city, and the city with it; `next` is left alone where it is the same. Errors as
/// importAreas.
Result<AreasComparison> takeAreas(const Snapshot& city, const ImportAreasRequest& request, Snapshot& next);

/// Takes a table of e-Stat in as indicators by district, in place of its edition before, as one journal step. Small
/// areas belong to the district of their town and are summed (computed), those of a divided town by its people
/// (estimated); cells of a mesh are divided (core/analysis/area_interpolation.h). 秘匿 stays absent as suppressed, 合算
/// goes where the source put it. The same file again writes nothing. Errors: BadRequest where neither year nor date is
/// given, or a column is none of the table's (says which there are); those of readEstatTable and Workspace.
Result<AreasComparison> importAreas(Workspace& workspace, const ImportAreasRequest& request);
/// The same in the file at `path`; a preview opens it for reading alone.
Result<AreasComparison> importAreas(const std::string& path, const ImportAreasRequest& request);

/// What was (or would be) done, with each figure's reconciliation line.
std::string areasText(const AreasComparison& comparison, bool isPreview, Language language);

/// {"api":1,"preview","same","rows":[{column, indicator, district_code, ...}],"reconciliation","set_aside","sources"}
std::string areasJson(const AreasComparison& comparison, bool isPreview, Language language);

}  // namespace chiiki
