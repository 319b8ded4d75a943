#pragma once

#include <functional>
#include <string>

#include "core/model/snapshot.h"
#include "core/store/workspace.h"
#include "tests/support/process.h"

namespace chiiki::test {

/// A city of square blocks, `columns` x `rows`, 0.01 degrees wide, cut into `districts` vertical strips "01", "02",
/// ...; block (c, r) has 10 c + r people. A facility and a stop stand in the middle of every third block.
Snapshot gridCity(int columns, int rows, int districts);

/// A snapshot in which every field of every list is set, and a second item of each list in which everything that may
/// be absent is.
Snapshot fullSnapshot();

/// A table with a field of every type, two of them called as columns of the host are, and rows with every cell set,
/// with none, and with a uid that another row has too.
PluginTable fullPluginTable();

ChangeStamp stampOf(const std::string& author = "協働推進課", const std::string& date = "2026-04-01");

/// Runs `work` in a forked child and returns its exit code, or -signal where it was killed. The child never returns
/// into the test runner.
int inChild(const std::function<int()>& work);

}  // namespace chiiki::test
