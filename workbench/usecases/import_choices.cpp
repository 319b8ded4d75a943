#include "workbench/usecases/import_choices.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/text/hash.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view keyStart = "import:";
constexpr std::string_view areasWord = "areas";
constexpr Encoding encodings[] = {Encoding::Ascii,   Encoding::Utf8,    Encoding::Utf8Bom,
                                  Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Cp932};

std::map<std::string, std::string> wordsIn(const Json& object)
{
    std::map<std::string, std::string> words;
    if (object.is_object())
        for (const auto& [key, value] : object.items())
            if (value.is_string())
                words[key] = value.get<std::string>();
    return words;
}

Json jsonOf(const ImportChoices& choices)
{
    Json json = Json::object();
    if (choices.target)
        json["target"] = wordOf(*choices.target);
    if (choices.encoding)
        json["encoding"] = code(*choices.encoding);
    if (choices.headerRow)
        json["header_row"] = *choices.headerRow;
    if (choices.headerLines)
        json["header_lines"] = *choices.headerLines;
    if (!choices.sheet.empty())
        json["sheet"] = choices.sheet;
    if (choices.epsg)
        json["epsg"] = *choices.epsg;
    if (!choices.columns.empty())
        json["columns"] = choices.columns;
    if (!choices.units.empty())
        json["units"] = choices.units;
    if (choices.year)
        json["year"] = *choices.year;
    if (!choices.sourceId.empty() && choices.sourceId != "new")
        json["source"] = choices.sourceId;
    return json;
}

ImportChoices choicesOf(const Json& json)
{
    ImportChoices choices;
    if (!json.is_object())
        return choices;
    const auto text = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto whole = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                                 : std::nullopt;
    };
    choices.target = parseImportTarget(text("target"));
    for (const Encoding encoding : encodings)
        if (code(encoding) == text("encoding"))
            choices.encoding = encoding;
    choices.headerRow = whole("header_row");
    if (const auto lines = whole("header_lines"))
        choices.headerLines = static_cast<int>(*lines);
    choices.sheet = text("sheet");
    if (const auto epsg = whole("epsg"))
        choices.epsg = static_cast<int>(*epsg);
    choices.columns = wordsIn(json.value("columns", Json::object()));
    choices.units = wordsIn(json.value("units", Json::object()));
    if (const auto year = whole("year"))
        choices.year = static_cast<int>(*year);
    choices.sourceId = text("source");
    return choices;
}

Json settingOf(const Snapshot& snapshot, const std::string& publisher)
{
    for (const Setting& setting : snapshot.settings)
        if (setting.key == importSettingKey(publisher)) {
            Json json = Json::parse(setting.value, nullptr, false);
            return json.is_object() ? json : Json::object();
        }
    return Json::object();
}

}  // namespace

std::string wordOf(const ImportTarget& target)
{
    switch (target.kind) {
    case ImportTarget::Kind::Facilities:
        return target.facilityKind.empty() ? "facilities" : "facilities:" + target.facilityKind;
    case ImportTarget::Kind::Values:
        return "values";
    case ImportTarget::Kind::PluginTable:
        return "table:" + target.pluginId + "." + target.tableId;
    case ImportTarget::Kind::Areas:
        return std::string(areasWord) + (target.sharedBy == SharedBy::Area ? ":area" : "") +
               (target.sharedWhole == SharedWhole::City ? ":city" : "");
    case ImportTarget::Kind::Unknown:
        break;
    }
    return {};
}

std::optional<ImportTarget> parseImportTarget(std::string_view word)
{
    using Kind = ImportTarget::Kind;
    if (word == "facilities")
        return ImportTarget{Kind::Facilities, {}, {}, {}};
    if (word == "values")
        return ImportTarget{Kind::Values, {}, {}, {}};
    for (const SharedBy by : {SharedBy::People, SharedBy::Area})
        for (const SharedWhole whole : {SharedWhole::Areas, SharedWhole::City})
            if (const ImportTarget target{Kind::Areas, {}, {}, {}, by, whole}; word == wordOf(target))
                return target;
    constexpr std::string_view facilities = "facilities:", table = "table:";
    if (word.starts_with(facilities) && word.size() > facilities.size())
        return ImportTarget{Kind::Facilities, std::string(word.substr(facilities.size())), {}, {}};
    const std::size_t dot = word.find('.');
    if (word.starts_with(table) && dot != std::string_view::npos && dot > table.size() && dot + 1 < word.size())
        return ImportTarget{Kind::PluginTable,
                            {},
                            std::string(word.substr(table.size(), dot - table.size())),
                            std::string(word.substr(dot + 1))};
    return std::nullopt;
}

std::optional<Encoding> parseEncodingWord(std::string_view word)
{
    std::string plain = normalisedName(word);
    std::erase_if(plain, [](char c) { return c == '-' || c == '_'; });
    struct Named {
        std::string_view word;
        Encoding encoding;
    };
    for (const Named& known :
         {Named{"utf8", Encoding::Utf8}, Named{"utf8bom", Encoding::Utf8Bom}, Named{"cp932", Encoding::Cp932},
          Named{"sjis", Encoding::Cp932}, Named{"shiftjis", Encoding::Cp932}, Named{"utf16", Encoding::Utf16Le},
          Named{"utf16le", Encoding::Utf16Le}, Named{"utf16be", Encoding::Utf16Be}, Named{"ascii", Encoding::Ascii}})
        if (plain == known.word)
            return known.encoding;
    return std::nullopt;
}

std::string importSettingKey(const std::string& publisher)
{
    return std::string(keyStart) + publisher;
}

std::string importSignature(const std::vector<std::string>& headings)
{
    std::string all;
    for (const std::string& heading : headings) {
        std::string key = normalisedName(heading);
        // A heading that is a year, or holds one, is another one next year.
        if (parseYearOfTable(heading))
            key = "#";
        std::erase_if(key, [](char c) { return c >= '0' && c <= '9'; });
        all += key + "\n";
    }
    return sha256OfBytes(all).substr(0, 16);
}

ImportChoices rememberedChoices(const Snapshot& snapshot, const std::string& publisher, const std::string& headings)
{
    const Json setting = settingOf(snapshot, publisher);
    ImportChoices choices;
    if (const auto tables = setting.find("tables"); tables != setting.end() && tables->is_object())
        if (const auto table = tables->find(headings); table != tables->end())
            choices = choicesOf(*table);
    choices.decisions = wordsIn(setting.value("decisions", Json::object()));
    return choices;
}

std::string rememberedText(const Snapshot& snapshot, const std::string& publisher, const std::string& headings,
                           const ImportChoices& choices)
{
    Json setting = settingOf(snapshot, publisher);
    const Json table = jsonOf(choices);
    if (!table.empty())
        setting["tables"][headings] = table;
    auto decisions = wordsIn(setting.value("decisions", Json::object()));
    for (const auto& [written, decided] : choices.decisions)
        decisions[written] = decided;
    if (!decisions.empty())
        setting["decisions"] = decisions;
    return setting.empty() ? std::string() : setting.dump();
}

ImportChoices overlaid(const ImportChoices& remembered, const ImportChoices& chosen)
{
    ImportChoices all = remembered;
    const auto take = [](auto& mine, const auto& other) {
        if (other)
            mine = other;
    };
    take(all.target, chosen.target);
    take(all.encoding, chosen.encoding);
    if (chosen.headerRow) {
        all.headerRow = chosen.headerRow;
        all.headerLines = chosen.headerLines;
    }
    take(all.epsg, chosen.epsg);
    take(all.year, chosen.year);
    if (!chosen.sheet.empty())
        all.sheet = chosen.sheet;
    if (!chosen.sourceId.empty())
        all.sourceId = chosen.sourceId;
    const auto merge = [](auto& mine, const auto& other) {
        for (const auto& [key, value] : other)
            mine[key] = value;
    };
    merge(all.columns, chosen.columns);
    merge(all.units, chosen.units);
    merge(all.decisions, chosen.decisions);
    return all;
}

}  // namespace chiiki
