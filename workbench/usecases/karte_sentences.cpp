#include <algorithm>

#include "maps/layout/karte_parts.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/karte_gather.h"

namespace chiiki {
namespace {

constexpr std::size_t mostNamed = 2;
constexpr int leastRanked = 6;  // of fewer districts no rank is worth a sentence

/// 「人口 13,228人（令和2年度、4位）」
std::string named(const KarteNumber& number, Language language)
{
    std::string text = speak({"karte.named",
                              {number.indicator.title.in(language), karteValueText(number, language),
                               title(*number.year, language), karteRankText(number, language)}},
                             language);
    if (number.value.status == Status::Sample)
        text = speak({"karte.named_sample", {text}}, language);
    return text;
}

std::string joined(const std::vector<const KarteNumber*>& numbers, Language language)
{
    std::string text;
    for (const KarteNumber* number : numbers)
        text += (text.empty() ? "" : language == Language::Japanese ? "、" : "; ") + named(*number, language);
    return text;
}

void addKeyFigure(std::vector<std::string>& sentences, const KartePage& page, Language language)
{
    if (page.keys.empty() || !page.keys.front().value.isNumber() || !page.keys.front().rank)
        return;
    const KarteNumber& key = page.keys.front();
    const auto city = key.city.number();
    const bool isShare = key.indicator.kind == IndicatorKind::Count && city && *city > 0;
    Indicator share;
    share.unit = "ratio";
    std::vector<std::string> arguments = {page.name,
                                          key.indicator.title.in(language),
                                          karteValueText(key, language),
                                          title(*key.year, language),
                                          std::to_string(key.ranked),
                                          karteRankText(key, language)};
    if (isShare) {
        arguments.push_back(formatWithUnit(*city, key.indicator, NumberPlace::Table, language));
        arguments.push_back(formatWithUnit(*key.value.number() / *city, share, NumberPlace::Table, language));
    }
    sentences.push_back(
        speak({isShare ? "karte.sentence_key_share" : "karte.sentence_key", std::move(arguments)}, language));
}

/// Which of the numbers on scales stand out: in the best and in the worst third of the districts.
void addPosition(std::vector<std::string>& sentences, const KartePage& page, Language language)
{
    std::vector<const KarteNumber*> ranked;
    for (const auto& column : page.columns)
        for (const KarteSlot& slot : column)
            if (const auto* position = std::get_if<KartePosition>(&slot.content))
                for (const KarteNumber& number : position->numbers)
                    if (number.rank && number.ranked >= leastRanked && number.indicator.direction != Direction::None)
                        ranked.push_back(&number);
    // Of different numbers of districts: by the share that is better.
    const auto place = [](const KarteNumber* number) { return double(*number->rank - 1) / (number->ranked - 1); };
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&](const KarteNumber* a, const KarteNumber* b) { return place(a) < place(b); });
    std::vector<const KarteNumber*> best, worst;
    for (const KarteNumber* number : ranked)
        if (place(number) <= 1.0 / 3 && best.size() < mostNamed)
            best.push_back(number);
    for (auto number = ranked.rbegin(); number != ranked.rend(); ++number)
        if (place(*number) >= 2.0 / 3 && worst.size() < mostNamed)
            worst.push_back(*number);
    if (!best.empty() && !worst.empty())
        sentences.push_back(
            speak({"karte.sentence_both", {joined(best, language), joined(worst, language)}}, language));
    else if (!best.empty())
        sentences.push_back(speak({"karte.sentence_best", {joined(best, language)}}, language));
    else if (!worst.empty())
        sentences.push_back(speak({"karte.sentence_worst", {joined(worst, language)}}, language));
    else if (!ranked.empty())
        sentences.push_back(speak({"karte.sentence_middle", {std::to_string(ranked.size())}}, language));
}

void addFindings(std::vector<std::string>& sentences, const KartePage& page, Language language)
{
    for (const auto& column : page.columns)
        for (const KarteSlot& slot : column)
            if (const auto* findings = std::get_if<KarteFindings>(&slot.content)) {
                const auto count = [&](Severity severity) {
                    return std::to_string(
                        std::count_if(findings->items.begin(), findings->items.end(),
                                      [&](const KarteFindings::Item& item) { return item.severity == severity; }));
                };
                sentences.push_back(speak(
                    {"karte.sentence_findings", {count(Severity::Act), count(Severity::Watch), count(Severity::Note)}},
                    language));
                return;
            }
}

}  // namespace

std::vector<std::string> karteSentences(const KartePage& page, const KarteTemplate& plan, Language language)
{
    std::vector<std::string> sentences;
    for (const KarteSentence sentence : plan.sentences)
        switch (sentence) {
        case KarteSentence::KeyFigure:
            addKeyFigure(sentences, page, language);
            break;
        case KarteSentence::Position:
            addPosition(sentences, page, language);
            break;
        case KarteSentence::Findings:
            addFindings(sentences, page, language);
            break;
        }
    return sentences;
}

}  // namespace chiiki
