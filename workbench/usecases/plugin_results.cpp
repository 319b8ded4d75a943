#include "workbench/usecases/plugin_results.h"

#include <filesystem>
#include <fstream>
#include <istream>

#include <nlohmann/json.hpp>

#include "core/io/files.h"
#include "core/model/overlay_json.h"

namespace chiiki {
namespace {

using nlohmann::json;

std::string fileOf(const std::string& folder, const std::string& pluginId)
{
    return (std::filesystem::path(folder) / (pluginId + ".overlay")).string();
}

json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

Text textOf(const json& text)
{
    return {text.at("ja").get<std::string>(), text.at("en").get<std::string>()};
}

// The answer holds values under ids; what an indicator is, it does not say.
json definitionJson(const Indicator& indicator)
{
    json categories = json::array();
    for (const Text& category : indicator.categories)
        categories.push_back(textJson(category));
    return {{"id", indicator.id},
            {"title", textJson(indicator.title)},
            {"unit", indicator.unit},
            {"kind", static_cast<int>(indicator.kind)},
            {"direction", static_cast<int>(indicator.direction)},
            {"decimals", indicator.decimals},
            {"city_only", indicator.cityOnly},
            {"breaks", indicator.breaks},
            {"categories", std::move(categories)},
            {"ramp", indicator.ramp}};
}

Indicator definitionOf(const json& given)
{
    Indicator indicator;
    given.at("id").get_to(indicator.id);
    indicator.title = textOf(given.at("title"));
    given.at("unit").get_to(indicator.unit);
    indicator.kind = static_cast<IndicatorKind>(given.at("kind").get<int>());
    indicator.direction = static_cast<Direction>(given.at("direction").get<int>());
    given.at("decimals").get_to(indicator.decimals);
    given.at("city_only").get_to(indicator.cityOnly);
    given.at("breaks").get_to(indicator.breaks);
    for (const json& category : given.at("categories"))
        indicator.categories.push_back(textOf(category));
    given.at("ramp").get_to(indicator.ramp);
    return indicator;
}

json recipeJson(const IndicatorResult& result)
{
    json limits = json::array();
    for (const Text& limit : result.recipe.limits)
        limits.push_back(textJson(limit));
    return {{"formula", textJson(result.recipe.formula)},
            {"sources", result.recipe.sourceIds},
            {"limits", std::move(limits)},
            {"crs_path", result.recipe.crsPath}};
}

Recipe recipeOf(const json& given)
{
    Recipe recipe;
    recipe.formula = textOf(given.at("formula"));
    given.at("sources").get_to(recipe.sourceIds);
    for (const json& limit : given.at("limits"))
        recipe.limits.push_back(textOf(limit));
    given.at("crs_path").get_to(recipe.crsPath);
    return recipe;
}

/// A file begins with a line that says whose result it is: most often it is asked no more than that. Then come the
/// answer, as many bytes as the line says, and the overlay.
struct Head {
    std::string key;
    std::string computedAt;
    std::size_t answerBytes = 0;
};

std::string headLine(const Head& head)
{
    const json line = {{"key", head.key}, {"computed_at", head.computedAt}, {"answer_bytes", head.answerBytes}};
    return line.dump() + "\n";
}

/// nullopt where it was written by another version, which is as good as none.
std::optional<Head> readHead(std::istream& file)
{
    std::string line;
    std::getline(file, line);
    const json head = json::parse(line, nullptr, false);
    if (head.is_discarded())
        return std::nullopt;
    try {
        return Head{head.at("key").get<std::string>(), head.at("computed_at").get<std::string>(),
                    head.at("answer_bytes").get<std::size_t>()};
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

/// The rest of the file; nullopt as above.
std::optional<Overlay> readOverlay(std::istream& file, const std::string& pluginId)
{
    const json whole = json::parse(file, nullptr, false);
    if (whole.is_discarded())
        return std::nullopt;
    try {
        auto overlay = parseAnswer(whole.at("overlay").get<std::string>());
        const json& definitions = whole.at("indicators");
        if (!overlay || definitions.size() != overlay->indicators.size())
            return std::nullopt;
        overlay->id = pluginId;
        overlay->title = textOf(whole.at("title"));
        for (std::size_t i = 0; i < definitions.size(); ++i) {
            IndicatorResult& result = overlay->indicators[i];
            result.indicator = definitionOf(definitions[i]);
            result.recipe = recipeOf(definitions[i].at("recipe"));
            for (IndicatorValue& value : result.values)
                value.indicatorId = result.indicator.id;
        }
        return *std::move(overlay);
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace

PluginResults::PluginResults(std::string folder)
    : folder_(std::move(folder))
{
}

std::optional<std::string> PluginResults::answerTo(const std::string& key, const std::string& pluginId) const
{
    if (folder_.empty())
        return std::nullopt;
    const std::string path = fileOf(folder_, pluginId);
    std::ifstream file(path, std::ios::binary);
    const std::optional<Head> head = readHead(file);
    std::error_code error;
    if (!head || head->key != key || head->answerBytes > std::filesystem::file_size(path, error) || error)
        return std::nullopt;
    std::string answer(head->answerBytes, '\0');
    if (!file.read(answer.data(), static_cast<std::streamsize>(answer.size())))
        return std::nullopt;
    return answer;
}

std::optional<PluginResults::Last> PluginResults::last(const std::string& pluginId) const
{
    if (folder_.empty())
        return std::nullopt;
    std::ifstream file(fileOf(folder_, pluginId), std::ios::binary);
    std::optional<Head> head = readHead(file);
    if (!head || !file.ignore(static_cast<std::streamsize>(head->answerBytes)))
        return std::nullopt;
    auto overlay = readOverlay(file, pluginId);
    if (!overlay)
        return std::nullopt;
    return Last{std::move(head->computedAt), *std::move(overlay)};
}

void PluginResults::keep(const std::string& key, const std::string& computedAt, const std::string& answer,
                         const Overlay& overlay)
{
    if (folder_.empty())
        return;
    json definitions = json::array();
    for (const IndicatorResult& result : overlay.indicators) {
        json definition = definitionJson(result.indicator);
        definition["recipe"] = recipeJson(result);
        definitions.push_back(std::move(definition));
    }
    const json rest = {
        {"title", textJson(overlay.title)}, {"indicators", std::move(definitions)}, {"overlay", answerJson(overlay)}};
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);
    (void)writeFile(fileOf(folder_, overlay.id), headLine({key, computedAt, answer.size()}) + answer + rest.dump());
}

}  // namespace chiiki
