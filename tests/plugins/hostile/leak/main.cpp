#include <cstring>
#include <new>

int main()
{
    constexpr std::size_t pieceMb = 16;
    for (std::size_t takenMb = 0; takenMb < 4096; takenMb += pieceMb)
        std::memset(new char[pieceMb << 20], 1, pieceMb << 20);  // touched, so that it is really taken
}
