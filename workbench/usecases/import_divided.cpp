#include "workbench/usecases/import_divided.h"

#include <algorithm>
#include <map>

#include "core/analysis/recipe_parts.h"
#include "core/text/names.h"
#include "core/text/number_text.h"
#include "workbench/usecases/import_value_parts.h"

namespace chiiki::imports {
namespace {

std::string nameOf(const RecognisedTable& layer, const RawRow& row)
{
    for (const ColumnRole role : {ColumnRole::Name, ColumnRole::Town, ColumnRole::DistrictName, ColumnRole::Address})
        if (std::string text = layer.cell(row, layer.column(role)); !text.empty())
            return text;
    for (const std::string_view cell : row.cells)
        if (const std::string_view text = trimmedCell(cell); !text.empty())
            return std::string(text);
    return {};
}

class Divider {
public:
    Divider(const RecognisedTable& layer, const ImportTarget& target, FilePreview& preview, Snapshot& next)
        : layer_(layer)
        , target_(target)
        , preview_(preview)
        , next_(next)
    {
    }

    Result<void> take()
    {
        auto values = readValueTable(layer_, next_, preview_);
        if (!values)
            return {};
        table_ = *std::move(values);
        keepCounts();
        if (table_.columns.empty()) {
            preview_.whyNot = Message{"imports.divided_no_counts", {}};
            return {};
        }
        std::vector<SharedArea> areas;
        for (const std::size_t index : layer_.layout.records)
            areas.push_back({nameOf(layer_, layer_.raw.rows[index]), layer_.areas[index], {}});
        auto shares = sharesOfDistricts(next_, areas, target_.sharedBy, target_.sharedWhole);
        if (!shares)
            return tl::unexpected(shares.error());
        tellRows(*shares);
        std::vector<IndicatorValue> divided;
        for (const ValueColumn& column : table_.columns)
            if (auto done = divide(column, *shares, divided); !done)
                return done;
        storeValues(
            layer_, std::move(divided), [this](const std::string& id) { return table_.quantityFor(id); },
            table_.yearSpoken, preview_, next_);
        return {};
    }

private:
    /// Counts alone can be divided; and of what only seems to count, what somebody chose.
    void keepCounts()
    {
        std::erase_if(table_.columns, [this](const ValueColumn& column) {
            const bool isCount = column.quantity.kind == IndicatorKind::Count;
            const bool isChosen = layer_.columns[column.index].origin != ImportOrigin::Detected;
            const bool isKept = isCount && (isChosen || !column.quantity.isDoubtful);
            if (!isKept) {
                ImportColumn& shown = preview_.columns[column.index];
                shown.indicatorId.clear();
                shown.evidence.push_back({isCount ? "imports.divided_unsure" : "imports.divided_no_count", {}});
            }
            return !isKept;
        });
    }

    void tellRows(const AreaShares& shares)
    {
        RowsOfPreview rows(preview_);
        for (std::size_t i = 0; i < layer_.layout.records.size(); ++i) {
            const RawRow& row = layer_.raw.rows[layer_.layout.records[i]];
            rows.add(row.number, nameOf(layer_, row), placed(shares.ofArea[i]));
        }
        rows.finish();
    }

    /// Where most of an area lies, with all its shares.
    PlacedRow placed(const std::vector<AreaShares::Part>& parts) const
    {
        PlacedRow row;
        row.by = PlacedBy::Position;
        if (parts.empty()) {
            row.by = PlacedBy::Nothing;
            row.placement = Placement::unplaced("io.no_geometry");
            row.evidence = {"io.no_geometry", {}};
            row.written = "io.no_geometry";
            return row;
        }
        const std::size_t outside = next_.districts.size();
        const AreaShares::Part* most = nullptr;
        std::string shares;
        for (const AreaShares::Part& part : parts) {
            if (part.district == outside)
                continue;
            shares += (shares.empty() ? "" : "・") + next_.districts[part.district].name + " " +
                      groupedText(part.share, 1, 2) + " %";
            if (!most || part.share > most->share)
                most = &part;
        }
        row.placement =
            most ? Placement::in(next_.districts[most->district].code) : Placement::outside("io.place_outside_city");
        row.evidence = most ? Message{"imports.divided_area", {shares}} : Message{"io.place_outside_city", {}};
        return row;
    }

    Value valueOf(const ValueColumn& column, const RawRow& row)
    {
        const std::string text = layer_.cell(row, column.index);
        if (const auto number = numberInCell(text))
            return Value::of(*number * column.quantity.factor, Status::Official);
        switch (markInCell(text)) {
        case CellMark::NotApplicable:
            return Value::of(0, Status::Official);  // a dash among counts stands for none
        case CellMark::Suppressed:
            return Value::absent(Absence::Suppressed);
        case CellMark::None:
            if (!text.empty())
                preview_.diagnostics.push_back({layer_.raw.fileName,
                                                row.number,
                                                layer_.columns[column.index].heading,
                                                {"imports.not_a_number", {text}}});
            break;
        case CellMark::Missing:
            break;
        }
        return Value::absent(Absence::Missing);
    }

    Result<void> divide(const ValueColumn& column, const AreaShares& shares, std::vector<IndicatorValue>& divided)
    {
        SharedColumn shared;
        shared.indicator.id = column.indicatorId;
        shared.indicator.title = {column.quantity.title, column.quantity.title};
        shared.indicator.unit = column.quantity.unit;
        shared.indicator.decimals = column.quantity.decimals;
        shared.year = FiscalYear{column.year ? *column.year : table_.yearSpoken.value_or(0)};
        shared.sourceId = preview_.edition.sourceId;
        for (const std::size_t index : layer_.layout.records)
            shared.values.push_back(valueOf(column, layer_.raw.rows[index]));
        const auto result = districtValuesOf(next_, shares, shared);
        if (!result)
            return tl::unexpected(result.error());
        const Reconciliation& sums = result->reconciliation;
        const auto said = [&](double number) { return groupedText(number, column.quantity.decimals); };
        preview_.columns[column.index].evidence.push_back(
            {"imports.divided_sums",
             {said(sums.districts), said(sums.outside), said(sums.unplaced), said(sums.source)}});
        if (preview_.edition.limits.ja.empty())
            tellMethod(result->recipe);
        divided.insert(divided.end(), result->values.begin(), result->values.end());
        for (IndicatorValue& rest : restsOf(*result))
            divided.push_back(std::move(rest));
        return {};
    }

    /// How the numbers came to be stands with the edition, and so wherever they do.
    void tellMethod(const Recipe& recipe)
    {
        Text& limits = preview_.edition.limits;
        const auto add = [&limits](const Text& sentence) {
            limits.ja += sentence.ja + (sentence.ja.ends_with("。") ? "" : "。");
            limits.en += (limits.en.empty() ? "" : " ") + sentence.en + (sentence.en.ends_with(".") ? "" : ".");
        };
        add(recipe.formula);
        std::for_each(recipe.limits.begin(), recipe.limits.end(), add);
        if (const std::string& epsg = preview_.crs.word; !epsg.empty() && epsg != "WKT")
            preview_.edition.crs = "EPSG:" + epsg;
    }

    const RecognisedTable& layer_;
    const ImportTarget& target_;
    FilePreview& preview_;
    Snapshot& next_;
    ValueTable table_;
};

}  // namespace

TargetGuess guessDivision(const RecognisedTable& layer)
{
    for (std::size_t i = 0; i < layer.columns.size(); ++i) {
        if (layer.columns[i].role != ColumnRole::Value)
            continue;
        std::vector<std::string> cells;
        for (const std::size_t index : layer.layout.records)
            if (std::string text = layer.cell(layer.raw.rows[index], i); numberInCell(text))
                cells.push_back(std::move(text));
        const Quantity quantity = quantityOf(layer.columns[i].heading, cells);
        const bool isChosen = layer.columns[i].origin != ImportOrigin::Detected;
        if (quantity.kind == IndicatorKind::Count && (isChosen || !quantity.isDoubtful)) {
            ImportTarget target;
            target.kind = ImportTarget::Kind::Areas;
            return {target, {{"imports.target_by_areas", {layer.columns[i].heading}}}};
        }
    }
    return {};
}

Result<void> takeDivided(const RecognisedTable& layer, const ImportTarget& target, FilePreview& preview, Snapshot& next)
{
    return Divider(layer, target, preview, next).take();
}

}  // namespace chiiki::imports
