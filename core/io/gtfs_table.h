#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/io/delimited.h"
#include "core/io/gtfs.h"

namespace chiiki {

/// An id -> where it stands in its list.
using GtfsIndex = std::unordered_map<std::string, int>;

/// nullopt where it is not there.
std::optional<int> indexOf(const GtfsIndex& index, const std::string& id);

/// One table of a feed, row by row, with its judgements. Cells are trimmed.
class GtfsRows {
public:
    /// `required`: columns that the standard asks for; each that is missing is a diagnostic, and its cells are blank.
    /// A file that is not there has no rows. `isOfJapan`: see GtfsTable.
    GtfsRows(const GtfsFiles& files, const std::string& name, const std::vector<std::string_view>& required,
             bool isOfJapan = false);
    GtfsRows(const GtfsRows&) = delete;
    GtfsRows& operator=(const GtfsRows&) = delete;

    bool isThere() const { return isThere_; }
    bool has(std::string_view column) const;
    /// The next row whose cells fit the header; others are set aside.
    bool next();
    std::int64_t line() const { return row_.line; }

    /// Empty where the column is not there.
    std::string text(std::string_view column) const;
    /// The cell of a required field: nullopt where it is blank, with the row set aside.
    std::optional<std::string> required(std::string_view column);
    /// An id that must not stand there twice: nullopt, with the row set aside, where it is blank or did.
    std::optional<std::string> newId(std::string_view column, const GtfsIndex& taken);
    /// What the cell names: nullopt, with the row set aside, where it is blank or names nothing of `file`.
    std::optional<int> reference(std::string_view column, const GtfsIndex& index, const char* file);
    /// A whole number from 0. nullopt, with the row set aside, where it is none; blank: `ifBlank`.
    std::optional<int> number(std::string_view column, std::optional<int> ifBlank = std::nullopt);
    /// YYYYMMDD of 1990 to 2100.
    std::optional<DayNumber> date(std::string_view column);
    /// H:MM:SS up to 99:59:59 in seconds, -1 for a blank. nullopt, with the row set aside, where it is none.
    std::optional<int> time(std::string_view column);

    /// This row is not taken, for this reason. More than one reason counts the row once.
    void setAside(std::string_view field, Message reason);
    /// The same of an earlier row that was taken first. Precondition: not set aside yet.
    void setAsideAt(std::int64_t line, std::string_view field, Message reason);
    /// The row is taken, but this must be told.
    void note(std::string_view field, Message remark) { noteAt(line(), field, std::move(remark)); }
    void noteAt(std::int64_t line, std::string_view field, Message remark);

    /// Hands over how the table was read; nothing where the file is not there.
    void finish(GtfsFeed& feed, Diagnostics& diagnostics);

private:
    std::string name_;
    bool isThere_ = false;
    std::string text_;
    std::optional<DelimitedReader> reader_;
    std::unordered_map<std::string, std::size_t> columns_;
    DelimitedRow row_;
    bool isRowSetAside_ = false;
    GtfsTable table_;
    Diagnostics ofFile_;
    Diagnostics told_;  // the first ones of rows; the others are counted
    std::int64_t toldMore_ = 0;
};

}  // namespace chiiki
