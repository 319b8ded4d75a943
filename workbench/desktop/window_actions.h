#pragma once

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace chiiki::desktop {

class Words;

/// Everything that can be done from the menus, each with the key that does it. The window connects them.
class WindowActions : public QObject {
    Q_OBJECT

public:
    WindowActions(const Words& words, QMenuBar& bar, QObject* parent);

    /// What needs a city rests while there is none.
    void enableCity(bool hasCity);
    /// The tile map has one size.
    void enableZoom(bool isMap);

    QAction* open;
    QAction* openYamaguchi;
    QAction* quit;
    QAction* selectAll;
    QAction* clearSelection;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* wholeCity;
    QAction* toSelection;
    QAction* tileMap;
    QAction* sortByValue;
    QAction* sortByDistrict;
    QAction* nextPane;
    QAction* otherLanguage;

private:
    void retranslate();

    const Words& words_;
    QMenu* file_;
    QMenu* edit_;
    QMenu* view_;
};

}  // namespace chiiki::desktop
