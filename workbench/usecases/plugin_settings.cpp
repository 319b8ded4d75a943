#include "workbench/usecases/plugin_settings.h"

#include <algorithm>

#include "core/io/numbers.h"
#include "core/model/plugin_table.h"

namespace chiiki {
namespace {

template <typename T>
std::string idsOf(const std::vector<T>& items)
{
    std::string list;
    for (const T& item : items)
        list += (list.empty() ? "" : ", ") + item.id;
    return list;
}

Result<void> judge(const ParameterSpec& spec, const std::string& value)
{
    switch (spec.type) {
    case ParameterType::Number: {
        const auto number = parseNumber(value);
        if (!number || *number < spec.minimum || *number > spec.maximum)
            return fail(ErrorKind::BadRequest,
                        {"usecases.parameter_out_of_range",
                         {spec.id, value, textOf(FieldValue(spec.minimum)), textOf(FieldValue(spec.maximum))}});
        return {};
    }
    case ParameterType::YesNo:
        if (value != "yes" && value != "no")
            return fail(ErrorKind::BadRequest, {"usecases.parameter_no_choice", {spec.id, value, "yes, no"}});
        return {};
    case ParameterType::Choice:
        if (std::none_of(spec.choices.begin(), spec.choices.end(), [&](const Choice& c) { return c.id == value; }))
            return fail(ErrorKind::BadRequest, {"usecases.parameter_no_choice", {spec.id, value, idsOf(spec.choices)}});
        return {};
    }
    return {};
}

}  // namespace

Result<void> checkParameter(const Manifest& manifest, const std::string& id, const std::string& value)
{
    const ParameterSpec* spec = findParameter(manifest, id);
    if (!spec && manifest.parameters.empty())
        return fail(ErrorKind::BadRequest, {"usecases.no_parameters_at_all", {id, manifest.id}});
    if (!spec)
        return fail(ErrorKind::BadRequest, {"usecases.no_parameter", {id, idsOf(manifest.parameters)}});
    return judge(*spec, value);
}

Result<ParameterValues> parseSettings(const Manifest& manifest, const std::vector<std::string>& words)
{
    ParameterValues values;
    for (const std::string& word : words) {
        const std::size_t sign = word.find('=');
        if (sign == std::string::npos)
            return fail(ErrorKind::BadRequest, {"usecases.setting_without_value", {word}});
        const std::string id = word.substr(0, sign);
        std::string value = word.substr(sign + 1);
        if (auto fits = checkParameter(manifest, id, value); !fits)
            return tl::unexpected(fits.error());
        values[id] = std::move(value);
    }
    return values;
}

}  // namespace chiiki
