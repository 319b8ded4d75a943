#include "workbench/usecases/past_state.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace chiiki {
namespace {

constexpr std::size_t dayLength = 10;     // 2026-04-01
constexpr std::size_t minuteLength = 16;  // 2026-04-01 09:30
constexpr std::size_t secondLength = 19;  // 2026-04-01 09:30:15

bool hasForm(std::string_view text, std::string_view form)
{
    return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
               return wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
           });
}

/// "2026-04-01T09:30" as local times of the journal are written; nullopt for another form, or an hour that is none.
std::optional<std::string> momentIn(std::string text)
{
    if (text.size() > dayLength && text[dayLength] == 'T')
        text[dayLength] = ' ';
    if (!hasForm(text, std::string_view("0000-00-00 00:00:00").substr(0, text.size())) ||
        (text.size() != dayLength && text.size() != minuteLength && text.size() != secondLength))
        return std::nullopt;
    const auto part = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const bool isDay = part(5) >= 1 && part(5) <= 12 && part(8) >= 1 && part(8) <= 31;
    const bool isTime = text.size() == dayLength || (part(11) < 24 && part(14) < 60);
    return isDay && isTime ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

Result<JournalEntry> stepAt(std::span<const JournalEntry> newestFirst, const std::string& moment)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(moment.data(), moment.data() + moment.size(), number);
    if (error == std::errc() && end == moment.data() + moment.size()) {
        for (const JournalEntry& entry : newestFirst)
            if (entry.id == number)
                return entry;
        return fail(ErrorKind::NotFound, {"history.no_step", {moment, std::to_string(newestFirst.front().id)}});
    }
    const auto until = momentIn(moment);
    if (!until)
        return fail(ErrorKind::BadRequest, {"history.no_moment", {moment}});
    for (const JournalEntry& entry : newestFirst)
        if (localTimeOf(entry.at).substr(0, until->size()) <= *until)
            return entry;
    return fail(ErrorKind::NotFound, {"history.before_first", {moment, localTimeOf(newestFirst.back().at)}});
}

Result<PastState> openPast(Workspace& workspace, const std::string& moment)
{
    const auto journal = workspace.journal();
    if (!journal)
        return tl::unexpected(journal.error());
    auto entry = stepAt(*journal, moment);
    if (!entry) {
        entry.error().where = workspace.path();
        return tl::unexpected(entry.error());
    }
    auto snapshot = workspace.stateAfter(entry->id);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto dayOf = [](const JournalEntry& step) { return localTimeOf(step.at).substr(0, dayLength); };
    const std::string day = dayOf(*entry);
    const auto thatDay =
        std::count_if(journal->begin(), journal->end(), [&](const JournalEntry& step) { return dayOf(step) == day; });
    return PastState{*std::move(snapshot), *std::move(entry), journal->front().id, static_cast<std::size_t>(thatDay)};
}

Result<PastState> openPast(const std::string& path, const std::string& moment)
{
    auto workspace = Workspace::open(path, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return openPast(*workspace, moment);
}

std::vector<JournalEntry> journalUntil(std::span<const JournalEntry> newestFirst, std::int64_t step)
{
    std::vector<JournalEntry> until;
    std::set<std::int64_t> reverted;
    for (const JournalEntry& entry : newestFirst) {
        if (entry.id > step)
            continue;
        JournalEntry& kept = until.emplace_back(entry);
        kept.isInForce = !reverted.contains(entry.id);
        if (kept.isInForce && entry.reverts)
            reverted.insert(*entry.reverts);
    }
    return until;
}

std::string pastText(const PastState& past, Language language)
{
    const JournalEntry& entry = past.entry;
    const std::string at = localTimeOf(entry.at), step = std::to_string(entry.id);
    if (past.isPresent())
        return speak({"history.state_is_present", {at, step}}, language);
    return speak({"history.state_of",
                  {at, step, entry.author, speak(entry.what, language), std::to_string(past.newestStep - entry.id),
                   std::to_string(past.stepsThatDay)}},
                 language);
}

}  // namespace chiiki
