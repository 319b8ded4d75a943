#pragma once

#include <memory>
#include <type_traits>

namespace chiiki {

template <auto& close>
struct Closer {
    template <typename T>
    void operator()(T* handle) const noexcept
    {
        close(handle);
    }
};

/// A C library's handle that closes itself, as large as the handle: `using DatasetHandle = Owned<GDALDatasetH,
/// GDALClose>;`. Wrap the handle the moment it is born.
template <typename Handle, auto& close>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Closer<close>>;

}  // namespace chiiki
