#include "workbench/usecases/export.h"

#include <algorithm>
#include <set>

#include "core/io/data_table.h"
#include "core/io/files.h"
#include "core/io/geojson_writer.h"
#include "core/io/layer_source.h"
#include "core/io/vector_writer.h"
#include "workbench/usecases/export_rows.h"
#include "workbench/usecases/export_source.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

enum class ExportFormat { GeoPackage, GeoJson, Csv, Xlsx, FlatGeobuf };

struct Ending {
    std::string_view text;
    ExportFormat format;
    const char* usualLayer;  // nullptr = the format holds all layers
};
constexpr Ending endings[] = {{".gpkg", ExportFormat::GeoPackage, nullptr},
                              {".geojson", ExportFormat::GeoJson, "districts"},
                              {".csv", ExportFormat::Csv, "values"},
                              {".xlsx", ExportFormat::Xlsx, nullptr},
                              {".fgb", ExportFormat::FlatGeobuf, "districts"}};

const Ending* endingOf(const std::string& file)
{
    const auto found = std::find_if(std::begin(endings), std::end(endings),
                                    [&](const Ending& ending) { return file.ends_with(ending.text); });
    return found == std::end(endings) ? nullptr : found;
}

/// What is of indicators, not of records.
constexpr const char* layersOfNumbers[] = {"districts",      "table",   "values", "indicators",
                                           "reconciliation", "sources", "fields"};

/// The layers asked for, or the one that the format usually holds, or those of the indicators asked for; empty = all
/// there are.
Result<std::vector<std::string>> wantedLayers(const ExportRequest& request, const Ending& ending,
                                              const std::vector<std::string>& names)
{
    std::vector<std::string> wanted = request.layers;
    for (const std::string& name : wanted)
        if (std::find(names.begin(), names.end(), name) == names.end())
            return fail(ErrorKind::NotFound, {"export.no_layer", {name, listed(names)}});
    if (wanted.empty() && ending.usualLayer)
        wanted = {ending.usualLayer};
    else if (wanted.empty() && !request.indicatorIds.empty())
        wanted.assign(std::begin(layersOfNumbers), std::end(layersOfNumbers));
    if (ending.usualLayer && wanted.size() > 1)
        return fail(ErrorKind::BadRequest, {"export.one_layer_only", {std::string(ending.text)}}, request.file);
    return wanted;
}

/// The ids in the columns that name sources, each once, in the order met.
std::set<std::string> sourceIdsIn(const DataLayer& layer)
{
    std::set<std::string> ids;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        if (layer.fields[i].id != "source_id" && !layer.fields[i].id.ends_with("_source"))
            continue;
        for (const DataRow& row : layer.rows) {
            const auto* text = std::get_if<std::string>(&row.cells[i]);
            for (std::size_t start = 0; text && start <= text->size();) {
                const std::size_t end = std::min(text->find(';', start), text->size());
                ids.insert(text->substr(start, end - start));
                start = end + 1;
            }
        }
    }
    ids.erase(std::string());
    return ids;
}

nlohmann::ordered_json membersOf(const DataLayer& layer, const Snapshot& city, const std::string& asOf,
                                 Language language)
{
    nlohmann::ordered_json members = {{"name", layer.name}, {"title", layer.title.in(language)}, {"as_of", asOf}};
    nlohmann::ordered_json titles = nlohmann::ordered_json::object();
    for (const DataField& field : layer.fields)
        titles[field.id] = field.title.in(language);
    members["fields"] = std::move(titles);
    members["sources"] = nlohmann::ordered_json::array();
    for (const std::string& id : sourceIdsIn(layer))
        members["sources"].push_back(sourceJson(city, id));
    return members;
}

/// The sources that other layers name.
void keepNamedSources(DataLayer& sources, const std::vector<DataLayer>& others)
{
    std::set<std::string> named;
    for (const DataLayer& layer : others)
        named.merge(sourceIdsIn(layer));
    std::erase_if(sources.rows, [&](const DataRow& row) {
        const auto* id = std::get_if<std::string>(&row.cells.front());
        return !id || !named.contains(*id);
    });
}

bool holdsSample(const DataLayer& layer)
{
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        if (layer.fields[i].id == "is_sample")
            return std::any_of(layer.rows.begin(), layer.rows.end(),
                               [i](const DataRow& row) { return row.cells[i] == DataCell(1.0); });
    return false;
}

/// Excel takes names of 31 letters; what is longer is cut and ends with the number of its sheet.
std::string sheetName(const std::string& layer, std::size_t number)
{
    constexpr std::size_t longest = 31;
    if (layer.size() <= longest)
        return layer;
    const std::string ending = "_" + std::to_string(number);
    return layer.substr(0, longest - ending.size()) + ending;
}

Result<std::string> bytesOf(ExportFormat format, const std::vector<DataLayer>& layers, const Snapshot& city,
                            const std::string& asOf, Language language)
{
    switch (format) {
    case ExportFormat::GeoPackage:
        return geoPackageBytes(layers, asOf, language);
    case ExportFormat::GeoJson:
        return geoJsonText(layers.front(), membersOf(layers.front(), city, asOf, language));
    case ExportFormat::Csv:
        return dataCsv(layers.front());
    case ExportFormat::FlatGeobuf:
        return flatGeobufBytes(layers.front(), language);
    case ExportFormat::Xlsx:
        break;
    }
    std::vector<Sheet> sheets;
    for (const DataLayer& layer : layers) {
        sheets.push_back(dataSheet(layer));
        sheets.back().name = sheetName(layer.name, sheets.size());
    }
    return makeXlsx(sheets);
}

/// What a format cannot hold of the layers, and which hold samples.
void addNotices(std::vector<Message>& notices, ExportFormat format, const std::vector<DataLayer>& layers,
                Language language)
{
    const bool isTable = format == ExportFormat::Csv || format == ExportFormat::Xlsx;
    std::vector<std::string> withoutOutlines;
    std::vector<std::string> withSamples;
    for (const DataLayer& layer : layers) {
        const std::string& title = layer.title.in(language);
        if (format == ExportFormat::FlatGeobuf && rowsWithoutPlace(layer) > 0)
            notices.push_back({"export.rows_without_place", {title, std::to_string(rowsWithoutPlace(layer))}});
        if (isTable && layer.shape != DataLayer::Shape::None && layer.shape != DataLayer::Shape::Points)
            withoutOutlines.push_back(title);
        if (holdsSample(layer))
            withSamples.push_back(title);
    }
    if (!withoutOutlines.empty())
        notices.push_back({"export.table_without_outlines", {listed(withoutOutlines)}});
    if (!withSamples.empty())
        notices.push_back({"export.holds_sample", {listed(withSamples)}});
}

}  // namespace

Result<void> checkExportFile(const std::string& file)
{
    if (!endingOf(file))
        return fail(ErrorKind::BadRequest, {"export.format_by_ending", {}}, file);
    return {};
}

Result<ExportResult> exportData(PluginSession& session, const ExportRequest& request)
{
    if (const auto checked = checkExportFile(request.file); !checked)
        return tl::unexpected(checked.error());
    const Ending& ending = *endingOf(request.file);
    auto source = ExportSource::open(session, request);
    if (!source)
        return tl::unexpected(source.error());
    auto wanted = wantedLayers(request, ending, source->names());
    if (!wanted)
        return tl::unexpected(wanted.error());
    const bool isWhole = wanted->empty();
    const bool isOfIndicators = request.layers.empty() && !request.indicatorIds.empty();
    if (isWhole)
        wanted = source->names();

    ExportResult result;
    std::vector<DataLayer> layers;
    for (const std::string& name : *wanted) {
        auto layer = name == "fields" ? Result<DataLayer>(export_layers::fields(layers)) : source->make(name);
        if (!layer)
            return tl::unexpected(layer.error());
        // Most tables of most plugins wait for their first row.
        if (isWhole && layer->rows.empty() && layer->name.find("__") != std::string::npos)
            continue;
        if (isOfIndicators && name == "sources")
            keepNamedSources(*layer, layers);
        layers.push_back(*std::move(layer));
    }
    const SnapshotPtr city = session.city();
    const std::string& asOf = request.asOf.empty() ? city->asOf : request.asOf;
    const auto bytes = bytesOf(ending.format, layers, *city, asOf, request.language);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (const auto written = writeFile(request.file, *bytes); !written)
        return tl::unexpected(written.error());
    result.notices = source->notices();
    for (const DataLayer& layer : layers)
        result.layers.push_back({layer.name, layer.rows.size()});
    if (request.layers.empty() && ending.usualLayer) {
        std::vector<std::string> others = source->names();
        std::erase(others, wanted->front());
        // Of the many tables of plugins their number is enough.
        const auto tables =
            std::erase_if(others, [](const std::string& name) { return name.find("__") != std::string::npos; });
        if (tables > 0)
            others.push_back(speak({"export.plugin_tables", {std::to_string(tables)}}, request.language));
        result.leftOut = Message{"export.other_layers", {wanted->front(), listed(others)}};
    }
    addNotices(result.notices, ending.format, layers, request.language);
    return result;
}

}  // namespace chiiki
