#include "core/store/workspace.h"

#include <sqlite3.h>

#include "core/store/changes.h"
#include "core/store/files.h"
#include "core/store/guard.h"
#include "core/store/journal.h"
#include "core/store/lease.h"
#include "core/store/schema.h"
#include "core/store/tables.h"

namespace chiiki {

using namespace store;

struct Workspace::State {
    std::string path;
    std::optional<Message> whyReadOnly;
    std::optional<std::string> recovered;
    std::optional<Lease> lease;  // outlives the connection: freed after it
    std::unique_ptr<Connection> connection;
    SnapshotPtr snapshot;
    std::int64_t dataVersion = 0;  // of the file when `snapshot` was read; others' commits change it

    SnapshotPtr read();
    SnapshotPtr write(Snapshot next, JournalEntry entry, const ChangeStamp& stamp);
    Result<Reverted> revert(std::optional<JournalEntry> (*choose)(Connection&), Message nothing, std::string_view code,
                            const ChangeStamp& stamp);
};

SnapshotPtr Workspace::State::read()
{
    // Asked first: a commit of another in between makes the next call read again, never keep what is old.
    const std::int64_t version = connection->integer("PRAGMA data_version");
    if (!snapshot || version != dataVersion) {
        SQLite::Transaction moment(connection->db());
        snapshot = std::make_shared<const Snapshot>(readAll(*connection));
        dataVersion = version;
    }
    return snapshot;
}

/// Precondition: `next` was made from `snapshot`.
SnapshotPtr Workspace::State::write(Snapshot next, JournalEntry entry, const ChangeStamp& stamp)
{
    SQLite::Transaction transaction(connection->db(), SQLite::TransactionBehavior::IMMEDIATE);
    if (connection->integer("PRAGMA data_version") != dataVersion)
        throw SQLite::Exception("changed by another program", SQLITE_BUSY);
    // Sorted first: rows go into the file, and into its indexes, in the order of their keys.
    sortByContract(next);
    Difference difference = writeDifferences(*connection, *snapshot, next);
    if (difference.isEmpty() && !entry.reverts)
        return snapshot;
    entry.at = stamp.at;
    entry.author = stamp.author;
    entry.before = difference.before.dump();
    entry.after = difference.after.dump();
    entry.bulk = std::move(difference.bulk);
    next.revision = snapshot->revision + 1;
    next.asOf = difference.isOfSettingsAlone() ? snapshot->asOf : stamp.asOf;
    entry.asOf = next.asOf;
    auto made = std::make_shared<const Snapshot>(std::move(next));
    appendPacked(*connection, appendEntry(*connection, entry), difference.packed);
    writeAsOf(*connection, made->asOf);
    transaction.commit();
    snapshot = std::move(made);
    return snapshot;
}

namespace {

/// What a workspace just made from a pack carries; see asOfAfter.
std::string newestEditionDate(const Snapshot& content)
{
    constexpr std::size_t wholeDate = 10;
    std::string newest;
    for (const SourceEdition& edition : content.sources)
        if (edition.asOf.size() == wholeDate)
            newest = std::max(newest, edition.asOf);
    return newest;
}

}  // namespace

Workspace::Workspace(std::unique_ptr<State> state)
    : state_(std::move(state))
{
}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

const std::string& Workspace::path() const
{
    return state_->path;
}

bool Workspace::isReadOnly() const
{
    return state_->whyReadOnly.has_value();
}

std::optional<Message> Workspace::whyReadOnly() const
{
    return state_->whyReadOnly;
}

std::optional<std::string> Workspace::recovered() const
{
    return state_->recovered;
}

Result<Workspace> Workspace::create(const std::string& path, const Snapshot& content, const ChangeStamp& stamp)
{
    if (auto refused = whyNoNewFile(path))
        return tl::unexpected(*std::move(refused));
    auto lease = Lease::acquire(path, stamp.author, stamp.at);
    if (!lease)
        return tl::unexpected(lease.error());

    // Made under another name, without a journal, then given its own: a kill leaves no file or a whole one. What an
    // earlier kill left goes first; the lease says that nobody is at it.
    const UnfinishedFile unfinished(path + ".new");
    std::unique_ptr<Connection> connection;
    const auto made = guarded(path, connection, [&] {
        connection = std::make_unique<Connection>(unfinished.path(), Connection::Use::Create);
        migrate(*connection, migrations());
        if (content.city.planeEpsg != 0)
            registerCrs(*connection, content.city.planeEpsg);
        insertAll(*connection, content);
        writeAsOf(*connection, content.asOf);
        appendEntry(*connection,
                    {.at = stamp.at, .author = stamp.author, .what = {"store.created", {}}, .asOf = content.asOf});
        return true;
    });
    connection.reset();
    if (!made)
        return tl::unexpected(made.error());
    if (auto failed = publish(unfinished.path(), path))
        return tl::unexpected(*std::move(failed));

    auto state = std::make_unique<State>();
    state->path = path;
    state->lease = *std::move(lease);
    const auto opened = guarded(path, state->connection, [&] {
        state->connection = std::make_unique<Connection>(path, Connection::Use::Write);
        return true;
    });
    if (!opened)
        return tl::unexpected(opened.error());
    return Workspace(std::move(state));
}

Result<Workspace> Workspace::open(const std::string& path, Access access, const ChangeStamp& stamp)
{
    if (auto refused = whyNoDatabase(path))
        return tl::unexpected(*std::move(refused));
    auto state = std::make_unique<State>();
    state->path = path;
    const auto cannotWrite = whyNotWritable(path);
    if (access == Access::ReadWrite && !cannotWrite) {
        auto lease = Lease::acquire(path, stamp.author, stamp.at);
        if (!lease)
            return tl::unexpected(lease.error());
        state->lease = *std::move(lease);
    } else {
        state->whyReadOnly = cannotWrite ? cannotWrite : Message{"store.opened_read_only", {}};
    }

    // Asked before SQLite repairs it.
    const bool endedUncleanly = hasUnfinishedChange(path) || (state->lease && state->lease->isTakenOver());
    const auto use = state->lease  ? Connection::Use::Write
                     : cannotWrite ? Connection::Use::ReadOnly
                                   : Connection::Use::Read;
    const auto version = guarded(path, state->connection, [&] {
        state->connection = std::make_unique<Connection>(path, use);
        state->connection->checkLength();
        if (endedUncleanly)
            state->connection->checkPages();
        const bool isOurs = state->connection->integer("PRAGMA application_id") == applicationId;
        return isOurs ? static_cast<int>(state->connection->integer("PRAGMA user_version")) : -1;
    });
    if (!version)
        return tl::unexpected(version.error());
    const int current = versionOf(migrations());
    if (*version < 0)
        return fail(ErrorKind::BadFormat, {"store.not_a_workspace", {}}, path);
    if (*version > current)
        return fail(ErrorKind::BadFormat, {"store.newer_version", {std::to_string(*version), std::to_string(current)}},
                    path);
    if (*version < current) {
        if (cannotWrite)
            return fail(ErrorKind::ReadOnly,
                        {"store.older_read_only", {std::to_string(*version), std::to_string(current)}}, path);
        if (!state->lease) {
            // A reader of an older file brings it forward as a writer would, then reads.
            state.reset();
            std::optional<std::string> recovered;
            if (const auto writer = open(path, Access::ReadWrite, stamp))
                recovered = writer->recovered();
            else
                return tl::unexpected(writer.error());
            auto reader = open(path, access, stamp);
            if (reader)
                reader->state_->recovered = recovered;
            return reader;
        }
        const auto migrated = guarded(path, state->connection, [&] {
            migrate(*state->connection, migrations());
            return true;
        });
        if (!migrated)
            return tl::unexpected(migrated.error());
    }
    if (endedUncleanly) {
        const auto newest = guarded(path, state->connection, [&] { return readEntries(*state->connection, 1); });
        if (!newest)
            return tl::unexpected(newest.error());
        if (!newest->empty())
            state->recovered = newest->front().at;
    }
    return Workspace(std::move(state));
}

Result<void> Workspace::check()
{
    const auto checked = guarded(state_->path, state_->connection, [&] {
        state_->connection->checkPages();
        return true;
    });
    return checked ? Result<void>() : tl::unexpected(checked.error());
}

Result<SnapshotPtr> Workspace::snapshot()
{
    return guarded(state_->path, state_->connection, [&] { return state_->read(); });
}

Result<SnapshotPtr> Workspace::commit(const Snapshot& next, const Message& what, const ChangeStamp& stamp,
                                      const std::string& edition)
{
    return commit(Snapshot(next), what, stamp, edition);
}

Result<SnapshotPtr> Workspace::commit(Snapshot&& next, const Message& what, const ChangeStamp& stamp,
                                      const std::string& edition)
{
    if (state_->whyReadOnly)
        return fail(ErrorKind::ReadOnly, *state_->whyReadOnly, state_->path);
    auto current = snapshot();
    if (!current)
        return current;
    if (next.revision != (*current)->revision)
        return fail(ErrorKind::BadRequest, {"store.stale", {}}, state_->path);
    return guarded(state_->path, state_->connection,
                   [&] { return state_->write(std::move(next), {.what = what, .edition = edition}, stamp); });
}

Result<Workspace::Reverted> Workspace::State::revert(std::optional<JournalEntry> (*choose)(Connection&),
                                                     Message nothing, std::string_view code, const ChangeStamp& stamp)
{
    if (whyReadOnly)
        return fail(ErrorKind::ReadOnly, *whyReadOnly, path);
    const auto chosen = guarded(path, connection, [&] { return choose(*connection); });
    if (!chosen)
        return tl::unexpected(chosen.error());
    if (!*chosen)
        return fail(ErrorKind::NotFound, std::move(nothing), path);
    const JournalEntry& entry = **chosen;
    const auto made = guarded(path, connection, [&] {
        return write(withRestored(*read(), readDifference(*connection, entry.id)),
                     {.what = {code, {std::to_string(entry.id)}}, .reverts = entry.id}, stamp);
    });
    if (!made)
        return tl::unexpected(made.error());
    return Reverted{entry, *made};
}

Result<Workspace::Reverted> Workspace::undoLast(const ChangeStamp& stamp)
{
    return state_->revert(entryToUndo, {"store.nothing_to_undo", {}}, "store.undone", stamp);
}

Result<Workspace::Reverted> Workspace::redoLast(const ChangeStamp& stamp)
{
    return state_->revert(entryToRedo, {"store.nothing_to_redo", {}}, "store.redone", stamp);
}

Result<std::optional<JournalEntry>> Workspace::nextUndo()
{
    return guarded(state_->path, state_->connection, [&] { return entryToUndo(*state_->connection); });
}

Result<std::optional<JournalEntry>> Workspace::nextRedo()
{
    return guarded(state_->path, state_->connection, [&] {
        const auto undone = entryToRedo(*state_->connection);
        return undone ? std::optional(changeUndoneBy(*state_->connection, *undone)) : std::nullopt;
    });
}

Result<void> Workspace::walkBack(std::span<const std::int64_t> steps, const UseState& use)
{
    const auto walked = guarded(state_->path, state_->connection, [&]() -> Result<void> {
        const SnapshotPtr present = state_->read();
        Snapshot state = *present;
        for (const std::int64_t step : steps) {
            for (; state.revision > step; --state.revision) {
                const auto taken = readDifference(*state_->connection, state.revision);
                state = withRestored(std::move(state), taken);
            }
            if (state.revision == present->revision) {
                if (auto used = use(step, present); !used)
                    return used;
                continue;
            }
            state.asOf = asOfAfter(*state_->connection, step).value_or(newestEditionDate(state));
            if (auto used = use(step, std::make_shared<const Snapshot>(state)); !used)
                return used;
        }
        return {};
    });
    return walked ? *walked : tl::unexpected(walked.error());
}

Result<SnapshotPtr> Workspace::stateAfter(std::int64_t step)
{
    SnapshotPtr state;
    const auto walked = walkBack(std::span(&step, 1), [&](std::int64_t, const SnapshotPtr& found) -> Result<void> {
        state = found;
        return {};
    });
    return walked ? Result<SnapshotPtr>(state) : tl::unexpected(walked.error());
}

Result<std::vector<JournalEntry>> Workspace::journal(int limit)
{
    return guarded(state_->path, state_->connection, [&] { return readEntries(*state_->connection, limit); });
}

}  // namespace chiiki
