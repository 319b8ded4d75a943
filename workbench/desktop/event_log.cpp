#include "workbench/desktop/event_log.h"

#include <utility>

namespace chiiki::desktop {

EventLog& EventLog::instance()
{
    static EventLog only;
    return only;
}

EventLog::EventLog()
{
    since_.start();
    const QString path = qEnvironmentVariable("CHIIKI_EVENT_LOG");
    if (path.isEmpty())
        return;
    file_.setFileName(path);
    // A log that cannot be written is no reason to trouble anybody: it is for those who asked for it.
    if (!file_.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Text))
        file_.setFileName({});
}

double EventLog::now() const
{
    return static_cast<double>(since_.nsecsElapsed()) / 1e6;
}

void EventLog::write(std::string_view event, double ms)
{
    if (!isOn())
        return;
    file_.write(QByteArray("{\"t_ms\": ") + QByteArray::number(now(), 'f', 3) + ", \"event\": \"" +
                QByteArray(event.data(), static_cast<qsizetype>(event.size())) +
                "\", \"ms\": " + QByteArray::number(ms, 'f', 3) + "}\n");
    file_.flush();
}

void EchoTimer::begin()
{
    if (EventLog::instance().isOn())
        begun_ = EventLog::instance().now();
}

void EchoTimer::end()
{
    const double begun = std::exchange(begun_, -1);
    if (begun >= 0)
        EventLog::instance().write(event_, EventLog::instance().now() - begun);
}

}  // namespace chiiki::desktop
