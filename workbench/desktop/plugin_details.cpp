#include "workbench/desktop/plugin_details.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include "maps/style/number_format.h"
#include "workbench/desktop/state_sign.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/plugin_report.h"

namespace chiiki::desktop {
namespace {

constexpr int mostFiles = 12;
constexpr int mostSetAside = 10;

QString paragraph(const QString& heading, const QString& html)
{
    return QStringLiteral("<p style='margin: 0 0 8px 0'><span style='color: %1'>%2</span><br>%3</p>")
        .arg(QString::fromStdString(hexOf(theme::secondText)), heading.toHtmlEscaped(), html);
}

QString escaped(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

/// The files of the folder with their sizes, the first ones.
QString filesOf(const Plugin& plugin, const Words& words)
{
    QStringList lines;
    int more = 0;
    const QDir folder(QString::fromStdString(plugin.folder));
    QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    QStringList paths;
    while (files.hasNext())
        paths << files.next();
    paths.sort();
    for (const QString& path : paths) {
        if (lines.size() == mostFiles) {
            ++more;
            continue;
        }
        const QString name = folder.relativeFilePath(path);
        QString line = name.toHtmlEscaped() + QStringLiteral("　") +
                       QString::fromStdString(formatNumber(static_cast<double>(QFileInfo(path).size()), 0)) +
                       QStringLiteral(" B");
        const bool isExecutable = plugin.manifest.executable && name.toStdString() == plugin.manifest.executable->path;
        if (isExecutable)
            line += QStringLiteral("　") + words("desktop.manager_executable").toHtmlEscaped();
        lines << line;
    }
    if (more > 0)
        lines << words("desktop.and_more", {QString::number(more)}).toHtmlEscaped();
    return lines.join(QStringLiteral("<br>"));
}

QString mayRead(const Manifest& manifest, const Words& words)
{
    QStringList things;
    if (!manifest.tables.empty())
        things << words("desktop.manager_reads_tables");
    for (const std::string& need : manifest.needs) {
        if (need == "demand_areas")
            things << words("desktop.manager_reads_blocks");
        else if (need == "facilities")
            things << words("desktop.manager_reads_facilities");
        else if (need == "routes")
            things << words("desktop.manager_reads_routes");
        else
            things << QString::fromStdString(need);
    }
    things.prepend(words("desktop.manager_reads_districts"));
    return things.join(words("desktop.list_separator")).toHtmlEscaped();
}

}  // namespace

QString partsOf(const OverlayEntry& entry, const Words& words)
{
    const Manifest& manifest = entry.plugin->manifest;
    QString parts = words("desktop.manager_parts",
                          {QString::number(manifest.indicators.size()), QString::number(manifest.views.size()),
                           QString::number(manifest.tables.size())});
    if (entry.run && entry.run->overlay)
        parts +=
            u'\n' + words("desktop.manager_parts_findings", {QString::number(entry.run->overlay->findings.size())});
    return parts;
}

QString detailsHtml(const OverlayEntry& entry, const Words& words)
{
    const Plugin& plugin = *entry.plugin;
    const Language language = words.language();
    const QString title = plugin.problem ? QString::fromStdString(plugin.id) : words.in(plugin.manifest.title);
    QString page = QStringLiteral("<p style='margin: 0 0 8px 0'><b>%1</b>　%2</p>")
                       .arg(title.toHtmlEscaped(), lookOf(entry, words).word.toHtmlEscaped());
    if (const QString said = words.in(plugin.manifest.description); !said.isEmpty())
        page += QStringLiteral("<p style='margin: 0 0 8px 0'>%1</p>").arg(said.toHtmlEscaped());
    if (entry.run && entry.run->reason)
        page += paragraph(words("desktop.manager_reason"), escaped(describe(*entry.run->reason, language)));
    if (entry.run && !entry.run->lastErrors.empty()) {
        QStringList lines;
        for (const std::string& line : entry.run->lastErrors)
            lines << escaped(line);
        page += paragraph(words("desktop.manager_last_lines"), lines.join(QStringLiteral("<br>")));
    }
    if (entry.run && !entry.run->setAside.empty()) {
        QStringList lines;
        for (const Diagnostic& row : entry.run->setAside)
            if (lines.size() < mostSetAside)
                lines << escaped(describe(row, language));
        if (entry.run->setAside.size() > mostSetAside)
            lines << words("desktop.and_more", {QString::number(entry.run->setAside.size() - mostSetAside)});
        page += paragraph(words("desktop.manager_set_aside"), lines.join(QStringLiteral("<br>")));
    }
    if (plugin.manifest.executable)
        page += paragraph(words("desktop.manager_may_read"), mayRead(plugin.manifest, words)) +
                paragraph(words("desktop.manager_may_not"), words("desktop.manager_walls").toHtmlEscaped());
    if (entry.run && entry.run->confinement)
        page += paragraph(words("desktop.manager_confinement"),
                          escaped(confinementLine(*entry.run->confinement, language)));
    page += paragraph(words("desktop.manager_files"), filesOf(plugin, words));
    if (plugin.manifest.executable && plugin.place != PluginPlace::BuiltIn)
        page += paragraph(words("desktop.manager_hash"), escaped(plugin.hash));
    page += paragraph(words("desktop.manager_folder"), escaped(plugin.folder));
    return page;
}

}  // namespace chiiki::desktop
