#pragma once

#include <map>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/latest_job.h"
#include "workbench/desktop/shown_indicator.h"

namespace chiiki::desktop {

/// What the profile says of districts beside the indicator shown: people, households and area, reach of the community
/// centres, what the planners pinned, and of each overlay its first indicator. Worked out in the background; overlays
/// are taken as they come. Each is of the year that the window stands in where it has values of that, otherwise of its
/// latest: `ShownIndicator::year` says which.
class DistrictFigures : public QObject {
    Q_OBJECT

public:
    explicit DistrictFigures(const Desk& desk, QObject* parent = nullptr);

    /// Without a value yet where still computed: then it is not in it.
    const std::vector<ShownIndicator>& figures() const { return figures_; }
    /// One of these by its id; nullptr while it is computed and where there is none.
    const ShownIndicator* find(const std::string& id) const;
    bool isComputing() const { return computing_.isRunning(); }

    /// The ids, in their order: those shown as key figures are left out.
    std::vector<std::string> wanted() const;

signals:
    void changed();

private:
    using Results = std::map<std::string, IndicatorResult>;

    void compute();
    void present();
    const IndicatorResult* resultOf(const std::string& id) const;

    const Desk desk_;
    Results results_;  // of the core, of the present snapshot
    std::vector<ShownIndicator> figures_;
    LatestJob computing_;
    QTimer presenting_;  // overlays that come together are presented together
};

/// Ids of the key figures: people, households, area.
const std::vector<std::string>& keyFigures();

}  // namespace chiiki::desktop
