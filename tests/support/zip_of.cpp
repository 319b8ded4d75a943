#include "tests/support/zip_of.h"

#include <cstdint>

namespace chiiki::test {
namespace {

std::uint32_t crcOf(const std::string& bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xEDB88320 : 0);
    }
    return ~crc;
}

std::string little(std::uint32_t number, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(number >> (8 * i) & 0xFF);
    return text;
}

}  // namespace

std::string zipOf(const std::vector<std::pair<std::string, std::string>>& entries, bool isUtf8)
{
    std::string body, directory;
    for (const auto& [name, bytes] : entries) {
        const std::string sizes = little(crcOf(bytes), 4) + little(static_cast<std::uint32_t>(bytes.size()), 4) +
                                  little(static_cast<std::uint32_t>(bytes.size()), 4) +
                                  little(static_cast<std::uint32_t>(name.size()), 2) + little(0, 2);
        const std::string common =
            little(20, 2) + little(isUtf8 ? 0x0800 : 0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + sizes + little(0, 2) + little(0, 2) + little(0, 2) +
                     little(0, 4) + little(static_cast<std::uint32_t>(body.size()), 4) + name;
        body += "PK\x03\x04" + common + sizes + name + bytes;
    }
    const auto count = static_cast<std::uint32_t>(entries.size());
    return body + directory + "PK\x05\x06" + little(0, 4) + little(count, 2) + little(count, 2) +
           little(static_cast<std::uint32_t>(directory.size()), 4) +
           little(static_cast<std::uint32_t>(body.size()), 4) + little(0, 2);
}

}  // namespace chiiki::test
