#pragma once

#include <string>

#include "tests/support/process.h"

namespace chiiki::test {

/// Path of the built program.
inline const std::string chiikiProgram = CHIIKI_BIN_DIR "/chiiki";

/// A folder that holds `yamaguchi.chiiki`, made once a test program from the embedded pack by the program itself.
const TemporaryFolder& cityFolder();

/// Runs one command line ("chiiki info yamaguchi.chiiki") in the folder. $ROOT is the checkout.
ProcessResult runChiiki(const std::string& line, const std::string& folder);

}  // namespace chiiki::test
