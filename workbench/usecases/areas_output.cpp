#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/analysis/comparison.h"
#include "workbench/usecases/import_areas.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t mostNames = 20;

std::string unplacedText(const std::vector<std::string>& names)
{
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), mostNames); ++i)
        list += (list.empty() ? "" : ", ") + names[i];
    return names.size() > mostNames ? list + ", …" : list;
}

ordered_json valueJson(const IndicatorValue& value, const AreaFigure& figure)
{
    const auto number = value.value.number();
    return {{"column", figure.column},
            {"indicator", value.indicatorId},
            {"district_code", value.districtCode.empty() ? "city" : value.districtCode},
            {"year", value.year.year},
            {"value", number ? ordered_json(*number) : ordered_json(nullptr)},
            {"absence", number ? std::string() : std::string(code(value.value.absence()))},
            {"status", std::string(code(value.value.status))},
            {"note", value.note}};
}

}  // namespace

std::string areasText(const AreasComparison& comparison, bool isPreview, Language language)
{
    const auto say = [language](const Message& message) { return speak(message, language) + "\n"; };
    const std::size_t districts = comparison.snapshot->districts.size();
    std::string text = say({comparison.isSame ? "usecases.areas_same"
                            : isPreview       ? "usecases.areas_preview"
                                              : "usecases.areas_done",
                            {comparison.edition.title.in(language), comparison.edition.fileName}});
    if (comparison.before && !comparison.isSame)
        text += say({"usecases.feed_replaces", {comparison.before->fileName, comparison.before->asOf}});
    text += say(
        {"usecases.areas_counts",
         {std::to_string(comparison.files.size()), std::to_string(comparison.areas), std::to_string(comparison.totals),
          std::to_string(comparison.divided), std::to_string(comparison.combined)}});
    text += say({"usecases.areas_check", {reconciliationLine(comparison.edition.rows, districts, language)}});
    if (!comparison.unplaced.empty())
        text += say({"usecases.areas_unplaced",
                     {std::to_string(comparison.unplaced.size()), unplacedText(comparison.unplaced)}});
    for (const AreaFigure& figure : comparison.figures)
        text += "  " + say({"usecases.areas_figure",
                            {figure.result.indicator.id, figure.result.indicator.title.ja,
                             reconciliationLine(figure.result.reconciliation, districts, language)}});
    text += comparison.edition.limits.in(language) + "\n";
    for (const Diagnostic& told : comparison.setAside)
        text += describe(told, language) + "\n";
    return text;
}

std::string areasJson(const AreasComparison& comparison, bool isPreview, Language language)
{
    ordered_json rows = ordered_json::array();
    for (const AreaFigure& figure : comparison.figures)
        for (const IndicatorValue& value : figure.result.values)
            rows.push_back(valueJson(value, figure));
    return ordered_json{{"api", 1},
                        {"preview", isPreview},
                        {"same", comparison.isSame},
                        {"rows", std::move(rows)},
                        {"reconciliation", reconciliationJson(comparison.edition.rows)},
                        {"unplaced", comparison.unplaced},
                        {"set_aside", setAsideJson(comparison.setAside, language)},
                        {"sources", ordered_json::array({sourceJson(comparison.edition)})}}
               .dump(1) +
           "\n";
}

}  // namespace chiiki
