#pragma once

#include <string>
#include <vector>

namespace chiiki::test {

struct ProcessResult {
    int exitCode = -1;  // 128 + signal where one ended it
    std::string out;
    std::string err;
};

/// Runs a program to its end in a folder; `arguments[0]` is its path. Standard input is empty.
ProcessResult runProcess(const std::vector<std::string>& arguments, const std::string& folder);

/// Splits a command line as a shell does for plain words, 'quoted' and "quoted" ones.
std::vector<std::string> splitCommandLine(const std::string& line);

/// A folder of its own under the system's temporary folder, its path with 日本語, spaces and full-width digits;
/// removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string root_;
    std::string path_;
};

/// The file's bytes; fails the test where it cannot be read.
std::string readFile(const std::string& path);
void writeFile(const std::string& path, const std::string& bytes);

}  // namespace chiiki::test
