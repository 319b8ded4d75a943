#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include <QMimeDatabase>
#include <QSettings>
#include <QStandardPaths>
#include <QXmlStreamReader>

#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "tests/support/user_folders.h"
#include "tests/workbench/desktop/city.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const std::string shareFolder = CHIIKI_SOURCE_DIR "/share";
const std::string entryPath = shareFolder + "/applications/chiiki-workbench.desktop";
const std::string mimePath = shareFolder + "/mime/packages/chiiki-workbench.xml";
constexpr auto workspaceType = "application/x-chiiki-workspace";

bool isWellFormed(const std::string& path)
{
    QXmlStreamReader xml(QByteArray::fromStdString(readFile(path)));
    while (!xml.atEnd())
        xml.readNext();
    INFO(path << ": " << xml.errorString().toStdString());
    return !xml.hasError();
}

/// Runs a tool of the system, where there is one, and expects it to be content.
void checkWith(const char* tool, const std::vector<std::string>& arguments)
{
    const QString program = QStandardPaths::findExecutable(QLatin1String(tool));
    if (program.isEmpty()) {
        WARN("skipped: " << tool << " is not installed");
        return;
    }
    std::vector<std::string> call = {program.toStdString()};
    call.insert(call.end(), arguments.begin(), arguments.end());
    const ProcessResult result = runProcess(call, shareFolder);
    INFO(tool << ": " << result.out << result.err);
    CHECK(result.exitCode == 0);
}

}  // namespace

TEST_CASE("the desktop entry starts the window with the file that was opened", "[desktop_entry]")
{
    const QSettings entry(QString::fromStdString(entryPath), QSettings::IniFormat);
    const auto value = [&](const char* key) {
        return entry.value(QStringLiteral("Desktop Entry/") + QLatin1String(key)).toString().toStdString();
    };
    CHECK(value("Exec") == "chiiki-workbench %f");
    CHECK(value("Name") == "Chiiki Workbench");
    CHECK(readFile(entryPath).find("\nName[ja]=地域ワークベンチ\n") != std::string::npos);
    CHECK(readFile(entryPath).find("\nMimeType=" + std::string(workspaceType) + ";\n") != std::string::npos);
    CHECK(std::filesystem::exists(shareFolder + "/icons/hicolor/scalable/apps/" + value("Icon") + ".svg"));
    checkWith("desktop-file-validate", {entryPath});
}

TEST_CASE("icons and file type are well-formed", "[desktop_entry]")
{
    for (const auto& file : std::filesystem::recursive_directory_iterator(shareFolder))
        if (file.path().extension() == ".svg" || file.path().extension() == ".xml") {
            CHECK(isWellFormed(file.path().string()));
            checkWith("xmllint", {"--noout", file.path().string()});
        }
    CHECK(
        std::filesystem::exists(shareFolder + "/icons/hicolor/scalable/mimetypes/application-x-chiiki-workspace.svg"));
}

TEST_CASE("a workspace is known by its name and, whatever it is called, by its content", "[desktop_entry]")
{
    const OwnUserFolders own;
    const TemporaryFolder folder;
    const std::string mime = std::string(std::getenv("XDG_DATA_HOME")) + "/mime";
    std::filesystem::create_directories(mime + "/packages");
    // Of several folders Qt believes the last that knows the content; a system's own database is one folder.
    const QByteArray dirsBefore = qgetenv("XDG_DATA_DIRS");
    qputenv("XDG_DATA_DIRS", QByteArray::fromStdString(folder.path()));
    std::filesystem::copy(mimePath, mime + "/packages");
    checkWith("update-mime-database", {mime});
    REQUIRE(Workspace::create(folder / "a.chiiki", *desktop::test::squareCity(), ChangeStamp::now("planner")));
    std::filesystem::copy(folder / "a.chiiki", folder / "nameless");
    writeFile(folder / "other", std::string("SQLite format 3\0", 16) + std::string(84, '\0'));
    const QMimeDatabase types;
    const auto typeOf = [&](const std::string& name, QMimeDatabase::MatchMode mode) {
        return types.mimeTypeForFile(QString::fromStdString(folder / name), mode).name().toStdString();
    };
    CHECK(typeOf("a.chiiki", QMimeDatabase::MatchExtension) == workspaceType);
    CHECK(typeOf("nameless", QMimeDatabase::MatchContent) == workspaceType);
    CHECK(typeOf("other", QMimeDatabase::MatchContent) != workspaceType);
    dirsBefore.isNull() ? qunsetenv("XDG_DATA_DIRS") : qputenv("XDG_DATA_DIRS", dirsBefore);
}
