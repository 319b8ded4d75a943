#include "workbench/usecases/import_layers.h"

#include <algorithm>

#include "core/geo/area_locator.h"
#include "core/io/census_layer.h"
#include "core/io/crs_guess.h"
#include "core/io/ksj_sets.h"
#include "core/io/layer_source.h"
#include "core/io/vector_reader.h"
#include "core/text/hash.h"

namespace chiiki::imports {
namespace {

AreaLocator locatorOf(const Snapshot& city)
{
    std::vector<MultiPolygon> outlines;
    for (const District& district : city.districts)
        outlines.push_back(district.outline);
    return AreaLocator(outlines);
}

Text textOf(const Message& message)
{
    return {speak(message, Language::Japanese), speak(message, Language::English)};
}

/// Settles the CRS: given, chosen, or guessed from where the city lies.
Result<void> settleCrs(LayerSource& source, const ImportChoices& choices, bool isChosenNow, const Snapshot& city,
                       RecognisedLayer& layer)
{
    ImportDetection& step = layer.crs;
    const auto titleOfEpsg = [](int epsg) {
        const std::string code = "EPSG:" + std::to_string(epsg);
        return Text{code, code};
    };
    if (choices.epsg && !source.crs().isGiven()) {
        layer.epsg = choices.epsg;
        step.word = std::to_string(*choices.epsg);
        step.title = titleOfEpsg(*choices.epsg);
        step.origin = isChosenNow ? ImportOrigin::Chosen : ImportOrigin::Remembered;
        return {};
    }
    if (source.crs().isGiven()) {
        step.word = source.crs().epsg ? std::to_string(*source.crs().epsg) : "WKT";
        step.title = source.crs().epsg ? titleOfEpsg(*source.crs().epsg) : Text{"WKT", "WKT"};
        step.evidence.push_back({"imports.crs_declared", {}});
        return {};
    }
    const CrsGuess guess = guessLayerCrs(source, locatorOf(city));
    const auto taken = guess.taken();
    if (!taken || taken->isNorthFirst)
        return fail(ErrorKind::CrsMismatch, guess.candidates.empty() ? Message{"io.no_crs", {}} : guess.evidence,
                    source.path());
    layer.epsg = taken->epsg;
    step.word = std::to_string(taken->epsg);
    step.title = textOf(nameOf(*taken));
    step.evidence.push_back(guess.evidence);
    for (const CrsCandidate& candidate : guess.candidates)
        step.alternatives.push_back({std::to_string(candidate.epsg), textOf(nameOf(candidate))});
    return {};
}

}  // namespace

Result<RecognisedLayer> recogniseLayer(const ImportFile& file, const std::string& publisher, const Snapshot& snapshot)
{
    RecognisedLayer layer;
    RecognisedTable& table = layer.table;
    table.isLayer = true;
    table.publisher = publisher;
    table.chosen = file.choices;
    auto source = LayerSource::openFirst(file.path, file.choices.sheet);
    if (!source)
        return tl::unexpected(source.error());
    table.signature = importSignature(source->fields());
    table.choices = overlaid(rememberedChoices(snapshot, publisher, table.signature), file.choices);
    if (table.choices.sheet != file.choices.sheet) {
        source = LayerSource::openFirst(file.path, table.choices.sheet);
        if (!source)
            return tl::unexpected(source.error());
    }
    if (auto settled = settleCrs(*source, table.choices, file.choices.epsg.has_value(), snapshot, layer); !settled)
        return tl::unexpected(settled.error());
    VectorOptions options;
    options.layer = OGR_L_GetName(source->layer());
    options.assumeEpsg = layer.epsg;
    auto read = readVectorLayer(file.path, options, table.diagnostics);
    if (!read)
        return tl::unexpected(read.error());
    spellOutKsj(*read);
    spellOutCensusLayer(*read, file.path.substr(file.path.find_last_of('/') + 1));
    layer.layer.word = options.layer;
    layer.layer.title = {options.layer, options.layer};
    std::size_t points = 0, areas = 0;
    for (const VectorFeature& feature : read->features) {
        points += feature.point.has_value();
        areas += !feature.area.empty();
    }
    layer.isPoints = points > 0 && points >= areas;
    layer.isAreas = areas > points;

    const auto hash = sha256OfFile(file.path);
    if (!hash)
        return tl::unexpected(hash.error());
    table.raw.sha256 = *hash;
    table.raw.fileName = file.path.substr(file.path.find_last_of('/') + 1);
    table.raw.sheet = options.layer;
    table.raw.columns = read->fields.size();
    if (!read->encoding.empty()) {
        table.raw.encoding = read->encoding == "CP932" ? Encoding::Cp932 : Encoding::Utf8;
        table.raw.encodingEvidence = {"imports.encoding_of_layer", {read->encoding}};
    }
    table.raw.add(0, read->fields);
    table.points.emplace_back();
    table.areas.emplace_back();
    for (VectorFeature& feature : read->features) {
        table.layout.records.push_back(table.raw.rows.size());
        table.raw.add(feature.row, feature.values);
        table.points.push_back(feature.point);
        table.areas.push_back(std::move(feature.area));
    }
    table.layout.headings = read->fields;
    table.layout.evidence.push_back({"imports.fields_of_layer", {std::to_string(read->fields.size())}});
    table.set = matchStandardSet(read->fields);
    if (auto taken = takeColumns(table, snapshot); !taken)
        return tl::unexpected(taken.error());
    return layer;
}

}  // namespace chiiki::imports
