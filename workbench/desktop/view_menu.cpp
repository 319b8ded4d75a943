#include "workbench/desktop/view_menu.h"

#include <QMenu>

#include "core/plugin/view_title.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

QString asMenuText(QString title)
{
    return title.replace(u'&', QStringLiteral("&&"));
}

}  // namespace

ViewMenu::ViewMenu(const Desk& desk, QWidget* parent)
    : QToolButton(parent)
    , desk_(desk)
    , views_(new QMenu(this))
{
    setObjectName(QStringLiteral("viewMenu"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setCheckable(true);
    setMenu(views_);
    connect(views_, &QMenu::aboutToShow, this, &ViewMenu::fill);
    connect(views_, &QMenu::aboutToHide, this, &ViewMenu::showChoice);
    connect(&desk_.state, &ViewState::pictureChanged, this, &ViewMenu::showChoice);
    connect(&desk_.document, &CityDocument::cityChanged, this, &ViewMenu::showChoice);
    connect(&desk_.words, &Words::changed, this, &ViewMenu::showChoice);
    showChoice();
}

void ViewMenu::fill()
{
    views_->clear();
    qDeleteAll(views_->findChildren<QMenu*>());
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    const std::vector<Theme> themes = themesOf(*city, desk_.words);
    const std::string lookedAt = themeLookedAt(desk_.state, themes);
    const Picture& picture = desk_.state.picture();
    const auto addViews = [&](QMenu* menu, const Theme& theme) {
        const Manifest& manifest = theme.plugin->manifest;
        const ParameterValues parameters = parametersOf(*city->snapshot, manifest);
        for (const ViewSpec& view : manifest.views) {
            QAction* action = menu->addAction(asMenuText(desk_.words.in(viewTitle(manifest, view, parameters))));
            action->setCheckable(true);
            action->setChecked(picture.kind == Picture::Kind::View && picture.plugin == theme.id &&
                               picture.view == view.id);
            connect(action, &QAction::triggered, this,
                    [this, plugin = theme.plugin, view] { showViewOf(desk_.state, *plugin, view); });
        }
    };
    for (const Theme& theme : themes)
        if (theme.plugin && theme.id == lookedAt) {
            addViews(views_, theme);
            views_->addSeparator();
        }
    for (const Theme& theme : themes)
        if (theme.plugin && !theme.plugin->manifest.views.empty())
            addViews(views_->addMenu(asMenuText(theme.title)), theme);
}

void ViewMenu::showChoice()
{
    setEnabled(desk_.document.city() != nullptr);
    setChecked(desk_.state.picture().kind == Picture::Kind::View);
    setText(desk_.words("desktop.views_menu"));
    setToolTip(desk_.words("desktop.views_menu_tip"));
    setAccessibleName(desk_.words("desktop.views_menu_name"));
}

}  // namespace chiiki::desktop
