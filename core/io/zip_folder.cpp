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
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;
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

Result<Archive> opened(const std::string& zip)
{
    if (!fs::exists(zip))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, zip);
    Archive archive(zip_open(zip.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
    if (!archive)
        return fail(ErrorKind::BadFormat, {"io.not_a_zip", {}}, zip);
    return archive;
}

/// Hands the bytes of one file on, block by block, until `take` says no.
template <typename Take>
Result<void> readEntry(zip_t* archive, zip_uint64_t index, const std::string& where, std::uint64_t& bytesLeft,
                       const Take& take)
{
    const std::unique_ptr<zip_file_t, EntryCloser> source(zip_fopen_index(archive, index, 0));
    if (!source)
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, where);
    std::vector<char> block(1 << 16);
    zip_int64_t read = 0;
    while ((read = zip_fread(source.get(), block.data(), block.size())) > 0) {
        if (static_cast<std::uint64_t>(read) > bytesLeft)
            return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, where);
        bytesLeft -= static_cast<std::uint64_t>(read);
        take(std::string_view(block.data(), static_cast<std::size_t>(read)));
    }
    if (read < 0)
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, where);
    return {};
}

Result<void> unpackFile(zip_t* archive, zip_uint64_t index, const fs::path& to, std::uint64_t& bytesLeft)
{
    std::ofstream target(to, std::ios::binary);
    if (!target)
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, to.string());
    auto done = readEntry(archive, index, to.string(), bytesLeft, [&target](std::string_view bytes) {
        target.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    });
    if (!done)
        return done;
    target.close();
    if (!target)
        return fail(ErrorKind::NoSpace, {"io.zip_entry", {}}, to.string());
    return {};
}

}  // namespace

Result<void> unpackZip(const std::string& zip, const std::string& folder)
{
    const auto archive = opened(zip);
    if (!archive)
        return tl::unexpected(archive.error());
    // All are judged before the first is written.
    const auto names = namesIn(archive->get(), zip);
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
        if (auto done = unpackFile(archive->get(), i, target, bytesLeft); !done)
            return done;
    }
    return {};
}

Result<std::vector<ZipEntry>> readZip(const std::string& zip)
{
    const auto archive = opened(zip);
    if (!archive)
        return tl::unexpected(archive.error());
    const auto names = namesIn(archive->get(), zip);
    if (!names)
        return tl::unexpected(names.error());
    std::uint64_t bytesLeft = mostBytes;
    std::vector<ZipEntry> entries;
    for (std::size_t i = 0; i < names->size(); ++i) {
        ZipEntry entry{(*names)[i], {}};
        if (entry.name.ends_with('/'))
            continue;
        if (auto done = readEntry(archive->get(), i, zip + "/" + entry.name, bytesLeft,
                                  [&entry](std::string_view bytes) { entry.bytes += bytes; });
            !done)
            return tl::unexpected(done.error());
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::vector<std::string>> zipNames(const std::string& zip)
{
    const auto archive = opened(zip);
    if (!archive)
        return tl::unexpected(archive.error());
    auto names = namesIn(archive->get(), zip);
    if (names)
        std::erase_if(*names, [](const std::string& name) { return name.ends_with('/'); });
    return names;
}

}  // namespace chiiki
