#pragma once

/// EPSG codes of Japan's geodetic datums, geographic and in the plane rectangular zones I to XIX (one code a zone, in
/// their order).
namespace chiiki {

inline constexpr int jgd2000Geographic = 4612;
inline constexpr int jgd2011Geographic = 6668;
inline constexpr int wgs84Geographic = 4326;
inline constexpr int jgd2000FirstZone = 2443;
inline constexpr int jgd2011FirstZone = 6669;
inline constexpr int zoneCount = 19;

}  // namespace chiiki
