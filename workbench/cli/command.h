#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "workbench/usecases/open_city.h"
#include "workbench/usecases/past_state.h"

namespace chiiki::cli {

enum class Format { Text, Csv, Json, Xlsx };

/// What every verb shares, as the whole command line said it.
struct Context {
    Language language = Language::Japanese;
    Format format = Format::Text;
    std::string asOf;               // ISO date that pictures and exports carry; empty = of the workspace's last change
    std::string outFile;            // empty = standard output
    std::string stateOf;            // past moment that is asked about, as typed; empty = now
    std::optional<PastState> past;  // once openCity() opened it
    std::ostream& out;
    std::ostream& err;

    std::string say(const Message& message) const { return speak(message, language); }
};

/// Exit codes of every verb.
enum ExitCode { Done = 0, Failed = 1, WrongCommandLine = 2 };

/// Does the work after the whole line was parsed; returns an ExitCode.
using Action = std::function<int(Context&)>;

/// One verb: words into a Request, a Result into words.
struct Command {
    std::string words;  // "map", "district move"
    Text summary;
    std::string example;  // a whole command line, printed by --help and run by a test
    /// Adds its options to `app`, in `language`; the returned action reads what they were set to.
    std::function<Action(CLI::App& app, Language language)> declare;
    bool readsPast = false;  // takes --state-of: reads a workspace through openCity() and changes nothing
};

/// Every verb there is, in the order of `chiiki --help`.
const std::vector<Command>& commands();

/// The program but for its process: parses, runs, prints. Never throws for bad input.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

/// Prints the error for people and returns Failed.
int failed(Context& context, const Error& error);

/// Prints what was set aside, at most 20 lines and the count of the rest.
void printDiagnostics(Context& context, const Diagnostics& diagnostics);

using chiiki::openCity;  // the present content, for verbs that change it or know no past

/// The content that a reading verb answers about: of now, or of --state-of, which deliver() then says too (pictures,
/// CSV and XLSX, which have no place for it, have it said on standard error). Errors: those of Workspace and openPast.
Result<SnapshotPtr> openCity(Context& context, const std::string& workspace);

/// Writes `text` to --out (a whole file or none) or to standard output. Of a past state it begins by saying so: text
/// in its first line, JSON as "state_of".
int deliver(Context& context, const std::string& text);

}  // namespace chiiki::cli
