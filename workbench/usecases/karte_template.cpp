#include "workbench/usecases/karte_template.h"

#include <array>

#include "core/analysis/city_indicators.h"
#include "core/base/json_reader.h"
#include "core/io/files.h"
#include "workbench/usecases/program_files.h"

namespace chiiki {
namespace {

constexpr std::array<std::string_view, 6> documentKeys = {"api",         "title",     "any_city",
                                                          "key_figures", "sentences", "columns"};
constexpr std::array<std::string_view, 12> slotKeys = {"counted",    "slot",       "share",      "title",
                                                       "indicators", "facilities", "routes",     "coverage",
                                                       "overlay",    "table",      "rows_title", "fields"};
constexpr std::size_t mostKeyFigures = 4;
constexpr std::size_t mostColumns = 3;

std::vector<std::string> texts(const JsonObject& object, std::string_view key)
{
    std::vector<std::string> all;
    for (const JsonPlace& place : object.list(key))
        if (auto text = readText(place, object.faults()))
            all.push_back(*std::move(text));
    return all;
}

Text titleOf(const JsonObject& object, std::string_view key, bool isRequired)
{
    const auto place = isRequired ? object.require(key) : object.find(key);
    return place ? readTitle(*place, object.faults()).value_or(Text{}) : Text{};
}

/// false where there is no such kind.
bool readKind(const JsonObject& object, KarteSlotPlan& slot)
{
    if (!object.require("slot"))
        return false;
    const std::string word = object.text("slot").value_or("");
    if (word == "map")
        slot.kind = KarteSlotPlan::Kind::Map;
    else if (word == "position")
        slot.kind = KarteSlotPlan::Kind::Position;
    else if (word == "section")
        slot.kind = KarteSlotPlan::Kind::Section;
    else if (word == "findings")
        slot.kind = KarteSlotPlan::Kind::Findings;
    else {
        object.add("slot", {"karte.unknown_slot", {word}});
        return false;
    }
    return true;
}

KarteSlotPlan readSlot(const JsonPlace& place, JsonFaults& faults)
{
    const JsonObject object(place, slotKeys, faults);
    KarteSlotPlan slot;
    const bool isKnown = readKind(object, slot);
    slot.title = titleOf(object, "title", true);
    slot.share = object.number("share").value_or(1);
    if (!(slot.share > 0))
        object.add("share", {"karte.share_not_positive", {}});
    slot.indicators = texts(object, "indicators");
    slot.facilities = texts(object, "facilities");
    slot.counted = texts(object, "counted");
    slot.showsRoutes = object.yesNo("routes").value_or(false);
    if (const auto id = object.text("coverage")) {
        slot.coverage = parseCoverageId(*id);
        if (!slot.coverage)
            object.add("coverage", {"karte.bad_coverage", {*id}});
    }
    slot.overlay = object.text("overlay").value_or("");
    slot.table = object.text("table").value_or("");
    if (slot.overlay.empty() != slot.table.empty())
        object.add(slot.overlay.empty() ? "table" : "overlay", {"karte.overlay_and_table", {}});
    slot.rowsTitle = titleOf(object, "rows_title", false);
    slot.fields = texts(object, "fields");
    if (!slot.table.empty() && slot.fields.empty())
        object.add("table", {"karte.table_without_fields", {slot.table}});
    const bool needsNumbers =
        slot.kind == KarteSlotPlan::Kind::Position || (slot.kind == KarteSlotPlan::Kind::Section && slot.table.empty());
    if (isKnown && needsNumbers && slot.indicators.empty())
        object.add("slot", {"karte.slot_is_empty", {}});
    return slot;
}

void readSentences(const JsonObject& object, KarteTemplate& plan)
{
    for (const std::string& word : texts(object, "sentences")) {
        if (word == "key_figure")
            plan.sentences.push_back(KarteSentence::KeyFigure);
        else if (word == "position")
            plan.sentences.push_back(KarteSentence::Position);
        else if (word == "findings")
            plan.sentences.push_back(KarteSentence::Findings);
        else
            object.add("sentences", {"karte.unknown_sentence", {word}});
    }
}

}  // namespace

Result<KarteTemplate> parseKarteTemplate(std::string_view text, const std::string& file, Diagnostics& diagnostics)
{
    JsonFaults faults(file, diagnostics);
    const auto document = parseJson(text, RepeatedKeys::AreFaults, faults);
    if (!document)
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    const JsonPlace root(*document);
    const JsonObject object(root, documentKeys, faults);
    KarteTemplate plan;
    if (object.require("api") && object.integer("api") != 1)
        object.add("api", {"karte.unknown_api", {}});
    plan.title = titleOf(object, "title", true);
    plan.isForAnyCity = object.yesNo("any_city").value_or(false);
    plan.keyFigures = texts(object, "key_figures");
    if (plan.keyFigures.size() > mostKeyFigures)
        object.add("key_figures", {"karte.too_many_keys", {std::to_string(mostKeyFigures)}});
    readSentences(object, plan);
    if (object.require("columns")) {
        for (const JsonPlace& column : object.list("columns")) {
            if (!column.value().is_array() || column.value().empty()) {
                faults.add(column, {"karte.column_is_list", {}});
                continue;
            }
            std::vector<KarteSlotPlan>& slots = plan.columns.emplace_back();
            for (std::size_t i = 0; i < column.value().size(); ++i)
                slots.push_back(readSlot(JsonPlace(column, i, column.value()[i]), faults));
        }
        if (faults.isEmpty() && (plan.columns.empty() || plan.columns.size() > mostColumns))
            object.add("columns", {"karte.columns_number", {std::to_string(mostColumns)}});
    }
    if (!faults.isEmpty())
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    return plan;
}

Result<KarteTemplate> readKarteTemplate(const std::string& file, Diagnostics& diagnostics)
{
    const std::string path = file.empty() ? findKarteTemplate(programFolder()) : file;
    if (path.empty())
        return fail(ErrorKind::NotFound, {"karte.no_template", {}});
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return parseKarteTemplate(*text, fileNameOf(path), diagnostics);
}

}  // namespace chiiki
