#include "maps/layout/karte_parts.h"

#include <algorithm>

#include "maps/scene/text_measure.h"
#include "maps/style/number_format.h"

namespace chiiki {
namespace {

/// ① to ⑳, ㉑ to ㉟; beyond in brackets.
std::string sourceSign(int number)
{
    char32_t sign = 0;
    if (number >= 1 && number <= 20)
        sign = U'\u2460' + static_cast<char32_t>(number - 1);
    else if (number >= 21 && number <= 35)
        sign = U'\u3251' + static_cast<char32_t>(number - 21);
    else
        return "(" + std::to_string(number) + ")";
    return {static_cast<char>(0xE0 | (sign >> 12)), static_cast<char>(0x80 | ((sign >> 6) & 0x3F)),
            static_cast<char>(0x80 | (sign & 0x3F))};
}

}  // namespace

std::optional<double> KarteNumber::middle() const
{
    if (indicator.kind == IndicatorKind::Category)
        return std::nullopt;
    if (indicator.kind == IndicatorKind::Count || !city.isNumber())
        return mean;
    return city.number();
}

std::string absenceWord(Absence absence, Language language)
{
    switch (absence) {
    case Absence::Missing:
        return speak({"maps.absent_missing", {}}, language);
    case Absence::Suppressed:
        return speak({"maps.absent_suppressed", {}}, language);
    case Absence::NotApplicable:
        break;
    }
    return speak({"maps.absent_not_applicable", {}}, language);
}

std::string karteValueText(const KarteNumber& number, Language language)
{
    const auto value = number.value.number();
    return value ? formatWithUnit(*value, number.indicator, NumberPlace::Table, language)
                 : absenceWord(number.value.absence(), language);
}

std::string karteRankText(const KarteNumber& number, Language language)
{
    if (!number.rank)
        return {};
    return speak({number.isTied ? "karte.rank_tied" : "karte.rank", {std::to_string(*number.rank)}}, language);
}

std::string karteRankSign(const KarteNumber& number, Language language)
{
    if (language == Language::Japanese || !number.rank)
        return karteRankText(number, language);
    return std::to_string(*number.rank) + (number.isTied ? "=" : "");
}

std::string sourceSigns(std::vector<int> sources)
{
    std::sort(sources.begin(), sources.end());
    std::string signs;
    for (std::size_t i = 0; i < sources.size();) {
        std::size_t last = i;
        while (last + 1 < sources.size() && sources[last + 1] == sources[last] + 1)
            ++last;
        signs += sourceSign(sources[i]);
        if (last > i)
            signs += (last > i + 1 ? "–" : "") + sourceSign(sources[last]);
        i = last + 1;
    }
    return signs;
}

std::string karteOriginText(const KarteNumber& number, Language language)
{
    std::string text = number.year ? shortTitle(*number.year, language) : std::string();
    if (const std::string signs = sourceSigns(number.sources); !signs.empty())
        text += (text.empty() ? "" : " ") + signs;
    return text;
}

double sampleWordWidth(Language language)
{
    return textWidth(speak({"maps.sample_stamp", {}}, language), 9, false) + 4;
}

double putSampleWord(const KarteSheet& sheet, double right, double baseline)
{
    const std::string word = sheet.say("maps.sample_stamp");
    const double width = sampleWordWidth(sheet.style.language);
    putBox(sheet.scene(), {right - width, baseline - 9, width, 11}, {}, {}, Stroke{palette::warning, 0.8, {}, false});
    putText(sheet.scene(), right - width + 2, baseline - 0.5, word, {9, false, palette::warning});
    return right - width;
}

}  // namespace chiiki
