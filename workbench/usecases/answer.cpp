#include "workbench/usecases/answer.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/io/files.h"
#include "maps/layout/karte_parts.h"
#include "maps/scene/city_scene.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/indicator_called.h"
#include "workbench/usecases/karte_numbers.h"
#include "workbench/usecases/karte_sources.h"

namespace chiiki {
namespace {

constexpr std::size_t mostQuestions = 6;

/// Other indicators of the same overlay.
std::vector<std::string> relatedTo(PluginSession& session, const std::string& id)
{
    const std::string overlay = id.substr(0, id.find('.') + 1);
    std::vector<std::string> ids;
    for (const Indicator& one : session.list())
        if (one.id != id && one.id.starts_with(overlay) && !one.cityOnly)
            ids.push_back(one.id);
    return ids;
}

Result<std::string> commandOf(PluginSession& session, const AnswerRequest& request, const std::string& id,
                              const std::string& district)
{
    ExplainRequest question;
    question.indicatorId = id;
    question.district = district;
    question.workspace = request.workspace;
    question.pluginDirs = request.pluginDirs;
    auto explained = explain(session, {}, question);
    if (!explained)
        return tl::unexpected(explained.error());
    return explained->commandLine;
}

/// Indices of the districts that share a border with this one.
std::set<std::size_t> neighboursOf(const SnapshotPtr& city, std::size_t district)
{
    std::set<std::size_t> near;
    const auto vertices = [&](std::size_t i) {
        std::set<std::pair<double, double>> all;
        for (const Polygon& polygon : city->districts[i].outline)
            for (const Ring& ring : polygon.rings)
                for (const Point p : ring)
                    all.insert({p.x, p.y});
        return all;
    };
    // Neighbours of clean borders share their vertices; one alone is a corner.
    const auto own = vertices(district);
    for (std::size_t i = 0; i < city->districts.size(); ++i) {
        if (i == district)
            continue;
        int shared = 0;
        for (const Polygon& polygon : city->districts[i].outline)
            for (const Ring& ring : polygon.rings)
                for (const Point p : ring)
                    shared += own.contains({p.x, p.y});
        if (shared > 1)
            near.insert(i);
    }
    return near;
}

void addRows(AnswerPage& page, const SnapshotPtr& city, const KarteNumbers& numbers, KarteSources& sources,
             const std::string& id, std::optional<std::size_t> own, Language language)
{
    const std::set<std::size_t> near = own ? neighboursOf(city, *own) : std::set<std::size_t>{};
    std::vector<std::pair<int, AnswerPage::Row>> ranked;
    for (std::size_t i = 0; i < city->districts.size(); ++i) {
        const KarteNumber number = numbers.of(id, i, sources);
        AnswerPage::Row row{city->districts[i].name, number.value, karteRankSign(number, language), own == i,
                            near.contains(i)};
        ranked.emplace_back(number.rank.value_or(static_cast<int>(city->districts.size()) + 1), std::move(row));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [rank, row] : ranked)
        page.rows.push_back(std::move(row));
}

std::string sentenceOf(const AnswerPage& page, Language language)
{
    const KarteNumber& number = page.number;
    const std::string& name = number.indicator.title.in(language);
    if (!number.value.isNumber())
        return speak({"answer.sentence_absent",
                      {page.district, name, absenceWord(number.value.absence(), language), number.absentReason}},
                     language);
    std::string text = speak(
        {"answer.sentence", {page.district, name, title(*number.year, language), karteValueText(number, language)}},
        language);
    if (number.rank)
        text +=
            speak({"answer.sentence_rank", {std::to_string(number.ranked), karteRankText(number, language)}}, language);
    if (const auto middle = number.middle(); middle && number.rank)
        text += speak({number.indicator.kind == IndicatorKind::Count ? "answer.sentence_mean" : "answer.sentence_city",
                       {formatWithUnit(*middle, number.indicator, NumberPlace::Table, language)}},
                      language);
    return text;
}

}  // namespace

Result<AnswerPage> gatherAnswer(PluginSession& session, const AnswerRequest& request)
{
    const Language language = request.language;
    const auto asked = indicatorCalled(session, request.indicatorId);
    if (!asked)
        return tl::unexpected(asked.error());
    std::vector<std::string> ids = {*asked};
    for (const std::string& id : relatedTo(session, *asked))
        ids.push_back(id);
    const auto numbers = KarteNumbers::compute(session, ids, language);
    if (!numbers)
        return tl::unexpected(numbers.error());
    const IndicatorResult* result = numbers->result(*asked);
    if (!result) {
        const auto why = session.compute(*asked);
        return tl::unexpected(why.error());
    }
    const SnapshotPtr city = session.city();
    const auto district = districtMeant(*city, request.district);
    if (!district)
        return tl::unexpected(district.error());
    // What is of the city alone is said of no district.
    const bool isOfCity = result->indicator.cityOnly;
    std::optional<std::size_t> own;
    if (*district && !isOfCity)
        own = static_cast<std::size_t>(*district - city->districts.data());
    KarteSources sources(*city);
    AnswerPage page;
    page.cityName = city->city.name.in(language);
    page.title = speak({"answer.title", {}}, language);
    page.district = own ? (*district)->name : speak({"analysis.row_city", {}}, language);
    page.number = numbers->of(*asked, own.value_or(0), sources);
    if (!own && !isOfCity) {
        // Of the city there is no rank and no trend of one district.
        page.number.value = page.number.city;
        page.number.rank.reset();
        page.number.years.clear();
        for (const IndicatorValue& value : result->values)
            if (const auto one = value.value.number();
                one && value.districtCode.empty() && value.series == Series::Actual && page.number.year &&
                value.year.year > page.number.year->year - 5 && value.year <= *page.number.year)
                page.number.years.push_back({value.year.year, *one});
    }
    page.definition = result->recipe.formula.in(language);
    for (const Text& limit : result->recipe.limits)
        page.limits.push_back(limit.in(language));
    if (!isOfCity)
        addRows(page, city, *numbers, sources, *asked, own, language);
    const auto isSample = [](const Value& value) { return value.isNumber() && value.status == Status::Sample; };
    page.hasSample =
        isSample(page.number.value) || std::any_of(page.rows.begin(), page.rows.end(),
                                                   [&](const AnswerPage::Row& row) { return isSample(row.value); });
    page.sentence = sentenceOf(page, language);
    if (*district && isOfCity)
        page.sentence.insert(0, speak({"answer.of_city_alone", {(*district)->name}}, language));
    const std::string code = own ? city->districts[*own].code : "city";
    for (const std::string& place : own ? std::vector<std::string>{code, "city"} : std::vector<std::string>{code}) {
        auto command = commandOf(session, request, *asked, place);
        if (!command)
            return tl::unexpected(command.error());
        page.commands.push_back(*std::move(command));
    }
    std::set<int> used(page.number.sources.begin(), page.number.sources.end());
    for (std::size_t i = 1; own && i < ids.size() && page.questions.size() < mostQuestions; ++i) {
        const KarteNumber number = numbers->of(ids[i], *own, sources);
        if (!number.value.isNumber())
            continue;
        auto command = commandOf(session, request, ids[i], code);
        if (!command)
            return tl::unexpected(command.error());
        std::string answer = karteValueText(number, language) + "  " + karteOriginText(number, language);
        if (number.rank)
            answer += "  " + karteRankText(number, language) + "/" + std::to_string(number.ranked);
        if (number.value.status == Status::Sample)
            answer += "  " + speak({"maps.sample_stamp", {}}, language);
        page.questions.push_back(
            {speak({"answer.question", {page.district, number.indicator.title.in(language)}}, language),
             std::move(answer), *std::move(command)});
        used.insert(number.sources.begin(), number.sources.end());
    }
    const KarteCredits credits = karteCredits(sources.all(), used, language);
    page.sources = credits.sources;
    page.credits = credits.credits;
    if (const std::string line = numbers->reconciliations({*asked}); !line.empty())
        page.reconciliation = speak({"karte.reconciliation", {line}}, language);
    const std::string& asOf = request.asOf.empty() ? city->asOf : request.asOf;
    page.asOf = speak({"maps.as_of", {language == Language::Japanese ? japaneseDate(asOf) : asOf}}, language);
    return page;
}

Result<void> printAnswer(PluginSession& session, const AnswerRequest& request)
{
    if (!request.file.ends_with(".pdf"))
        return fail(ErrorKind::BadRequest, {"answer.is_pdf", {}}, request.file);
    const auto page = gatherAnswer(session, request);
    if (!page)
        return tl::unexpected(page.error());
    auto composed = composeAnswer(*page, request.language);
    if (!composed)
        return tl::unexpected(composed.error());
    const auto drawn = pdfPageBytes(*composed, 0.75);
    if (!drawn)
        return tl::unexpected(drawn.error());
    const std::string label = page->district + " " + page->number.indicator.title.in(request.language);
    const PdfSheet sheet{*drawn, composed->parts, label, label};
    PdfInfo info;
    info.title = page->cityName + " " + page->title + " " + label;
    info.subject = page->sentence;
    info.asOf = request.asOf.empty() ? session.city()->asOf : request.asOf;
    info.language = request.language;
    const auto bytes = assemblePdf({&sheet, 1}, info);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(request.file, *bytes);
}

}  // namespace chiiki
