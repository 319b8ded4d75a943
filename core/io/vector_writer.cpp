#include "core/io/vector_writer.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/io/gdal_handles.h"

namespace chiiki {
namespace {

struct SrsCloser {
    void operator()(OGRSpatialReferenceH srs) const noexcept { OSRRelease(srs); }
};
using SrsHandle = std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, SrsCloser>;
struct GeometryCloser {
    void operator()(OGRGeometryH geometry) const noexcept { OGR_G_DestroyGeometry(geometry); }
};
using GeometryHandle = std::unique_ptr<std::remove_pointer_t<OGRGeometryH>, GeometryCloser>;

/// A file in memory that is gone when the object is: the whole file reaches the disk at once or not at all.
struct MemoryFile {
    std::string path;

    explicit MemoryFile(const std::string& ending)
    {
        static std::atomic<int> count{0};
        path = "/vsimem/chiiki_vector_" + std::to_string(++count) + ending;
    }
    ~MemoryFile() { VSIUnlink(path.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string bytes() const
    {
        vsi_l_offset size = 0;
        const GByte* start = VSIGetMemFileBuffer(path.c_str(), &size, FALSE);
        return start ? std::string(reinterpret_cast<const char*>(start), static_cast<std::size_t>(size))
                     : std::string();
    }
};

/// GDAL's options as it takes them.
class Options {
public:
    void set(const char* name, const std::string& value) { list_ = CSLSetNameValue(list_, name, value.c_str()); }
    char** list() const { return list_; }
    Options() = default;
    ~Options() { CSLDestroy(list_); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;

private:
    char** list_ = nullptr;
};

/// "2024-10-31", "2024-10" or "2024" as the moment GDAL writes; where nothing is known the first moment of Unix time,
/// since the format asks for one and a true date would say more than is known.
std::string momentOf(const std::string& asOf)
{
    std::string date = asOf.empty() ? "1970-01-01" : asOf;
    while (date.size() < 10)
        date += "-01";
    return date + "T00:00:00.000Z";
}

/// Sets one of GDAL's settings for this thread while it lives.
class Setting {
public:
    Setting(const char* name, const std::string& value)
        : name_(name)
    {
        CPLSetThreadLocalConfigOption(name_, value.c_str());
    }
    ~Setting() { CPLSetThreadLocalConfigOption(name_, nullptr); }
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

private:
    const char* name_;
};

OGRwkbGeometryType typeOf(DataLayer::Shape shape)
{
    switch (shape) {
    case DataLayer::Shape::None:
        return wkbNone;
    case DataLayer::Shape::Points:
        return wkbPoint;
    case DataLayer::Shape::Lines:
        return wkbMultiLineString;
    case DataLayer::Shape::Areas:
        return wkbMultiPolygon;
    case DataLayer::Shape::Mixed:
        break;
    }
    return wkbUnknown;
}

/// A geometry of `kind` through these points.
OGRGeometryH lineOf(OGRwkbGeometryType kind, const std::vector<Point>& points)
{
    OGRGeometryH line = OGR_G_CreateGeometry(kind);
    OGR_G_SetPointCount(line, static_cast<int>(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i)
        OGR_G_SetPoint_2D(line, static_cast<int>(i), points[i].x, points[i].y);
    return line;
}

/// nullptr where there is no place.
GeometryHandle geometryOf(const DataPlace& place)
{
    if (const auto* point = std::get_if<Point>(&place)) {
        GeometryHandle geometry(OGR_G_CreateGeometry(wkbPoint));
        OGR_G_SetPoint_2D(geometry.get(), 0, point->x, point->y);
        return geometry;
    }
    if (const auto* lines = std::get_if<MultiLineString>(&place); lines && !lines->empty()) {
        GeometryHandle geometry(OGR_G_CreateGeometry(wkbMultiLineString));
        for (const LineString& line : *lines)
            OGR_G_AddGeometryDirectly(geometry.get(), lineOf(wkbLineString, line));
        return geometry;
    }
    if (const auto* area = std::get_if<MultiPolygon>(&place); area && !area->empty()) {
        GeometryHandle geometry(OGR_G_CreateGeometry(wkbMultiPolygon));
        for (const Polygon& part : *area) {
            OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
            for (const Ring& ring : part.rings)
                OGR_G_AddGeometryDirectly(polygon, lineOf(wkbLinearRing, ring));
            OGR_G_AddGeometryDirectly(geometry.get(), polygon);
        }
        return geometry;
    }
    return nullptr;
}

bool addField(OGRLayerH layer, const char* name, OGRFieldType type, OGRFieldSubType subType = OFSTNone,
              const std::string& title = {})
{
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    OGR_Fld_SetSubType(field, subType);
    if (!title.empty())
        OGR_Fld_SetAlternativeName(field, title.c_str());
    const OGRErr error = OGR_L_CreateField(layer, field, FALSE);
    OGR_Fld_Destroy(field);
    return error == OGRERR_NONE;
}

bool addField(OGRLayerH layer, const DataField& field, Language language)
{
    const std::string& title = field.title.in(language);
    switch (field.type) {
    case DataField::Type::Text:
        break;
    case DataField::Type::Whole:
        return addField(layer, field.id.c_str(), OFTInteger64, OFSTNone, title);
    case DataField::Type::Number:
        return addField(layer, field.id.c_str(), OFTReal, OFSTNone, title);
    case DataField::Type::YesNo:
        return addField(layer, field.id.c_str(), OFTInteger, OFSTBoolean, title);
    }
    return addField(layer, field.id.c_str(), OFTString, OFSTNone, title);
}

void setCell(OGRFeatureH feature, int index, const DataCell& cell, DataField::Type type)
{
    if (const auto* text = std::get_if<std::string>(&cell))
        OGR_F_SetFieldString(feature, index, text->c_str());
    else if (const auto* number = std::get_if<double>(&cell); number && type == DataField::Type::Number)
        OGR_F_SetFieldDouble(feature, index, *number);
    else if (number)
        OGR_F_SetFieldInteger64(feature, index, static_cast<GIntBig>(*number));
}

bool writeLayer(GDALDatasetH dataset, OGRSpatialReferenceH srs, const DataLayer& data, Language language,
                const Options& options)
{
    const OGRwkbGeometryType type = typeOf(data.shape);
    OGRLayerH layer =
        GDALDatasetCreateLayer(dataset, data.name.c_str(), type == wkbNone ? nullptr : srs, type, options.list());
    if (!layer)
        return false;
    for (const DataField& field : data.fields)
        if (!addField(layer, field, language))
            return false;
    for (const DataRow& row : data.rows) {
        const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        for (std::size_t i = 0; i < data.fields.size(); ++i)
            setCell(feature.get(), static_cast<int>(i), row.cells[i], data.fields[i].type);
        if (GeometryHandle geometry = geometryOf(row.place))
            OGR_F_SetGeometryDirectly(feature.get(), geometry.release());
        if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE)
            return false;
    }
    return true;
}

std::string escaped(const std::string& text)
{
    const std::unique_ptr<char, GdalTextCloser> xml(CPLEscapeString(text.c_str(), -1, CPLES_XML));
    return xml.get();
}

/// What QGIS reads of a layer's fields when it opens the file. GDAL's own titles of fields stay out of a GeoPackage
/// before its version 3.7.
std::string qgisStyle(const DataLayer& layer, Language language)
{
    std::string style = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                        "<qgis version=\"3.22.0\" styleCategories=\"Fields\"><aliases>";
    int index = 0;
    for (const DataField& field : layer.fields)
        style += "<alias field=\"" + escaped(field.id) + "\" index=\"" + std::to_string(++index) + "\" name=\"" +
                 escaped(field.title.in(language)) + "\"/>";
    return style + "</aliases></qgis>";
}

/// The table `layer_styles`, as QGIS itself writes it.
bool writeStyles(GDALDatasetH dataset, const std::vector<DataLayer>& layers, const std::string& moment,
                 Language language)
{
    Options options;
    options.set("FID", "id");
    OGRLayerH table = GDALDatasetCreateLayer(dataset, "layer_styles", nullptr, wkbNone, options.list());
    if (!table)
        return false;
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                             "styleQML", "styleSLD", "description", "owner", "ui"})
        if (!addField(table, name, OFTString))
            return false;
    if (!addField(table, "useAsDefault", OFTInteger, OFSTBoolean) || !addField(table, "update_time", OFTDateTime))
        return false;
    for (const DataLayer& layer : layers) {
        const FeatureHandle row(OGR_F_Create(OGR_L_GetLayerDefn(table)));
        const auto set = [&](const char* name, const std::string& text) {
            OGR_F_SetFieldString(row.get(), OGR_F_GetFieldIndex(row.get(), name), text.c_str());
        };
        for (const char* name : {"f_table_catalog", "f_table_schema", "styleSLD", "description", "owner"})
            set(name, "");
        set("f_table_name", layer.name);
        set("f_geometry_column", layer.shape == DataLayer::Shape::None ? "" : "geom");
        set("styleName", layer.name);
        set("styleQML", qgisStyle(layer, language));
        set("useAsDefault", "1");
        set("update_time", moment);
        if (OGR_L_CreateFeature(table, row.get()) != OGRERR_NONE)
            return false;
    }
    return true;
}

SrsHandle storedCrs()
{
    SrsHandle srs(OSRNewSpatialReference(nullptr));
    OSRImportFromEPSG(srs.get(), storedEpsg);
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

template <typename Write>
Result<std::string> bytesBy(const char* driverName, const std::string& ending, Write write)
{
    registerGdalDrivers();
    GdalErrors errors;
    const MemoryFile file(ending);
    bool isWritten = false;
    {
        GDALDriverH driver = GDALGetDriverByName(driverName);
        const DatasetHandle dataset(driver ? GDALCreate(driver, file.path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)
                                           : nullptr);
        isWritten = dataset && write(dataset.get());
    }
    std::string bytes = file.bytes();
    if (!isWritten || bytes.empty() || !errors.text().empty())
        return fail(ErrorKind::Internal, {"io.write_failed", {errors.text()}});
    return bytes;
}

}  // namespace

Result<std::string> geoPackageBytes(const std::vector<DataLayer>& layers, const std::string& asOf, Language language)
{
    const std::string moment = momentOf(asOf);
    const Setting date("OGR_CURRENT_DATE", moment);
    return bytesBy("GPKG", ".gpkg", [&](GDALDatasetH dataset) {
        const SrsHandle srs = storedCrs();
        GDALDatasetStartTransaction(dataset, FALSE);
        std::set<std::string> identifiers;
        for (const DataLayer& layer : layers) {
            // The format wants every identifier once.
            const std::string& title = layer.title.in(language);
            Options options;
            options.set("IDENTIFIER", identifiers.insert(title).second ? title : title + " (" + layer.name + ")");
            if (!writeLayer(dataset, srs.get(), layer, language, options))
                return false;
        }
        return writeStyles(dataset, layers, moment, language) && GDALDatasetCommitTransaction(dataset) == OGRERR_NONE;
    });
}

Result<std::string> flatGeobufBytes(const DataLayer& layer, Language language)
{
    return bytesBy("FlatGeobuf", ".fgb", [&](GDALDatasetH dataset) {
        Options options;
        options.set("TEMPORARY_DIR", "/vsimem");
        return writeLayer(dataset, storedCrs().get(), layer, language, options);
    });
}

std::size_t rowsWithoutPlace(const DataLayer& layer)
{
    return static_cast<std::size_t>(std::count_if(layer.rows.begin(), layer.rows.end(), [](const DataRow& row) {
        return std::holds_alternative<std::monostate>(row.place);
    }));
}

}  // namespace chiiki
