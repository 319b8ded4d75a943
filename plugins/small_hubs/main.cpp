#include "core/sdk/serve.h"
#include "plugins/small_hubs/small_hubs.h"

int main(int argc, char** argv)
{
    return chiiki::sdk::serve(argc, argv, chiiki::small_hubs::overlay);
}
