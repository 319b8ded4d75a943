#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/message.h"

namespace chiiki {

/// One row (or file) that could not be taken as it stands. Reading went on.
struct Diagnostic {
    std::string file;      // as the user named it, or the file's name inside a folder
    std::int64_t row = 0;  // 1 = first line of the file, header included; 0 = the file as a whole
    std::string field;     // empty = the row as a whole
    Message message;       // what is wrong and what would do
};

/// Everything a reader set aside, in the order met. Empty means a clean read.
using Diagnostics = std::vector<Diagnostic>;

/// "clinics.csv:17 緯度: 緯度が空欄です…"
std::string describe(const Diagnostic& diagnostic, Language language);

}  // namespace chiiki
