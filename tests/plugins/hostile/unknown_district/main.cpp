#include <cstdio>

#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
    std::puts(R"({"api":1,"indicators":[{"id":"number","values":[)"
              R"({"district":"99","year":2024,"value":1,"status":"computed","series":"actual"}]}]})");
}
