#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>

#include "tests/plugins/hostile/hostile.h"

namespace {

bool write(const std::string& path)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    return file >= 0 && ::write(file, "x", 1) == 1;
}

}  // namespace

int main()
{
    const std::string request = hostile::readRequest();
    const passwd* const user = ::getpwuid(::getuid());
    const std::string home = hostile::asked(request, "home", user ? user->pw_dir : "/root");
    const std::string mine = home + "/mine.txt";  // stands there already
    const std::string written = home + "/written.txt";
    hostile::tell("write in the plugin's folder", write("written.txt"));
    hostile::tell("write in the home", write(written));
    hostile::tell("write in /tmp", write("/tmp/chiiki_hostile_written.txt"));
    hostile::tell("append", ::open(mine.c_str(), O_WRONLY | O_APPEND) >= 0);
    hostile::tell("truncate", ::truncate(mine.c_str(), 0) == 0);
    hostile::tell("chmod", ::chmod(mine.c_str(), 0777) == 0);
    hostile::tell("rename", ::rename(mine.c_str(), written.c_str()) == 0);
    hostile::tell("unlink", ::unlink(mine.c_str()) == 0 || ::unlink(written.c_str()) == 0);
    hostile::tell("unlink oneself", ::unlink("plugin.json") == 0);
    hostile::tell("mkdir", ::mkdir((home + "/written").c_str(), 0700) == 0);
    hostile::tell("symlink", ::symlink("/etc", (home + "/link").c_str()) == 0);
    return 1;
}
