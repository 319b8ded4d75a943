#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chiiki {

/// The bytes in zlib's form behind their length (four bytes, the highest first). Python reads it by
/// `zlib.decompress(bytes[4:])`. `level` 1 is fast, 9 is small.
std::string compressed(std::string_view bytes, int level = 1);

/// The other way; nullopt where it is no such form, or would give more than `limit` bytes.
std::optional<std::string> decompressed(std::string_view bytes, std::size_t limit);

}  // namespace chiiki
