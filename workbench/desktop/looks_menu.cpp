#include "workbench/desktop/looks_menu.h"

#include <QActionGroup>
#include <QMenu>

#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

LooksMenu::LooksMenu(const Words& words, QMenu& view, QObject* parent)
    : QObject(parent)
    , words_(words)
    , screen_(view.addMenu(QString()))
    , size_(view.addMenu(QString()))
{
    const auto add = [](QMenu* menu, QActionGroup* group) {
        QAction* action = menu->addAction(QString());
        action->setCheckable(true);
        group->addAction(action);
        return action;
    };
    auto* screens = new QActionGroup(this);
    light_ = add(screen_, screens);
    dark_ = add(screen_, screens);
    connect(light_, &QAction::triggered, this, [] { theme::looks().setChrome(theme::Chrome::Light); });
    connect(dark_, &QAction::triggered, this, [] { theme::looks().setChrome(theme::Chrome::Dark); });
    auto* sizes = new QActionGroup(this);
    for (const int percent : theme::textPercents) {
        sizes_.push_back(add(size_, sizes));
        connect(sizes_.back(), &QAction::triggered, this, [percent] { theme::looks().setTextPercent(percent); });
    }
    connect(&theme::looks(), &theme::Looks::changed, this, &LooksMenu::showState);
    connect(&words_, &Words::changed, this, &LooksMenu::retranslate);
    showState();
    retranslate();
}

void LooksMenu::showState()
{
    (theme::looks().chrome() == theme::Chrome::Light ? light_ : dark_)->setChecked(true);
    for (std::size_t i = 0; i < sizes_.size(); ++i)
        sizes_[i]->setChecked(theme::textPercents[i] == theme::looks().textPercent());
}

void LooksMenu::retranslate()
{
    screen_->setTitle(words_("desktop.menu_screen"));
    size_->setTitle(words_("desktop.menu_text_size"));
    light_->setText(words_("desktop.action_light"));
    dark_->setText(words_("desktop.action_dark"));
    for (std::size_t i = 0; i < sizes_.size(); ++i)
        sizes_[i]->setText(
            words_("desktop.action_text_size", {QString::number(theme::textPercents[i]), QString::number(i + 1)}));
}

}  // namespace chiiki::desktop
