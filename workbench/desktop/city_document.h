#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/open_city.h"
#include "workbench/desktop/shown_indicator.h"

namespace chiiki::desktop {

/// What the window is about: the workspace opened and the indicator shown. Opening and computing happen in the
/// background; of several requests only the newest answers.
class CityDocument : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// nullptr where no workspace is open.
    const OpenedCity* city() const { return city_ ? &*city_ : nullptr; }
    const std::optional<ShownIndicator>& shown() const { return shown_; }
    /// The indicator asked for last; it is shown once it is computed.
    const std::string& requested() const { return requested_; }

    void open(const std::string& path);
    void openYamaguchi();
    /// As open(), for a city that is in memory already.
    void show(OpenedCity city);
    void showIndicator(const std::string& id);

signals:
    void openingChanged(bool isOpening);
    void cityChanged();
    void computingChanged(bool isComputing);
    void indicatorChanged();
    /// Opening or computing did not work; what was shown before still is.
    void failed(const chiiki::Error& error);

private:
    void startOpening(std::function<Result<OpenedCity>()> work);

    std::optional<OpenedCity> city_;
    std::optional<ShownIndicator> shown_;
    std::string requested_;
    LatestJob opening_;
    LatestJob computing_;
};

}  // namespace chiiki::desktop
