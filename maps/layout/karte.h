#pragma once

#include "core/base/result.h"
#include "maps/layout/karte_page.h"
#include "maps/render/pdf_document.h"
#include "maps/scene/city_scene.h"

namespace chiiki {

/// The page is this many px of 1/96 inch: A4 upright. On A3 the same page is drawn larger.
inline constexpr double karteWidth = 794;
inline constexpr double karteHeight = 1123;

/// Makes ready what all pages need of the city, so that the first ones need not wait for it.
void prepareKarte(const CityScene& city);

/// One page: head, sentences, the columns' slots, sources. What does not fit a slot is counted at its end, never
/// dropped silently. Errors: NotFound for an unknown district or without the font.
/// To be laid over composeKarteCommon.
Result<PdfPage> composeKarte(const CityScene& city, const KartePage& page, const KarteStyle& style);

/// What is the same on every page of a city and may change without the pages: the scales with all districts and the
/// date. It comes out the same whichever of the pages is given. It is no part of the text that is read aloud: each page
/// says its own numbers. Error NotFound without the font.
Result<PdfPage> composeKarteCommon(const KartePage& page);

}  // namespace chiiki
