#pragma once

#include <nlohmann/json.hpp>

#include "core/model/snapshot.h"
#include "core/store/bulk_change.h"
#include "core/store/connection.h"
#include "core/store/journal.h"
#include "core/store/row_json.h"

/// The difference between two states of a workspace: what a writer puts into the tables and into the journal.
namespace chiiki::store {

/// {"district": [{"code": "03", "outline": [...]}], ...}: by table the rows that differ, each with its keys and the
/// columns that changed; a row that was added (or removed) stands whole in `after` (or `before`) alone. Geometry is
/// written as coordinates like GeoJSON's, so that any tool can read a journal. Tables with more than bulkRows of them
/// stand in `packed` and `bulk` instead.
struct Difference {
    nlohmann::json before = nlohmann::json::object();
    nlohmann::json after = nlohmann::json::object();
    std::vector<PackedRows> packed;
    std::vector<BulkChange> bulk;

    bool isEmpty() const { return before.empty() && after.empty() && bulk.empty(); }
    /// Some of the Snapshot's settings differ and nothing else does.
    bool isOfSettingsAlone() const;
};

/// Brings the rows of one table to what they are after.
void writeRows(Connection& connection, const char* table, std::span<const ColumnInfo> columns, std::size_t keys,
               const DifferingRows& differing);

/// Puts them into the difference.
void noteRows(const char* table, std::span<const ColumnInfo> columns, std::size_t keys, const DifferingRows& differing,
              Difference& difference);

/// Brings the tables from `current`, which they hold, to `next`. Runs in the caller's transaction.
Difference writeDifferences(Connection& connection, const Snapshot& current, const Snapshot& next);

/// `current` with what a step changed taken back, of which `difference` is the part that the journal keeps. Revision
/// and asOf stay. Throws BadRow where the rows do not read.
Snapshot withRestored(Snapshot current, const StoredDifference& difference);

}  // namespace chiiki::store
