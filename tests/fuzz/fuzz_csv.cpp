// Any bytes as a table: decoding, then parsing. What is read must keep its own promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/io/delimited.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto decoded = chiiki::decodeText(bytes, "fuzz.csv");
    if (!decoded)
        return 0;
    chiiki::Diagnostics diagnostics;
    const auto table = chiiki::parseDelimited(decoded->text, "fuzz.csv", {}, diagnostics);
    if (!table)
        return 0;
    std::int64_t line = 0;
    for (const chiiki::DelimitedRow& row : table->rows) {
        if (row.cells.size() != table->header.size() || row.line <= line)
            std::abort();
        line = row.line;
    }
    return 0;
}
