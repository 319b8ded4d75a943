#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QObject>

#include "core/base/result.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"

namespace chiiki::desktop {

/// What is printed: 地域カルテ and 答弁メモ, as PDF files in the folder 出力 beside the workspace. Made in the
/// background; a file of before is replaced whole or not at all.
class SheetOutput : public QObject {
    Q_OBJECT

public:
    explicit SheetOutput(const Desk& desk, QObject* parent = nullptr);

    /// A page for each district of these codes; none: of all.
    void printKarte(const std::vector<std::string>& districts);
    /// One page about an indicator of a district; an empty code: of the city.
    void printAnswer(const std::string& indicator, const std::string& district);
    /// What is being made is not waited for any more.
    void stop();

signals:
    void started(const QString& sentence);
    void written(const QString& file, const QString& sentence);
    void failed(const chiiki::Error& error);

private:
    void start(const QString& file, std::function<Result<void>()> work);

    const Desk desk_;
    LatestJob writing_;
};

/// "<folder of the workspace>/出力/<name><ending>", what no file name may hold left out; the folder is made.
QString outputFileFor(const Desk& desk, const QString& name, const QString& ending);

/// The names of so few districts, otherwise how many they are: 「湯田・大殿」, 「5地域」.
QString districtsTitle(const Desk& desk, const std::vector<std::string>& codes);

}  // namespace chiiki::desktop
