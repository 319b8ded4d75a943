#include "workbench/usecases/open_data.h"

#include <algorithm>
#include <filesystem>

#include "core/io/data_table.h"
#include "core/io/files.h"
#include "core/io/layer_source.h"
#include "core/io/open_data_writer.h"
#include "workbench/usecases/export_places.h"
#include "workbench/usecases/export_rows.h"
#include "workbench/usecases/open_data_catalogue.h"

namespace chiiki {
namespace {

constexpr const char* catalogueFile = "dcat.jsonld";

/// A table on its way out, and what the guard asks of it.
struct Outgoing {
    DataLayer table;
    DisclosureQuestion question;
    PublishedTable published;
    std::vector<std::size_t> sampleRows;
};

std::string tableName(const Plugin& plugin, const TableSpec& table)
{
    return plugin.id + "__" + table.id;
}

Outgoing standardTable(const OpenDataSet& set, const Snapshot& city, std::vector<Message>& notices, Language language)
{
    OpenDataFilled filled = fillOpenDataSet(set, city);
    if (filled.emptyRecords > 0)
        notices.push_back({"export.open_data_empty", {set.title.in(language), std::to_string(filled.emptyRecords)}});
    if (filled.closedRecords > 0)
        notices.push_back({"export.open_data_closed", {set.title.in(language), std::to_string(filled.closedRecords)}});
    Outgoing out;
    out.question.peopleColumns = std::move(filled.peopleColumns);
    for (const DataField& field : filled.table.fields)
        out.question.ofPlaces.insert(field.id);
    out.published.title = set.title;
    out.published.isStandardSet = true;
    out.published.sourceIds = std::move(filled.sourceIds);
    out.table = std::move(filled.table);
    return out;
}

Outgoing pluginTable(const Plugin& plugin, const TableSpec& spec, const PluginTable& rows, const Snapshot& city)
{
    Outgoing out;
    out.table = export_layers::pluginRows(city, plugin.manifest, spec, rows);
    for (const PersonalSpec& personal : plugin.manifest.personal)
        if (personal.table == spec.id)
            out.question.marked.insert(personal.field);
    for (const FieldSpec& field : spec.fields)
        if (field.unit == "people")
            out.question.peopleColumns.insert(field.id);
    out.published.title = spec.title;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        out.published.sourceIds.insert(rows.rows[i].sourceId);
        if (rows.rows[i].status == Status::Sample)
            out.sampleRows.push_back(i);
    }
    return out;
}

/// The tables asked for, or all that have records.
Result<std::vector<Outgoing>> outgoing(PluginSession& session, const OpenDataRequest& request,
                                       std::vector<Message>& notices)
{
    std::vector<std::string> wanted = request.sets;
    const bool isAll = wanted.empty();
    if (isAll)
        for (const OpenDataSet& set : openDataSets())
            if (set.id != "population_towns")
                wanted.emplace_back(set.id);
    std::vector<Outgoing> tables;
    std::vector<std::string> known;
    for (const OpenDataSet& set : openDataSets())
        known.emplace_back(set.id);
    for (const std::string& id : wanted) {
        std::optional<Outgoing> found;
        if (const OpenDataSet* set = findOpenDataSet(id))
            found = standardTable(*set, *session.city(), notices, request.language);
        for (const Plugin& plugin : session.plugins())
            for (const TableSpec& spec : plugin.manifest.tables)
                if (id == tableName(plugin, spec))
                    if (const PluginTable* rows = session.rowsOf(plugin, spec.id))
                        found = pluginTable(plugin, spec, *rows, *session.city());
        if (!found)
            return fail(ErrorKind::NotFound, {"export.no_open_data_set", {id, listed(known)}});
        if (isAll && found->table.rows.empty())
            continue;
        found->published.id = id;
        found->published.fileName = id + ".csv";
        found->published.rows = found->table.rows.size();
        found->published.bytes = dataCsv(found->table);
        tables.push_back(*std::move(found));
    }
    return tables;
}

void judge(Outgoing& out, const OpenDataRequest& request, const std::string& asOf, OpenDataReport& report)
{
    out.question.smallest = request.smallest;
    out.question.asOf = asOf;
    const std::string& file = out.published.fileName;
    for (const std::size_t row : out.sampleRows)
        report.refusals.push_back({file, static_cast<std::int64_t>(row) + 2, "status", {"export.guard_sample", {}}});
    for (DisclosureFault& fault : disclosuresOf(out.table, out.question)) {
        const PublishingRule* rule = ruleFor(request.rules, fault);
        if (!rule) {
            report.refusals.push_back(
                {file, static_cast<std::int64_t>(fault.row), fault.column, std::move(fault.message)});
            continue;
        }
        if (std::find(out.published.rules.begin(), out.published.rules.end(), rule->words) != out.published.rules.end())
            continue;
        out.published.rules.push_back(rule->words);
        report.notices.push_back({"export.open_data_allowed", {file, rule->what, rule->words}});
    }
}

}  // namespace

Result<OpenDataReport> publishOpenData(PluginSession& session, const OpenDataRequest& request)
{
    OpenDataReport report;
    if (const auto checked = export_layers::checkRecords(*session.city(), request.language); !checked)
        return tl::unexpected(checked.error());
    auto tables = outgoing(session, request, report.notices);
    if (!tables)
        return tl::unexpected(tables.error());
    const SnapshotPtr city = session.city();
    const std::string& asOf = request.asOf.empty() ? city->asOf : request.asOf;
    std::vector<PublishedTable> published;
    for (Outgoing& table : *tables) {
        judge(table, request, asOf, report);
        published.push_back(std::move(table.published));
    }
    if (!report.refusals.empty())
        return report;

    std::error_code failed;
    std::filesystem::create_directories(request.folder, failed);  // writeFile says where there is none
    for (const PublishedTable& table : published) {
        if (const auto written = writeFile(request.folder + "/" + table.fileName, table.bytes); !written)
            return tl::unexpected(written.error());
        report.files.push_back({table.fileName, table.rows});
    }
    const std::string catalogue = openDataCatalogue(*city, published, request.licence, asOf);
    if (const auto written = writeFile(request.folder + "/" + catalogueFile, catalogue); !written)
        return tl::unexpected(written.error());
    report.files.push_back({catalogueFile, published.size()});
    return report;
}

}  // namespace chiiki
