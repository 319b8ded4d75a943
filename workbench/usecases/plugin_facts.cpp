#include "workbench/usecases/plugin_facts.h"

#include <algorithm>
#include <cctype>
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
        else {
            for (const char* part : {"if", "same", "again", "key", "column"})
                if (how.contains(part))
                    columns.insert(how.at(part).get<std::string>());
            auto words = how.value("is", ordered_json::object());
            for (const char* otherwise : {"then", "else"})
                if (how.contains(otherwise))
                    words[otherwise] = how.at(otherwise);
            for (const auto& word : words)
                if (word.is_object())
                    columns.insert(word.at("column").get<std::string>());
        }
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

/// A note that names another row of its table by its id: by its title instead.
std::string withRowTitles(std::string note, const ordered_json& fields, const FactTable& table)
{
    if (!fields.contains("id") || !fields.contains("title") || !fields.at("id").is_string() ||
        !fields.at("title").is_string())
        return note;
    for (const DelimitedRow& row : table.rows()) {
        const std::string& id = table.cell(row, fields.at("id").get<std::string>());
        const auto at = id.empty() ? std::string::npos : note.find(id);
        const auto isWord = [&](std::size_t i) {
            return i < note.size() && std::isalnum(static_cast<unsigned char>(note[i])) != 0;
        };
        if (at == std::string::npos || isWord(at - 1) || isWord(at + id.size()))
            continue;
        const std::size_t space = note.compare(at + id.size(), 1, " ") == 0 ? 1 : 0;
        note.replace(at, id.size() + space, "「" + table.cell(row, fields.at("title").get<std::string>()) + "」");
    }
    return note;
}

/// What cells are taken out of.
struct FactRow {
    const ordered_json& fields;
    const FactTable& table;
    const std::vector<PackSource>& sources;
    const DelimitedRow& row;
    const Cited& cited;
    int number = 0;
};

std::string cellOf(const std::string& field, const ordered_json& how, const FactRow& from)
{
    const FactTable& table = from.table;
    const DelimitedRow& row = from.row;
    const auto plain = [&](const std::string& column) {
        const std::string cell = withDocumentTitles(table.cell(row, column), from.sources);
        return field == "note" ? withRowTitles(ownNote(cell), from.fields, table) : cell;
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
        return how.at("row").get<std::string>() + std::to_string(from.number);
    if (how.contains("same")) {
        // The row that this one tells again, otherwise itself.
        const std::string& same = table.cell(row, how.at("same").get<std::string>());
        const std::string key = how.at("key").get<std::string>();
        for (const DelimitedRow& other : table.rows())
            if (!same.empty() && table.cell(other, key) == same)
                return table.cell(other, how.at("column").get<std::string>());
        return plain(how.at("column").get<std::string>());
    }
    if (how.contains("again")) {
        // The last row that tells this one again; nothing where none does.
        const std::string& own = table.cell(row, how.at("key").get<std::string>());
        std::string told;
        for (const DelimitedRow& other : table.rows())
            if (!own.empty() && table.cell(other, how.at("again").get<std::string>()) == own)
                told = table.cell(other, how.at("column").get<std::string>());
        return told;
    }
    if (how.contains("source"))
        return how.at("source").value(from.cited.sourceId, std::string());
    const auto said = [&](const ordered_json& word) {
        return word.is_object() ? plain(word.at("column").get<std::string>()) : word.get<std::string>();
    };
    const std::string& asked = table.cell(row, how.at("if").get<std::string>());
    if (how.contains("is"))
        if (const auto word = how.at("is").find(asked); word != how.at("is").end())
            return said(*word);
    return said(how.at(asked.empty() ? "else" : "then"));
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
            text +=
                csvCell(cellOf(field, how, {recipe.at("fields"), *table, sources, row, *cited, written.rows})) + ",";
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
