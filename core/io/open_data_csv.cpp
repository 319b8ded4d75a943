#include "core/io/open_data_csv.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "core/io/numbers.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr OpenDataAttribute attributeColumns[] = {
    {"災害種別_洪水", "flood", true},
    {"災害種別_崖崩れ、土石流及び地滑り", "landslide", true},
    {"災害種別_高潮", "storm_surge", true},
    {"災害種別_地震", "earthquake", true},
    {"災害種別_津波", "tsunami", true},
    {"災害種別_大規模な火事", "fire", true},
    {"災害種別_内水氾濫", "inland_flood", true},
    {"災害種別_火山現象", "volcano", true},
    {"指定避難所との重複", "designated_shelter", true},
    {"小児対応設備の有無", "child_pads", true},
    {"設置位置", "position", false},
    {"医療機関の種類", "institution_type", false},
    {"診療科目", "departments", false},
    {"病床数", "beds", false},
    {"種別", "childcare_type", false},
    {"学校種", "school_type", false},
    {"診療曜日", "open_days", false},
    {"利用可能曜日", "open_days", false},
    {"診療開始時間", "opens", false},
    {"開始時間", "opens", false},
    {"診療終了時間", "closes", false},
    {"終了時間", "closes", false},
    {"病児保育の有無", "sick_child_care", true},
    {"一時預かりの有無", "temporary_care", true},
};

std::string flag(const std::string& cell)
{
    std::string mark = trimmed(cell);
    // 〇 is the ideographic zero U+3007, ○ the white circle U+25CB; both are in use, sometimes in one file.
    for (const std::string_view yes : {"〇", "○", "◯", "有", "1"})
        if (mark == yes)
            return "1";
    for (const std::string_view no : {"×", "✕", "無", "0"})
        if (mark == no)
            return "0";
    return mark;
}

/// "教育機関_" where every column begins with it, otherwise nothing.
std::string commonPrefix(const std::vector<std::string>& header)
{
    const auto end = header.empty() ? std::string::npos : header[0].find('_');
    if (end == std::string::npos)
        return {};
    const std::string prefix = header[0].substr(0, end + 1);
    const bool shared = std::all_of(header.begin(), header.end(),
                                    [&prefix](const std::string& name) { return name.starts_with(prefix); });
    return shared ? prefix : std::string();
}

class Columns {
public:
    explicit Columns(const DelimitedTable& table)
        : table_(table)
        , prefix_(commonPrefix(table.header))
    {
    }

    std::optional<std::size_t> any(std::initializer_list<std::string_view> names) const
    {
        for (const std::string_view name : names)
            if (const auto column = table_.column(prefix_ + std::string(name)))
                return column;
        return std::nullopt;
    }

private:
    const DelimitedTable& table_;
    std::string prefix_;
};

}  // namespace

std::span<const OpenDataAttribute> openDataAttributes()
{
    return attributeColumns;
}

Result<OpenDataTable> readOpenDataTable(const std::string& path, Diagnostics& diagnostics)
{
    const auto file = readTable(path, diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    const DelimitedTable& table = file->table;
    const Columns columns(table);
    const auto name = columns.any({"名称", "学校名", "name"});
    const auto longitude = columns.any({"経度", "lon"});
    const auto latitude = columns.any({"緯度", "lat"});
    if (!name || !longitude || !latitude) {
        std::string present;
        for (const std::string& column : table.header)
            present += (present.empty() ? "" : ", ") + column;
        return fail(ErrorKind::BadFormat, {"io.columns_missing", {"名称, 緯度, 経度", present}}, path);
    }
    const auto id = columns.any({"ID", "学校コード", "source_id"});
    const auto kana = columns.any({"名称_カナ", "学校名カナ表記", "kana"});
    const auto type = columns.any({"医療機関の種類", "種別", "学校種", "kind"});
    const auto address = columns.any({"所在地_連結表記", "address"});
    const auto town = columns.any({"所在地_町字", "学校所在地（町字）", "address"});
    const auto capacity = columns.any({"想定収容人数", "収容定員"});
    const auto districtName = columns.any({"district"});
    const std::vector<std::optional<std::size_t>> addressParts = {columns.any({"学校所在地（市区町村）"}),
                                                                  columns.any({"学校所在地（町字）"}),
                                                                  columns.any({"学校所在地（番地以下）"})};

    OpenDataTable read{{}, file->fileName, file->sha256, file->encoding};
    for (const DelimitedRow& row : table.rows) {
        const auto cell = [&row](std::optional<std::size_t> column) {
            return column ? trimmed(row.cells[*column]) : std::string();
        };
        OpenDataRecord record;
        record.isShifted = row.isRagged;
        record.isEmpty = std::all_of(row.cells.begin(), row.cells.end(),
                                     [](const std::string& text) { return trimmed(text).empty(); });
        record.publisherId = cell(id);
        record.type = cell(type);
        record.town = cell(town);
        record.districtName = cell(districtName);
        record.longitude = cell(longitude);
        record.latitude = cell(latitude);
        Facility& facility = record.facility;
        facility.name = cell(name);
        facility.kana = cell(kana);
        facility.address = cell(address);
        if (facility.address.empty())
            for (const auto& part : addressParts)
                facility.address += cell(part);
        facility.capacity = parseWhole(cell(capacity));
        facility.sourceRow = static_cast<int>(row.line);
        for (const OpenDataAttribute& known : attributeColumns) {
            const auto column = columns.any({known.column});
            const std::string text = known.isFlag ? flag(cell(column)) : cell(column);
            if (!text.empty())
                facility.attributes.emplace(known.attribute, text);
        }
        read.records.push_back(std::move(record));
    }
    return read;
}

}  // namespace chiiki
