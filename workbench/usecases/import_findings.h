#pragma once

#include <string>
#include <vector>

#include "core/io/row_placer.h"
#include "core/model/facility.h"
#include "core/model/snapshot.h"

namespace chiiki::imports {

/// What is worth a planner's look in the records of one edition: records that count in no district, that lie outside
/// the city, that stand there twice, or whose position and address disagree.
class FindingsOfImport {
public:
    explicit FindingsOfImport(const SourceEdition& edition)
        : edition_(edition)
    {
    }

    /// `repeatedId`: the publisher's id where several records have it, otherwise empty.
    void add(const Facility& facility, const std::string& repeatedId, const PlacedRow& placed);
    /// In place of those of the edition before.
    void putInto(Snapshot& next);

private:
    void report(const Facility& facility, const Message& reason, Severity severity, const Message& action);

    SourceEdition edition_;
    std::vector<Finding> findings_;
    std::int64_t rest_ = 0;  // more than anybody reads
};

}  // namespace chiiki::imports
