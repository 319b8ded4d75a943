#pragma once

#include <memory>

#include "workbench/usecases/import_preview.h"

/// Sets of files with readers of their own, as a file of an import; for import_*.cpp alone.
namespace chiiki::imports {

/// Whether the file is a transit feed, a layer of stops or lines, or a table of e-Stat's small areas or meshes: a file,
/// folder or ZIP, told by what it holds. Not where somebody chose what it shall become.
bool isSet(const ImportFile& file);

struct TakenSet {
    FilePreview preview;
    std::shared_ptr<Snapshot> next;  // nullptr where nothing changes, or it cannot be taken (whyNot)
};

/// Errors: those of the readers. A year that nobody says is whyNot, and a step of the preview.
Result<TakenSet> takeSet(const ImportFile& file, const Snapshot& city);

}  // namespace chiiki::imports
