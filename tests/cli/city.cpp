#include "tests/cli/city.h"

#include <stdexcept>

namespace chiiki::test {

const TemporaryFolder& cityFolder()
{
    static const TemporaryFolder folder;
    static const bool isMade = [] {
        const auto made = runChiiki("chiiki new yamaguchi.chiiki --pack $ROOT/data/yamaguchi", folder.path());
        if (made.exitCode != 0)
            throw std::runtime_error("the city could not be made: " + made.err);
        return true;
    }();
    (void)isMade;
    return folder;
}

ProcessResult runChiiki(const std::string& line, const std::string& folder)
{
    std::vector<std::string> words = splitCommandLine(line);
    if (words.empty() || words.front() != "chiiki")
        throw std::runtime_error("not a chiiki command line: " + line);
    words.front() = chiikiProgram;
    for (std::string& word : words)
        if (const std::size_t at = word.find("$ROOT"); at != std::string::npos)
            word.replace(at, 5, CHIIKI_SOURCE_DIR);
    return runProcess(words, folder);
}

}  // namespace chiiki::test
