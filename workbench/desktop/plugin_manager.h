#pragma once

#include <functional>
#include <string>

#include <QPointer>
#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/usecases/plugin_admin.h"

class QLabel;
class QPushButton;
class QTableWidget;
class QTextBrowser;
class QToolButton;

namespace chiiki::desktop {

struct OverlayEntry;

/// プラグイン管理: every plugin with its state, what it gives and what can be done with it; below the table all that is
/// known of the one in the current row. A sheet over the panes, from the place of the themes on; not modal.
class PluginManager : public QWidget {
    Q_OBJECT

public:
    /// A child of the panes over which it opens.
    PluginManager(const Desk& desk, QWidget* panes);

    void open();
    void dismiss();
    /// Opens with the row of this plugin.
    void openAt(const std::string& pluginId);

    /// Whether a dropped file or folder is a plugin: a folder with plugin.json, or a ZIP.
    static bool isPlugin(const QString& path);
    /// Copies a plugin into the user's folder, in place of an older one of its id, and opens at it.
    void install(const QString& path);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// What a button does to the plugin of its row.
    enum class Act { Stop, Start, Cancel, Recompute, Allow, Details };

    void refresh();
    void fill();
    void showRow(int row, const OverlayEntry& entry);
    void addButton(QWidget& cell, const std::string& pluginId, Act act, std::string_view code);
    void perform(Act act, const std::string& pluginId);
    void decide(std::function<Result<Plugin>()> decision);
    void showDetails();
    std::string currentId() const;
    int rowOf(const std::string& pluginId) const;
    void place();
    void retranslate();
    void say(const QString& sentence, bool isTrouble);

    const Desk desk_;
    QLabel* title_;
    QToolButton* close_;
    QLabel* line_;
    QTableWidget* table_;
    QTextBrowser* details_;
    QPushButton* copy_;
    QPointer<QWidget> focusBefore_;
    std::string wanted_;  // id of the row to be gone to once it is there
    LatestJob job_;
};

}  // namespace chiiki::desktop
