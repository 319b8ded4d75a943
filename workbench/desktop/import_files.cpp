#include "workbench/desktop/import_files.h"

#include <algorithm>
#include <array>

#include <QDir>
#include <QFileInfo>

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

}  // namespace

bool canBeImported(const QString& path)
{
    const QFileInfo file(path);
    return file.isDir() ? !filesIn(path).isEmpty() : file.isFile() && hasEnding(file);
}

std::vector<std::string> filesToImport(const QStringList& paths)
{
    std::vector<std::string> files;
    for (const QString& path : paths) {
        const QFileInfo given(path);
        if (!given.isDir())
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
    return all.join(u' ');
}

bool isCopiedTable(const QString& text)
{
    return text.trimmed().contains(u'\t') || text.trimmed().contains(u'\n');
}

}  // namespace chiiki::desktop
