#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// What of a workspace is written for other programs, and where.
struct ExportRequest {
    std::string file;                 // .gpkg, .geojson, .csv, .xlsx or .fgb decides the format
    std::string overlayId;            // empty = the whole workspace; otherwise what one plugin says and holds
    std::vector<std::string> layers;  // empty = of a GeoPackage or workbook all that hold numbers where indicators
                                      // are asked for, otherwise all but plugins' tables without a row; of the
                                      // others the usual one
    std::vector<std::string> indicatorIds;  // empty = all
    std::optional<FiscalYear> year;         // of values; nullopt = all years, beside the districts each one's latest
    Language language = Language::Japanese;
    std::string asOf;  // ISO date; empty = the snapshot's
};

struct ExportedLayer {
    std::string name;
    std::size_t rows = 0;
};

struct ExportResult {
    std::vector<ExportedLayer> layers;  // in the order of the file
    std::optional<Message> leftOut;     // which layers a format of one layer left out, where none was asked for
    std::vector<Message> notices;  // what the reader must know: overlays left out, rows without a place, samples, the
                                   // year asked for has no number
};

/// Error BadRequest where the ending is none of a format: told before anything is computed.
Result<void> checkExportFile(const std::string& file);

/// `chiiki export`: writes the file whole or not at all; same workspace and request, same bytes. Layers of a workspace:
/// districts, table, values, indicators, reconciliation, facilities, stops, routes, blocks, taxi_districts, measures,
/// findings, rules, the plugins' tables (`<plugin>__<table>`), sources and fields. Of an overlay: its districts, table,
/// values, indicators, reconciliation, findings, rules, its tables and what it draws, sources and fields. The usual
/// layer of a CSV is `values`, of GeoJSON and FlatGeobuf `districts`.
/// Errors: BadRequest where the ending is unknown, a format of one layer is asked for several, or the parts of a sum do
/// not add up; NotFound for an unknown layer (names those there are), overlay or indicator; those of writeFile.
Result<ExportResult> exportData(PluginSession& session, const ExportRequest& request);

}  // namespace chiiki
