#include "workbench/desktop/window_actions.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include "workbench/desktop/city_writer.h"
#include "workbench/desktop/looks_menu.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

WindowActions::WindowActions(const Words& words, QMenuBar& bar, QObject* parent)
    : QObject(parent)
    , words_(words)
    , file_(bar.addMenu(QString()))
    , edit_(bar.addMenu(QString()))
    , view_(bar.addMenu(QString()))
{
    const auto add = [](QMenu* menu, const QList<QKeySequence>& keys) {
        QAction* action = menu->addAction(QString());
        action->setShortcuts(keys);
        return action;
    };
    plugins = bar.addMenu(QString());
    manager = add(plugins, {QKeySequence(QStringLiteral("Ctrl+Shift+P"))});
    plugins->addSeparator();
    open = add(file_, {QKeySequence::Open});
    openYamaguchi = add(file_, {});
    importFiles = add(file_, {QKeySequence(QStringLiteral("Ctrl+I"))});
    file_->addSeparator();
    save = add(file_, {QKeySequence::Save});
    output = add(file_, {Qt::Key_F12});
    file_->addSeparator();
    quit = add(file_, {QKeySequence(QStringLiteral("Ctrl+Q"))});
    undo = add(edit_, {QKeySequence(QStringLiteral("Ctrl+Z"))});
    redo = add(edit_, {QKeySequence(QStringLiteral("Ctrl+Y")), QKeySequence(QStringLiteral("Ctrl+Shift+Z"))});
    edit_->addSeparator();
    copy = add(edit_, {QKeySequence::Copy});
    paste = add(edit_, {QKeySequence::Paste});
    editValue = add(edit_, {Qt::Key_F2});
    edit_->addSeparator();
    selectAll = add(edit_, {QKeySequence::SelectAll});
    clearSelection = add(edit_, {Qt::Key_Escape});
    search = add(edit_, {QKeySequence(QStringLiteral("Ctrl+K"))});
    // ";" is "+" without Shift on a Japanese keyboard, "=" on an American one.
    zoomIn = add(view_, {Qt::Key_Plus, Qt::Key_Semicolon, Qt::Key_Equal});
    zoomOut = add(view_, {Qt::Key_Minus});
    wholeCity = add(view_, {Qt::Key_0});
    toSelection = add(view_, {Qt::Key_Z});
    inset = add(view_, {Qt::Key_I});
    inset->setCheckable(true);
    view_->addSeparator();
    tileMap = add(view_, {Qt::Key_F7});
    multiples = add(view_, {Qt::Key_F8});
    view_->addSeparator();
    sortByValue = add(view_, {Qt::Key_V});
    sortByDistrict = add(view_, {Qt::Key_N});
    view_->addSeparator();
    nextFinding = add(view_, {Qt::Key_F3});
    previousFinding = add(view_, {QKeySequence(QStringLiteral("Shift+F3"))});
    pin = add(view_, {Qt::Key_P});
    unpin = add(view_, {QKeySequence(QStringLiteral("Shift+P"))});
    view_->addSeparator();
    previousYear = add(view_, {Qt::Key_BracketLeft});
    nextYear = add(view_, {Qt::Key_BracketRight});
    view_->addSeparator();
    back = add(view_, {QKeySequence(QStringLiteral("Alt+Left"))});
    forward = add(view_, {QKeySequence(QStringLiteral("Alt+Right"))});
    view_->addSeparator();
    themes = add(view_, {Qt::Key_F9});
    recompute = add(view_, {Qt::Key_F5});
    why = add(view_, {Qt::Key_F4});
    nextPane = add(view_, {Qt::Key_F6});
    previousPane = add(view_, {QKeySequence(QStringLiteral("Shift+F6"))});
    new LooksMenu(words_, *view_, this);
    history = view_->addMenu(QString());
    otherLanguage = add(view_, {});
    undo->setEnabled(false);
    redo->setEnabled(false);
    enableHistory(false, false);
    connect(&words_, &Words::changed, this, &WindowActions::retranslate);
    retranslate();
}

void WindowActions::enableCity(bool hasCity)
{
    // Those that ask for something else are enabled by it; what is taken in opens a city where there is none.
    const QList<QAction*> others = {open,          openYamaguchi, importFiles, paste, quit,
                                    otherLanguage, undo,          redo,        back,  forward};
    for (QAction* action : all())
        if (!others.contains(action))
            action->setEnabled(hasCity);
}

QList<QAction*> WindowActions::editActions() const
{
    return edit_->actions();
}

void WindowActions::addToView(QMenu* menu)
{
    view_->insertMenu(tileMap, menu);
}

void WindowActions::enableZoom(bool isMap)
{
    for (QAction* action : {zoomIn, zoomOut, wholeCity, toSelection, inset})
        action->setEnabled(isMap);
}

QList<QAction*> WindowActions::all() const
{
    QList<QAction*> found;
    for (const QMenu* menu : std::initializer_list<const QMenu*>{file_, edit_, view_, plugins})
        for (QAction* action : menu->actions())
            if (!action->isSeparator() && !action->menu())
                found.append(action);
    return found;
}

void WindowActions::enableHistory(bool canGoBack, bool canGoForward)
{
    back->setEnabled(canGoBack);
    forward->setEnabled(canGoForward);
}

void WindowActions::showUndo(const CityWriter& writer)
{
    const auto name = [this](const JournalEntry* entry) { return entry ? words_.say(entry->what) : QString(); };
    undoName_ = name(writer.nextUndo());
    redoName_ = name(writer.nextRedo());
    undo->setEnabled(writer.nextUndo() != nullptr);
    redo->setEnabled(writer.nextRedo() != nullptr);
    retranslate();
}

void WindowActions::retranslate()
{
    const auto named = [this](std::string_view code, std::string_view namedCode, const QString& name) {
        return name.isEmpty() ? words_(code) : words_(namedCode, {name});
    };
    undo->setText(named("desktop.action_undo", "desktop.action_undo_step", undoName_));
    redo->setText(named("desktop.action_redo", "desktop.action_redo_step", redoName_));
    save->setText(words_("desktop.action_save"));
    output->setText(words_("desktop.action_output"));
    copy->setText(words_("desktop.action_copy"));
    paste->setText(words_("desktop.action_paste"));
    importFiles->setText(words_("desktop.action_import"));
    search->setText(words_("desktop.action_search"));
    back->setText(words_("desktop.action_back"));
    forward->setText(words_("desktop.action_forward"));
    themes->setText(words_("desktop.action_themes"));
    manager->setText(words_("desktop.manager_action"));
    why->setText(words_("desktop.why_action"));
    recompute->setText(words_("desktop.action_recompute"));
    history->setTitle(words_("desktop.action_history"));
    previousPane->setText(words_("desktop.action_previous_pane"));
    file_->setTitle(words_("desktop.menu_file"));
    edit_->setTitle(words_("desktop.menu_edit"));
    view_->setTitle(words_("desktop.menu_view"));
    plugins->setTitle(words_("desktop.themes_menu"));
    open->setText(words_("desktop.action_open"));
    openYamaguchi->setText(words_("desktop.action_yamaguchi"));
    quit->setText(words_("desktop.action_quit"));
    selectAll->setText(words_("desktop.action_select_all"));
    clearSelection->setText(words_("desktop.action_clear"));
    zoomIn->setText(words_("desktop.action_zoom_in"));
    zoomIn->setIconText(QStringLiteral("＋"));
    zoomOut->setText(words_("desktop.action_zoom_out"));
    zoomOut->setIconText(QStringLiteral("−"));
    wholeCity->setText(words_("desktop.action_whole_city"));
    wholeCity->setIconText(words_("desktop.whole_city_short"));
    toSelection->setText(words_("desktop.action_to_selection"));
    inset->setText(words_("desktop.map_action_inset"));
    multiples->setText(words_("desktop.multiples_action"));
    multiples->setIconText(words_("desktop.multiples"));
    tileMap->setText(words_("desktop.action_tiles"));
    sortByValue->setText(words_("desktop.action_sort_value"));
    sortByDistrict->setText(words_("desktop.action_sort_district"));
    nextFinding->setText(words_("desktop.action_next_finding"));
    previousFinding->setText(words_("desktop.action_previous_finding"));
    editValue->setText(words_("desktop.action_edit_value"));
    pin->setText(words_("desktop.action_pin"));
    unpin->setText(words_("desktop.action_unpin"));
    previousYear->setText(words_("desktop.year_previous"));
    nextYear->setText(words_("desktop.year_next"));
    nextPane->setText(words_("desktop.action_next_pane"));
    otherLanguage->setText(words_("desktop.action_language"));
}

}  // namespace chiiki::desktop
