#include "workbench/desktop/themes.h"

#include <algorithm>
#include <array>

#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

std::string_view codeOf(IndicatorGroup group)
{
    switch (group) {
    case IndicatorGroup::People:
        return "core:people";
    case IndicatorGroup::Reach:
        return "core:reach";
    case IndicatorGroup::Facilities:
        return "core:facilities";
    case IndicatorGroup::Targets:
        return "core:targets";
    case IndicatorGroup::Imported:
        return "core:imported";
    case IndicatorGroup::Overlay:
        break;
    }
    return {};
}

/// The first word that says something: 「暮らし」 of 「暮らしのサービス」, 「Disaster」 of "Disaster preparedness".
QString firstWord(const QString& title)
{
    // Blank and marks, also full-width; the particles no and to.
    static constexpr std::array ends = {0x20,   0x28,   0x2C,   0x2F,   0x3A,   0x3001,
                                        0x3068, 0x306E, 0x30FB, 0xFF08, 0xFF0F, 0xFF1A};
    QString word;
    for (const QChar c : title) {
        if (std::find(ends.begin(), ends.end(), c.unicode()) == ends.end()) {
            word += c;
            continue;
        }
        if (word.size() > 1)
            break;
        word.clear();
    }
    return word.isEmpty() ? title : word;
}

/// Two lines of two characters at most, three where they are all; words in Latin letters stay whole.
QString shortened(const QString& title)
{
    QString word = firstWord(title);
    const bool isLatin = !word.isEmpty() && word.front().unicode() < 0x3000;
    if (isLatin || word.size() <= 3)
        return word;
    return word.left(2) + u'\n' + word.mid(2, 2);
}

}  // namespace

QString groupTitle(const OfferedIndicator& offered, const Words& words)
{
    switch (offered.group) {
    case IndicatorGroup::People:
        return words("desktop.group_people");
    case IndicatorGroup::Reach:
        return words("desktop.group_reach");
    case IndicatorGroup::Facilities:
        return words("desktop.group_facilities");
    case IndicatorGroup::Targets:
        return words("desktop.group_targets");
    case IndicatorGroup::Imported:
        return words("desktop.group_imported");
    case IndicatorGroup::Overlay:
        break;
    }
    return words.in(offered.overlay);
}

std::vector<Theme> themesOf(const OpenedCity& city, const Words& words)
{
    std::vector<Theme> themes;
    for (const OfferedIndicator& offered : city.offered) {
        if (offered.group == IndicatorGroup::Overlay)
            continue;
        const std::string_view id = codeOf(offered.group);
        if (themes.empty() || themes.back().id != id) {
            const QString title = groupTitle(offered, words);
            themes.push_back({std::string(id), title, shortened(title)});
            themes.back().mainIndicator = offered.indicator.id;
        }
        themes.back().indicators.push_back(offered.indicator);
    }
    for (const Plugin& plugin : city.session->plugins()) {
        const QString title = plugin.problem ? QString::fromStdString(plugin.id) : words.in(plugin.manifest.title);
        Theme theme{plugin.id, title, shortened(title), &plugin};
        for (const IndicatorSpec& spec : plugin.manifest.indicators)
            theme.indicators.push_back(spec.indicator);
        theme.mainIndicator = plugin.manifest.styleIndicator;
        if (theme.mainIndicator.empty() && !theme.indicators.empty())
            theme.mainIndicator = theme.indicators.front().id;
        themes.push_back(std::move(theme));
    }
    return themes;
}

std::string themeLookedAt(const ViewState& state, const std::vector<Theme>& themes)
{
    const Picture& picture = state.picture();
    if (picture.kind == Picture::Kind::View || picture.kind == Picture::Kind::Rows)
        return picture.plugin;
    for (const Theme& theme : themes)
        for (const Indicator& indicator : theme.indicators)
            if (indicator.id == state.indicator())
                return theme.id;
    return {};
}

void showIndicatorOf(ViewState& state, const std::string& indicatorId)
{
    state.setIndicator(indicatorId);
    const Picture::Kind kind = state.picture().kind;
    if (kind == Picture::Kind::View || kind == Picture::Kind::Rows)
        state.setPicture({});
}

void showViewOf(ViewState& state, const Plugin& plugin, const ViewSpec& view)
{
    if (view.kind == ViewKind::Map && !view.indicators.empty())
        showIndicatorOf(state, view.indicators.front());
    else
        state.setPicture({Picture::Kind::View, plugin.id, view.id});
}

}  // namespace chiiki::desktop
