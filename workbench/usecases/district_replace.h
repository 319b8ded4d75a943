#pragma once

#include "core/base/diagnostics.h"
#include "core/store/workspace.h"
#include "workbench/usecases/district_borders.h"

namespace chiiki {

/// New borders from a file of polygons in any format GDAL reads.
struct DistrictReplaceRequest {
    std::string workspace;  // path
    std::string file;
    std::string layer;      // empty = the only one
    std::string codeField;  // empty = the first of code, district_code, CODE that the file has
    ChangeStamp stamp;
};

struct DistrictReplaceReport {
    BordersReport borders;
    std::vector<std::string> added;    // codes of districts that were not there before
    std::vector<std::string> removed;  // codes that the file lacks
    Diagnostics diagnostics;           // features set aside
};

/// Districts become those of the file: outlines as they stand there (parts of one code together), name from a field
/// name, district or district_name where there is one, everything else kept for codes that were there before. Blocks go
/// to the district their representative point lies in and are "certain" from then on; facilities and stops are placed
/// anew. The edition `district_borders` becomes the file. One journal step. Errors, with nothing changed: NotFound and
/// BadFormat for the file, a field or the name of a new district; BadRequest where a block lies in no district of the
/// file, since its people would be lost, or where stored values speak of a district that the file lacks; those of
/// Workspace.
Result<DistrictReplaceReport> replaceDistricts(const DistrictReplaceRequest& request);

/// The same in a workspace that is open for writing; `request.workspace` is not looked at.
Result<DistrictReplaceReport> replaceDistricts(Workspace& workspace, const DistrictReplaceRequest& request);

}  // namespace chiiki
