#pragma once

#include <QMainWindow>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/selection_model.h"

class QLabel;
class QStackedWidget;

namespace chiiki::desktop {

class ComparePanel;
class IndicatorPicker;
class MapCanvas;
class StartPage;
class StatusLine;
class TileView;
class ViewSwitch;
class WindowActions;
class Words;

/// The window: puts the panes together and carries what the document says to them. Selection lives in the selection
/// model, content in the document; the window keeps neither.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `words` must outlive the window.
    explicit MainWindow(Words& words, QWidget* parent = nullptr);

    CityDocument& document() { return document_; }
    SelectionModel& selection() { return selection_; }

private:
    void makeToolBar();
    void makePanes();
    void connectActions();
    void showCity();
    void showIndicator();
    void showError(const Error& error);
    void showProblem(const QString& sentence);
    void showBusy(bool isBusy);
    void retranslate();
    void askForFile();

    Words& words_;
    SelectionModel selection_;
    CityDocument document_;
    WindowActions* actions_;
    QToolBar* toolBar_;
    IndicatorPicker* picker_;
    ViewSwitch* viewSwitch_;
    QLabel* busy_;
    QStackedWidget* pages_;
    StartPage* start_;
    QLabel* problem_;
    QStackedWidget* pictures_;
    MapCanvas* map_;
    TileView* tiles_;
    ComparePanel* compare_;
    StatusLine* status_;
};

}  // namespace chiiki::desktop
