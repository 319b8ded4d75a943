#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/delimited.h"
#include "core/model/facility.h"

namespace chiiki {

/// One record of a facility table before it is given a place: the facility as far as the table says (no `place`, no
/// `placement`, `id` empty), and the cells that placing needs.
struct OpenDataRecord {
    Facility facility;
    std::string publisherId;
    std::string type;          // 医療機関の種類, 種別, kind: what the file itself calls this record
    std::string town;          // 所在地_町字, or the whole address where the table has no such column
    std::string districtName;  // where the table itself names a district; else empty
    std::string longitude;
    std::string latitude;
    bool isEmpty = false;    // every cell is blank
    bool isShifted = false;  // more or fewer cells than the header: columns cannot be trusted
};

struct OpenDataTable {
    std::vector<OpenDataRecord> records;  // every record of the file
    std::string fileName;
    std::string sha256;
    Encoding encoding = Encoding::Ascii;
};

/// A column of the standard sets that becomes an attribute of a facility, for reading and for writing.
struct OpenDataAttribute {
    std::string_view column;
    std::string_view attribute;
    bool isFlag = false;  // "1" yes, "0" no
};
std::span<const OpenDataAttribute> openDataAttributes();

/// Reads a table in the columns of 自治体標準オープンデータセット, its city variations (a prefix such as 教育機関_
/// before every name, 所在地_ｰ以下 for 所在地_番地以下) or the plain ones name, address, lat, lon. Known further
/// columns become attributes (災害種別_洪水 -> "flood": "1"), 想定収容人数 and 収容定員 the capacity. Flags 〇 ○ 有 are
/// "1", × 無 "0", blank none. Error BadFormat where name or position columns are missing.
Result<OpenDataTable> readOpenDataTable(const std::string& path, Diagnostics& diagnostics);

}  // namespace chiiki
