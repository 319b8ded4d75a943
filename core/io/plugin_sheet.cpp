#include "core/io/plugin_sheet.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <cpl_conv.h>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/io/delimited.h"
#include "core/io/files.h"
#include "core/io/gdal_handles.h"
#include "core/io/layer_source.h"
#include "core/text/hash.h"
#include "core/text/names.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr std::size_t headerWithin = 10;

/// GDAL guesses the types of a workbook's columns and takes the first row for a header when it looks like one. Here
/// every row is wanted, and every cell as it stands.
class WorkbookAsTexts {
public:
    WorkbookAsTexts()
    {
        for (const auto& [name, value] : options)
            CPLSetThreadLocalConfigOption(name, value);
    }
    ~WorkbookAsTexts()
    {
        for (const auto& [name, value] : options)
            CPLSetThreadLocalConfigOption(name, nullptr);
    }
    WorkbookAsTexts(const WorkbookAsTexts&) = delete;
    WorkbookAsTexts& operator=(const WorkbookAsTexts&) = delete;

private:
    static constexpr std::pair<const char*, const char*> options[] = {{"OGR_XLSX_HEADERS", "DISABLE"},
                                                                      {"OGR_XLSX_FIELD_TYPES", "STRING"},
                                                                      {"OGR_ODS_HEADERS", "DISABLE"},
                                                                      {"OGR_ODS_FIELD_TYPES", "STRING"}};
};

bool isBlank(const std::vector<std::string>& cells)
{
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

Result<PluginSheet> readDelimited(const std::string& path, Diagnostics& diagnostics)
{
    auto file = readTable(path, diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    PluginSheet sheet;
    sheet.header = std::move(file->table.header);
    sheet.fileName = std::move(file->fileName);
    sheet.sha256 = std::move(file->sha256);
    sheet.encoding = code(file->encoding);
    for (DelimitedRow& row : file->table.rows)
        if (!isBlank(row.cells))
            sheet.rows.push_back({row.line, std::move(row.cells), {}, row.isRagged});
    return sheet;
}

std::string cellText(OGRFeatureH record, int field)
{
    if (!OGR_F_IsFieldSetAndNotNull(record, field))
        return {};
    const OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(record, field));
    return type == OFTReal ? shortestText(OGR_F_GetFieldAsDouble(record, field))
                           : OGR_F_GetFieldAsString(record, field);
}

/// The header of a workbook is one of its rows; what stands above it goes.
void takeHeader(PluginSheet& sheet, const std::function<int(const std::vector<std::string>&)>& countKnown)
{
    if (sheet.rows.empty())
        return;
    std::size_t best = 0;
    for (std::size_t i = 1; i < std::min(headerWithin, sheet.rows.size()); ++i)
        if (countKnown(sheet.rows[i].cells) > countKnown(sheet.rows[best].cells))
            best = i;
    sheet.header = sheet.rows[best].cells;
    sheet.rows.erase(sheet.rows.begin(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(best) + 1);
}

void transformPoints(OGRGeometryH geometry, const Transform& transform)
{
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
        transformPoints(OGR_G_GetGeometryRef(geometry, i), transform);
    const auto kind = wkbFlatten(OGR_G_GetGeometryType(geometry));
    if (kind != wkbPoint && kind != wkbLineString)
        return;
    for (int i = 0; i < OGR_G_GetPointCount(geometry); ++i) {
        const Point place = transform({OGR_G_GetX(geometry, i), OGR_G_GetY(geometry, i)});
        OGR_G_SetPoint_2D(geometry, i, place.x, place.y);
    }
}

Result<std::optional<Transform>> toStored(OGRLayerH layer, PluginSheet& sheet, const std::string& path)
{
    if (OGR_L_GetGeomType(layer) == wkbNone)
        return std::nullopt;
    const OGRSpatialReferenceH reference = OGR_L_GetSpatialRef(layer);
    if (!reference)
        return fail(ErrorKind::CrsMismatch, {"io.no_crs", {}}, path);
    char* raw = nullptr;
    OSRExportToWkt(reference, &raw);
    const GdalText wkt(raw);
    const std::string text = wkt ? wkt.get() : "";
    const auto epsg = epsgOfWkt(text);
    auto transform = epsg ? Transform::between(*epsg, storedEpsg) : Transform::fromWkt(text, storedEpsg);
    if (!transform)
        return fail(ErrorKind::CrsMismatch, {"io.crs_not_understood", {text.substr(0, 80)}}, path);
    sheet.crs = epsg ? "EPSG:" + std::to_string(*epsg) : std::string();
    sheet.hasPlaces = true;
    return std::optional(*std::move(transform));
}

Result<PluginSheet> readByGdal(const std::string& path, const std::string& wanted, bool isWorkbook,
                               const std::function<int(const std::vector<std::string>&)>& countKnown)
{
    registerGdalDrivers();
    const GdalErrors errors;
    const WorkbookAsTexts asTexts;
    const DatasetHandle dataset(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!dataset && errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.format_unknown", {}}, path);
    if (!dataset)
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);
    std::vector<std::string> names;
    OGRLayerH layer = nullptr;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
        const OGRLayerH candidate = GDALDatasetGetLayer(dataset.get(), i);
        names.emplace_back(OGR_L_GetName(candidate));
        if (!layer && (wanted.empty() || names.back() == wanted))
            layer = candidate;
    }
    if (names.empty())
        return fail(ErrorKind::BadFormat, {"io.no_layers", {}}, path);
    if (!layer)
        return fail(ErrorKind::NotFound, {"io.no_layer", {wanted, listed(names)}}, path);

    PluginSheet sheet;
    sheet.fileName = fileNameOf(path);
    sheet.hasAddresses = isWorkbook;
    const auto hash = sha256OfFile(path);
    if (!hash)
        return tl::unexpected(hash.error());
    sheet.sha256 = *hash;
    const auto transform = toStored(layer, sheet, path);
    if (!transform)
        return tl::unexpected(transform.error());
    const OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int columns = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < columns; ++i)
        sheet.header.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    OGR_L_ResetReading(layer);
    while (const FeatureHandle record{OGR_L_GetNextFeature(layer)}) {
        PluginSheetRow row;
        row.number = OGR_F_GetFID(record.get());
        for (int i = 0; i < columns; ++i)
            row.cells.push_back(cellText(record.get(), i));
        const OGRGeometryH geometry = *transform ? OGR_F_GetGeometryRef(record.get()) : nullptr;
        if (geometry && !OGR_G_IsEmpty(geometry)) {
            OGR_G_FlattenTo2D(geometry);
            transformPoints(geometry, **transform);
            char* raw = nullptr;
            OGR_G_ExportToWkt(geometry, &raw);
            const GdalText wkt(raw);
            row.place = wkt ? wkt.get() : "";
        }
        if (!isBlank(row.cells) || !row.place.empty())
            sheet.rows.push_back(std::move(row));
    }
    if (!errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);
    if (isWorkbook)
        takeHeader(sheet, countKnown);
    return sheet;
}

}  // namespace

Result<PluginSheet> readPluginSheet(const std::string& path, const std::string& sheet,
                                    const std::function<int(const std::vector<std::string>&)>& countKnown,
                                    Diagnostics& diagnostics)
{
    std::error_code status;
    if (!std::filesystem::exists(path, status))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
    if (std::filesystem::is_directory(path, status))
        return fail(ErrorKind::NotFound, {"io.is_folder", {}}, path);
    const std::string extension = normalisedName(std::filesystem::path(path).extension().string());
    const bool isWorkbook = extension == ".xlsx" || extension == ".ods";
    if (!isWorkbook && extension != ".gpkg")
        return readDelimited(path, diagnostics);
    if (std::filesystem::file_size(path, status) == 0)
        return fail(ErrorKind::BadFormat, {"io.file_empty", {}}, path);
    return readByGdal(path, sheet, isWorkbook, countKnown);
}

std::string cellAddress(std::size_t column, std::int64_t row)
{
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(row);
}

}  // namespace chiiki
