#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace chiiki {

/// What was measured or made of a text, for all threads: pages and maps that are drawn beside each other, or one after
/// the other, say the same. Forgets all of it beyond `most` texts.
template <typename Value>
class Remembered {
public:
    explicit Remembered(std::size_t most)
        : most_(most)
    {
    }

    std::optional<Value> find(const std::string& key) const
    {
        const std::shared_lock lock(mutex_);
        const auto found = known_.find(key);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }

    void keep(const std::string& key, const Value& value)
    {
        const std::unique_lock lock(mutex_);
        if (known_.size() > most_)
            known_.clear();
        known_.emplace(key, value);
    }

private:
    std::size_t most_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Value> known_;
};

}  // namespace chiiki
