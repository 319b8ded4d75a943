#include <cstdio>
#include <exception>
#include <iostream>

#include "workbench/cli/command.h"

int main(int argc, char** argv)
{
    try {
        return chiiki::cli::run(argc, argv, std::cout, std::cerr);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "chiiki: internal error: %s\n", exception.what());
    } catch (...) {
        std::fputs("chiiki: internal error\n", stderr);
    }
    return chiiki::cli::Failed;
}
