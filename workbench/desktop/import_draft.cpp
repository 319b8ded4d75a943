#include "workbench/desktop/import_draft.h"

#include <utility>

namespace chiiki::desktop {

ImportDraft::ImportDraft(std::vector<ImportFile> files)
    : choices_{std::move(files), {}, {}}
{
}

void ImportDraft::change(const std::function<void(Choices&)>& change)
{
    Choices next = choices_;
    change(next);
    done_.push_back(std::exchange(choices_, std::move(next)));
    undone_.clear();
}

bool ImportDraft::undo()
{
    if (done_.empty())
        return false;
    undone_.push_back(std::exchange(choices_, std::move(done_.back())));
    done_.pop_back();
    return true;
}

bool ImportDraft::redo()
{
    if (undone_.empty())
        return false;
    done_.push_back(std::exchange(choices_, std::move(undone_.back())));
    undone_.pop_back();
    return true;
}

}  // namespace chiiki::desktop
