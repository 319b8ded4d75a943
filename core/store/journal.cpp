#include "core/store/journal.h"

#include <set>

#include <nlohmann/json.hpp>

#include "core/store/cells.h"

namespace chiiki::store {
namespace {

constexpr const char* selectEntries =
    "SELECT id, at, author, what, arguments, edition, reverts, before, after FROM journal ORDER BY id DESC";
constexpr const char* selectEntry =
    "SELECT id, at, author, what, arguments, edition, reverts, before, after FROM journal WHERE id = ?";

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
                                                 "before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
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
    statement.exec();
    return connection.db().getLastInsertRowid();
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
        const bool isCreation = entry.before.empty() && entry.after.empty();
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
