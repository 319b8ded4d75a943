#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workbench/usecases/import_preview.h"

namespace chiiki::imports {

/// What the edition in force made of its records, to be compared with those of a new edition. Keeps pointers to them.
class EarlierFacilities {
public:
    /// Those of the source.
    EarlierFacilities(const std::string& sourceId, const std::vector<Facility>& facilities);

    const std::vector<const Facility*>& facilities() const { return facilities_; }
    /// Of each, whether a record was compared with it.
    const std::vector<bool>& isContinued() const { return isContinued_; }

    /// Keeps of the one `at` (nullopt: the record is new) what a new edition does not say: days, and a
    /// position that is nearly the same. Lists what differs.
    void compare(std::optional<std::size_t> at, Facility& now, ImportComparison& comparison);

    /// Lists those that no record continued.
    void listRemoved(ImportComparison& comparison) const;

private:
    std::vector<const Facility*> facilities_;
    std::vector<bool> isContinued_;
};

}  // namespace chiiki::imports
