#include "workbench/desktop/main_window.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/indicator_picker.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/start_page.h"
#include "workbench/desktop/status_line.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/tile_view.h"
#include "workbench/desktop/view_switch.h"
#include "workbench/desktop/window_actions.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int tableWidth = 384;

}  // namespace

MainWindow::MainWindow(Words& words, QWidget* parent)
    : QMainWindow(parent)
    , words_(words)
{
    actions_ = new WindowActions(words_, *menuBar(), this);
    makeToolBar();
    makePanes();
    status_ = new StatusLine(selection_, words_, this);
    setStatusBar(status_);
    setMinimumSize(960, 600);
    connectActions();
    connect(&document_, &CityDocument::cityChanged, this, &MainWindow::showCity);
    connect(&document_, &CityDocument::indicatorChanged, this, &MainWindow::showIndicator);
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
    viewSwitch_ = new ViewSwitch(words_, toolBar_);
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
    map_ = new MapCanvas(selection_, words_, this);
    tiles_ = new TileView(selection_, words_, this);
    pictures_ = new QStackedWidget(this);
    pictures_->addWidget(map_);
    pictures_->addWidget(tiles_);
    compare_ = new ComparePanel(selection_, words_, this);
    compare_->setMinimumWidth(300);
    auto* panes = new QSplitter(Qt::Horizontal, this);
    panes->setHandleWidth(4);
    panes->setChildrenCollapsible(false);
    panes->addWidget(pictures_);
    panes->addWidget(compare_);
    panes->setStretchFactor(0, 1);
    panes->setStretchFactor(1, 0);
    panes->setSizes({10000, tableWidth});

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
    column->addWidget(panes, 1);
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
        selection_.replace(std::move(codes));
    });
    connect(actions_->clearSelection, &QAction::triggered, &selection_, &SelectionModel::clear);
    connect(actions_->zoomIn, &QAction::triggered, map_, &MapCanvas::zoomIn);
    connect(actions_->zoomOut, &QAction::triggered, map_, &MapCanvas::zoomOut);
    connect(actions_->wholeCity, &QAction::triggered, map_, &MapCanvas::showCity);
    connect(actions_->toSelection, &QAction::triggered, map_, &MapCanvas::showSelection);
    connect(actions_->tileMap, &QAction::triggered, viewSwitch_, &ViewSwitch::toggle);
    connect(actions_->sortByValue, &QAction::triggered, &compare_->table(), &CompareTableView::sortByValue);
    connect(actions_->sortByDistrict, &QAction::triggered, &compare_->table(), &CompareTableView::sortByDistrict);
    connect(actions_->otherLanguage, &QAction::triggered, &words_, &Words::switchLanguage);
    connect(actions_->nextPane, &QAction::triggered, this, [this] {
        QWidget* picture = pictures_->currentWidget();
        (picture->hasFocus() ? static_cast<QWidget*>(&compare_->table()) : picture)->setFocus(Qt::ShortcutFocusReason);
    });
    connect(viewSwitch_, &ViewSwitch::changed, this, [this](bool isTileMap) {
        pictures_->setCurrentWidget(isTileMap ? static_cast<QWidget*>(tiles_) : map_);
        actions_->enableZoom(!isTileMap);
        status_->setPosition(std::nullopt);
    });
    connect(picker_, &IndicatorPicker::picked, &document_, &CityDocument::showIndicator);
    connect(map_, &MapCanvas::pointed, status_, &StatusLine::setPosition);
    connect(map_, &MapCanvas::viewChanged, this, [this] { status_->setScale(map_->viewport().metresPerPixel()); });
    connect(&compare_->table(), &CompareTableView::districtActivated, map_, &MapCanvas::showDistrict);
    actions_->enableCity(false);
}

void MainWindow::showCity()
{
    const OpenedCity& city = *document_.city();
    std::vector<std::string> codes;
    for (const District& district : city.snapshot->districts)
        codes.push_back(district.code);
    selection_.retain(codes);
    pages_->setCurrentIndex(1);
    toolBar_->show();
    actions_->enableCity(true);
    actions_->enableZoom(!viewSwitch_->isTileMap());
    status_->setCity(city.snapshot, city.readOnlyReason);
    picker_->setOffered(city.offered);
    map_->setCity(city.scene);
    showIndicator();
    map_->setFocus();
}

void MainWindow::showIndicator()
{
    const OpenedCity& city = *document_.city();
    const std::optional<ShownIndicator>& shown = document_.shown();
    showProblem({});
    map_->setShown(shown);
    tiles_->setContent(city.scene, shown);
    compare_->setContent(city.snapshot, shown);
    picker_->setCurrent(document_.requested());
    const bool hasSum = shown && shown->result.hasReconciliation;
    status_->setReconciliation(hasSum ? std::optional(shown->result.reconciliation) : std::nullopt);
    retranslate();
}

void MainWindow::showError(const Error& error)
{
    showProblem(QString::fromStdString(describe(error, words_.language())));
    if (document_.shown())
        picker_->setCurrent(document_.shown()->result.indicator.id);
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
    if (!document_.requested().empty())
        picker_->setCurrent(document_.requested());
}

void MainWindow::retranslate()
{
    map_->setAccessibleName(words_("desktop.name_map"));
    tiles_->setAccessibleName(words_("desktop.view_tiles"));
    toolBar_->setWindowTitle(words_("desktop.name_tools"));
    toolBar_->setAccessibleName(words_("desktop.name_tools"));
    const auto tip = [this](const std::string& code) {
        const OpenedCity* city = document_.city();
        return city && document_.shown() ? tooltipOf(*city->snapshot, *document_.shown(), code, words_) : QString();
    };
    map_->tip().setText(tip);
    tiles_->tip().setText(tip);
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
