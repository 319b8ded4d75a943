#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QThreadPool>

#include "core/store/workspace.h"

namespace chiiki::desktop {

/// A change of the workspace: a use case, bound to what it needs. Runs in the writer's thread.
using Change = std::function<Result<SnapshotPtr>(Workspace& workspace, const ChangeStamp& stamp)>;

/// The one who changes the workspace that is open: one change after the other, in the background, each in the journal
/// at once. There is nothing to save.
class CityWriter : public QObject {
    Q_OBJECT

public:
    explicit CityWriter(QObject* parent = nullptr);
    ~CityWriter() override;

    /// The workspace held open for writing; nullptr where it can only be read. Waits for changes under way.
    void setWorkspace(std::shared_ptr<Workspace> workspace);
    bool canWrite() const { return workspace_ != nullptr; }

    void change(Change change);
    void undo();
    void redo();

    /// Newest first.
    const std::vector<JournalEntry>& journal() const { return journal_; }
    /// What undo() and redo() would take back; nullptr where there is nothing.
    const JournalEntry* nextUndo() const { return undo_ ? &*undo_ : nullptr; }
    const JournalEntry* nextRedo() const { return redo_ ? &*redo_ : nullptr; }
    bool isBusy() const { return pending_ > 0; }

signals:
    /// The content after a change.
    void written(chiiki::SnapshotPtr snapshot);
    /// A change did not happen; the workspace is as before.
    void refused(const chiiki::Error& error);
    /// Journal, undo or redo are others, or isBusy().
    void stateChanged();

private:
    struct Told {
        std::optional<SnapshotPtr> snapshot;
        std::optional<Error> error;
        std::vector<JournalEntry> journal;
        std::optional<JournalEntry> undo;
        std::optional<JournalEntry> redo;
    };

    void start(Change work);
    static void tellJournal(Workspace& workspace, Told& told);
    void take(Told told);

    std::shared_ptr<Workspace> workspace_;
    std::vector<JournalEntry> journal_;
    std::optional<JournalEntry> undo_;
    std::optional<JournalEntry> redo_;
    int pending_ = 0;
    QThreadPool pool_;  // last: its destructor waits while the rest is still there
};

}  // namespace chiiki::desktop
