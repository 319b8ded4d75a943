#pragma once

#include <atomic>

namespace chiiki {

/// A shared library that is loaded with the first call of one of its functions, for libraries that cost a start more
/// than most runs have use for.
class LateLibrary {
public:
    /// `file`: as the loader looks for it ("libgdal.so.32").
    constexpr explicit LateLibrary(const char* file)
        : file_(file)
    {
    }

    /// Throws std::runtime_error with the loader's words where the library or the function is missing.
    void* find(const char* function);

private:
    void* handle();

    const char* file_;
    std::atomic<void*> handle_ = nullptr;  // never closed: handles and callbacks of the library outlive any owner
};

template <typename Signature>
class LateFunction;

/// A function of a LateLibrary, called like the function itself. May be called by any thread.
template <typename Returned, typename... Arguments>
class LateFunction<Returned(Arguments...)> {
public:
    constexpr LateFunction(LateLibrary& library, const char* name)
        : library_(library)
        , name_(name)
    {
    }

    Returned operator()(Arguments... arguments)
    {
        void* address = address_.load(std::memory_order_acquire);
        if (!address) {
            address = library_.find(name_);
            address_.store(address, std::memory_order_release);
        }
        return reinterpret_cast<Returned (*)(Arguments...)>(address)(arguments...);
    }

private:
    LateLibrary& library_;
    const char* name_;
    std::atomic<void*> address_ = nullptr;
};

}  // namespace chiiki
