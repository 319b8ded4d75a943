#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "maps/layout/karte_page.h"
#include "workbench/usecases/karte_numbers.h"
#include "workbench/usecases/karte_template.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// All pages of a 地域カルテ and the editions they name.
struct KarteBook {
    std::vector<KartePage> pages;  // in the city's order
    std::vector<KarteSource> sources;
    SnapshotPtr city;  // what `sources` point into
};

/// What the template asks for, of every district. An indicator that cannot be computed now (its plugin awaits consent,
/// failed or is not installed) is absent on all pages, with the reason. Errors: NotFound for an indicator, facility
/// kind, table or field that cannot be (the message names what is wrong); BadRequest where the parts of a sum do not
/// add up.
Result<KarteBook> gatherKarte(PluginSession& session, const KarteTemplate& plan, Language language,
                              const std::string& asOf);

/// The template's sentences of one page, composed from its numbers.
std::vector<std::string> karteSentences(const KartePage& page, const KarteTemplate& plan, Language language);

}  // namespace chiiki
