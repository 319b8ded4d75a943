#include "workbench/desktop/theme_rail.h"

#include <algorithm>

#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double railWidth = 40;
constexpr double widestRail = 76;  // English words need more than two characters of Japanese
constexpr int sides = 4;           // of a button, beside its text

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
    return {std::max(theme::px(railWidth), std::min(widest_, theme::px(widestRail))), 100};
}

void ThemeRail::fill()
{
    setAccessibleName(desk_.words("desktop.themes_name"));
    buttons_.clear();
    std::vector<Theme> themes;
    if (const OpenedCity* city = desk_.document.city())
        themes = themesOf(*city, desk_.words);
    widest_ = 0;
    const QFontMetrics caption(theme::font(theme::captionPoints));
    for (const Theme& one : themes)
        for (const QString& line : one.shortTitle.split(u'\n'))
            widest_ = std::max(widest_, caption.horizontalAdvance(line) + sides);
    setFixedWidth(sizeHint().width());
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(2);
    for (const Theme& one : themes) {
        auto* button = new QToolButton(content);
        button->setFont(theme::font(theme::captionPoints));
        QStringList lines = one.shortTitle.split(u'\n');
        for (QString& line : lines)
            line = button->fontMetrics().elidedText(line, Qt::ElideRight, width() - sides + 2);
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
