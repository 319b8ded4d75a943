#pragma once

#include <QMainWindow>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/view_state.h"

class QLabel;
class QStackedWidget;

namespace chiiki::desktop {

class ComparePanel;
class DeskPanes;
class IndicatorPicker;
class MapCanvas;
class StartPage;
class StatusLine;
class TileView;
class ViewSwitch;
class WindowActions;
class Words;
class YearBar;

/// The window: puts the panes together and connects the menus to them. What is shown lives in the state, content in the
/// document; the window keeps neither.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `words` must outlive the window.
    explicit MainWindow(Words& words, QWidget* parent = nullptr);

    ViewState& state() { return state_; }
    CityDocument& document() { return document_; }
    SelectionModel& selection() { return state_.selection(); }

private:
    void makeToolBar();
    void makePanes();
    void connectActions();
    void showCity();
    void showIndicator();
    void showPicture();
    void showError(const Error& error);
    void showProblem(const QString& sentence);
    void showBusy(bool isBusy);
    void retranslate();
    void askForFile();
    void goToPane(int step);

    Words& words_;
    ViewState state_;
    CityDocument document_;
    const Desk desk_;
    WindowActions* actions_;
    QToolBar* toolBar_;
    IndicatorPicker* picker_;
    ViewSwitch* viewSwitch_;
    QLabel* busy_;
    QStackedWidget* pages_;
    StartPage* start_;
    QLabel* problem_;
    DeskPanes* panes_;
    QStackedWidget* pictures_;
    MapCanvas* map_;
    TileView* tiles_;
    YearBar* years_;
    ComparePanel* compare_;
    StatusLine* status_;
};

}  // namespace chiiki::desktop
