#include "core/io/delimited.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/text/hash.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

char likelySeparator(std::string_view text)
{
    const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {',', '\t', ';'}) {
        const auto count = std::count(first.begin(), first.end(), candidate);
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

/// One pass over the text, record by record.
class Scanner {
public:
    Scanner(std::string_view text, const std::string& file, char separator, const DelimitedOptions& options)
        : text_(text)
        , file_(file)
        , separator_(separator)
        , options_(options)
    {
    }

    bool atEnd() const { return at_ >= text_.size(); }

    /// Cells as they come, more or fewer than the header's; the strings of `row` are used again.
    Result<void> next(DelimitedRow& row, Diagnostics& diagnostics)
    {
        row.line = line_;
        row.isRagged = false;
        std::size_t count = 0;
        for (bool more = true; more; ++count) {
            if (count >= options_.maxColumns)
                return fail(ErrorKind::BadFormat, {"io.too_many_columns", {std::to_string(options_.maxColumns)}},
                            file_ + ":" + std::to_string(line_));
            if (count == row.cells.size())
                row.cells.emplace_back();
            if (auto taken = takeCell(row.cells[count], diagnostics); !taken)
                return taken;
            more = !atEnd() && text_[at_] == separator_;
            if (more)
                ++at_;
        }
        row.cells.resize(count);
        takeLineEnd();
        return {};
    }

private:
    bool atLineEnd() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

    void takeLineEnd()
    {
        if (atEnd())
            return;
        if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n')
            ++at_;
        ++at_;
        ++line_;
    }

    Result<void> takeCell(std::string& cell, Diagnostics& diagnostics)
    {
        cell.clear();
        if (!atEnd() && text_[at_] == '"') {
            if (auto quoted = takeQuoted(cell); !quoted)
                return quoted;
            if (!atEnd() && text_[at_] != separator_ && !atLineEnd())
                diagnostics.push_back({file_, line_, {}, {"io.text_after_quote", {}}});
        }
        const std::size_t start = at_;
        while (!atEnd() && text_[at_] != separator_ && !atLineEnd())
            ++at_;
        cell.append(text_.substr(start, at_ - start));
        if (cell.size() > options_.maxCellBytes)
            return fail(ErrorKind::BadFormat, {"io.cell_too_long", {std::to_string(options_.maxCellBytes)}},
                        file_ + ":" + std::to_string(line_));
        return {};
    }

    Result<void> takeQuoted(std::string& cell)
    {
        const std::int64_t openedOn = line_;
        ++at_;
        while (!atEnd()) {
            const char c = text_[at_];
            if (c == '"') {
                if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    cell += '"';
                    at_ += 2;
                    continue;
                }
                ++at_;
                return {};
            }
            if (c == '\r' || c == '\n') {
                // One line break is one '\n' in the cell, however the file writes it.
                cell += '\n';
                takeLineEnd();
                continue;
            }
            cell += c;
            ++at_;
        }
        return fail(ErrorKind::BadFormat, {"io.quote_not_closed", {}}, file_ + ":" + std::to_string(openedOn));
    }

    std::string_view text_;
    std::string file_;
    char separator_;
    DelimitedOptions options_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

bool isBlankLine(const DelimitedRow& record)
{
    return record.cells.size() == 1 && trimmed(record.cells[0]).empty();
}

/// A name of a column may be a year; any other number there means that the file begins with data.
bool looksLikeData(const std::string& cell)
{
    const auto number = parseNumber(cell);
    return number && !(*number >= 1900 && *number <= 2100 && trimmed(cell).size() == 4);
}

std::vector<std::string> uniqueHeader(const DelimitedRow& record, const std::string& file, Diagnostics& diagnostics)
{
    std::vector<std::string> header;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        std::string name = trimmed(record.cells[i]);
        if (name.empty()) {
            name = "column " + std::to_string(i + 1);
            diagnostics.push_back({file, record.line, {}, {"io.blank_column_name", {std::to_string(i + 1)}}});
        }
        std::string unique = name;
        for (int n = 2; !taken.insert(unique).second; ++n)
            unique = name + " (" + std::to_string(n) + ")";
        if (unique != name)
            diagnostics.push_back({file, record.line, name, {"io.equal_column_names", {name, unique}}});
        header.push_back(std::move(unique));
    }
    return header;
}

}  // namespace

std::optional<std::size_t> DelimitedTable::column(std::string_view name) const
{
    const auto found = std::find(header.begin(), header.end(), name);
    return found == header.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(std::distance(header.begin(), found)));
}

struct DelimitedReader::State {
    Scanner scanner;
    std::string file;
    char separator;
    std::vector<std::string> header = {};
};

DelimitedReader::DelimitedReader(std::unique_ptr<State> state)
    : state_(std::move(state))
{
}

DelimitedReader::DelimitedReader(DelimitedReader&&) noexcept = default;
DelimitedReader& DelimitedReader::operator=(DelimitedReader&&) noexcept = default;
DelimitedReader::~DelimitedReader() = default;

Result<DelimitedReader> DelimitedReader::open(std::string_view utf8, const std::string& file,
                                              const DelimitedOptions& options, Diagnostics& diagnostics)
{
    if (const auto nul = utf8.find('\0'); nul != std::string_view::npos) {
        const auto line = 1 + std::count(utf8.begin(), utf8.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return fail(ErrorKind::BadFormat, {"io.nul_byte", {}}, file + ":" + std::to_string(line));
    }
    const char separator = options.separator ? options.separator : likelySeparator(utf8);
    auto state = std::make_unique<State>(State{Scanner(utf8, file, separator, options), file, separator});
    DelimitedRow record;
    while (!state->scanner.atEnd()) {
        if (const auto read = state->scanner.next(record, diagnostics); !read)
            return tl::unexpected(read.error());
        if (isBlankLine(record))
            continue;
        const auto data = std::find_if(record.cells.begin(), record.cells.end(), looksLikeData);
        if (data != record.cells.end())
            return fail(ErrorKind::BadFormat, {"io.header_missing", {*data}}, file + ":" + std::to_string(record.line));
        state->header = uniqueHeader(record, file, diagnostics);
        return DelimitedReader(std::move(state));
    }
    return fail(ErrorKind::BadFormat, {"io.file_empty", {}}, file);
}

const std::vector<std::string>& DelimitedReader::header() const
{
    return state_->header;
}

char DelimitedReader::separator() const
{
    return state_->separator;
}

Result<bool> DelimitedReader::next(DelimitedRow& row, Diagnostics& diagnostics)
{
    const std::size_t columns = state_->header.size();
    while (!state_->scanner.atEnd()) {
        if (const auto read = state_->scanner.next(row, diagnostics); !read)
            return tl::unexpected(read.error());
        if (columns != 1 && isBlankLine(row))
            continue;
        if (row.cells.size() != columns) {
            diagnostics.push_back({state_->file,
                                   row.line,
                                   {},
                                   {"io.row_ragged", {std::to_string(row.cells.size()), std::to_string(columns)}}});
            row.isRagged = true;
            row.cells.resize(columns);
        }
        return true;
    }
    return false;
}

Result<DelimitedTable> parseDelimited(std::string_view utf8, const std::string& file, const DelimitedOptions& options,
                                      Diagnostics& diagnostics)
{
    auto reader = DelimitedReader::open(utf8, file, options, diagnostics);
    if (!reader)
        return tl::unexpected(reader.error());
    DelimitedTable table{reader->header(), {}, reader->separator()};
    DelimitedRow row;
    while (true) {
        const auto hasMore = reader->next(row, diagnostics);
        if (!hasMore)
            return tl::unexpected(hasMore.error());
        if (!*hasMore)
            return table;
        table.rows.push_back(row);
    }
}

Result<TableFile> readTable(const std::string& path, Diagnostics& diagnostics, const DelimitedOptions& options)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    TableFile file;
    file.fileName = fileNameOf(path);
    auto decoded = decodeText(*bytes, path);
    if (!decoded)
        return tl::unexpected(decoded.error());
    file.sha256 = sha256OfBytes(*bytes);
    file.encoding = decoded->encoding;
    file.encodingEvidence = std::move(decoded->evidence);
    auto table = parseDelimited(decoded->text, path, options, diagnostics);
    if (!table)
        return tl::unexpected(table.error());
    file.table = *std::move(table);
    return file;
}

std::string csvCell(std::string_view text)
{
    const bool mustQuote = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                           (!text.empty() && (text.front() == ' ' || text.back() == ' '));
    if (!mustQuote)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csvLine(const std::vector<std::string>& cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        line += csvCell(cells[i]);
    }
    return line + '\n';
}

}  // namespace chiiki
