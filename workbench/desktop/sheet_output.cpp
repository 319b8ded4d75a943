#include "workbench/desktop/sheet_output.h"

#include <utility>

#include <QDir>
#include <QFileInfo>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/answer.h"
#include "workbench/usecases/karte.h"

namespace chiiki::desktop {
namespace {

constexpr std::size_t mostNames = 3;

}  // namespace

QString districtsTitle(const Desk& desk, const std::vector<std::string>& codes)
{
    const Snapshot& city = *desk.document.city()->snapshot;
    if (codes.empty() || codes.size() == city.districts.size())
        return desk.words("desktop.sheets_all", {QString::number(city.districts.size())});
    if (codes.size() > mostNames)
        return desk.words("desktop.sheets_some", {QString::number(codes.size())});
    QStringList names;
    for (const std::string& code : codes)
        if (const District* district = findDistrict(city, code))
            names << QString::fromStdString(district->name);
    return names.join(desk.words("desktop.sheets_separator"));
}

SheetOutput::SheetOutput(const Desk& desk, QObject* parent)
    : QObject(parent)
    , desk_(desk)
{
}

QString outputFileFor(const Desk& desk, const QString& name, const QString& ending)
{
    const QFileInfo workspace(QString::fromStdString(desk.document.city()->path));
    const QDir folder(workspace.absoluteDir().filePath(desk.words("desktop.sheets_folder")));
    folder.mkpath(QStringLiteral("."));
    QString plain = name;
    for (const char c : {'/', '\\', ':', '*', '?', '"', '<', '>', '|'})
        plain.replace(QLatin1Char(c), u'_');
    return folder.filePath(plain + ending);
}

void SheetOutput::printKarte(const std::vector<std::string>& districts)
{
    const OpenedCity& city = *desk_.document.city();
    const QString file = outputFileFor(
        desk_, desk_.words("desktop.sheets_karte_file", {districtsTitle(desk_, districts)}), QStringLiteral(".pdf"));
    KarteRequest request;
    request.districts = districts;
    request.language = desk_.words.language();
    request.out = file.toStdString();
    request.cacheFolder = karteCacheFolder(city.path);
    start(file, [session = city.session, request]() -> Result<void> {
        Diagnostics diagnostics;
        const auto report = chiiki::printKarte(*session, request, diagnostics);
        return report ? Result<void>() : tl::unexpected(report.error());
    });
}

void SheetOutput::printAnswer(const std::string& indicator, const std::string& district)
{
    const OpenedCity& city = *desk_.document.city();
    const District* of = findDistrict(*city.snapshot, district);
    QString title = QString::fromStdString(indicator);
    for (const OfferedIndicator& one : city.offered)
        if (one.indicator.id == indicator)
            title = desk_.words.in(one.indicator.title);
    const QString place = of ? QString::fromStdString(of->name) : desk_.words("desktop.whole_city");
    const QString file =
        outputFileFor(desk_, desk_.words("desktop.sheets_answer_file", {place, title}), QStringLiteral(".pdf"));
    AnswerRequest request;
    request.indicatorId = indicator;
    request.district = of ? of->code : "city";
    request.workspace = city.path;
    request.language = desk_.words.language();
    request.file = file.toStdString();
    start(file, [session = city.session, request] { return chiiki::printAnswer(*session, request); });
}

void SheetOutput::start(const QString& file, std::function<Result<void>()> work)
{
    emit started(desk_.words("desktop.sheets_working", {QFileInfo(file).fileName()}));
    writing_.start(std::move(work), [this, file](const Result<void>& done) {
        if (done)
            emit written(file, desk_.words("desktop.output_written", {QDir::toNativeSeparators(file)}));
        else
            emit failed(done.error());
    });
}

void SheetOutput::stop()
{
    writing_.drop();
}

}  // namespace chiiki::desktop
