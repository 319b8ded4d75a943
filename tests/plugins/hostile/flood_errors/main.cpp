#include <string>

#include <unistd.h>

int main()
{
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "it is going wrong, and wrong, and wrong again, line after line\n";
    for (std::size_t written = 0; written < (100u << 20);) {
        const ssize_t count = ::write(2, text.data(), text.size());
        if (count < 0)
            return 1;
        written += static_cast<std::size_t>(count);
    }
    return 3;
}
