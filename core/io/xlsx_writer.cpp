#include "core/io/xlsx_writer.h"

#include <atomic>
#include <cassert>
#include <charconv>

#include <cpl_vsi.h>

#include "core/geo/gdal_errors.h"
#include "core/io/gdal_handles.h"

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
    vsi_l_offset size = 0;
    const GByte* bytes = VSIGetMemFileBuffer(file.path.c_str(), &size, FALSE);
    if (!bytes || !errors.text().empty())
        return notWritten();
    return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace chiiki
