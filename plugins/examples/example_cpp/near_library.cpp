#include "plugins/examples/example_cpp/near_library.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "core/sdk/answer.h"

using namespace chiiki;

namespace {

struct People {
    double all = 0;
    double near = 0;
};

IndicatorResult makeIndicator(const std::string& id)
{
    IndicatorResult result;
    result.indicator.id = id;
    return result;
}

void addValue(IndicatorResult& result, const std::string& districtCode, int year, Value value)
{
    IndicatorValue row;
    row.indicatorId = result.indicator.id;
    row.districtCode = districtCode;
    row.year = FiscalYear{year};
    row.value = value;
    result.values.push_back(row);
}

Finding mostFar(const std::string& code, double far, double distanceM, int year)
{
    Finding finding;
    finding.id = "most_far";
    finding.severity = Severity::Note;
    finding.districtCode = code;
    finding.year = year;
    const std::string count = sdk::grouped(far), distance = sdk::grouped(distanceM);
    finding.text = {"図書館から" + distance + "mより遠くに住む人が" + count + "人で、地域の中で最も多くなっています。",
                    count + " people live further than " + distance +
                        " m from a library, more than in any other district."};
    finding.action = {"移動図書館や分室を検討してください。", "Consider a mobile library or a branch."};
    return finding;
}

}  // namespace

Result<Overlay> nearLibrary(const OverlayRequest& request)
{
    const std::string distance = request.parameters.at("distance");
    const double distanceM = std::strtod(distance.c_str(), nullptr);
    std::vector<Point> libraries;
    for (const OverlayRequest::Place& place : request.facilities)
        if (place.kind == "library" && place.plane)
            libraries.push_back(*place.plane);
    if (libraries.empty())
        return fail(ErrorKind::NotFound, {"no library with a place is among the facilities", {}});
    if (request.dataYear == 0)
        return fail(ErrorKind::BadRequest, {"the year of the data is not said", {}});
    const int year = request.dataYear;

    std::map<std::string, People> byDistrict;
    for (const OverlayRequest::District& district : request.districts)
        byDistrict[district.code];
    for (const OverlayRequest::DemandArea& area : request.demandAreas) {
        const auto district = byDistrict.find(area.districtCode);
        if (district == byDistrict.end())  // outside the city, or unplaced
            continue;
        district->second.all += area.people;
        if (std::any_of(libraries.begin(), libraries.end(), [&](const Point& library) {
                return std::hypot(library.x - area.plane.x, library.y - area.plane.y) <= distanceM;
            }))
            district->second.near += area.people;
    }

    IndicatorResult count = makeIndicator("people_near");
    IndicatorResult share = makeIndicator("share_near");
    const auto add = [&](const std::string& code, const People& people) {
        addValue(count, code, year, Value::of(people.near, Status::Computed));
        addValue(share, code, year,
                 people.all > 0 ? Value::of(people.near / people.all, Status::Computed)
                                : Value::absent(Absence::NotApplicable, Status::Computed));
    };
    People city;
    double mostFarPeople = 0;
    const OverlayRequest::District* furthest = nullptr;
    for (const OverlayRequest::District& district : request.districts) {
        const People& people = byDistrict[district.code];
        add(district.code, people);
        city.all += people.all;
        city.near += people.near;
        if (people.all - people.near > mostFarPeople) {
            mostFarPeople = people.all - people.near;
            furthest = &district;
        }
    }
    add("", city);

    Overlay overlay;
    overlay.indicators = {std::move(count), std::move(share)};
    if (furthest)
        overlay.findings.push_back(mostFar(furthest->code, mostFarPeople, distanceM, year));
    return overlay;
}
