#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "tests/plugins/hostile/hostile.h"

namespace {

bool connectTo(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

int main()
{
    const std::string request = hostile::readRequest();
    hostile::tell("connect", connectTo(std::stoi(hostile::asked(request, "port", "9"))));
    hostile::tell("datagram socket", ::socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
    hostile::tell("local socket", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    hostile::tell("kernel socket", ::socket(AF_NETLINK, SOCK_RAW, 0) >= 0);
    int pair[2];
    hostile::tell("pair of sockets", ::socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
    return 1;
}
