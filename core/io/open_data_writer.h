#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/data_layer.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// A set of 自治体標準オープンデータセット that a workspace can fill.
struct OpenDataSet {
    std::string_view id;  // "shelters": of the command line and the file's name
    Text title;
    std::vector<std::string_view> kinds;  // of its facilities; empty: people by area
    std::vector<std::string_view> columns;
};

std::span<const OpenDataSet> openDataSets();
/// nullptr where there is none of the id.
const OpenDataSet* findOpenDataSet(std::string_view id);

/// A set filled from a workspace.
struct OpenDataFilled {
    DataLayer table;                      // without places: the standard has columns for them
    std::set<std::string> peopleColumns;  // that count people
    std::set<std::string> sourceIds;      // editions that its records come from
    std::size_t emptyRecords = 0;         // without a name: not written
    std::size_t closedRecords = 0;        // not open on the workspace's as-of date: not written
};

/// The records of the set in its columns, every one of them placed or not; a column that the workspace does not know is
/// empty. Addresses stand whole and, where prefecture, city and town can be told, in their parts. Of `population` a row
/// a district, of `population_towns` a row a 町丁.
OpenDataFilled fillOpenDataSet(const OpenDataSet& set, const Snapshot& city);

/// An address in the parts of the standard.
struct AddressParts {
    std::string prefecture;  // 山口県
    std::string city;        // 山口市
    std::string town;        // 仁保中郷
    std::string rest;        // 1041
};

/// 「山口県山口市仁保中郷1041」 of 山口市: split before the first digit. What cannot be told stays empty; an address of
/// another city has no parts.
AddressParts splitAddress(std::string_view address, std::string_view cityName);

}  // namespace chiiki
