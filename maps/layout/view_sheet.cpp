#include "maps/layout/view_sheet.h"

#include <algorithm>
#include <set>

#include "core/text/english_names.h"
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
        // Citations are words of Japanese documents; the sources below name them in English.
        const bool isCited = !view.citation.empty() && request.language == Language::Japanese;
        if (view.published)
            notes.push_back(say("maps.view_published_note", {view.publishedTitle.in(request.language),
                                                             isCited ? " " + view.citation : std::string()}));
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
            // No line ends between a number and its name.
            names.push_back(std::to_string(i + 1) + "\u00A0" + (isRomaji ? district.romaji : district.name));
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
        // How little a range rests on belongs beside it.
        std::set<long> known;
        for (const LineView::Line& line : view.lines)
            if (!line.forecast.empty())
                known.insert(std::count_if(line.points.begin(), line.points.end(), [](const LineView::Point& point) {
                    return point.series == Series::Actual && point.value.isNumber();
                }));
        if (methods.empty() || known.empty())
            return;
        const std::string least = std::to_string(*known.begin()), most = std::to_string(*known.rbegin());
        notes.push_back(
            say("maps.view_forecast_methods",
                {joinedIn(request.language, methods), least == most ? least : say("maps.range_whole", {least, most})}));
    }
    void operator()(const CurveView& view)
    {
        subtitle = heading(view.year);
        notes.push_back(say("maps.view_lorenz"));
    }
    void operator()(const RanksView& view)
    {
        if (const std::size_t marked = markedRanks(view); marked > 0)
            notes.push_back(say("maps.view_rank_change", {std::to_string(marked)}));
    }
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

/// Whether there is nothing to draw of a view: a sentence says why in its place.
struct Blankness {
    bool operator()(const MapView&) const { return true; }  // one with values is drawn by composeMapSheet
    bool operator()(const MatrixView& view) const
    {
        const auto isNumber = [](const Value& value) { return value.isNumber(); };
        const bool hasCell = std::any_of(view.cells.begin(), view.cells.end(), [](const auto& row) {
            return std::any_of(row.begin(), row.end(), [](const MatrixCell& cell) {
                return !cell.rows.empty() || cell.value.isNumber() || cell.value.absence() != Absence::Missing;
            });
        });
        return view.rows.empty() || view.columns.empty() ||
               (!hasCell && !(view.published && isNumber(*view.published)) &&
                std::none_of(view.publishedByColumn.begin(), view.publishedByColumn.end(), isNumber));
    }
    bool operator()(const BoardView& view) const
    {
        return std::all_of(view.columns.begin(), view.columns.end(),
                           [](const BoardView::Column& column) { return column.cards.empty(); });
    }
    bool operator()(const ListView& view) const { return view.rows.empty() || view.columns.empty(); }
    bool operator()(const TreeView& view) const { return view.nodes.empty(); }
    bool operator()(const FlowView& view) const { return view.bands.empty(); }
    bool operator()(const GaugeView& view) const { return view.gauges.empty(); }
    bool operator()(const LineView& view) const
    {
        return std::all_of(view.lines.begin(), view.lines.end(), [](const LineView::Line& line) {
            return std::none_of(line.points.begin(), line.points.end(),
                                [](const LineView::Point& point) { return point.value.isNumber(); });
        });
    }
    bool operator()(const CurveView& view) const { return view.points.size() < 2; }
    bool operator()(const RanksView& view) const { return view.items.empty(); }
    bool operator()(const TimelineView& view) const { return view.events.empty(); }
    bool operator()(const LinksView& view) const { return view.links.empty() && view.ofAll.empty(); }
    bool operator()(const OrderedView& view) const { return view.items.empty(); }
};

bool isBlank(const ViewData& data)
{
    return std::visit(Blankness{}, data.content);
}

/// Whether a note is one of the sentences by which a view says that it has nothing to show.
bool saysNothing(const std::string& note, Language language)
{
    const std::string mark = "\x1f";  // stands for what the sentence is about
    for (const char* code : {"plugin.view_without_rows", "plugin.view_without_values"}) {
        const std::string sentence = speak({code, {mark, mark}}, language);
        const auto first = sentence.find(mark), last = sentence.rfind(mark);
        if (first != std::string::npos && note.starts_with(sentence.substr(0, first)) &&
            note.ends_with(sentence.substr(last + 1)))
            return true;
    }
    return false;
}

/// Why there is nothing to draw; empty = there is, or the view does not say.
std::string whyBlank(const ViewData& data, Language language)
{
    if (isBlank(data))
        for (const Text& note : data.notes)
            if (saysNothing(note.in(language), language))
                return note.in(language);
    return {};
}

PageTexts pageTexts(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request)
{
    const Language language = request.language;
    const std::string& asOf = request.asOf.empty() ? city.asOf : request.asOf;
    KindTexts kind{request, city};
    if (!isBlank(data))
        std::visit(kind, data.content);

    PageTexts texts;
    texts.title = data.spec.title.in(language);
    texts.corner = city.city.name.in(language);
    texts.subtitle = kind.subtitle;
    std::vector<std::string> paragraphs;
    std::string notes;
    for (const Text& note : data.notes)
        if (note.in(language) != whyBlank(data, language))
            notes += (notes.empty() || language == Language::Japanese ? "" : " ") + note.in(language);
    for (const std::string& note : kind.notes)
        if (!note.empty())
            addOnce(paragraphs, note);
    addOnce(paragraphs, notes);
    std::vector<std::string> cities;
    for (const std::string& name : data.otherCities)
        cities.push_back(language == Language::English ? englishName(name) : name);
    if (!cities.empty())
        texts.origin = speak({data.isOfOtherCities ? "maps.view_of_other_city" : "maps.view_with_other_city",
                              {joinedIn(language, cities)}},
                             language);
    if (data.isOfOtherCities)
        texts.corner.clear();
    if (data.hasSample) {
        texts.stamp = speak({"maps.sample_stamp", {}}, language);
        paragraphs.insert(paragraphs.begin(), speak({"maps.sample_note", {}}, language));
    }
    const Credits credits = creditsOf(city, data.sourceIds, asOf, language);
    if (!credits.sources.empty())
        addOnce(paragraphs, speak({"maps.source", {credits.sources}}, language));
    for (const Credits::Age& age : credits.ages)
        addOnce(paragraphs, age.badge + ": " + age.of);
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

struct Composed {
    Scene scene;
    bool hasRest = false;
};

Result<Composed> compose(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request)
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
    ViewPage page{scene, city, request.language, request.isCopier, body, whyBlank(data, request.language)};
    std::visit(Drawing{page}, data.content);
    scene.title = texts.title;
    std::string said;
    for (const SceneItem& item : scene.items)
        if (const auto* text = std::get_if<TextItem>(&item); text && body.contains(text->baseline))
            said += (said.empty() ? "" : " ") + text->text;
    scene.description = speak({"maps.alt_text", {texts.title, texts.subtitle, said}}, request.language);
    return Composed{std::move(scene), page.hasRest};
}

}  // namespace

Result<Scene> composeViewSheet(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request)
{
    auto composed = compose(city, data, request);
    return composed ? Result<Scene>(std::move(composed->scene)) : tl::unexpected(composed.error());
}

Result<Scene> composeLongViewSheet(const Snapshot& city, const ViewData& data, const ViewSheetRequest& request,
                                   int mostHeight)
{
    auto best = compose(city, data, request);
    if (!best)
        return tl::unexpected(best.error());
    // The least height is searched for: first above it, then between.
    int tooLow = request.height;
    int enough = 0;
    ViewSheetRequest longer = request;
    constexpr int closeEnough = 60;
    while (best->hasRest || (enough > 0 && enough - tooLow > closeEnough)) {
        if (enough == 0 && tooLow >= mostHeight)
            break;
        longer.height = enough == 0 ? std::min(mostHeight, tooLow * 2) : (tooLow + enough) / 2;
        auto next = compose(city, data, longer);
        if (!next)
            return tl::unexpected(next.error());
        (next->hasRest ? tooLow : enough) = longer.height;
        if (!next->hasRest || enough == 0)
            best = std::move(next);
    }
    return std::move(best->scene);
}

}  // namespace chiiki
