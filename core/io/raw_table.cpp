#include "core/io/raw_table.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include <tbb/parallel_invoke.h>

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

/// The rows of delimited text one after another. A cell is a part of the text where it stands there as it is.
class RowStream {
public:
    RowStream(std::string_view utf8, std::string file, char separator, RawMemory& memory)
        : text_(utf8)
        , file_(std::move(file))
        , separator_(separator)
        , memory_(memory)
    {
    }

    /// The next record; false at the end. Wholly blank lines are passed over. Error BadFormat: a quote never closed, a
    /// cell over 1 MiB, more than 4096 columns.
    Result<bool> next(Diagnostics& diagnostics);

    std::int64_t number() const { return number_; }
    RawCells cells() const { return cells_; }

private:
    bool isAtLineEnd() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
    bool isInCell() const { return at_ < text_.size() && text_[at_] != separator_ && !isAtLineEnd(); }
    void takeLineEnd();
    std::string_view takePlain();
    Result<std::string_view> takeQuoted(Diagnostics& diagnostics);

    std::string_view text_;
    std::string file_;
    char separator_;
    RawMemory& memory_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    std::int64_t number_ = 0;
    std::vector<std::string_view> cells_;
};

void RowStream::takeLineEnd()
{
    if (at_ >= text_.size())
        return;
    at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
    ++line_;
}

std::string_view RowStream::takePlain()
{
    const std::size_t begin = at_;
    while (isInCell())
        ++at_;
    return text_.substr(begin, at_ - begin);
}

Result<std::string_view> RowStream::takeQuoted(Diagnostics& diagnostics)
{
    const std::int64_t openedOn = line_;
    std::size_t begin = ++at_;  // of what is not in `made` yet
    std::string made;
    const auto takeUpTo = [&](std::size_t end, std::string_view then) {
        made.append(text_.substr(begin, end - begin)).append(then);
    };
    bool isAsItStands = true;
    while (at_ < text_.size()) {
        if (text_[at_] == '"' && (at_ + 1 == text_.size() || text_[at_ + 1] != '"'))
            break;
        if (text_[at_] == '"') {
            takeUpTo(at_, "\"");
            begin = at_ += 2;
            isAsItStands = false;
        } else if (text_[at_] == '\r') {
            takeUpTo(at_, "\n");  // one line break, however the file writes it
            takeLineEnd();
            begin = at_;
            isAsItStands = false;
        } else {
            line_ += text_[at_] == '\n';
            ++at_;
        }
    }
    if (at_ == text_.size())
        return fail(ErrorKind::BadFormat, {"io.quote_not_closed", {}}, file_ + ":" + std::to_string(openedOn));
    const std::size_t end = at_++;
    if (isInCell())
        diagnostics.push_back({file_, line_, {}, {"io.text_after_quote", {}}});
    const std::string_view rest = takePlain();
    if (isAsItStands && rest.empty())
        return text_.substr(begin, end - begin);
    takeUpTo(end, rest);
    return memory_.copy(made);
}

Result<bool> RowStream::next(Diagnostics& diagnostics)
{
    while (at_ < text_.size()) {
        number_ = line_;
        cells_.clear();
        bool isQuoted = false;
        for (bool more = true; more;) {
            if (cells_.size() >= mostColumns)
                return fail(ErrorKind::BadFormat, {"io.too_many_columns", {std::to_string(mostColumns)}},
                            file_ + ":" + std::to_string(number_));
            const bool isOpened = at_ < text_.size() && text_[at_] == '"';
            const Result<std::string_view> cell = isOpened ? takeQuoted(diagnostics) : takePlain();
            if (!cell)
                return tl::unexpected(cell.error());
            if (cell->size() > largestCell)
                return fail(ErrorKind::BadFormat, {"io.cell_too_long", {std::to_string(largestCell)}},
                            file_ + ":" + std::to_string(line_));
            isQuoted = isQuoted || isOpened;
            cells_.push_back(*cell);
            more = at_ < text_.size() && text_[at_] == separator_;
            at_ += more;
        }
        takeLineEnd();
        const bool isBlankLine = !isQuoted && cells_.size() == 1 && isBlankCell(cells_.front());
        if (!isBlankLine)
            return true;
    }
    return false;
}

/// `text` lies in the table's memory.
Result<void> takeRows(std::string_view text, const std::string& file, std::size_t most, RawTable& table,
                      Diagnostics& diagnostics)
{
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return fail(ErrorKind::BadFormat, {"io.nul_byte", {}}, file + ":" + std::to_string(line));
    }
    RowStream stream(text, file, table.separator, *table.memory);
    while (true) {
        const auto hasMore = stream.next(diagnostics);
        if (!hasMore)
            return tl::unexpected(hasMore.error());
        if (!*hasMore)
            break;
        if (table.rows.size() == most) {
            table.isCut = true;
            break;
        }
        table.columns = std::max(table.columns, stream.cells().size());
        table.rows.push_back({stream.number(), table.memory->copy(stream.cells())});
    }
    if (table.rows.empty())
        return fail(ErrorKind::BadFormat, {"io.file_empty", {}}, file);
    return {};
}

Result<RawTable> readText(const std::string& path, const RawTableOptions& options, Diagnostics& diagnostics)
{
    auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    RawTable table;
    Result<DecodedText> decoded;
    tbb::parallel_invoke(
        [&] { table.sha256 = sha256OfBytes(*bytes); },
        [&] { decoded = options.encoding ? decodeTextAs(*bytes, *options.encoding, path) : decodeText(*bytes, path); });
    if (!decoded)
        return tl::unexpected(decoded.error());
    table.fileName = fileNameOf(path);
    table.encoding = decoded->encoding;
    table.encodingEvidence = std::move(decoded->evidence);
    const std::string_view text = table.memory->own(std::move(decoded->text));
    table.separator = extensionOf(path) == ".tsv" ? '\t' : separatorOf(text);
    bytes->clear();
    bytes->shrink_to_fit();
    if (auto taken = takeRows(text, path, options.mostRows, table, diagnostics); !taken)
        return tl::unexpected(taken.error());
    return table;
}

}  // namespace

std::vector<std::string> textsOf(RawCells cells)
{
    return {cells.begin(), cells.end()};
}

std::string_view trimmedCell(std::string_view cell)
{
    // Nearly all cells of a long table have nothing to trim; blanks of more than one byte begin and end like these.
    const auto mayBeBlank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= ' ' || byte == 0x80 || byte == 0xA0 || byte == 0xC2 || byte == 0xE3;
    };
    if (cell.empty() || (!mayBeBlank(cell.front()) && !mayBeBlank(cell.back())))
        return cell;
    const std::string text = trimmed(cell);
    return text.empty() ? std::string_view() : cell.substr(cell.find(text), text.size());
}

bool isBlankCell(std::string_view cell)
{
    return trimmedCell(cell).empty();
}

bool areBlankCells(RawCells cells)
{
    return std::all_of(cells.begin(), cells.end(), isBlankCell);
}

std::string_view RawMemory::copy(std::string_view text)
{
    if (text.empty())
        return {};
    auto* bytes = static_cast<char*>(parts_.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), bytes);
    return {bytes, text.size()};
}

RawCells RawMemory::copy(RawCells cells)
{
    if (cells.empty())
        return {};
    auto* views = static_cast<std::string_view*>(parts_.allocate(cells.size_bytes(), alignof(std::string_view)));
    std::uninitialized_copy(cells.begin(), cells.end(), views);
    return {views, cells.size()};
}

void RawTable::add(std::int64_t number, std::span<const std::string> cells)
{
    std::vector<std::string_view> copied;
    copied.reserve(cells.size());
    for (const std::string& cell : cells)
        copied.push_back(memory->copy(cell));
    rows.push_back({number, memory->copy(RawCells(copied))});
}

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

Result<RawTable> rawTableOfPasted(std::string_view utf8, Diagnostics& diagnostics)
{
    RawTable table;
    table.format = TableFormat::Pasted;
    table.sha256 = sha256OfBytes(utf8);
    table.separator = utf8.find('\t') == std::string_view::npos ? separatorOf(utf8) : '\t';
    if (auto taken = takeRows(table.memory->copy(utf8), {}, static_cast<std::size_t>(-1), table, diagnostics); !taken)
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
