#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"
#include "workbench/usecases/publishing_rule.h"

namespace chiiki {

struct OpenDataRequest {
    std::string folder;             // made where it is not there
    std::vector<std::string> sets;  // of openDataSets(), or a plugin's table "<plugin>__<table>"; empty = every set
                                    // with records but people by town
    std::vector<PublishingRule> rules;
    std::string licence = "CC BY 4.0";
    double smallest = fewestPeople;
    Language language = Language::Japanese;  // of titles of plugins' columns
    std::string asOf;                        // ISO date; empty = the snapshot's
};

struct OpenDataReport {
    struct File {
        std::string name;  // in the folder
        std::size_t rows = 0;
    };
    std::vector<File> files;       // written; empty where something was refused
    Diagnostics refusals;          // what the guard found and no rule allows: file, row, column, why and what would do
    std::vector<Message> notices;  // records left out, rules used
};

/// `chiiki open-data`: writes each set as CSV (UTF-8 with BOM) in the columns of 自治体標準オープンデータセット and
/// dcat.jsonld beside them. Where the guard (core/io/disclosure.h) finds persons, few people or sample rows that no
/// rule allows, nothing is written at all and `refusals` says what; samples are allowed by no rule. Same workspace,
/// same bytes. Errors: NotFound for an unknown set (names those there are), BadRequest where records do not add up;
/// those of writeFile.
Result<OpenDataReport> publishOpenData(PluginSession& session, const OpenDataRequest& request);

}  // namespace chiiki
