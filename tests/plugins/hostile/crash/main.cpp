#include <csignal>

int main()
{
    volatile int* const nowhere = nullptr;
    *nowhere = 1;
    std::raise(SIGSEGV);  // should a compiler know better
}
