#include <unistd.h>

#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
    const pid_t child = ::fork();
    if (child == 0) {
        if (::fork() == 0)
            ::sleep(30);
        ::_exit(0);
    }
    hostile::tell("fork", child > 0);
    return 1;
}
