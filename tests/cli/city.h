#pragma once

#include <string>

#include "tests/support/process.h"

namespace chiiki::test {

/// Path of the built program.
inline const std::string chiikiProgram = CHIIKI_BIN_DIR "/chiiki";
inline const std::string workbenchProgram = CHIIKI_BIN_DIR "/chiiki-workbench";

/// A folder made once a test program by the program itself: `yamaguchi.chiiki` from the embedded pack, `moved.chiiki`
/// after a town was moved to another district, `undone.chiiki` after that was undone, and `typed.chiiki`, which golden
/// cases may change, each something of its own.
const TemporaryFolder& cityFolder();

/// Runs one command line of chiiki or chiiki-workbench ("chiiki info yamaguchi.chiiki") in the folder. $ROOT is the
/// checkout. Lines of progress are left out of standard error.
ProcessResult runChiiki(const std::string& line, const std::string& folder);

}  // namespace chiiki::test
