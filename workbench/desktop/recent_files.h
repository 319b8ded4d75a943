#pragma once

#include <vector>

#include <QDateTime>
#include <QString>

namespace chiiki::desktop {

/// A workspace that was open lately, and what it held then.
struct RecentFile {
    QString path;
    QDateTime opened;
    int districts = 0;
    int indicators = 0;
    int act = 0;  // findings by severity
    int watch = 0;
    int note = 0;
};

/// Newest first, in the user's settings; at most six, and only files that are still there.
std::vector<RecentFile> recentFiles();

/// Puts it first; what was known of the path is replaced.
void rememberFile(const RecentFile& file);

}  // namespace chiiki::desktop
