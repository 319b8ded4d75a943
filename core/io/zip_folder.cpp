#include "core/io/zip_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

#include <zip.h>

#include "core/text/encoding.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostFiles = 10'000;
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 30;

struct ArchiveCloser {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct EntryCloser {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
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

/// The names of all entries, in the archive's order: UTF-8, or CP932 as Windows in Japanese writes them. Error
/// BadFormat for a name that is neither, or leads out of the folder.
Result<std::vector<std::string>> namesIn(zip_t* archive, const std::string& zip)
{
    std::vector<std::string> names;
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count < 0 || static_cast<std::size_t>(count) > mostFiles)
        return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, zip);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* raw = zip_get_name(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
        auto name = decodeText(raw ? raw : "", zip);
        if (!name)
            return tl::unexpected(name.error());
        if (!staysInside(name->text))
            return fail(ErrorKind::BadFormat, {"io.zip_leads_out", {name->text}}, zip);
        names.push_back(std::move(name->text));
    }
    return names;
}

Result<void> unpackFile(zip_t* archive, zip_uint64_t index, const fs::path& to, std::uint64_t& bytesLeft)
{
    const std::unique_ptr<zip_file_t, EntryCloser> source(zip_fopen_index(archive, index, 0));
    std::ofstream target(to, std::ios::binary);
    if (!source || !target)
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, to.string());
    std::vector<char> block(1 << 16);
    zip_int64_t read = 0;
    while ((read = zip_fread(source.get(), block.data(), block.size())) > 0) {
        if (static_cast<std::uint64_t>(read) > bytesLeft)
            return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, to.string());
        bytesLeft -= static_cast<std::uint64_t>(read);
        target.write(block.data(), static_cast<std::streamsize>(read));
    }
    if (read < 0)
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, to.string());
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
    const std::unique_ptr<zip_t, ArchiveCloser> archive(zip_open(zip.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
    if (!archive)
        return fail(ErrorKind::BadFormat, {"io.not_a_zip", {}}, zip);
    // All are judged before the first is written.
    const auto names = namesIn(archive.get(), zip);
    if (!names)
        return tl::unexpected(names.error());
    std::uint64_t bytesLeft = mostBytes;
    for (std::size_t i = 0; i < names->size(); ++i) {
        const std::string& name = (*names)[i];
        const bool isFolder = name.ends_with('/');
        const fs::path target = fs::path(folder) / name;
        std::error_code error;
        fs::create_directories(isFolder ? target : target.parent_path(), error);
        if (error)
            return fail(ErrorKind::ReadOnly, {"io.zip_entry", {}}, target.string());
        if (isFolder)
            continue;
        if (auto done = unpackFile(archive.get(), i, target, bytesLeft); !done)
            return done;
    }
    return {};
}

}  // namespace chiiki
