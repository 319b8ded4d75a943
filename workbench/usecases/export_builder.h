#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/data_layer.h"
#include "core/model/manifest.h"
#include "core/model/placement.h"
#include "core/model/snapshot.h"
#include "core/model/value.h"

/// What the makers of exported layers share.
namespace chiiki::export_layers {

inline DataCell textCell(std::string_view text)
{
    return text.empty() ? DataCell() : DataCell(std::string(text));
}

template <typename Number>
DataCell numberCell(const std::optional<Number>& number)
{
    return number ? DataCell(static_cast<double>(*number)) : DataCell();
}

inline DataCell yesNoCell(bool isYes)
{
    return isYes ? 1.0 : 0.0;
}

/// Texts joined by ";", as the contract of tables has lists in one cell.
std::string joined(const std::vector<std::string>& texts);

/// 「交付金・補助金: 交付」: several plugins have tables of one title.
Text titleWithin(const Manifest& plugin, const Text& title);

/// A layer with its columns, to be filled row by row.
DataLayer layerOf(std::string name, Text title, DataLayer::Shape shape, std::vector<DataField> fields);

/// Empty where the code is of no district.
std::string districtName(const Snapshot& city, const std::string& code);

/// district_code, district, placement and reason: where a record is counted, and why not in a district.
std::vector<DataField> placementFields();
void addPlacement(std::vector<DataCell>& cells, const Placement& placement, const std::string& districtName,
                  Language language);

}  // namespace chiiki::export_layers
