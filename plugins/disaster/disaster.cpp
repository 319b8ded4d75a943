#include "plugins/disaster/disaster.h"

#include <cmath>
#include <limits>
#include <map>

#include "core/model/fiscal_year.h"
#include "core/sdk/answer.h"
#include "plugins/disaster/hazard_areas.h"

namespace chiiki::disaster {
namespace {

struct Shelter {
    const OverlayRequest::Place* place = nullptr;
    bool isInArea = false;
};

/// What one district, or the city, comes to.
struct Sums {
    double people = 0;
    double metres = 0;  // to a usable shelter, summed over people
    double near = 0;    // people within walking distance of one
    double inArea = 0;  // people inside hazard areas
    int shelters = 0;
    int sheltersWithCapacity = 0;
    double capacity = 0;
    int sheltersInArea = 0;
    int facilitiesInArea = 0;
};

/// Flags are the publisher's "1"; anything else does not say that the shelter is usable.
bool isUsable(const OverlayRequest::Place& place, const std::string& hazard)
{
    const auto flag = place.attributes.find(hazard);
    return place.kind == "shelter" && flag != place.attributes.end() && flag->second == "1";
}

double nearestM(Point plane, const std::vector<Shelter>& shelters)
{
    double square = std::numeric_limits<double>::infinity();
    for (const Shelter& shelter : shelters) {
        if (!shelter.place->plane)
            continue;
        const double dx = plane.x - shelter.place->plane->x;
        const double dy = plane.y - shelter.place->plane->y;
        square = std::min(square, dx * dx + dy * dy);
    }
    return std::sqrt(square);
}

Value ratio(double part, double whole, Status status)
{
    return whole > 0 ? Value::of(part / whole, status) : Value::absent(Absence::NotApplicable);
}

class Writer {
public:
    Writer(Overlay& made, FiscalYear year)
        : made_(made)
        , year_(year)
    {
    }

    void put(const char* id, const std::string& district, const Value& value, const std::string& note = {})
    {
        const auto [found, isNew] = places_.try_emplace(id, made_.indicators.size());
        if (isNew)
            made_.indicators.emplace_back().indicator.id = id;
        sdk::addValue(made_.indicators[found->second], district, year_, value, note);
    }

private:
    Overlay& made_;
    FiscalYear year_;
    std::map<std::string, std::size_t> places_;
};

/// `whyNoAreas`: said of what is missing without hazard areas.
void writeSums(Writer& writer, const std::string& code, const Sums& sums, bool hasShelters, const HazardAreas& areas,
               const std::string& whyNoAreas)
{
    const Value missing = Value::absent(Absence::Missing);
    writer.put("usable_shelters", code, Value::of(sums.shelters, Status::Computed));
    // A capacity that no shelter states is not known; one without shelters is none.
    const bool isCapacityKnown = sums.shelters == 0 || sums.sheltersWithCapacity > 0;
    writer.put("usable_capacity", code, isCapacityKnown ? Value::of(sums.capacity, Status::Computed) : missing);
    writer.put("capacity_share", code, isCapacityKnown ? ratio(sums.capacity, sums.people, Status::Computed) : missing);
    writer.put("near_share", code, hasShelters ? ratio(sums.near, sums.people, Status::Computed) : missing);
    writer.put("shelter_distance", code, hasShelters ? ratio(sums.metres, sums.people, Status::Computed) : missing);
    const auto putInside = [&](const char* id, const Value& inside) {
        if (areas.isEmpty())
            writer.put(id, code, missing, whyNoAreas);
        else
            writer.put(id, code, inside);
    };
    const Status status = areas.status();
    putInside("people_in_area", Value::of(sums.inArea, status));
    putInside("people_in_area_share", ratio(sums.inArea, sums.people, status));
    putInside("shelters_in_area", Value::of(sums.sheltersInArea, status));
    putInside("facilities_in_area", Value::of(sums.facilitiesInArea, status));
}

/// How each number is worked out and from what.
void tellRecipes(Overlay& made, const std::string& hazard, double walkM)
{
    const Text title = hazardTitle(hazard);
    const std::string near = sdk::grouped(walkM);
    const Text usable = {title.ja + "のときに使える指定緊急避難場所",
                         "emergency evacuation sites usable for this hazard (" + title.en + ")"};
    const Text inside = {"代表点が" + title.ja + "の想定区域の中にある小地域の人口",
                         "people of the census blocks whose point lies inside the hazard areas (" + title.en + ")"};
    const std::vector<std::string> shelters = {"facilities:shelter"};
    const std::vector<std::string> both = {"demand_areas", "facilities:shelter"};
    const std::vector<std::string> areas = {"flood_area", "landslide_area", "tsunami_area", "hazard_area"};
    const auto withAreas = [&](std::string part) {
        std::vector<std::string> uses = areas;
        uses.push_back(std::move(part));
        return uses;
    };
    const std::map<std::string, Recipe> recipes = {
        {"usable_shelters", {{usable.ja + "の数", "Number of " + usable.en}, shelters, {}, {}}},
        {"usable_capacity", {{usable.ja + "の収容人数の合計", "Total capacity of the " + usable.en}, shelters, {}, {}}},
        {"capacity_share",
         {{usable.ja + "の収容人数の合計 ÷ 人口", "Total capacity of the " + usable.en + " / people"}, both, {}, {}}},
        {"near_share",
         {{usable.ja + "が直線で" + near + "m以内にある小地域の人口 ÷ 人口",
           "People of the census blocks within " + near + " m in a straight line of the " + usable.en + " / people"},
          both,
          {},
          {}}},
        {"shelter_distance",
         {{"小地域の代表点から最寄りの" + usable.ja + "までの直線距離の、人口による平均",
           "Mean over people of the straight distance from a census block's point to the nearest of the " + usable.en},
          both,
          {},
          {}}},
        {"people_in_area", {{inside.ja + "の合計", "Total of " + inside.en}, withAreas("demand_areas"), {}, {}}},
        {"people_in_area_share", {{inside.ja + " ÷ 人口", "Share of " + inside.en}, withAreas("demand_areas"), {}, {}}},
        {"shelters_in_area",
         {{usable.ja + "のうち想定区域の中にある数", "Number inside the hazard areas, of the " + usable.en},
          withAreas("facilities:shelter"),
          {},
          {}}},
        {"facilities_in_area",
         {{"指定緊急避難場所のほかの施設のうち" + title.ja + "の想定区域の中にある数",
           "Facilities other than evacuation sites inside the hazard areas (" + title.en + ")"},
          withAreas("facilities"),
          {},
          {}}},
    };
    for (IndicatorResult& result : made.indicators)
        if (const auto found = recipes.find(result.indicator.id); found != recipes.end())
            result.recipe = found->second;
}

Finding findingOf(const std::string& id, const std::string& district, Severity severity, Text text, Text action)
{
    Finding finding;
    finding.id = id;
    finding.districtCode = district;
    finding.severity = severity;
    finding.text = std::move(text);
    finding.action = std::move(action);
    return finding;
}

/// With one decimal: "34.8%".
std::string percent(double share)
{
    const long tenths = std::lround(share * 1000);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

/// The list that says which shelters there are; empty where there are none.
std::string sheltersFrom(const OverlayRequest& request)
{
    for (const OverlayRequest::Place& place : request.facilities)
        if (place.kind == "shelter")
            return place.sourceId;
    return {};
}

}  // namespace

Result<Overlay> overlay(const OverlayRequest& request)
{
    const FiscalYear year{request.dataYear};
    const auto hazard = request.parameters.find("hazard");
    const auto walk = request.parameters.find("walk_m");
    const auto least = request.parameters.find("least_near");
    if (request.dataYear == 0 || hazard == request.parameters.end() || walk == request.parameters.end() ||
        least == request.parameters.end())
        return fail(ErrorKind::BadRequest,
                    {"sdk.request_lacks", {"data_year, parameters.hazard, parameters.walk_m, parameters.least_near"}});
    const double walkM = std::stod(walk->second);
    const double leastNear = std::stod(least->second) / 100;  // of the people; below it a district is told

    const HazardAreas areas(request, hazard->second);
    std::vector<Shelter> shelters;
    for (const OverlayRequest::Place& place : request.facilities)
        if (isUsable(place, hazard->second))
            shelters.push_back({&place, place.lonLat && areas.contain(*place.lonLat)});

    std::map<std::string, Sums> sums;  // the empty code is the city
    for (const Shelter& shelter : shelters) {
        for (const std::string& code : {shelter.place->districtCode, std::string()}) {
            // One outside the city or without a place serves nobody's district; distances below still count it.
            if (shelter.place->districtCode.empty())
                break;
            Sums& s = sums[code];
            ++s.shelters;
            s.sheltersInArea += shelter.isInArea;
            if (shelter.place->capacity) {
                ++s.sheltersWithCapacity;
                s.capacity += *shelter.place->capacity;
            }
        }
    }
    for (const OverlayRequest::Place& place : request.facilities) {
        if (place.kind == "shelter" || place.districtCode.empty() || !place.lonLat || !areas.contain(*place.lonLat))
            continue;
        ++sums[place.districtCode].facilitiesInArea;
        ++sums[""].facilitiesInArea;
    }
    for (const OverlayRequest::DemandArea& area : request.demandAreas) {
        if (area.people <= 0 || area.districtCode.empty())
            continue;
        const double distanceM = nearestM(area.plane, shelters);
        const bool isInside = areas.contain(area.lonLat);
        for (const std::string& code : {area.districtCode, std::string()}) {
            Sums& s = sums[code];
            s.people += area.people;
            s.metres += area.people * distanceM;
            s.near += distanceM <= walkM ? area.people : 0;
            s.inArea += isInside ? area.people : 0;
        }
    }

    Overlay made;
    made.id = request.overlay;
    Writer writer(made, year);
    const bool hasShelters = !shelters.empty();
    const Text title = hazardTitle(hazard->second);
    const Text whyNoAreas = areas.isEmpty() ? whatIsMissing(hazard->second) : Text{};
    const Text todo = areas.isEmpty() ? whatToDo(hazard->second) : Text{};
    const std::string note = !areas.isEmpty()         ? ""
                             : request.locale == "en" ? whyNoAreas.en + " " + todo.en
                                                      : whyNoAreas.ja + todo.ja;
    for (const OverlayRequest::District& district : request.districts) {
        const Sums& s = sums[district.code];
        writeSums(writer, district.code, s, hasShelters, areas, note);
        if (s.people > 0 && s.shelters == 0)
            made.findings.push_back(findingOf(
                "no_shelter_" + district.code, district.code, Severity::Act,
                {title.ja + "のときに使える指定緊急避難場所が地域にありません。",
                 "No emergency evacuation site in the district is usable for this hazard (" + title.en + ")."},
                {"隣の地域の緊急避難場所への移動を計画に書き、使える施設を探してください。",
                 "Write the way to a neighbour's site into the plan, and look for a usable building."}));
        else if (hasShelters && s.people > 0 && s.near / s.people < leastNear)
            made.findings.push_back(
                findingOf("far_" + district.code, district.code, Severity::Watch,
                          {title.ja + "のときに使える指定緊急避難場所が" + sdk::grouped(walkM) +
                               "m以内（直線）にある人は、住民の" + percent(s.near / s.people) + "で、設定の目安" +
                               percent(leastNear) + "に届きません。",
                           "Only " + percent(s.near / s.people) +
                               " of the people have an emergency evacuation site usable for this hazard (" + title.en +
                               ") within " + sdk::grouped(walkM) + " m in a straight line, fewer than the " +
                               percent(leastNear) + " of the settings."},
                          {"移動の手立てか、新しい避難先を検討してください。",
                           "Consider transport or further places of refuge."}));
    }
    writeSums(writer, "", sums[""], hasShelters, areas, note);
    tellRecipes(made, hazard->second, walkM);
    for (Finding& finding : made.findings) {
        finding.year = year.year;
        finding.sourceId = sheltersFrom(request) + ";demand_areas";
    }
    if (areas.isEmpty())
        made.findings.push_back(findingOf("no_areas", "", Severity::Note, whyNoAreas, todo));
    for (const Shelter& shelter : shelters) {
        if (!shelter.isInArea)
            continue;
        Finding finding =
            findingOf("in_area_" + shelter.place->id, shelter.place->districtCode, Severity::Act,
                      {"指定緊急避難場所「" + shelter.place->name + "」が" + title.ja + "の想定区域の中にあります。",
                       "The emergency evacuation site " + shelter.place->name + " lies inside the hazard area (" +
                           title.en + ")."},
                      {"使える条件（階、深さ）を確かめ、案内に書いてください。",
                       "Check under what conditions it is usable (floor, depth) and say so."});
        finding.year = year.year;
        finding.place = shelter.place->lonLat;
        finding.sourceId = shelter.place->sourceId;
        made.findings.push_back(std::move(finding));
    }
    return made;
}

}  // namespace chiiki::disaster
