#pragma once

#include <QTreeWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/themes.h"

namespace chiiki::desktop {

/// The tree of themes: each with its state, below it its indicators, views and tables. Enter or a click chooses.
class ThemeTree : public QTreeWidget {
    Q_OBJECT

public:
    enum class Kind { Theme, Indicator, Views, View, Tables, Table };

    explicit ThemeTree(const Desk& desk, QWidget* parent = nullptr);

    /// Brings a theme into sight, opened, and makes it the current row.
    void reveal(const std::string& themeId);

    static Kind kindOf(const QModelIndex& index);
    /// 「避難所、有効、注意 2件」: what is read aloud.
    static constexpr int stateRole = Qt::UserRole + 3;      // PluginState; invalid of a group
    static constexpr int countsRole = Qt::UserRole + 4;     // 「■1 ▲2」
    static constexpr int stateWordRole = Qt::UserRole + 5;  // where the state needs a word
    static constexpr int isShownRole = Qt::UserRole + 6;    // the indicator or view that is looked at

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();
    void fillTheme(const Theme& theme);
    void choose(QTreeWidgetItem* item);
    void showState(QTreeWidgetItem& item);
    void showStates();
    void showChoice();

    const Desk desk_;
    std::vector<Theme> themes_;
};

}  // namespace chiiki::desktop
