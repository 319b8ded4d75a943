#pragma once

#include <optional>
#include <string>

namespace chiiki {

/// The CRS that the workspace stores: JGD2011 geographic.
inline constexpr int storedEpsg = 6668;

/// The authority code of a CRS as a file gives it: JGD2000, JGD2011 and WGS 84, geographic or plane rectangular, are
/// found even where the file carries no code (ESRI .prj), by datum, central meridian and scale. nullopt where it cannot
/// be told.
std::optional<int> epsgOfWkt(const std::string& wkt);

/// The definition that files carry; empty where PROJ does not know the code.
std::string wktOfEpsg(int epsg);

/// Plane rectangular zone (EPSG:6669..6687) for a city by its position, from the zones' published bounds is not
/// possible (they follow prefectures); so this is by prefecture code (first two digits of the city code).
/// nullopt for Hokkaido, Tokyo, Kagoshima and Okinawa, which have several zones, and for an unknown code.
std::optional<int> planeEpsgOfCity(const std::string& cityCode);

}  // namespace chiiki
