#pragma once

#include <string>

#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// The content of a workspace for reading; nobody is kept from writing. Errors: those of Workspace::open and
/// Workspace::snapshot.
Result<SnapshotPtr> openCity(const std::string& path);

}  // namespace chiiki
