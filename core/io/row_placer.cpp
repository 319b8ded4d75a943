#include "core/io/row_placer.h"

#include <algorithm>
#include <cmath>
#include <list>
#include <map>
#include <unordered_map>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "core/io/clue_reader.h"
#include "core/io/district_locator.h"
#include "core/io/numbers.h"
#include "core/io/position_mending.h"
#include "core/io/positions.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// What one thread keeps while it places many rows: what it judged before, and its transforms.
struct Desk {
    using Memo = std::unordered_map<std::string, JudgedClue>;
    static constexpr std::size_t mostKept = 256;  // names repeat, addresses hardly ever
    Memo codes, names, towns, addresses;
    std::map<int, LazyTransform> transforms;

    LazyTransform& from(int epsg) { return transforms.try_emplace(epsg, epsg).first->second; }
};

std::string degreesText(double degrees)
{
    return plainNumber(std::round(degrees * 1e6) / 1e6);
}

}  // namespace

std::string_view code(PlacedBy by)
{
    switch (by) {
    case PlacedBy::Nothing:
        return "nothing";
    case PlacedBy::Decision:
        return "decision";
    case PlacedBy::Code:
        return "code";
    case PlacedBy::Name:
        return "name";
    case PlacedBy::Alias:
        return "alias";
    case PlacedBy::Position:
        return "position";
    case PlacedBy::Town:
        return "town";
    case PlacedBy::Address:
        return "address";
    }
    return {};
}

Message levelTitle(std::string_view level)
{
    if (level == "point")
        return {"place.level_point", {}};
    if (level == "block")
        return {"place.level_block", {}};
    if (level == "town")
        return {"place.level_town", {}};
    if (level == "oaza")
        return {"place.level_oaza", {}};
    return {level == "city" ? "place.level_city" : "place.level_district", {}};
}

struct RowPlacer::Implementation {
    Implementation(const Snapshot& snapshot, const PlaceAliases& aliases)
        : reader(snapshot, aliases)
        , locator(snapshot.districts)
        , planeEpsg(snapshot.city.planeEpsg)
    {
    }

    ClueReader reader;
    DistrictLocator locator;
    int planeEpsg;

    PlacedRow place(const RowClues& clues, Desk& desk) const;

private:
    struct PositionClue {
        JudgedClue clue;
        std::optional<Point> place;
    };

    static bool saysPosition(const RowClues& clues);
    PositionClue readPosition(const RowClues& clues, Desk& desk) const;
    JudgedPosition judge(const RowClues& clues, Desk& desk, std::vector<MendedPosition>& mended) const;
    JudgedPosition judgeInPlane(const RowClues& clues, Desk& desk, std::vector<MendedPosition>& mended) const;
    PlaceSuggestion suggest(const MendedPosition& mended) const;
    void addDoubts(PlacedRow& row, const std::vector<const JudgedClue*>& clues, const JudgedClue& winner) const;
};

bool RowPlacer::Implementation::saysPosition(const RowClues& clues)
{
    return clues.point || !trimmed(clues.longitude).empty() || !trimmed(clues.latitude).empty();
}

JudgedPosition RowPlacer::Implementation::judgeInPlane(const RowClues& clues, Desk& desk,
                                                       std::vector<MendedPosition>& mended) const
{
    std::optional<Point> metres = clues.point;
    if (!metres) {
        if (trimmed(clues.longitude).empty() || trimmed(clues.latitude).empty())
            return {std::nullopt, "io.place_blank"};
        const auto x = parseCoordinate(clues.longitude), y = parseCoordinate(clues.latitude);
        if (!x || !y)
            return {std::nullopt, "io.place_not_a_number"};
        metres = Point{*x, *y};
    }
    if (metres->x == 0 && metres->y == 0)
        return {std::nullopt, "io.place_zero"};
    const Transform* toDegrees = desk.from(clues.epsg).get();
    if (!toDegrees)
        return {std::nullopt, "io.place_other"};
    const JudgedPosition judged = judgePosition((*toDegrees)(*metres), locator.city());
    if (judged.point)
        return judged;
    const JudgedPosition exchanged = judgePosition((*toDegrees)({metres->y, metres->x}), locator.city());
    if (!exchanged.point)
        return judged;
    mended.push_back({*exchanged.point, "place.mend_swapped"});
    return {std::nullopt, "io.place_swapped"};
}

JudgedPosition RowPlacer::Implementation::judge(const RowClues& clues, Desk& desk,
                                                std::vector<MendedPosition>& mended) const
{
    if (clues.epsg)
        return judgeInPlane(clues, desk, mended);
    JudgedPosition judged = clues.point ? judgePosition(*clues.point, locator.city())
                                        : judgePosition(clues.longitude, clues.latitude, locator.city());
    if (judged.point)
        return judged;
    const std::string longitude = clues.point ? plainNumber(clues.point->x) : clues.longitude;
    const std::string latitude = clues.point ? plainNumber(clues.point->y) : clues.latitude;
    mended = mendedPositions(longitude, latitude, locator.city(), desk.from(planeEpsg));
    if (!mended.empty() && mended.front().how == "place.mend_plane")
        judged.reason = "io.place_plane_metres";
    else if (!mended.empty() && mended.front().how == "place.mend_degrees")
        judged.reason = "io.place_degrees_minutes";
    return judged;
}

PlaceSuggestion RowPlacer::Implementation::suggest(const MendedPosition& mended) const
{
    const Placement placement = locator.place({mended.place, {}});
    const std::string longitude = degreesText(mended.place.x), latitude = degreesText(mended.place.y);
    PlaceSuggestion suggestion;
    suggestion.place = mended.place;
    suggestion.districtCode = placement.districtCode;
    if (placement.rest == Placement::Rest::None)
        suggestion.why = {mended.how, {reader.nameOf(placement.districtCode), longitude, latitude}};
    else
        suggestion.why = {"place.mend_outside", {longitude, latitude}};
    return suggestion;
}

RowPlacer::Implementation::PositionClue RowPlacer::Implementation::readPosition(const RowClues& clues, Desk& desk) const
{
    std::vector<MendedPosition> mended;
    const JudgedPosition judged = judge(clues, desk, mended);
    PositionClue position;
    JudgedClue& clue = position.clue;
    const auto settleAt = [&](Point place, PlacedBy by, Message evidence) {
        position.place = place;
        clue.isSettled = true;
        clue.by = by;
        clue.level = "point";
        clue.evidence = std::move(evidence);
        clue.placement = locator.place({place, {}});
        if (clue.placement.rest == Placement::Rest::None)
            clue.possible = {clue.placement.districtCode};
    };
    if (judged.point) {
        settleAt(*judged.point, PlacedBy::Position, {"place.by_position", {}});
        return position;
    }
    clue.written = judged.reason;
    clue.placement = Placement::unplaced(judged.reason);
    clue.evidence = {judged.reason, {}};
    if (!mended.empty() && reader.isMended(judged.reason)) {
        settleAt(mended.front().place, PlacedBy::Decision, {"place.by_mending", {}});
        return position;
    }
    for (const MendedPosition& each : mended)
        clue.suggestions.push_back(suggest(each));
    reader.settleByDecision(clue);
    return position;
}

void RowPlacer::Implementation::addDoubts(PlacedRow& row, const std::vector<const JudgedClue*>& clues,
                                          const JudgedClue& winner) const
{
    const bool isInDistrict = winner.placement.rest == Placement::Rest::None;
    const std::string here = isInDistrict ? reader.nameOf(winner.placement.districtCode) : std::string();
    bool isBefore = true;
    for (const JudgedClue* clue : clues) {
        if (clue == &winner) {
            isBefore = false;
            continue;
        }
        if (isBefore && !clue->isSettled && !clue->isSilent)
            row.doubts.push_back(clue->evidence);
        if (winner.placement.rest == Placement::Rest::Unplaced)
            continue;  // set aside by decision
        if (isInDistrict && clue->isSettled && clue->placement.rest == Placement::Rest::Outside)
            row.doubts.push_back({"place.against_outside", {here, clue->written}});
        if (clue->possible.empty() || clue->possible.contains(winner.placement.districtCode))
            continue;
        const std::string others = reader.namesOf(clue->possible);
        if (!isInDistrict)
            row.doubts.push_back({"place.outside_against", {clue->written, others}});
        else if (winner.by == PlacedBy::Position)
            row.doubts.push_back({"place.position_against", {here, clue->written, others}});
        else
            row.doubts.push_back({"place.clues_disagree", {winner.written, here, clue->written, others}});
    }
}

PlacedRow RowPlacer::Implementation::place(const RowClues& clues, Desk& desk) const
{
    std::vector<const JudgedClue*> said;
    std::list<JudgedClue> once;  // judged for this row alone
    PositionClue position;
    if (saysPosition(clues)) {
        position = readPosition(clues, desk);
        said.push_back(&position.clue);
    }
    const auto read = [&](const std::string& text, Desk::Memo& memo,
                          JudgedClue (ClueReader::*judged)(std::string_view) const) {
        if (text.empty() || trimmed(text).empty())
            return;
        if (const auto known = memo.find(text); known != memo.end())
            said.push_back(&known->second);
        else if (memo.size() < Desk::mostKept)
            said.push_back(&memo.emplace(text, (reader.*judged)(text)).first->second);
        else
            said.push_back(&once.emplace_back((reader.*judged)(text)));
    };
    read(clues.code, desk.codes, &ClueReader::readCode);
    read(clues.district, desk.names, &ClueReader::readName);
    read(clues.town, desk.towns, &ClueReader::readTown);
    read(clues.address, desk.addresses, &ClueReader::readAddress);

    PlacedRow row;
    if (said.empty()) {
        row.placement = Placement::unplaced("place.no_clue");
        row.evidence = {"place.no_clue", {}};
        return row;
    }
    const auto firstThat = [&said](auto is) -> const JudgedClue* {
        const auto found = std::find_if(said.begin(), said.end(), [&is](const JudgedClue* clue) { return is(*clue); });
        return found == said.end() ? nullptr : *found;
    };
    const JudgedClue* lead = firstThat([](const JudgedClue& clue) { return clue.isSettled; });
    const bool isSettled = lead != nullptr;
    if (!lead)
        lead = firstThat([](const JudgedClue& clue) { return !clue.suggestions.empty(); });
    if (!lead)
        lead = firstThat([](const JudgedClue& clue) { return !clue.isSilent; });
    if (!lead)
        lead = said.front();
    row.placement = lead->placement;
    row.by = lead->by;
    row.level = lead->level;
    row.evidence = lead->evidence;
    row.written = lead->written;
    row.place = position.place;
    if (isSettled) {
        if (said.size() > 1)
            addDoubts(row, said, *lead);
        if (lead != &position.clue)
            row.suggestions = position.clue.suggestions;
        return row;
    }
    for (const JudgedClue* clue : said) {
        if (clue != lead && !clue->isSilent)
            row.doubts.push_back(clue->evidence);
        for (const PlaceSuggestion& suggestion : clue->suggestions)
            if (std::none_of(row.suggestions.begin(), row.suggestions.end(), [&](const PlaceSuggestion& known) {
                    return known.districtCode == suggestion.districtCode && known.place == suggestion.place;
                }))
                row.suggestions.push_back(suggestion);
    }
    return row;
}

RowPlacer::RowPlacer(const Snapshot& snapshot, const PlaceAliases& aliases)
    : implementation_(std::make_unique<const Implementation>(snapshot, aliases))
{
}
RowPlacer::RowPlacer(RowPlacer&&) noexcept = default;
RowPlacer& RowPlacer::operator=(RowPlacer&&) noexcept = default;
RowPlacer::~RowPlacer() = default;

PlacedRow RowPlacer::place(const RowClues& clues) const
{
    Desk desk;
    return implementation_->place(clues, desk);
}

std::vector<PlacedRow> RowPlacer::place(std::span<const RowClues> rows) const
{
    constexpr std::size_t atOnce = 4096;
    std::vector<PlacedRow> placed(rows.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, rows.size(), atOnce), [&](const auto& range) {
        Desk desk;
        for (std::size_t i = range.begin(); i < range.end(); ++i)
            placed[i] = implementation_->place(rows[i], desk);
    });
    return placed;
}

}  // namespace chiiki
