#include "core/io/xlsx_writer.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <charconv>

#include "core/geo/gdal_errors.h"
#include "core/io/gdal_handles.h"
#include "core/text/width.h"

namespace chiiki {
namespace {

/// A file in memory that is gone when the object is.
struct MemoryFile {
    std::string path;

    MemoryFile()
    {
        static std::atomic<int> count{0};
        path = "/vsimem/chiiki_" + std::to_string(++count) + ".xlsx";
    }
    ~MemoryFile() { VSIUnlink(path.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
};

std::string numberText(double number)
{
    char text[64];
    const auto [end, error] = std::to_chars(text, text + sizeof text, number);
    return std::string(text, end);
}

bool isTextColumn(const Sheet& sheet, std::size_t column)
{
    for (const auto& row : sheet.rows)
        if (std::holds_alternative<std::string>(row[column]))
            return true;
    return false;
}

bool writeSheet(GDALDatasetH dataset, const Sheet& sheet)
{
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, sheet.name.c_str(), nullptr, wkbNone, nullptr);
    if (!layer)
        return false;
    for (std::size_t column = 0; column < sheet.headings.size(); ++column) {
        OGRFieldDefnH field =
            OGR_Fld_Create(sheet.headings[column].c_str(), isTextColumn(sheet, column) ? OFTString : OFTReal);
        const OGRErr error = OGR_L_CreateField(layer, field, FALSE);
        OGR_Fld_Destroy(field);
        if (error != OGRERR_NONE)
            return false;
    }
    for (const auto& row : sheet.rows) {
        assert(row.size() == sheet.headings.size());
        const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        for (int column = 0; column < static_cast<int>(row.size()); ++column) {
            const SheetCell& cell = row[static_cast<std::size_t>(column)];
            const bool isText = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature.get(), column)) == OFTString;
            if (const auto* text = std::get_if<std::string>(&cell))
                OGR_F_SetFieldString(feature.get(), column, text->c_str());
            else if (const auto* number = std::get_if<double>(&cell); number && isText)
                OGR_F_SetFieldString(feature.get(), column, numberText(*number).c_str());
            else if (number)
                OGR_F_SetFieldDouble(feature.get(), column, *number);
        }
        if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE)
            return false;
    }
    return true;
}

/// How wide a column has to be for what stands in it, in digits of the sheet's font.
std::size_t columnWidth(const Sheet& sheet, std::size_t column)
{
    constexpr std::size_t least = 6, most = 60;
    std::size_t width = displayWidth(sheet.headings[column]);
    for (const auto& row : sheet.rows) {
        if (const auto* text = std::get_if<std::string>(&row[column]))
            width = std::max(width, displayWidth(*text));
        else if (const auto* number = std::get_if<double>(&row[column]))
            width = std::max(width, std::min<std::size_t>(numberText(*number).size(), 12));
    }
    return std::clamp(width + 2, least, most);
}

/// What stands before the cells: headings that stay in sight, columns as wide as what they hold.
std::string viewOf(const Sheet& sheet, bool isFirst)
{
    std::string view = "<sheetViews><sheetView workbookViewId=\"0\"" +
                       std::string(isFirst ? " tabSelected=\"1\"" : "") +
                       "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                       "</sheetView></sheetViews>\n<cols>\n";
    for (std::size_t column = 0; column < sheet.headings.size(); ++column) {
        const std::string number = std::to_string(column + 1);
        view.append("<col min=\"").append(number).append("\" max=\"").append(number).append("\" width=\"");
        view.append(std::to_string(columnWidth(sheet, column))).append("\" customWidth=\"1\"/>\n");
    }
    return view + "</cols>";
}

/// Everything in a part of the workbook.
std::string readPart(const std::string& path)
{
    vsi_l_offset size = 0;
    GByte* bytes = nullptr;
    if (!VSIIngestFile(nullptr, path.c_str(), &bytes, &size, -1))
        return {};
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    VSIFree(bytes);
    return text;
}

/// The workbook once more, each sheet with its view: GDAL knows columns of one width alone.
bool copyWithViews(const std::string& from, const std::string& to, const std::vector<Sheet>& sheets)
{
    const std::string source = "/vsizip/" + from, target = "/vsizip/" + to;
    char** names = VSIReadDirRecursive(source.c_str());
    VSILFILE* archive = VSIFOpenL(target.c_str(), "wb");  // held open, so that parts are added to one archive
    bool isGood = names && archive;
    for (char** name = names; isGood && *name; ++name) {
        const std::string part = "/" + std::string(*name);
        if (part.ends_with("/"))
            continue;
        std::string text = readPart(source + part);
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const std::size_t begin = text.find("<cols>"), end = text.find("</cols>");
            if (part == "/xl/worksheets/sheet" + std::to_string(i + 1) + ".xml" && begin < end && end != text.npos)
                text.replace(begin, end + 7 - begin, viewOf(sheets[i], i == 0));
        }
        VSILFILE* out = VSIFOpenL((target + part).c_str(), "wb");
        isGood = out && VSIFWriteL(text.data(), 1, text.size(), out) == text.size();
        if (out)
            isGood = VSIFCloseL(out) == 0 && isGood;
    }
    if (archive)
        isGood = VSIFCloseL(archive) == 0 && isGood;
    CSLDestroy(names);
    return isGood;
}

}  // namespace

Result<std::string> makeXlsx(const std::vector<Sheet>& sheets)
{
    registerGdalDrivers();
    GdalErrors errors;
    const auto notWritten = [&] { return fail(ErrorKind::Internal, {"io.write_failed", {errors.text()}}); };
    const MemoryFile file;
    {
        GDALDriverH driver = GDALGetDriverByName("XLSX");
        const DatasetHandle dataset(driver ? GDALCreate(driver, file.path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)
                                           : nullptr);
        if (!dataset)
            return notWritten();
        for (const Sheet& sheet : sheets)
            if (!writeSheet(dataset.get(), sheet))
                return notWritten();
    }
    const MemoryFile viewed;
    if (!errors.text().empty() || !copyWithViews(file.path, viewed.path, sheets))
        return notWritten();
    vsi_l_offset size = 0;
    const GByte* bytes = VSIGetMemFileBuffer(viewed.path.c_str(), &size, FALSE);
    if (!bytes)
        return notWritten();
    return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace chiiki
