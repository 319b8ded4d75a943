#include "core/store/change.h"

#include <array>
#include <chrono>
#include <ctime>

#include <pwd.h>
#include <unistd.h>

namespace chiiki {
namespace {

std::string userOfSystem()
{
    passwd entry = {};
    passwd* found = nullptr;
    std::array<char, 4096> buffer;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return found->pw_name;
    return std::to_string(geteuid());
}

std::string formatted(const std::tm& time, const char* format)
{
    std::array<char, 32> text;
    return {text.data(), std::strftime(text.data(), text.size(), format, &time)};
}

}  // namespace

ChangeStamp ChangeStamp::now(std::string author)
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc = {};
    std::tm local = {};
    gmtime_r(&now, &utc);
    localtime_r(&now, &local);
    if (author.empty())
        author = userOfSystem();
    return {std::move(author), formatted(utc, "%Y-%m-%dT%H:%M:%SZ"), formatted(local, "%Y-%m-%d")};
}

std::string localTimeOf(const std::string& utc)
{
    std::tm time = {};
    const char* end = strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time);
    if (!end || *end != '\0')
        return utc;
    const std::time_t moment = timegm(&time);
    std::tm local = {};
    localtime_r(&moment, &local);
    return formatted(local, "%Y-%m-%d %H:%M:%S");
}

}  // namespace chiiki
