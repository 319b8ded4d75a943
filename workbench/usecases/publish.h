#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"
#include "workbench/usecases/publishing_rule.h"

namespace chiiki {

struct PublishRequest {
    std::string folder;  // made where it is not there, its parents too
    // Full ids; "grants.*" is all of one overlay. Empty = what the workspace itself knows (no overlay's), but for
    // indicators without any number.
    std::vector<std::string> indicatorIds;
    std::vector<Language> languages = {Language::Japanese, Language::English};  // the first is shown first
    std::string title;  // of the page, in every language; empty = 「山口市の地域データ」
    std::string asOf;   // ISO date; empty = the snapshot's
    std::vector<PublishingRule> rules;
    double smallest = fewestPeople;  // fewer people than this are not published
};

struct PublishedPage {
    struct File {
        std::string name;
        std::size_t bytes = 0;
    };
    std::vector<File> files;       // in the order written; empty where something was refused
    Diagnostics refusals;          // few people that no rule allows: indicator, place and year, why and what would do
    std::vector<Message> notices;  // rules used
    std::size_t indicators = 0;
    std::size_t districts = 0;
    bool hasSample = false;  // some number is made up; the page says so wherever it shows it
};

/// `chiiki publish`: a page for everybody, as plain files that need no network and no server: index.html, its style and
/// script, the numbers as a script (a page opened from disk may load nothing else) and for download. Only values by
/// district and of the city go out: no row of a plugin's table and no note of the planners; where one of them counts so
/// few people that they may be known and no rule allows it, nothing is written and `refusals` says which. Numbers,
/// ranks, classes, colours and their texts are made here; the page only shows them. The same workspace gives the same
/// bytes.
/// Errors: BadRequest where the folder holds something that is no such page (a page is replaced, what else lies beside
/// it stays), or where the parts of a sum do not add up; those of PluginSession::compute, CityScene::build and
/// writeFile.
Result<PublishedPage> publishPage(PluginSession& session, const PublishRequest& request);

}  // namespace chiiki
