#include "workbench/desktop/view_state.h"

#include <utility>

namespace chiiki::desktop {
namespace {

constexpr std::size_t mostSteps = 500;

}  // namespace

ViewState::ViewState(QObject* parent)
    : QObject(parent)
    , steps_{now_}
{
    connect(&selection_, &SelectionModel::changed, this, [this] {
        now_.districts = selection_.districts();
        now_.primary = selection_.primary();
        record(Part::Selection);
    });
}

void ViewState::setIndicator(const std::string& id)
{
    setIndicatorAndYear(id, now_.year);
}

void ViewState::setYear(std::optional<int> year)
{
    setIndicatorAndYear(now_.indicator, year);
}

void ViewState::setIndicatorAndYear(const std::string& id, std::optional<int> year)
{
    if (id == now_.indicator && year == now_.year)
        return;
    now_.indicator = id;
    now_.year = year;
    record(Part::Indicator);
    emit indicatorChanged();
}

void ViewState::setPicture(const Picture& picture)
{
    if (picture == now_.picture)
        return;
    now_.picture = picture;
    record(Part::Picture);
    emit pictureChanged();
}

void ViewState::setMultiples(const MultiplesChoice& multiples)
{
    if (multiples == now_.multiples)
        return;
    now_.multiples = multiples;
    record(Part::Multiples);
    emit multiplesChanged();
}

void ViewState::setSight(const std::optional<Sight>& sight)
{
    if (sight == now_.sight)
        return;
    now_.sight = sight;
    record(Part::Sight);
    emit sightChanged();
}

void ViewState::setWantsInset(bool wantsInset)
{
    if (wantsInset == wantsInset_)
        return;
    wantsInset_ = wantsInset;
    emit wantsInsetChanged();
}

void ViewState::back()
{
    if (canGoBack())
        show(steps_[--at_]);
}

void ViewState::forward()
{
    if (canGoForward())
        show(steps_[++at_]);
}

void ViewState::apply(const Step& step)
{
    show(step);
    record(Part::Picture);
}

void ViewState::begin(const std::vector<std::string>& knownDistricts)
{
    isReplaying_ = true;
    selection_.retain(knownDistricts);
    isReplaying_ = false;
    now_.districts = selection_.districts();
    now_.primary = selection_.primary();
    now_.sight.reset();
    now_.picture = {};
    steps_ = {now_};
    at_ = 0;
    emit pictureChanged();
    emit sightChanged();
    emit historyChanged();
}

void ViewState::record(Part part)
{
    if (isReplaying_)
        return;
    const bool isSameMove = part == Part::Sight && lastPart_ == Part::Sight && !canGoForward() && at_ > 0;
    lastPart_ = part;
    if (isSameMove) {
        steps_[at_] = now_;
        return;
    }
    if (steps_[at_] == now_)
        return;
    steps_.resize(at_ + 1);
    steps_.push_back(now_);
    if (steps_.size() > mostSteps)
        steps_.erase(steps_.begin());
    at_ = steps_.size() - 1;
    emit historyChanged();
}

void ViewState::show(const Step& step)
{
    const Step before = std::exchange(now_, step);
    isReplaying_ = true;
    selection_.replace(step.districts, step.primary);
    if (before.indicator != now_.indicator || before.year != now_.year)
        emit indicatorChanged();
    if (before.picture != now_.picture)
        emit pictureChanged();
    if (before.multiples != now_.multiples)
        emit multiplesChanged();
    if (before.sight != now_.sight)
        emit sightChanged();
    isReplaying_ = false;
    lastPart_ = Part::Picture;
    emit historyChanged();
}

}  // namespace chiiki::desktop
