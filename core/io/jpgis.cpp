#include "core/io/jpgis.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/owned.h"
#include "core/geo/gdal_errors.h"
#include "core/geo/gdal_on_demand.h"
#include "core/io/files.h"
#include "core/io/numbers.h"
#include "core/model/geometry.h"
#include "core/text/encoding.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

using XmlHandle = Owned<CPLXMLNode*, CPLDestroyXMLNode>;
using SrsHandle = Owned<OGRSpatialReferenceH, OSRDestroySpatialReference>;

constexpr std::string_view schema = "nlftp.mlit.go.jp/ksj";
constexpr int deepest = 30;  // of elements within one another; a feature needs ten

/// What an element is called in the attribute table of the shapefile of the same data.
struct KnownElement {
    std::string_view feature;
    std::string_view element;
    const char* field;
};
constexpr std::array knownElements = {
    KnownElement{"AdministrativeBoundary", "prefectureName", "N03_001"},
    KnownElement{"AdministrativeBoundary", "subPrefectureName", "N03_002"},
    KnownElement{"AdministrativeBoundary", "countyName", "N03_003"},
    KnownElement{"AdministrativeBoundary", "cityName", "N03_004"},
    KnownElement{"AdministrativeBoundary", "administrativeAreaCode", "N03_007"},
    KnownElement{"MedicalInstitution", "medicalInstitutionName", "P04_002"},
    KnownElement{"MedicalInstitution", "address", "P04_003"},
};

bool isElement(const CPLXMLNode* node)
{
    return node->eType == CXT_Element;
}

/// The name without its prefix: "Point" of "gml:Point".
std::string_view localName(const CPLXMLNode* node)
{
    const std::string_view name = node->pszValue;
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool hasPrefix(const CPLXMLNode* node, std::string_view prefix)
{
    return std::string_view(node->pszValue).starts_with(prefix);
}

std::string_view attribute(const CPLXMLNode* node, std::string_view name)
{
    for (const CPLXMLNode* child = node->psChild; child; child = child->psNext)
        if (child->eType == CXT_Attribute && localName(child) == name && child->psChild)
            return child->psChild->pszValue;
    return {};
}

const CPLXMLNode* childOf(const CPLXMLNode* node, std::string_view name)
{
    for (const CPLXMLNode* child = node ? node->psChild : nullptr; child; child = child->psNext)
        if (isElement(child) && localName(child) == name)
            return child;
    return nullptr;
}

/// The first text within an element; a moment's date lies two elements deeper.
std::string textIn(const CPLXMLNode* node, int depth = 0)
{
    for (const CPLXMLNode* child = node->psChild; child; child = child->psNext) {
        if (child->eType == CXT_Text)
            return trimmed(child->pszValue);
        if (isElement(child) && depth < deepest)
            if (std::string text = textIn(child, depth + 1); !text.empty())
                return text;
    }
    return {};
}

/// "34.17 131.47 34.18 131.48": latitude first.
LineString positionsIn(const std::string& text)
{
    std::vector<double> numbers;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t start = text.find_first_not_of(" \t\r\n,", at);
        if (start == std::string::npos)
            break;
        const std::size_t end = std::min(text.find_first_of(" \t\r\n,", start), text.size());
        const auto number = parseNumber(text.substr(start, end - start));
        if (!number)
            return {};
        numbers.push_back(*number);
        at = end;
    }
    LineString points;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        points.push_back({numbers[i + 1], numbers[i]});
    return points;
}

/// Puts a curve behind a ring's end; it may lie the other way round.
void append(LineString& ring, LineString curve)
{
    if (!ring.empty() && !curve.empty() && ring.back() != curve.front() && ring.back() == curve.back())
        std::reverse(curve.begin(), curve.end());
    const bool touches = !ring.empty() && !curve.empty() && ring.back() == curve.front();
    ring.insert(ring.end(), curve.begin() + (touches ? 1 : 0), curve.end());
}

struct Shape {
    std::optional<Point> point;
    MultiLineString lines;
    MultiPolygon area;
};

class Geometries {
public:
    explicit Geometries(const CPLXMLNode* root)
    {
        for (const CPLXMLNode* node = root->psChild; node; node = node->psNext)
            if (isElement(node) && hasPrefix(node, "gml:"))
                if (const std::string_view id = attribute(node, "id"); !id.empty())
                    byId_.emplace(id, node);
    }

    /// Adds what an element of a feature refers to or holds; false where it is no geometry.
    bool add(const CPLXMLNode* element, Shape& shape) const
    {
        const std::string_view href = attribute(element, "href");
        if (!href.empty()) {
            const auto found = byId_.find(href.substr(href.find('#') + 1));
            return found != byId_.end() && addGeometry(found->second, shape);
        }
        for (const CPLXMLNode* child = element->psChild; child; child = child->psNext)
            if (isElement(child) && hasPrefix(child, "gml:") && addGeometry(child, shape))
                return true;
        return false;
    }

private:
    bool addGeometry(const CPLXMLNode* node, Shape& shape) const
    {
        const std::string_view kind = localName(node);
        if (kind == "Point") {
            const CPLXMLNode* position = childOf(node, "pos");
            const LineString points = position ? positionsIn(textIn(position)) : LineString();
            if (!points.empty())
                shape.point = points.front();
            return true;
        }
        if (kind == "Curve" || kind == "LineString" || kind == "OrientableCurve") {
            if (LineString line = curveOf(node, 0); line.size() > 1)
                shape.lines.push_back(std::move(line));
            return true;
        }
        if (kind == "Surface" || kind == "Polygon") {
            addSurface(node, shape);
            return true;
        }
        if (kind == "MultiSurface" || kind == "MultiCurve" || kind == "CompositeSurface" || kind == "CompositeCurve") {
            for (const CPLXMLNode* member = node->psChild; member; member = member->psNext)
                if (isElement(member))
                    add(member, shape);
            return true;
        }
        return false;
    }

    LineString curveOf(const CPLXMLNode* node, int depth) const
    {
        LineString line;
        if (depth > deepest)
            return line;
        if (localName(node) == "OrientableCurve") {
            if (const CPLXMLNode* base = childOf(node, "baseCurve"))
                line = memberOf(base, depth + 1);
            if (attribute(node, "orientation") == "-")
                std::reverse(line.begin(), line.end());
            return line;
        }
        if (const CPLXMLNode* list = childOf(node, "posList"))
            return positionsIn(textIn(list));
        const CPLXMLNode* segments = childOf(node, "segments");
        for (const CPLXMLNode* part = segments ? segments->psChild : nullptr; part; part = part->psNext)
            if (const CPLXMLNode* list = isElement(part) ? childOf(part, "posList") : nullptr)
                append(line, positionsIn(textIn(list)));
        return line;
    }

    /// The curve that a curveMember or baseCurve names or holds.
    LineString memberOf(const CPLXMLNode* member, int depth) const
    {
        const std::string_view href = attribute(member, "href");
        if (!href.empty()) {
            const auto found = byId_.find(href.substr(href.find('#') + 1));
            return found == byId_.end() ? LineString() : curveOf(found->second, depth + 1);
        }
        for (const CPLXMLNode* child = member->psChild; child; child = child->psNext)
            if (isElement(child))
                return curveOf(child, depth + 1);
        return {};
    }

    Ring ringOf(const CPLXMLNode* side) const
    {
        Ring ring;
        if (const CPLXMLNode* linear = childOf(side, "LinearRing")) {
            if (const CPLXMLNode* list = childOf(linear, "posList"))
                ring = positionsIn(textIn(list));
        } else if (const CPLXMLNode* curves = childOf(side, "Ring")) {
            for (const CPLXMLNode* member = curves->psChild; member; member = member->psNext)
                if (isElement(member) && localName(member) == "curveMember")
                    append(ring, memberOf(member, 0));
        }
        return ring;
    }

    void addSurface(const CPLXMLNode* surface, Shape& shape) const
    {
        const CPLXMLNode* patches = childOf(surface, "patches");
        const auto addPatch = [&](const CPLXMLNode* patch) {
            Polygon polygon;
            for (const CPLXMLNode* side = patch->psChild; side; side = side->psNext) {
                if (!isElement(side) || (localName(side) != "exterior" && localName(side) != "interior"))
                    continue;
                if (Ring ring = ringOf(side); ring.size() > 3)
                    polygon.rings.push_back(std::move(ring));
                else if (localName(side) == "exterior")
                    return;  // holes of nothing
            }
            if (!polygon.rings.empty())
                shape.area.push_back(std::move(polygon));
        };
        if (!patches)
            addPatch(surface);
        for (const CPLXMLNode* patch = patches ? patches->psChild : nullptr; patch; patch = patch->psNext)
            if (isElement(patch))
                addPatch(patch);
    }

    std::map<std::string_view, const CPLXMLNode*> byId_;
};

struct Record {
    std::map<std::string, std::string> cells;
    Shape shape;
};

/// The features of one class.
struct Class {
    std::vector<std::string> fields;  // in the order met
    std::vector<Record> records;
};

std::string fieldOf(std::string_view feature, std::string_view element)
{
    for (const KnownElement& known : knownElements)
        if (known.feature == feature && known.element == element)
            return known.field;
    return std::string(element);
}

void takeFeature(const CPLXMLNode* node, const Geometries& geometries, std::map<std::string, Class>& classes)
{
    const std::string_view name = localName(node);
    Class& made = classes[std::string(name)];
    Record record;
    for (const CPLXMLNode* element = node->psChild; element; element = element->psNext) {
        if (!isElement(element) || geometries.add(element, record.shape))
            continue;
        const std::string field = fieldOf(name, localName(element));
        std::string text = textIn(element);
        if (std::find(made.fields.begin(), made.fields.end(), field) == made.fields.end())
            made.fields.push_back(field);
        std::string& cell = record.cells[field];
        cell += (cell.empty() || text.empty() ? "" : ",") + text;
    }
    made.records.push_back(std::move(record));
}

SrsHandle crsOf(const std::string& text)
{
    // Only in the head: the name stands in the file's box.
    const auto name = text.find("srsName=");
    if (name == std::string::npos)
        return nullptr;
    const std::string crs = text.substr(name, 60);
    const int epsg = crs.find("JGD2011") != std::string::npos || crs.find("6668") != std::string::npos   ? 6668
                     : crs.find("JGD2000") != std::string::npos || crs.find("4612") != std::string::npos ? 4612
                     : crs.find("TD") != std::string::npos || crs.find("4301") != std::string::npos      ? 4301
                                                                                                         : 0;
    SrsHandle srs(OSRNewSpatialReference(nullptr));
    if (epsg == 0 || OSRImportFromEPSG(srs.get(), epsg) != OGRERR_NONE)
        return nullptr;
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

OGRGeometryH lineOf(const LineString& points, OGRwkbGeometryType type)
{
    OGRGeometryH line = OGR_G_CreateGeometry(type);
    for (const Point& p : points)
        OGR_G_AddPoint_2D(line, p.x, p.y);
    return line;
}

/// nullptr where there is none.
OGRGeometryH geometryOf(const Shape& shape)
{
    if (shape.point)
        return lineOf({*shape.point}, wkbPoint);
    if (!shape.area.empty()) {
        OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon);
        for (const Polygon& polygon : shape.area) {
            OGRGeometryH part = OGR_G_CreateGeometry(wkbPolygon);
            for (const Ring& ring : polygon.rings)
                OGR_G_AddGeometryDirectly(part, lineOf(ring, wkbLinearRing));
            OGR_G_AddGeometryDirectly(all, part);
        }
        return all;
    }
    if (shape.lines.empty())
        return nullptr;
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiLineString);
    for (const LineString& line : shape.lines)
        OGR_G_AddGeometryDirectly(all, lineOf(line, wkbLineString));
    return all;
}

bool addLayer(GDALDatasetH dataset, const std::string& name, const Class& features, OGRSpatialReferenceH srs)
{
    const OGRLayerH layer = GDALDatasetCreateLayer(dataset, name.c_str(), srs, wkbUnknown, nullptr);
    for (const std::string& field : features.fields) {
        OGRFieldDefnH definition = OGR_Fld_Create(field.c_str(), OFTString);
        OGR_L_CreateField(layer, definition, 1);
        OGR_Fld_Destroy(definition);
    }
    for (const Record& record : features.records) {
        const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
        for (std::size_t i = 0; i < features.fields.size(); ++i)
            if (const auto cell = record.cells.find(features.fields[i]); cell != record.cells.end())
                OGR_F_SetFieldString(feature.get(), static_cast<int>(i), cell->second.c_str());
        if (OGRGeometryH geometry = geometryOf(record.shape))
            OGR_F_SetGeometryDirectly(feature.get(), geometry);
        if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE)
            return false;
    }
    return true;
}

}  // namespace

bool isJpgis(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string start(4096, '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(file.gcount()));
    return start.find(schema) != std::string::npos && start.find("Dataset") != std::string::npos &&
           start.find("opengis.net/gml") != std::string::npos;
}

Result<DatasetHandle> openJpgis(const std::string& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto decoded = decodeText(*bytes, path);
    if (!decoded)
        return tl::unexpected(decoded.error());
    registerGdalDrivers();
    const GdalErrors errors;
    const XmlHandle document(CPLParseXMLString(decoded->text.c_str()));
    const CPLXMLNode* root = document.get();
    while (root && !(isElement(root) && localName(root) == "Dataset"))
        root = root->psNext;
    if (!root)
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);

    const Geometries geometries(root);
    std::map<std::string, Class> classes;
    for (const CPLXMLNode* node = root->psChild; node; node = node->psNext)
        if (isElement(node) && hasPrefix(node, "ksj:"))
            takeFeature(node, geometries, classes);
    if (classes.empty())
        return fail(ErrorKind::BadFormat, {"io.no_layers", {}}, path);
    DatasetHandle dataset(GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset)
        return fail(ErrorKind::Internal, {"io.not_read_by_gdal", {errors.text()}}, path);
    const SrsHandle srs = crsOf(decoded->text);
    for (const auto& [name, features] : classes)
        if (!addLayer(dataset.get(), name, features, srs.get()))
            return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}}, path);
    return dataset;
}

}  // namespace chiiki
