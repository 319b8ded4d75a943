#include "core/sdk/serve.h"
#include "plugins/life_support/life_support.h"

int main(int argc, char** argv)
{
    return chiiki::sdk::serve(argc, argv, chiiki::life_support::overlay);
}
