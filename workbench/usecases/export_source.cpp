#include "workbench/usecases/export_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/io/layer_source.h"
#include "core/text/names.h"
#include "workbench/usecases/export_places.h"
#include "workbench/usecases/export_rows.h"
#include "workbench/usecases/overlay_output.h"
#include "workbench/usecases/table.h"

namespace chiiki {
namespace {

constexpr const char* numberLayers[] = {"table", "values", "indicators", "reconciliation"};
constexpr const char* recordLayers[] = {"facilities", "stops", "routes", "blocks", "taxi_districts", "measures"};

bool isOf(const Plugin& plugin, const std::string& indicatorId)
{
    return findIndicator(plugin.manifest, indicatorId) != nullptr;
}

}  // namespace

Result<ExportSource> ExportSource::open(PluginSession& session, const ExportRequest& request)
{
    ExportSource source(session, request);
    if (!request.overlayId.empty()) {
        const auto plugin = session.find(request.overlayId);
        if (!plugin)
            return tl::unexpected(plugin.error());
        source.plugin_ = *plugin;
        const auto run = session.overlay(**plugin);
        if (!run->overlay)
            return tl::unexpected(*run->reason);
        source.overlays_.emplace();
        source.overlays_->emplace_back(*plugin, run);
    }
    source.listNames();
    return source;
}

void ExportSource::listNames()
{
    names_ = {"districts"};
    names_.insert(names_.end(), std::begin(numberLayers), std::end(numberLayers));
    if (!plugin_)
        names_.insert(names_.end(), std::begin(recordLayers), std::end(recordLayers));
    names_.insert(names_.end(), {"findings", "rules"});
    for (const Plugin& plugin : session_->plugins())
        if (!plugin.problem && (!plugin_ || plugin_ == &plugin))
            for (const TableSpec& table : plugin.manifest.tables)
                if (session_->rowsOf(plugin, table.id))
                    names_.push_back(plugin.id + "__" + table.id);
    if (plugin_)
        for (const OverlayLayer& layer : overlays_->front().second->overlay->layers)
            names_.push_back(plugin_->id + "_" + layer.id);
    names_.insert(names_.end(), {"sources", "fields"});
}

const std::vector<std::pair<const Plugin*, std::shared_ptr<const OverlayRun>>>& ExportSource::overlays()
{
    if (overlays_)
        return *overlays_;
    overlays_.emplace();
    const auto runs = session_->all();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Plugin& plugin = session_->plugins()[i];
        if (runs[i]->overlay)
            overlays_->emplace_back(&plugin, runs[i]);
        if (runs[i]->state == PluginState::Valid)
            continue;
        const Language language = request_->language;
        const std::string title = plugin.problem ? plugin.id : plugin.manifest.title.in(language);
        const std::string reason = runs[i]->reason ? describe(*runs[i]->reason, language) : std::string();
        notices_.push_back(runs[i]->overlay ? Message{"export.overlay_of_before", {title, runs[i]->lastGoodAt, reason}}
                                            : Message{"export.overlay_left_out", {title, reason}});
    }
    return *overlays_;
}

Result<const std::vector<IndicatorResult>*> ExportSource::results()
{
    if (results_)
        return &*results_;
    std::vector<IndicatorResult> found;
    std::vector<std::string> ids = request_->indicatorIds;
    if (ids.empty() && !plugin_)
        for (const Indicator& indicator : session_->list())
            if (std::none_of(session_->plugins().begin(), session_->plugins().end(),
                             [&](const Plugin& plugin) { return isOf(plugin, indicator.id); }))
                ids.push_back(indicator.id);
    for (const std::string& id : ids) {
        auto result = session_->compute(id);
        if (!result)
            return tl::unexpected(result.error());
        found.push_back(*std::move(result));
    }
    if (request_->indicatorIds.empty())
        for (const auto& [plugin, run] : overlays())
            found.insert(found.end(), run->overlay->indicators.begin(), run->overlay->indicators.end());
    if (const auto checked = export_layers::checkSums(found, session_->city()->districts.size(), request_->language);
        !checked)
        return tl::unexpected(checked.error());
    results_ = std::move(found);
    return &*results_;
}

Result<ComparisonTable> ExportSource::comparison()
{
    const bool isWholeOverlay = plugin_ && request_->indicatorIds.empty();
    auto table = isWholeOverlay ? overlayTable(*session_->city(), *overlays_->front().second, request_->year)
                                : makeTable(*session_, {request_->indicatorIds, request_->year, "code"});
    if (!table)
        return table;
    if (const auto checked = export_layers::checkSums(*table, request_->language); !checked)
        return tl::unexpected(checked.error());
    if (request_->year && isWholeOverlay) {
        std::vector<const IndicatorResult*> compared;
        for (const IndicatorResult& result : overlays_->front().second->overlay->indicators)
            compared.push_back(&result);
        noteYear(compared);
    } else if (request_->year) {
        std::vector<IndicatorResult> compared;
        for (const ComparisonColumn& column : table->columns)
            if (auto result = session_->compute(column.indicator.id))
                compared.push_back(*std::move(result));
        std::vector<const IndicatorResult*> pointers;
        for (const IndicatorResult& result : compared)
            pointers.push_back(&result);
        noteYear(pointers);
    }
    return table;
}

/// Says once which indicators have no number in the year asked for, and which years they have.
void ExportSource::noteYear(const std::vector<const IndicatorResult*>& results)
{
    if (std::exchange(isYearNoted_, true))
        return;
    const Language language = request_->language;
    std::vector<std::string> without;
    for (const IndicatorResult* result : results) {
        std::set<FiscalYear> years;
        for (const IndicatorValue& value : result->values)
            if (value.value.isNumber())
                years.insert(value.year);
        if (years.contains(*request_->year))
            continue;
        std::string known;
        for (const FiscalYear year : years)
            known += (known.empty() ? "" : language == Language::Japanese ? "・" : ", ") + title(year, language);
        without.push_back(
            known.empty() ? speak({"export.no_year_at_all", {result->indicator.title.in(language)}}, language)
                          : speak({"export.years_there_are", {result->indicator.title.in(language), known}}, language));
    }
    constexpr std::size_t mostNamed = 5;
    if (without.empty())
        return;
    const std::string year = title(*request_->year, language);
    const std::size_t count = without.size();
    if (count > mostNamed)
        without.resize(mostNamed);
    notices_.push_back({"export.year_without_numbers", {year, std::to_string(count), listed(without)}});
}

Result<DataLayer> ExportSource::makeOfPlugin(const std::string& name)
{
    for (const Plugin& plugin : session_->plugins()) {
        for (const TableSpec& table : plugin.manifest.tables)
            if (name == plugin.id + "__" + table.id)
                return export_layers::pluginRows(*session_->city(), plugin.manifest, table,
                                                 *session_->rowsOf(plugin, table.id));
    }
    const Overlay& overlay = *overlays_->front().second->overlay;
    const auto drawn = std::find_if(overlay.layers.begin(), overlay.layers.end(),
                                    [&](const OverlayLayer& layer) { return name == plugin_->id + "_" + layer.id; });
    return export_layers::drawn(plugin_->manifest, *drawn);
}

Result<DataLayer> ExportSource::make(const std::string& name)
{
    const Language language = request_->language;
    if (name == "districts" || name == "table") {
        const auto compared = comparison();
        if (!compared)
            return tl::unexpected(compared.error());
        return name == "table" ? export_layers::table(*compared, language)
                               : export_layers::districts(*session_->city(), *compared, language);
    }
    if (std::find(std::begin(numberLayers), std::end(numberLayers), name) != std::end(numberLayers)) {
        const auto found = results();
        if (!found)
            return tl::unexpected(found.error());
        if (name == "values" && request_->year) {
            std::vector<const IndicatorResult*> pointers;
            for (const IndicatorResult& result : **found)
                pointers.push_back(&result);
            noteYear(pointers);
        }
        return name == "values"       ? export_layers::values(*session_->city(), **found, request_->year, language)
               : name == "indicators" ? export_layers::indicators(**found, language)
                                      : export_layers::reconciliation(**found, language);
    }
    if (name == "findings") {
        const SnapshotPtr city = session_->city();
        std::vector<export_layers::FindingsOf> lists;
        if (!plugin_)
            lists.push_back({{}, &city->findings});
        for (const auto& [plugin, run] : overlays())
            lists.push_back({plugin->id, &run->overlay->findings});
        return export_layers::findings(*city, lists, language);
    }
    if (name == "rules") {
        std::vector<export_layers::OutcomesOf> lists;
        for (const auto& [plugin, run] : overlays())
            lists.push_back({plugin->id, &run->overlay->outcomes});
        return export_layers::rules(*session_->city(), lists, language);
    }
    if (name == "sources")
        return export_layers::sources(*session_->city());
    if (std::find(std::begin(recordLayers), std::end(recordLayers), name) == std::end(recordLayers))
        return makeOfPlugin(name);
    const SnapshotPtr city = session_->city();
    if (name == "facilities" || name == "stops") {
        if (const auto checked = export_layers::checkRecords(*city, language); !checked)
            return tl::unexpected(checked.error());
        return name == "stops" ? export_layers::stops(*city, language) : export_layers::facilities(*city, language);
    }
    return name == "routes"           ? export_layers::routes(*city)
           : name == "blocks"         ? export_layers::blocks(*city)
           : name == "taxi_districts" ? export_layers::taxiDistricts(*city)
                                      : export_layers::measures(*city);
}

}  // namespace chiiki
