#include <dirent.h>
#include <fcntl.h>

#include "tests/plugins/hostile/hostile.h"

namespace {

bool read(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY);
    char byte = 0;
    return file >= 0 && ::read(file, &byte, 1) == 1;
}

}  // namespace

int main()
{
    const std::string request = hostile::readRequest();
    const std::string home = hostile::asked(request, "home", "/root");
    hostile::tell("read in the home", read(home + "/mine.txt"));
    hostile::tell("list the home", ::opendir(home.c_str()) != nullptr);
    hostile::tell("read the users", read("/etc/passwd"));
    hostile::tell("read the host's environment", read("/proc/" + std::to_string(::getppid()) + "/environ"));
    hostile::tell("read the other plugins", ::opendir("..") != nullptr);
    return 1;
}
