#include "workbench/usecases/program_files.h"

#include <filesystem>

namespace chiiki {

namespace fs = std::filesystem;

namespace {

/// The first of the places that is in a folder at or above the program's; build/release/bin lies three below the root.
std::string findAbove(const std::string& programDir, std::initializer_list<const char*> places)
{
    std::error_code ignored;
    constexpr int levels = 4;
    fs::path folder = programDir;
    for (int level = 0; level < levels && !folder.empty(); ++level, folder = folder.parent_path())
        for (const char* place : places)
            if (fs::exists(folder / place, ignored))
                return (folder / place).string();
    return {};
}

}  // namespace

std::string programFolder()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? std::string() : program.parent_path().string();
}

std::string findYamaguchiPack(const std::string& programDir)
{
    const fs::path city = findAbove(programDir, {"data/yamaguchi/city.json", "share/chiiki/yamaguchi/city.json"});
    return city.parent_path().string();
}

std::string findPlaceAliases(const std::string& programDir)
{
    std::error_code ignored;
    const fs::path file = fs::path(findYamaguchiPack(programDir)).parent_path() / "place_aliases.csv";
    return fs::exists(file, ignored) ? file.string() : std::string();
}

std::string findBuiltInPlugins(const std::string& programDir)
{
    std::error_code ignored;
    for (const char* place : {"plugins", "share/chiiki/plugins"})
        if (const fs::path folder = fs::path(programDir).parent_path() / place; fs::is_directory(folder, ignored))
            return folder.string();
    return {};
}

std::string findKarteTemplate(const std::string& programDir)
{
    return findAbove(programDir, {"data/karte/standard.json", "share/chiiki/karte/standard.json"});
}

}  // namespace chiiki
