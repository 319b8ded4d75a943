#include "core/io/cell_patch.h"

#include <algorithm>
#include <map>
#include <memory>

#include <zip.h>

#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/io/plugin_sheet.h"
#include "core/io/workbook_reader.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

/// Where a cell lies in a text, quotes included.
struct CellSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

tl::unexpected<Error> notThere(const CellPatch& patch, const std::string& where)
{
    return fail(ErrorKind::BadFormat, {"io.no_such_cell", {cellAddress(patch.column, patch.row)}}, where);
}

/// Separators, quotes and line ends are single bytes below 0x40 in UTF-8 and CP932, where no second byte is one: both
/// can be walked byte by byte.
std::map<std::pair<std::int64_t, std::size_t>, CellSpan> spansIn(std::string_view text, char separator,
                                                                 const std::vector<CellPatch>& patches)
{
    std::map<std::pair<std::int64_t, std::size_t>, CellSpan> wanted;
    for (const CellPatch& patch : patches)
        wanted[{patch.row, patch.column}] = {std::string_view::npos, 0};
    std::int64_t line = 1;
    std::size_t at = 0;
    const auto takeLineEnd = [&] {
        at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
        ++line;
    };
    const auto atLineEnd = [&] { return text[at] == '\n' || text[at] == '\r'; };
    while (at < text.size()) {
        const std::int64_t row = line;
        for (std::size_t column = 0;; ++column) {
            const std::size_t begin = at;
            if (at < text.size() && text[at] == '"') {
                ++at;
                while (at < text.size()) {
                    if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') {
                        at += 2;
                    } else if (text[at] == '"') {
                        ++at;
                        break;
                    } else if (atLineEnd()) {
                        takeLineEnd();
                    } else {
                        ++at;
                    }
                }
            }
            while (at < text.size() && text[at] != separator && !atLineEnd())
                ++at;
            if (const auto found = wanted.find({row, column}); found != wanted.end())
                found->second = {begin, at};
            if (at >= text.size() || text[at] != separator)
                break;
            ++at;
        }
        if (at < text.size())
            takeLineEnd();
    }
    return wanted;
}

std::string asCell(const std::string& text, char separator, bool wasQuoted)
{
    const bool mustQuote =
        wasQuoted || text.find(separator) != std::string::npos || text.find_first_of("\"\r\n") != std::string::npos;
    if (!mustQuote)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

/// Cells from the last to the first, so that offsets stay.
Result<std::string> patchedBytes(std::string bytes, char separator, const std::vector<CellPatch>& patches,
                                 const std::string& where)
{
    const auto spans = spansIn(bytes, separator, patches);
    std::vector<std::pair<CellSpan, const CellPatch*>> changes;
    for (const CellPatch& patch : patches) {
        const CellSpan span = spans.at({patch.row, patch.column});
        if (span.begin == std::string_view::npos)
            return notThere(patch, where);
        changes.emplace_back(span, &patch);
    }
    std::sort(changes.begin(), changes.end(),
              [](const auto& a, const auto& b) { return a.first.begin > b.first.begin; });
    for (const auto& [span, patch] : changes)
        bytes.replace(span.begin, span.end - span.begin, asCell(patch->text, separator, bytes[span.begin] == '"'));
    return bytes;
}

std::string encodeUtf16(const std::string& utf8, bool isLittle, bool hasBom)
{
    std::string bytes;
    const auto put = [&](char32_t unit) {
        const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>((unit >> 8) & 0xFF);
        bytes += isLittle ? low : high;
        bytes += isLittle ? high : low;
    };
    if (hasBom)
        put(0xFEFF);
    for (const char32_t c : toCodePoints(utf8)) {
        if (c < 0x10000) {
            put(c);
        } else {
            put(0xD800 + ((c - 0x10000) >> 10));
            put(0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
    return bytes;
}

Result<std::string> patchedUtf16(std::string_view bytes, bool isLittle, char separator,
                                 const std::vector<CellPatch>& patches, const std::string& where)
{
    const auto decoded = decodeTextAs(bytes, isLittle ? Encoding::Utf16Le : Encoding::Utf16Be, where);
    if (!decoded)
        return tl::unexpected(decoded.error());
    const auto patched = patchedBytes(decoded->text, separator, patches, where);
    if (!patched)
        return tl::unexpected(patched.error());
    return encodeUtf16(*patched, isLittle, bytes.substr(0, 2) == (isLittle ? "\xFF\xFE" : "\xFE\xFF"));
}

struct ArchiveCloser {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};

std::string escaped(const std::string& text)
{
    std::string safe;
    for (const char c : text)
        safe += c == '&'   ? std::string("&amp;")
                : c == '<' ? std::string("&lt;")
                : c == '>' ? std::string("&gt;")
                           : std::string(1, c);
    return safe;
}

/// The text of an attribute within a start tag; empty where it has none.
std::string attributeIn(const std::string& tag, const std::string& name)
{
    const auto at = tag.find(" " + name + "=\"");
    if (at == std::string::npos)
        return {};
    const auto begin = at + name.size() + 3;
    return tag.substr(begin, tag.find('"', begin) - begin);
}

/// The sheet's XML with one cell changed. A cell holds no cells, so its end is the next one.
bool patchCell(std::string& xml, const CellPatch& patch)
{
    const std::string address = cellAddress(patch.column, patch.row);
    const std::string mark = " r=\"" + address + "\"";
    std::size_t at = 0;
    for (at = xml.find(mark); at != std::string::npos; at = xml.find(mark, at + 1)) {
        const auto begin = xml.rfind('<', at);
        if (begin == std::string::npos || xml.compare(begin, 3, "<c ") != 0)
            continue;
        const auto tagEnd = xml.find('>', at);
        if (tagEnd == std::string::npos)
            return false;
        const bool isClosed = xml[tagEnd - 1] == '/';
        const auto end = isClosed ? tagEnd + 1 : xml.find("</c>", tagEnd) + 4;
        const std::string tag = xml.substr(begin, tagEnd - begin);
        const std::string type = attributeIn(tag, "t"), style = attributeIn(tag, "s");
        const bool wasNumber = !isClosed && (type.empty() || type == "n");
        std::string cell = "<c r=\"" + address + "\"" + (style.empty() ? "" : " s=\"" + style + "\"");
        if (wasNumber && parseNumber(patch.text))
            cell += "><v>" + patch.text + "</v></c>";
        else
            cell += " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(patch.text) + "</t></is></c>";
        xml.replace(begin, end - begin, cell);
        return true;
    }
    return false;
}

}  // namespace

Result<std::string> patchedDelimited(std::string_view bytes, Encoding encoding, char separator,
                                     const std::vector<CellPatch>& patches, const std::string& where)
{
    if (encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be)
        return patchedUtf16(bytes, encoding == Encoding::Utf16Le, separator, patches, where);
    std::vector<CellPatch> encoded = patches;
    if (encoding == Encoding::Cp932)
        for (CellPatch& patch : encoded) {
            auto text = encodeCp932(patch.text);
            if (!text)
                return tl::unexpected(Error{text.error().kind, text.error().message, where});
            patch.text = *std::move(text);
        }
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    const std::size_t start = bytes.starts_with(bom) ? bom.size() : 0;
    auto patched = patchedBytes(std::string(bytes.substr(start)), separator, encoded, where);
    if (!patched)
        return patched;
    return std::string(bytes.substr(0, start)) + *patched;
}

Result<std::string> patchedXlsx(const std::string& path, const std::string& sheet,
                                const std::vector<CellPatch>& patches)
{
    const auto sheets = sheetsOfXlsx(path);
    if (!sheets)
        return tl::unexpected(sheets.error());
    const auto found =
        std::find_if(sheets->begin(), sheets->end(), [&](const WorkbookSheet& known) { return known.name == sheet; });
    if (found == sheets->end())
        return fail(ErrorKind::NotFound, {"io.no_layer", {sheet, {}}}, path);
    auto xml = readWorkbookPart(path, found->part);
    if (!xml)
        return tl::unexpected(xml.error());
    for (const CellPatch& patch : patches)
        if (!patchCell(*xml, patch))
            return notThere(patch, path);
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());

    // The archive is changed in memory: the file of others stays as it is.
    const auto damaged = [&] { return fail(ErrorKind::BadFormat, {"io.not_a_workbook", {}}, path); };
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes->data(), bytes->size(), 0, &error);
    if (!source)
        return damaged();
    zip_source_keep(source);  // once more, for reading what was written
    std::unique_ptr<zip_t, ArchiveCloser> archive(zip_open_from_source(source, 0, &error));
    std::string changed;
    bool isGood = archive != nullptr;
    if (isGood) {
        zip_source_t* part = zip_source_buffer(archive.get(), xml->data(), xml->size(), 0);
        const zip_int64_t index = zip_name_locate(archive.get(), found->part.c_str(), 0);
        isGood = part && index >= 0 && zip_file_replace(archive.get(), static_cast<zip_uint64_t>(index), part, 0) == 0;
        if (isGood) {
            zip_stat_t facts;
            // The same time as before, so that the same file gives the same copy.
            if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(index), ZIP_FL_UNCHANGED, &facts) == 0 &&
                (facts.valid & ZIP_STAT_MTIME))
                zip_file_set_mtime(archive.get(), static_cast<zip_uint64_t>(index), facts.mtime, 0);
            isGood = zip_close(archive.get()) == 0;
            if (isGood)
                (void)archive.release();  // zip_close freed it
        }
    }
    if (isGood) {
        zip_stat_t facts;
        isGood = zip_source_open(source) == 0 && zip_source_stat(source, &facts) == 0;
        if (isGood) {
            changed.resize(facts.size);
            isGood = zip_source_read(source, changed.data(), facts.size) == static_cast<zip_int64_t>(facts.size);
            zip_source_close(source);
        }
    }
    archive.reset();
    zip_source_free(source);
    zip_error_fini(&error);
    if (!isGood)
        return damaged();
    return changed;
}

}  // namespace chiiki
