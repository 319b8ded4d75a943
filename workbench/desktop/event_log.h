#pragma once

#include <string_view>

#include <QElapsedTimer>
#include <QFile>

namespace chiiki::desktop {

/// What the window did and how long it took, a JSON line each: {"t_ms": since the start, "event": its name, "ms": what
/// it took}. Written where the environment names a file in CHIIKI_EVENT_LOG; otherwise a call costs a comparison. For
/// the window's thread alone.
///
/// Events: map_frame, map_exact (a frame that drew everything), selection_echo (from the change to the map's frame that
/// shows it), hover_echo, year_echo (from the choice to the frame with its values), first_picture (ms since the start).
class EventLog {
public:
    static EventLog& instance();

    bool isOn() const { return file_.isOpen(); }
    /// Milliseconds since the log began.
    double now() const;
    void write(std::string_view event, double ms);

private:
    EventLog();

    QElapsedTimer since_;
    QFile file_;
};

/// Measures from an action to the frame that shows it: begin() with the action, end() with the frame.
class EchoTimer {
public:
    explicit EchoTimer(std::string_view event)
        : event_(event)
    {
    }

    void begin();
    /// Writes what it took, where something was begun.
    void end();

private:
    std::string_view event_;
    double begun_ = -1;
};

}  // namespace chiiki::desktop
