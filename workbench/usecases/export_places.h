#pragma once

#include "core/base/result.h"
#include "core/io/data_layer.h"
#include "core/model/snapshot.h"

/// The records of a workspace as layers: every record is a row, placed or not. Texts that are composed are in
/// `language`; names stay as the sources have them.
namespace chiiki::export_layers {

/// One column an attribute that any facility has, "attribute_<key>".
DataLayer facilities(const Snapshot& city, Language language);
DataLayer stops(const Snapshot& city, Language language);
DataLayer routes(const Snapshot& city);
/// 基本単位区 with their outlines.
DataLayer blocks(const Snapshot& city);
DataLayer taxiDistricts(const Snapshot& city);
DataLayer measures(const Snapshot& city);

/// Error BadRequest where a file's records are not as many as its edition says, or its parts do not add up.
Result<void> checkRecords(const Snapshot& city, Language language);

}  // namespace chiiki::export_layers
