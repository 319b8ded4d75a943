#pragma once

#include <string>
#include <vector>

#include "workbench/usecases/import_preview.h"

namespace chiiki::imports {

/// What the edition in force made of its records, taken out of the city to be compared with those of a new edition.
class EarlierFacilities {
public:
    /// Those of the source leave `facilities`; the others keep their order.
    EarlierFacilities(const std::string& sourceId, std::vector<Facility>& facilities);

    const std::vector<Facility>& facilities() const { return facilities_; }
    /// Of each, whether a record was compared with it.
    const std::vector<bool>& isContinued() const { return isContinued_; }

    /// Keeps of `before` (one of these; nullptr: the record is new) what a new edition does not say: days, and a
    /// position that is nearly the same. Lists what differs.
    void compare(const Facility* before, Facility& now, ImportComparison& comparison);

    /// Lists those that no record continued.
    void listRemoved(ImportComparison& comparison) const;

private:
    std::vector<Facility> facilities_;
    std::vector<bool> isContinued_;
};

}  // namespace chiiki::imports
