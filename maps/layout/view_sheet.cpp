#include "maps/layout/view_sheet.h"

#include <algorithm>

#include "maps/layout/page_frame.h"
#include "maps/layout/view_page.h"
#include "maps/scene/text_measure.h"

namespace chiiki {
namespace {

void addOnce(std::vector<std::string>& list, const std::string& text)
{
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(text);
}

std::string joinedIn(Language language, const std::vector<std::string>& parts)
{
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : language == Language::Japanese ? "、" : ", ") + part;
    return all;
}

/// What stands in the body's place of each kind besides its picture: unit, year, published title.
struct KindTexts {
    const ViewSheetRequest& request;
    const Snapshot& city;
    std::string subtitle = {};
    std::vector<std::string> notes = {};

    std::string say(std::string_view code, std::vector<std::string> arguments = {}) const
    {
        return speak({code, std::move(arguments)}, request.language);
    }
    void unit(const std::string& unit)
    {
        if (const std::string title = unitTitle(unit, request.language); !title.empty())
            subtitle = say("maps.unit", {title});
    }
    std::string heading(int year) const
    {
        return say("maps.year_heading", {title(FiscalYear{year}, request.language), std::to_string(year)});
    }

    void operator()(const MapView&) {}
    void operator()(const MatrixView& view)
    {
        unit(view.unit);
        if (view.published)
            notes.push_back(
                say("maps.view_published_note", {view.publishedTitle.in(request.language),
                                                 view.citation.empty() ? std::string() : " " + view.citation}));
        if (hasRepeated(view))
            notes.push_back(say("maps.view_sum_repeated"));
    }
    void operator()(const BoardView&) {}
    void operator()(const ListView&) {}
    void operator()(const TreeView& view)
    {
        unit("count");
        if (view.looseRows > 0)
            notes.push_back(say("maps.view_loose_rows", {std::to_string(view.looseRows)}));
        std::vector<std::string> names;
        for (std::size_t i = 0; i < city.districts.size(); ++i) {
            const District& district = city.districts[i];
            const bool isRomaji = request.language == Language::English && !district.romaji.empty();
            names.push_back(std::to_string(i + 1) + " " + (isRomaji ? district.romaji : district.name));
        }
        if (!view.nodes.empty())
            notes.push_back(say("maps.view_district_numbers", {joinedIn(request.language, names)}));
    }
    void operator()(const FlowView& view) { unit(view.unit); }
    void operator()(const GaugeView& view) { unit(view.unit); }
    void operator()(const LineView& view)
    {
        std::vector<std::string> methods;
        for (const Text& method : view.methods)
            methods.push_back(method.in(request.language));
        if (!methods.empty())
            notes.push_back(say("maps.view_forecast_methods", {joinedIn(request.language, methods)}));
    }
    void operator()(const CurveView& view)
    {
        subtitle = heading(view.year);
        notes.push_back(say("maps.view_lorenz"));
    }
    void operator()(const RanksView&) { notes.push_back(say("maps.view_rank_change")); }
    void operator()(const TimelineView&) {}
    void operator()(const LinksView& view)
    {
        if (!view.links.empty())
            notes.push_back(say("maps.view_tiles_not_to_scale"));
    }
    void operator()(const OrderedView& view)
    {
        if (!view.indicator)
            return;
        subtitle = heading(view.year);
        notes.push_back(
            say(view.indicator->direction == Direction::Less ? "maps.view_least_first" : "maps.view_most_first"));
    }

    /// Whether some row stands in several cells: the total is less than the sum of its row totals.
    static bool hasRepeated(const MatrixView& view)
    {
        double sum = 0;
        for (const Value& value : view.rowTotals)
            sum += value.number().value_or(0);
        return view.total && view.total->isNumber() && sum > *view.total->number() + 1e-9;
    }
};

PageTexts pageTexts(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request)
{
    const Language language = request.language;
    const std::string& asOf = request.asOf.empty() ? city.asOf : request.asOf;
    KindTexts kind{request, city};
    std::visit(kind, data.content);

    PageTexts texts;
    texts.title = data.spec.title.in(language);
    texts.corner = city.city.name.in(language);
    texts.subtitle = kind.subtitle;
    std::vector<std::string> paragraphs;
    std::string notes;
    // Views that have nothing to show say so in the body.
    const bool isSaidInBody = std::holds_alternative<ListView>(data.content) ||
                              std::holds_alternative<FlowView>(data.content) ||
                              std::holds_alternative<GaugeView>(data.content);
    const std::string nothing = speak({"plugin.view_without_rows", {}}, language);
    for (const Text& note : data.notes)
        if (!isSaidInBody || note.in(language) != nothing)
            notes += (notes.empty() || language == Language::Japanese ? "" : " ") + note.in(language);
    for (const std::string& note : kind.notes)
        if (!note.empty())
            addOnce(paragraphs, note);
    addOnce(paragraphs, notes);
    if (data.hasSample) {
        texts.stamp = speak({"maps.sample_stamp", {}}, language);
        paragraphs.insert(paragraphs.begin(), speak({"maps.sample_note", {}}, language));
    }
    const Credits credits = creditsOf(city, data.sourceIds, asOf, language);
    if (!credits.sources.empty())
        addOnce(paragraphs, speak({"maps.source", {credits.sources}}, language));
    addOnce(paragraphs, joinedIn(language, credits.ages));
    for (const std::string& limit : credits.limits)
        addOnce(paragraphs, limit);
    texts.footer = std::move(paragraphs);
    if (!asOf.empty())
        texts.asOf = speak({"maps.as_of", {language == Language::Japanese ? japaneseDate(asOf) : asOf}}, language);
    return texts;
}

struct Drawing {
    ViewPage& page;
    void operator()(const MapView&) { appendEmpty(page); }
    void operator()(const MatrixView& view) { appendMatrix(page, view); }
    void operator()(const BoardView& view) { appendBoard(page, view); }
    void operator()(const ListView& view) { appendList(page, view); }
    void operator()(const TreeView& view) { appendTree(page, view); }
    void operator()(const FlowView& view) { appendFlow(page, view); }
    void operator()(const GaugeView& view) { appendGauges(page, view); }
    void operator()(const LineView& view) { appendLines(page, view); }
    void operator()(const CurveView& view) { appendCurve(page, view); }
    void operator()(const RanksView& view) { appendRanks(page, view); }
    void operator()(const TimelineView& view) { appendTimeline(page, view); }
    void operator()(const LinksView& view) { appendLinks(page, view); }
    void operator()(const OrderedView& view) { appendOrdered(page, view); }
};

}  // namespace

Result<Scene> composeViewSheet(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request)
{
    if (request.width < 480 || request.height < 480 || request.width > 30000 || request.height > 30000)
        return fail(ErrorKind::BadRequest,
                    {"maps.view_bad_size", {std::to_string(request.width), std::to_string(request.height)}});
    if (auto ready = prepareText(); !ready)
        return tl::unexpected(ready.error());
    Scene scene;
    scene.width = request.width;
    scene.height = request.height;
    scene.ground = palette::paper;
    const PageTexts texts = pageTexts(city, data, request);
    const Box body = appendPageFrame(scene, texts);
    ViewPage page{scene, city, request.language, request.isCopier, body};
    std::visit(Drawing{page}, data.content);
    scene.title = texts.title;
    std::string said;
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item); text && body.contains(text->baseline))
            said += (said.empty() ? "" : " ") + text->text;
    scene.description = speak({"maps.alt_text", {texts.title, texts.subtitle, said}}, request.language);
    return scene;
}

}  // namespace chiiki
