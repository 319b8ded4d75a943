#pragma once

#include <vector>

#include <QObject>

class QAction;
class QMenu;

namespace chiiki::desktop {

class Words;

/// 表示: light or dark screen, and the size of the text. The menu shows what is so now, whoever changed it.
class LooksMenu : public QObject {
    Q_OBJECT

public:
    /// Adds its two submenus at the end of `view`.
    LooksMenu(const Words& words, QMenu& view, QObject* parent);

private:
    void retranslate();
    void showState();

    const Words& words_;
    QMenu* screen_;
    QMenu* size_;
    QAction* light_;
    QAction* dark_;
    std::vector<QAction*> sizes_;  // in the order of theme::textPercents
};

}  // namespace chiiki::desktop
