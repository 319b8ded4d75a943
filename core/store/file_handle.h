#pragma once

#include <utility>

#include <unistd.h>

namespace chiiki::store {

/// A file descriptor that closes itself; false where opening failed (errno says why).
class FileHandle {
public:
    explicit FileHandle(int descriptor)
        : descriptor_(descriptor)
    {
    }
    FileHandle(FileHandle&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1))
    {
    }
    FileHandle& operator=(FileHandle&& other) noexcept
    {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FileHandle()
    {
        if (descriptor_ >= 0)
            close(descriptor_);
    }

    explicit operator bool() const { return descriptor_ >= 0; }
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace chiiki::store
