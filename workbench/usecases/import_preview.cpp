#include "workbench/usecases/import_preview.h"

#include <algorithm>
#include <utility>

#include "core/plugin/registry.h"
#include "core/text/names.h"
#include "workbench/usecases/import_divided.h"
#include "workbench/usecases/import_facilities.h"
#include "workbench/usecases/import_layers.h"
#include "workbench/usecases/import_plugin_table.h"
#include "workbench/usecases/import_sets.h"
#include "workbench/usecases/import_values.h"

namespace chiiki {
namespace {

using namespace imports;
using Kind = ImportTarget::Kind;

Text titleOfTarget(const ImportTarget& target, const Snapshot& city)
{
    switch (target.kind) {
    case Kind::Facilities: {
        const FacilityKind* kind = findFacilityKind(city, target.facilityKind);
        const std::string ja = kind ? kind->title.ja : target.facilityKind;
        const std::string en = kind ? kind->title.en : target.facilityKind;
        return ja.empty() ? Text{"施設（種類は行ごと）", "Facilities (each row's kind)"}
                          : Text{"施設「" + ja + "」", "Facilities: " + en};
    }
    case Kind::Values:
        return {"指標の値", "Values of indicators"};
    case Kind::PluginTable:
        return {"テーマの表 " + target.pluginId + "." + target.tableId,
                "Table of a theme " + target.pluginId + "." + target.tableId};
    case Kind::Areas:
        return target.sharedBy == SharedBy::Area
                   ? Text{"区域の数（面積で地域に分ける）", "Counts of areas, divided between districts by area"}
                   : Text{"区域の数（人口で地域に分ける）", "Counts of areas, divided between districts by people"};
    case Kind::Unknown:
        break;
    }
    return {"決められません", "Cannot be told"};
}

void describeTarget(const ImportTarget& target, const std::vector<PluginTarget>& tables, const Snapshot& city,
                    bool isAreas, FilePreview& preview)
{
    preview.target.word = wordOf(target);
    preview.target.title = titleOfTarget(target, city);
    const auto add = [&](const ImportTarget& other) {
        preview.target.alternatives.push_back({wordOf(other), titleOfTarget(other, city)});
    };
    add({Kind::Facilities, {}, {}, {}});
    for (const FacilityKind& kind : city.facilityKinds)
        add({Kind::Facilities, kind.id, {}, {}});
    add({Kind::Values, {}, {}, {}});
    if (isAreas)
        for (const SharedBy by : {SharedBy::People, SharedBy::Area})
            add({Kind::Areas, {}, {}, {}, by});
    for (const PluginTarget& table : tables)
        add({Kind::PluginTable, {}, table.pluginId, table.tableId});
}

/// The choices that are kept are those of people: what was detected is detected again.
void remember(const ImportRequest& request, const RecognisedTable& table, Snapshot& next)
{
    if (!request.isRemembered || table.chosen == ImportChoices{})
        return;
    const std::string text = rememberedText(next, table.publisher, table.signature, table.choices);
    if (text.empty())
        return;
    const std::string key = importSettingKey(table.publisher);
    std::erase_if(next.settings, [&](const Setting& setting) { return setting.key == key; });
    next.settings.push_back({key, text});
}

Result<void> checkDecisions(const RecognisedTable& table, const Snapshot& city, const std::string& path)
{
    for (const auto& [written, word] : table.chosen.decisions)
        if (!decisionOf(written, word, city))
            return fail(ErrorKind::BadRequest, {"imports.no_such_decision", {written, word}}, path);
    return {};
}

/// One file against the city as it is now.
class FileTaker {
public:
    FileTaker(const ImportRequest& request, const ImportFile& file, const Snapshot& now)
        : request_(request)
        , file_(file)
        , now_(now)
    {
    }

    Result<FilePreview> take()
    {
        FilePreview preview;
        preview.path = file_.path;
        const bool isTable = file_.path.empty() || isTableFile(file_.path);
        if (isTable) {
            auto table = recogniseTable(file_, request_.publisher, now_);
            if (!table)
                return tl::unexpected(table.error());
            table_ = *std::move(table);
        } else if (auto layer = takeLayer(preview); !layer) {
            return tl::unexpected(layer.error());
        }
        if (auto fine = checkDecisions(table_, now_, file_.path); !fine)
            return tl::unexpected(fine.error());
        describeTable(table_, preview);
        const std::vector<PluginTarget> tables =
            matchingTables(request_.surroundings, table_.layout.headings, isAreas_);
        TargetGuess guess = isAreas_ ? guessDivision(table_) : guessTarget(table_);
        // A plugin knows its own columns better than any rule does.
        const bool isOfPlugin = !tables.empty() && !table_.set && (isAreas_ || tables.front().isWhole);
        if (isOfPlugin)
            guess = {{Kind::PluginTable, {}, tables.front().pluginId, tables.front().tableId},
                     {{"imports.target_by_fields", {std::to_string(tables.front().known)}}}};
        ImportTarget target = guess.target;
        preview.target.evidence = guess.evidence;
        if (table_.choices.target) {
            target = *table_.choices.target;
            preview.target.origin = table_.chosen.target ? ImportOrigin::Chosen : ImportOrigin::Remembered;
            preview.target.evidence = {{table_.chosen.target ? "imports.as_chosen" : "imports.as_remembered", {}}};
        }
        describeTarget(target, tables, now_, isAreas_, preview);
        if (target.kind == Kind::Unknown) {
            preview.edition = editionOf(table_, {table_.raw.fileName, table_.raw.fileName});
            preview.whyNot =
                isAreas_ ? Message{"imports.areas_of_no_table", {}} : Message{"imports.target_unknown", {}};
            return preview;
        }
        return takeRows(preview, target);
    }

    /// The city with the file taken in; nullptr where it cannot be, or nothing differs.
    std::shared_ptr<Snapshot> taken() { return std::move(taken_); }

private:
    Result<void> takeLayer(FilePreview& preview)
    {
        auto layer = recogniseLayer(file_, request_.publisher, now_);
        if (!layer)
            return tl::unexpected(layer.error());
        table_ = std::move(layer->table);
        isAreas_ = !layer->isPoints;
        epsg_ = layer->epsg;
        preview.crs = layer->crs;
        preview.sheet = layer->layer;
        return {};
    }

    /// Takes the rows; where suggestions are accepted, once more with them.
    Result<FilePreview> takeRows(const FilePreview& described, const ImportTarget& target)
    {
        const int most = request_.acceptsSuggestions ? 2 : 1;
        for (int round = 0;; ++round) {
            auto next = std::make_shared<Snapshot>(now_);
            FilePreview preview = described;
            if (auto taken = takeOnce(target, preview, *next); !taken)
                return tl::unexpected(taken.error());
            const auto accepted = soleSuggestions(preview);
            if (round + 1 < most && !accepted.empty()) {
                for (const auto& [written, word] : accepted)
                    if (!table_.choices.decisions.contains(written)) {
                        table_.choices.decisions[written] = word;
                        table_.chosen.decisions[written] = word;
                    }
                continue;
            }
            finish(preview, std::move(next));
            return preview;
        }
    }

    Result<void> takeOnce(const ImportTarget& target, FilePreview& preview, Snapshot& next)
    {
        if (target.kind == Kind::PluginTable)
            return takePluginTable({request_.surroundings, file_, table_, target, epsg_}, preview, next);
        if (target.kind == Kind::Areas)
            return takeDivided(table_, target, preview, next);
        const RowPlacer placer(next, aliasesFor(next, table_.choices.decisions));
        if (target.kind == Kind::Values)
            return takeValues(table_, placer, preview, next);
        return takeFacilities(table_, target, placer, now_, preview, next);
    }

    void finish(FilePreview& preview, std::shared_ptr<Snapshot> next)
    {
        if (!preview.whyNot && preview.reconciliation.source != preview.recordCount)
            preview.whyNot =
                Message{"imports.does_not_add_up",
                        {std::to_string(preview.reconciliation.source), std::to_string(preview.recordCount)}};
        if (!preview.whyNot && !preview.reconciliation.addsUp())
            preview.whyNot = Message{"imports.does_not_add_up",
                                     {std::to_string(preview.reconciliation.imported + preview.reconciliation.excluded +
                                                     preview.reconciliation.unmatched),
                                      std::to_string(preview.reconciliation.source)}};
        if (preview.whyNot)
            return;
        const bool saysNothingNew = table_.choices == rememberedChoices(now_, table_.publisher, table_.signature);
        if (preview.comparison.isSameFile && saysNothingNew) {
            // The edition in force is this very file: what people have mended since stays.
            ImportComparison& comparison = preview.comparison;
            comparison.same = std::max<std::int64_t>(comparison.same + comparison.changedCount, 0);
            comparison.added.clear();
            comparison.changed.clear();
            comparison.removed.clear();
            comparison.addedCount = comparison.changedCount = comparison.removedCount = 0;
            return;
        }
        remember(request_, table_, *next);
        taken_ = std::move(next);
    }

    const ImportRequest& request_;
    const ImportFile& file_;
    const Snapshot& now_;
    std::shared_ptr<Snapshot> taken_;
    RecognisedTable table_;
    bool isAreas_ = false;
    std::optional<int> epsg_;
};

}  // namespace

bool ImportPreview::canImport() const
{
    return !files.empty() &&
           std::none_of(files.begin(), files.end(), [](const FilePreview& file) { return file.whyNot.has_value(); });
}

Result<ImportPreview> previewImport(SnapshotPtr snapshot, const ImportRequest& request)
{
    ImportPreview preview;
    preview.before = std::move(snapshot);
    std::shared_ptr<Snapshot> next;
    for (const ImportFile& file : request.files) {
        if (normalisedName(file.path).ends_with(".chiiki"))
            return fail(ErrorKind::BadRequest, {"imports.is_workspace", {}}, file.path);
        if (isSet(file)) {
            auto set = takeSet(file, next ? *next : *preview.before);
            if (!set)
                return tl::unexpected(set.error());
            preview.files.push_back(std::move(set->preview));
            if (set->next)
                next = std::move(set->next);
            continue;
        }
        FileTaker taker(request, file, next ? *next : *preview.before);
        auto taken = taker.take();
        if (!taken)
            return tl::unexpected(taken.error());
        preview.files.push_back(*std::move(taken));
        if (auto made = taker.taken())
            next = std::move(made);
    }
    const bool isFine = std::none_of(preview.files.begin(), preview.files.end(),
                                     [](const FilePreview& file) { return file.whyNot.has_value(); });
    if (isFine)
        preview.after = next ? std::move(next) : std::make_shared<Snapshot>(*preview.before);
    return preview;
}

}  // namespace chiiki
