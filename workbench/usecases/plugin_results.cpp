#include "workbench/usecases/plugin_results.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "core/io/files.h"
#include "core/model/overlay_json.h"

namespace chiiki {
namespace {

using nlohmann::json;

std::string fileOf(const std::string& folder, const std::string& pluginId)
{
    return (std::filesystem::path(folder) / (pluginId + ".json")).string();
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

}  // namespace

PluginResults::PluginResults(std::string folder)
    : folder_(std::move(folder))
{
}

std::optional<PluginResults::Kept> PluginResults::find(const std::string& pluginId) const
{
    if (folder_.empty())
        return std::nullopt;
    std::ifstream file(fileOf(folder_, pluginId), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const json whole = json::parse(text, nullptr, false);
    if (whole.is_discarded())
        return std::nullopt;
    try {
        Kept kept;
        whole.at("key").get_to(kept.key);
        whole.at("computed_at").get_to(kept.computedAt);
        whole.at("answer").get_to(kept.answer);
        auto overlay = parseAnswer(whole.at("overlay").get<std::string>());
        if (!overlay)
            return std::nullopt;
        kept.overlay = *std::move(overlay);
        kept.overlay.id = pluginId;
        kept.overlay.title = textOf(whole.at("title"));
        const json& definitions = whole.at("indicators");
        if (definitions.size() != kept.overlay.indicators.size())
            return std::nullopt;
        for (std::size_t i = 0; i < definitions.size(); ++i) {
            IndicatorResult& result = kept.overlay.indicators[i];
            result.indicator = definitionOf(definitions[i]);
            result.recipe = recipeOf(definitions[i].at("recipe"));
            for (IndicatorValue& value : result.values)
                value.indicatorId = result.indicator.id;
        }
        return kept;
    } catch (const json::exception&) {
        // Written by another version: as good as none.
        return std::nullopt;
    }
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
    const json whole = {{"key", key},
                        {"computed_at", computedAt},
                        {"answer", answer},
                        {"title", textJson(overlay.title)},
                        {"indicators", std::move(definitions)},
                        {"overlay", answerJson(overlay)}};
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);
    (void)writeFile(fileOf(folder_, overlay.id), whole.dump());
}

}  // namespace chiiki
