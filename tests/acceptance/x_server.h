#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace chiiki::acceptance {

/// An X server without a screen (Xvfb) for this process alone: heard on a unix socket only, never on the network, and
/// ended with this object, or with the process where that is killed.
class XServer {
public:
    /// nullopt where it did not start.
    static std::optional<XServer> start(int widthPx, int heightPx);
    ~XServer();
    XServer(XServer&& other) noexcept;
    XServer& operator=(XServer&&) = delete;

    /// What DISPLAY has to be, as ":99".
    const std::string& display() const { return display_; }

    /// Gives each of these characters a key of its own, twelve at most. Typing one that no key has changes the keyboard
    /// for an instant, and a window that is busy then looks too late and reads another character.
    bool giveKeysTo(std::u32string_view characters) const;

private:
    XServer(pid_t pid, std::string display);

    pid_t pid_;
    std::string display_;
};

}  // namespace chiiki::acceptance
