#include "tests/core/plugin/runner_support.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chiiki::test {
namespace {

namespace fs = std::filesystem;

const fs::path hostile = fs::path(CHIIKI_BIN_DIR).parent_path() / "tests" / "hostile";

std::vector<int> processes()
{
    std::vector<int> ids;
    for (const auto& entry : fs::directory_iterator("/proc"))
        if (const int id = std::atoi(entry.path().filename().c_str()); id > 0)
            ids.push_back(id);
    return ids;
}

}  // namespace

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string hostileFolder(const std::string& id)
{
    return (hostile / id).string();
}

std::vector<std::string> hostileIds()
{
    std::vector<std::string> ids;
    for (const auto& entry : fs::directory_iterator(hostile))
        ids.push_back(entry.path().filename().string());
    std::sort(ids.begin(), ids.end());
    return ids;
}

void writeScript(const TemporaryFolder& folder, const std::string& text)
{
    writeFile(folder / "run", text);
    fs::permissions(folder / "run", fs::perms::owner_exec, fs::perm_options::add);
}

std::vector<int> processesOf(const std::string& folder)
{
    std::vector<int> found;
    for (const int id : processes()) {
        std::error_code error;
        const fs::path program = fs::read_symlink("/proc/" + std::to_string(id) + "/exe", error);
        if (!error && program.parent_path() == fs::canonical(folder))
            found.push_back(id);
    }
    return found;
}

int zombies()
{
    int count = 0;
    for (const int id : processes()) {
        std::ifstream stream("/proc/" + std::to_string(id) + "/stat");
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        const std::size_t name = text.rfind(')');  // a program's name may hold anything
        if (name != std::string::npos)
            count += text.compare(name, 4, ") Z ") == 0 && std::atoi(text.c_str() + name + 4) == ::getpid();
    }
    return count;
}

std::size_t openHandles()
{
    const fs::directory_iterator handles("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(handles), end(handles)));
}

bool endsSoon(const std::function<bool()>& isSo)
{
    for (const auto start = Clock::now(); secondsSince(start) < 5;) {
        if (isSo())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return isSo();
}

int inChildProcess(const std::function<int()>& work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void takeAway(MissingWall wall)
{
    if (wall == MissingWall::None)
        return;
    const bool hasLandlock = wall == MissingWall::Seccomp;
    const bool hasSeccomp = wall == MissingWall::Landlock;
    const auto number = static_cast<std::uint32_t>(offsetof(seccomp_data, nr));
    const auto firstArgument = static_cast<std::uint32_t>(offsetof(seccomp_data, args));
    // By number of the call; 0xffff is none.
    sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, number),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, hasLandlock ? 0xffffu : SYS_landlock_create_ruleset, 5, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, hasSeccomp ? 0xffffu : SYS_seccomp, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, hasSeccomp ? 0xffffu : SYS_prctl, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, firstArgument),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };
    const sock_fprog program{static_cast<unsigned short>(std::size(lines)), lines};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        ::_exit(100);
}

}  // namespace chiiki::test
