#include "workbench/usecases/karte_sources.h"

#include "maps/layout/karte_parts.h"

namespace chiiki {

KarteCredits karteCredits(const std::vector<KarteSource>& sources, const std::set<int>& used, Language language)
{
    KarteCredits credits;
    std::string asked;
    std::set<std::string> known;
    for (const KarteSource& source : sources) {
        if (!used.contains(source.number))
            continue;
        const SourceEdition& edition = *source.edition;
        std::string text = sourceSigns({source.number}) + edition.title.in(language);
        if (!edition.asOf.empty())
            text += speak(
                {"karte.edition_date", {language == Language::Japanese ? japaneseDate(edition.asOf) : edition.asOf}},
                language);
        credits.sources.push_back(std::move(text));
        const std::string& credit = edition.credit.empty() ? edition.publisher : edition.credit;
        if (!credit.empty() && known.insert(credit).second)
            asked += (asked.empty() ? "" : language == Language::Japanese ? "／" : "; ") + credit;
    }
    if (!asked.empty())
        credits.credits = speak({"karte.credits", {asked}}, language);
    return credits;
}

}  // namespace chiiki
