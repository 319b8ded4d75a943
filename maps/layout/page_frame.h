#pragma once

#include <string>
#include <vector>

#include "core/model/snapshot.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// What stands around a map on its page.
struct PageTexts {
    std::string title;
    std::string subtitle;
    std::string corner;  // right end of the header: the city
    std::string origin;  // framed beside the city: whose data it is where not the city's; empty = the city's
    std::string stamp;   // 見本; empty = none
    std::vector<std::string> footer;  // paragraphs: reconciliation, sources, limits
    std::string asOf;                 // right end of the footer
};

/// Appends header and footer with their hairlines and returns what is left for the map between them.
Box appendPageFrame(Scene& scene, const PageTexts& texts);

/// A bar of a round length no longer than maxWidth px, with its length in m or km, from (x, baseline) to the right.
void appendScaleBar(Scene& scene, double metresPerPixel, Point leftBottom, double maxWidth);

/// Credit lines of these editions, each once, in this order, then the limits a reader must know.
struct Credits {
    std::string sources;  // joined by 「／」
    std::vector<std::string> limits;
    /// Editions over 5 years old on `asOf`, the oldest first.
    struct Age {
        std::string badge;  // 「H22のデータ（14年前）」
        std::string of;     // their titles
    };
    std::vector<Age> ages;
};
Credits creditsOf(const Snapshot& snapshot, const std::vector<std::string>& sourceIds, const std::string& asOf,
                  Language language);

}  // namespace chiiki
