// What a user types. Loading GDAL, Qt and what they bring takes longer than a small answer, so this program links
// nothing: it says its version, and becomes chiiki-verbs (same process, same arguments) for everything else.
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <linux/limits.h>
#include <unistd.h>

namespace {

/// Writes the path of `name`, relative to the folder of this program (links followed), to `path`. False where the
/// program's own place is not known or the whole is too long.
bool findBeside(const char* name, char (&path)[PATH_MAX])
{
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0 || length == sizeof path)
        return false;
    path[length] = '\0';
    const std::size_t folder = static_cast<std::size_t>(std::strrchr(path, '/') + 1 - path);
    if (folder + std::strlen(name) >= sizeof path)
        return false;
    std::strcpy(path + folder, name);
    return true;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0)
        return std::puts("chiiki " CHIIKI_VERSION) < 0 || std::fflush(stdout) != 0;
    const char* const verbs = "../libexec/chiiki-verbs";
    char path[PATH_MAX];
    if (findBeside(verbs, path))
        execv(path, argv);
    // In both languages: the catalogue is part of what did not start.
    std::fprintf(stderr,
                 "chiiki: %s を始められません（%s）。chiiki のあるフォルダの隣に libexec を置いてください。\n"
                 "chiiki: cannot start %s (%s). Keep the folder libexec beside the one that chiiki lies in.\n",
                 verbs, std::strerror(errno), verbs, std::strerror(errno));
    return 1;
}
