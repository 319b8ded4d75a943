#pragma once

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <unistd.h>

/// What the hostile plugins share. They are programs of strangers: nothing of the project is in them.
namespace hostile {

inline std::string readRequest()
{
    std::string request;
    char bytes[4096];
    for (ssize_t count; (count = ::read(0, bytes, sizeof bytes)) > 0;)
        request.append(bytes, static_cast<std::size_t>(count));
    return request;
}

/// The text of a key that a test wrote into its request; a real request has none of them.
inline std::string asked(const std::string& request, const std::string& key, const std::string& otherwise)
{
    const std::string before = "\"" + key + "\":\"";
    const std::size_t found = request.find(before);
    if (found == std::string::npos)
        return otherwise;
    const std::size_t start = found + before.size();
    return request.substr(start, request.find('"', start) - start);
}

/// Says on standard error how an attempt went, by errno where it did not.
inline void tell(const char* what, bool hasWorked)
{
    if (hasWorked)
        std::fprintf(stderr, "did: %s\n", what);
    else
        std::fprintf(stderr, "refused: %s (%s)\n", what, std::strerror(errno));
}

}  // namespace hostile
