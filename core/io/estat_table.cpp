#include "core/io/estat_table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "core/geo/standard_mesh.h"
#include "core/io/delimited.h"
#include "core/io/estat_files.h"
#include "core/io/numbers.h"
#include "core/text/hash.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr std::string_view keyColumn = "KEY_CODE";
constexpr std::string_view levelColumn = "HYOSYO";  // only small areas have it
constexpr std::size_t startBytes = 1 << 16;

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "T001082001": a T, six digits of the table and three of the figure.
bool isFigure(const std::string& name)
{
    return name.size() == 10 && name[0] == 'T' && isDigits(std::string_view(name).substr(1));
}

bool isHeader(const std::vector<std::string>& names)
{
    return std::find(names.begin(), names.end(), keyColumn) != names.end() &&
           std::any_of(names.begin(), names.end(), isFigure);
}

/// One file as its columns stand.
struct Columns {
    std::size_t key = 0;
    std::optional<std::size_t> level, city, name, into, from;
    std::vector<std::size_t> figures;
    std::vector<EstatColumn> titles;
};

Columns columnsOf(const DelimitedTable& table)
{
    Columns columns;
    columns.key = *table.column(keyColumn);
    columns.level = table.column(levelColumn);
    columns.city = table.column("CITYNAME");
    columns.name = table.column("NAME");
    columns.into = table.column("HTKSAKI");
    columns.from = table.column("GASSAN");
    for (std::size_t i = 0; i < table.header.size(); ++i)
        if (isFigure(table.header[i])) {
            columns.figures.push_back(i);
            columns.titles.push_back({table.header[i], table.header[i]});
        }
    return columns;
}

std::vector<std::string> splitKeys(const std::string& cell)
{
    std::vector<std::string> keys;
    std::string key;
    for (const char c : cell + ";") {
        if (c == ';' || c == ',' || c == ' ') {
            if (!key.empty())
                keys.push_back(std::move(key));
            key.clear();
        } else {
            key += c;
        }
    }
    return keys;
}

/// A figure as 統計GIS writes it; nullopt where it is nothing of the kind.
std::optional<Value> figureOf(const std::string& cell)
{
    if (cell.empty())
        return Value::absent(Absence::Missing);
    if (cell == "X" || cell == "x" || cell == "*" || cell == "Ｘ")
        return Value::absent(Absence::Suppressed);
    if (cell == "-" || cell == "－" || cell == "‐")
        return Value::absent(Absence::NotApplicable);
    const auto number = parseNumber(cell);
    return number ? std::optional(Value::of(*number, Status::Official)) : std::nullopt;
}

class Reader {
public:
    Reader(EstatTable& table, Diagnostics& diagnostics)
        : table_(table)
        , diagnostics_(diagnostics)
    {
    }

    /// False where the file is none of this layer's.
    bool take(const EstatFile& file)
    {
        auto decoded = decodeText(file.bytes, file.name);
        if (!decoded)
            return pass(file, decoded.error().message);
        Diagnostics told;
        const auto parsed = parseDelimited(decoded->text, file.name, {}, told);
        if (!parsed)
            return pass(file, parsed.error().message);
        if (!isHeader(parsed->header))
            return pass(file, {"io.estat_not_a_table", {}});
        Columns columns = columnsOf(*parsed);
        const bool hasTitles = !parsed->rows.empty() && trimmed(parsed->rows[0].cells[columns.key]).empty();
        if (hasTitles)
            for (std::size_t i = 0; i < columns.figures.size(); ++i)
                if (std::string title = trimmed(parsed->rows[0].cells[columns.figures[i]]); !title.empty())
                    columns.titles[i].title = std::move(title);
        if (table_.files.empty()) {
            table_.columns = columns.titles;
            table_.isMesh = !columns.level;
            table_.encoding = std::string(code(decoded->encoding));
        } else if (columns.titles != table_.columns || table_.isMesh == columns.level.has_value())
            return pass(file, {"io.estat_other_columns", {table_.files.front()}});
        for (const Diagnostic& one : told)
            if (one.message.code != "io.row_ragged")
                diagnostics_.push_back(one);
        for (std::size_t i = hasTitles ? 1 : 0; i < parsed->rows.size(); ++i)
            takeRow(file, columns, parsed->rows[i]);
        table_.files.push_back(file.name);
        return true;
    }

    /// What only all rows together tell.
    void finish()
    {
        std::set<std::string_view> keys;
        for (const EstatArea& area : table_.areas)
            keys.insert(area.key);
        for (EstatArea& area : table_.areas) {
            if (!table_.isMesh) {
                // A finer row's key begins with this one's, and the keys that do follow it in order.
                const auto next = keys.upper_bound(area.key);
                area.isTotal = next != keys.end() && next->starts_with(area.key);
            }
            for (const std::string& other : area.combines)
                if (!keys.contains(other))
                    diagnostics_.push_back({area.file, area.row, "GASSAN", {"io.estat_unknown_area", {other}}});
            if (!area.combinedInto.empty() && !keys.contains(area.combinedInto))
                diagnostics_.push_back(
                    {area.file, area.row, "HTKSAKI", {"io.estat_unknown_area", {area.combinedInto}}});
        }
    }

private:
    bool pass(const EstatFile& file, Message why)
    {
        diagnostics_.push_back({file.name, 0, {}, std::move(why)});
        return false;
    }

    void setAside(const EstatFile& file, const DelimitedRow& row, std::string_view field, Message why)
    {
        ++table_.setAside;
        diagnostics_.push_back({file.name, row.line, std::string(field), std::move(why)});
    }

    void takeRow(const EstatFile& file, const Columns& columns, const DelimitedRow& row)
    {
        const auto cell = [&row](std::optional<std::size_t> column) {
            return column ? trimmed(row.cells[*column]) : std::string();
        };
        if (std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& one) { return one.empty(); }))
            return;
        ++table_.rows;
        if (row.isRagged)
            return setAside(file, row, {}, {"io.row_shifted", {}});
        EstatArea area;
        area.key = cell(columns.key);
        area.row = row.line;
        area.file = file.name;
        if (!isDigits(area.key))
            return setAside(file, row, keyColumn, {"io.estat_no_key", {area.key}});
        if (table_.isMesh) {
            const auto mesh = parseMeshCode(area.key);
            if (!mesh)
                return setAside(file, row, keyColumn, {"io.estat_no_mesh", {area.key}});
            if (table_.meshOrder == 0)
                table_.meshOrder = mesh->order;
            if (mesh->order != table_.meshOrder)
                return setAside(file, row, keyColumn,
                                {"io.estat_other_order",
                                 {area.key, std::to_string(mesh->order), std::to_string(table_.meshOrder)}});
            area.outline = {mesh->outline()};
        }
        area.city = cell(columns.city);
        area.name = cell(columns.name);
        area.combinedInto = cell(columns.into);
        area.combines = splitKeys(cell(columns.from));
        for (std::size_t i = 0; i < columns.figures.size(); ++i) {
            const std::string text = cell(columns.figures[i]);
            auto value = figureOf(text);
            if (!value)
                diagnostics_.push_back({file.name, row.line, columns.titles[i].code, {"io.estat_no_figure", {text}}});
            area.values.push_back(value.value_or(Value::absent(Absence::Missing)));
        }
        const auto [known, isNew] = places_.emplace(area.key, table_.areas.size());
        if (isNew) {
            table_.areas.push_back(std::move(area));
            return;
        }
        if (table_.areas[known->second].values != area.values)
            return setAside(file, row, keyColumn, {"io.estat_twice", {area.key}});
        --table_.rows;  // the same area of the same figures in two files is one row
    }

    EstatTable& table_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::size_t> places_;
};

}  // namespace

bool isEstatTable(const std::string& bytes)
{
    // Only the first line, which holds nothing but ASCII but for a BOM.
    const std::string_view bom = "\xEF\xBB\xBF";
    std::string_view start = bytes;
    if (start.starts_with(bom))
        start.remove_prefix(bom.size());
    const std::string_view line = start.substr(0, start.find_first_of("\r\n"));
    std::vector<std::string> names(1);
    for (const char c : line) {
        if (c == ',' || c == '\t')
            names.emplace_back();
        else if (c != '"')
            names.back() += c;
    }
    for (std::string& name : names)
        name = trimmed(name);
    return isHeader(names);
}

bool isEstatPath(const std::string& path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    if (fs::is_directory(path, error) || path.ends_with(".zip") || path.ends_with(".ZIP")) {
        const auto files = readEstatFiles(path);
        return files && std::any_of(files->begin(), files->end(), [](const EstatFile& file) {
                   return isEstatTable(file.bytes.substr(0, startBytes));
               });
    }
    std::ifstream file(path, std::ios::binary);
    std::string start(startBytes, '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(file.gcount()));
    return isEstatTable(start);
}

Result<EstatTable> readEstatTable(const std::string& path, Diagnostics& diagnostics)
{
    const auto files = readEstatFiles(path);
    if (!files)
        return tl::unexpected(files.error());
    EstatTable table;
    const std::filesystem::path plain = std::filesystem::path(path).lexically_normal();
    table.fileName = (plain.has_filename() ? plain : plain.parent_path()).filename().string();
    Reader reader(table, diagnostics);
    std::string sums;
    for (const EstatFile& file : *files)
        if (reader.take(file))
            sums += sha256OfBytes(file.bytes) + "  " + file.name + "\n";
    if (table.files.empty())
        return fail(ErrorKind::BadFormat, {"io.estat_none", {}}, path);
    reader.finish();
    std::error_code error;
    const bool isOneFile = files->size() == 1 && std::filesystem::is_regular_file(path, error);
    table.sha256 = isOneFile ? sums.substr(0, 64) : sha256OfBytes(sums);
    return table;
}

}  // namespace chiiki
