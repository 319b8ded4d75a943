#include "workbench/desktop/main_window.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/desk_panes.h"
#include "workbench/desktop/indicator_picker.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/start_page.h"
#include "workbench/desktop/status_line.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/tile_view.h"
#include "workbench/desktop/view_switch.h"
#include "workbench/desktop/window_actions.h"
#include "workbench/desktop/words.h"
#include "workbench/desktop/year_bar.h"

namespace chiiki::desktop {
MainWindow::MainWindow(Words& words, QWidget* parent)
    : QMainWindow(parent)
    , words_(words)
    , document_(state_)
    , desk_{state_, document_, words_}
{
    actions_ = new WindowActions(words_, *menuBar(), this);
    makeToolBar();
    makePanes();
    status_ = new StatusLine(desk_, this);
    setStatusBar(status_);
    setMinimumSize(960, 600);
    connectActions();
    connect(&document_, &CityDocument::cityChanged, this, &MainWindow::showCity);
    connect(&document_, &CityDocument::snapshotChanged, this,
            [this] { picker_->setOffered(document_.city()->offered); });
    connect(&document_, &CityDocument::indicatorChanged, this, &MainWindow::showIndicator);
    connect(&state_, &ViewState::indicatorChanged, this, [this] { picker_->setCurrent(state_.indicator()); });
    connect(&state_, &ViewState::pictureChanged, this, &MainWindow::showPicture);
    connect(&document_, &CityDocument::failed, this, &MainWindow::showError);
    connect(&document_, &CityDocument::openingChanged, this, [this](bool isOpening) {
        start_->setOpening(isOpening);
        if (isOpening)
            showProblem({});
        showBusy(isOpening);
    });
    connect(&document_, &CityDocument::computingChanged, this, &MainWindow::showBusy);
    connect(&words_, &Words::changed, this, &MainWindow::retranslate);
    retranslate();
}

void MainWindow::makeToolBar()
{
    toolBar_ = addToolBar(QString());
    toolBar_->setMovable(false);
    toolBar_->setContextMenuPolicy(Qt::PreventContextMenu);
    toolBar_->toggleViewAction()->setEnabled(false);
    picker_ = new IndicatorPicker(words_, toolBar_);
    viewSwitch_ = new ViewSwitch(desk_, toolBar_);
    busy_ = new QLabel(toolBar_);
    busy_->setObjectName(QStringLiteral("busy"));
    toolBar_->addWidget(picker_);
    toolBar_->addWidget(viewSwitch_);
    for (QAction* action : {actions_->zoomIn, actions_->zoomOut, actions_->wholeCity}) {
        auto* button = new QToolButton(toolBar_);
        button->setDefaultAction(action);
        toolBar_->addWidget(button);
    }
    toolBar_->addWidget(busy_);
    toolBar_->hide();
}

void MainWindow::makePanes()
{
    start_ = new StartPage(words_, this);
    map_ = new MapCanvas(desk_, this);
    tiles_ = new TileView(desk_, this);
    pictures_ = new QStackedWidget(this);
    pictures_->addWidget(map_);
    pictures_->addWidget(tiles_);
    years_ = new YearBar(desk_, this);
    auto* picture = new QWidget(this);
    auto* pictureColumn = new QVBoxLayout(picture);
    pictureColumn->setContentsMargins(0, 0, 0, 0);
    pictureColumn->setSpacing(0);
    pictureColumn->addWidget(pictures_, 1);
    pictureColumn->addWidget(years_);
    compare_ = new ComparePanel(desk_, this);
    DeskPanes::Panes panes;
    panes.picture = picture;
    panes.table = compare_;
    panes.themes = new QWidget(this);
    panes.rail = new QWidget(this);
    panes.findings = new QWidget(this);
    panes.profile = new QWidget(this);
    panes_ = new DeskPanes(panes, desk_, this);

    problem_ = new QLabel(this);
    problem_->setObjectName(QStringLiteral("problemLine"));
    problem_->setWordWrap(true);
    problem_->setContentsMargins(12, 6, 12, 6);
    problem_->setStyleSheet(
        QStringLiteral("color: %1; background: %2; border-bottom: 1px solid %1")
            .arg(QString::fromStdString(hexOf(theme::act)), QString::fromStdString(hexOf(theme::surface))));
    auto* work = new QWidget(this);
    auto* column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(problem_);
    column->addWidget(panes_, 1);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(start_);
    pages_->addWidget(work);
    setCentralWidget(pages_);
    showProblem({});
}

void MainWindow::connectActions()
{
    connect(actions_->open, &QAction::triggered, this, &MainWindow::askForFile);
    connect(actions_->openYamaguchi, &QAction::triggered, &document_, &CityDocument::openYamaguchi);
    connect(start_, &StartPage::openRequested, this, &MainWindow::askForFile);
    connect(start_, &StartPage::yamaguchiRequested, &document_, &CityDocument::openYamaguchi);
    connect(actions_->quit, &QAction::triggered, this, &QWidget::close);
    connect(actions_->selectAll, &QAction::triggered, this, [this] {
        std::vector<std::string> codes;
        for (const District& district : document_.city()->snapshot->districts)
            codes.push_back(district.code);
        state_.selection().replace(std::move(codes));
    });
    connect(actions_->clearSelection, &QAction::triggered, &state_.selection(), &SelectionModel::clear);
    connect(actions_->zoomIn, &QAction::triggered, map_, &MapCanvas::zoomIn);
    connect(actions_->zoomOut, &QAction::triggered, map_, &MapCanvas::zoomOut);
    connect(actions_->wholeCity, &QAction::triggered, map_, &MapCanvas::showCity);
    connect(actions_->toSelection, &QAction::triggered, map_, &MapCanvas::showSelection);
    connect(actions_->tileMap, &QAction::triggered, viewSwitch_, &ViewSwitch::toggle);
    connect(actions_->sortByValue, &QAction::triggered, &compare_->table(), &CompareTableView::sortByValue);
    connect(actions_->sortByDistrict, &QAction::triggered, &compare_->table(), &CompareTableView::sortByDistrict);
    connect(actions_->previousYear, &QAction::triggered, this, [this] { years_->step(-1); });
    connect(actions_->nextYear, &QAction::triggered, this, [this] { years_->step(1); });
    connect(actions_->otherLanguage, &QAction::triggered, &words_, &Words::switchLanguage);
    connect(actions_->nextPane, &QAction::triggered, this, [this] { goToPane(1); });
    connect(actions_->previousPane, &QAction::triggered, this, [this] { goToPane(-1); });
    connect(actions_->back, &QAction::triggered, &state_, &ViewState::back);
    connect(actions_->forward, &QAction::triggered, &state_, &ViewState::forward);
    connect(actions_->themes, &QAction::triggered, panes_, &DeskPanes::toggleThemes);
    connect(actions_->undo, &QAction::triggered, &document_.writer(), &CityWriter::undo);
    connect(actions_->redo, &QAction::triggered, &document_.writer(), &CityWriter::redo);
    connect(actions_->recompute, &QAction::triggered, &document_, &CityDocument::recompute);
    connect(&state_, &ViewState::historyChanged, this,
            [this] { actions_->enableHistory(state_.canGoBack(), state_.canGoForward()); });
    connect(&document_.writer(), &CityWriter::stateChanged, this, [this] { actions_->showUndo(document_.writer()); });
    connect(picker_, &IndicatorPicker::picked, &state_, &ViewState::setIndicator);
    connect(map_, &MapCanvas::pointed, status_, &StatusLine::setPosition);
    connect(map_, &MapCanvas::viewChanged, this, [this] { status_->setScale(map_->viewport().metresPerPixel()); });
    connect(&compare_->table(), &CompareTableView::districtActivated, map_, &MapCanvas::showDistrict);
    actions_->enableCity(false);
}

void MainWindow::goToPane(int step)
{
    const std::vector<QWidget*> panes = panes_->visiblePanes();
    int at = -1;
    for (std::size_t i = 0; i < panes.size(); ++i)
        if (panes[i]->isAncestorOf(focusWidget()) || panes[i] == focusWidget())
            at = static_cast<int>(i);
    const int count = static_cast<int>(panes.size());
    QWidget* pane = panes[static_cast<std::size_t>((at + step + count) % count)];
    panes_->bringUp(pane);
    QWidget* first = pane->focusPolicy() == Qt::NoFocus ? pane->focusProxy() : pane;
    for (QWidget* child : pane->findChildren<QWidget*>())
        if (!first && child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus))
            first = child;
    if (first)
        first->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::showCity()
{
    const OpenedCity& city = *document_.city();
    pages_->setCurrentIndex(1);
    toolBar_->show();
    actions_->enableCity(true);
    picker_->setOffered(city.offered);
    picker_->setCurrent(state_.indicator());
    showProblem({});
    showPicture();
    retranslate();
    map_->setFocus();
}

void MainWindow::showIndicator()
{
    showProblem({});
    retranslate();
}

void MainWindow::showPicture()
{
    const bool isTiles = state_.picture().kind == Picture::Kind::Tiles;
    pictures_->setCurrentWidget(isTiles ? static_cast<QWidget*>(tiles_) : map_);
    actions_->enableZoom(state_.picture().kind == Picture::Kind::Map && document_.city());
    status_->setPosition(std::nullopt);
}

void MainWindow::showError(const Error& error)
{
    showProblem(QString::fromStdString(describe(error, words_.language())));
}

void MainWindow::showProblem(const QString& sentence)
{
    problem_->setText(sentence);
    problem_->setVisible(!sentence.isEmpty());
    start_->setError(sentence);
}

void MainWindow::showBusy(bool isBusy)
{
    busy_->setText(isBusy ? words_("desktop.busy") : QString());
}

void MainWindow::retranslate()
{
    map_->setAccessibleName(words_("desktop.name_map"));
    tiles_->setAccessibleName(words_("desktop.view_tiles"));
    toolBar_->setWindowTitle(words_("desktop.name_tools"));
    toolBar_->setAccessibleName(words_("desktop.name_tools"));
    if (!document_.city()) {
        setWindowTitle(words_("desktop.program"));
        return;
    }
    const QString file = QFileInfo(QString::fromStdString(document_.city()->path)).fileName();
    setWindowTitle(document_.shown() ? words_("desktop.window_title", {titleOf(*document_.shown(), words_), file})
                                     : words_("desktop.window_title_file", {file}));
}

void MainWindow::askForFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, words_("desktop.action_open"), {}, words_("desktop.file_filter"));
    if (!path.isEmpty())
        document_.open(path.toStdString());
}

}  // namespace chiiki::desktop
