#include "workbench/desktop/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace chiiki::desktop {
namespace {

constexpr int atMost = 6;

QString listKey()
{
    return QStringLiteral("recentFiles");
}

}  // namespace

std::vector<RecentFile> recentFiles()
{
    std::vector<RecentFile> files;
    QSettings settings;
    const int count = settings.beginReadArray(listKey());
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        RecentFile file;
        file.path = settings.value(QStringLiteral("path")).toString();
        file.opened = settings.value(QStringLiteral("opened")).toDateTime();
        file.districts = settings.value(QStringLiteral("districts")).toInt();
        file.indicators = settings.value(QStringLiteral("indicators")).toInt();
        file.act = settings.value(QStringLiteral("act")).toInt();
        file.watch = settings.value(QStringLiteral("watch")).toInt();
        file.note = settings.value(QStringLiteral("note")).toInt();
        if (QFileInfo::exists(file.path))
            files.push_back(file);
    }
    settings.endArray();
    return files;
}

void rememberFile(const RecentFile& file)
{
    std::vector<RecentFile> files = recentFiles();
    std::erase_if(files, [&](const RecentFile& known) { return known.path == file.path; });
    files.insert(files.begin(), file);
    QSettings settings;
    settings.beginWriteArray(listKey(), std::min(atMost, static_cast<int>(files.size())));
    for (int i = 0; i < std::min(atMost, static_cast<int>(files.size())); ++i) {
        const RecentFile& each = files[static_cast<std::size_t>(i)];
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("path"), each.path);
        settings.setValue(QStringLiteral("opened"), each.opened);
        settings.setValue(QStringLiteral("districts"), each.districts);
        settings.setValue(QStringLiteral("indicators"), each.indicators);
        settings.setValue(QStringLiteral("act"), each.act);
        settings.setValue(QStringLiteral("watch"), each.watch);
        settings.setValue(QStringLiteral("note"), each.note);
    }
    settings.endArray();
}

}  // namespace chiiki::desktop
