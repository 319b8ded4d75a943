#pragma once

#include <string>

#include "core/base/result.h"
#include "core/model/view_data.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// How a view of a plugin is drawn.
struct ViewRequest {
    ParameterValues parameters;  // what is not in it has its default
    int width = 960;             // px
    int height = 760;
    bool growsToFit = false;  // higher than `height` where that leaves nothing out, to a limit
    bool isCopier = false;
    Language language = Language::Japanese;
    std::string asOf;  // ISO date; empty = the city's
    std::string file;  // .png, .svg or .pdf decides the format
};

/// Error NotFound lists the views there are.
Result<const ViewSpec*> findViewOf(const Plugin& plugin, const std::string& id);

/// {"api":1,"overlay","view","kind","title", the content by kind, "notes","sources","sample"}. Texts in both
/// languages, absent numbers as {"absent": "missing"}, whole lists whatever fits a page. `city`: of the session.
std::string viewJson(const Plugin& plugin, const Snapshot& city, const ViewData& data);

/// `chiiki view`: draws one view and writes it, whole or not at all. A view that is a map is drawn as `chiiki map`
/// does. Errors: BadRequest for another ending, those of PluginSession::view, composeViewSheet, composeMapSheet and
/// writing.
Result<void> drawView(PluginSession& session, const Plugin& plugin, const ViewSpec& view, const ViewRequest& request);

}  // namespace chiiki
