#include "core/store/row_pack.h"

#include <bit>
#include <cstring>

#include "core/text/compressed.h"

namespace chiiki::store {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

enum Kind : char { null = 0, integer = 1, real = 2, text = 3, blob = 4 };

constexpr std::size_t partBytes = std::size_t{8} << 20;
constexpr std::int64_t partRows = 32768;
constexpr std::size_t partLimit = std::size_t{1} << 30;  // of a part with a giant row in it

void appendNumber(std::string& bytes, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        bytes.push_back(static_cast<char>((number & 0x7f) | 0x80));
    bytes.push_back(static_cast<char>(number));
}

std::uint64_t folded(std::int64_t number)
{
    return static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t unfolded(std::uint64_t number)
{
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

[[noreturn]] void refuse()
{
    throw BadRow("journal_rows", "packed");
}

class CellBytes {
public:
    explicit CellBytes(std::string_view bytes)
        : left_(bytes)
    {
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        refuse();
    }

    std::string_view take(std::size_t count)
    {
        if (count > left_.size())
            refuse();
        const std::string_view taken = left_.substr(0, count);
        left_.remove_prefix(count);
        return taken;
    }

    void read(Cell& cell)
    {
        switch (take(1).front()) {
        case Kind::null:
            cell = std::monostate();
            return;
        case Kind::integer:
            cell = unfolded(number());
            return;
        case Kind::real: {
            double value = 0;
            std::memcpy(&value, take(sizeof value).data(), sizeof value);
            cell = value;
            return;
        }
        case Kind::text:
            cell = std::string(take(number()));
            return;
        case Kind::blob:
            cell = Blob{std::string(take(number()))};
            return;
        default:
            refuse();
        }
    }

private:
    std::string_view left_;
};

}  // namespace

void appendCell(std::string& bytes, const Cell& cell)
{
    struct Writer {
        std::string& bytes;
        void operator()(std::monostate) const { bytes.push_back(Kind::null); }
        void operator()(std::int64_t number) const
        {
            bytes.push_back(Kind::integer);
            appendNumber(bytes, folded(number));
        }
        void operator()(double number) const
        {
            bytes.push_back(Kind::real);
            bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
        }
        void operator()(const std::string& words) const { put(Kind::text, words); }
        void operator()(const Blob& data) const { put(Kind::blob, data.bytes); }
        void put(Kind kind, const std::string& content) const
        {
            bytes.push_back(kind);
            appendNumber(bytes, content.size());
            bytes.append(content);
        }
    };
    std::visit(Writer{bytes}, cell);
}

std::string keyBytes(std::span<const Cell> key)
{
    std::string bytes;
    for (const Cell& cell : key)
        appendCell(bytes, cell);
    return bytes;
}

RowPacker::RowPacker(std::string table, bool isAfter, std::span<const ColumnInfo> all, std::vector<std::size_t> columns)
    : columns_(std::move(columns))
    , cells_(columns_.size())
{
    head_.table = std::move(table);
    head_.isAfter = isAfter;
    for (const std::size_t i : columns_)
        head_.columns.emplace_back(all[i].name);
}

void RowPacker::add(const Row& row)
{
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::size_t before = cells_[i].size();
        appendCell(cells_[i], row[columns_[i]]);
        size_ += cells_[i].size() - before;
    }
    if (++count_ >= partRows || size_ >= partBytes)
        closePart();
}

std::vector<PackedRows> RowPacker::finished()
{
    if (count_ > 0)
        closePart();
    return std::move(parts_);
}

void RowPacker::closePart()
{
    std::string all;
    all.reserve(size_ + 10 * cells_.size());
    for (std::string& cells : cells_) {
        appendNumber(all, cells.size());
        all += cells;
        cells.clear();
    }
    PackedRows& part = parts_.emplace_back(head_);
    part.count = count_;
    part.bytes = compressed(all);
    count_ = 0;
    size_ = 0;
}

void forEachPacked(const PackedRows& rows, const std::function<void(std::span<const Cell>)>& use)
{
    const auto all = decompressed(rows.bytes, partLimit);
    if (!all)
        refuse();
    CellBytes bytes(*all);
    std::vector<CellBytes> columns;
    for (std::size_t i = 0; i < rows.columns.size(); ++i)
        columns.emplace_back(bytes.take(bytes.number()));
    std::vector<Cell> cells(columns.size());
    for (std::int64_t row = 0; row < rows.count; ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns[i].read(cells[i]);
        use(cells);
    }
}

}  // namespace chiiki::store
