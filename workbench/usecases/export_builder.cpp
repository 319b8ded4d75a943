#include "workbench/usecases/export_builder.h"

namespace chiiki::export_layers {

std::string joined(const std::vector<std::string>& texts)
{
    std::string text;
    for (const std::string& item : texts)
        text += (text.empty() ? "" : ";") + item;
    return text;
}

Text titleWithin(const Manifest& plugin, const Text& title)
{
    return {plugin.title.ja + ": " + title.ja, plugin.title.en + ": " + title.en};
}

DataLayer layerOf(std::string name, Text title, DataLayer::Shape shape, std::vector<DataField> fields)
{
    DataLayer layer;
    layer.name = std::move(name);
    layer.title = std::move(title);
    layer.shape = shape;
    layer.fields = std::move(fields);
    return layer;
}

std::string districtName(const Snapshot& city, const std::string& code)
{
    const District* district = findDistrict(city, code);
    return district ? district->name : std::string();
}

std::vector<DataField> placementFields()
{
    return {{"district_code", {"地域コード", "District code"}},
            {"district", {"地域", "District"}},
            {"placement", {"数えるところ", "Counted in"}},
            {"reason", {"地域に入らない理由", "Why in no district"}}};
}

void addPlacement(std::vector<DataCell>& cells, const Placement& placement, const std::string& districtName,
                  Language language)
{
    cells.push_back(textCell(placement.districtCode));
    cells.push_back(textCell(districtName));
    cells.push_back(textCell(code(placement.rest)));
    cells.push_back(placement.reason.empty() ? DataCell() : textCell(speak({placement.reason, {}}, language)));
}

}  // namespace chiiki::export_layers
