#include "core/io/data_table.h"

#include "core/io/delimited.h"
#include "core/text/number_text.h"

namespace chiiki {

Sheet dataSheet(const DataLayer& layer)
{
    Sheet sheet;
    sheet.name = layer.name;
    for (const DataField& field : layer.fields)
        sheet.headings.push_back(field.id);
    const bool hasPoints = layer.shape == DataLayer::Shape::Points;
    if (hasPoints)
        for (const char* name : {"lon", "lat"})
            sheet.headings.emplace_back(name);
    for (const DataRow& row : layer.rows) {
        std::vector<SheetCell> cells = row.cells;
        if (hasPoints) {
            const auto* point = std::get_if<Point>(&row.place);
            cells.push_back(point ? SheetCell(point->x) : SheetCell());
            cells.push_back(point ? SheetCell(point->y) : SheetCell());
        }
        sheet.rows.push_back(std::move(cells));
    }
    return sheet;
}

std::string dataCsv(const DataLayer& layer)
{
    const Sheet sheet = dataSheet(layer);
    std::string csv = "\xEF\xBB\xBF" + csvLine(sheet.headings);
    std::vector<std::string> cells;
    for (const auto& row : sheet.rows) {
        cells.clear();
        for (const SheetCell& cell : row) {
            const auto* number = std::get_if<double>(&cell);
            const auto* text = std::get_if<std::string>(&cell);
            cells.push_back(number ? shortestText(*number) : text ? *text : std::string());
        }
        csv += csvLine(cells);
    }
    return csv;
}

}  // namespace chiiki
