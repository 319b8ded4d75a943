#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/base/result.h"
#include "core/geo/area_locator.h"
#include "core/io/layer_source.h"
#include "core/model/geometry.h"

namespace chiiki {

/// A CRS that positions without one may be in, and where it puts them.
struct CrsCandidate {
    int epsg = 0;  // on JGD2011 or the Tokyo datum; JGD2000 and WGS 84 count as JGD2011 (core/geo/transform.h)
    bool isNorthFirst = false;    // the first number is north or latitude: the two have to be exchanged
    std::size_t inCity = 0;       // of the sample, within the box around the city
    std::size_t inDistricts = 0;  // of the sample, within a district

    bool operator==(const CrsCandidate&) const = default;
};

/// What can be told about the CRS of positions by where the city lies.
struct CrsGuess {
    std::size_t sampled = 0;               // finite positions that were tried
    std::vector<CrsCandidate> candidates;  // that put some of them into the city, best first; empty: none does
    /// The first candidate may be taken: no other kind of CRS puts positions into the city, and it puts half of them
    /// there or all of them into Japan. The same CRS on the Tokyo datum (some 400 m off, data of before April 2002)
    /// stays among the candidates and does not unsettle it unless it puts clearly more of them into districts.
    bool isSettled = false;
    /// Which CRS, how many of how many positions, what else there is: to be shown wherever the guess is used.
    Message evidence;

    /// The candidate to take, nullopt unless settled.
    std::optional<CrsCandidate> taken() const;
};

/// Tries degrees, the plane rectangular zones I to XIX, UTM 51 to 55 and Web Mercator, in both orders of the axes, and
/// those that fit on the Tokyo datum too. Not finite positions are passed over.
CrsGuess guessCrs(std::span<const Point> sample, const AreaLocator& city);

/// The same for a layer: of some 2,000 features, spread evenly over it, the first vertex. The CRS that it may give is
/// not looked at. The layer is read from its first feature on again afterwards.
CrsGuess guessLayerCrs(LayerSource& source, const AreaLocator& city);

/// "平面直角座標系III系（JGD2011、EPSG:6671）" and its like, for lists of alternatives.
Message nameOf(const CrsCandidate& candidate);

/// Positions spread evenly over all, at most `most` of them.
std::vector<Point> spreadSample(std::span<const Point> points, std::size_t most = 2000);

}  // namespace chiiki
