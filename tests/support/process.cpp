#include "tests/support/process.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chiiki::test {
namespace {

std::string takeFile(const std::string& path)
{
    std::string bytes = readFile(path);
    std::filesystem::remove(path);
    return bytes;
}

}  // namespace

ProcessResult runProcess(const std::vector<std::string>& arguments, const std::string& folder)
{
    char outName[] = "/tmp/chiiki_out_XXXXXX";
    char errName[] = "/tmp/chiiki_err_XXXXXX";
    const int out = ::mkstemp(outName);
    const int err = ::mkstemp(errName);
    if (out < 0 || err < 0)
        throw std::runtime_error("no temporary file could be made");
    std::vector<char*> words;
    for (const std::string& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);

    const pid_t child = ::fork();
    if (child == 0) {
        const int in = ::open("/dev/null", O_RDONLY);
        ::dup2(in, 0);
        ::dup2(out, 1);
        ::dup2(err, 2);
        if (::chdir(folder.c_str()) == 0)
            ::execv(words[0], words.data());
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(out);
    ::close(err);
    ProcessResult result;
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = takeFile(outName);
    result.err = takeFile(errName);
    return result;
}

std::vector<std::string> splitCommandLine(const std::string& line)
{
    std::vector<std::string> words;
    std::string word;
    bool isInWord = false;
    char quote = 0;
    for (const char c : line) {
        if (quote) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            isInWord = true;
        } else if (c == ' ') {
            if (isInWord)
                words.push_back(word);
            word.clear();
            isInWord = false;
        } else {
            word += c;
            isInWord = true;
        }
    }
    if (isInWord)
        words.push_back(word);
    return words;
}

TemporaryFolder::TemporaryFolder()
{
    char name[] = "/tmp/chiiki_test_XXXXXX";
    if (!::mkdtemp(name))
        throw std::runtime_error("no temporary folder could be made");
    root_ = name;
    path_ = root_ + "/日本語 フォルダ/令和６年度 資料";
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

std::string readFile(const std::string& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw std::runtime_error("cannot read " + path);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

void writeFile(const std::string& path, const std::string& bytes)
{
    std::ofstream stream(path, std::ios::binary);
    stream << bytes;
    if (!stream)
        throw std::runtime_error("cannot write " + path);
}

}  // namespace chiiki::test
