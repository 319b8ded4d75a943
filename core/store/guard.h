#pragma once

#include <memory>

#include <nlohmann/json.hpp>

#include "core/store/cells.h"
#include "core/store/connection.h"

namespace chiiki::store {

/// Runs `work` and turns what this folder throws into an Error about the file at `path`. `connection` may be empty, and
/// may be made by `work`.
template <typename Work>
auto guarded(const std::string& path, const std::unique_ptr<Connection>& connection, Work&& work)
    -> Result<std::invoke_result_t<Work>>
{
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected(errorOf(exception, connection.get(), path));
    } catch (const BadRow& bad) {
        return fail(ErrorKind::BadFormat, {"store.bad_row", {bad.what()}}, path);
    } catch (const nlohmann::json::exception& exception) {
        return fail(ErrorKind::BadFormat, {"store.bad_json", {exception.what()}}, path);
    }
}

}  // namespace chiiki::store
