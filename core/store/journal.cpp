#include "core/store/journal.h"

#include <set>

#include <nlohmann/json.hpp>

#include "core/store/cells.h"

namespace chiiki::store {
namespace {

constexpr const char* sideBefore = "before";
constexpr const char* sideAfter = "after";

constexpr const char* selectEntries = "SELECT id, at, author, what, arguments, edition, reverts, before, after, bulk, "
                                      "as_of FROM journal ORDER BY id DESC";
constexpr const char* selectEntry =
    "SELECT id, at, author, what, arguments, edition, reverts, before, after, bulk, as_of FROM journal WHERE id = ?";

/// Who reverts whom decides what is in force, so steps are looked at from the newest back.
class ForceTracker {
public:
    bool isInForce(std::int64_t id, std::optional<std::int64_t> reverts)
    {
        const bool inForce = !reverted_.contains(id);
        if (inForce && reverts)
            reverted_.insert(*reverts);
        return inForce;
    }

private:
    std::set<std::int64_t> reverted_;
};

nlohmann::json bulkJson(const std::vector<BulkChange>& bulk)
{
    nlohmann::json list = nlohmann::json::array();
    for (const BulkChange& change : bulk)
        list.push_back({{"table", change.table},
                        {"added", change.added},
                        {"changed", change.changed},
                        {"removed", change.removed},
                        {"changed_columns", change.changedColumns},
                        {"parts", change.parts ? nlohmann::json(*change.parts) : nlohmann::json(nullptr)}});
    return list;
}

std::vector<BulkChange> bulkOf(const std::string& text)
{
    std::vector<BulkChange> bulk;
    if (text.empty())
        return bulk;
    for (const auto& change : nlohmann::json::parse(text)) {
        BulkChange& read = bulk.emplace_back();
        change.at("table").get_to(read.table);
        change.at("added").get_to(read.added);
        change.at("changed").get_to(read.changed);
        change.at("removed").get_to(read.removed);
        change.at("changed_columns").get_to(read.changedColumns);
        if (!change.at("parts").is_null())
            change.at("parts").get_to(read.parts.emplace());
    }
    return bulk;
}

JournalEntry entryAt(SQLite::Statement& statement, ForceTracker& force)
{
    JournalEntry entry;
    entry.id = statement.getColumn(0).getInt64();
    entry.at = statement.getColumn(1).getString();
    entry.author = statement.getColumn(2).getString();
    entry.what.code = interned(statement.getColumn(3).getString());
    const auto arguments = nlohmann::json::parse(statement.getColumn(4).getString(), nullptr, false);
    for (const auto& argument : arguments)
        if (argument.is_string())
            entry.what.arguments.push_back(argument.get<std::string>());
    entry.edition = statement.getColumn(5).getString();
    if (!statement.isColumnNull(6))
        entry.reverts = statement.getColumn(6).getInt64();
    entry.before = statement.getColumn(7).getString();
    entry.after = statement.getColumn(8).getString();
    entry.bulk = bulkOf(statement.getColumn(9).getString());
    entry.asOf = statement.getColumn(10).getString();
    entry.isInForce = force.isInForce(entry.id, entry.reverts);
    return entry;
}

void bindText(SQLite::Statement& statement, int index, const std::string& text)
{
    text.empty() ? statement.bind(index) : statement.bind(index, text);
}

}  // namespace

std::int64_t appendEntry(Connection& connection, const JournalEntry& entry)
{
    SQLite::Statement statement(connection.db(), "INSERT INTO journal (at, author, what, arguments, edition, reverts, "
                                                 "before, after, bulk, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bind(1, entry.at);
    statement.bind(2, entry.author);
    statement.bind(3, std::string(entry.what.code));
    statement.bind(4,
                   nlohmann::json(entry.what.arguments).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    bindText(statement, 5, entry.edition);
    if (entry.reverts)
        statement.bind(6, *entry.reverts);
    bindText(statement, 7, entry.before);
    bindText(statement, 8, entry.after);
    bindText(statement, 9, entry.bulk.empty() ? std::string() : bulkJson(entry.bulk).dump());
    bindText(statement, 10, entry.asOf);
    statement.exec();
    return connection.db().getLastInsertRowid();
}

void appendPacked(Connection& connection, std::int64_t entryId, std::span<const PackedRows> packed)
{
    SQLite::Statement statement(connection.db(), "INSERT INTO journal_rows (entry, side, table_name, columns, "
                                                 "row_count, packed) VALUES (?, ?, ?, ?, ?, ?)");
    for (const PackedRows& rows : packed) {
        statement.bind(1, entryId);
        statement.bind(2, rows.isAfter ? sideAfter : sideBefore);
        statement.bind(3, rows.table);
        statement.bind(4, nlohmann::json(rows.columns).dump());
        statement.bind(5, rows.count);
        statement.bind(6, rows.bytes.data(), static_cast<int>(rows.bytes.size()));
        statement.exec();
        statement.reset();
    }
}

StoredDifference readDifference(Connection& connection, std::int64_t entryId)
{
    StoredDifference difference;
    SQLite::Statement step(connection.db(), "SELECT before, after FROM journal WHERE id = ?");
    step.bind(1, entryId);
    if (step.executeStep()) {
        if (!step.isColumnNull(0))
            difference.before = nlohmann::json::parse(step.getColumn(0).getString());
        if (!step.isColumnNull(1))
            difference.after = nlohmann::json::parse(step.getColumn(1).getString());
    }
    SQLite::Statement rows(connection.db(), "SELECT side, table_name, columns, row_count, packed FROM journal_rows "
                                            "WHERE entry = ? ORDER BY uid");
    rows.bind(1, entryId);
    while (rows.executeStep()) {
        PackedRows& read = difference.packed.emplace_back();
        read.isAfter = rows.getColumn(0).getString() == sideAfter;
        read.table = rows.getColumn(1).getString();
        nlohmann::json::parse(rows.getColumn(2).getString()).get_to(read.columns);
        read.count = rows.getColumn(3).getInt64();
        read.bytes = rows.getColumn(4).getString();
    }
    return difference;
}

std::optional<std::string> asOfAfter(Connection& connection, std::int64_t entryId)
{
    SQLite::Statement step(connection.db(), "SELECT as_of FROM journal WHERE id = ?");
    step.bind(1, entryId);
    return step.executeStep() && !step.isColumnNull(0) ? std::optional(step.getColumn(0).getString()) : std::nullopt;
}

std::vector<JournalEntry> readEntries(Connection& connection, int limit)
{
    SQLite::Statement statement(connection.db(), std::string(selectEntries) + " LIMIT ?");
    statement.bind(1, limit);
    ForceTracker force;
    std::vector<JournalEntry> entries;
    while (statement.executeStep())
        entries.push_back(entryAt(statement, force));
    return entries;
}

std::optional<JournalEntry> entryToUndo(Connection& connection)
{
    SQLite::Statement statement(connection.db(), selectEntries);
    ForceTracker force;
    while (statement.executeStep()) {
        JournalEntry entry = entryAt(statement, force);
        const bool isCreation = entry.before.empty() && entry.after.empty() && entry.bulk.empty();
        if (entry.isInForce && !entry.reverts && !isCreation)
            return entry;
    }
    return std::nullopt;
}

std::optional<JournalEntry> entryToRedo(Connection& connection)
{
    SQLite::Statement statement(connection.db(), selectEntries);
    ForceTracker force;
    // A redo is not redone: of the steps that revert something, only those that revert a change are undos.
    while (statement.executeStep()) {
        JournalEntry entry = entryAt(statement, force);
        if (!entry.reverts)
            return std::nullopt;
        if (!entry.isInForce)
            continue;
        SQLite::Statement reverted(connection.db(), "SELECT reverts IS NULL FROM journal WHERE id = ?");
        reverted.bind(1, *entry.reverts);
        if (reverted.executeStep() && reverted.getColumn(0).getInt() == 1)
            return entry;
    }
    return std::nullopt;
}

JournalEntry changeUndoneBy(Connection& connection, const JournalEntry& undo)
{
    SQLite::Statement statement(connection.db(), selectEntry);
    statement.bind(1, *undo.reverts);
    statement.executeStep();
    ForceTracker force;
    JournalEntry change = entryAt(statement, force);
    change.isInForce = false;
    return change;
}

}  // namespace chiiki::store
