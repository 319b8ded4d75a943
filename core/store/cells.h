#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/store/geometry_blob.h"
#include "core/store/rows.h"

namespace chiiki::store {

/// Bytes of a geometry column.
struct Blob {
    std::string bytes;

    bool operator==(const Blob&) const = default;
};

/// What one column of one row holds, as SQLite sees it; monostate is NULL.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
using Row = std::vector<Cell>;

/// What a geometry column holds, told to the journal, which writes coordinates and not bytes.
enum class GeometryKind { None, Point, MultiPolygon, MultiLineString };

struct ColumnInfo {
    const char* name;
    GeometryKind geometry = GeometryKind::None;
};

/// A row whose content makes no sense: a word that is none, a geometry of another kind. Names the column.
struct BadRow : std::runtime_error {
    BadRow(const std::string& column, const std::string& why)
        : std::runtime_error(column + ": " + why)
    {
    }
};

/// A string that lives as long as the program, for model fields that are views of message codes.
std::string_view interned(std::string_view text);

/// Turns a row of the model into cells, in place of what `row` holds: the memory of its texts is used again. Empty text
/// and empty geometry become NULL, except in keys, which SQLite would otherwise not compare.
class CellWriter {
public:
    explicit CellWriter(Row& row)
        : row_(row)
    {
    }

    void key(const char*, const std::string& text) { put(text); }
    void key(const char*, int number) { put(std::int64_t{number}); }
    template <typename Enum>
    void keyWord(const char*, Enum word)
    {
        put(code(word));
    }
    template <typename Enum>
    void word(const char*, Enum word)
    {
        put(code(word));
    }
    void column(const char*, const std::string& text) { putFilled(text); }
    void column(const char*, int number) { put(std::int64_t{number}); }
    void column(const char*, bool flag) { put(std::int64_t{flag}); }
    void column(const char*, double number) { put(number); }
    void column(const char*, const std::optional<int>& number) { number ? put(std::int64_t{*number}) : putNull(); }
    void column(const char*, const std::optional<double>& number) { number ? put(*number) : putNull(); }
    void text(const char*, const Text& text)
    {
        putFilled(text.ja);
        putFilled(text.en);
    }
    template <typename T>
    void json(const char*, const T& list)
    {
        list.empty() ? putNull() : put(nlohmann::json(list).dump());
    }
    void placement(const Placement& placement)
    {
        word("placement", placement.rest);
        putFilled(placement.districtCode);
        putFilled(placement.reason);
    }
    void value(const Value& value)
    {
        const auto number = value.number();
        number ? put(*number) : putNull();
        number ? putNull() : put(code(value.absence()));
        word("status", value.status);
    }
    void geometry(const char*, const Point& place) { next() = Blob{encodeGeometry(place)}; }
    void geometry(const char* name, const std::optional<Point>& place) { place ? geometry(name, *place) : putNull(); }
    template <typename Parts>
    void geometry(const char*, const Parts& parts)
    {
        if (parts.empty())
            putNull();
        else
            next() = Blob{encodeGeometry(parts)};
    }

private:
    Cell& next()
    {
        if (at_ == row_.size())
            row_.emplace_back();
        return row_[at_++];
    }
    void putNull() { next() = std::monostate(); }
    void put(std::int64_t number) { next() = number; }
    void put(double number) { next() = number; }
    void put(std::string_view text)
    {
        Cell& cell = next();
        if (auto* old = std::get_if<std::string>(&cell))
            old->assign(text);
        else
            cell.emplace<std::string>(text);
    }
    void putFilled(std::string_view text) { text.empty() ? putNull() : put(text); }

    Row& row_;
    std::size_t at_ = 0;
};

/// Turns the keys of a row alone into cells, to look it up by.
class KeyWriter {
public:
    explicit KeyWriter(Row& row)
        : writer_(row)
    {
    }

    template <typename T>
    void key(const char* name, const T& item)
    {
        writer_.key(name, item);
    }
    template <typename Enum>
    void keyWord(const char* name, Enum word)
    {
        writer_.keyWord(name, word);
    }
    template <typename T>
    void word(const char*, const T&)
    {
    }
    template <typename T>
    void column(const char*, const T&)
    {
    }
    template <typename T>
    void json(const char*, const T&)
    {
    }
    template <typename T>
    void geometry(const char*, const T&)
    {
    }
    void text(const char*, const Text&) {}
    void placement(const Placement&) {}
    void value(const Value&) {}

private:
    CellWriter writer_;
};

/// Lists the columns that CellWriter fills, in the same order.
class ColumnLister {
public:
    explicit ColumnLister(std::vector<ColumnInfo>& columns)
        : columns_(columns)
    {
    }

    template <typename T>
    void key(const char* name, const T&)
    {
        columns_.push_back({name});
    }
    template <typename T>
    void keyWord(const char* name, const T&)
    {
        columns_.push_back({name});
    }
    template <typename T>
    void word(const char* name, const T&)
    {
        columns_.push_back({name});
    }
    template <typename T>
    void column(const char* name, const T&)
    {
        columns_.push_back({name});
    }
    template <typename T>
    void json(const char* name, const T&)
    {
        columns_.push_back({name});
    }
    void text(const char* name, const Text&)
    {
        columns_.push_back({interned(std::string(name) + "_ja").data()});
        columns_.push_back({interned(std::string(name) + "_en").data()});
    }
    void placement(const Placement&)
    {
        columns_.insert(columns_.end(), {{"placement"}, {"district_code"}, {"placement_reason"}});
    }
    void value(const Value&) { columns_.insert(columns_.end(), {{"value"}, {"absence"}, {"status"}}); }
    void geometry(const char* name, const Point&) { columns_.push_back({name, GeometryKind::Point}); }
    void geometry(const char* name, const std::optional<Point>&) { columns_.push_back({name, GeometryKind::Point}); }
    void geometry(const char* name, const MultiPolygon&) { columns_.push_back({name, GeometryKind::MultiPolygon}); }
    void geometry(const char* name, const MultiLineString&)
    {
        columns_.push_back({name, GeometryKind::MultiLineString});
    }

private:
    std::vector<ColumnInfo>& columns_;
};

/// Fills a row of the model from cells. `Source` answers isNull, integer, number, text and blob by column index: a
/// Row, or a statement that stands on a row, which saves copying every cell of a city.
template <typename Source>
class CellReader {
public:
    explicit CellReader(const Source& source)
        : source_(source)
    {
    }

    template <typename T>
    void key(const char* name, T& item)
    {
        column(name, item);
    }
    template <typename Enum>
    void keyWord(const char* name, Enum& item)
    {
        word(name, item);
    }
    template <typename Enum>
    void word(const char* name, Enum& item)
    {
        const std::string_view text = source_.text(at_++);
        for (const Enum candidate : WordsOf<Enum>::all) {
            if (code(candidate) == text) {
                item = candidate;
                return;
            }
        }
        throw BadRow(name, "\"" + std::string(text) + "\"");
    }
    void column(const char*, std::string& item) { item = source_.text(at_++); }
    void column(const char*, int& item) { item = static_cast<int>(source_.integer(at_++)); }
    void column(const char*, bool& item) { item = source_.integer(at_++) != 0; }
    void column(const char*, double& item) { item = source_.number(at_++); }
    void column(const char*, std::optional<int>& item)
    {
        item = source_.isNull(at_) ? std::nullopt : std::optional(static_cast<int>(source_.integer(at_)));
        ++at_;
    }
    void column(const char*, std::optional<double>& item)
    {
        item = source_.isNull(at_) ? std::nullopt : std::optional(source_.number(at_));
        ++at_;
    }
    void text(const char*, Text& item)
    {
        item.ja = source_.text(at_++);
        item.en = source_.text(at_++);
    }
    template <typename T>
    void json(const char* name, T& item)
    {
        item.clear();
        const std::string_view text = source_.text(at_++);
        if (text.empty())
            return;
        try {
            nlohmann::json::parse(text).get_to(item);
        } catch (const nlohmann::json::exception& error) {
            throw BadRow(name, error.what());
        }
    }
    void placement(Placement& item)
    {
        word("placement", item.rest);
        item.districtCode = source_.text(at_++);
        item.reason = interned(source_.text(at_++));
    }
    void value(Value& item)
    {
        if (source_.isNull(at_)) {
            ++at_;
            Absence why = Absence::Missing;
            word("absence", why);
            item.content = why;
        } else {
            item.content = source_.number(at_);
            at_ += 2;
        }
        word("status", item.status);
    }
    void geometry(const char* name, std::optional<Point>& item)
    {
        item.reset();
        if (source_.isNull(at_))
            ++at_;
        else
            geometry(name, item.emplace());
    }
    template <typename T>
    void geometry(const char* name, T& item)
    {
        item = {};
        const auto blob = source_.blob(at_++);
        if (blob.empty())
            return;
        try {
            decodeGeometry(blob, item);
        } catch (const BadGeometryBlob& error) {
            throw BadRow(name, error.what());
        }
    }

private:
    const Source& source_;
    int at_ = 0;
};

/// A Row as a source for CellReader.
struct RowSource {
    const Row& row;

    bool isNull(int at) const { return std::holds_alternative<std::monostate>(cell(at)); }
    bool isText(int at) const { return std::holds_alternative<std::string>(cell(at)); }
    std::int64_t integer(int at) const
    {
        const auto* number = std::get_if<std::int64_t>(&cell(at));
        return number ? *number : static_cast<std::int64_t>(this->number(at));
    }
    double number(int at) const
    {
        if (const auto* real = std::get_if<double>(&cell(at)))
            return *real;
        const auto* number = std::get_if<std::int64_t>(&cell(at));
        return number ? static_cast<double>(*number) : 0;
    }
    std::string_view text(int at) const
    {
        const auto* text = std::get_if<std::string>(&cell(at));
        return text ? std::string_view(*text) : std::string_view();
    }
    std::span<const std::byte> blob(int at) const
    {
        const auto* blob = std::get_if<Blob>(&cell(at));
        return blob ? std::as_bytes(std::span(blob->bytes)) : std::span<const std::byte>();
    }

private:
    const Cell& cell(int at) const { return row[static_cast<std::size_t>(at)]; }
};

template <typename T>
void putCells(const T& item, Row& row)
{
    CellWriter writer(row);
    columns(writer, item);
}

template <typename T>
Row cellsOf(const T& item)
{
    Row row;
    putCells(item, row);
    return row;
}

template <typename T>
Row keyCellsOf(const T& item)
{
    Row key;
    KeyWriter writer(key);
    columns(writer, item);
    return key;
}

template <typename T>
T itemOf(const Row& row)
{
    T item;
    const RowSource source{row};
    CellReader<RowSource> reader(source);
    columns(reader, item);
    return item;
}

template <typename T>
const std::vector<ColumnInfo>& columnsOf()
{
    static const auto list = [] {
        std::vector<ColumnInfo> found;
        ColumnLister lister(found);
        const T item{};
        columns(lister, item);
        return found;
    }();
    return list;
}

}  // namespace chiiki::store
