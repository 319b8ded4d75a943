#include "tests/cli/city.h"

#include <filesystem>
#include <regex>
#include <stdexcept>

namespace chiiki::test {

const TemporaryFolder& cityFolder()
{
    static const TemporaryFolder folder;
    static const bool isMade = [] {
        const auto run = [](const std::string& line) {
            const auto result = runChiiki(line, folder.path());
            if (result.exitCode != 0)
                throw std::runtime_error(line + ": " + result.err);
        };
        run("chiiki new yamaguchi.chiiki");  // of the pack that the program finds
        std::filesystem::copy(folder / "yamaguchi.chiiki", folder / "moved.chiiki");
        run("chiiki district move moved.chiiki --town 大手町 --to 01");
        std::filesystem::copy(folder / "moved.chiiki", folder / "undone.chiiki");
        run("chiiki undo undone.chiiki");
        std::filesystem::copy(folder / "yamaguchi.chiiki", folder / "typed.chiiki");
        return true;
    }();
    (void)isMade;
    return folder;
}

namespace {

bool isInCheckout(const std::string& word)
{
    for (const std::string folder : {"data", "docs", "plugins", "tests"})
        if (word == folder || word.rfind(folder + "/", 0) == 0)
            return true;
    return false;
}

}  // namespace

ProcessResult runChiiki(const std::string& line, const std::string& folder)
{
    std::vector<std::string> words = splitCommandLine(line);
    if (!words.empty() && words.front() == "chiiki")
        words.front() = chiikiProgram;
    else if (!words.empty() && words.front() == "chiiki-workbench")
        words.front() = workbenchProgram;
    else
        throw std::runtime_error("not a chiiki command line: " + line);
    for (std::string& word : words) {
        if (const std::size_t at = word.find("$ROOT"); at != std::string::npos)
            word.replace(at, 5, CHIIKI_SOURCE_DIR);
        else if (isInCheckout(word))
            word.insert(0, CHIIKI_SOURCE_DIR "/");  // examples speak from the checkout
    }
    // How often a command says that it is still working depends on the machine's load.
    static const std::regex progress("(計算中… [0-9]+ 秒|Working… [0-9]+ s)\n");
    ProcessResult result = runProcess(words, folder);
    result.err = std::regex_replace(result.err, progress, "");
    return result;
}

}  // namespace chiiki::test
