#include "core/sdk/serve.h"
#include "plugins/disaster/disaster.h"

int main(int argc, char** argv)
{
    return chiiki::sdk::serve(argc, argv, chiiki::disaster::overlay);
}
