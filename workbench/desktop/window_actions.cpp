#include "workbench/desktop/window_actions.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

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
    open = add(file_, {QKeySequence::Open});
    openYamaguchi = add(file_, {});
    file_->addSeparator();
    quit = add(file_, {QKeySequence(QStringLiteral("Ctrl+Q"))});
    selectAll = add(edit_, {QKeySequence::SelectAll});
    clearSelection = add(edit_, {Qt::Key_Escape});
    // ";" is "+" without Shift on a Japanese keyboard, "=" on an American one.
    zoomIn = add(view_, {Qt::Key_Plus, Qt::Key_Semicolon, Qt::Key_Equal});
    zoomOut = add(view_, {Qt::Key_Minus});
    wholeCity = add(view_, {Qt::Key_0});
    toSelection = add(view_, {Qt::Key_Z});
    view_->addSeparator();
    tileMap = add(view_, {Qt::Key_F7});
    view_->addSeparator();
    sortByValue = add(view_, {Qt::Key_V});
    sortByDistrict = add(view_, {Qt::Key_N});
    view_->addSeparator();
    nextPane = add(view_, {Qt::Key_F6});
    otherLanguage = add(view_, {});
    connect(&words_, &Words::changed, this, &WindowActions::retranslate);
    retranslate();
}

void WindowActions::enableCity(bool hasCity)
{
    for (QAction* action : {selectAll, clearSelection, zoomIn, zoomOut, wholeCity, toSelection, tileMap, sortByValue,
                            sortByDistrict, nextPane})
        action->setEnabled(hasCity);
}

void WindowActions::enableZoom(bool isMap)
{
    for (QAction* action : {zoomIn, zoomOut, wholeCity, toSelection})
        action->setEnabled(isMap);
}

void WindowActions::retranslate()
{
    file_->setTitle(words_("desktop.menu_file"));
    edit_->setTitle(words_("desktop.menu_edit"));
    view_->setTitle(words_("desktop.menu_view"));
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
    tileMap->setText(words_("desktop.action_tiles"));
    sortByValue->setText(words_("desktop.action_sort_value"));
    sortByDistrict->setText(words_("desktop.action_sort_district"));
    nextPane->setText(words_("desktop.action_next_pane"));
    otherLanguage->setText(words_("desktop.action_language"));
}

}  // namespace chiiki::desktop
