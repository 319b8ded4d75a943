#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace chiiki::test {

/// Where and why `value` is not what `schema` says: "/tables/0/id: pattern". Knows the words of JSON Schema 2020-12
/// that the schemas of this project use, and reports any other as a fault of the schema, so that none is passed over.
/// References lead to "#/$defs/..." of `root`.
std::vector<std::string> faultsBySchema(const nlohmann::json& value, const nlohmann::json& schema,
                                        const nlohmann::json& root);

}  // namespace chiiki::test
