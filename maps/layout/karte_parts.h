#pragma once

#include <string>
#include <vector>

#include "maps/layout/karte_page.h"
#include "maps/layout/view_page.h"
#include "maps/render/pdf_document.h"
#include "maps/scene/city_scene.h"

/// What the slots of maps/layout/karte_*.cpp share. Each fills its box and nothing else.
namespace chiiki {

/// A page while it is drawn.
struct KarteSheet {
    PdfPage& out;
    const CityScene& city;
    const KartePage& page;
    const KarteStyle& style;

    Scene& scene() const { return out.scene; }
    std::string say(std::string_view code, std::vector<std::string> arguments = {}) const
    {
        return speak({code, std::move(arguments)}, style.language);
    }
    /// What is drawn from now on is one part of the page.
    void begin(std::string role, std::string alt = {}) const
    {
        if (!out.parts.empty() && out.parts.back().firstItem == out.scene.items.size())
            out.parts.pop_back();  // nothing was drawn in it
        out.parts.push_back({out.scene.items.size(), std::move(role), std::move(alt)});
    }
};

void appendKarteMap(const KarteSheet& sheet, const Box& box, const KarteMap& map);
void appendKartePosition(const KarteSheet& sheet, const Box& box, const KartePosition& position);
/// What all pages share of it, to be drawn below each: districts and the city's number on the scales.
void appendCommonPosition(Scene& scene, const Box& box, const KartePosition& position);
void appendKarteSection(const KarteSheet& sheet, const Box& box, const KarteSection& section);
void appendKarteFindings(const KarteSheet& sheet, const Box& box, const KarteFindings& findings);

/// 「3,185人/km²」; of an absent value the word of its absence.
std::string karteValueText(const KarteNumber& number, Language language);
/// 「3位」, 「5位タイ」; empty without a rank.
std::string karteRankText(const KarteNumber& number, Language language);
/// 「3位」, 「5位タイ」; in English "3" and "5=", for places that have no room for words.
std::string karteRankSign(const KarteNumber& number, Language language);
/// 「R2 ①③」: year and sources; the year alone is empty where there is none.
std::string karteOriginText(const KarteNumber& number, Language language);
/// 「①③」, 「①–④⑦」.
std::string sourceSigns(std::vector<int> sources);
/// 「欠測」, 「秘匿」, 「該当なし」.
std::string absenceWord(Absence absence, Language language);

double sampleWordWidth(Language language);
/// 見本 in a small frame, its right end at `right`; returns its left end.
double putSampleWord(const KarteSheet& sheet, double right, double baseline);

}  // namespace chiiki
