#include "core/analysis/area_interpolation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "core/analysis/district_sums.h"
#include "core/analysis/recipe_parts.h"
#include "core/geo/area_locator.h"
#include "core/geo/crs.h"
#include "core/geo/extent.h"
#include "core/geo/geometry.h"
#include "core/geo/overlaps.h"
#include "core/geo/transform.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

// A part below this share of its area is how two surveys draw one border, not a district that has some of it.
constexpr double sliver = 0.01;

/// Of an area, or of several that were added together.
struct Weights {
    double whole = 0;                      // m2
    std::map<std::size_t, double> areaOf;  // district -> m2
    std::map<std::size_t, double> peopleOf;
};

/// Where each area's value stands. A chain of additions is followed to its end; one that goes round ends where it
/// began.
std::vector<std::size_t> leadersOf(std::span<const SharedArea> areas)
{
    std::map<std::string_view, std::size_t> byKey;
    for (std::size_t i = 0; i < areas.size(); ++i)
        byKey.emplace(areas[i].key, i);
    std::vector<std::size_t> leaders(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        std::size_t at = i;
        for (std::size_t steps = 0; steps < areas.size() && !areas[at].addedTo.empty(); ++steps) {
            const auto next = byKey.find(areas[at].addedTo);
            if (next == byKey.end() || next->second == at)
                break;
            at = next->second;
            if (at == i)
                break;
        }
        leaders[i] = at;
    }
    return leaders;
}

double sumOf(const std::map<std::size_t, double>& parts)
{
    double sum = 0;
    for (const auto& [district, size] : parts)
        sum += size;
    return sum;
}

/// An area's shares: what lies outside by area, the rest by `inside`.
std::vector<AreaShares::Part> partsOf(const Weights& weights, const std::map<std::size_t, double>& inside,
                                      SharedWhole whole, std::size_t outside)
{
    const double sizeInside = sumOf(weights.areaOf), weight = sumOf(inside);
    if (!(weight > 0))
        return {{outside, 1}};
    // Rounding may leave a part of 1e-16 beyond the border where there is none.
    constexpr double rounding = 1e-9;
    double beyond = weights.whole > 0 ? 1 - sizeInside / weights.whole : 0;
    if (beyond < rounding || whole == SharedWhole::City)
        beyond = 0;
    std::vector<AreaShares::Part> parts;
    for (const auto& [district, size] : inside)
        if (size > 0)
            parts.push_back({district, (1 - beyond) * size / weight});
    if (beyond > 0)
        parts.push_back({outside, beyond});
    return parts;
}

/// Areas that do not overlap one another by their boxes, so that one locator can tell which of them has a point. Zones
/// of several kinds may overlap, and then a block's people count in each.
struct Layer {
    std::vector<std::size_t> areas;
    std::vector<MultiPolygon> outlines;
    std::vector<Extent> extents;

    bool hasRoomFor(const Extent& extent) const
    {
        return std::none_of(extents.begin(), extents.end(), [&extent](const Extent& other) {
            return extent.minX < other.maxX && other.minX < extent.maxX && extent.minY < other.maxY &&
                   other.minY < extent.maxY;
        });
    }
};

std::vector<Layer> layersOf(std::span<const SharedArea> areas, const std::vector<std::size_t>& leaders)
{
    std::map<std::size_t, MultiPolygon> joined;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        MultiPolygon& outline = joined[leaders[i]];
        outline.insert(outline.end(), areas[i].outline.begin(), areas[i].outline.end());
    }
    std::vector<Layer> layers;
    for (auto& [area, outline] : joined) {
        const Extent extent = extentOf(outline);
        if (extent.isEmpty())
            continue;
        auto layer = std::find_if(layers.begin(), layers.end(),
                                  [&extent](const Layer& known) { return known.hasRoomFor(extent); });
        if (layer == layers.end())
            layer = layers.emplace(layers.end());
        layer->areas.push_back(area);
        layer->outlines.push_back(std::move(outline));
        layer->extents.push_back(extent);
    }
    return layers;
}

void addPeople(const Snapshot& snapshot, const std::vector<Layer>& layers, std::vector<Weights>& weights)
{
    const DistrictIndex districts = indexOfDistricts(snapshot);
    std::vector<Point> points;
    for (const DemandArea& block : snapshot.demandAreas)
        points.push_back(block.representativePoint);
    std::vector<std::int32_t> found(points.size());
    for (const Layer& layer : layers) {
        AreaLocator(layer.outlines).locate(points, found);
        for (std::size_t b = 0; b < points.size(); ++b) {
            const DemandArea& block = snapshot.demandAreas[b];
            const auto district = districts.find(block.districtCode);
            if (found[b] != AreaLocator::outside && block.people > 0 && district != districts.end())
                weights[layer.areas[static_cast<std::size_t>(found[b])]].peopleOf[district->second] += block.people;
        }
    }
}

std::string counted(std::size_t number)
{
    return groupedText(static_cast<double>(number), 0);
}

/// How a district's value is made, while the areas are gone through.
struct Sum {
    double known = 0;
    std::size_t areas = 0;                                   // with a known value
    std::size_t divided = 0;                                 // of these, shared with another district or outside
    std::vector<std::pair<std::size_t, double>> parts = {};  // the divided areas with their shares
    std::size_t withheld = 0;
    Absence absence = Absence::Missing;
    Status status = Status::Estimated;

    void withhold(Absence why)
    {
        if (withheld++ == 0 || why == Absence::Suppressed)
            absence = why;
    }
};

void addRecipe(IndicatorResult& result, const Snapshot& snapshot, const AreaShares& shares, const SharedColumn& column)
{
    Recipe& recipe = result.recipe;
    const bool byPeople = shares.by == SharedBy::People;
    recipe.formula = textOf({byPeople ? "analysis.shared_by_people" : "analysis.shared_by_area", {}});
    recipe.limits.push_back(
        textOf({"analysis.shared_areas", {counted(shares.ofArea.size()), counted(shares.divided)}}));
    recipe.limits.push_back(textOf({byPeople ? "analysis.shared_limit_people" : "analysis.shared_limit_area", {}}));
    if (shares.withoutPeople)
        recipe.limits.push_back(textOf({"analysis.shared_without_people", {counted(shares.withoutPeople)}}));
    if (shares.whole == SharedWhole::City)
        recipe.limits.push_back(textOf({"analysis.shared_city_alone", {}}));
    if (shares.added)
        recipe.limits.push_back(textOf({"analysis.shared_added", {counted(shares.added)}}));
    if (shares.withoutOutline)
        recipe.limits.push_back(textOf({"analysis.shared_without_outline", {counted(shares.withoutOutline)}}));
    recipe.crsPath = crsPathOf(snapshot.city);
    addSource(recipe, snapshot, column.sourceId);
    addBorders(recipe, snapshot);
}

/// 「湯田小 62 %・大歳小 8 %」; empty where the areas have no names or are too many to be read.
std::string partsText(const Sum& sum, const AreaShares& shares)
{
    constexpr std::size_t most = 6;
    if (sum.parts.empty() || sum.parts.size() > most || shares.keys.size() != shares.ofArea.size())
        return {};
    std::string text;
    constexpr double shown = 0.0005;  // less is 0.0 %, and the rest of it 100.0 %
    for (const auto& [area, share] : sum.parts)
        if (share >= shown && share <= 1 - shown)
            text += (text.empty() ? "" : "・") + shares.keys[area] + " " + groupedText(share, 1, 2) + " %";
    return text;
}

std::string noteOf(const Sum& sum, double known, const AreaShares& shares)
{
    const std::string areas = counted(sum.areas), divided = counted(sum.divided);
    const std::string parts = partsText(sum, shares);
    if (!sum.withheld && !parts.empty())
        return speak({"analysis.shared_note_parts", {areas, parts}}, Language::Japanese);
    const Message note =
        sum.withheld ? Message{"analysis.shared_note_withheld", {counted(sum.withheld), areas, groupedText(known, 0)}}
                     : Message{"analysis.shared_note", {areas, divided}};
    return speak(note, Language::Japanese);
}

}  // namespace

std::string_view code(SharedBy by)
{
    return by == SharedBy::People ? "people" : "area";
}

Result<AreaShares> sharesOfDistricts(const Snapshot& snapshot, std::span<const SharedArea> areas, SharedBy by,
                                     SharedWhole whole)
{
    const auto toPlane = Transform::between(storedEpsg, snapshot.city.planeEpsg);
    if (!toPlane)
        return tl::unexpected(toPlane.error());
    std::vector<MultiPolygon> outlines, districts;
    for (const SharedArea& area : areas)
        outlines.push_back((*toPlane)(area.outline));
    for (const District& district : snapshot.districts)
        districts.push_back((*toPlane)(district.outline));
    const auto overlaps = overlapsOf(outlines, districts);
    if (!overlaps)
        return tl::unexpected(overlaps.error());

    AreaShares shares;
    shares.by = by;
    shares.whole = whole;
    shares.leader = leadersOf(areas);
    for (const SharedArea& area : areas)
        shares.keys.push_back(area.key);
    shares.ofArea.resize(areas.size());
    std::vector<Weights> weights(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i)
        weights[shares.leader[i]].whole += areaOf(outlines[i]);
    for (const Overlap& overlap : *overlaps)
        weights[shares.leader[overlap.area]].areaOf[overlap.target] += overlap.size;
    if (by == SharedBy::People)
        addPeople(snapshot, layersOf(areas, shares.leader), weights);

    const std::size_t outside = snapshot.districts.size();
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (shares.leader[i] != i) {
            ++shares.added;
            continue;
        }
        if (!(weights[i].whole > 0)) {
            ++shares.withoutOutline;
            continue;
        }
        const bool isByPeople = by == SharedBy::People && sumOf(weights[i].peopleOf) > 0;
        shares.ofArea[i] = partsOf(weights[i], isByPeople ? weights[i].peopleOf : weights[i].areaOf, whole, outside);
        const bool isDivided = shares.ofArea[i].size() > 1;
        ++(isDivided ? shares.divided : shares.undivided);
        shares.withoutPeople += by == SharedBy::People && !isByPeople && isDivided;
    }
    return shares;
}

Result<IndicatorResult> districtValuesOf(const Snapshot& snapshot, const AreaShares& shares, const SharedColumn& column)
{
    if (column.indicator.kind != IndicatorKind::Count)
        return fail(ErrorKind::BadRequest, {"analysis.shared_counts_only", {column.indicator.title.ja}});
    const std::size_t outside = snapshot.districts.size();
    std::vector<Sum> sums(outside + 1);  // the districts, outside
    Sum city;
    double unplaced = 0, source = 0;
    bool isWhole = true;  // every known value is a whole number
    for (std::size_t i = 0; i < std::min(column.values.size(), shares.ofArea.size()); ++i) {
        const Value& value = column.values[i];
        const auto number = value.number();
        const std::size_t leader = shares.leader[i];
        if (!number && leader != i)
            continue;  // its number stands in the leader's
        if (number) {
            source += *number;
            isWhole = isWhole && *number == std::floor(*number);
            if (shares.ofArea[leader].empty())
                unplaced += *number;
        }
        bool isInCity = false;
        for (const AreaShares::Part& part : shares.ofArea[leader]) {
            Sum& sum = sums[part.district];
            if (!number) {
                if (part.share < sliver)
                    continue;
                sum.withhold(value.absence());
                isInCity = isInCity || part.district != outside;
                continue;
            }
            sum.known += *number * part.share;
            ++sum.areas;
            if (shares.ofArea[leader].size() > 1) {
                ++sum.divided;
                sum.parts.emplace_back(i, part.share);
            }
            sum.status = weakest(sum.status, value.status);
            isInCity = isInCity || part.district != outside;
        }
        if (!isInCity)
            continue;
        if (number) {
            ++city.areas;
            city.divided += shares.ofArea[leader].size() > 1;
            city.status = weakest(city.status, value.status);
        } else {
            city.withhold(value.absence());
        }
    }

    std::vector<double> known;
    for (const Sum& sum : sums)
        known.push_back(sum.known);
    if (isWhole) {
        const std::vector<std::int64_t> units = roundedToAddUp(known);
        std::copy(units.begin(), units.end(), known.begin());
    }

    IndicatorResult result;
    result.indicator = column.indicator;
    result.hasReconciliation = true;
    result.reconciliation.source = source;
    result.reconciliation.outside = known[outside];
    result.reconciliation.unplaced = unplaced;
    const auto add = [&](const std::string& districtCode, const Sum& sum, double number) {
        // What no area touches is not known to be 0.
        const Value value = sum.withheld     ? Value::absent(sum.absence, sum.status)
                            : sum.areas == 0 ? Value::absent(Absence::Missing, sum.status)
                                             : Value::of(number, sum.status);
        result.values.push_back({column.indicator.id, districtCode, column.year, Series::Actual, value, column.sourceId,
                                 sum.areas || sum.withheld ? noteOf(sum, number, shares) : std::string()});
    };
    double inDistricts = 0;
    for (std::size_t d = 0; d < outside; ++d) {
        inDistricts += known[d];
        (sums[d].withheld ? result.reconciliation.unplaced : result.reconciliation.districts) += known[d];
        add(snapshot.districts[d].code, sums[d], known[d]);
    }
    add({}, city, inDistricts);
    addRecipe(result, snapshot, shares, column);
    return result;
}

std::vector<IndicatorValue> restsOf(const IndicatorResult& result)
{
    const auto city = std::find_if(result.values.begin(), result.values.end(),
                                   [](const IndicatorValue& value) { return value.districtCode.empty(); });
    if (city == result.values.end() || !city->value.isNumber())
        return {};
    std::vector<IndicatorValue> rests;
    for (const auto& [rest, number] : {std::pair(Placement::Rest::Outside, result.reconciliation.outside),
                                       std::pair(Placement::Rest::Unplaced, result.reconciliation.unplaced)})
        rests.push_back({city->indicatorId,
                         std::string(code(rest)),
                         city->year,
                         city->series,
                         Value::of(number, city->value.status),
                         city->sourceId,
                         {}});
    return rests;
}

}  // namespace chiiki
