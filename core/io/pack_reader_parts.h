#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/delimited.h"
#include "core/io/pack_format.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// A CSV of the pack, its cells in the order of the header that was asked for.
class PackTable {
public:
    PackTable(DelimitedTable table, std::vector<std::size_t> columns)
        : table_(std::move(table))
        , columns_(std::move(columns))
    {
    }

    std::size_t size() const { return table_.rows.size(); }
    std::int64_t line(std::size_t row) const { return table_.rows[row].line; }
    const std::string& cell(std::size_t row, std::size_t column) const
    {
        return table_.rows[row].cells[columns_[column]];
    }

private:
    DelimitedTable table_;
    std::vector<std::size_t> columns_;
};

/// readPack's work, file by file (pack_reader.cpp, pack_reader_places.cpp, pack_reader_facts.cpp).
class PackReader {
public:
    PackReader(const std::string& dir, Diagnostics& diagnostics)
        : dir_(dir)
        , diagnostics_(diagnostics)
    {
    }

    Result<Snapshot> read();

private:
    Result<void> readCity();
    Result<void> readDistricts();
    Result<void> readAreas();
    Result<void> readBlocks();
    Result<void> readKinds();
    Result<void> readFacilities();
    Result<void> readRoutes();
    Result<void> readStops();
    Result<void> readTaxiDistricts();
    Result<void> readMeasures();
    Result<void> readIndicators();
    Result<void> readValues();
    Result<void> readFindings();
    Result<void> readSources();
    std::string newestDate() const;

    std::string path(const char* name) const;
    bool has(const char* name) const;
    /// An absent file is an empty table.
    Result<PackTable> table(const char* name, const pack::Header& header);
    Result<nlohmann::json> jsonOf(const char* name);
    void setAside(const char* name, std::int64_t line, const char* field, std::string_view code,
                  const std::string& word);
    bool knowsDistrict(const std::string& districtCode) const;
    /// Whether a row's key is met for the first time in its file; otherwise it is set aside with a diagnostic.
    bool isFirst(const char* name, std::int64_t line, const char* field, const std::string& key);
    /// A year that the row cannot do without; nullopt with a diagnostic.
    std::optional<int> yearOf(const char* name, const PackTable& rows, std::size_t row, std::size_t column,
                              const char* field);
    /// A placement as three cells say it; nullopt (with a diagnostic) where they contradict each other.
    std::optional<Placement> placementOf(const char* name, const PackTable& rows, std::size_t row, std::size_t column);
    static std::optional<Point> placeOf(const PackTable& rows, std::size_t row, std::size_t column);

    std::string dir_;
    Diagnostics& diagnostics_;
    Snapshot snapshot_;
    std::map<std::string, MultiPolygon> outlineOfBlock_;
    std::map<std::string_view, std::set<std::string>> keysOfFile_;
};

/// A JSON value's text or number, empty or 0 where the key is missing or holds something else.
std::string textAt(const nlohmann::json& object, const char* key);
double numberAt(const nlohmann::json& object, const char* key);
Text textsAt(const nlohmann::json& object, const char* key);

}  // namespace chiiki
