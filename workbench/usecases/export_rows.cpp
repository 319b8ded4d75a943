#include "workbench/usecases/export_rows.h"

#include <algorithm>

#include "workbench/usecases/export_builder.h"

namespace chiiki::export_layers {
namespace {

using Type = DataField::Type;

Type typeOf(FieldType type)
{
    if (type == FieldType::Integer || type == FieldType::FiscalYear)
        return Type::Whole;
    return isNumeric(type) ? Type::Number : Type::Text;
}

}  // namespace

DataLayer pluginRows(const Snapshot& city, const Manifest& plugin, const TableSpec& spec, const PluginTable& rows)
{
    std::vector<DataField> columns = {{"row_uid", {"行の番号", "Row id"}}};
    for (const PluginColumn& column : rows.columns) {
        const FieldSpec* field = findField(spec, column.id);
        columns.push_back({column.id, field ? field->title : Text{column.id, column.id}, typeOf(column.type)});
    }
    // A field of the plugin may have the name of a column of ours; then its own stands alone.
    std::vector<std::size_t> kept;
    const std::vector<DataField> host = {{"district_code", {"地域コード", "District codes"}},
                                         {"district", {"地域", "Districts"}},
                                         {"row_fiscal_year", {"行の年度", "Fiscal year of the row"}, Type::Whole},
                                         {"source_id", {"出典の番号", "Source id"}},
                                         {"source_row", {"出典の行", "Source row"}, Type::Whole},
                                         {"citation", {"出典の箇所", "Citation"}},
                                         {"status", {"確かさ", "Status"}},
                                         {"is_sample", {"見本", "Sample"}, Type::YesNo}};
    for (std::size_t i = 0; i < host.size(); ++i) {
        if (columnIndex(rows, host[i].id) >= 0)
            continue;
        kept.push_back(i);
        columns.push_back(host[i]);
    }
    DataLayer layer = layerOf(plugin.id + "__" + spec.id, titleWithin(plugin, spec.title), DataLayer::Shape::None,
                              std::move(columns));
    for (const PluginRow& row : rows.rows) {
        std::vector<std::string> names;
        for (const std::string& code : row.districtCodes)
            names.push_back(districtName(city, code));
        const DataCell cells[] = {textCell(joined(row.districtCodes)),
                                  textCell(joined(names)),
                                  numberCell(row.fiscalYear),
                                  textCell(row.sourceId),
                                  row.sourceRow > 0 ? DataCell(static_cast<double>(row.sourceRow)) : DataCell(),
                                  textCell(row.citation),
                                  textCell(code(row.status)),
                                  yesNoCell(row.status == Status::Sample)};
        DataRow line{{textCell(row.uid)}};
        for (const FieldValue& value : row.values)
            line.cells.push_back(value);
        for (const std::size_t i : kept)
            line.cells.push_back(cells[i]);
        layer.rows.push_back(std::move(line));
    }
    return layer;
}

DataLayer findings(const Snapshot& city, const std::vector<FindingsOf>& lists, Language language)
{
    DataLayer layer = layerOf("findings", {"気づき", "Findings"}, DataLayer::Shape::Points,
                              {{"overlay", {"テーマ", "Overlay"}},
                               {"id", {"番号", "Id"}},
                               {"severity", {"緊急さ", "Severity"}},
                               {"district_code", {"地域コード", "District code"}},
                               {"district", {"地域", "District"}},
                               {"fiscal_year", {"年度", "Fiscal year"}, Type::Whole},
                               {"text", {"内容", "Text"}},
                               {"action", {"直し方", "What would do"}},
                               {"rows", {"元の行", "Rows"}},
                               {"is_sample", {"見本", "Sample"}, Type::YesNo},
                               {"source_id", {"出典の番号", "Source id"}},
                               {"source_row", {"出典の行", "Source row"}, Type::Whole}});
    for (const FindingsOf& list : lists)
        for (const Finding& finding : *list.findings)
            layer.rows.push_back(
                {{textCell(list.overlayId), textCell(finding.id), textCell(code(finding.severity)),
                  textCell(finding.districtCode), textCell(districtName(city, finding.districtCode)),
                  numberCell(finding.year), textCell(finding.text.in(language)), textCell(finding.action.in(language)),
                  textCell(joined(finding.rows)), yesNoCell(finding.isSample), textCell(finding.sourceId),
                  finding.sourceRow > 0 ? DataCell(static_cast<double>(finding.sourceRow)) : DataCell()},
                 finding.place ? DataPlace(*finding.place) : DataPlace()});
    return layer;
}

DataLayer rules(const Snapshot& city, const std::vector<OutcomesOf>& lists, Language language)
{
    DataLayer layer = layerOf("rules", {"規則の判定", "What the rules say"}, DataLayer::Shape::None,
                              {{"overlay", {"テーマ", "Overlay"}},
                               {"rule", {"規則", "Rule"}},
                               {"verdict", {"判定", "Verdict"}},
                               {"district_code", {"地域コード", "District code"}},
                               {"district", {"地域", "District"}},
                               {"fiscal_year", {"年度", "Fiscal year"}, Type::Whole},
                               {"text", {"内容", "Text"}},
                               {"would_pass", {"満たすには", "What would pass"}},
                               {"cites", {"根拠", "Cites"}},
                               {"rows", {"元の行", "Rows"}},
                               {"is_sample", {"見本", "Sample"}, Type::YesNo}});
    for (const OutcomesOf& list : lists)
        for (const RuleOutcome& outcome : *list.outcomes)
            layer.rows.push_back({{textCell(list.overlayId), textCell(outcome.ruleId), textCell(code(outcome.verdict)),
                                   textCell(outcome.districtCode), textCell(districtName(city, outcome.districtCode)),
                                   numberCell(outcome.year), textCell(outcome.text.in(language)),
                                   textCell(outcome.wouldPass.in(language)), textCell(outcome.cites.in(language)),
                                   textCell(joined(outcome.rows)), yesNoCell(outcome.hasSample)}});
    return layer;
}

DataLayer sources(const Snapshot& city)
{
    DataLayer layer = layerOf("sources", {"出典", "Sources"}, DataLayer::Shape::None,
                              {{"source_id", {"出典の番号", "Source id"}},
                               {"title_ja", {"名称", "Title in Japanese"}},
                               {"title_en", {"英語の名称", "Title in English"}},
                               {"publisher", {"発行者", "Publisher"}},
                               {"licence", {"利用条件", "Licence"}},
                               {"credit", {"出典の書き方", "Credit"}},
                               {"file", {"ファイル", "File"}},
                               {"sha256", {"SHA-256", "SHA-256"}},
                               {"as_of", {"時点", "As of"}},
                               {"encoding", {"文字コード", "Encoding"}},
                               {"crs", {"座標系", "CRS"}},
                               {"limits_ja", {"知っておくこと", "Limits in Japanese"}},
                               {"limits_en", {"知っておくこと（英語）", "Limits in English"}},
                               {"rows_districts", {"地域の行", "Rows in districts"}, Type::Whole},
                               {"rows_outside", {"市外の行", "Rows outside"}, Type::Whole},
                               {"rows_unplaced", {"未照合の行", "Rows unplaced"}, Type::Whole},
                               {"rows_source", {"元の行数", "Rows of the source"}, Type::Whole}});
    for (const SourceEdition& edition : city.sources) {
        const bool isPlaced = edition.rows.source > 0;
        const auto rows = [&](double count) { return isPlaced ? DataCell(count) : DataCell(); };
        layer.rows.push_back({{textCell(edition.sourceId), textCell(edition.title.ja), textCell(edition.title.en),
                               textCell(edition.publisher), textCell(edition.licence), textCell(edition.credit),
                               textCell(edition.fileName), textCell(edition.sha256), textCell(edition.asOf),
                               textCell(edition.encoding), textCell(edition.crs), textCell(edition.limits.ja),
                               textCell(edition.limits.en), rows(edition.rows.districts), rows(edition.rows.outside),
                               rows(edition.rows.unplaced), rows(edition.rows.source)}});
    }
    return layer;
}

DataLayer fields(const std::vector<DataLayer>& layers)
{
    DataLayer list = layerOf("fields", {"項目の説明", "Fields"}, DataLayer::Shape::None,
                             {{"layer", {"レイヤー", "Layer"}},
                              {"layer_ja", {"レイヤーの名称", "Layer in Japanese"}},
                              {"layer_en", {"レイヤーの英語名", "Layer in English"}},
                              {"field", {"項目", "Field"}},
                              {"title_ja", {"名称", "Title in Japanese"}},
                              {"title_en", {"英語の名称", "Title in English"}}});
    for (const DataLayer& layer : layers)
        for (const DataField& field : layer.fields)
            list.rows.push_back({{textCell(layer.name), textCell(layer.title.ja), textCell(layer.title.en),
                                  textCell(field.id), textCell(field.title.ja), textCell(field.title.en)}});
    return list;
}

}  // namespace chiiki::export_layers
