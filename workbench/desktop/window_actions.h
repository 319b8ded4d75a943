#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace chiiki::desktop {

class CityWriter;
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
    /// All of them, in the order of the menus.
    QList<QAction*> all() const;
    void enableHistory(bool canGoBack, bool canGoForward);
    /// 「元に戻す: …」 names the step that it would take back.
    void showUndo(const CityWriter& writer);
    /// What the edit menu has, for the menu of the right button.
    QList<QAction*> editActions() const;
    /// A menu of its own in the one of the view.
    void addToView(QMenu* menu);

    QAction* open;
    QAction* openYamaguchi;
    QAction* importFiles;
    QAction* save;
    QAction* output;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* copy;
    QAction* paste;
    QAction* editValue;
    QAction* selectAll;
    QAction* clearSelection;
    QAction* search;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* wholeCity;
    QAction* toSelection;
    QAction* inset;
    QAction* tileMap;
    QAction* multiples;
    QAction* sortByValue;
    QAction* sortByDistrict;
    QAction* nextFinding;
    QAction* previousFinding;
    QAction* pin;
    QAction* unpin;
    QAction* previousYear;
    QAction* nextYear;
    QAction* back;
    QAction* forward;
    QAction* themes;
    QAction* recompute;
    QAction* why;
    QAction* nextPane;
    QAction* previousPane;
    QMenu* history;
    QAction* otherLanguage;
    QAction* manager;
    QMenu* plugins;  // filled by who knows them

private:
    void retranslate();

    const Words& words_;
    QString undoName_;
    QString redoName_;
    QMenu* file_;
    QMenu* edit_;
    QMenu* view_;
};

}  // namespace chiiki::desktop
