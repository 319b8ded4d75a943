// bench_generate FOLDER [--points N] [--no-index] [--facilities N] [--segments N] [--vertices N] [--areas N]
// Writes districts.gpkg, points_N.gpkg, facilities_N.gpkg and roads.gpkg; a number of 0 leaves that file out. With
// --areas instead a workspace city_N.chiiki of about N areas and --points facilities.
#include <charconv>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "core/store/workspace.h"
#include "tests/bench/generate.h"
#include "tests/bench/generate_city.h"
#include "tests/bench/write_geopackage.h"

namespace {

std::optional<std::size_t> number(const char* text)
{
    std::size_t value = 0;
    const char* end = text + std::strlen(text);
    const auto [rest, error] = std::from_chars(text, end, value);
    return error == std::errc() && rest == end ? std::optional(value) : std::nullopt;
}

bool writeCity(const std::string& path, std::size_t areas, std::size_t points)
{
    const auto city = chiiki::bench::makeCity(areas, points);
    if (!city) {
        std::cerr << describe(city.error(), chiiki::Language::English) << "\n";
        return false;
    }
    const auto made = chiiki::Workspace::create(path, *city, {"bench", "2024-10-31T00:00:00Z", city->asOf});
    if (!made)
        std::cerr << describe(made.error(), chiiki::Language::English) << "\n";
    return made.has_value();
}

}  // namespace

int main(int argc, char** argv)
{
    using namespace chiiki::bench;
    std::string folder;
    std::size_t points = 0;
    std::size_t facilities = 0;
    std::size_t segments = 0;
    std::size_t vertices = 0;
    std::size_t areas = 0;
    bool hasIndex = true;
    bool isUnderstood = true;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        std::size_t* wanted = word == "--points"       ? &points
                              : word == "--facilities" ? &facilities
                              : word == "--segments"   ? &segments
                              : word == "--vertices"   ? &vertices
                              : word == "--areas"      ? &areas
                                                       : nullptr;
        if (wanted) {
            const auto value = i + 1 < argc ? number(argv[++i]) : std::nullopt;
            isUnderstood = isUnderstood && value;
            *wanted = value.value_or(0);
        } else if (word == "--no-index") {
            hasIndex = false;
        } else if (folder.empty() && !word.starts_with("-")) {
            folder = word;
        } else {
            isUnderstood = false;
        }
    }
    if (folder.empty() || !isUnderstood) {
        std::cerr << "usage: bench_generate FOLDER [--vertices N] [--points N] [--no-index] [--facilities N] "
                     "[--segments N] [--areas N]\n";
        return 2;
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        std::cerr << "cannot make " << folder << ": " << error.message() << "\n";
        return 1;
    }
    if (areas)
        return writeCity(folder + "/city_" + std::to_string(areas) + ".chiiki", areas, points) ? 0 : 1;
    bool isGood = true;
    if (vertices)
        isGood = writeDistricts(folder + "/districts.gpkg", makeDistricts(vertices)) && isGood;
    if (points)
        isGood = writePoints(folder + "/points_" + std::to_string(points) + ".gpkg", points, hasIndex) && isGood;
    if (facilities)
        isGood = writeFacilities(folder + "/facilities_" + std::to_string(facilities) + ".gpkg",
                                 makeFacilities(facilities)) &&
                 isGood;
    if (segments)
        isGood = writeRoads(folder + "/roads.gpkg", makeRoads(segments)) && isGood;
    return isGood ? 0 : 1;
}
