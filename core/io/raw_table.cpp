#include "core/io/raw_table.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/io/delimited.h"
#include "core/io/files.h"
#include "core/io/workbook_reader.h"
#include "core/text/hash.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr std::size_t largestCell = std::size_t{1} << 20;
constexpr std::size_t mostColumns = 4096;
constexpr std::size_t linesLookedAt = 20;

std::string extensionOf(const std::string& path)
{
    return normalisedName(std::filesystem::path(path).extension().string());
}

Result<void> takeRows(std::string_view text, const std::string& file, std::size_t most, RawTable& table,
                      Diagnostics& diagnostics)
{
    if (text.find('\0') != std::string_view::npos) {
        const auto nul = text.find('\0');
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return fail(ErrorKind::BadFormat, {"io.nul_byte", {}}, file + ":" + std::to_string(line));
    }
    RawRowStream stream(text, file, table.separator);
    RawRow row;
    while (true) {
        const auto hasMore = stream.next(row, diagnostics);
        if (!hasMore)
            return tl::unexpected(hasMore.error());
        if (!*hasMore)
            break;
        if (table.rows.size() == most) {
            table.isCut = true;
            break;
        }
        table.columns = std::max(table.columns, row.cells.size());
        table.rows.push_back(row);
    }
    if (table.rows.empty())
        return fail(ErrorKind::BadFormat, {"io.file_empty", {}}, file);
    return {};
}

Result<RawTable> readText(const std::string& path, const RawTableOptions& options, Diagnostics& diagnostics)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto decoded = options.encoding ? decodeTextAs(*bytes, *options.encoding, path) : decodeText(*bytes, path);
    if (!decoded)
        return tl::unexpected(decoded.error());
    RawTable table;
    table.fileName = fileNameOf(path);
    table.sha256 = sha256OfBytes(*bytes);
    table.encoding = decoded->encoding;
    table.encodingEvidence = std::move(decoded->evidence);
    table.separator = extensionOf(path) == ".tsv" ? '\t' : separatorOf(decoded->text);
    if (auto taken = takeRows(decoded->text, path, options.mostRows, table, diagnostics); !taken)
        return tl::unexpected(taken.error());
    return table;
}

}  // namespace

char separatorOf(std::string_view utf8)
{
    constexpr std::array candidates = {',', '\t', ';'};
    std::array<std::size_t, 3> lines{};  // that have it most
    std::size_t at = 0;
    for (std::size_t seen = 0; seen < linesLookedAt && at < utf8.size(); ++seen) {
        const std::size_t end = std::min(utf8.find_first_of("\r\n", at), utf8.size());
        const std::string_view line = utf8.substr(at, end - at);
        std::size_t best = 0;
        std::ptrdiff_t most = 0;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (const auto count = std::count(line.begin(), line.end(), candidates[i]); count > most) {
                most = count;
                best = i;
            }
        lines[best] += most > 0;
        at = end + 1;
    }
    const auto most = std::max_element(lines.begin(), lines.end());
    return candidates[static_cast<std::size_t>(most - lines.begin())];
}

RawRowStream::RawRowStream(std::string_view utf8, std::string file, char separator)
    : text_(utf8)
    , file_(std::move(file))
    , separator_(separator)
{
}

Result<bool> RawRowStream::next(RawRow& row, Diagnostics& diagnostics)
{
    const auto atLineEnd = [this] { return text_[at_] == '\n' || text_[at_] == '\r'; };
    const auto takeLineEnd = [this] {
        if (at_ >= text_.size())
            return;
        at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
        ++line_;
    };
    while (at_ < text_.size()) {
        start_ = at_;
        row.number = line_;
        std::size_t count = 0;
        bool isQuoted = false;
        for (bool more = true; more; ++count) {
            if (count >= mostColumns)
                return fail(ErrorKind::BadFormat, {"io.too_many_columns", {std::to_string(mostColumns)}},
                            file_ + ":" + std::to_string(row.number));
            if (count == row.cells.size())
                row.cells.emplace_back();
            std::string& cell = row.cells[count];
            cell.clear();
            if (at_ < text_.size() && text_[at_] == '"') {
                isQuoted = true;
                const std::int64_t openedOn = line_;
                ++at_;
                bool isClosed = false;
                while (at_ < text_.size() && !isClosed) {
                    const char c = text_[at_];
                    if (c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                        cell += '"';
                        at_ += 2;
                    } else if (c == '"') {
                        ++at_;
                        isClosed = true;
                    } else if (atLineEnd()) {
                        cell += '\n';  // one line break, however the file writes it
                        takeLineEnd();
                    } else {
                        cell += c;
                        ++at_;
                    }
                }
                if (!isClosed)
                    return fail(ErrorKind::BadFormat, {"io.quote_not_closed", {}},
                                file_ + ":" + std::to_string(openedOn));
                if (at_ < text_.size() && text_[at_] != separator_ && !atLineEnd())
                    diagnostics.push_back({file_, line_, {}, {"io.text_after_quote", {}}});
            }
            const std::size_t begin = at_;
            while (at_ < text_.size() && text_[at_] != separator_ && !atLineEnd())
                ++at_;
            cell.append(text_.substr(begin, at_ - begin));
            if (cell.size() > largestCell)
                return fail(ErrorKind::BadFormat, {"io.cell_too_long", {std::to_string(largestCell)}},
                            file_ + ":" + std::to_string(line_));
            more = at_ < text_.size() && text_[at_] == separator_;
            if (more)
                ++at_;
        }
        row.cells.resize(count);
        end_ = at_;
        takeLineEnd();
        const bool isBlankLine = !isQuoted && count == 1 && trimmed(row.cells.front()).empty();
        if (!isBlankLine)
            return true;
    }
    return false;
}

Result<RawTable> rawTableOfPasted(std::string_view utf8, Diagnostics& diagnostics)
{
    RawTable table;
    table.format = TableFormat::Pasted;
    table.sha256 = sha256OfBytes(utf8);
    table.separator = utf8.find('\t') == std::string_view::npos ? separatorOf(utf8) : '\t';
    if (auto taken = takeRows(utf8, {}, static_cast<std::size_t>(-1), table, diagnostics); !taken)
        return tl::unexpected(taken.error());
    return table;
}

bool isTableFile(const std::string& path)
{
    const std::string extension = extensionOf(path);
    for (const std::string_view known : {"", ".csv", ".tsv", ".txt", ".xlsx", ".ods"})
        if (extension == known)
            return true;
    return false;
}

Result<RawTable> readRawTable(const std::string& path, const RawTableOptions& options, Diagnostics& diagnostics)
{
    std::error_code status;
    if (!std::filesystem::exists(path, status))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
    if (std::filesystem::is_directory(path, status))
        return fail(ErrorKind::NotFound, {"io.is_folder", {}}, path);
    const std::string extension = extensionOf(path);
    if (extension == ".xlsx" || extension == ".ods")
        return readWorkbookTable(path, options);
    if (!isTableFile(path))
        return fail(ErrorKind::BadFormat, {"io.format_unknown", {}}, path);
    return readText(path, options, diagnostics);
}

}  // namespace chiiki
