#include "core/io/layer_source.h"

#include <algorithm>
#include <filesystem>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/io/jpgis.h"
#include "core/io/shapefile_check.h"
#include "core/text/encoding.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

std::string fieldName(OGRFeatureDefnH definition, int index)
{
    const std::string name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, index));
    // GDAL hands the header of a CP932 CSV through as it is.
    const auto decoded = decodeText(name, {});
    return decoded ? decoded->text : name;
}

struct OpenedDataset {
    DatasetHandle dataset;
    std::string encoding;  // where this program had to settle it
};

Result<OpenedDataset> openDataset(const std::string& path)
{
    std::error_code status;
    const bool isVirtual = path.rfind("/vsi", 0) == 0;  // a file within an archive: GDAL alone knows whether it exists
    if (!isVirtual && !std::filesystem::exists(path, status))
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, path);
    if (std::filesystem::is_regular_file(path, status) && std::filesystem::file_size(path, status) == 0)
        return fail(ErrorKind::BadFormat, {"io.file_empty", {}}, path);
    std::string encoding;
    const std::string extension = normalisedName(std::filesystem::path(path).extension().string());
    const bool isGml = extension == ".gml";
    if (extension == ".shp" && !isVirtual) {
        auto facts = checkShapefile(path);
        if (!facts)
            return tl::unexpected(facts.error());
        encoding = std::move(facts->encoding);
    }
    if ((isGml || extension == ".xml") && !isVirtual && isJpgis(path)) {
        auto dataset = openJpgis(path);
        if (!dataset)
            return tl::unexpected(dataset.error());
        return OpenedDataset{*std::move(dataset), "UTF-8"};
    }
    registerGdalDrivers();
    const GdalErrors errors;
    // Reading leaves nothing beside the file: of GML that GDAL has not seen, it would write down what it found.
    const std::string option = isGml ? "WRITE_GFS=NO" : "ENCODING=" + encoding;
    const char* options[] = {isGml || !encoding.empty() ? option.c_str() : nullptr, nullptr};
    DatasetHandle dataset(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options, nullptr));
    if (!dataset && errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.format_unknown", {}}, path);
    if (!dataset)
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);
    return OpenedDataset{std::move(dataset), std::move(encoding)};
}

LayerCrs crsOf(GDALDatasetH dataset, OGRLayerH layer)
{
    const GdalErrors errors;
    const OGRSpatialReferenceH reference = OGR_L_GetSpatialRef(layer);
    if (!reference) {
        // TopoJSON, like GeoJSON, is longitude and latitude by its specification; GDAL 3.6 does not say so.
        const std::string_view format = GDALGetDriverShortName(GDALGetDatasetDriver(dataset));
        return format == "TopoJSON" ? LayerCrs{wktOfEpsg(4326), 4326, {}} : LayerCrs{{}, {}, errors.text()};
    }
    char* raw = nullptr;
    OSRExportToWkt(reference, &raw);
    const GdalText wkt(raw);
    if (!wkt)
        return {{}, {}, errors.text()};
    return {wkt.get(), epsgOfWkt(wkt.get()), {}};
}

}  // namespace

std::string listed(const std::vector<std::string>& items)
{
    std::string all;
    for (const std::string& item : items)
        all += (all.empty() ? "" : ", ") + item;
    return all;
}

Result<LayerSource> LayerSource::open(const std::string& path, const std::string& layerName)
{
    return open(path, layerName, false);
}

Result<LayerSource> LayerSource::openFirst(const std::string& path, const std::string& layerName)
{
    return open(path, layerName, true);
}

Result<LayerSource> LayerSource::open(const std::string& path, const std::string& layerName, bool takesFirst)
{
    auto opened = openDataset(path);
    if (!opened)
        return tl::unexpected(opened.error());
    LayerSource source;
    source.path_ = path;
    source.dataset_ = std::move(opened->dataset);
    const GdalErrors errors;
    std::vector<std::string> names;
    for (int i = 0; i < GDALDatasetGetLayerCount(source.dataset_.get()); ++i)
        names.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(source.dataset_.get(), i)));
    if (names.empty())
        return fail(ErrorKind::BadFormat, {"io.no_layers", {}}, path);
    if (layerName.empty() && names.size() > 1 && !takesFirst)
        return fail(ErrorKind::BadRequest, {"io.several_layers", {listed(names)}}, path);
    const auto found = layerName.empty() ? names.begin() : std::find(names.begin(), names.end(), layerName);
    if (found == names.end())
        return fail(ErrorKind::NotFound, {"io.no_layer", {layerName, listed(names)}}, path);
    source.layer_ = GDALDatasetGetLayer(source.dataset_.get(), static_cast<int>(found - names.begin()));
    source.crs_ = crsOf(source.dataset_.get(), source.layer_);
    const char* declared = GDALGetMetadataItem(source.layer_, "SOURCE_ENCODING", "SHAPEFILE");
    source.encoding_ = !opened->encoding.empty() ? std::move(opened->encoding) : declared ? declared : "";
    const OGRFeatureDefnH definition = OGR_L_GetLayerDefn(source.layer_);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
        source.fields_.push_back(fieldName(definition, i));
    return source;
}

bool LayerSource::hasGeometry() const
{
    return OGR_L_GetGeomType(layer_) != wkbNone;
}

std::optional<int> LayerSource::field(std::string_view name) const
{
    const auto found = std::find(fields_.begin(), fields_.end(), name);
    return found == fields_.end() ? std::nullopt : std::optional(static_cast<int>(found - fields_.begin()));
}

Result<int> LayerSource::requiredField(const std::string& name) const
{
    if (const auto index = field(name))
        return *index;
    return fail(ErrorKind::NotFound, {"geo.no_field", {name, listed(fields_)}}, path_);
}

void LayerSource::readOnly(const std::vector<int>& fields, bool withGeometry)
{
    const GdalErrors errors;
    const OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer_);
    std::vector<const char*> ignored;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
        if (std::find(fields.begin(), fields.end(), i) == fields.end())
            ignored.push_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    if (!withGeometry)
        ignored.push_back("OGR_GEOMETRY");
    ignored.push_back(nullptr);
    OGR_L_SetIgnoredFields(layer_, ignored.data());  // a format that cannot leave fields out reads them all
}

}  // namespace chiiki
