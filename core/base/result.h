#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "core/base/message.h"

namespace chiiki {

/// What kind of thing went wrong; decides which way out a face offers, never the wording.
enum class ErrorKind {
    NotFound,
    BadFormat,
    BadGeometry,
    BadRequest,
    CrsMismatch,
    Locked,
    ReadOnly,
    NoSpace,
    Cancelled,
    PluginRejected,
    Internal,
};

/// A failure of the world: a file, a row, a CRS, a database. `where` is a path with what narrows it down
/// ("clinics.csv:17", "clinics.csv:17 緯度"), empty when the message itself says it.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    Message message;
    std::string where;
};

/// One line for people: where, then what and what would do.
std::string describe(const Error& error, Language language);

/// std::expected of C++23 under one name, to be swapped for the standard's one day.
template <typename T>
using Result = tl::expected<T, Error>;

/// Shortest way to fail: `return fail(ErrorKind::NotFound, {"io.no_layer", {name, path}}, path);`
tl::unexpected<Error> fail(ErrorKind kind, Message message, std::string where = {});

}  // namespace chiiki
