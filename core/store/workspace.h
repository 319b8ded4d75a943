#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/store/change.h"

namespace chiiki {

enum class Access { ReadOnly, ReadWrite };

/// 作業ファイル: one SpatiaLite file that holds everything about a city, and the journal of how it came to be so.
/// QGIS, ogrinfo and spatialite open it as it is.
///
/// Readers ask for a snapshot and keep it as long as they like. One writer at a time makes the next: it holds a lease
/// (`<file>.lock`) as long as the Workspace lives. Every change is one transaction and one journal entry; a process
/// killed at any moment loses at most the change that was not yet returned. Not to be used by two threads at once;
/// snapshots may.
class Workspace {
public:
    /// A new file with this content; its date is the content's asOf, its first journal entry is the creation. The file
    /// appears whole or not at all, and the Workspace is open for writing. Errors: BadRequest where a file of the name
    /// exists, NotFound where the folder does not, ReadOnly, NoSpace, Locked.
    static Result<Workspace> create(const std::string& path, const Snapshot& content, const ChangeStamp& stamp);

    /// ReadWrite takes the lease, so that only one has it. After a writer that ended uncleanly the file is repaired and
    /// looked through as by check(): see recovered(). Where the file or its folder cannot be written, it opens
    /// read-only and says so instead: see isReadOnly(). Errors: NotFound; BadFormat for what is not a workspace, is
    /// damaged or of a newer version; ReadOnly where it must be repaired or brought to this version first and cannot;
    /// Locked where another writes, whose author is the message's first argument and since when (UTC) the second, but
    /// for a lock that does not read or changes hands just now (store.lock_unreadable, store.lock_contended).
    static Result<Workspace> open(const std::string& path, Access access,
                                  const ChangeStamp& stamp = ChangeStamp::now());

    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

    const std::string& path() const;
    bool isReadOnly() const;
    /// Why nothing can be changed; nullopt where it can.
    std::optional<Message> whyReadOnly() const;

    /// Where the writer before this opening ended uncleanly (it was killed, or the power went): until when (UTC) the
    /// file keeps what it did, the time of the newest step. nullopt where it ended as it should.
    std::optional<std::string> recovered() const;

    /// Looks through the whole file for damage: Error BadFormat says what does not fit. Opening alone sees a file that
    /// was cut short, and reading a snapshot what it meets; this also sees what neither needs.
    Result<void> check();

    /// The content now. The same pointer as long as nobody changes the file. Error BadFormat names the row that
    /// does not read.
    Result<SnapshotPtr> snapshot();

    /// Makes `next` the content, as one step. `next` starts from a copy of snapshot(), whose revision it still has
    /// (BadRequest where another change came between). Where nothing differs, nothing is written and the present
    /// snapshot returned. `edition`: source id of what an import brought. The content's asOf becomes the stamp's; a
    /// change of nothing but settings, and its undoing, leaves asOf as it is: no number is other than it was.
    Result<SnapshotPtr> commit(const Snapshot& next, const Message& what, const ChangeStamp& stamp,
                               const std::string& edition = {});
    /// The same for content that nobody needs any more: spares a copy of a large city.
    Result<SnapshotPtr> commit(Snapshot&& next, const Message& what, const ChangeStamp& stamp,
                               const std::string& edition = {});

    /// A step taken back (or forth again) and the content after it.
    struct Reverted {
        JournalEntry entry;
        SnapshotPtr snapshot;
    };
    /// Takes the last step in force back, exactly; that is a step of its own. Reaches back to the creation, however
    /// many steps ago. Error NotFound where none is left.
    Result<Reverted> undoLast(const ChangeStamp& stamp);
    /// Takes the last undo back. Error NotFound where there is none, or a change came after it.
    Result<Reverted> redoLast(const ChangeStamp& stamp);

    /// The change that undoLast would take back; nullopt where none is left.
    Result<std::optional<JournalEntry>> nextUndo();
    /// The change that redoLast would bring back: the change itself, not its undoing; nullopt where there is none.
    Result<std::optional<JournalEntry>> nextRedo();

    /// The content as it was after a step of the journal, made by taking back what came later, with that step's asOf
    /// and revision. Precondition: 1 <= step <= snapshot()->revision. Error BadFormat where the journal does not read.
    Result<SnapshotPtr> stateAfter(std::int64_t step);

    /// The same for several steps, newest first, each state made from the one after it; ends where `use` fails, with
    /// its error.
    using UseState = std::function<Result<void>(std::int64_t step, const SnapshotPtr& state)>;
    Result<void> walkBack(std::span<const std::int64_t> steps, const UseState& use);

    /// Newest first; `limit` < 0: all.
    Result<std::vector<JournalEntry>> journal(int limit = -1);

private:
    struct State;
    explicit Workspace(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace chiiki
