// Any bytes as plugin.json. A manifest that is taken keeps its promises: ids once and in their form, references that
// lead somewhere. One that is refused says where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "core/plugin/manifest_reader.h"

namespace {

using namespace chiiki;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkOf(const Manifest& manifest, const Quantity& quantity)
{
    if (quantity.table.empty())
        return;
    const TableSpec* table = findTable(manifest, quantity.table);
    require(table != nullptr);
    require(quantity.field.empty() || findField(*table, quantity.field) != nullptr);
    for (const auto& [field, words] : quantity.where.words)
        require(findField(*table, field) != nullptr && !words.empty());
}

void checkPromises(const Manifest& manifest)
{
    require(manifest.api == 1 && !manifest.id.empty() && !manifest.version.empty());
    require(!manifest.title.ja.empty() && !manifest.title.en.empty());
    std::set<std::string> ids;
    for (const TableSpec& table : manifest.tables) {
        require(ids.insert(table.id).second && !table.fields.empty());
        require(table.districtField.empty() || findField(table, table.districtField));
        require(table.yearField.empty() || findField(table, table.yearField));
        require(table.file.find("..") == std::string::npos || table.file.find('/') == std::string::npos);
        for (const FieldSpec& field : table.fields)
            require(field.type != FieldType::Link || findTable(manifest, field.linkedTable));
    }
    ids.clear();
    for (const IndicatorSpec& spec : manifest.indicators) {
        require(ids.insert(spec.indicator.id).second && !spec.indicator.unit.empty());
        require(!spec.isFromExecutable || manifest.executable.has_value());
        checkOf(manifest, spec.quantity);
        if (spec.over)
            checkOf(manifest, *spec.over);
    }
    ids.clear();
    for (const RuleSpec& rule : manifest.rules) {
        require(ids.insert(rule.id).second);
        checkOf(manifest, rule.of);
    }
    ids.clear();
    for (const ViewSpec& view : manifest.views)
        require(ids.insert(view.id).second);
    if (manifest.executable)
        require(!manifest.executable->path.empty() && manifest.executable->path.front() != '/');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Diagnostics diagnostics;
    const auto manifest =
        parseManifest(std::string(reinterpret_cast<const char*>(data), size), "plugin.json", diagnostics);
    if (manifest) {
        require(diagnostics.empty());
        checkPromises(*manifest);
    } else {
        require(!diagnostics.empty() && !manifest.error().message.code.empty());
    }
    return 0;
}
