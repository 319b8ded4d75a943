#include <string>

#include <unistd.h>

int main()
{
    const std::string line(1 << 20, 'x');
    for (int i = 0; i < 100; ++i)
        for (std::size_t written = 0; written < line.size();) {
            const ssize_t count = ::write(1, line.data() + written, line.size() - written);
            if (count < 0)
                return 1;
            written += static_cast<std::size_t>(count);
        }
}
