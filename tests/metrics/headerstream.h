// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a server that answers every request with header lines, as fast as they are taken and without end, from
// threads of its own.
#pragma once

#include <QByteArray>
#include <QUrl>

#include <array>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cutover::tests {

class HeaderStream
{
public:
    HeaderStream()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in place = {};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        auto *address = reinterpret_cast<sockaddr *>(&place);
        if (::bind(m_listener, address, size) != 0 || ::listen(m_listener, 16) != 0 ||
            ::getsockname(m_listener, address, &size) != 0)
            qFatal("cannot listen");
        m_port = ntohs(place.sin_port);
        m_accepting = std::thread([this] { accept(); });
    }

    // Whoever still reads finds the connection closed.
    ~HeaderStream()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_accepting.join();
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
        for (auto &streaming : m_streaming)
            streaming.join();
        for (const int socket : m_sockets)
            ::close(socket);
        ::close(m_listener);
    }

    HeaderStream(const HeaderStream &) = delete;
    HeaderStream &operator=(const HeaderStream &) = delete;

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/readyz").arg(m_port)); }

private:
    void accept()
    {
        for (int socket = next(); socket >= 0; socket = next()) {
            m_sockets.push_back(socket);
            m_streaming.emplace_back([socket] { stream(socket); });
        }
    }

    int next() const { return ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC); }

    static void stream(int socket)
    {
        std::array<char, 4096> request = {};
        if (::recv(socket, request.data(), request.size(), 0) <= 0)
            return;
        const QByteArray line = "X-A: " + QByteArray(60'000, 'b') + "\r\n";
        QByteArray next = "HTTP/1.1 200 OK\r\n";
        while (::send(socket, next.constData(), static_cast<std::size_t>(next.size()), MSG_NOSIGNAL) > 0)
            next = line;
    }

    int m_listener;
    int m_port = 0;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_streaming;
    std::thread m_accepting;
};

} // namespace cutover::tests
