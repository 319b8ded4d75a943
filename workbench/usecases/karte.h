#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

enum class KartePaper { A4, A3 };

/// 地域カルテ: which districts, on what paper, where to.
struct KarteRequest {
    std::vector<std::string> districts;  // codes or names; empty = all
    KartePaper paper = KartePaper::A4;
    std::string templateFile;  // empty = the one that comes with the program
    Language language = Language::Japanese;
    std::string asOf;         // ISO date; empty = the snapshot's
    std::string out;          // a .pdf with all pages, otherwise a folder for one file a district; empty = no pages
    std::string xlsx;         // workbook with every table of the pages; empty = none
    std::string cacheFolder;  // of drawn pages, see karteCacheFolder; empty = each is drawn
};

struct KarteReport {
    int pages = 0;
    int drawn = 0;                   // the others were as they are in the cache
    std::vector<std::string> files;  // written, in order
};

/// Makes ready what text is drawn with. printKarte does it where nobody has; but it takes as long as to open the
/// workspace, and can be done meanwhile. On the main thread. Error NotFound where the fonts are not installed.
Result<void> preparePrinting();

/// `chiiki karte`: gathers, draws what changed since it was last drawn, writes each file whole or not at all. A page's
/// bytes follow from what it shows alone, so that a page from the cache is the page as it would be drawn.
/// Errors: BadFormat of the template (all faults in `diagnostics`), NotFound for an unknown district, those of
/// gatherKarte, composeKarte and writing.
Result<KarteReport> printKarte(PluginSession& session, const KarteRequest& request, Diagnostics& diagnostics);

/// Where the pages of a workspace are kept in the user's cache; empty where the user has no home.
std::string karteCacheFolder(const std::string& workspacePath);

}  // namespace chiiki
