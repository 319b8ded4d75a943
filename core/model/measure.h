#pragma once

#include <string>

namespace chiiki {

/// 施策: one node of the policy tree.
struct Measure {
    std::string code;        // "I", "I-1", "P2-3"
    std::string parentCode;  // empty for the root
    std::string kind;        // "vision", "theme", "basic_measure", "basic_project", "priority_project", ...
    std::string number;      // as written: 基本施策Ⅰ
    std::string name;
    std::string linkedCode;  // the 基本事業 that a 推進項目 states; empty if none
    std::string linkBasis;   // "stated", "same_name", "matched"
    std::string sourceId;
    std::string citation;  // document, page, lines

    bool operator==(const Measure&) const = default;
};

}  // namespace chiiki
