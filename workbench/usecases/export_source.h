#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "workbench/usecases/export.h"
#include "workbench/usecases/export_numbers.h"

namespace chiiki {

/// Makes the layers of one export, each when it is asked for: a CSV of facilities runs no plugin. Numbers are computed
/// once.
class ExportSource {
public:
    /// Errors: NotFound for an unknown overlay; why it has no result.
    static Result<ExportSource> open(PluginSession& session, const ExportRequest& request);

    /// In the order of a file that holds them all.
    const std::vector<std::string>& names() const { return names_; }

    /// Precondition: one of names(). Errors: those of PluginSession::compute and compare; BadRequest where parts do not
    /// add up.
    Result<DataLayer> make(const std::string& name);

    /// Overlays whose numbers could not be had, indicators without a number in the year asked for.
    const std::vector<Message>& notices() const { return notices_; }

private:
    ExportSource(PluginSession& session, const ExportRequest& request)
        : session_(&session)
        , request_(&request)
    {
    }
    void listNames();
    Result<const std::vector<IndicatorResult>*> results();
    Result<ComparisonTable> comparison();
    void noteYear(const std::vector<const IndicatorResult*>& results);
    /// The overlay asked for, or all that have a result.
    const std::vector<std::pair<const Plugin*, std::shared_ptr<const OverlayRun>>>& overlays();
    Result<DataLayer> makeOfPlugin(const std::string& name);

    PluginSession* session_;
    const ExportRequest* request_;
    const Plugin* plugin_ = nullptr;  // of the overlay asked for
    std::vector<std::string> names_;
    std::vector<Message> notices_;
    bool isYearNoted_ = false;
    std::optional<std::vector<IndicatorResult>> results_;
    std::optional<std::vector<std::pair<const Plugin*, std::shared_ptr<const OverlayRun>>>> overlays_;
};

}  // namespace chiiki
