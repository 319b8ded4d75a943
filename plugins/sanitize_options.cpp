// Linked to a plugin's program in the sanitize preset alone. The leak check at the end of a program needs a second
// process and ptrace, which the wall around plugins refuses; errors of addresses and undefined behaviour still end it.
extern "C" const char* __asan_default_options()
{
    return "detect_leaks=0";
}
