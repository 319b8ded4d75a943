#include "workbench/usecases/plugin_facts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <nlohmann/json.hpp>

#include "core/io/files.h"
#include "workbench/usecases/fact_table.h"

namespace chiiki {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::set<std::string> columnsOf(const ordered_json& recipe)
{
    std::set<std::string> columns = {"source_file", "source_page", "source_lines"};
    if (recipe.contains("where"))
        for (const auto& [column, words] : recipe.at("where").items())
            columns.insert(column);
    for (const auto& [field, how] : recipe.at("fields").items()) {
        if (how.is_string())
            columns.insert(how.get<std::string>());
        else if (how.is_array())
            for (const auto& column : how)
                columns.insert(column.get<std::string>());
        else
            for (const char* part : {"if", "same", "key", "column"})
                if (how.contains(part))
                    columns.insert(how.at(part).get<std::string>());
    }
    return columns;
}

bool isWanted(const ordered_json& recipe, const FactTable& table, const DelimitedRow& row)
{
    if (!recipe.contains("where"))
        return true;
    for (const auto& [column, words] : recipe.at("where").items()) {
        const std::string& cell = table.cell(row, column);
        const bool fits = std::any_of(words.begin(), words.end(),
                                      [&](const auto& word) { return word == "!" ? !cell.empty() : word == cell; });
        if (!fits)
            return false;
    }
    return true;
}

std::string cellOf(const std::string& field, const ordered_json& how, const FactTable& table, const DelimitedRow& row,
                   const Cited& cited, int number)
{
    const auto plain = [&](const std::string& column) {
        const std::string& cell = table.cell(row, column);
        return field == "note" ? ownNote(cell) : cell;
    };
    if (how.is_string())
        return plain(how.get<std::string>());
    if (how.is_array()) {
        for (const auto& column : how)
            if (std::string cell = plain(column.get<std::string>()); !cell.empty())
                return cell;
        return {};
    }
    if (how.contains("row"))
        return how.at("row").get<std::string>() + std::to_string(number);
    if (how.contains("same")) {
        // The row that this one tells again, otherwise itself.
        const std::string& same = table.cell(row, how.at("same").get<std::string>());
        const std::string key = how.at("key").get<std::string>();
        for (const DelimitedRow& other : table.rows())
            if (!same.empty() && table.cell(other, key) == same)
                return table.cell(other, how.at("column").get<std::string>());
        return plain(how.at("column").get<std::string>());
    }
    if (how.contains("source"))
        return how.at("source").value(cited.sourceId, std::string());
    const std::string& asked = table.cell(row, how.at("if").get<std::string>());
    if (how.contains("is"))
        if (const auto word = how.at("is").find(asked); word != how.at("is").end())
            return word->get<std::string>();
    return how.at(asked.empty() ? "else" : "then").get<std::string>();
}

Result<WrittenFacts> writeTable(const ordered_json& recipe, const std::string& factsDir,
                                const std::vector<PackSource>& sources, const std::string& pluginsDir)
{
    const std::set<std::string> names = columnsOf(recipe);
    const auto table = FactTable::read(factsDir, recipe.at("facts").get<std::string>(), {names.begin(), names.end()});
    if (!table)
        return tl::unexpected(table.error());
    std::string text = "\xEF\xBB\xBF";
    for (const auto& [field, how] : recipe.at("fields").items())
        text += field + ",";
    text += "source_id,citation\r\n";
    WrittenFacts written;
    for (const DelimitedRow& row : table->rows()) {
        if (!isWanted(recipe, *table, row))
            continue;
        const auto cited = citationOf(sources, *table, row);
        if (!cited)
            return tl::unexpected(cited.error());
        ++written.rows;
        for (const auto& [field, how] : recipe.at("fields").items())
            text += csvCell(cellOf(field, how, *table, row, *cited, written.rows)) + ",";
        text += csvCell(cited->sourceId) + "," + csvCell(cited->citation) + "\r\n";
    }
    const std::filesystem::path folder = std::filesystem::path(recipe.at("plugin").get<std::string>()) / "data";
    const std::string name = recipe.at("table").get<std::string>() + ".csv";
    std::error_code error;
    std::filesystem::create_directories(pluginsDir / folder, error);
    written.file = (folder / name).string();
    if (auto done = writeFile((pluginsDir / folder / name).string(), text); !done)
        return tl::unexpected(done.error());
    return written;
}

}  // namespace

Result<std::vector<WrittenFacts>> writePluginFacts(const std::string& recipeFile, const std::string& factsDir,
                                                   const std::vector<PackSource>& sources,
                                                   const std::string& pluginsDir)
{
    std::ifstream file(recipeFile, std::ios::binary);
    if (!file)
        return fail(ErrorKind::NotFound, {"io.no_file", {}}, recipeFile);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<WrittenFacts> written;
    try {
        for (const ordered_json& recipe : ordered_json::parse(text)) {
            auto one = writeTable(recipe, factsDir, sources, pluginsDir);
            if (!one)
                return tl::unexpected(one.error());
            written.push_back(*std::move(one));
        }
    } catch (const json::exception& error) {
        return fail(ErrorKind::BadFormat, {"usecases.facts_recipe_not_read", {error.what()}}, recipeFile);
    }
    return written;
}

}  // namespace chiiki
