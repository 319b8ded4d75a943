#include "workbench/usecases/fact_table.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <sstream>

#include "core/io/columns.h"

namespace chiiki {

Result<FactTable> FactTable::read(const std::string& dir, const std::string& name,
                                  const std::vector<std::string_view>& columns)
{
    const std::string path = (std::filesystem::path(dir) / name).string();
    Diagnostics diagnostics;
    auto file = readTable(path, diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    if (auto found = requireColumns(file->table, columns, path); !found)
        return tl::unexpected(found.error());
    return FactTable(path, std::move(file->table));
}

Result<Cited> citationOf(const std::vector<PackSource>& sources, const FactTable& table, const DelimitedRow& row)
{
    const std::string& file = table.cell(row, "source_file");
    const auto source =
        std::find_if(sources.begin(), sources.end(), [&](const PackSource& s) { return s.edition.fileName == file; });
    if (source == sources.end())
        return fail(ErrorKind::NotFound, {"io.no_source_row", {file}}, table.placeOf(row));
    std::string page = table.cell(row, "source_page");
    // The tables mark a page number that the document itself does not print.
    if (const auto inferred = page.find(" (inferred)"); inferred != std::string::npos)
        page = page.substr(0, inferred) + "（推定）";
    Cited cited{source->edition.sourceId, source->edition.title.ja};
    if (!page.empty())
        cited.citation += " p." + page;
    cited.citation += " " + table.cell(row, "source_lines") + "行";
    return cited;
}

std::string ownNote(const std::string& note)
{
    std::string own;
    std::istringstream words(note);
    for (std::string word; words >> word;)
        if (word.rfind("※", 0) != 0)
            own += (own.empty() ? "" : " ") + word;
    return own;
}

std::string withDocumentTitles(const std::string& text, const std::vector<PackSource>& sources)
{
    constexpr std::size_t length = 3;  // of a number
    const auto isDigit = [&](std::size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    const auto isPartOfWord = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == ',' || c == '-';
    };
    std::string named;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isNumber = text.size() > length && isDigit(i) && isDigit(i + 1) && isDigit(i + 2) &&
                              !isDigit(i + length) && (i == 0 || !isPartOfWord(text[i - 1]));
        const auto source =
            !isNumber ? sources.end() : std::find_if(sources.begin(), sources.end(), [&](const PackSource& s) {
                return s.edition.fileName.rfind(text.substr(i, length) + "_", 0) == 0;
            });
        if (source == sources.end()) {
            named += text[i];
            continue;
        }
        named += "『" + source->edition.title.ja + "』";
        i += length - 1;
        if (i + 1 < text.size() && text[i + 1] == ' ')
            ++i;
    }
    return named;
}

}  // namespace chiiki
