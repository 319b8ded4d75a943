#include "workbench/usecases/import_earlier.h"

#include <cmath>

#include "core/io/numbers.h"
#include "workbench/usecases/import_rows.h"

namespace chiiki::imports {
namespace {

std::string differenceOf(const Facility& before, const Facility& after, bool sayBefore)
{
    std::string line;
    const auto say = [&](const char* what, const std::string& a, const std::string& b) {
        if (a != b)
            line += (line.empty() ? "" : "、") + std::string(what) + "「" + (sayBefore ? a : b) + "」";
    };
    const auto place = [](const Facility& f) {
        return f.place ? plainNumber(f.place->x) + "," + plainNumber(f.place->y) : std::string();
    };
    say("名称", before.name, after.name);
    say("種類", before.kind, after.kind);
    say("住所", before.address, after.address);
    say("位置", place(before), place(after));
    say("地域", before.placement.districtCode, after.placement.districtCode);
    say("定員", before.capacity ? std::to_string(*before.capacity) : std::string(),
        after.capacity ? std::to_string(*after.capacity) : std::string());
    say("カナ", before.kana, after.kana);
    for (const auto& [key, value] : after.attributes)
        if (const auto old = before.attributes.find(key); old == before.attributes.end() || old->second != value)
            say(key.c_str(), old == before.attributes.end() ? std::string() : old->second, value);
    for (const auto& [key, value] : before.attributes)
        if (!after.attributes.contains(key))
            say(key.c_str(), value, {});
    return line;
}

/// A pack keeps seven decimals: what differs by less (1 cm) is the same place.
bool isSamePlace(const Facility& before, const Facility& after)
{
    constexpr double decimals = 1.5e-7;
    return before.place && after.place && std::abs(before.place->x - after.place->x) < decimals &&
           std::abs(before.place->y - after.place->y) < decimals;
}

bool isSameRecord(const Facility& before, const Facility& after)
{
    Facility moved = before;
    moved.sourceRow = after.sourceRow;  // a record may move within its file
    return moved == after;
}

}  // namespace

EarlierFacilities::EarlierFacilities(const std::string& sourceId, const std::vector<Facility>& facilities)
{
    for (const Facility& facility : facilities)
        if (facility.sourceId == sourceId)
            facilities_.push_back(&facility);
    isContinued_.resize(facilities_.size(), false);
}

void EarlierFacilities::compare(std::optional<std::size_t> at, Facility& now, ImportComparison& comparison)
{
    if (!at) {
        addChange(comparison.added, comparison.addedCount, [&] {
            return ImportComparison::Change{now.id, now.name, now.sourceRow, {}, now.name};
        });
        return;
    }
    const Facility* before = facilities_[*at];
    isContinued_[*at] = true;
    if (isSamePlace(*before, now))
        now.place = before->place;
    now.opened = before->opened;
    now.closed = before->closed;
    if (isSameRecord(*before, now))
        ++comparison.same;
    else
        addChange(comparison.changed, comparison.changedCount, [&] {
            return ImportComparison::Change{now.id, now.name, now.sourceRow, differenceOf(*before, now, true),
                                            differenceOf(*before, now, false)};
        });
}

void EarlierFacilities::listRemoved(ImportComparison& comparison) const
{
    for (std::size_t i = 0; i < facilities_.size(); ++i)
        if (!isContinued_[i])
            addChange(comparison.removed, comparison.removedCount, [&] {
                const Facility& gone = *facilities_[i];
                return ImportComparison::Change{gone.id, gone.name, 0, gone.name, {}};
            });
}

}  // namespace chiiki::imports
