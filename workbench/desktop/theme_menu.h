#pragma once

#include <array>
#include <string>

#include <QObject>

#include "workbench/desktop/desk.h"

class QAction;
class QMenu;

namespace chiiki::desktop {

/// The first nine themes under Ctrl+1 to Ctrl+9: each shows its main indicator.
class ThemeMenu : public QObject {
    Q_OBJECT

public:
    ThemeMenu(const Desk& desk, QMenu& menu, QObject* parent);

signals:
    /// Its indicator is shown, where it has one; the list may open it.
    void themePicked(const std::string& themeId);

private:
    void retranslate();
    void pick(std::size_t number);

    const Desk desk_;
    std::array<QAction*, 9> actions_;
};

}  // namespace chiiki::desktop
