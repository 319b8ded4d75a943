#include "plugins/life_support/life_support.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/base/median.h"
#include "core/model/fiscal_year.h"
#include "core/sdk/answer.h"
#include "plugins/life_support/reach.h"
#include "plugins/life_support/rides.h"

namespace chiiki::life_support {
namespace {

struct Kind {
    const char* id;
    Text title;
    bool isCounted;  // among the kinds of which the last one is looked at
};

// Libraries, hospitals and welfare centres serve several districts each: one alone is no alarm.
const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all = {
        {"hospital", {"病院", "hospital"}, false},
        {"clinic", {"診療所", "clinic"}, true},
        {"dentist", {"歯科", "dentist"}, true},
        {"childcare", {"子育て施設", "childcare place"}, true},
        {"school", {"学校", "school"}, true},
        {"aed", {"AED", "AED"}, true},
        {"library", {"図書館", "library"}, false},
        {"health_welfare", {"保健福祉施設", "health and welfare centre"}, false},
    };
    return all;
}

/// By district code; the empty code is the city.
using ReachByDistrict = std::map<std::string, Reach>;

/// Next to the limit to the metre: "2,032m" beside a limit of 2,000m.
Text wayText(double meanM, double farM)
{
    const bool isNear = std::abs(meanM - farM) < 100;
    return isNear ? Text{sdk::grouped(meanM) + "m", sdk::grouped(meanM) + " m"} : sdk::distanceText(meanM);
}

/// What makes a mean way a long one, in metres.
struct Limits {
    double farM = 0;  // of the settings
    double medianM = 0;
    double unusualM = std::numeric_limits<double>::infinity();  // a way beyond it is far from the districts' median
};

/// Unusual is three times the median distance from the median. Of fewer than three districts, or of districts half of
/// which have the same way, none is.
Limits limitsOf(const std::vector<std::pair<double, std::string>>& ways, double farM)
{
    Limits limits{farM};
    if (ways.size() < 3)
        return limits;
    std::vector<double> metres, spreads;
    for (const auto& [metre, name] : ways)
        metres.push_back(metre);
    limits.medianM = medianOf(metres);
    for (const double metre : metres)
        spreads.push_back(std::abs(metre - limits.medianM));
    if (const double spread = medianOf(spreads); spread > 0)
        limits.unusualM = limits.medianM + 3 * spread;
    return limits;
}

/// "（設定の目安2,000mより遠い）", where it is: what the severity rests on.
Text beyondText(double meanM, const Limits& limits)
{
    const bool isFar = meanM > limits.farM, isUnusual = meanM > limits.unusualM;
    const std::string far = sdk::grouped(limits.farM), median = sdk::grouped(limits.medianM);
    if (isFar && isUnusual)
        return {"（設定の目安" + far + "mより遠く、地域の中央値" + median + "mも大きく上回る）",
                ", beyond the " + far + " m of the settings and far above the districts' median of " + median + " m"};
    if (isUnusual)
        return {"（地域の中央値" + median + "mを大きく上回る）",
                ", far above the districts' median of " + median + " m"};
    if (isFar)
        return {"（設定の目安" + far + "mより遠い）", ", beyond the " + far + " m of the settings"};
    return {};
}

/// A way is from people to places: it rests on the list of both.
std::string sourcesOf(const std::string& places)
{
    return places + ";demand_areas";
}

Finding findingOf(const std::string& id, const OverlayRequest::District& district, int year, Severity severity,
                  const std::string& places)
{
    Finding finding;
    finding.id = id + "_" + district.code;
    finding.districtCode = district.code;
    finding.year = year;
    finding.severity = severity;
    finding.sourceId = sourcesOf(places);
    return finding;
}

bool isSchool(const Kind& kind)
{
    return std::string_view(kind.id) == "school";
}

/// The city's own schools are not a service whose owner may give up.
Text lastOneAction(const Kind& kind)
{
    if (isSchool(kind))
        return {"学校の配置を話し合うときは、通学の支援と合わせて考えてください。",
                "When the places of schools are discussed, think of the way to school with them."};
    return {
        "この1か所が使えない場合の移動の支援や出張の手立てを、地域と話し合っておいてください。",
        "Talk with the district beforehand about transport or visiting services for the case that it cannot be used."};
}

/// `without`: the ways of its people without the place; there are some. That it could not be used is only supposed,
/// and one school is what a district usually has: neither is as grave as what is far today.
Finding lastOne(const Kind& kind, const OverlayRequest::District& district, const ServicePlace& place,
                const Reach& without, double farM, int year)
{
    const double meanM = without.metres / without.people;
    Finding finding = findingOf(std::string("last_") + kind.id, district, year,
                                isSchool(kind) ? Severity::Note : Severity::Watch, place.sourceId);
    finding.place = place.lonLat;
    finding.action = lastOneAction(kind);
    if (!std::isfinite(meanM)) {
        finding.text = {kind.title.ja + "は市内で「" + place.name + "」の1か所だけです。",
                        "Only one " + kind.title.en + " in the whole city (" + place.name + ")."};
        return finding;
    }
    const Text far = wayText(meanM, farM), beyond = beyondText(meanM, {farM});
    finding.text = {kind.title.ja + "は「" + place.name +
                        "」の1か所だけです。仮にこの1か所が利用できない場合、最寄りまでの直線距離は1人あたり平均" +
                        far.ja + "になります" + beyond.ja + "。",
                    "Only one " + kind.title.en + " (" + place.name +
                        "). If it could not be used, the nearest would be " + far.en +
                        " away on average in a straight line" + beyond.en + "."};
    return finding;
}

bool isClinic(const Kind& kind)
{
    return std::string_view(kind.id) == "clinic";
}

Text whatWouldHelp(const Kind& kind)
{
    if (isClinic(kind))
        return {"移動の支援、出張、巡回診療のどれが要るか、地域と話し合ってください。",
                "Talk with the district about which is needed: transport, visiting services or a travelling clinic."};
    return {"移動の支援や出張の手立てが要るか、地域と話し合ってください。",
            "Talk with the district about whether transport or visiting services are needed."};
}

/// `reach`: the ways of its people to the nearest of its kind elsewhere; there are some.
Finding noneHere(const Kind& kind, const OverlayRequest::District& district, const Reach& reach, const Limits& limits,
                 int year, const std::string& sourceId, int hospitals)
{
    const double meanM = reach.metres / reach.people;
    Finding finding = findingOf(std::string("none_") + kind.id, district, year,
                                meanM > limits.farM ? Severity::Act : Severity::Watch, sourceId);
    const Text far = wayText(meanM, limits.farM), beyond = beyondText(meanM, limits);
    // A hospital may stand for the clinic that is not there.
    const bool hasHospital = isClinic(kind) && hospitals > 0;
    const std::string number = sdk::grouped(hospitals);
    finding.text = {kind.title.ja + "がありません" + (hasHospital ? "（病院は" + number + "か所あります）" : "") +
                        "。最寄りまでの直線距離は1人あたり平均" + far.ja + "です" + beyond.ja + "。",
                    "No " + kind.title.en + (hasHospital ? " (hospitals: " + number + ")" : "") + ". The nearest is " +
                        far.en + " away on average in a straight line" + beyond.en + "."};
    finding.action = whatWouldHelp(kind);
    return finding;
}

/// Places are there, and the way to the nearest is long all the same: beyond the settings, or only unusual.
Finding farHere(const Kind& kind, const OverlayRequest::District& district, int places, double meanM,
                const Limits& limits, int year, const std::string& sourceId)
{
    Finding finding = findingOf(std::string("far_") + kind.id, district, year,
                                meanM > limits.farM ? Severity::Act : Severity::Watch, sourceId);
    const Text far = wayText(meanM, limits.farM), beyond = beyondText(meanM, limits);
    const std::string number = sdk::grouped(places);
    finding.text = {kind.title.ja + "は" + number + "か所ありますが、最寄りまでの直線距離は1人あたり平均" + far.ja +
                        "です" + beyond.ja + "。",
                    "Places of this kind (" + kind.title.en + "): " + number + ", but the nearest is " + far.en +
                        " away on average in a straight line" + beyond.en + "."};
    if (isSchool(kind))
        finding.action = {"通学の支援が足りているか、地域と確かめてください。",
                          "Find out with the district whether help with the way to school is enough."};
    else
        finding.action = whatWouldHelp(kind);
    return finding;
}

/// What the documents say of getting to a doctor without a car stands beside the way, so that nobody asks for what is
/// there; whether it is enough is the question then.
void tellRides(const Kind& kind, const std::vector<Ride>& rides, Finding& finding)
{
    if (!isClinic(kind) && std::string_view(kind.id) != "dentist")
        return;
    Text told;
    bool isOfWhole = false;
    for (const Ride& ride : rides) {
        if (ride.districtCode != finding.districtCode)
            continue;
        told.ja += (told.ja.empty() ? "" : "と") + ride.told.ja;
        told.en += (told.en.empty() ? "" : " and ") + ride.told.en;
        isOfWhole = isOfWhole || ride.isWhole;
        if (!ride.sourceId.empty() && finding.sourceId.find(ride.sourceId) == std::string::npos)
            finding.sourceId += ";" + ride.sourceId;
    }
    if (told.ja.empty())
        return;
    finding.text.ja += "この地域では" + told.ja + "が運行されています。";
    finding.text.en += " Running in the district: " + told.en + ".";
    if (isOfWhole)
        finding.action = {"これで通院が足りているか、地域と確かめてください。",
                          "Find out with the district whether this is enough for people to get there."};
}

/// Of a kind that serves several districts: where the way is longest, and why no district is told of.
Finding longestWays(const Kind& kind, std::vector<std::pair<double, std::string>> ways, int year,
                    const std::string& sourceId)
{
    constexpr std::size_t mostNamed = 3;
    std::sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    Text longest;
    for (std::size_t i = 0; i < std::min(mostNamed, ways.size()); ++i) {
        const Text far = sdk::distanceText(ways[i].first);
        longest.ja += (i == 0 ? "" : "、") + ways[i].second + "（" + far.ja + "）";
        longest.en += (i == 0 ? "" : ", ") + ways[i].second + " (" + far.en + ")";
    }
    Finding finding;
    finding.id = std::string("longest_") + kind.id;
    finding.year = year;
    finding.sourceId = sourcesOf(sourceId);
    finding.text = {kind.title.ja + "までの直線距離（1人あたり平均）が長いのは、" + longest.ja +
                        "です。いくつもの地域が同じ所を使う施設なので、地域ごとの気づきにはしていません。",
                    "The ways to the nearest " + kind.title.en + " are longest in " + longest.en +
                        " (mean of a person, in a straight line). Several districts share such a place, so no "
                        "district has a finding of its own."};
    finding.action = {"これらの地域に移動の支援が要るか話し合ってください。",
                      "Talk about whether these districts need help with transport."};
    return finding;
}

}  // namespace

Result<Overlay> overlay(const OverlayRequest& request)
{
    const FiscalYear year{request.dataYear};
    const auto limit = request.parameters.find("far_m");
    if (request.dataYear == 0 || limit == request.parameters.end())
        return fail(ErrorKind::BadRequest, {"sdk.request_lacks", {"data_year, parameters.far_m"}});
    const double farM = std::stod(limit->second);

    Overlay made;
    made.id = request.overlay;
    IndicatorResult lastOnes = sdk::resultOf("last_ones");
    std::map<std::string, int> lastCount;
    std::vector<IndicatorResult> shares;
    const std::vector<Ride> rides = ridesOf(request);
    std::map<std::string, int> hospitals;
    for (const OverlayRequest::Place& place : request.facilities)
        hospitals[place.districtCode] += place.kind == "hospital";
    for (const Kind& kind : kinds()) {
        const std::vector<ServicePlace> places = placesOf(request, kind.id);
        const std::vector<Nearest> nearest = nearestOf(request.demandAreas, places);
        // One whose position is not known is still one: a district with it has not come to its last.
        std::map<std::string, int> inDistrict;
        for (const OverlayRequest::Place& place : request.facilities)
            inDistrict[place.districtCode] += place.kind == kind.id;
        std::map<std::string, int> only;  // the last place met in a district
        std::map<std::string, int> located;
        for (std::size_t p = 0; p < places.size(); ++p) {
            only[places[p].districtCode] = static_cast<int>(p);
            ++located[places[p].districtCode];
        }
        ReachByDistrict reach;
        ReachByDistrict without;  // of districts with one place: as if it were gone
        for (std::size_t a = 0; a < nearest.size(); ++a) {
            const OverlayRequest::DemandArea& area = request.demandAreas[a];
            const double people = area.people;
            if (people <= 0 || nearest[a].first < 0 || area.districtCode.empty())
                continue;
            reach[area.districtCode].add(people, nearest[a].firstM, farM);
            reach[""].add(people, nearest[a].firstM, farM);
            if (inDistrict[area.districtCode] == 1 && only.contains(area.districtCode)) {
                const bool losesIt = nearest[a].first == only[area.districtCode];
                without[area.districtCode].add(people, losesIt ? nearest[a].secondM : nearest[a].firstM, farM);
            }
        }
        IndicatorResult distance = sdk::resultOf(std::string(kind.id) + "_distance");
        IndicatorResult share = sdk::resultOf(std::string(kind.id) + "_far_share");
        const std::string far = sdk::grouped(farM);
        distance.recipe.formula = {
            "小地域の代表点から最寄りの" + kind.title.ja + "までの直線距離の、人口による平均",
            "Mean over people of the straight distance from a census block's point to the nearest " + kind.title.en};
        share.recipe.formula = {"最寄りの" + kind.title.ja + "まで直線で" + far + "mより遠い小地域の人口 ÷ 人口",
                                "People of the census blocks farther than " + far +
                                    " m in a straight line from the nearest " + kind.title.en + " / people"};
        distance.recipe.sourceIds = share.recipe.sourceIds = {"demand_areas", std::string("facilities:") + kind.id};
        const auto put = [&](const std::string& code, double people) {
            const auto found = reach.find(code);
            if (found == reach.end()) {
                const Value none =
                    Value::absent(places.empty() && people > 0 ? Absence::Missing : Absence::NotApplicable);
                sdk::addValue(distance, code, year, none);
                sdk::addValue(share, code, year, none);
                return;
            }
            const Reach& r = found->second;
            sdk::addValue(distance, code, year, Value::of(r.metres / r.people, Status::Computed));
            sdk::addValue(share, code, year, Value::of(r.far / r.people, Status::Computed));
        };
        double all = 0;
        std::vector<std::pair<double, std::string>> meanOf;  // metres, district's name
        for (const OverlayRequest::District& district : request.districts) {
            put(district.code, district.people);
            all += district.people;
            if (const auto ways = reach.find(district.code); ways != reach.end())
                meanOf.emplace_back(ways->second.metres / ways->second.people, district.name);
        }
        const Limits limits = isClinic(kind) ? limitsOf(meanOf, farM) : Limits{farM};
        for (const OverlayRequest::District& district : request.districts) {
            const auto ways = reach.find(district.code);
            const bool hasWays = ways != reach.end();
            const double meanM = hasWays ? ways->second.metres / ways->second.people : 0;
            // Where the position of one is not known, the way to the nearest is not either.
            const bool isKnown = hasWays && located[district.code] == inDistrict[district.code];
            if (kind.isCounted && inDistrict[district.code] > 0 && isKnown &&
                (meanM > farM || meanM > limits.unusualM)) {
                made.findings.push_back(farHere(kind, district, inDistrict[district.code], meanM, limits, year.year,
                                                places.front().sourceId));
                tellRides(kind, rides, made.findings.back());
            }
            if (kind.isCounted && inDistrict[district.code] == 0 && hasWays) {
                made.findings.push_back(noneHere(kind, district, ways->second, limits, year.year,
                                                 places.front().sourceId, hospitals[district.code]));
                tellRides(kind, rides, made.findings.back());
            }
            if (kind.isCounted && inDistrict[district.code] == 1) {
                ++lastCount[district.code];
                // Nobody's way gets longer where nobody lives, and none is known to a place without a position.
                if (without[district.code].people <= 0)
                    continue;
                made.findings.push_back(lastOne(kind, district, places[static_cast<std::size_t>(only[district.code])],
                                                without[district.code], farM, year.year));
            }
        }
        put("", all);
        if (!kind.isCounted && !meanOf.empty())
            made.findings.push_back(longestWays(kind, std::move(meanOf), year.year, places.front().sourceId));
        made.indicators.push_back(std::move(distance));
        shares.push_back(std::move(share));
    }
    for (IndicatorResult& share : shares)
        made.indicators.push_back(std::move(share));
    for (const OverlayRequest::District& district : request.districts)
        sdk::addValue(lastOnes, district.code, year, Value::of(lastCount[district.code], Status::Computed));
    lastOnes.recipe.formula = {"地域の中に1か所だけある施設の種類の数",
                               "Number of kinds of facilities of which the district has only one"};
    for (const Kind& kind : kinds())
        if (kind.isCounted)
            lastOnes.recipe.sourceIds.push_back(std::string("facilities:") + kind.id);
    made.indicators.push_back(std::move(lastOnes));
    return made;
}

}  // namespace chiiki::life_support
