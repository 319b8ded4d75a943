#include "workbench/desktop/city_writer.h"

namespace chiiki::desktop {

CityWriter::CityWriter(QObject* parent)
    : QObject(parent)
{
    pool_.setMaxThreadCount(1);  // a Workspace belongs to one thread at a time
}

CityWriter::~CityWriter()
{
    pool_.waitForDone();
}

void CityWriter::setWorkspace(std::shared_ptr<Workspace> workspace)
{
    pool_.waitForDone();
    workspace_ = std::move(workspace);
    pending_ = 0;
    journal_.clear();
    undo_.reset();
    redo_.reset();
    if (workspace_)
        start({});
    emit stateChanged();
}

void CityWriter::change(Change change)
{
    if (workspace_)
        start(std::move(change));
    else
        emit refused({ErrorKind::ReadOnly, {"store.opened_read_only", {}}, {}});
}

void CityWriter::undo()
{
    change([](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
        auto reverted = workspace.undoLast(stamp);
        return reverted ? Result<SnapshotPtr>(reverted->snapshot) : tl::unexpected(reverted.error());
    });
}

void CityWriter::redo()
{
    change([](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
        auto reverted = workspace.redoLast(stamp);
        return reverted ? Result<SnapshotPtr>(reverted->snapshot) : tl::unexpected(reverted.error());
    });
}

void CityWriter::start(Change work)
{
    ++pending_;
    pool_.start([this, workspace = workspace_, work = std::move(work)] {
        Told told;
        if (work) {
            auto made = work(*workspace, ChangeStamp::now());
            if (made)
                told.snapshot = *std::move(made);
            else
                told.error = made.error();
        }
        tellJournal(*workspace, told);
        QMetaObject::invokeMethod(
            this,
            [this, workspace, told = std::move(told)]() mutable {
                if (workspace == workspace_)
                    take(std::move(told));
            },
            Qt::QueuedConnection);
    });
    emit stateChanged();
}

void CityWriter::tellJournal(Workspace& workspace, Told& told)
{
    // A journal that does not read is told by the next change; nothing is shown meanwhile.
    if (auto journal = workspace.journal())
        told.journal = *std::move(journal);
    if (auto undo = workspace.nextUndo())
        told.undo = *std::move(undo);
    if (auto redo = workspace.nextRedo())
        told.redo = *std::move(redo);
}

void CityWriter::take(Told told)
{
    --pending_;
    journal_ = std::move(told.journal);
    undo_ = std::move(told.undo);
    redo_ = std::move(told.redo);
    if (told.snapshot)
        emit written(*told.snapshot);
    if (told.error)
        emit refused(*told.error);
    emit stateChanged();
}

}  // namespace chiiki::desktop
