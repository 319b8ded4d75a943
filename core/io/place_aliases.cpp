#include "core/io/place_aliases.h"

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki {

std::string_view code(PlaceDecision::Kind kind)
{
    switch (kind) {
    case PlaceDecision::Kind::District:
        return "district";
    case PlaceDecision::Kind::Outside:
        return "outside";
    case PlaceDecision::Kind::SetAside:
        return "set_aside";
    case PlaceDecision::Kind::Mend:
        return "mend";
    }
    return {};
}

Result<std::vector<PlaceAlias>> readPlaceAliases(const std::string& path, std::string_view municipality)
{
    Diagnostics diagnostics;
    const auto file = readTable(path, diagnostics);
    if (!file)
        return tl::unexpected(file.error());
    const auto columns = requireColumns(file->table, {"municipality", "written", "district_code"}, path);
    if (!columns)
        return tl::unexpected(columns.error());
    std::vector<PlaceAlias> aliases;
    for (const DelimitedRow& row : file->table.rows)
        if (row.cells[(*columns)[0]] == municipality)
            aliases.push_back({row.cells[(*columns)[1]], row.cells[(*columns)[2]]});
    return aliases;
}

std::string writtenKey(std::string_view written)
{
    std::string key;
    bool wasBlank = false;
    const std::string inner = trimmed(written);
    for (std::size_t offset = 0; offset < inner.size();) {
        const std::size_t start = offset;
        nextCodePoint(inner, offset);
        const std::string_view letter = std::string_view(inner).substr(start, offset - start);
        const bool isBlank = trimmed(letter).empty();
        if (!isBlank)
            key += letter;
        else if (!wasBlank)
            key += ' ';
        wasBlank = isBlank;
    }
    return key;
}

}  // namespace chiiki
