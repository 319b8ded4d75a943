#pragma once

#include <mutex>
#include <vector>

#include "core/model/overlay_request.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// What requests say of a city, measured once however many plugins ask: each part when first needed. Keeps a reference
/// to the snapshot. May be asked from several threads.
class RequestCity {
public:
    explicit RequestCity(const Snapshot& snapshot)
        : snapshot_(snapshot)
    {
    }

    const Snapshot& snapshot() const { return snapshot_; }
    const std::vector<OverlayRequest::District>& districts() const;
    /// Empty where PROJ does not know the city's plane zone; so are the two below.
    const std::vector<OverlayRequest::DemandArea>& demandAreas() const;
    const std::vector<OverlayRequest::Place>& facilities() const;  // those that are open
    const std::vector<OverlayRequest::Line>& routes() const;

private:
    const Snapshot& snapshot_;
    mutable std::once_flag districtsOnce_;
    mutable std::once_flag areasOnce_;
    mutable std::once_flag facilitiesOnce_;
    mutable std::once_flag routesOnce_;
    mutable std::vector<OverlayRequest::District> districts_;
    mutable std::vector<OverlayRequest::DemandArea> areas_;
    mutable std::vector<OverlayRequest::Place> facilities_;
    mutable std::vector<OverlayRequest::Line> routes_;
};

}  // namespace chiiki
