#include "core/model/indicator.h"

#include <utility>

namespace chiiki {

std::string_view code(IndicatorKind kind)
{
    switch (kind) {
    case IndicatorKind::Count:
        return "count";
    case IndicatorKind::Rate:
        return "rate";
    case IndicatorKind::Index:
        return "index";
    case IndicatorKind::Category:
        return "category";
    }
    return {};
}

std::string_view code(Direction direction)
{
    switch (direction) {
    case Direction::More:
        return "more";
    case Direction::Less:
        return "less";
    case Direction::None:
        return "none";
    }
    return {};
}

namespace {

std::string simpleUnitTitle(std::string_view unit, Language language)
{
    struct Names {
        std::string_view unit, ja, en;
    };
    static constexpr Names names[] = {
        {"people", "人", "people"},
        {"1000people", "千人", "1,000 people"},
        {"households", "世帯", "households"},
        {"yen", "円", "yen"},
        {"count", "件", "items"},
        {"places", "か所", "places"},
        {"districts", "地域", "districts"},
        {"projects", "事業", "projects"},
        {"areas", "地区", "areas"},
        {"groups", "団体", "groups"},
        {"associations", "自治会", "associations"},
        {"km2", "km²", "km²"},
        {"m", "m", "m"},
        {"percent", "%", "%"},
        {"ratio", "%", "%"},              // stored 0..1, spoken in percent
        {"point", "ポイント", "points"},  // between two percentages
        {"stage", "段階", "stage"},
        {"index", "", ""},
        {"days", "日", "days"},
        {"kinds", "種類", "kinds"},
        {"times", "回", "times"},
        {"months", "か月", "months"},
        {"years", "年", "years"},
        {"hours", "時間", "hours"},
        {"minutes", "分", "min"},
    };
    for (const Names& name : names)
        if (name.unit == unit)
            return std::string(language == Language::Japanese ? name.ja : name.en);
    return std::string(unit);
}

}  // namespace

const Text* categoryOf(const Indicator& indicator, double value)
{
    for (std::size_t i = 0; i < indicator.categories.size(); ++i)
        if (value == static_cast<double>(i + 1))
            return &indicator.categories[i];
    return nullptr;
}

std::string unitTitle(std::string_view unit, Language language)
{
    const std::size_t slash = unit.find('/');
    if (slash == std::string_view::npos)
        return simpleUnitTitle(unit, language);
    return simpleUnitTitle(unit.substr(0, slash), language) + "/" + simpleUnitTitle(unit.substr(slash + 1), language);
}

}  // namespace chiiki
