#pragma once

#include <string>
#include <vector>

#include "core/plugin/evaluation.h"

namespace chiiki::test {

/// A made-up city of three districts (100, 300 and 600 people) and a plugin whose tables a test fills.
struct ViewCity {
    ViewCity();

    Manifest manifest;
    std::vector<PluginTable> tables;
    Snapshot snapshot;
    ParameterValues parameters;
    std::vector<IndicatorResult> others;

    /// Declares a table; its rows come by `add`. `district` and `year` name fields, empty = none.
    TableSpec& table(const std::string& id, std::vector<FieldSpec> fields, const std::string& district = {},
                     const std::string& year = {});
    PluginRow& add(const std::string& tableId, const std::string& uid, std::vector<FieldValue> values,
                   std::vector<std::string> districts = {}, std::optional<int> year = {});

    /// Values of an indicator: district (empty = the city), year, series, value.
    IndicatorResult& indicator(const std::string& id, Direction direction = Direction::None);
    Result<ViewData> view(const ViewSpec& spec) const;
};

FieldSpec field(const std::string& id, FieldType type, std::vector<std::string> choices = {});
IndicatorValue reading(const std::string& district, int year, Value value, Series series = Series::Actual);
Value computed(double number);
/// The codes of the notes cannot be had back; their Japanese sentences can.
std::vector<std::string> notesOf(const ViewData& data);

}  // namespace chiiki::test
