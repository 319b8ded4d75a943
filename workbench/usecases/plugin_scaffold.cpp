#include "workbench/usecases/plugin_scaffold.h"

#include <filesystem>
#include <regex>

#include <nlohmann/json.hpp>

#include "core/io/files.h"
#include "core/plugin/manifest_reader.h"
#include "workbench/usecases/plugin_templates.h"
#include "workbench/usecases/table_expectations.h"
#include "workbench/usecases/table_proposal.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

ordered_json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

ordered_json fieldJson(const FieldSpec& field)
{
    ordered_json out = {{"id", field.id}, {"type", std::string(code(field.type))}, {"title", textJson(field.title)}};
    for (const Choice& choice : field.choices)
        out["choices"].push_back({{"id", choice.id}, {"title", textJson(choice.title)}});
    return out;
}

std::string wordOf(Aggregation by)
{
    switch (by) {
    case Aggregation::Total:
        return "total";
    case Aggregation::Mean:
        return "mean";
    case Aggregation::Value:
        return "value";
    default:
        return "count";
    }
}

std::string wordOf(CityValue city)
{
    switch (city) {
    case CityValue::Sum:
        return "sum";
    case CityValue::Ratio:
        return "ratio";
    case CityValue::Mean:
        return "mean";
    case CityValue::None:
        return "none";
    }
    return {};
}

ordered_json indicatorJson(const IndicatorSpec& spec, const std::string& pluginId)
{
    const Quantity& quantity = spec.quantity;
    ordered_json out = {{"id", spec.indicator.id.substr(pluginId.size() + 1)},
                        {"title", textJson(spec.indicator.title)},
                        {"unit", spec.indicator.unit},
                        {"kind", std::string(code(spec.indicator.kind))},
                        {"direction", std::string(code(spec.indicator.direction))},
                        {"decimals", spec.indicator.decimals},
                        {"of", quantity.field.empty() ? quantity.table : quantity.table + "." + quantity.field},
                        {"by", wordOf(quantity.by)}};
    for (const auto& [field, words] : quantity.where.words)
        out["where"][field] = words.front();
    if (spec.per == Denominator::Population)
        out["per"] = "population";
    else
        out["city"] = wordOf(spec.city);
    return out;
}

std::string manifestText(const ScaffoldRequest& request, const TableProposal& proposal, const std::string& title)
{
    const TableSpec& table = proposal.table;
    ordered_json tableJson = {
        {"id", table.id}, {"title", textJson(table.title)}, {"file", table.file}, {"district", table.districtField}};
    if (!table.yearField.empty())
        tableJson["year"] = table.yearField;
    else
        tableJson["fiscal_year"] = *table.fiscalYear;
    for (const FieldSpec& field : table.fields)
        tableJson["fields"].push_back(fieldJson(field));
    ordered_json manifest = {{"api", pluginApi},
                             {"id", request.id},
                             {"version", "0.1"},
                             {"title", {{"ja", title}, {"en", title}}},
                             {"owner", {{"ja", "（課の名前）"}, {"en", "(name of the section)"}}}};
    manifest["tables"].push_back(std::move(tableJson));
    for (const IndicatorSpec& spec : proposal.indicators)
        manifest["indicators"].push_back(indicatorJson(spec, request.id));
    // Counts draw as circles, rates colour the districts: the first rate is what a reader would like to see.
    const IndicatorSpec* shown = nullptr;
    for (const IndicatorSpec& spec : proposal.indicators)
        if (!shown || (shown->indicator.kind == IndicatorKind::Count && spec.indicator.kind != IndicatorKind::Count))
            shown = &spec;
    if (shown) {
        const std::string id = shown->indicator.id.substr(request.id.size() + 1);
        manifest["style"] = {{"indicator", id}};
        manifest["views"].push_back(
            {{"id", "map"}, {"title", {{"ja", "地図"}, {"en", "Map"}}}, {"view", "map"}, {"indicator", id}});
    }
    manifest["views"].push_back(
        {{"id", "list"}, {"title", {{"ja", "一覧"}, {"en", "List"}}}, {"view", "list"}, {"of", table.id}});
    return manifest.dump(1) + "\n";
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

/// The folder being made; gone again unless it is kept.
class NewFolder {
public:
    explicit NewFolder(fs::path path)
        : path_(std::move(path))
    {
        std::error_code error;
        isMade_ = fs::create_directories(path_, error);
    }
    ~NewFolder()
    {
        std::error_code ignored;
        if (isMade_ && !isKept_)
            fs::remove_all(path_, ignored);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    bool isMade() const { return isMade_; }
    void keep() { isKept_ = true; }

    Result<void> write(const std::string& name, const std::string& text, bool isExecutable = false)
    {
        if (auto written = writeFile((path_ / name).string(), text); !written)
            return written;
        std::error_code ignored;
        if (isExecutable)
            fs::permissions(path_ / name, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec,
                            fs::perm_options::add, ignored);
        return {};
    }

private:
    fs::path path_;
    bool isMade_ = false;
    bool isKept_ = false;
};

Result<void> writeCode(NewFolder& folder, const ScaffoldRequest& request, ScaffoldReport& report)
{
    const bool isPython = request.code == PluginCode::Python;
    for (const TemplateFile& file : isPython ? pythonTemplate() : cppTemplate()) {
        const std::string text =
            replaced(replaced(file.text, "{id}", request.id), "{executable}", isPython ? "run.py" : request.id);
        if (auto written = folder.write(file.name, text, file.isExecutable); !written)
            return written;
        report.files.emplace_back(file.name);
    }
    return {};
}

Result<void> writeTable(NewFolder& folder, const ScaffoldRequest& request, const Snapshot& city, ScaffoldReport& report)
{
    const fs::path source = request.fromTable;
    const std::string name = request.fromTable.empty() ? "data.csv" : "data" + source.extension().string();
    std::string bytes = sampleTable();
    if (!request.fromTable.empty()) {
        auto read = readFile(request.fromTable);
        if (!read)
            return tl::unexpected(read.error());
        bytes = *std::move(read);
    }
    if (auto written = folder.write(name, bytes); !written)
        return written;
    report.files.push_back(name);

    Diagnostics faults;
    // The heading row is the one that says most: as many different words as there are columns.
    const auto countKnown = [](const std::vector<std::string>& cells) {
        return static_cast<int>(std::count_if(cells.begin(), cells.end(), [](const auto& c) { return !c.empty(); }));
    };
    const auto sheet = readPluginSheet((fs::path(report.folder) / name).string(), {}, countKnown, faults);
    if (!sheet)
        return tl::unexpected(sheet.error());
    auto proposal = proposeTable(*sheet, request.id, city);
    if (!proposal)
        return tl::unexpected(proposal.error());
    proposal->table.file = name;
    if (proposal->table.yearField.empty()) {
        proposal->table.fiscalYear = fiscalYearOfDate(city.asOf).value_or(FiscalYear{}).year;
        report.decisions.push_back({"usecases.no_year_column", {std::to_string(*proposal->table.fiscalYear)}});
    }
    report.decisions.insert(report.decisions.begin(), proposal->decisions.begin(), proposal->decisions.end());
    const std::string title = request.fromTable.empty() ? request.id : source.stem().string();
    if (auto written = folder.write("plugin.json", manifestText(request, *proposal, title)); !written)
        return written;
    report.files.emplace_back("plugin.json");
    if (auto written = folder.write("expected.csv", expectedValues(*sheet, *proposal, city)); !written)
        return written;
    report.files.emplace_back("expected.csv");
    return {};
}

}  // namespace

Result<ScaffoldReport> newPlugin(const ScaffoldRequest& request, const SnapshotPtr& city)
{
    static const std::regex idForm("[a-z][a-z0-9_]*");
    if (!std::regex_match(request.id, idForm))
        return fail(ErrorKind::BadRequest, {"usecases.plugin_id_form", {request.id}});
    ScaffoldReport report;
    report.folder = (fs::path(request.parentDir) / request.id).string();
    if (fs::exists(report.folder))
        return fail(ErrorKind::BadRequest, {"usecases.folder_there_already", {}}, report.folder);
    NewFolder folder(report.folder);
    if (!folder.isMade())
        return fail(ErrorKind::ReadOnly, {"io.folder_read_only", {}}, request.parentDir);
    const auto written = request.code == PluginCode::None ? writeTable(folder, request, *city, report)
                                                          : writeCode(folder, request, report);
    if (!written)
        return tl::unexpected(written.error());
    Diagnostics faults;
    auto manifest = readManifest(report.folder, faults);
    if (!manifest)
        return tl::unexpected(manifest.error());
    report.manifest = *std::move(manifest);
    folder.keep();
    return report;
}

}  // namespace chiiki
