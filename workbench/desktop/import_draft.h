#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "workbench/usecases/import_preview.h"

namespace chiiki::desktop {

/// What is chosen about files that are to be taken in, with undo until they are: the state of the import pane without a
/// widget.
class ImportDraft {
public:
    struct Choices {
        std::vector<ImportFile> files;
        std::string publisher;        // empty: as detected
        std::set<std::string> later;  // names put off
    };

    explicit ImportDraft(std::vector<ImportFile> files = {});

    const Choices& choices() const { return choices_; }
    bool isEmpty() const { return choices_.files.empty(); }

    void change(const std::function<void(Choices&)>& change);
    /// False where there is nothing to undo or redo.
    bool undo();
    bool redo();

private:
    Choices choices_;
    std::vector<Choices> done_;
    std::vector<Choices> undone_;
};

}  // namespace chiiki::desktop
