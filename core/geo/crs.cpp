#include "core/geo/crs.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

#include <cpl_vsi.h>
#include <ogr_srs_api.h>

#include "core/base/owned.h"
#include "core/geo/gdal_errors.h"

namespace chiiki {
namespace {

using SrsHandle = Owned<OGRSpatialReferenceH, OSRDestroySpatialReference>;
using TransformationHandle = Owned<OGRCoordinateTransformationH, OCTDestroyCoordinateTransformation>;

constexpr int jgd2000Geographic = 4612;
constexpr int jgd2011Geographic = 6668;
constexpr int wgs84Geographic = 4326;
constexpr int tokyoGeographic = 4301;
constexpr int jgd2000FirstZone = 2443;
constexpr int jgd2011FirstZone = 6669;
constexpr int tokyoFirstZone = 30161;
constexpr int zoneCount = 19;

/// Origins of the plane rectangular zones I to XIX, degrees (平成14年国土交通省告示第9号).
struct ZoneOrigin {
    double latitude;
    double longitude;
};
constexpr std::array<ZoneOrigin, zoneCount> zoneOrigins = {{
    {33, 129.5},
    {33, 131},
    {36, 132 + 10 / 60.},
    {33, 133.5},
    {36, 134 + 20 / 60.},
    {36, 136},
    {36, 137 + 10 / 60.},
    {36, 138.5},
    {36, 139 + 50 / 60.},
    {40, 140 + 50 / 60.},
    {44, 140.25},
    {44, 142.25},
    {44, 144.25},
    {26, 142},
    {26, 127.5},
    {26, 124},
    {26, 131},
    {20, 136},
    {26, 154},
}};

/// The JGD2011 code of a JGD2000 or WGS 84 one (see Transform), any other code as it is.
int onStoredDatum(int epsg)
{
    if (epsg == jgd2000Geographic || epsg == wgs84Geographic)
        return jgd2011Geographic;
    if (epsg >= jgd2000FirstZone && epsg < jgd2000FirstZone + zoneCount)
        return epsg - jgd2000FirstZone + jgd2011FirstZone;
    return epsg;
}

SrsHandle srsOfEpsg(int epsg)
{
    SrsHandle srs(OSRNewSpatialReference(nullptr));
    if (OSRImportFromEPSG(srs.get(), epsg) != OGRERR_NONE)
        return nullptr;
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

SrsHandle srsOfWkt(const std::string& wkt)
{
    SrsHandle srs(OSRNewSpatialReference(nullptr));
    std::string text = wkt;
    char* unread = text.data();
    if (OSRImportFromWkt(srs.get(), &unread) != OGRERR_NONE)
        return nullptr;
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

std::optional<int> rootCodeOf(OGRSpatialReferenceH srs)
{
    const char* authority = OSRGetAuthorityName(srs, nullptr);
    const char* code = OSRGetAuthorityCode(srs, nullptr);
    if (!authority || !code || std::string_view(authority) != "EPSG")
        return std::nullopt;
    const std::string_view digits(code);
    int epsg = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), epsg);
    if (error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return epsg;
}

enum class Datum { Jgd2000, Jgd2011, Wgs84, Tokyo };

// A definition without codes has nothing but the name and the ellipsoid to tell its datum by.
std::optional<Datum> datumOf(OGRSpatialReferenceH srs)
{
    const char* name = OSRGetAttrValue(srs, "DATUM", 0);
    if (!name)
        return std::nullopt;
    std::string plain;
    for (const char* c = name; *c; ++c)
        if (std::isalnum(static_cast<unsigned char>(*c)))
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(*c)));
    const auto has = [&plain](std::string_view part) { return plain.find(part) != std::string::npos; };
    OGRErr failure = OGRERR_NONE;
    const double semiMajorM = OSRGetSemiMajor(srs, &failure);
    const double inverseFlattening = OSRGetInvFlattening(srs, &failure);
    const bool isGrs80 = semiMajorM == 6378137 && std::abs(inverseFlattening - 298.257222101) < 1e-6;
    const bool isWgs84 = semiMajorM == 6378137 && std::abs(inverseFlattening - 298.257223563) < 1e-6;
    const bool isBessel = std::abs(semiMajorM - 6377397.155) < 1e-3;
    if (isGrs80 && (has("jgd2000") || has("japanesegeodeticdatum2000")))
        return Datum::Jgd2000;
    if (isGrs80 && (has("jgd2011") || has("japanesegeodeticdatum2011")))
        return Datum::Jgd2011;
    if (isWgs84 && (has("wgs1984") || has("wgs84") || has("worldgeodeticsystem1984")))
        return Datum::Wgs84;
    if (isBessel && has("tokyo"))
        return Datum::Tokyo;
    return std::nullopt;
}

std::optional<int> zoneOf(OGRSpatialReferenceH srs)
{
    const char* method = OSRGetAttrValue(srs, "PROJECTION", 0);
    if (!method || std::string_view(method) != SRS_PT_TRANSVERSE_MERCATOR)
        return std::nullopt;
    const auto parameter = [srs](const char* name) { return OSRGetNormProjParm(srs, name, 0, nullptr); };
    const auto isNear = [](double a, double b) { return std::abs(a - b) < 1e-8; };
    if (!isNear(parameter(SRS_PP_SCALE_FACTOR), 0.9999) || parameter(SRS_PP_FALSE_EASTING) != 0 ||
        parameter(SRS_PP_FALSE_NORTHING) != 0 || OSRGetLinearUnits(srs, nullptr) != 1)
        return std::nullopt;
    const double latitude = parameter(SRS_PP_LATITUDE_OF_ORIGIN);
    const double longitude = parameter(SRS_PP_CENTRAL_MERIDIAN);
    for (int zone = 0; zone < zoneCount; ++zone)
        if (isNear(latitude, zoneOrigins[zone].latitude) && isNear(longitude, zoneOrigins[zone].longitude))
            return zone;
    return std::nullopt;
}

std::optional<int> codeByParameters(OGRSpatialReferenceH srs)
{
    const auto datum = datumOf(srs);
    if (!datum)
        return std::nullopt;
    if (OSRIsGeographic(srs)) {
        constexpr double radiansPerDegree = 0.017453292519943295;
        if (std::abs(OSRGetAngularUnits(srs, nullptr) - radiansPerDegree) > 1e-12 ||
            OSRGetPrimeMeridian(srs, nullptr) != 0)
            return std::nullopt;
        switch (*datum) {
        case Datum::Jgd2000:
            return jgd2000Geographic;
        case Datum::Jgd2011:
            return jgd2011Geographic;
        case Datum::Wgs84:
            return wgs84Geographic;
        case Datum::Tokyo:
            return tokyoGeographic;
        }
    }
    const auto zone = OSRIsProjected(srs) ? zoneOf(srs) : std::nullopt;
    if (!zone)
        return std::nullopt;
    switch (*datum) {
    case Datum::Jgd2000:
        return jgd2000FirstZone + *zone;
    case Datum::Jgd2011:
        return jgd2011FirstZone + *zone;
    case Datum::Tokyo:
        return tokyoFirstZone + *zone;
    case Datum::Wgs84:
        return std::nullopt;
    }
    return std::nullopt;
}

// PROJ's own search reads the whole database: only for what the cheap ways did not know.
std::optional<int> codeBySearch(OGRSpatialReferenceH srs)
{
    constexpr int sure = 90;
    int count = 0;
    int* confidence = nullptr;
    OGRSpatialReferenceH* matches = OSRFindMatches(srs, nullptr, &count, &confidence);
    std::optional<int> code;
    if (count > 0 && confidence[0] >= sure)
        code = rootCodeOf(matches[0]);
    OSRFreeSRSArray(matches);
    VSIFree(confidence);
    return code;
}

std::optional<int> codeOf(OGRSpatialReferenceH srs)
{
    if (const auto code = rootCodeOf(srs))
        return code;
    if (const auto code = codeByParameters(srs))
        return code;
    if (OSRAutoIdentifyEPSG(srs) == OGRERR_NONE)
        if (const auto code = rootCodeOf(srs))
            return code;
    return codeBySearch(srs);
}

}  // namespace

struct Transform::Implementation {
    TransformationHandle transformation;  // nullptr: the identity

    static Result<Transform> make(OGRSpatialReferenceH source, OGRSpatialReferenceH target)
    {
        auto implementation = std::make_unique<Implementation>();
        implementation->transformation.reset(OCTNewCoordinateTransformation(source, target));
        if (!implementation->transformation)
            return fail(ErrorKind::CrsMismatch, {"geo.crs_no_way", {OSRGetName(source), OSRGetName(target)}});
        return Transform(std::move(implementation));
    }
};

Transform::Transform(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;
Transform::~Transform() = default;

Result<Transform> Transform::between(int fromEpsg, int toEpsg)
{
    const GdalErrors errors;
    const int from = onStoredDatum(fromEpsg);
    const int to = onStoredDatum(toEpsg);
    const SrsHandle source = srsOfEpsg(from);
    if (!source)
        return fail(ErrorKind::NotFound, {"geo.crs_unknown", {std::to_string(fromEpsg)}});
    if (from == to)
        return Transform(std::make_unique<Implementation>());
    const SrsHandle target = srsOfEpsg(to);
    if (!target)
        return fail(ErrorKind::NotFound, {"geo.crs_unknown", {std::to_string(toEpsg)}});
    return Implementation::make(source.get(), target.get());
}

Result<Transform> Transform::fromWkt(const std::string& wkt, int toEpsg)
{
    const GdalErrors errors;
    const SrsHandle source = srsOfWkt(wkt);
    if (!source)
        return fail(ErrorKind::CrsMismatch, {"geo.crs_not_understood", {wkt.substr(0, 80)}});
    if (const auto code = codeOf(source.get()))
        return between(*code, toEpsg);
    const SrsHandle target = srsOfEpsg(onStoredDatum(toEpsg));
    if (!target)
        return fail(ErrorKind::NotFound, {"geo.crs_unknown", {std::to_string(toEpsg)}});
    return Implementation::make(source.get(), target.get());
}

Result<Transform> Transform::betweenWkt(const std::string& fromWkt, const std::string& toWkt)
{
    const GdalErrors errors;
    if (fromWkt == toWkt)
        return Transform(std::make_unique<Implementation>());
    const SrsHandle target = srsOfWkt(toWkt);
    if (!target)
        return fail(ErrorKind::CrsMismatch, {"geo.crs_not_understood", {toWkt.substr(0, 80)}});
    if (const auto code = codeOf(target.get()))
        return Transform::fromWkt(fromWkt, *code);
    const SrsHandle source = srsOfWkt(fromWkt);
    if (!source)
        return fail(ErrorKind::CrsMismatch, {"geo.crs_not_understood", {fromWkt.substr(0, 80)}});
    return Implementation::make(source.get(), target.get());
}

void Transform::apply(std::span<Point> points) const
{
    if (isIdentity())
        return;
    const GdalErrors errors;
    constexpr std::size_t batch = 4096;
    constexpr double nowhere = std::numeric_limits<double>::infinity();
    std::vector<double> x(std::min(batch, points.size()));
    std::vector<double> y(x.size());
    std::vector<int> isDone(x.size());
    for (std::size_t first = 0; first < points.size(); first += batch) {
        const auto part = points.subspan(first, std::min(batch, points.size() - first));
        for (std::size_t i = 0; i < part.size(); ++i) {
            x[i] = part[i].x;
            y[i] = part[i].y;
        }
        OCTTransformEx(implementation_->transformation.get(), static_cast<int>(part.size()), x.data(), y.data(),
                       nullptr, isDone.data());
        for (std::size_t i = 0; i < part.size(); ++i) {
            const bool isGood = isDone[i] && std::isfinite(x[i]) && std::isfinite(y[i]);
            part[i] = isGood ? Point{x[i], y[i]} : Point{nowhere, nowhere};
        }
    }
}

Point Transform::operator()(Point point) const
{
    apply(std::span(&point, 1));
    return point;
}

MultiPolygon Transform::operator()(const MultiPolygon& area) const
{
    MultiPolygon moved = area;
    for (Polygon& polygon : moved)
        for (Ring& ring : polygon.rings)
            apply(ring);
    return moved;
}

MultiLineString Transform::operator()(const MultiLineString& lines) const
{
    MultiLineString moved = lines;
    for (LineString& line : moved)
        apply(line);
    return moved;
}

bool Transform::isIdentity() const
{
    return !implementation_->transformation;
}

std::optional<int> epsgOfWkt(const std::string& wkt)
{
    const GdalErrors errors;
    const SrsHandle srs = srsOfWkt(wkt);
    return srs ? codeOf(srs.get()) : std::nullopt;
}

std::string wktOfEpsg(int epsg)
{
    const GdalErrors errors;
    const SrsHandle srs = srsOfEpsg(epsg);
    char* raw = nullptr;
    if (!srs || OSRExportToWkt(srs.get(), &raw) != OGRERR_NONE)
        return {};
    const Owned<char*, VSIFree> wkt(raw);
    return wkt.get();
}

std::optional<int> planeEpsgOfCity(const std::string& cityCode)
{
    // Zone number of each prefecture, 01 Hokkaido first; 0 = several zones. (平成14年国土交通省告示第9号)
    constexpr std::array<int, 47> zoneOfPrefecture = {
        0, 10, 10, 10, 10, 10, 9, 9, 9, 9, 9, 9,  // 01 to 12 (千葉)
        0, 9,  8,  7,  7,  6,  8, 8, 7, 8, 7, 6,  // 13 (東京) to 24 (三重)
        6, 6,  6,  5,  6,  6,  5, 3, 5, 3, 3,     // 25 (滋賀) to 35 (山口)
        4, 4,  4,  4,  2,  2,  1, 2, 2, 2, 0, 0,  // 36 (徳島) to 47 (沖縄)
    };
    if (cityCode.size() < 2 || !std::isdigit(static_cast<unsigned char>(cityCode[0])) ||
        !std::isdigit(static_cast<unsigned char>(cityCode[1])))
        return std::nullopt;
    const int prefecture = (cityCode[0] - '0') * 10 + (cityCode[1] - '0');
    if (prefecture < 1 || prefecture > static_cast<int>(zoneOfPrefecture.size()))
        return std::nullopt;
    const int zone = zoneOfPrefecture[static_cast<std::size_t>(prefecture - 1)];
    if (zone == 0)
        return std::nullopt;
    return jgd2011FirstZone + zone - 1;
}

}  // namespace chiiki
