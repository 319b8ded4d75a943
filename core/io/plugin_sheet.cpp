#include "core/io/plugin_sheet.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/geo/geometry.h"
#include "core/geo/transform.h"
#include "core/io/delimited.h"
#include "core/io/files.h"
#include "core/io/gdal_handles.h"
#include "core/io/layer_source.h"
#include "core/io/ogr_area.h"
#include "core/io/wkt.h"
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

bool isFinite(const MultiPolygon& area)
{
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            for (const Point& point : ring)
                if (!std::isfinite(point.x) || !std::isfinite(point.y))
                    return false;
    return true;
}

Result<std::optional<Transform>> toStored(const LayerSource& source, std::optional<int> assumeEpsg, PluginSheet& sheet)
{
    if (!source.hasGeometry())
        return std::nullopt;
    const LayerCrs& crs = source.crs();
    if (!crs.fault.empty() && !assumeEpsg)
        return fail(ErrorKind::CrsMismatch, {"io.crs_not_understood", {crs.fault}}, source.path());
    if (!crs.isGiven() && !assumeEpsg)
        return fail(ErrorKind::CrsMismatch, {"io.no_crs", {}}, source.path());
    const std::optional<int> epsg = crs.isGiven() ? crs.epsg : assumeEpsg;
    auto transform = epsg ? Transform::between(*epsg, storedEpsg) : Transform::fromWkt(crs.wkt, storedEpsg);
    if (!transform) {
        const std::string given = crs.isGiven() ? crs.wkt.substr(0, 80) : "EPSG:" + std::to_string(*epsg);
        return fail(ErrorKind::CrsMismatch, {"io.crs_not_understood", {given}}, source.path());
    }
    sheet.crs = epsg ? "EPSG:" + std::to_string(*epsg) : std::string();
    sheet.hasPlaces = true;
    return std::optional(*std::move(transform));
}

/// An area fit for use as text; empty, with a diagnostic, where none can be made of it.
std::string mendedText(const MultiPolygon& area, const std::string& path, std::int64_t row, Diagnostics& diagnostics)
{
    if (!isFinite(area)) {
        diagnostics.push_back({path, row, {}, {"io.geometry_not_finite", {}}});
        return {};
    }
    const auto why = whyInvalid(area);
    if (!why)
        return areaText(area);
    const auto repaired = madeValid(area);
    if (!repaired || repaired->empty()) {
        diagnostics.push_back({path, row, {}, {"rows.area_not_repaired", {*why}}});
        return {};
    }
    diagnostics.push_back({path, row, {}, {"geo.area_repaired", {*why}}});
    return areaText(*repaired);
}

/// Points and lines as WKT.
std::string placeText(OGRGeometryH geometry, const Transform& transform)
{
    OGR_G_FlattenTo2D(geometry);
    transformPoints(geometry, transform);
    char* raw = nullptr;
    OGR_G_ExportToWkt(geometry, &raw);
    const GdalText wkt(raw);
    return wkt ? wkt.get() : "";
}

std::vector<std::string> cellsOf(OGRFeatureH record, std::size_t columns)
{
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < columns; ++i)
        cells.push_back(cellText(record, static_cast<int>(i)));
    return cells;
}

Result<PluginSheet> readLayer(const std::string& path, const SheetChoice& choice, bool isGeoPackage,
                              Diagnostics& diagnostics)
{
    const auto source =
        isGeoPackage ? LayerSource::openFirst(path, choice.sheet) : LayerSource::open(path, choice.sheet);
    if (!source)
        return tl::unexpected(source.error());
    PluginSheet sheet;
    sheet.fileName = fileNameOf(path);
    sheet.hasAddresses = false;
    sheet.header = source->fields();
    sheet.encoding = source->encoding();
    const auto hash = sha256OfFile(path);
    if (!hash)
        return tl::unexpected(hash.error());
    sheet.sha256 = *hash;
    const auto transform = toStored(*source, choice.assumeEpsg, sheet);
    if (!transform)
        return tl::unexpected(transform.error());
    const GdalErrors errors;
    OGR_L_ResetReading(source->layer());
    std::int64_t count = 0;
    while (const FeatureHandle record{OGR_L_GetNextFeature(source->layer())}) {
        ++count;
        PluginSheetRow row;
        row.number = isGeoPackage ? OGR_F_GetFID(record.get()) : count;
        const OGRGeometryH geometry = *transform ? OGR_F_GetGeometryRef(record.get()) : nullptr;
        if (geometry && !OGR_G_IsEmpty(geometry)) {
            MultiPolygon area = (**transform)(polygonsOf(geometry));
            if (area.empty()) {
                row.place = placeText(geometry, **transform);
            } else if (!choice.within.isEmpty() && isFinite(area) && !extentOf(area).intersects(choice.within)) {
                ++sheet.outside;
                continue;
            } else {
                row.place = mendedText(area, path, row.number, diagnostics);
            }
        }
        row.cells = cellsOf(record.get(), sheet.header.size());
        if (!isBlank(row.cells) || !row.place.empty())
            sheet.rows.push_back(std::move(row));
    }
    if (!errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);
    return sheet;
}

Result<PluginSheet> readWorkbook(const std::string& path, const std::string& wanted,
                                 const std::function<int(const std::vector<std::string>&)>& countKnown)
{
    const WorkbookAsTexts asTexts;
    const auto source = LayerSource::openFirst(path, wanted);
    if (!source)
        return tl::unexpected(source.error());
    PluginSheet sheet;
    sheet.fileName = fileNameOf(path);
    const auto hash = sha256OfFile(path);
    if (!hash)
        return tl::unexpected(hash.error());
    sheet.sha256 = *hash;
    const GdalErrors errors;
    OGR_L_ResetReading(source->layer());
    while (const FeatureHandle record{OGR_L_GetNextFeature(source->layer())}) {
        PluginSheetRow row;
        row.number = OGR_F_GetFID(record.get());
        row.cells = cellsOf(record.get(), source->fields().size());
        if (!isBlank(row.cells))
            sheet.rows.push_back(std::move(row));
    }
    if (!errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);
    takeHeader(sheet, countKnown);
    return sheet;
}

}  // namespace

Result<PluginSheet> readPluginSheet(const std::string& path, const SheetChoice& choice,
                                    const std::function<int(const std::vector<std::string>&)>& countKnown,
                                    Diagnostics& diagnostics)
{
    std::error_code status;
    if (!std::filesystem::exists(path, status))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
    const std::string extension = normalisedName(std::filesystem::path(path).extension().string());
    if (std::filesystem::is_directory(path, status))
        return fail(ErrorKind::NotFound, {"io.is_folder", {}}, path);
    if (extension.empty() || extension == ".csv" || extension == ".tsv" || extension == ".txt")
        return readDelimited(path, diagnostics);
    if (extension == ".xlsx" || extension == ".ods")
        return readWorkbook(path, choice.sheet, countKnown);
    return readLayer(path, choice, extension == ".gpkg", diagnostics);
}

std::string cellAddress(std::size_t column, std::int64_t row)
{
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(row);
}

}  // namespace chiiki
