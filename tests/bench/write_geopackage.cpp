#include "tests/bench/write_geopackage.h"

#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <system_error>

#include "core/base/owned.h"
#include "core/geo/gdal_on_demand.h"

namespace chiiki::bench {
namespace {

using DatasetHandle = Owned<GDALDatasetH, GDALClose>;
using FeatureHandle = Owned<OGRFeatureH, OGR_F_Destroy>;
using SpatialReferenceHandle = Owned<OGRSpatialReferenceH, OSRRelease>;

/// One new layer, written under another name and renamed when it is whole.
class GeoPackage {
public:
    GeoPackage(std::string path, const char* layerName, OGRwkbGeometryType type, bool hasSpatialIndex)
        : path_(std::move(path))
        , partPath_(path_ + ".part.gpkg")
    {
        GDALAllRegister();
        std::error_code ignored;
        std::filesystem::remove(partPath_, ignored);
        GDALDriverH driver = GDALGetDriverByName("GPKG");
        if (!driver)
            return;
        dataset_.reset(GDALCreate(driver, partPath_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!dataset_)
            return;
        const SpatialReferenceHandle crs(OSRNewSpatialReference(nullptr));
        OSRImportFromEPSG(crs.get(), planeEpsg);
        const char* const options[] = {"GEOMETRY_NAME=geom", hasSpatialIndex ? "SPATIAL_INDEX=YES" : "SPATIAL_INDEX=NO",
                                       nullptr};
        layer_ = GDALDatasetCreateLayer(dataset_.get(), layerName, crs.get(), type, const_cast<char**>(options));
        isGood_ = layer_ && GDALDatasetStartTransaction(dataset_.get(), 0) == OGRERR_NONE;
    }

    void addField(const char* name, OGRFieldType type)
    {
        if (!isGood_)
            return;
        OGRFieldDefnH field = OGR_Fld_Create(name, type);
        isGood_ = OGR_L_CreateField(layer_, field, 1) == OGRERR_NONE;
        OGR_Fld_Destroy(field);
    }

    /// `geometry` becomes the feature's own.
    void add(OGRGeometryH geometry, const std::function<void(OGRFeatureH)>& setFields = {})
    {
        if (!isGood_) {
            OGR_G_DestroyGeometry(geometry);
            return;
        }
        const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer_)));
        OGR_F_SetGeometryDirectly(feature.get(), geometry);
        if (setFields)
            setFields(feature.get());
        isGood_ = OGR_L_CreateFeature(layer_, feature.get()) == OGRERR_NONE;
    }

    bool finish()
    {
        isGood_ = isGood_ && GDALDatasetCommitTransaction(dataset_.get()) == OGRERR_NONE;
        dataset_.reset();
        std::error_code error;
        if (isGood_)
            std::filesystem::rename(partPath_, path_, error);
        if (!isGood_ || error) {
            std::cerr << "cannot write " << path_ << ": " << (error ? error.message() : CPLGetLastErrorMsg()) << "\n";
            std::filesystem::remove(partPath_, error);
            return false;
        }
        return true;
    }

private:
    std::string path_;
    std::string partPath_;
    DatasetHandle dataset_;
    OGRLayerH layer_ = nullptr;
    bool isGood_ = false;
};

OGRGeometryH pointGeometry(Point place)
{
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, place.x, place.y);
    return point;
}

OGRGeometryH lineGeometry(const std::vector<Point>& vertices, OGRwkbGeometryType type)
{
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    OGR_G_SetPointCount(line, static_cast<int>(vertices.size()));
    for (std::size_t i = 0; i < vertices.size(); ++i)
        OGR_G_SetPoint_2D(line, static_cast<int>(i), vertices[i].x, vertices[i].y);
    return line;
}

}  // namespace

bool writeDistricts(const std::string& path, const std::vector<MadeDistrict>& districts)
{
    GeoPackage file(path, "district", wkbPolygon, true);
    file.addField("code", OFTString);
    for (const MadeDistrict& district : districts) {
        OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
        for (const Ring& ring : district.outline.front().rings)
            OGR_G_AddGeometryDirectly(polygon, lineGeometry(ring, wkbLinearRing));
        file.add(polygon, [&](OGRFeatureH feature) { OGR_F_SetFieldString(feature, 0, district.code.c_str()); });
    }
    return file.finish();
}

bool writePoints(const std::string& path, std::size_t count, bool hasSpatialIndex)
{
    GeoPackage file(path, "point", wkbPoint, hasSpatialIndex);
    file.addField("weight", OFTInteger);
    PointSource source;
    for (std::size_t i = 0; i < count; ++i) {
        const WeightedPoint point = source.next();
        file.add(pointGeometry(point.place),
                 [&](OGRFeatureH feature) { OGR_F_SetFieldInteger(feature, 0, point.weight); });
    }
    return file.finish();
}

bool writeFacilities(const std::string& path, const std::vector<Point>& places)
{
    GeoPackage file(path, "facility", wkbPoint, true);
    for (const Point place : places)
        file.add(pointGeometry(place));
    return file.finish();
}

bool writeRoads(const std::string& path, const std::vector<LineString>& roads)
{
    GeoPackage file(path, "road", wkbLineString, true);
    for (const LineString& road : roads)
        file.add(lineGeometry(road, wkbLineString));
    return file.finish();
}

}  // namespace chiiki::bench
