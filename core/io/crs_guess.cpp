#include "core/io/crs_guess.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/geo/transform.h"

namespace chiiki {
namespace {

constexpr int tokyoGeographic = 4301;
constexpr int jgd2011FirstZone = 6669;
constexpr int tokyoFirstZone = 30161;
constexpr int zoneCount = 19;
constexpr int jgd2011FirstUtm = 6688;  // zone 51
constexpr int utmCount = 5;
constexpr int webMercator = 3857;

constexpr std::size_t sampleSize = 2000;
constexpr Extent japan = {122, 20, 154, 46};
// Share of the sample by which the Tokyo datum must lead in districts before it puts the newer one in doubt: fewer may
// be facilities at the shore or the border.
constexpr double clearLead = 0.02;

bool isZone(int epsg, int first)
{
    return epsg >= first && epsg < first + zoneCount;
}

/// The same CRS on the Tokyo datum; nullopt where offices never used one.
std::optional<int> onTokyoDatum(int epsg)
{
    if (epsg == storedEpsg)
        return tokyoGeographic;
    if (isZone(epsg, jgd2011FirstZone))
        return epsg - jgd2011FirstZone + tokyoFirstZone;
    return std::nullopt;
}

bool isOnTokyoDatum(int epsg)
{
    return epsg == tokyoGeographic || isZone(epsg, tokyoFirstZone);
}

struct Tried {
    CrsCandidate candidate;
    std::size_t inJapan = 0;
};

Tried tried(int epsg, bool isNorthFirst, std::span<const Point> sample, const AreaLocator& city)
{
    Tried result{{epsg, isNorthFirst, 0, 0}};
    const auto transform = Transform::between(epsg, storedEpsg);
    if (!transform)
        return result;
    std::vector<Point> points(sample.begin(), sample.end());
    if (isNorthFirst)
        for (Point& p : points)
            std::swap(p.x, p.y);
    transform->apply(points);
    const Extent box = city.extent();
    for (const Point& p : points) {
        result.inJapan += japan.contains(p);
        result.candidate.inCity += box.contains(p);
    }
    if (result.candidate.inCity > 0)
        for (const Point& p : points)
            result.candidate.inDistricts += city.locate(p) != AreaLocator::outside;
    return result;
}

/// The CRSs on JGD2011 that numbers of this size can be in.
std::vector<int> possibleCodes(std::span<const Point> sample)
{
    // Most of them: one cell with a slip of the point does not make metres of all others.
    const auto degrees = std::count_if(sample.begin(), sample.end(),
                                       [](Point p) { return std::abs(p.x) <= 180 && std::abs(p.y) <= 180; });
    const bool areDegrees = 2 * static_cast<std::size_t>(degrees) > sample.size();
    std::vector<int> codes;
    if (areDegrees)
        return {storedEpsg};
    for (int zone = 0; zone < zoneCount; ++zone)
        codes.push_back(jgd2011FirstZone + zone);
    for (int zone = 0; zone < utmCount; ++zone)
        codes.push_back(jgd2011FirstUtm + zone);
    codes.push_back(webMercator);
    return codes;
}

std::string codeText(const CrsCandidate& candidate)
{
    return "EPSG:" + std::to_string(candidate.epsg);
}

Message evidenceOf(const CrsGuess& guess, bool isOfOneKind)
{
    if (guess.sampled == 0)
        return {"io.crs_guess_without_positions", {}};
    const std::string sampled = std::to_string(guess.sampled);
    if (guess.candidates.empty())
        return {"io.crs_guess_none", {sampled}};
    const CrsCandidate& first = guess.candidates.front();
    std::string others;
    for (std::size_t i = 1; i < guess.candidates.size(); ++i)
        others += (others.empty() ? "" : ", ") + codeText(guess.candidates[i]);
    const std::string inCity = std::to_string(first.inCity);
    if (!guess.isSettled)
        return isOfOneKind ? Message{"io.crs_guess_doubtful", {codeText(first), sampled, inCity, others}}
                           : Message{"io.crs_guess_ambiguous", {codeText(first) + ", " + others, sampled}};
    const std::string inDistricts = std::to_string(first.inDistricts);
    if (first.isNorthFirst)
        return {"io.crs_guessed_north_first", {codeText(first), sampled, inCity, inDistricts}};
    if (others.empty())
        return {"io.crs_guessed", {codeText(first), sampled, inCity, inDistricts}};
    return {"io.crs_guessed_on_new_datum", {codeText(first), sampled, inCity, inDistricts, others}};
}

}  // namespace

std::optional<CrsCandidate> CrsGuess::taken() const
{
    return isSettled && !candidates.empty() ? std::optional(candidates.front()) : std::nullopt;
}

CrsGuess guessCrs(std::span<const Point> positions, const AreaLocator& city)
{
    std::vector<Point> sample;
    for (const Point& p : positions)
        if (std::isfinite(p.x) && std::isfinite(p.y))
            sample.push_back(p);
    CrsGuess guess;
    guess.sampled = sample.size();
    if (sample.empty() || city.extent().isEmpty()) {
        guess.evidence = evidenceOf(guess, true);
        return guess;
    }

    std::vector<Tried> fitting;
    for (const int epsg : possibleCodes(sample))
        for (const bool isNorthFirst : {false, true})
            if (const Tried result = tried(epsg, isNorthFirst, sample, city); result.candidate.inCity > 0)
                fitting.push_back(result);
    std::stable_sort(fitting.begin(), fitting.end(), [](const Tried& a, const Tried& b) {
        return std::pair(a.candidate.inCity, a.candidate.inDistricts) >
               std::pair(b.candidate.inCity, b.candidate.inDistricts);
    });
    // One stray position in the city does not make a rival of a CRS that scatters all others.
    std::erase_if(fitting,
                  [&](const Tried& one) { return one.candidate.inCity * 10 < fitting.front().candidate.inCity; });

    const bool isOfOneKind = fitting.size() == 1;
    bool isDatumDoubtful = false;
    for (const Tried& one : fitting) {
        guess.candidates.push_back(one.candidate);
        const auto epsg = onTokyoDatum(one.candidate.epsg);
        if (!epsg)
            continue;
        const CrsCandidate older = tried(*epsg, one.candidate.isNorthFirst, sample, city).candidate;
        if (older.inCity == 0)
            continue;
        guess.candidates.push_back(older);
        const double lead = static_cast<double>(older.inDistricts) - static_cast<double>(one.candidate.inDistricts);
        isDatumDoubtful = isDatumDoubtful || lead > std::max(1.0, clearLead * static_cast<double>(sample.size()));
    }
    guess.isSettled =
        isOfOneKind && !isDatumDoubtful &&
        (fitting.front().candidate.inCity * 2 >= sample.size() || fitting.front().inJapan == sample.size());
    guess.evidence = evidenceOf(guess, isOfOneKind && !isDatumDoubtful);
    return guess;
}

CrsGuess guessLayerCrs(LayerSource& source, const AreaLocator& city)
{
    const GdalErrors errors;
    const OGRLayerH layer = source.layer();
    const auto count = static_cast<std::int64_t>(OGR_L_GetFeatureCount(layer, 1));
    const std::int64_t step = std::max<std::int64_t>(1, count / static_cast<std::int64_t>(sampleSize));
    std::vector<Point> sample;
    OGR_L_ResetReading(layer);
    for (std::int64_t row = 0; const FeatureHandle feature{OGR_L_GetNextFeature(layer)}; ++row) {
        if (row % step != 0)
            continue;
        OGRGeometryH part = OGR_F_GetGeometryRef(feature.get());
        while (part && OGR_G_GetGeometryCount(part) > 0)
            part = OGR_G_GetGeometryRef(part, 0);
        if (part && OGR_G_GetPointCount(part) > 0)
            sample.push_back({OGR_G_GetX(part, 0), OGR_G_GetY(part, 0)});
    }
    OGR_L_ResetReading(layer);
    return guessCrs(sample, city);
}

Message nameOf(const CrsCandidate& candidate)
{
    constexpr std::array<const char*, zoneCount> roman = {"I",    "II",  "III",  "IV",    "V",   "VI",   "VII",
                                                          "VIII", "IX",  "X",    "XI",    "XII", "XIII", "XIV",
                                                          "XV",   "XVI", "XVII", "XVIII", "XIX"};
    const int epsg = candidate.epsg;
    const std::string code = codeText(candidate);
    const std::string datum = isOnTokyoDatum(epsg) ? "Tokyo" : "JGD2011";
    if (epsg == storedEpsg || epsg == tokyoGeographic)
        return candidate.isNorthFirst ? Message{"io.crs_name_degrees_north_first", {datum, code}}
                                      : Message{"io.crs_name_degrees", {datum, code}};
    if (isZone(epsg, jgd2011FirstZone) || isZone(epsg, tokyoFirstZone)) {
        const int zone = epsg - (isOnTokyoDatum(epsg) ? tokyoFirstZone : jgd2011FirstZone);
        const std::string number = roman[static_cast<std::size_t>(zone)];
        return candidate.isNorthFirst ? Message{"io.crs_name_zone_north_first", {number, datum, code}}
                                      : Message{"io.crs_name_zone", {number, datum, code}};
    }
    if (epsg >= jgd2011FirstUtm && epsg < jgd2011FirstUtm + utmCount)
        return {"io.crs_name_utm", {std::to_string(51 + epsg - jgd2011FirstUtm), code}};
    return {"io.crs_name_other", {code}};
}

std::vector<Point> spreadSample(std::span<const Point> points, std::size_t most)
{
    std::vector<Point> sample;
    const std::size_t step = most == 0 ? 1 : std::max<std::size_t>(1, (points.size() + most - 1) / most);
    for (std::size_t i = 0; i < points.size(); i += step)
        sample.push_back(points[i]);
    return sample;
}

}  // namespace chiiki
