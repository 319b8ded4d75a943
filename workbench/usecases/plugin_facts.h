#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "workbench/usecases/pack_inputs.h"

namespace chiiki {

struct WrittenFacts {
    std::string file;  // "grants/data/project.csv"
    int rows = 0;
};

/// Writes what documents state into the tables of the plugins, `pluginsDir`/<plugin>/data/<table>.csv, each row with
/// its source and citation, as `recipeFile` (data/plugin_facts.json) says. A recipe: {"plugin", "table", "facts": file,
/// "where": {column: [words]} ("!" = any but an empty cell), "fields": {field: how}}, where how is a column, a list of
/// columns (the first that is not empty), {"row": "R"} (R1, R2, ... in the order of the rows kept),
/// {"source": {source id: word}}, {"same": column, "key": column, "column": column} (a cell of the row whose key stands
/// in the first, otherwise of this row), {"again": column, "key": column, "column": column} (a cell of the last row
/// that names this one's key in the first; empty where none does), or {"if": column, "is": {cell: word}, "then": word,
/// "else": word}: the word of the cell where "is" (which may be left out) has one, otherwise "then", and "else" for an
/// empty cell; {"column": column} in place of a word is that cell of the row. Rows stay in their order; the same input
/// gives the same bytes. Errors: NotFound, BadFormat with file and row; those of writeFile.
Result<std::vector<WrittenFacts>> writePluginFacts(const std::string& recipeFile, const std::string& factsDir,
                                                   const std::vector<PackSource>& sources,
                                                   const std::string& pluginsDir);

}  // namespace chiiki
