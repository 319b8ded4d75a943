#include "core/model/manifest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chiiki {
namespace {

constexpr std::array<std::pair<ViewKind, std::string_view>, 13> viewWords{{
    {ViewKind::Map, "map"},
    {ViewKind::Matrix, "matrix"},
    {ViewKind::Board, "board"},
    {ViewKind::List, "list"},
    {ViewKind::Timeline, "timeline"},
    {ViewKind::Tree, "tree"},
    {ViewKind::Links, "links"},
    {ViewKind::Flow, "flow"},
    {ViewKind::Gauge, "gauge"},
    {ViewKind::Ordered, "ordered"},
    {ViewKind::Line, "line"},
    {ViewKind::Curve, "curve"},
    {ViewKind::Ranks, "ranks"},
}};

template <typename T, typename IdOf>
const T* findById(const std::vector<T>& items, std::string_view id, IdOf idOf)
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return idOf(item) == id; });
    return found == items.end() ? nullptr : &*found;
}

template <typename T>
const T* findById(const std::vector<T>& items, std::string_view id)
{
    return findById(items, id, [](const T& item) -> const std::string& { return item.id; });
}

}  // namespace

std::string_view code(ViewKind kind)
{
    for (const auto& [key, word] : viewWords)
        if (key == kind)
            return word;
    return {};
}

std::optional<ViewKind> parseViewKind(std::string_view word)
{
    for (const auto& [key, text] : viewWords)
        if (text == word)
            return key;
    return std::nullopt;
}

const TableSpec* findTable(const Manifest& manifest, std::string_view id)
{
    return findById(manifest.tables, id);
}

const IndicatorSpec* findIndicator(const Manifest& manifest, std::string_view id)
{
    return findById(manifest.indicators, id,
                    [](const IndicatorSpec& spec) -> const std::string& { return spec.indicator.id; });
}

const RuleSpec* findRule(const Manifest& manifest, std::string_view id)
{
    return findById(manifest.rules, id);
}

const ViewSpec* findView(const Manifest& manifest, std::string_view id)
{
    return findById(manifest.views, id);
}

const ParameterSpec* findParameter(const Manifest& manifest, std::string_view id)
{
    return findById(manifest.parameters, id);
}

void fillSums(const Manifest& manifest, PluginTable& rows)
{
    for (const SumSpec& spec : manifest.sums) {
        const int column = columnIndex(rows, spec.field);
        if (spec.table != rows.tableId || column < 0)
            continue;
        std::vector<int> parts;
        for (const std::string& part : spec.parts)
            parts.push_back(columnIndex(rows, part));
        for (PluginRow& row : rows.rows) {
            const auto cell = [&](int at) {
                return at < 0 ? std::nullopt : numberOf(row.values[static_cast<std::size_t>(at)]);
            };
            FieldValue& sum = row.values[static_cast<std::size_t>(column)];
            if (!std::holds_alternative<std::monostate>(sum))
                continue;
            std::optional<double> total = 0;
            for (const int part : parts)
                total = total && cell(part) ? std::optional(*total + *cell(part)) : std::nullopt;
            if (total)
                sum = *total;
        }
    }
}

std::string parameterValue(const Manifest& manifest, const ParameterValues& set, std::string_view id)
{
    if (const auto given = set.find(std::string(id)); given != set.end())
        return given->second;
    const ParameterSpec* spec = findParameter(manifest, id);
    return spec ? spec->defaultValue : std::string();
}

}  // namespace chiiki
