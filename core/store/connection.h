#pragma once

#include <memory>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "core/base/owned.h"
#include "core/base/result.h"
#include "core/store/spatialite_on_demand.h"

namespace chiiki::store {

/// An SQLite connection to a workspace file, with SpatiaLite's functions for those who write.
///
/// Never WAL: a rollback journal (DELETE) with synchronous=EXTRA, on every file system alike. WAL needs shared memory,
/// which network drives do not have, and no test of a path or a drive letter tells a network drive for sure; a
/// workspace is read whole into memory and written in short steps, so WAL would gain nothing here. EXTRA also syncs the
/// folder after the journal is removed: an acknowledged change survives a power cut. Writers may keep 64 MB of pages in
/// memory (taken only as far as needed), so that a bulk change writes each page once.
///
/// Functions of this folder throw SQLite::Exception among themselves; Workspace turns it into an Error.
class Connection {
public:
    enum class Use {
        Create,    // a new file; fast and unsafe until it is finished and renamed
        Write,     // changes, and repairs what a killed writer left
        Read,      // changes nothing, but repairs what a killed writer left
        ReadOnly,  // a file that may not be touched at all
    };

    Connection(const std::string& path, Use use);

    SQLite::Database& db() { return *db_; }

    /// SpatiaLite's functions, which the triggers of geometry columns call; about 10 ms the first time, so readers,
    /// who decode geometry themselves, do without.
    void needSpatialFunctions();

    /// Throws where the file is shorter than it says itself. SQLite overlooks a cut within the last page.
    void checkLength();

    /// Throws where the pages of the file do not fit together (SQLite's quick_check: 25 ms for a city). What lies
    /// within a cell has no checksum and is not looked at.
    void checkPages();

    std::int64_t integer(const std::string& sql);

private:
    std::string path_;
    // Declared first, so freed last: SpatiaLite wants the connection closed before its own memory goes.
    Owned<void*, spatialite_cleanup_ex> spatialite_;
    std::unique_ptr<SQLite::Database> db_;
};

/// A failure of SQLite as an Error that says what would do. `connection` may be nullptr where opening failed.
Error errorOf(const SQLite::Exception& exception, Connection* connection, const std::string& path);

}  // namespace chiiki::store
