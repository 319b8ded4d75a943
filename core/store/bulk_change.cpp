#include "core/store/bulk_change.h"

#include <numeric>

#include "core/store/row_json.h"

namespace chiiki::store {
namespace {

constexpr std::size_t namedParts = 20000;

/// A trigger's step into the spatial index costs about ten times what making the index anew takes for each row.
constexpr std::size_t indexShare = 10;

std::vector<std::size_t> firstColumns(std::size_t count)
{
    std::vector<std::size_t> columns(count);
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    return columns;
}

std::string textIn(const Row& row, int column)
{
    const auto* text = column < 0 ? nullptr : std::get_if<std::string>(&row[static_cast<std::size_t>(column)]);
    return text ? *text : std::string();
}

}  // namespace

BulkWriter::BulkWriter(Connection& connection, std::string table, std::span<const ColumnInfo> columns, std::size_t keys,
                       std::size_t rowsAfter, std::size_t differing, Writes writes)
    : connection_(connection)
    , table_(std::move(table))
    , columns_(columns)
    , keys_(keys)
    , writes_(writes == Writes::TablesToo)
{
    change_.table = table_;
    bool hasGeometry = false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string_view name = columns[i].name;
        hasGeometry = hasGeometry || columns[i].geometry != GeometryKind::None;
        if (name == "kind" || name == "indicator_id")
            what_ = static_cast<int>(i);
        if (name == "district_code" || (table_ == Table<District>::name && name == "code"))
            where_ = static_cast<int>(i);
    }
    if (writes_ && hasGeometry && differing * indexShare > rowsAfter)
        rest_.emplace(connection_.db().getHandle());
    const auto keyColumns = firstColumns(keys);
    gone_.emplace(table_, false, columns, firstColumns(columns.size()));
    come_.emplace(table_, true, columns, keyColumns);
}

SQLite::Statement& BulkWriter::updateOf(const std::vector<std::size_t>& columns)
{
    const auto known = updates_.find(columns);
    if (known != updates_.end())
        return known->second;
    return updates_.try_emplace(columns, connection_.db(), updateSql(table_, columns_, keys_, columns)).first->second;
}

void BulkWriter::note(const Row& row)
{
    if (parts_.size() <= namedParts)
        parts_.emplace(textIn(row, what_), textIn(row, where_));
}

void BulkWriter::willChange(const std::vector<std::size_t>& columns)
{
    changedColumns_.insert(columns.begin(), columns.end());
}

void BulkWriter::removed(const Row& row)
{
    if (writes_) {
        if (!delete_)
            delete_.emplace(connection_.db(), deleteSql(table_, columns_, keys_));
        runWith(*delete_, row, firstColumns(keys_));
    }
    gone_->add(row);
    note(row);
    ++change_.removed;
}

void BulkWriter::changed(const Row& before, const Row& after)
{
    if (!changedBefore_) {
        std::vector<std::size_t> kept = firstColumns(keys_);
        kept.insert(kept.end(), changedColumns_.begin(), changedColumns_.end());
        changedBefore_.emplace(table_, false, columns_, kept);
        changedAfter_.emplace(table_, true, columns_, kept);
        for (const std::size_t i : kept)
            change_.changedColumns.emplace_back(columns_[i].name);
    }
    const std::vector<std::size_t> differing = changedColumns(before, after, keys_);
    if (writes_) {
        std::vector<std::size_t> places = differing;
        for (std::size_t i = 0; i < keys_; ++i)
            places.push_back(i);
        runWith(updateOf(differing), after, places);
    }
    changedBefore_->add(before);
    changedAfter_->add(after);
    note(before);
    note(after);
    ++change_.changed;
}

void BulkWriter::added(const Row& row)
{
    if (writes_) {
        if (!insert_)
            insert_.emplace(connection_.db(), insertSql(table_, columns_));
        runWith(*insert_, row, {});
    }
    come_->add(row);
    note(row);
    ++change_.added;
}

void BulkWriter::finish(std::vector<PackedRows>& packed, std::vector<BulkChange>& changes)
{
    insert_.reset();
    delete_.reset();
    updates_.clear();
    if (rest_) {
        for (const ColumnInfo& column : columns_)
            if (column.geometry != GeometryKind::None)
                makeSpatialIndex(connection_, table_, column.name);
        rest_.reset();
    }
    for (auto* packer : {&gone_, &changedBefore_, &changedAfter_, &come_})
        if (*packer)
            for (PackedRows& rows : (*packer)->finished())
                packed.push_back(std::move(rows));
    if (parts_.size() <= namedParts)
        change_.parts.emplace(parts_.begin(), parts_.end());
    changes.push_back(std::move(change_));
}

}  // namespace chiiki::store
