// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// Stands in for crosstalk-server where a test wants one that misbehaves: it takes the same options, listens, and says
// READY; `--behave` makes it do something else, with `--only` the one of that name, and the others what `--otherwise`
// says.

#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

std::string option(int argc, char **argv, const char *name)
{
    std::string value;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::strcmp(argv[i], name) == 0)
            value = argv[i + 1];
    }
    return value;
}

/// The port listened on, or 0.
int listenOn(const std::string &address)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    where.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    socklen_t size = sizeof where;
    if (bind(fd, reinterpret_cast<sockaddr *>(&where), size) != 0 || listen(fd, 16) != 0)
        return 0;
    getsockname(fd, reinterpret_cast<sockaddr *>(&where), &size);
    return ntohs(where.sin_port);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string name = option(argc, argv, "--name");
    const std::string only = option(argc, argv, "--only");
    const std::string behaviour = option(argc, argv, only.empty() || only == name ? "--behave" : "--otherwise");
    setvbuf(stdout, nullptr, _IOLBF, 0);

    if (behaviour == "refuse") {
        std::fprintf(stderr, "Cannot listen on %s: address in use. Try another port\n",
                     option(argc, argv, "--listen").c_str());
        return 2;
    }
    if (behaviour == "garbage") {
        std::printf("READY\nREADY %s\n READY %s ws://127.0.0.1:1/ws\nREADY nobody ws://127.0.0.1:1/ws\n\xff\xfe\n",
                    name.c_str(), name.c_str());
        std::fprintf(stderr, "READY %s ws://127.0.0.1:1/ws\n", name.c_str());
    } else if (behaviour != "silent") {
        const int port = listenOn(option(argc, argv, "--listen"));
        if (port == 0) {
            std::perror("listen");
            return 2;
        }
        std::signal(SIGTERM, [](int) { _exit(0); });
        if (behaviour == "stubborn")
            std::signal(SIGTERM, SIG_IGN);
        if (behaviour == "crash-on-drain") {
            std::signal(SIGTERM, [](int) {
                std::signal(SIGSEGV, SIG_DFL); // A sanitizer would turn it into an exit code.
                std::raise(SIGSEGV);
            });
        }
        std::printf("READY %s ws://127.0.0.1:%d/ws\n", name.c_str(), port);
    }
    if (behaviour == "exit-when-ready")
        return 7;
    for (;;)
        pause();
}
