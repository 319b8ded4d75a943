#pragma once

#include <span>

#include "core/store/connection.h"

namespace chiiki::store {

/// In the header of the file, so that `file` and a careful program can tell a workspace from any other SQLite file.
inline constexpr std::int64_t applicationId = 0x43484b57;  // "CHKW"

/// One step forward. Never changed once a version with it was given out: a later step corrects it.
struct Migration {
    int toVersion;
    void (*apply)(Connection&);
};

/// All steps so far, from an empty file on. The last one's version is that of this program.
std::span<const Migration> migrations();

int versionOf(std::span<const Migration> steps);

/// Brings a file from its own version to the last of `steps` in one transaction: after a kill it is the old version or
/// the new, whole. Throws SQLite::Exception. Precondition: the file is not newer than `steps`.
void migrate(Connection& connection, std::span<const Migration> steps);

/// Makes a CRS known to the file by its EPSG code; one that SpatiaLite does not know is left out.
void registerCrs(Connection& connection, int epsg);

}  // namespace chiiki::store
