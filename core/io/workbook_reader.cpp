#include "core/io/workbook_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <QXmlStreamReader>
#include <zip.h>

#include "core/io/files.h"
#include "core/text/hash.h"
#include "core/text/names.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr zip_uint64_t largestPart = zip_uint64_t{1} << 30;
constexpr int mostRepeats = 4096;  // an ODS may say that its last row is repeated to the end of the sheet

struct ArchiveCloser {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct EntryCloser {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;

Result<Archive> openArchive(const std::string& path)
{
    Archive archive(zip_open(path.c_str(), ZIP_RDONLY, nullptr));
    if (!archive)
        return fail(ErrorKind::BadFormat, {"io.not_a_workbook", {}}, path);
    return archive;
}

Result<std::string> partOf(zip_t* archive, const std::string& part, const std::string& path)
{
    zip_stat_t facts;
    if (zip_stat(archive, part.c_str(), 0, &facts) != 0 || !(facts.valid & ZIP_STAT_SIZE))
        return fail(ErrorKind::BadFormat, {"io.not_a_workbook", {}}, path);
    if (facts.size > largestPart)
        return fail(ErrorKind::BadFormat, {"io.zip_too_large", {}}, path);
    const std::unique_ptr<zip_file_t, EntryCloser> file(zip_fopen(archive, part.c_str(), 0));
    std::string text(facts.size, '\0');
    if (!file || zip_fread(file.get(), text.data(), facts.size) != static_cast<zip_int64_t>(facts.size))
        return fail(ErrorKind::BadFormat, {"io.zip_entry", {}}, path);
    return text;
}

bool hasPart(zip_t* archive, const char* part)
{
    return zip_name_locate(archive, part, 0) >= 0;
}

std::string attribute(const QXmlStreamReader& xml, const char* name)
{
    return xml.attributes().value(QLatin1String(name)).toString().toStdString();
}

int wholeAttribute(const QXmlStreamReader& xml, const char* name, int otherwise)
{
    const auto text = xml.attributes().value(QLatin1String(name));
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber ? number : otherwise;
}

QXmlStreamReader readerOf(const std::string& text)
{
    return QXmlStreamReader(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
}

Result<void> checked(const QXmlStreamReader& xml, const std::string& path)
{
    if (xml.hasError())
        return fail(ErrorKind::BadFormat, {"io.workbook_damaged", {xml.errorString().toStdString()}}, path);
    return {};
}

/// "B7" as indices from 0; nothing where it is written otherwise.
std::optional<std::pair<std::size_t, std::size_t>> columnAndRow(std::string_view address)
{
    std::size_t column = 0, row = 0, at = 0;
    for (; at < address.size() && address[at] >= 'A' && address[at] <= 'Z' && at < 3; ++at)
        column = column * 26 + static_cast<std::size_t>(address[at] - 'A') + 1;
    const auto [stop, error] = std::from_chars(address.data() + at, address.data() + address.size(), row);
    if (column == 0 || row == 0 || error != std::errc() || stop != address.data() + address.size())
        return std::nullopt;
    return std::pair(column - 1, row - 1);
}

/// The texts that cells refer to by number. Readings (rPh) stand beside the words they belong to and are none of them.
Result<std::vector<std::string>> sharedTexts(zip_t* archive, const std::string& path)
{
    std::vector<std::string> texts;
    if (!hasPart(archive, "xl/sharedStrings.xml"))
        return texts;
    const auto part = partOf(archive, "xl/sharedStrings.xml", path);
    if (!part)
        return tl::unexpected(part.error());
    QXmlStreamReader xml = readerOf(*part);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("si"))
            texts.emplace_back();
        else if (xml.name() == QLatin1String("rPh"))
            xml.skipCurrentElement();
        else if (xml.name() == QLatin1String("t") && !texts.empty())
            texts.back() += xml.readElementText().toStdString();
    }
    if (auto fine = checked(xml, path); !fine)
        return tl::unexpected(fine.error());
    return texts;
}

/// Whether a number format shows a day: built in 14..17, 22 and the Japanese ones, or one with years or days in it.
bool isDayFormat(int id, const std::map<int, std::string>& own)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return true;
    const auto found = own.find(id);
    if (found == own.end())
        return false;
    bool isQuoted = false, isBracketed = false;
    for (const char c : found->second) {
        isQuoted = c == '"' ? !isQuoted : isQuoted;
        isBracketed = c == '[' || (isBracketed && c != ']');
        if (!isQuoted && !isBracketed && (c == 'y' || c == 'd' || c == 'Y' || c == 'D' || c == 'e'))
            return found->second != "General";
    }
    return false;
}

/// Which cell styles show days.
Result<std::set<int>> dayStyles(zip_t* archive, const std::string& path)
{
    std::set<int> styles;
    if (!hasPart(archive, "xl/styles.xml"))
        return styles;
    const auto part = partOf(archive, "xl/styles.xml", path);
    if (!part)
        return tl::unexpected(part.error());
    QXmlStreamReader xml = readerOf(*part);
    std::map<int, std::string> own;
    bool isCellFormats = false;
    int index = 0;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("cellXfs"))
            isCellFormats = false;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("numFmt"))
            own[wholeAttribute(xml, "numFmtId", -1)] = attribute(xml, "formatCode");
        else if (xml.name() == QLatin1String("cellXfs"))
            isCellFormats = true;
        else if (isCellFormats && xml.name() == QLatin1String("xf")) {
            if (isDayFormat(wholeAttribute(xml, "numFmtId", 0), own))
                styles.insert(index);
            ++index;
        }
    }
    if (auto fine = checked(xml, path); !fine)
        return tl::unexpected(fine.error());
    return styles;
}

/// A day count of Excel's calendar, which has a 29 February 1900 that never was, as 2024/06/01.
std::string dayText(double serial, bool since1904)
{
    const auto days = static_cast<std::int64_t>(std::floor(serial)) + (since1904 ? 1462 : 0);
    // Days since 1970-01-01 of the proleptic Gregorian calendar (Hinnant's civil_from_days).
    const std::int64_t z = days - 25569 + 719468;
    const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int64_t dayOfEra = z - era * 146097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t mp = (5 * dayOfYear + 2) / 153;
    const std::int64_t day = dayOfYear - (153 * mp + 2) / 5 + 1;
    const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
    const std::int64_t year = yearOfEra + era * 400 + (month <= 2);
    char text[32];
    std::snprintf(text, sizeof text, "%04lld/%02lld/%02lld", static_cast<long long>(year),
                  static_cast<long long>(month), static_cast<long long>(day));
    return text;
}

std::string numberText(const std::string& written)
{
    double number = 0;
    const auto [stop, error] = std::from_chars(written.data(), written.data() + written.size(), number);
    // 0.1 + 0.2 is saved as 0.30000000000000004; people typed and see fifteen digits.
    if (error != std::errc() || stop != written.data() + written.size())
        return written;
    char text[40];
    const auto [end, failed] = std::to_chars(text, text + sizeof text, number, std::chars_format::general, 15);
    std::from_chars(text, end, number);
    return shortestText(number);
}

void put(std::vector<std::string>& cells, std::size_t column, std::string text)
{
    if (text.empty())
        return;
    if (cells.size() <= column)
        cells.resize(column + 1);
    cells[column] = std::move(text);
}

bool isBlank(const std::vector<std::string>& cells)
{
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

struct SheetRow {
    std::int64_t number = 0;
    std::vector<std::string> cells;
};

void finish(std::vector<SheetRow> rows, RawTable& table)
{
    std::erase_if(rows, [](const SheetRow& row) { return isBlank(row.cells); });
    for (const SheetRow& row : rows)
        table.columns = std::max(table.columns, row.cells.size());
    // Blank cells at the end of a row are not written down; a row is as wide as its table all the same.
    for (SheetRow& row : rows) {
        row.cells.resize(table.columns);
        table.add(row.number, row.cells);
    }
}

Result<void> readXlsxSheet(zip_t* archive, const std::string& part, const std::string& path, bool since1904,
                           RawTable& table)
{
    const auto texts = sharedTexts(archive, path);
    if (!texts)
        return tl::unexpected(texts.error());
    const auto days = dayStyles(archive, path);
    if (!days)
        return tl::unexpected(days.error());
    const auto sheet = partOf(archive, part, path);
    if (!sheet)
        return tl::unexpected(sheet.error());
    QXmlStreamReader xml = readerOf(*sheet);
    std::vector<SheetRow> taken;
    std::int64_t rowNumber = 0;
    std::size_t column = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("row")) {
            rowNumber = wholeAttribute(xml, "r", static_cast<int>(rowNumber) + 1);
            taken.push_back({rowNumber, {}});
            column = 0;
        } else if (xml.name() == QLatin1String("c") && !taken.empty()) {
            if (const auto address = columnAndRow(attribute(xml, "r")))
                column = address->first;
            const std::string type = attribute(xml, "t");
            const int style = wholeAttribute(xml, "s", 0);
            std::string value;
            while (xml.readNextStartElement()) {
                if (xml.name() == QLatin1String("v")) {
                    value = xml.readElementText().toStdString();
                } else if (xml.name() == QLatin1String("is")) {
                    while (xml.readNextStartElement()) {
                        if (xml.name() == QLatin1String("t"))
                            value += xml.readElementText().toStdString();
                        else if (xml.name() == QLatin1String("r"))
                            while (xml.readNextStartElement()) {
                                if (xml.name() == QLatin1String("t"))
                                    value += xml.readElementText().toStdString();
                                else
                                    xml.skipCurrentElement();
                            }
                        else
                            xml.skipCurrentElement();
                    }
                } else {
                    xml.skipCurrentElement();
                }
            }
            double serial = 0;
            if (type == "s") {
                std::size_t index = 0;
                std::from_chars(value.data(), value.data() + value.size(), index);
                value = index < texts->size() ? (*texts)[index] : std::string();
            } else if (type.empty() || type == "n") {
                const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), serial);
                const bool isDay = error == std::errc() && !value.empty() && days->contains(style) && serial >= 1;
                value = isDay ? dayText(serial, since1904) : numberText(value);
            }
            put(taken.back().cells, column, std::move(value));
            ++column;
        } else if (xml.name() == QLatin1String("mergeCell")) {
            const std::string range = attribute(xml, "ref");
            const std::size_t colon = range.find(':');
            const auto from = columnAndRow(range.substr(0, colon));
            const auto to = colon == std::string::npos ? from : columnAndRow(range.substr(colon + 1));
            if (from && to && to->first >= from->first && to->second >= from->second)
                table.merged.push_back(
                    {from->second, from->first, to->second - from->second + 1, to->first - from->first + 1});
        }
    }
    finish(std::move(taken), table);
    return checked(xml, path);
}

/// The text of an ODS cell: paragraphs are lines; what notes and readings (ruby) say is none of it.
std::string odsText(QXmlStreamReader& xml)
{
    std::string text;
    bool isFirst = true;
    while (xml.readNextStartElement()) {
        if (xml.name() != QLatin1String("p")) {
            xml.skipCurrentElement();
            continue;
        }
        text += isFirst ? "" : "\n";
        isFirst = false;
        int depth = 1;
        while (depth > 0 && !xml.atEnd()) {
            const auto token = xml.readNext();
            if (token == QXmlStreamReader::StartElement) {
                if (xml.name() == QLatin1String("annotation") || xml.name() == QLatin1String("ruby-text")) {
                    xml.skipCurrentElement();
                    continue;
                }
                if (xml.name() == QLatin1String("s"))
                    text += std::string(static_cast<std::size_t>(std::clamp(wholeAttribute(xml, "c", 1), 1, 256)), ' ');
                else if (xml.name() == QLatin1String("line-break"))
                    text += '\n';
                ++depth;
            } else if (token == QXmlStreamReader::EndElement) {
                --depth;
            } else if (token == QXmlStreamReader::Characters) {
                text += xml.text().toString().toStdString();
            }
        }
    }
    return text;
}

Result<void> readOdsSheet(const std::string& content, const std::string& path, RawTable& table)
{
    QXmlStreamReader xml = readerOf(content);
    bool isWanted = false;
    std::size_t row = 0, column = 0;
    int rowRepeats = 1;
    std::vector<std::string> cells;
    std::vector<SheetRow> taken;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("table")) {
            isWanted = attribute(xml, "table:name") == table.sheet;
        } else if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("table")) {
            isWanted = false;
        }
        if (!isWanted)
            continue;
        if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("table-row")) {
            rowRepeats = wholeAttribute(xml, "table:number-rows-repeated", 1);
            cells.clear();
            column = 0;
        } else if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("table-row")) {
            if (!isBlank(cells))
                for (int i = 0; i < std::min(rowRepeats, mostRepeats); ++i)
                    taken.push_back({static_cast<std::int64_t>(row) + i + 1, cells});
            row += static_cast<std::size_t>(std::max(rowRepeats, 1));
        } else if (token == QXmlStreamReader::StartElement &&
                   (xml.name() == QLatin1String("table-cell") || xml.name() == QLatin1String("covered-table-cell"))) {
            const bool isCovered = xml.name() == QLatin1String("covered-table-cell");
            const int repeats = wholeAttribute(xml, "table:number-columns-repeated", 1);
            const int rows = wholeAttribute(xml, "table:number-rows-spanned", 1);
            const int columns = wholeAttribute(xml, "table:number-columns-spanned", 1);
            if (rows > 1 || columns > 1)
                table.merged.push_back({row, column, static_cast<std::size_t>(std::max(rows, 1)),
                                        static_cast<std::size_t>(std::max(columns, 1))});
            const std::string type = attribute(xml, "office:value-type");
            const std::string number = attribute(xml, "office:value");
            std::string day = attribute(xml, "office:date-value");
            std::string text = odsText(xml);
            if ((type == "float" || type == "currency" || type == "percentage") && !number.empty())
                text = numberText(number);
            if (type == "date" && day.size() >= 10) {
                day = day.substr(0, 10);
                std::replace(day.begin(), day.end(), '-', '/');
                text = day;
            }
            if (!isCovered && !text.empty())
                for (int i = 0; i < std::min(repeats, mostRepeats); ++i)
                    put(cells, column + static_cast<std::size_t>(i), text);
            column += static_cast<std::size_t>(std::max(repeats, 1));
        }
    }
    finish(std::move(taken), table);
    return checked(xml, path);
}

Result<std::vector<std::string>> sheetsOfOds(const std::string& content, const std::string& path)
{
    std::vector<std::string> names;
    QXmlStreamReader xml = readerOf(content);
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("table"))
            names.push_back(attribute(xml, "table:name"));
    if (auto fine = checked(xml, path); !fine)
        return tl::unexpected(fine.error());
    return names;
}

std::string listed(const std::vector<std::string>& items)
{
    std::string all;
    for (const std::string& item : items)
        all += (all.empty() ? "" : ", ") + item;
    return all;
}

Result<void> chooseSheet(RawTable& table, const std::string& wanted, const std::string& path)
{
    if (table.sheets.empty())
        return fail(ErrorKind::BadFormat, {"io.no_layers", {}}, path);
    const auto found =
        wanted.empty() ? table.sheets.begin() : std::find(table.sheets.begin(), table.sheets.end(), wanted);
    if (found == table.sheets.end())
        return fail(ErrorKind::NotFound, {"io.no_layer", {wanted, listed(table.sheets)}}, path);
    table.sheet = *found;
    return {};
}

/// Sheets of an XLSX, and whether its days are counted from 1904.
struct XlsxSheets {
    std::vector<WorkbookSheet> sheets;
    bool since1904 = false;
};

Result<XlsxSheets> xlsxSheets(zip_t* archive, const std::string& path)
{
    const auto relations = partOf(archive, "xl/_rels/workbook.xml.rels", path);
    if (!relations)
        return tl::unexpected(relations.error());
    std::map<std::string, std::string> targets;
    QXmlStreamReader xml = readerOf(*relations);
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("Relationship")) {
            std::string target = attribute(xml, "Target");
            targets[attribute(xml, "Id")] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        }
    if (auto fine = checked(xml, path); !fine)
        return tl::unexpected(fine.error());
    const auto workbook = partOf(archive, "xl/workbook.xml", path);
    if (!workbook)
        return tl::unexpected(workbook.error());
    XlsxSheets found;
    QXmlStreamReader book = readerOf(*workbook);
    while (!book.atEnd()) {
        if (book.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (book.name() == QLatin1String("workbookPr")) {
            const std::string flag = attribute(book, "date1904");
            found.since1904 = flag == "1" || flag == "true";
        } else if (book.name() == QLatin1String("sheet")) {
            const auto target = targets.find(attribute(book, "r:id"));
            if (target != targets.end())
                found.sheets.push_back({attribute(book, "name"), target->second});
        }
    }
    if (auto fine = checked(book, path); !fine)
        return tl::unexpected(fine.error());
    return found;
}

}  // namespace

Result<std::string> readWorkbookPart(const std::string& path, const std::string& part)
{
    const auto archive = openArchive(path);
    if (!archive)
        return tl::unexpected(archive.error());
    return partOf(archive->get(), part, path);
}

Result<std::vector<WorkbookSheet>> sheetsOfXlsx(const std::string& path)
{
    const auto archive = openArchive(path);
    if (!archive)
        return tl::unexpected(archive.error());
    auto found = xlsxSheets(archive->get(), path);
    if (!found)
        return tl::unexpected(found.error());
    return std::move(found->sheets);
}

Result<RawTable> readWorkbookTable(const std::string& path, const RawTableOptions& options)
{
    RawTable table;
    table.fileName = fileNameOf(path);
    const auto hash = sha256OfFile(path);
    if (!hash)
        return tl::unexpected(hash.error());
    table.sha256 = *hash;
    const auto archive = openArchive(path);
    if (!archive)
        return tl::unexpected(archive.error());
    const bool isOds = hasPart(archive->get(), "content.xml");
    table.format = isOds ? TableFormat::Ods : TableFormat::Xlsx;
    Result<void> read;
    if (isOds) {
        const auto content = partOf(archive->get(), "content.xml", path);
        if (!content)
            return tl::unexpected(content.error());
        auto names = sheetsOfOds(*content, path);
        if (!names)
            return tl::unexpected(names.error());
        table.sheets = *std::move(names);
        if (auto chosen = chooseSheet(table, options.sheet, path); !chosen)
            return tl::unexpected(chosen.error());
        read = readOdsSheet(*content, path, table);
    } else {
        const auto sheets = xlsxSheets(archive->get(), path);
        if (!sheets)
            return tl::unexpected(sheets.error());
        for (const WorkbookSheet& sheet : sheets->sheets)
            table.sheets.push_back(sheet.name);
        if (auto chosen = chooseSheet(table, options.sheet, path); !chosen)
            return tl::unexpected(chosen.error());
        const auto at = std::find(table.sheets.begin(), table.sheets.end(), table.sheet) - table.sheets.begin();
        read = readXlsxSheet(archive->get(), sheets->sheets[static_cast<std::size_t>(at)].part, path, sheets->since1904,
                             table);
    }
    if (!read)
        return tl::unexpected(read.error());
    if (table.rows.empty())
        return fail(ErrorKind::BadFormat, {"io.file_empty", {}}, path);
    return table;
}

}  // namespace chiiki
