#include "workbench/desktop/district_figures.h"

#include <algorithm>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/view_state.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int gatheringMs = 80;

void addOnce(std::vector<std::string>& ids, const std::string& id)
{
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end())
        ids.push_back(id);
}

bool isOfPlugin(const OverlayBoard& board, const std::string& id)
{
    return board.find(id.substr(0, id.find('.'))) != nullptr;
}

}  // namespace

const std::vector<std::string>& keyFigures()
{
    static const std::vector<std::string> ids = {"population.total", "population.households", "area.km2"};
    return ids;
}

DistrictFigures::DistrictFigures(const Desk& desk, QObject* parent)
    : QObject(parent)
    , desk_(desk)
{
    presenting_.setSingleShot(true);
    presenting_.setInterval(gatheringMs);
    connect(&presenting_, &QTimer::timeout, this, &DistrictFigures::present);
    const auto gather = [this] {
        if (!presenting_.isActive())
            presenting_.start();
    };
    connect(&desk_.document, &CityDocument::restBegins, this, &DistrictFigures::compute);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, gather);
    connect(&desk_.document, &CityDocument::pinnedChanged, this, gather);
    connect(&desk_.document.overlays(), &OverlayBoard::changed, this, gather);
    if (desk_.document.city())
        compute();
}

std::vector<std::string> DistrictFigures::wanted() const
{
    std::vector<std::string> ids;
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return ids;
    addOnce(ids, desk_.state.indicator());
    for (const std::string& id : pinnedIndicators(*city->snapshot))
        addOnce(ids, id);
    addOnce(ids, "population.density");
    for (const OfferedIndicator& offered : city->offered)
        if (offered.group == IndicatorGroup::Reach) {
            addOnce(ids, offered.indicator.id);
            break;
        }
    for (const OverlayEntry& entry : desk_.document.overlays().entries()) {
        const Manifest& manifest = entry.plugin->manifest;
        if (!manifest.styleIndicator.empty())
            addOnce(ids, manifest.styleIndicator);
        else if (!manifest.indicators.empty())
            addOnce(ids, manifest.indicators.front().indicator.id);
    }
    const std::vector<std::string>& keys = keyFigures();
    std::erase_if(ids, [&](const std::string& id) { return std::find(keys.begin(), keys.end(), id) != keys.end(); });
    return ids;
}

const ShownIndicator* DistrictFigures::find(const std::string& id) const
{
    const auto found = std::find_if(figures_.begin(), figures_.end(),
                                    [&](const ShownIndicator& one) { return one.result.indicator.id == id; });
    return found == figures_.end() ? nullptr : &*found;
}

void DistrictFigures::compute()
{
    const OpenedCity& city = *desk_.document.city();
    std::vector<std::string> ids = keyFigures();
    for (const std::string& id : wanted())
        if (!isOfPlugin(desk_.document.overlays(), id))
            addOnce(ids, id);
    computing_.start(
        [session = city.session, ids = std::move(ids)] {
            Results results;
            for (const std::string& id : ids)
                if (auto result = session->compute(id))
                    results.emplace(id, *std::move(result));
            return results;
        },
        [this](Results results) {
            results_ = std::move(results);
            present();
        });
}

const IndicatorResult* DistrictFigures::resultOf(const std::string& id) const
{
    if (const auto& shown = desk_.document.shown(); shown && shown->result.indicator.id == id)
        return &shown->result;
    if (const IndicatorResult* computed = desk_.document.computed(id))
        return computed;
    if (const auto found = results_.find(id); found != results_.end())
        return &found->second;
    const OverlayEntry* entry = desk_.document.overlays().find(id.substr(0, id.find('.')));
    if (entry && entry->run && entry->run->overlay)
        for (const IndicatorResult& result : entry->run->overlay->indicators)
            if (result.indicator.id == id)
                return &result;
    return nullptr;
}

void DistrictFigures::present()
{
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    const auto& shown = desk_.document.shown();
    const std::optional<int> year = shown ? std::optional(shown->year.year) : desk_.state.year();
    std::vector<std::string> ids = keyFigures();
    for (const std::string& id : wanted())
        addOnce(ids, id);
    figures_.clear();
    for (const std::string& id : ids)
        if (const IndicatorResult* result = resultOf(id)) {
            // The indicator shown stays in its year even where that has no values.
            const std::vector<int> years = yearsOf(*result);
            const bool isThisYear =
                year && (id == desk_.state.indicator() || std::find(years.begin(), years.end(), *year) != years.end());
            figures_.push_back(showYear(*city->snapshot, *result, isThisYear ? year : std::nullopt,
                                        classStyleOf(*city->snapshot, id)));
        }
    emit changed();
}

}  // namespace chiiki::desktop
