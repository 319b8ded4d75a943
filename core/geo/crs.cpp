#include "core/geo/crs.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string_view>

#include "core/base/owned.h"
#include "core/geo/gdal_errors.h"
#include "core/geo/gdal_on_demand.h"
#include "core/geo/jgd.h"

namespace chiiki {
namespace {

using SrsHandle = Owned<OGRSpatialReferenceH, OSRDestroySpatialReference>;

constexpr int tokyoGeographic = 4301;
constexpr int tokyoFirstZone = 30161;

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
