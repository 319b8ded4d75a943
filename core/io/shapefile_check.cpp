#include "core/io/shapefile_check.h"

#include <array>
#include <cstdint>
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

std::uint64_t bigEndian32(const std::array<char, shpHeaderBytes>& bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// The encoding that a .dbf leaves open, from its records.
Result<std::string> undeclaredEncoding(const std::filesystem::path& dbf)
{
    const auto bytes = readFile(dbf.string());
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->size() < dbfHeaderBytes)
        return fail(ErrorKind::BadFormat, {"io.dbf_too_short", {}}, dbf.string());
    if ((*bytes)[languageByte] != 0)
        return std::string();
    const std::size_t headerSize =
        static_cast<unsigned char>((*bytes)[8]) + 256u * static_cast<unsigned char>((*bytes)[9]);
    if (headerSize > bytes->size())
        return fail(ErrorKind::BadFormat, {"io.dbf_too_short", {}}, dbf.string());
    return std::string(countUtf8Faults(std::string_view(*bytes).substr(headerSize)) == 0 ? "UTF-8" : "CP932");
}

}  // namespace

Result<ShapefileFacts> checkShapefile(const std::string& path)
{
    std::array<char, shpHeaderBytes> header{};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
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
    ShapefileFacts facts;
    facts.hasProjection = part(path, ".prj", ".PRJ").has_value();
    if (!part(path, ".cpg", ".CPG")) {
        auto encoding = undeclaredEncoding(*dbf);
        if (!encoding)
            return tl::unexpected(encoding.error());
        facts.encoding = *std::move(encoding);
    }
    return facts;
}

}  // namespace chiiki
