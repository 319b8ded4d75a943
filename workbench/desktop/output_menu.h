#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QMenu>

#include "core/base/result.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"

namespace chiiki::desktop {

/// 出力 (F12): what is shown as a file: the picture as PNG, SVG or PDF, the table as CSV or XLSX. Numbers whose parts
/// do not add up are not given out: the entries rest and say why.
class OutputMenu : public QMenu {
    Q_OBJECT

public:
    explicit OutputMenu(const Desk& desk, QWidget* parent = nullptr);

    /// As the entries do, without asking for the file. The ending decides the format.
    void writePicture(const std::string& file);
    void writeTable(const std::string& file);

signals:
    void written(const QString& file);
    /// What the parts that do not add up are made of is to be shown.
    void gapAsked();
    /// 地域カルテ of these districts; none: of all.
    void karteAsked(const std::vector<std::string>& districts);
    /// 答弁メモ of an indicator of a district; an empty code: of the city.
    void answerAsked(const std::string& indicator, const std::string& district);
    void failed(const chiiki::Error& error);

private:
    void retranslate();
    void judge();
    /// Asks for a file with one of these endings; empty where the user thought better of it.
    std::string askForFile(const QString& title, const QString& name, const QStringList& endings);
    void startWriting(const std::string& file, std::function<Result<void>()> work);
    QString usualName() const;

    const Desk desk_;
    QAction* karte_;     // of the selected districts
    QAction* karteAll_;  // of all
    QAction* answer_;
    QAction* picture_;
    QAction* table_;
    QAction* why_;
    QAction* showGap_;
    LatestJob writing_;
};

}  // namespace chiiki::desktop
