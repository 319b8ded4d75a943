#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_minixml.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "core/base/late_library.h"

/// GDAL's functions as this project calls them, under their own names: within chiiki these names are found before
/// GDAL's. A program that opens a workspace and draws it calls none of them, and is spared the loading of GDAL and the
/// hundred libraries behind it, a good half of what its start would take. The linker names what is missing here.
namespace chiiki {

extern LateLibrary gdalLibrary;

// Some carry the wish that their result be used; the type has no place for it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-attributes"

// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared cannot stand in any
#define CHIIKI_OF_GDAL(name)                                                                                           \
    inline constinit LateFunction<decltype(::name)> name                                                               \
    {                                                                                                                  \
        gdalLibrary, #name                                                                                             \
    }
// NOLINTEND(bugprone-macro-parentheses)

CHIIKI_OF_GDAL(CPLDestroyXMLNode);
CHIIKI_OF_GDAL(CPLEscapeString);
CHIIKI_OF_GDAL(CPLGetErrorHandlerUserData);
CHIIKI_OF_GDAL(CPLGetLastErrorMsg);
CHIIKI_OF_GDAL(CPLParseXMLString);
CHIIKI_OF_GDAL(CPLPopErrorHandler);
CHIIKI_OF_GDAL(CPLPushErrorHandlerEx);
CHIIKI_OF_GDAL(CPLSetThreadLocalConfigOption);
CHIIKI_OF_GDAL(CSLDestroy);
CHIIKI_OF_GDAL(CSLSetNameValue);
CHIIKI_OF_GDAL(GDALAllRegister);
CHIIKI_OF_GDAL(GDALClose);
CHIIKI_OF_GDAL(GDALCreate);
CHIIKI_OF_GDAL(GDALDatasetCommitTransaction);
CHIIKI_OF_GDAL(GDALDatasetCreateLayer);
CHIIKI_OF_GDAL(GDALDatasetGetLayer);
CHIIKI_OF_GDAL(GDALDatasetGetLayerByName);
CHIIKI_OF_GDAL(GDALDatasetGetLayerCount);
CHIIKI_OF_GDAL(GDALDatasetStartTransaction);
CHIIKI_OF_GDAL(GDALGetDatasetDriver);
CHIIKI_OF_GDAL(GDALGetDriverByName);
CHIIKI_OF_GDAL(GDALGetDriverShortName);
CHIIKI_OF_GDAL(GDALGetMetadataItem);
CHIIKI_OF_GDAL(GDALOpenEx);
CHIIKI_OF_GDAL(OGR_FD_GetFieldCount);
CHIIKI_OF_GDAL(OGR_FD_GetFieldDefn);
CHIIKI_OF_GDAL(OGR_F_Create);
CHIIKI_OF_GDAL(OGR_F_Destroy);
CHIIKI_OF_GDAL(OGR_F_GetFID);
CHIIKI_OF_GDAL(OGR_F_GetFieldAsDouble);
CHIIKI_OF_GDAL(OGR_F_GetFieldAsString);
CHIIKI_OF_GDAL(OGR_F_GetFieldDefnRef);
CHIIKI_OF_GDAL(OGR_F_GetFieldIndex);
CHIIKI_OF_GDAL(OGR_F_GetGeometryRef);
CHIIKI_OF_GDAL(OGR_F_IsFieldSetAndNotNull);
CHIIKI_OF_GDAL(OGR_F_SetFieldDouble);
CHIIKI_OF_GDAL(OGR_F_SetFieldInteger);
CHIIKI_OF_GDAL(OGR_F_SetFieldInteger64);
CHIIKI_OF_GDAL(OGR_F_SetFieldString);
CHIIKI_OF_GDAL(OGR_F_SetGeometryDirectly);
CHIIKI_OF_GDAL(OGR_Fld_Create);
CHIIKI_OF_GDAL(OGR_Fld_Destroy);
CHIIKI_OF_GDAL(OGR_Fld_GetNameRef);
CHIIKI_OF_GDAL(OGR_Fld_GetType);
CHIIKI_OF_GDAL(OGR_Fld_SetAlternativeName);
CHIIKI_OF_GDAL(OGR_Fld_SetSubType);
CHIIKI_OF_GDAL(OGR_GT_Flatten);
CHIIKI_OF_GDAL(OGR_G_AddGeometryDirectly);
CHIIKI_OF_GDAL(OGR_G_AddPoint_2D);
CHIIKI_OF_GDAL(OGR_G_CreateFromWkt);
CHIIKI_OF_GDAL(OGR_G_CreateGeometry);
CHIIKI_OF_GDAL(OGR_G_DestroyGeometry);
CHIIKI_OF_GDAL(OGR_G_ExportToWkt);
CHIIKI_OF_GDAL(OGR_G_FlattenTo2D);
CHIIKI_OF_GDAL(OGR_G_GetEnvelope);
CHIIKI_OF_GDAL(OGR_G_GetGeometryCount);
CHIIKI_OF_GDAL(OGR_G_GetGeometryRef);
CHIIKI_OF_GDAL(OGR_G_GetGeometryType);
CHIIKI_OF_GDAL(OGR_G_GetLinearGeometry);
CHIIKI_OF_GDAL(OGR_G_GetPointCount);
CHIIKI_OF_GDAL(OGR_G_GetPoints);
CHIIKI_OF_GDAL(OGR_G_GetX);
CHIIKI_OF_GDAL(OGR_G_GetY);
CHIIKI_OF_GDAL(OGR_G_HasCurveGeometry);
CHIIKI_OF_GDAL(OGR_G_IsEmpty);
CHIIKI_OF_GDAL(OGR_G_SetPointCount);
CHIIKI_OF_GDAL(OGR_G_SetPoint_2D);
CHIIKI_OF_GDAL(OGR_L_CreateFeature);
CHIIKI_OF_GDAL(OGR_L_CreateField);
CHIIKI_OF_GDAL(OGR_L_GetArrowStream);
CHIIKI_OF_GDAL(OGR_L_GetFeatureCount);
CHIIKI_OF_GDAL(OGR_L_GetGeomType);
CHIIKI_OF_GDAL(OGR_L_GetLayerDefn);
CHIIKI_OF_GDAL(OGR_L_GetName);
CHIIKI_OF_GDAL(OGR_L_GetNextFeature);
CHIIKI_OF_GDAL(OGR_L_GetSpatialRef);
CHIIKI_OF_GDAL(OGR_L_ResetReading);
CHIIKI_OF_GDAL(OGR_L_SetIgnoredFields);
CHIIKI_OF_GDAL(OSRAutoIdentifyEPSG);
CHIIKI_OF_GDAL(OSRDestroySpatialReference);
CHIIKI_OF_GDAL(OSRExportToWkt);
CHIIKI_OF_GDAL(OSRFindMatches);
CHIIKI_OF_GDAL(OSRFreeSRSArray);
CHIIKI_OF_GDAL(OSRGetAngularUnits);
CHIIKI_OF_GDAL(OSRGetAttrValue);
CHIIKI_OF_GDAL(OSRGetAuthorityCode);
CHIIKI_OF_GDAL(OSRGetAuthorityName);
CHIIKI_OF_GDAL(OSRGetInvFlattening);
CHIIKI_OF_GDAL(OSRGetLinearUnits);
CHIIKI_OF_GDAL(OSRGetName);
CHIIKI_OF_GDAL(OSRGetNormProjParm);
CHIIKI_OF_GDAL(OSRGetPrimeMeridian);
CHIIKI_OF_GDAL(OSRGetSemiMajor);
CHIIKI_OF_GDAL(OSRImportFromEPSG);
CHIIKI_OF_GDAL(OSRImportFromWkt);
CHIIKI_OF_GDAL(OSRIsGeographic);
CHIIKI_OF_GDAL(OSRIsProjected);
CHIIKI_OF_GDAL(OSRNewSpatialReference);
CHIIKI_OF_GDAL(OSRRelease);
CHIIKI_OF_GDAL(OSRSetAxisMappingStrategy);
CHIIKI_OF_GDAL(VSIFCloseL);
CHIIKI_OF_GDAL(VSIFOpenL);
CHIIKI_OF_GDAL(VSIFWriteL);
CHIIKI_OF_GDAL(VSIFileFromMemBuffer);
CHIIKI_OF_GDAL(VSIFree);
CHIIKI_OF_GDAL(VSIGetMemFileBuffer);
CHIIKI_OF_GDAL(VSIIngestFile);
CHIIKI_OF_GDAL(VSIReadDirRecursive);
CHIIKI_OF_GDAL(VSIUnlink);

#undef CHIIKI_OF_GDAL
#pragma GCC diagnostic pop

}  // namespace chiiki
