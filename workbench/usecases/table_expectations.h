#pragma once

#include <string>

#include "core/io/plugin_sheet.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/table_proposal.h"

namespace chiiki {

/// expected.csv of a plugin made from a table: what its indicators must give, taken from the cells and not by way of
/// the plugin. Of a table with a value a row those values; of one with a thing a row how many rows a district and year
/// have. Rows whose district or year cannot be told are left out.
std::string expectedValues(const PluginSheet& sheet, const TableProposal& proposal, const Snapshot& city);

}  // namespace chiiki
