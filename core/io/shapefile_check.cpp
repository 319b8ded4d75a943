#include "core/io/shapefile_check.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include "core/io/files.h"
#include "core/text/encoding.h"

namespace chiiki {
namespace {

/// The part with the ending in lower or upper case, as both are met.
std::optional<std::filesystem::path> part(const std::string& path, const std::string& lower, const std::string& upper)
{
    for (const std::string& ending : {lower, upper}) {
        std::filesystem::path candidate(path);
        candidate.replace_extension(ending);
        std::error_code status;
        if (std::filesystem::exists(candidate, status))
            return candidate;
    }
    return std::nullopt;
}

constexpr std::size_t shpHeaderBytes = 100;
constexpr std::size_t dbfHeaderBytes = 32;
constexpr std::size_t languageByte = 29;

struct DbfHeader {
    std::uint64_t records = 0;
    std::uint64_t headerBytes = 0;
    std::uint64_t recordBytes = 0;

    std::uint64_t claimedBytes() const { return headerBytes + records * recordBytes; }
};

std::uint64_t bigEndian32(const std::array<char, shpHeaderBytes>& bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint64_t littleEndian(const std::array<char, dbfHeaderBytes>& bytes, std::size_t at, std::size_t length)
{
    std::uint64_t value = 0;
    for (std::size_t i = length; i-- > 0;)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// The header of a .dbf that holds as many records as it says. GDAL would read those that are missing as blank.
Result<DbfHeader> wholeDbf(const std::filesystem::path& dbf)
{
    std::array<char, dbfHeaderBytes> bytes{};
    std::ifstream file(dbf, std::ios::binary);
    if (!file)
        return fail(ErrorKind::NotFound, {"io.file_unreadable", {std::strerror(errno)}}, dbf.string());
    file.read(bytes.data(), bytes.size());
    std::error_code status;
    const std::uint64_t actual = std::filesystem::file_size(dbf, status);
    const DbfHeader header{littleEndian(bytes, 4, 4), littleEndian(bytes, 8, 2), littleEndian(bytes, 10, 2)};
    const std::uint64_t claimed = std::max<std::uint64_t>(header.claimedBytes(), dbfHeaderBytes);
    if (actual < claimed)
        return fail(
            ErrorKind::BadFormat,
            {"io.dbf_too_short", {std::to_string(header.records), std::to_string(claimed), std::to_string(actual)}},
            dbf.string());
    return header;
}

/// The encoding that a .dbf leaves open, from its records.
Result<std::string> undeclaredEncoding(const std::filesystem::path& dbf, const DbfHeader& header)
{
    const auto bytes = readFile(dbf.string());
    if (!bytes)
        return tl::unexpected(bytes.error());
    if ((*bytes)[languageByte] != 0)
        return std::string();
    return std::string(countUtf8Faults(std::string_view(*bytes).substr(header.headerBytes)) == 0 ? "UTF-8" : "CP932");
}

}  // namespace

Result<ShapefileFacts> checkShapefile(const std::string& path)
{
    std::array<char, shpHeaderBytes> header{};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorKind::NotFound, {"io.file_unreadable", {std::strerror(errno)}}, path);
    file.read(header.data(), header.size());
    if (file.gcount() != static_cast<std::streamsize>(header.size()) || bigEndian32(header, 0) != 9994)
        return fail(ErrorKind::BadFormat, {"io.not_a_shapefile", {}}, path);
    std::error_code status;
    const std::uint64_t claimed = 2 * bigEndian32(header, 24);  // the header counts 16-bit words
    const std::uint64_t actual = std::filesystem::file_size(path, status);
    if (claimed > actual)
        return fail(ErrorKind::BadFormat, {"io.shapefile_truncated", {std::to_string(claimed), std::to_string(actual)}},
                    path);
    if (!part(path, ".shx", ".SHX"))
        return fail(ErrorKind::NotFound, {"io.part_missing", {".shx"}}, path);
    const auto dbf = part(path, ".dbf", ".DBF");
    if (!dbf)
        return fail(ErrorKind::NotFound, {"io.part_missing", {".dbf"}}, path);
    const auto dbfHeader = wholeDbf(*dbf);
    if (!dbfHeader)
        return tl::unexpected(dbfHeader.error());
    ShapefileFacts facts;
    facts.hasProjection = part(path, ".prj", ".PRJ").has_value();
    if (!part(path, ".cpg", ".CPG")) {
        auto encoding = undeclaredEncoding(*dbf, *dbfHeader);
        if (!encoding)
            return tl::unexpected(encoding.error());
        facts.encoding = *std::move(encoding);
    }
    return facts;
}

}  // namespace chiiki
