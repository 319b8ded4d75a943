#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
}
