#include "workbench/desktop/city_document.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <QCoreApplication>

#include "workbench/desktop/layered_picture.h"
#include "workbench/usecases/desk_settings.h"
#include "workbench/usecases/program_files.h"

namespace chiiki::desktop {
namespace {

constexpr int untilPictureMs = 30;

}  // namespace

CityDocument::CityDocument(ViewState& state, QObject* parent)
    : QObject(parent)
    , state_(state)
{
    connect(&state_, &ViewState::indicatorChanged, this, [this] {
        showIndicator();
        presentPinned();
    });
    afterPicture_.setSingleShot(true);
    afterPicture_.setInterval(untilPictureMs);
    connect(&afterPicture_, &QTimer::timeout, this, [this] {
        if (LayeredPicture::isAnyDrawing()) {
            afterPicture_.start();
            return;
        }
        overlays_.begin();
        showPinned();
        emit restBegins();
    });
    connect(&writer_, &CityWriter::written, this, &CityDocument::takeNext);
    connect(&writer_, &CityWriter::refused, this, &CityDocument::failed);
}

const IndicatorResult* CityDocument::computed(const std::string& id) const
{
    const auto found = results_.find(id);
    return found == results_.end() ? nullptr : &found->second;
}

void CityDocument::open(const std::string& path)
{
    startOpening([path] { return openCity(path); });
}

void CityDocument::take(std::shared_future<Result<OpenedCity>> opening)
{
    if (opening.wait_for(std::chrono::seconds(0)) == std::future_status::ready && opening.get())
        show(*opening.get());
    else
        startOpening([opening = std::move(opening)] { return opening.get(); });
}

bool CityDocument::isBusy() const
{
    return LatestJob::runningCount() > 0 || overlays_.runningCount() > 0 || afterPicture_.isActive();
}

void CityDocument::openYamaguchi()
{
    startOpening([pack = findYamaguchiPack(QCoreApplication::applicationDirPath().toStdString()),
                  workspace = yamaguchiWorkspacePath()] { return openFromPack(pack, workspace); });
}

void CityDocument::startOpening(std::function<Result<OpenedCity>()> work)
{
    emit openingChanged(true);
    opening_.start(std::move(work), [this](Result<OpenedCity> opened) {
        emit openingChanged(false);
        if (opened)
            show(*std::move(opened));
        else
            emit failed(opened.error());
    });
}

void CityDocument::show(OpenedCity city)
{
    preparing_.drop();
    pinning_.drop();
    cancelComputing();
    writer_.setWorkspace(city.workspace);
    const bool isAnother = city_ && city_->path != city.path;
    city_ = std::move(city);
    shown_.reset();
    pinned_.clear();
    results_.clear();
    if (city_->first)
        results_.emplace(city_->first->indicator.id, *city_->first);
    std::vector<std::string> codes;
    for (const District& district : city_->snapshot->districts)
        codes.push_back(district.code);
    state_.begin(codes);
    emit cityChanged();
    const std::vector<OfferedIndicator>& offered = city_->offered;
    // What is of a city alone was looked for in the city before, and colours nothing in this one.
    const bool isKept = std::any_of(offered.begin(), offered.end(), [&](const OfferedIndicator& one) {
        return one.indicator.id == state_.indicator() && !(isAnother && one.indicator.cityOnly);
    });
    if (!isKept && !offered.empty())
        state_.setIndicatorAndYear(offered.front().indicator.id, std::nullopt);
    else
        showIndicator();
    computeTheRest();
}

void CityDocument::computeTheRest()
{
    overlays_.start(city_->session, city_->snapshot);
    afterPicture_.start();
}

void CityDocument::takeNext(SnapshotPtr snapshot)
{
    if (!city_)
        return;
    preparing_.start([before = *city_, snapshot = std::move(snapshot)] { return nextCity(before, snapshot); },
                     [this](Result<OpenedCity> next) {
                         if (next)
                             takeOver(*std::move(next));
                         else
                             emit failed(next.error());
                     });
}

void CityDocument::takeOver(OpenedCity next)
{
    city_ = std::move(next);
    results_.clear();
    emit snapshotChanged();
    showIndicator();
    computeTheRest();
}

void CityDocument::recompute()
{
    if (city_)
        takeNext(city_->snapshot);
}

void CityDocument::cancelComputing()
{
    if (!computing_.isRunning())
        return;
    computing_.drop();
    emit computingChanged(false);
}

void CityDocument::showIndicator()
{
    if (!city_ || state_.indicator().empty())
        return;
    const std::string id = state_.indicator();
    if (results_.contains(id)) {
        cancelComputing();
        present();
        return;
    }
    emit computingChanged(true);
    computing_.start([snapshot = city_->snapshot, session = city_->session,
                      id] { return computeIndicator(*snapshot, *session, id); },
                     [this, id](Result<IndicatorResult> result) {
                         emit computingChanged(false);
                         if (!result) {
                             emit failed(result.error());
                             return;
                         }
                         results_[id] = *std::move(result);
                         present();
                     });
}

void CityDocument::present()
{
    shown_ = showYear(*city_->snapshot, results_.at(state_.indicator()), state_.year(),
                      classStyleOf(*city_->snapshot, state_.indicator()));
    emit indicatorChanged();
}

void CityDocument::showPinned()
{
    pinning_.start(
        [snapshot = city_->snapshot, session = city_->session, known = results_] {
            Results results;
            for (const std::string& id : pinnedIndicators(*snapshot))
                if (const auto found = known.find(id); found != known.end())
                    results.insert(*found);
                else if (auto result = computeIndicator(*snapshot, *session, id))
                    results.emplace(id, *std::move(result));
            return results;
        },
        [this](Results results) {
            results_.merge(std::move(results));
            presentPinned();
        });
}

void CityDocument::presentPinned()
{
    if (!city_)
        return;
    pinned_.clear();
    for (const std::string& id : pinnedIndicators(*city_->snapshot))
        if (const IndicatorResult* result = computed(id))
            pinned_.push_back(showYear(*city_->snapshot, *result, state_.year(), classStyleOf(*city_->snapshot, id)));
    emit pinnedChanged();
}

}  // namespace chiiki::desktop
