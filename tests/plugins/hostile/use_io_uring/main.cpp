#include <sys/syscall.h>

#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
    unsigned char settings[120] = {};  // struct io_uring_params, all by default
    hostile::tell("io_uring_setup", ::syscall(SYS_io_uring_setup, 8, settings) >= 0);
    return 1;
}
