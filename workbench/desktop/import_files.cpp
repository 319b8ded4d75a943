#include "workbench/desktop/import_files.h"

#include <algorithm>
#include <array>

#include <QDir>
#include <QFileInfo>

#include "workbench/usecases/import_areas.h"
#include "workbench/usecases/import_feed.h"

namespace chiiki::desktop {
namespace {

constexpr std::array endings = {"csv",     "tsv",  "txt", "xlsx", "xlsm", "ods", "shp", "gpkg",
                                "geojson", "json", "kml", "gml",  "xml",  "dxf", "fgb"};

bool hasEnding(const QFileInfo& file)
{
    const QString suffix = file.suffix().toLower();
    return std::any_of(endings.begin(), endings.end(), [&](const char* one) { return suffix == QLatin1String(one); });
}

QFileInfoList filesIn(const QString& folder)
{
    QFileInfoList found;
    for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files | QDir::Readable, QDir::Name))
        if (hasEnding(file))
            found.append(file);
    return found;
}

/// A folder or ZIP that is one thing to take in: a transit feed, or tables of e-Stat and nothing else but texts.
bool isOneSet(const QString& path)
{
    const std::string name = path.toStdString();
    if (isFeed(name))
        return true;
    const QFileInfoList files = QFileInfo(path).isDir() ? filesIn(path) : QFileInfoList();
    return isAreasTable(name) && std::all_of(files.begin(), files.end(), [](const QFileInfo& file) {
               return file.suffix().toLower() == QLatin1String("txt") || isAreasTable(file.filePath().toStdString());
           });
}

bool isZip(const QFileInfo& file)
{
    return file.isFile() && file.suffix().toLower() == QLatin1String("zip");
}

}  // namespace

bool canBeImported(const QString& path)
{
    const QFileInfo file(path);
    if (isZip(file))
        return isOneSet(path);
    return file.isDir() ? !filesIn(path).isEmpty() : file.isFile() && hasEnding(file);
}

std::vector<std::string> filesToImport(const QStringList& paths)
{
    std::vector<std::string> files;
    for (const QString& path : paths) {
        const QFileInfo given(path);
        if (!given.isDir() || isOneSet(path))
            files.push_back(path.toStdString());
        else
            for (const QFileInfo& file : filesIn(path))
                files.push_back(file.filePath().toStdString());
    }
    return files;
}

QString importEndings()
{
    QStringList all;
    for (const char* ending : endings)
        all << QStringLiteral("*.") + QLatin1String(ending);
    all << QStringLiteral("*.zip");
    return all.join(u' ');
}

bool isCopiedTable(const QString& text)
{
    return text.trimmed().contains(u'\t') || text.trimmed().contains(u'\n');
}

}  // namespace chiiki::desktop
