#include "core/io/zip_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include "core/geo/gdal_errors.h"
#include "core/io/files.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostFiles = 10'000;
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 30;

struct VsiCloser {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};

// A name that leads up, or begins at the root, would write outside the folder.
bool staysInside(const fs::path& name)
{
    if (name.is_absolute())
        return false;
    for (const fs::path& part : name)
        if (part == "..")
            return false;
    return true;
}

std::uint32_t littleEndian(std::string_view bytes, std::size_t at, int count)
{
    std::uint32_t number = 0;
    for (int i = count - 1; i >= 0; --i)
        number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return number;
}

/// The names as the archive has them, from its central directory (PKWARE APPNOTE 4.3.12 and 4.3.16): GDAL leaves names
/// that lead out of the archive away without a word. Empty where there is no such directory.
std::vector<std::string> namesIn(std::string_view zip)
{
    constexpr std::size_t endBytes = 22, headBytes = 46;
    std::vector<std::string> names;
    const std::size_t end = zip.rfind("PK\x05\x06");
    if (end == std::string_view::npos || end + endBytes > zip.size())
        return names;
    std::size_t at = littleEndian(zip, end + 16, 4);
    for (std::uint32_t left = littleEndian(zip, end + 10, 2); left > 0; --left) {
        if (at + headBytes > zip.size() || zip.substr(at, 4) != "PK\x01\x02")
            return {};
        const std::size_t length = littleEndian(zip, at + 28, 2);
        names.emplace_back(zip.substr(at + headBytes, length));
        at += headBytes + length + littleEndian(zip, at + 30, 2) + littleEndian(zip, at + 32, 2);
    }
    return names;
}

Result<void> unpackFile(const std::string& from, const fs::path& to, std::uint64_t& bytesLeft)
{
    const std::unique_ptr<VSILFILE, VsiCloser> source(VSIFOpenL(from.c_str(), "rb"));
    std::ofstream target(to, std::ios::binary);
    if (!source || !target)
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, to.string());
    std::vector<char> block(1 << 16);
    while (const std::size_t read = VSIFReadL(block.data(), 1, block.size(), source.get())) {
        if (read > bytesLeft)
            return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, to.string());
        bytesLeft -= read;
        target.write(block.data(), static_cast<std::streamsize>(read));
    }
    target.close();
    if (!target)
        return fail(ErrorKind::NoSpace, {"io.zip_entry", {}}, to.string());
    return {};
}

}  // namespace

Result<void> unpackZip(const std::string& zip, const std::string& folder)
{
    if (!fs::exists(zip))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, zip);
    const auto bytes = readFile(zip);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::vector<std::string> names = namesIn(*bytes);
    if (names.empty())
        return fail(ErrorKind::BadFormat, {"io.not_a_zip", {}}, zip);
    if (names.size() > mostFiles)
        return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, zip);
    // All are judged before the first is written.
    for (const std::string& name : names)
        if (!staysInside(name))
            return fail(ErrorKind::BadFormat, {"io.zip_leads_out", {name}}, zip);
    const GdalErrors errors;
    const std::string root = "/vsizip/{" + zip + "}/";
    std::uint64_t bytesLeft = mostBytes;
    for (const std::string& name : names) {
        const bool isFolder = name.ends_with('/');
        const fs::path target = fs::path(folder) / name;
        std::error_code error;
        fs::create_directories(isFolder ? target : target.parent_path(), error);
        if (error)
            return fail(ErrorKind::ReadOnly, {"io.zip_entry", {}}, target.string());
        if (isFolder)
            continue;
        if (auto done = unpackFile(root + name, target, bytesLeft); !done)
            return done;
    }
    return {};
}

}  // namespace chiiki
