#include "workbench/desktop/screenshot.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <QPixmap>

#include "core/base/near_names.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/main_window.h"
#include "workbench/desktop/view_state_json.h"

namespace chiiki::desktop {
namespace {

constexpr int lookEveryMs = 50;
// Longer than the map waits after its last movement before it draws exactly, and than a hint takes to come up.
constexpr int quietLooksNeeded = 8;
constexpr int mostLooks = 5 * 60 * 1000 / lookEveryMs;

/// Error NotFound where `id` is none of `known`, telling which may have been meant.
Result<void> findAmong(const std::vector<std::string>& known, const std::string& id, std::string_view code)
{
    if (std::find(known.begin(), known.end(), id) != known.end())
        return {};
    return fail(ErrorKind::NotFound, {code, {id, namesToOffer(id, known)}});
}

Result<void> findRows(const OpenedCity& city, const Picture& picture)
{
    const auto plugin = city.session->find(picture.plugin);
    if (!plugin)
        return tl::unexpected(plugin.error());
    std::vector<std::string> ids;
    for (const TableSpec& table : (*plugin)->manifest.tables)
        ids.push_back(table.id);
    return findAmong(ids, picture.view, "desktop.state_no_table");
}

Result<void> findView(const OpenedCity& city, const Picture& picture)
{
    const auto plugin = city.session->find(picture.plugin);
    if (!plugin)
        return tl::unexpected(plugin.error());
    std::vector<std::string> ids;
    for (const ViewSpec& view : (*plugin)->manifest.views)
        ids.push_back(view.id);
    return findAmong(ids, picture.view, "desktop.state_no_view");
}

}  // namespace

Result<ViewState::Step> readState(const std::string& state)
{
    if (!state.starts_with('@'))
        return parseViewState(state);
    const std::string path = state.substr(1);
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream)
        return fail(ErrorKind::NotFound, {"desktop.state_file", {path}});
    return parseViewState(text);
}

Result<ViewState::Step> stateFor(const OpenedCity& city, ViewState::Step step)
{
    std::vector<std::string> indicators;
    for (const OfferedIndicator& offered : city.offered)
        indicators.push_back(offered.indicator.id);
    std::vector<std::string> districts;
    for (const District& district : city.snapshot->districts)
        districts.push_back(district.code);
    if (step.indicator.empty() && !indicators.empty())
        step.indicator = indicators.front();
    std::vector<std::string> wanted = step.multiples.indicators;
    wanted.insert(wanted.begin(), step.indicator);
    for (const std::string& id : wanted)
        if (const auto found = findAmong(indicators, id, "desktop.state_no_indicator"); !found)
            return tl::unexpected(found.error());
    for (const std::string& code : step.districts)
        if (const auto found = findAmong(districts, code, "desktop.state_no_district"); !found)
            return tl::unexpected(found.error());
    if (step.picture.kind == Picture::Kind::View)
        if (const auto found = findView(city, step.picture); !found)
            return tl::unexpected(found.error());
    if (step.picture.kind == Picture::Kind::Rows)
        if (const auto found = findRows(city, step.picture); !found)
            return tl::unexpected(found.error());
    return step;
}

StateShown::StateShown(MainWindow& window, ViewState::Step step)
    : window_(window)
    , step_(std::move(step))
{
    CityDocument& document = window_.document();
    connect(&document, &CityDocument::failed, this, &StateShown::failed);
    const auto apply = [this] {
        const auto fitting = stateFor(*window_.document().city(), step_);
        if (fitting)
            window_.state().apply(*fitting);
        else
            emit failed(fitting.error());
    };
    // A city that is opened later begins as every other.
    connect(&document, &CityDocument::cityChanged, this, apply, Qt::SingleShotConnection);
    timer_.setInterval(lookEveryMs);
    connect(&timer_, &QTimer::timeout, this, &StateShown::look);
}

void StateShown::watch()
{
    timer_.start();
}

void StateShown::look()
{
    const bool isBusy = window_.document().isBusy();
    quietLooks_ = isBusy ? 0 : quietLooks_ + 1;
    if (quietLooks_ == quietLooksNeeded) {
        timer_.stop();
        emit settled();
    } else if (++looks_ == mostLooks) {
        timer_.stop();
        emit failed({ErrorKind::Cancelled, {"desktop.picture_too_long", {}}, {}});
    }
}

Result<void> savePicture(MainWindow& window, const std::string& path)
{
    if (!window.grab().save(QString::fromStdString(path), "PNG"))
        return fail(ErrorKind::NotFound, {"desktop.picture_not_written", {path}});
    return {};
}

}  // namespace chiiki::desktop
