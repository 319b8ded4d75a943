#include "core/plugin/manifest_keys.h"

#include <algorithm>
#include <cassert>

namespace chiiki {
namespace {

using Keys = std::vector<std::string_view>;

Keys joined(Keys keys, const Keys& more)
{
    for (const std::string_view key : more)
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    return keys;
}

struct Kind {
    std::string_view word;
    Keys keys;
};

/// "rule" with the keys of all kinds, then one entry a kind: its own keys behind the common ones.
void appendKinds(std::vector<ManifestKeys>& all, const std::string& object, const Keys& common,
                 const std::vector<Kind>& kinds)
{
    Keys every = common;
    for (const Kind& kind : kinds)
        every = joined(every, kind.keys);
    all.push_back({object, every});
    for (const Kind& kind : kinds)
        all.push_back({object + "_" + std::string(kind.word), joined(common, kind.keys)});
}

std::vector<ManifestKeys> makeKeys()
{
    std::vector<ManifestKeys> all = {
        {"manifest",
         {"api", "id", "version", "title", "owner", "description", "needs", "tables", "indicators", "rules", "views",
          "parameters", "facility_kinds", "executable", "style"}},
        {"title", {"ja", "en"}},
        {"table",
         {"id", "title", "file", "sheet", "fields", "district", "year", "fiscal_year", "key", "status", "source",
          "complete", "city", "answers"}},
        {"answers", {"rule", "title"}},
        {"complete_by_table", {"table"}},
        {"field", {"id", "type", "title", "unit", "required", "unique", "choices", "to", "also", "sum_of", "personal"}},
        {"choice", {"id", "title"}},
        {"quantity", {"of", "by", "where"}},
        {"indicator", {"id",         "title",  "unit", "kind",      "direction", "decimals", "breaks",
                       "ramp",       "of",     "by",   "where",     "over",      "per",      "per_unit",
                       "cumulative", "covers", "city", "indicator", "targets",   "forecast"}},
        {"forecast", {"to", "methods"}},
        {"number_of_parameter", {"parameter"}},
        {"counts", {"of", "where"}},
        {"parameter", {"id", "type", "title", "unit", "min", "max", "step", "default", "choices"}},
        {"facility_kind", {"id", "title", "glyph", "order"}},
        {"executable", {"path", "seconds", "memory_mb"}},
        {"style", {"indicator"}},
    };
    appendKinds(
        all, "rule",
        {"id", "title", "check", "severity", "from", "to", "when", "cites", "source", "about", "text", "action", "ask"},
        {
            {"every_district", {"of", "where", "years"}},
            {"sum_equals", {"of", "by", "where", "equals", "published", "indicator"}},
            {"cap", {"of", "by", "where", "over", "scope", "at_most"}},
            {"date_within", {"of", "where", "first", "last"}},
            {"expired", {"of", "where"}},
            {"due", {"of", "where", "within_days"}},
            {"stage_order", {"of", "where", "case", "date"}},
            {"stalled", {"of", "where", "case", "date", "months"}},
            {"planned_without_result", {"of", "where", "reported", "matching"}},
            {"unanswered", {"of", "where", "asked", "days"}},
            {"pace", {"indicator", "target_year", "target"}},
            {"at_least", {"of", "by", "where", "over", "scope", "at_least"}},
            {"empty_cell", {"of", "where", "rows", "columns", "year", "leave_out", "covers"}},
            {"outlier", {"indicator", "factor"}},
            {"stated_change", {"of", "where", "indicator"}},
            {"filled", {"of", "where"}},
            {"agrees", {"of", "where", "matching"}},
            {"without_link", {"of", "where", "kinds", "counts"}},
            {"falling", {"indicator", "years"}},
        });
    appendKinds(all, "view", {"id", "title", "view"},
                {
                    {"map", {"indicator"}},
                    {"matrix", {"of", "by", "where", "rows", "columns", "published"}},
                    {"board", {"of", "where", "card", "date"}},
                    {"list", {"of", "where", "columns"}},
                    {"timeline", {"of", "where", "card", "date"}},
                    {"tree", {"of", "card", "parent", "counts"}},
                    {"links", {"of", "where", "card"}},
                    {"flow", {"of", "where", "group", "before", "after"}},
                    {"gauge", {"rules"}},
                    {"ordered", {"indicator", "of", "where", "order", "card", "columns"}},
                    {"line", {"indicators"}},
                    {"curve", {"indicator"}},
                    {"ranks", {"indicators"}},
                });
    return all;
}

}  // namespace

const std::vector<ManifestKeys>& manifestKeys()
{
    static const std::vector<ManifestKeys> keys = makeKeys();
    return keys;
}

std::span<const std::string_view> keysOf(std::string_view object)
{
    const auto& all = manifestKeys();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ManifestKeys& k) { return k.object == object; });
    assert(found != all.end());
    return found->keys;
}

}  // namespace chiiki
