#pragma once

#include <functional>

#include <QMainWindow>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/planner_jobs.h"
#include "workbench/desktop/view_state.h"

class QStackedWidget;

namespace chiiki::desktop {

class ComparePanel;
class DeskPanes;
class FindingsPanel;
class ImportPane;
class IndicatorPicker;
class LockWatch;
struct MenuPlace;
class MapCanvas;
class MultiplesGrid;
class NoticeBar;
class OutputMenu;
class ProfilePanel;
class SearchBox;
class SheetOutput;
class StartPage;
class StatusLine;
class ThemePanel;
class ThemeRail;
class TileView;
class ViewSwitch;
class WindowActions;
class Words;
class YearBar;
class PluginManager;
class PluginView;
class RowsPane;
class ViewMenu;
class WhyPopover;

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

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void makeToolBar();
    void makePanes();
    QWidget* makePicture(QWidget* parent);
    ImportPane& importPane();
    void connectActions();
    void showCity();
    void showIndicator();
    void showPicture();
    void showMapsInTable();
    void openMapMenu(QPoint global, const MenuPlace& place);
    void showError(const Error& error);
    void tellOpened();
    void startJob(const PlannerJob& job);
    /// The workspace that was open last, otherwise the one that comes along.
    void openLast();
    void beginJob(const PlannerJob& job);
    void goToFinding(const ShownFinding& shown);
    void showPlaceOf(const ShownFinding& shown);
    void askWhy();
    void mend(const ShownFinding& shown);
    void editValueOf(const std::string& indicator);
    void stepFinding(int findings);
    void copyMap();
    void showOutput();
    void connectSheets();
    void remember();
    void retranslate();
    void askForFile();
    void askForImport();
    void paste();
    /// Does it in the city that is open; without one opens one first, the last or the one that comes along.
    void whenOpen(std::function<void()> work);
    void goToPane(int step);
    void goToTheme(const std::string& id);
    void enterPane(QWidget* pane);
    void escape();

    Words& words_;
    ViewState state_;
    CityDocument document_;
    const Desk desk_;
    WindowActions* actions_;
    QToolBar* toolBar_;
    IndicatorPicker* picker_;
    ViewSwitch* viewSwitch_;
    OutputMenu* output_;
    SheetOutput* sheets_;
    SearchBox* search_;
    QStackedWidget* pages_;
    StartPage* start_;
    NoticeBar* notice_;
    DeskPanes* panes_;
    QStackedWidget* pictures_;
    MapCanvas* map_;
    TileView* tiles_;
    PluginView* pluginView_;
    RowsPane* rows_;
    PluginManager* manager_;
    WhyPopover* why_;
    MultiplesGrid* multiples_;
    YearBar* years_;
    ComparePanel* compare_;
    FindingsPanel* findings_;
    ProfilePanel* profile_;
    StatusLine* status_;
    LockWatch* lockWatch_;
    std::optional<PlannerJob> waitingJob_;  // begins once a city is there
    std::function<void()> waitingWork_;     // the same
    ImportPane* import_ = nullptr;          // made when first asked for
    ThemePanel* themes_;
    ThemeRail* rail_;
};

}  // namespace chiiki::desktop
