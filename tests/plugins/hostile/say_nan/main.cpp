#include <cstdio>

#include "tests/plugins/hostile/hostile.h"

int main()
{
    hostile::readRequest();
    std::puts(R"({"api":1,"indicators":[{"id":"number","values":[)"
              R"({"district":"01","year":2024,"value":NaN,"status":"computed","series":"actual"}]}]})");
}
