#include "core/io/place_aliases.h"

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/text/names.h"

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
    const std::string inner = trimmed(written);
    const auto isBlankAt = [&inner](std::size_t at, std::size_t& length) {
        constexpr std::string_view wide = "\u3000", unbroken = "\u00a0";
        const std::string_view rest = std::string_view(inner).substr(at);
        length = rest.starts_with(wide) ? wide.size() : rest.starts_with(unbroken) ? unbroken.size() : 1;
        return length > 1 || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n';
    };
    std::string key;
    key.reserve(inner.size());
    bool wasBlank = false;
    for (std::size_t at = 0, length = 1; at < inner.size(); at += length) {
        const bool isBlank = isBlankAt(at, length);
        if (!isBlank)
            key += inner[at];
        else if (!wasBlank)
            key += ' ';
        wasBlank = isBlank;
    }
    return key;
}

}  // namespace chiiki
