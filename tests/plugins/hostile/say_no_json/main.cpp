#include <cstdio>

#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
    std::puts("district,value\n01,1");
}
