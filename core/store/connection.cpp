#include "core/store/connection.h"

#include <cerrno>
#include <filesystem>
#include <mutex>

#include <sqlite3.h>

namespace chiiki::store {
namespace {

int flagsOf(Connection::Use use)
{
    // A Workspace belongs to one thread, so no call needs a lock.
    const int common = SQLite::OPEN_NOMUTEX;
    switch (use) {
    case Connection::Use::Create:
        return common | SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    case Connection::Use::Write:
    case Connection::Use::Read:
        return common | SQLite::OPEN_READWRITE;
    case Connection::Use::ReadOnly:
        return common | SQLite::OPEN_READONLY;
    }
    return common | SQLite::OPEN_READONLY;
}

constexpr int patienceMs = 5000;  // for another's short write to finish

/// SQLite says FULL for ENOSPC alone; a quota or a limit of file size comes as a failed write. Its errno may be that of
/// a later call by the time it is told, so only a device's own failure is taken as such.
bool meansNoSpace(int extendedCode, int systemError)
{
    return systemError == ENOSPC || systemError == EFBIG || systemError == EDQUOT ||
           (extendedCode == SQLITE_IOERR_WRITE && systemError != EIO);
}

}  // namespace

Connection::Connection(const std::string& path, Use use)
    : path_(path)
    , db_(std::make_unique<SQLite::Database>(path, flagsOf(use), patienceMs))
{
    sqlite3_extended_result_codes(db_->getHandle(), 1);
    switch (use) {
    case Use::Create:
        db_->exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;");
        break;
    case Use::Write:
        db_->exec("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA cache_size=-65536;");
        break;
    case Use::Read:
        db_->exec("PRAGMA query_only=ON;");
        break;
    case Use::ReadOnly:
        break;
    }
}

void Connection::needSpatialFunctions()
{
    if (spatialite_)
        return;
    // SpatiaLite keeps lists of its connections that no lock guards.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    spatialite_.reset(spatialite_alloc_connection());
    spatialite_init_ex(db_->getHandle(), spatialite_.get(), 0);
}

void Connection::checkLength()
{
    // Asked through SQLite first, which repairs what a killed writer left.
    const std::int64_t expected = integer("PRAGMA page_count") * integer("PRAGMA page_size");
    std::error_code error;
    const auto present = std::filesystem::file_size(path_, error);
    if (!error && static_cast<std::int64_t>(present) < expected)
        throw SQLite::Exception("file is cut short", SQLITE_CORRUPT);
}

void Connection::checkPages()
{
    const std::string verdict = db_->execAndGet("PRAGMA quick_check(1)").getString();
    if (verdict != "ok")
        throw SQLite::Exception(verdict, SQLITE_CORRUPT);
}

std::int64_t Connection::integer(const std::string& sql)
{
    return db_->execAndGet(sql).getInt64();
}

Error errorOf(const SQLite::Exception& exception, Connection* connection, const std::string& path)
{
    const int systemError = connection ? sqlite3_system_errno(connection->db().getHandle()) : 0;
    const int code = exception.getErrorCode() & 0xff;
    switch (code) {
    case SQLITE_FULL:
        return {ErrorKind::NoSpace, {"store.no_space", {}}, path};
    case SQLITE_IOERR:
        if (meansNoSpace(exception.getExtendedErrorCode(), systemError))
            return {ErrorKind::NoSpace, {"store.no_space", {}}, path};
        break;
    case SQLITE_NOTADB:
        return {ErrorKind::BadFormat, {"store.not_a_workspace", {}}, path};
    case SQLITE_CORRUPT:
        return {ErrorKind::BadFormat, {"store.damaged", {exception.what()}}, path};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Locked, {"store.busy", {}}, path};
    case SQLITE_READONLY:
        if (exception.getExtendedErrorCode() == SQLITE_READONLY_ROLLBACK)
            return {ErrorKind::ReadOnly, {"store.needs_repair", {}}, path};
        [[fallthrough]];
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorKind::ReadOnly, {"store.cannot_open", {exception.what()}}, path};
    case SQLITE_CONSTRAINT:
        return {ErrorKind::BadRequest, {"store.row_refused", {exception.what()}}, path};
    default:
        break;
    }
    return {ErrorKind::Internal, {"store.sqlite", {exception.what()}}, path};
}

}  // namespace chiiki::store
