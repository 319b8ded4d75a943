#include "workbench/desktop/theme_menu.h"

#include <QAction>
#include <QMenu>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

ThemeMenu::ThemeMenu(const Desk& desk, QMenu& menu, QObject* parent)
    : QObject(parent)
    , desk_(desk)
{
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        actions_[i] = menu.addAction(QString());
        actions_[i]->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)));
        connect(actions_[i], &QAction::triggered, this, [this, i] { pick(i); });
    }
    connect(&desk_.document, &CityDocument::cityChanged, this, &ThemeMenu::retranslate);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &ThemeMenu::retranslate);
    connect(&desk_.words, &Words::changed, this, &ThemeMenu::retranslate);
    retranslate();
}

void ThemeMenu::pick(std::size_t number)
{
    const std::vector<Theme> themes = themesOf(*desk_.document.city(), desk_.words);
    if (number >= themes.size())
        return;
    const Theme& theme = themes[number];
    if (!theme.mainIndicator.empty())
        showIndicatorOf(desk_.state, theme.mainIndicator);
    emit themePicked(theme.id);
}

void ThemeMenu::retranslate()
{
    std::vector<Theme> themes;
    if (const OpenedCity* city = desk_.document.city())
        themes = themesOf(*city, desk_.words);
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        const bool isThere = i < themes.size();
        actions_[i]->setEnabled(isThere);
        actions_[i]->setVisible(isThere);
        actions_[i]->setText(isThere ? desk_.words("desktop.themes_numbered", {QString::number(i + 1), themes[i].title})
                                     : QString());
    }
}

}  // namespace chiiki::desktop
