#pragma once

#include <string>

#include <QObject>
#include <QTimer>

#include "workbench/desktop/latest_job.h"

namespace chiiki::desktop {

/// Waits until a workspace that somebody else is changing is free, and tells it once.
class LockWatch : public QObject {
    Q_OBJECT

public:
    explicit LockWatch(QObject* parent = nullptr);

    void watch(const std::string& path);
    void stop();

signals:
    void freed();

private:
    void look();

    std::string path_;
    QTimer timer_;
    LatestJob looking_;
};

}  // namespace chiiki::desktop
