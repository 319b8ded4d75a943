#include "plugins/examples/example_cpp/near_library.h"

int main(int argc, char** argv)
{
    return chiiki::sdk::serve(argc, argv, nearLibrary);
}
