#include "core/base/late_library.h"

#include <stdexcept>

#include <dlfcn.h>

namespace chiiki {
namespace {

std::runtime_error whatTheLoaderSays()
{
    const char* text = ::dlerror();
    return std::runtime_error(text ? text : "dlopen");
}

}  // namespace

void* LateLibrary::handle()
{
    void* handle = handle_.load(std::memory_order_acquire);
    if (!handle) {
        // Two threads at once are given the same handle.
        handle = ::dlopen(file_, RTLD_LAZY | RTLD_LOCAL);
        if (!handle)
            throw whatTheLoaderSays();
        handle_.store(handle, std::memory_order_release);
    }
    return handle;
}

void* LateLibrary::find(const char* function)
{
    void* address = ::dlsym(handle(), function);
    if (!address)
        throw whatTheLoaderSays();
    return address;
}

}  // namespace chiiki
