#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"

/// What the file system says about a workspace file, before and after SQLite looks at it.
namespace chiiki::store {

/// Why no new file can be made here: one exists already, no such folder.
std::optional<Error> whyNoNewFile(const std::string& path);

/// Why this cannot be a database at all: missing, a folder, empty, other first bytes.
std::optional<Error> whyNoDatabase(const std::string& path);

/// Why the file cannot be changed by this user: a read-only file system, file or folder (SQLite keeps its rollback
/// journal beside the file). nullopt where it can.
std::optional<Message> whyNotWritable(const std::string& path);

/// Whether a writer ended in the middle of a change: its rollback journal still stands beside the file.
bool hasUnfinishedChange(const std::string& path);

/// A name that is removed when the object goes, and was before it came.
class UnfinishedFile {
public:
    explicit UnfinishedFile(std::string path);
    ~UnfinishedFile();
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Gives a finished file its name for good: contents and name are on the disk when this returns. Never replaces a file.
std::optional<Error> publish(const std::string& from, const std::string& to);

}  // namespace chiiki::store
