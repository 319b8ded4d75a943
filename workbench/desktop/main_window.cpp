#include "workbench/desktop/main_window.h"

#include <utility>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "workbench/desktop/compare_panel.h"
#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/desk_panes.h"
#include "workbench/desktop/facility_mover.h"
#include "workbench/desktop/finding_mending.h"
#include "workbench/desktop/findings_panel.h"
#include "workbench/desktop/import_files.h"
#include "workbench/desktop/import_pane.h"
#include "workbench/desktop/indicator_picker.h"
#include "workbench/desktop/legend_menu.h"
#include "workbench/desktop/lock_watch.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/map_copy.h"
#include "workbench/desktop/map_menu.h"
#include "workbench/desktop/multiples_grid.h"
#include "workbench/desktop/notice_bar.h"
#include "workbench/desktop/output_menu.h"
#include "workbench/desktop/plugin_manager.h"
#include "workbench/desktop/plugin_view.h"
#include "workbench/desktop/profile_panel.h"
#include "workbench/desktop/recent_files.h"
#include "workbench/desktop/rows_pane.h"
#include "workbench/desktop/search_box.h"
#include "workbench/desktop/sheet_output.h"
#include "workbench/desktop/start_page.h"
#include "workbench/desktop/status_line.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/theme_menu.h"
#include "workbench/desktop/theme_panel.h"
#include "workbench/desktop/theme_rail.h"
#include "workbench/desktop/tile_view.h"
#include "workbench/desktop/view_menu.h"
#include "workbench/desktop/view_switch.h"
#include "workbench/desktop/why_question.h"
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
    setAcceptDrops(true);
    lockWatch_ = new LockWatch(this);
    connect(lockWatch_, &LockWatch::freed, this, [this] {
        notice_->tell(NoticeBar::Kind::Note, words_("desktop.lock_freed"), words_("desktop.lock_reopen"),
                      [this] { document_.open(document_.city()->path); });
    });
    connect(&document_, &CityDocument::cityChanged, this, &MainWindow::showCity);
    connect(&document_, &CityDocument::snapshotChanged, this,
            [this] { picker_->setOffered(document_.city()->offered); });
    connect(&document_, &CityDocument::indicatorChanged, this, &MainWindow::showIndicator);
    connect(&state_, &ViewState::indicatorChanged, this, [this] { picker_->setCurrent(state_.indicator()); });
    connect(&state_, &ViewState::pictureChanged, this, &MainWindow::showPicture);
    connect(&document_, &CityDocument::failed, this, &MainWindow::showError);
    connect(&document_, &CityDocument::openingChanged, this, [this](bool isOpening) {
        start_->setOpening(isOpening);
        if (isOpening) {
            notice_->clear();
            start_->setError({});
        }
    });
    connect(&document_.overlays(), &OverlayBoard::finished, this, &MainWindow::remember);
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
    output_ = new OutputMenu(desk_, this);
    search_ = new SearchBox(desk_, toolBar_);
    theme::keep(*search_, [this] {
        search_->setMinimumWidth(theme::px(160));
        search_->setMaximumWidth(theme::px(480));
    });
    toolBar_->addWidget(picker_);
    toolBar_->addWidget(viewSwitch_);
    toolBar_->addWidget(new ViewMenu(desk_, toolBar_));
    auto* multiples = new QToolButton(toolBar_);
    multiples->setDefaultAction(actions_->multiples);
    toolBar_->addWidget(multiples);
    auto* output = new QToolButton(toolBar_);
    output->setObjectName(QStringLiteral("outputButton"));
    output->setMenu(output_);
    output->setDefaultAction(output_->menuAction());
    output->setPopupMode(QToolButton::InstantPopup);
    toolBar_->addWidget(output);
    auto* gap = new QWidget(toolBar_);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    toolBar_->addWidget(gap);
    toolBar_->addWidget(search_);
    toolBar_->hide();
}

void MainWindow::makePanes()
{
    // Each is made where it stays: see DeskPanes::columns(). In the order in which Tab goes through them.
    pages_ = new QStackedWidget(this);
    setCentralWidget(pages_);
    start_ = new StartPage(words_, pages_);
    pages_->addWidget(start_);
    auto* work = new QWidget(pages_);
    pages_->addWidget(work);
    auto* column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    panes_ = new DeskPanes(desk_, work);
    DeskPanes::Panes panes;
    panes.rail = rail_ = new ThemeRail(desk_, panes_);
    panes.themes = themes_ = new ThemePanel(desk_, panes_->columns());
    panes.picture = makePicture(panes_->columns());
    panes.table = compare_ = new ComparePanel(desk_, panes_->tableColumn());
    panes.findings = findings_ = new FindingsPanel(desk_, panes_->tableColumn());
    panes.profile = profile_ = new ProfilePanel(desk_, panes_->columns());
    panes_->fill(panes);
    notice_ = new NoticeBar(desk_, work);
    column->addWidget(notice_);
    column->addWidget(panes_, 1);
    why_ = new WhyPopover(desk_, this);
    manager_ = new PluginManager(desk_, panes_);
}

ImportPane& MainWindow::importPane()
{
    if (!import_) {
        import_ = new ImportPane(desk_, panes_, compare_);
        connect(import_, &ImportPane::filesWanted, this, &MainWindow::askForImport);
        connect(import_, &ImportPane::told, status_, &StatusLine::tell);
        connect(import_, &ImportPane::closed, this, [this] {
            if (!focusWidget() || !focusWidget()->isVisible())
                map_->setFocus();
        });
    }
    return *import_;
}

QWidget* MainWindow::makePicture(QWidget* parent)
{
    auto* picture = new QWidget(parent);
    auto* column = new QVBoxLayout(picture);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    pictures_ = new QStackedWidget(picture);
    map_ = new MapCanvas(desk_, pictures_);
    map_->setButtons({actions_->zoomIn, actions_->zoomOut, actions_->wholeCity});
    tiles_ = new TileView(desk_, pictures_);
    pluginView_ = new PluginView(desk_, pictures_);
    rows_ = new RowsPane(desk_, pictures_);
    multiples_ = new MultiplesGrid(desk_, pictures_);
    for (QWidget* one : {static_cast<QWidget*>(map_), static_cast<QWidget*>(tiles_), static_cast<QWidget*>(pluginView_),
                         static_cast<QWidget*>(rows_), static_cast<QWidget*>(multiples_)})
        pictures_->addWidget(one);
    years_ = new YearBar(desk_, picture);
    column->addWidget(pictures_, 1);
    column->addWidget(years_);
    return picture;
}

void MainWindow::connectActions()
{
    connect(actions_->open, &QAction::triggered, this, &MainWindow::askForFile);
    connect(actions_->openYamaguchi, &QAction::triggered, &document_, &CityDocument::openYamaguchi);
    connect(start_, &StartPage::openRequested, this, &MainWindow::askForFile);
    connect(start_, &StartPage::yamaguchiRequested, &document_, &CityDocument::openYamaguchi);
    connect(start_, &StartPage::fileRequested, this,
            [this](const QString& path) { document_.open(path.toStdString()); });
    connect(start_, &StartPage::jobRequested, this, &MainWindow::startJob);
    connect(actions_->save, &QAction::triggered, this, [this] { status_->tell(words_("desktop.saved_always")); });
    connect(actions_->copy, &QAction::triggered, this, [this] {
        if (compare_->isAncestorOf(focusWidget())) {
            compare_->copy();
            status_->tell(words_("desktop.copied_table"));
        } else
            copyMap();
    });
    connect(actions_->importFiles, &QAction::triggered, this, [this] { whenOpen([this] { askForImport(); }); });
    connect(actions_->paste, &QAction::triggered, this, &MainWindow::paste);
    connect(actions_->editValue, &QAction::triggered, this, [this] {
        if (findings_->canMend())
            findings_->mend();
        else
            compare_->edit();
    });
    connect(findings_, &FindingsPanel::mendAsked, this, &MainWindow::mend);
    connect(compare_, &ComparePanel::derivedValue, this, [this] {
        status_->tell(words_("desktop.value_derived"));
        askWhy();
    });
    connect(actions_->pin, &QAction::triggered, compare_, &ComparePanel::pin);
    connect(actions_->unpin, &QAction::triggered, compare_, &ComparePanel::unpin);
    connect(actions_->search, &QAction::triggered, search_, &SearchBox::begin);
    connect(actions_->output, &QAction::triggered, this, &MainWindow::showOutput);
    connectSheets();
    connect(output_, &OutputMenu::written, this,
            [this](const QString& file) { status_->tell(words_("desktop.output_written", {file})); });
    connect(output_, &OutputMenu::failed, this, &MainWindow::showError);
    search_->setCommands(actions_->all());
    connect(search_, &SearchBox::districtChosen, map_, &MapCanvas::showDistrict);
    connect(search_, &SearchBox::facilityChosen, this, [this](const Facility& facility) {
        if (!facility.placement.districtCode.empty())
            state_.selection().replace(facility.placement.districtCode);
        if (facility.place) {
            state_.setPicture({});
            map_->showPlace(*facility.place);
        }
    });
    connect(search_, &SearchBox::findingChosen, this, &MainWindow::goToFinding);
    connect(actions_->history, &QMenu::aboutToShow, this, [this] {
        actions_->history->clear();
        for (const QString& message : status_->history())
            actions_->history->addAction(message)->setEnabled(false);
        if (actions_->history->isEmpty())
            actions_->history->addAction(words_("desktop.history_none"))->setEnabled(false);
    });
    connect(actions_->quit, &QAction::triggered, this, &QWidget::close);
    connect(actions_->selectAll, &QAction::triggered, this, [this] {
        std::vector<std::string> codes;
        for (const District& district : document_.city()->snapshot->districts)
            codes.push_back(district.code);
        state_.selection().replace(std::move(codes));
    });
    connect(actions_->clearSelection, &QAction::triggered, this, &MainWindow::escape);
    connect(actions_->zoomIn, &QAction::triggered, map_, &MapCanvas::zoomIn);
    connect(actions_->zoomOut, &QAction::triggered, map_, &MapCanvas::zoomOut);
    connect(actions_->wholeCity, &QAction::triggered, map_, &MapCanvas::showCity);
    connect(actions_->toSelection, &QAction::triggered, map_, &MapCanvas::showSelection);
    actions_->addToView(new LegendMenu(desk_, this));
    connect(actions_->inset, &QAction::toggled, &state_, &ViewState::setWantsInset);
    connect(&state_, &ViewState::wantsInsetChanged, this, [this] { actions_->inset->setChecked(state_.wantsInset()); });
    actions_->inset->setChecked(state_.wantsInset());
    const auto enterProfile = [this] { enterPane(panes_->panes().profile); };
    connect(map_, &MapCanvas::profileRequested, this, enterProfile);
    connect(tiles_, &TileView::profileRequested, this, enterProfile);
    connect(map_, &MapCanvas::menuRequested, this, &MainWindow::openMapMenu);
    connect(tiles_, &TileView::menuRequested, this, &MainWindow::openMapMenu);
    connect(map_, &MapCanvas::told, status_, &StatusLine::tell);
    connect(tiles_, &TileView::told, status_, &StatusLine::tell);
    connect(multiples_, &MultiplesGrid::mapsChanged, this, &MainWindow::showMapsInTable);
    connect(multiples_, &MultiplesGrid::closed, this, [this] { state_.setPicture({}); });
    connect(actions_->multiples, &QAction::triggered, this, [this] {
        const bool isOpen = state_.picture().kind == Picture::Kind::Multiples;
        state_.setPicture(isOpen ? Picture{} : Picture{Picture::Kind::Multiples});
    });
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
    connect(actions_->manager, &QAction::triggered, manager_, &PluginManager::open);
    connect(themes_, &ThemePanel::managerRequested, manager_, &PluginManager::open);
    connect(actions_->why, &QAction::triggered, this, &MainWindow::askWhy);
    connect(rail_, &ThemeRail::themePicked, this, &MainWindow::goToTheme);
    auto* themeMenu = new ThemeMenu(desk_, *actions_->plugins, this);
    connect(themeMenu, &ThemeMenu::themePicked, themes_, &ThemePanel::reveal);
    connect(actions_->undo, &QAction::triggered, &document_.writer(), &CityWriter::undo);
    connect(actions_->redo, &QAction::triggered, &document_.writer(), &CityWriter::redo);
    connect(actions_->recompute, &QAction::triggered, &document_, &CityDocument::recompute);
    connect(&state_, &ViewState::historyChanged, this,
            [this] { actions_->enableHistory(state_.canGoBack(), state_.canGoForward()); });
    connect(&document_.writer(), &CityWriter::stateChanged, this, [this] { actions_->showUndo(document_.writer()); });
    connect(picker_, &IndicatorPicker::picked, &state_, &ViewState::setIndicator);
    connect(map_, &MapCanvas::pointed, status_, &StatusLine::setPosition);
    connect(map_, &MapCanvas::viewChanged, this, [this] { status_->setScale(map_->viewport().metresPerPixel()); });
    connect(actions_->nextFinding, &QAction::triggered, this, [this] { stepFinding(1); });
    connect(actions_->previousFinding, &QAction::triggered, this, [this] { stepFinding(-1); });
    connect(findings_, &FindingsPanel::chosen, this, &MainWindow::showPlaceOf);
    connect(profile_, &ProfilePanel::findingChosen, this, &MainWindow::goToFinding);
    connect(&compare_->table(), &CompareTableView::profileRequested, this, [this] {
        panes_->bringUp(profile_);
        profile_->setFocus(Qt::OtherFocusReason);
    });
    connect(&compare_->table(), &CompareTableView::districtActivated, map_, &MapCanvas::showDistrict);
    const auto askWhyOfSums = [this](const QRect& place) {
        if (document_.shown())
            why_->ask({state_.indicator(), {}, document_.shown()->year.year, place});
    };
    connect(status_, &StatusLine::reconcileAsked, this, askWhyOfSums);
    connect(output_, &OutputMenu::gapAsked, this, [this, askWhyOfSums] {
        const QWidget* button = toolBar_->findChild<QWidget*>(QStringLiteral("outputButton"));
        askWhyOfSums({button->mapToGlobal(QPoint()), button->size()});
    });
    actions_->enableCity(false);
}

/// The menu with its first entry chosen, so that Enter does it.
void MainWindow::showOutput()
{
    const QWidget* button = toolBar_->findChild<QWidget*>(QStringLiteral("outputButton"));
    output_->popup(button->mapToGlobal(QPoint(0, button->height())));
    for (QAction* action : output_->actions())
        if (action->isVisible() && action->isEnabled() && !action->isSeparator()) {
            output_->setActiveAction(action);
            return;
        }
}

void MainWindow::connectSheets()
{
    sheets_ = new SheetOutput(desk_, this);
    connect(output_, &OutputMenu::karteAsked, sheets_, &SheetOutput::printKarte);
    connect(output_, &OutputMenu::answerAsked, sheets_, &SheetOutput::printAnswer);
    connect(why_, &WhyPopover::answerAsked, sheets_, &SheetOutput::printAnswer);
    connect(sheets_, &SheetOutput::started, this, [this](const QString& sentence) {
        notice_->tell(NoticeBar::Kind::Note, sentence, words_("desktop.sheets_stop"), [this] { sheets_->stop(); });
    });
    connect(sheets_, &SheetOutput::written, this, [this](const QString& file, const QString& sentence) {
        status_->remember(sentence);
        notice_->tell(NoticeBar::Kind::Note, sentence, words_("desktop.sheets_open"),
                      [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    });
    connect(sheets_, &SheetOutput::failed, this, &MainWindow::showError);
}

void MainWindow::openMapMenu(QPoint global, const MenuPlace& place)
{
    auto* menu = new MapMenu(desk_, place, actions_->editActions(), pictures_->currentWidget());
    connect(menu, &MapMenu::zoomAsked, this, [this](const std::string& district) {
        state_.setPicture({});
        map_->showDistrict(district);
    });
    connect(menu, &MapMenu::moveAsked, &map_->mover(), &FacilityMover::begin);
    menu->popup(global);
}

void MainWindow::goToPane(int step)
{
    std::vector<QWidget*> panes = panes_->visiblePanes();
    if (import_ && import_->isVisible())
        panes.push_back(import_);
    int at = -1;
    for (std::size_t i = 0; i < panes.size(); ++i)
        if (panes[i]->isAncestorOf(focusWidget()) || panes[i] == focusWidget())
            at = static_cast<int>(i);
    const int count = static_cast<int>(panes.size());
    enterPane(panes[static_cast<std::size_t>((at + step + count) % count)]);
}

void MainWindow::enterPane(QWidget* pane)
{
    panes_->bringUp(pane);
    QWidget* first = pane->focusPolicy() == Qt::NoFocus ? pane->focusProxy() : pane;
    for (QWidget* child : pane->findChildren<QWidget*>())
        if (!first && child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus))
            first = child;
    if (first)
        first->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::goToTheme(const std::string& id)
{
    panes_->bringUp(themes_);
    themes_->reveal(id);
    themes_->setFocus(Qt::ShortcutFocusReason);
}

/// The innermost thing that the window itself can end; what is inside a pane ends it before.
void MainWindow::escape()
{
    if (map_->mover().isActive())
        map_->mover().leave();
    else if (import_ && import_->isVisible())
        import_->dismiss();
    else if (document_.isComputing())
        document_.cancelComputing();
    else if (panes_->closeOverlay())
        map_->setFocus();
    else if (state_.picture().kind == Picture::Kind::Multiples)
        state_.setPicture({});
    else
        state_.selection().clear();
}

void MainWindow::showCity()
{
    const OpenedCity& city = *document_.city();
    pages_->setCurrentIndex(1);
    toolBar_->show();
    actions_->enableCity(true);
    picker_->setOffered(city.offered);
    picker_->setCurrent(state_.indicator());
    showPicture();
    retranslate();
    map_->setFocus();
    tellOpened();
    if (const std::function<void()> work = std::exchange(waitingWork_, nullptr))
        work();
}

void MainWindow::showIndicator()
{
    retranslate();
    if (waitingJob_)
        beginJob(*std::exchange(waitingJob_, std::nullopt));
}

void MainWindow::showPicture()
{
    const Picture::Kind kind = state_.picture().kind;
    QWidget* picture = map_;
    if (kind == Picture::Kind::Tiles)
        picture = tiles_;
    else if (kind == Picture::Kind::Multiples)
        picture = multiples_;
    else if (kind == Picture::Kind::View)
        picture = pluginView_;
    else if (kind == Picture::Kind::Rows)
        picture = rows_;
    const bool hadFocus = pictures_->currentWidget()->hasFocus();
    pictures_->setCurrentWidget(picture);
    if (hadFocus)
        picture->setFocus();
    // Several maps need the room that the profile has.
    if (panes_->mode() == DeskPanes::Mode::Columns || panes_->mode() == DeskPanes::Mode::Rail)
        panes_->panes().profile->setVisible(kind != Picture::Kind::Multiples);
    showMapsInTable();
    actions_->enableZoom(state_.picture().kind == Picture::Kind::Map && document_.city());
    status_->setPosition(std::nullopt);
}

void MainWindow::showMapsInTable()
{
    const bool isOpen = state_.picture().kind == Picture::Kind::Multiples;
    compare_->showMaps(isOpen ? multiples_->shownMaps() : std::vector<ShownIndicator>());
}

void MainWindow::showError(const Error& error)
{
    const QString sentence = QString::fromStdString(describe(error, words_.language()));
    notice_->tell(NoticeBar::Kind::Problem, sentence);
    start_->setError(sentence);
    status_->remember(sentence);
}

/// What must be known of a workspace that was just opened.
void MainWindow::tellOpened()
{
    const OpenedCity& city = *document_.city();
    lockWatch_->stop();
    notice_->clear();
    if (city.recoveredAt) {
        const QDateTime at =
            QDateTime::fromString(QString::fromStdString(*city.recoveredAt), Qt::ISODate).toLocalTime();
        notice_->tell(NoticeBar::Kind::Note,
                      words_("desktop.recovered", {at.toString(QStringLiteral("yyyy-MM-dd HH:mm"))}));
    } else if (city.readOnlyReason) {
        notice_->tell(NoticeBar::Kind::Note, words_.say(*city.readOnlyReason));
        if (city.readOnlyReason->code == "store.locked")
            lockWatch_->watch(city.path);
    }
}

void MainWindow::remember()
{
    const OpenedCity* city = document_.city();
    if (!city || !QFileInfo::exists(QString::fromStdString(city->path)))
        return;
    RecentFile file;
    file.path = QFileInfo(QString::fromStdString(city->path)).absoluteFilePath();
    file.opened = QDateTime::currentDateTime();
    file.districts = static_cast<int>(city->snapshot->districts.size());
    file.indicators = static_cast<int>(city->offered.size());
    for (const ShownFinding& shown : document_.overlays().findings())
        ++(shown.finding.severity == Severity::Act     ? file.act
           : shown.finding.severity == Severity::Watch ? file.watch
                                                       : file.note);
    rememberFile(file);
}

void MainWindow::startJob(const PlannerJob& job)
{
    if (job.focus == PlannerJob::Focus::Import) {
        whenOpen([this] { importPane().open(); });
        return;
    }
    if (job.focus == PlannerJob::Focus::Search) {
        whenOpen([this] { search_->begin(); });
        return;
    }
    // The menu knows what there is to print once the first indicator is there.
    if (job.focus == PlannerJob::Focus::Output && document_.city()) {
        showOutput();
        return;
    }
    if (document_.city()) {
        beginJob(job);
        return;
    }
    waitingJob_ = job;
    openLast();
}

void MainWindow::whenOpen(std::function<void()> work)
{
    if (document_.city()) {
        work();
        return;
    }
    waitingWork_ = std::move(work);
    openLast();
}

void MainWindow::openLast()
{
    const std::vector<RecentFile> files = recentFiles();
    if (files.empty())
        document_.openYamaguchi();
    else
        document_.open(files.front().path.toStdString());
}

void MainWindow::beginJob(const PlannerJob& job)
{
    if (job.focus == PlannerJob::Focus::Output) {
        showOutput();
        return;
    }
    state_.setIndicatorAndYear(std::string(job.indicator), std::nullopt);
    const std::size_t slash = job.view.find('/');
    if (slash != std::string_view::npos)
        state_.setPicture(
            {Picture::Kind::View, std::string(job.view.substr(0, slash)), std::string(job.view.substr(slash + 1))});
    if (job.isSortedByValue) {
        const std::vector<OfferedIndicator>& offered = document_.city()->offered;
        const auto found = std::find_if(offered.begin(), offered.end(),
                                        [&](const OfferedIndicator& one) { return one.indicator.id == job.indicator; });
        const bool isMoreBetter = found != offered.end() && found->indicator.direction == Direction::More;
        compare_->table().sortByColumn(CompareTableModel::ValueColumn,
                                       isMoreBetter ? Qt::AscendingOrder : Qt::DescendingOrder);
    }
    if (!job.plugin.empty())
        findings_->showOf(std::string(job.plugin));
    if (job.focus == PlannerJob::Focus::Findings)
        enterPane(findings_);
    else
        compare_->table().setFocus();
}

/// To what a finding speaks of: its district, indicator and year, and the place it names.
void MainWindow::goToFinding(const ShownFinding& shown)
{
    findings_->goTo(shown);
    showPlaceOf(shown);
}

void MainWindow::showPlaceOf(const ShownFinding& shown)
{
    map_->mark(shown.finding.place);
    if (!shown.finding.place)
        return;
    state_.setPicture({});
    map_->showPlace(*shown.finding.place);
}

void MainWindow::askWhy()
{
    why_->ask(questionAt(desk_, QApplication::focusWidget(), compare_->table(), *map_, *tiles_));
}

/// Opens what is wrong, ready to be put right.
void MainWindow::mend(const ShownFinding& shown)
{
    const auto mending = mendingOf(shown, *document_.city()->snapshot, document_.overlays());
    if (!mending)
        return;
    findings_->goTo(shown);
    switch (mending->kind) {
    case Mending::Kind::Position:
        state_.setPicture({});
        panes_->bringUp(panes_->panes().picture);
        map_->mover().begin(*mending->facility);
        break;
    case Mending::Kind::Rows:
        state_.setPicture(mending->rows);
        panes_->bringUp(panes_->panes().picture);
        rows_->setFocus(Qt::OtherFocusReason);
        break;
    case Mending::Kind::Value:
        panes_->bringUp(compare_);
        editValueOf(mending->indicator);
        break;
    }
}

/// In the main district, as soon as the indicator stands in the table.
void MainWindow::editValueOf(const std::string& indicator)
{
    if (document_.shown() && document_.shown()->result.indicator.id == indicator)
        compare_->edit();
    else
        connect(
            &document_, &CityDocument::indicatorChanged, this,
            [this, indicator] {
                if (document_.shown() && document_.shown()->result.indicator.id == indicator)
                    compare_->edit();
            },
            Qt::SingleShotConnection);
}

void MainWindow::stepFinding(int findings)
{
    panes_->bringUp(findings_);
    findings_->step(findings);
}

void MainWindow::copyMap()
{
    copyPicture(*pictures_->currentWidget(), [this](const QPixmap& picture) {
        QGuiApplication::clipboard()->setPixmap(picture);
        status_->tell(words_("desktop.copied_map"));
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() &&
            (url.path().endsWith(QStringLiteral(".chiiki")) ||
             (document_.city() && PluginManager::isPlugin(url.toLocalFile())) || canBeImported(url.toLocalFile())))
            event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && url.path().endsWith(QStringLiteral(".chiiki"))) {
            document_.open(url.toLocalFile().toStdString());
            return;
        } else if (url.isLocalFile() && document_.city() && PluginManager::isPlugin(url.toLocalFile())) {
            manager_->install(url.toLocalFile());
            return;
        }
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && canBeImported(url.toLocalFile()))
            paths.append(url.toLocalFile());
    if (paths.isEmpty())
        return;
    activateWindow();  // the keyboard is still with whom the files came from
    whenOpen([this, paths] { importPane().openFiles(filesToImport(paths)); });
}

void MainWindow::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (isCopiedTable(text))
        whenOpen([this, text] { importPane().openPasted(text); });
    else
        status_->tell(words_("desktop.import_no_paste"));
}

void MainWindow::askForImport()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, words_("desktop.import_choose"), {},
                                                            words_("desktop.import_file_filter", {importEndings()}));
    if (!paths.isEmpty())
        importPane().openFiles(filesToImport(paths));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    document_.overlays().cancelAll();
    QMainWindow::closeEvent(event);
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
