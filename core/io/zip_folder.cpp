#include "core/io/zip_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include "core/base/owned.h"
#include "core/geo/gdal_errors.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

constexpr int mostFiles = 10'000;
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 30;

using NameList = Owned<char**, CSLDestroy>;
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
    const GdalErrors errors;
    const std::string root = "/vsizip/{" + zip + "}/";
    const NameList names(VSIReadDirRecursive(root.c_str()));
    const int count = CSLCount(names.get());
    if (count == 0)
        return fail(ErrorKind::BadFormat, {"io.not_a_zip", {}}, zip);
    if (count > mostFiles)
        return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, zip);
    std::uint64_t bytesLeft = mostBytes;
    for (int i = 0; i < count; ++i) {
        const std::string name = names.get()[i];
        if (!staysInside(name))
            return fail(ErrorKind::BadFormat, {"io.zip_leads_out", {name}}, zip);
        const fs::path target = fs::path(folder) / name;
        std::error_code error;
        fs::create_directories(name.ends_with('/') ? target : target.parent_path(), error);
        if (error)
            return fail(ErrorKind::ReadOnly, {"io.zip_entry", {}}, target.string());
        if (name.ends_with('/'))
            continue;
        if (auto done = unpackFile(root + name, target, bytesLeft); !done)
            return done;
    }
    return {};
}

}  // namespace chiiki
