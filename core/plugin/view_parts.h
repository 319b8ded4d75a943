#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/plugin/evaluation_index.h"
#include "core/plugin/spoken.h"

/// What the views of core/plugin/view_*.cpp share. Each fills `content` and what it saw of samples and sources.
namespace chiiki {

class ViewBuilder {
public:
    ViewBuilder(const EvaluationIndex& index, const ViewSpec& spec, const std::vector<IndicatorResult>& indicators);

    const EvaluationIndex& index;
    const ViewSpec& spec;

    /// Of this plugin or of others. Error NotFound.
    Result<const IndicatorResult*> indicator(const std::string& id) const;

    /// Rows of the view's table that its filter takes, in their order. None: a note says so.
    std::vector<const PluginRow*> taken();
    /// The same; each is remembered as seen.
    std::vector<const PluginRow*> rows();
    /// Its status, its source, and whose it is: of another city itself or by a row that it links to.
    void saw(const PluginTable& table, const PluginRow& row);
    /// Whether its field `city`, where a table has one, names another city than the workspace's.
    bool isOfOtherCity(const PluginTable& table, const PluginRow& row) const;
    void saw(const IndicatorResult& result, const Value& value);
    void sawSource(const std::string& id)
    {
        if (!id.empty())
            sourceIds_.insert(id);
    }

    /// A cell as people read it: names for codes, grouped numbers with units, titles of choices. Empty for an empty
    /// cell.
    Text cellText(const PluginRow& row, const FieldSpec& field) const;
    /// The field of the view's table; an empty text where the id is empty.
    Text cellText(const PluginRow& row, const std::string& fieldId) const;
    /// The one district of a row; empty where there are none or several.
    static std::string onlyDistrict(const PluginRow& row);

    void note(std::string_view code, const std::vector<Text>& arguments = {})
    {
        notes_.push_back(spoken(code, arguments));
    }
    /// A note that says why there is nothing to show: the first of all.
    void noteNothing(std::string_view code, const std::vector<Text>& arguments = {});
    /// The same for a table without a row that the view shows.
    void noteWithoutRows(const std::string& tableId);
    /// The same for indicators without a value that could be shown.
    void noteWithoutValues(const std::vector<Text>& indicators);

    /// The title has the values of parameters in it: "{hazard}" is what that is set to.
    ViewData finish(decltype(ViewData::content) content) const;

private:
    /// Of conditions that take empty cells alone or refuse one choice: how many rows they leave out.
    void noteRowsLeftOut(const PluginTable& table);
    void sawCity(const PluginTable& table, const PluginRow& row);
    void sawLinks(const PluginTable& table, const PluginRow& row);

    const std::vector<IndicatorResult>& indicators_;
    std::set<std::string> seenIndicators_;
    std::vector<std::string> otherCities_;
    bool hasOwnRows_ = false;
    std::set<std::string> sourceIds_;
    std::vector<Text> notes_;
    bool hasSample_ = false;
};

Result<ViewData> matrixView(ViewBuilder& builder);
Result<ViewData> boardView(ViewBuilder& builder);
Result<ViewData> listView(ViewBuilder& builder);
Result<ViewData> treeView(ViewBuilder& builder);
Result<ViewData> flowView(ViewBuilder& builder);
Result<ViewData> gaugeView(ViewBuilder& builder);
Result<ViewData> lineView(ViewBuilder& builder);
Result<ViewData> curveView(ViewBuilder& builder);
Result<ViewData> ranksView(ViewBuilder& builder);
Result<ViewData> timelineView(ViewBuilder& builder);
Result<ViewData> linksView(ViewBuilder& builder);
Result<ViewData> orderedView(ViewBuilder& builder);

/// The latest year with actual numbers of districts.
std::optional<int> latestYear(const IndicatorResult& result);
/// By district code: the actual values of a year.
std::map<std::string, Value> valuesOf(const IndicatorResult& result, int year);
/// 1 = best; equal numbers share a rank. nullopt for an absent value.
std::optional<int> rankOf(const Value& value, const std::map<std::string, Value>& all, Direction direction);

}  // namespace chiiki
