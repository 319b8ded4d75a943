#include "core/io/gtfs_table.h"

#include <algorithm>
#include <chrono>

#include "core/io/numbers.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int numberOf(std::string_view digits)
{
    int number = 0;
    for (const char c : digits)
        number = number * 10 + (c - '0');
    return number;
}

std::optional<DayNumber> parseDay(std::string_view text)
{
    if (text.size() != 8 || !isDigits(text))
        return std::nullopt;
    const int year = numberOf(text.substr(0, 4));
    const std::chrono::year_month_day day{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(numberOf(text.substr(4, 2)))),
                                          std::chrono::day(static_cast<unsigned>(numberOf(text.substr(6, 2))))};
    if (!day.ok() || year < 1990 || year > 2100)
        return std::nullopt;
    return static_cast<DayNumber>(std::chrono::sys_days(day).time_since_epoch().count());
}

std::optional<int> parseTime(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon < 1 || colon > 2 || text.size() != colon + 6 || text[colon + 3] != ':' ||
        !isDigits(text.substr(0, colon)) || !isDigits(text.substr(colon + 1, 2)) || !isDigits(text.substr(colon + 4)))
        return std::nullopt;
    const int minutes = numberOf(text.substr(colon + 1, 2)), seconds = numberOf(text.substr(colon + 4));
    if (minutes > 59 || seconds > 59)
        return std::nullopt;
    return numberOf(text.substr(0, colon)) * 3600 + minutes * 60 + seconds;
}

}  // namespace

std::optional<int> indexOf(const GtfsIndex& index, const std::string& id)
{
    const auto found = index.find(id);
    return found == index.end() ? std::nullopt : std::optional(found->second);
}

GtfsRows::GtfsRows(const GtfsFiles& files, const std::string& name, const std::vector<std::string_view>& required,
                   bool isOfJapan)
    : name_(name)
{
    const auto found = files.bytes.find(name);
    if (found == files.bytes.end())
        return;
    isThere_ = true;
    table_.file = name;
    table_.isOfJapan = isOfJapan;
    auto decoded = decodeText(found->second, name);
    if (!decoded) {
        ofFile_.push_back({name, 0, {}, decoded.error().message});
        return;
    }
    table_.encoding = std::string(code(decoded->encoding));
    text_ = std::move(decoded->text);
    DelimitedOptions options;
    options.separator = ',';
    auto reader = DelimitedReader::open(text_, name, options, ofFile_);
    if (!reader) {
        ofFile_.push_back({name, 0, {}, reader.error().message});
        return;
    }
    reader_ = *std::move(reader);
    for (std::size_t i = 0; i < reader_->header().size(); ++i)
        columns_.emplace(reader_->header()[i], i);
    for (const std::string_view column : required)
        if (!has(column))
            ofFile_.push_back({name, 1, std::string(column), {"io.gtfs_column_missing", {std::string(column)}}});
}

bool GtfsRows::has(std::string_view column) const
{
    return columns_.contains(std::string(column));
}

bool GtfsRows::next()
{
    while (reader_) {
        Diagnostics ofRow;
        const auto more = reader_->next(row_, ofRow);
        if (!more) {
            // A quote that is never closed: nothing behind it can be told apart.
            noteAt(row_.line, {}, more.error().message);
            reader_.reset();
            return false;
        }
        if (!*more)
            return false;
        isRowSetAside_ = false;
        // Wide tables are often padded with separators, a file edited by hand with rows of nothing else.
        if (std::all_of(row_.cells.begin(), row_.cells.end(),
                        [](const std::string& cell) { return trimmed(cell).empty(); }))
            continue;
        ++table_.rows;
        for (Diagnostic& told : ofRow)
            if (row_.isRagged)
                setAside(told.field, std::move(told.message));
            else
                note(told.field, std::move(told.message));
        if (!row_.isRagged)
            return true;
    }
    return false;
}

std::string GtfsRows::text(std::string_view column) const
{
    const auto found = columns_.find(std::string(column));
    return found == columns_.end() ? std::string() : trimmed(row_.cells[found->second]);
}

std::optional<std::string> GtfsRows::required(std::string_view column)
{
    std::string cell = text(column);
    if (!cell.empty())
        return cell;
    setAside(column, {"io.gtfs_blank", {}});
    return std::nullopt;
}

std::optional<std::string> GtfsRows::newId(std::string_view column, const GtfsIndex& taken)
{
    auto id = required(column);
    if (!id || !taken.contains(*id))
        return id;
    setAside(column, {"io.gtfs_twice", {*id}});
    return std::nullopt;
}

std::optional<int> GtfsRows::reference(std::string_view column, const GtfsIndex& index, const char* file)
{
    const auto id = required(column);
    if (!id)
        return std::nullopt;
    const auto found = indexOf(index, *id);
    if (!found)
        setAside(column, {"io.gtfs_dangling", {*id, file}});
    return found;
}

std::optional<int> GtfsRows::number(std::string_view column, std::optional<int> ifBlank)
{
    const std::string cell = text(column);
    if (cell.empty() && ifBlank)
        return ifBlank;
    const auto number = parseWhole(cell);
    if (number && *number >= 0)
        return number;
    setAside(column, {"io.gtfs_not_whole", {cell}});
    return std::nullopt;
}

std::optional<DayNumber> GtfsRows::date(std::string_view column)
{
    const std::string cell = text(column);
    const auto day = parseDay(cell);
    if (!day)
        setAside(column, {"io.gtfs_no_date", {cell}});
    return day;
}

std::optional<int> GtfsRows::time(std::string_view column)
{
    const std::string cell = text(column);
    if (cell.empty())
        return -1;
    const auto seconds = parseTime(cell);
    if (!seconds)
        setAside(column, {"io.gtfs_no_time", {cell}});
    return seconds;
}

void GtfsRows::setAside(std::string_view field, Message reason)
{
    if (!isRowSetAside_)
        ++table_.setAside;
    isRowSetAside_ = true;
    note(field, std::move(reason));
}

void GtfsRows::setAsideAt(std::int64_t line, std::string_view field, Message reason)
{
    ++table_.setAside;
    noteAt(line, field, std::move(reason));
}

void GtfsRows::noteAt(std::int64_t line, std::string_view field, Message remark)
{
    constexpr std::size_t shown = 50;
    if (told_.size() < shown)
        told_.push_back({name_, line, std::string(field), std::move(remark)});
    else
        ++toldMore_;
}

void GtfsRows::finish(GtfsFeed& feed, Diagnostics& diagnostics)
{
    if (!isThere_)
        return;
    feed.tables.push_back(table_);
    diagnostics.insert(diagnostics.end(), ofFile_.begin(), ofFile_.end());
    diagnostics.insert(diagnostics.end(), told_.begin(), told_.end());
    if (toldMore_ > 0)
        diagnostics.push_back({name_, 0, {}, {"io.gtfs_more", {std::to_string(toldMore_)}}});
}

}  // namespace chiiki
