#include "workbench/desktop/theme_rail.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double railWidth = 40;

}  // namespace

ThemeRail::ThemeRail(const Desk& desk, QWidget* parent)
    : QScrollArea(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("themeRail"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // the wheel and the focus scroll
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFocusPolicy(Qt::NoFocus);
    theme::keep(*this, [this] { setFixedWidth(theme::px(railWidth)); });
    connect(&desk_.document, &CityDocument::cityChanged, this, &ThemeRail::fill);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &ThemeRail::fill);
    connect(&desk_.state, &ViewState::indicatorChanged, this, &ThemeRail::showChoice);
    connect(&desk_.state, &ViewState::pictureChanged, this, &ThemeRail::showChoice);
    connect(&desk_.words, &Words::changed, this, &ThemeRail::fill);
    connect(&theme::looks(), &theme::Looks::changed, this, &ThemeRail::fill);
    fill();
}

QSize ThemeRail::sizeHint() const
{
    return {theme::px(railWidth), 100};
}

void ThemeRail::fill()
{
    setAccessibleName(desk_.words("desktop.themes_name"));
    buttons_.clear();
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(2);
    if (const OpenedCity* city = desk_.document.city())
        for (const Theme& one : themesOf(*city, desk_.words)) {
            auto* button = new QToolButton(content);
            button->setFont(theme::font(theme::captionPoints));
            QStringList lines = one.shortTitle.split(u'\n');
            for (QString& line : lines)
                line = button->fontMetrics().elidedText(line, Qt::ElideRight, sizeHint().width() - 4);
            button->setText(lines.join(u'\n'));
            button->setToolTip(one.title);
            button->setAccessibleName(one.title);
            button->setCheckable(true);
            button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
            connect(button, &QToolButton::clicked, this, [this, id = one.id] {
                showChoice();  // what is checked is what is looked at, not what was pressed
                emit themePicked(id);
            });
            column->addWidget(button);
            buttons_.emplace_back(one.id, button);
        }
    column->addStretch(1);
    setWidget(content);
    showChoice();
}

void ThemeRail::showChoice()
{
    const OpenedCity* city = desk_.document.city();
    const std::string lookedAt = city ? themeLookedAt(desk_.state, themesOf(*city, desk_.words)) : std::string();
    for (const auto& [id, button] : buttons_)
        button->setChecked(id == lookedAt);
}

}  // namespace chiiki::desktop
