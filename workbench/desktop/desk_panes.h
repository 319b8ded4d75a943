#pragma once

#include <vector>

#include <QWidget>

#include "workbench/desktop/desk.h"

class QSplitter;
class QTabWidget;

namespace chiiki::desktop {

/// The panes of the desk and how they share the window. What fits is measured in em, so that it holds at any size of
/// text: four columns from 100 em; the theme list a rail from 85; table, profile and findings in tabs beside the map
/// from 64; everything one stack of tabs below.
class DeskPanes : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Columns, Rail, Tabs, Stack };

    struct Panes {
        QWidget* themes;    // the list of overlays
        QWidget* rail;      // the same as a narrow strip of buttons
        QWidget* picture;   // map, tile map, views, and the years
        QWidget* table;     // 比較表
        QWidget* findings;  // 気づき
        QWidget* profile;   // 地域カルテ
    };

    /// Empty until fill().
    explicit DeskPanes(const Desk& desk, QWidget* parent = nullptr);

    /// Where panes are best made: the rail in this widget, table and findings in tableColumn(), the others in
    /// columns(). In a wide window they then stay where they were made, and every change of parent has Qt style all
    /// that is in a pane anew.
    QWidget* columns() const;
    QWidget* tableColumn() const;
    /// Once.
    void fill(const Panes& panes);

    Mode mode() const { return mode_; }
    const Panes& panes() const { return panes_; }
    static Mode modeFor(int widthPx, double emPx);

    /// Brings a pane of a tab to the front, and the theme list out of its rail.
    void bringUp(QWidget* pane);
    /// In Rail and Tabs: the theme list over the map, or away again.
    void toggleThemes();
    /// Puts the theme list away that lies over the map; false where none does.
    bool closeOverlay();
    /// The panes that are to be seen now, in the order of F6.
    std::vector<QWidget*> visiblePanes() const;

signals:
    void modeChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    void arrangeAs(Mode mode);
    void shareWidth();
    void placeThemesOver();
    int tableWidth(int usual, int picture) const;
    void retranslate();
    double em() const;

    Panes panes_{};
    const Desk desk_;
    Mode mode_ = Mode::Columns;
    bool isMovedByHand_ = false;  // a border was dragged: the shares stay as they are
    QSplitter* columns_;
    QSplitter* tableColumn_;  // table above findings
    QTabWidget* tabs_;
};

}  // namespace chiiki::desktop
