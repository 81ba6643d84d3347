// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a real time stamp authority, `openssl ts -reply`, behind HTTP on a free loopback port, as RFC 3161 section
// 3.4 says it.
#pragma once

#include "crypto/timestampauthority.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <memory>

namespace cutover::tests {

class TimestampServer
{
public:
    explicit TimestampServer(const CertificateWish &wish = {})
        : m_authority(wish)
    {
        listen();
    }

    /// The port stays the same when it listens again.
    void listen()
    {
        if (!m_server.listen(QHostAddress::LocalHost, m_port))
            qFatal("cannot listen");
        m_port = m_server.serverPort();
        m_server.disconnect();
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    }
    /// Connections are refused.
    void close() { m_server.close(); }
    /// Requests are taken and never answered.
    void hang() { m_hangs = true; }
    void goOn() { m_hangs = false; }
    /// Every request is answered as if it were this one; empty: as it should be.
    void answerTo(const QByteArray &request) { m_another = request; }

    [[nodiscard]] QString url() const { return QStringLiteral("http://127.0.0.1:%1/tsr").arg(m_port); }
    [[nodiscard]] const TimestampAuthority &authority() const { return m_authority; }
    [[nodiscard]] int requests() const { return m_requests; }
    /// The head of the last request.
    [[nodiscard]] QByteArray lastHead() const { return m_lastHead; }

private:
    void accept()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        auto received = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
            *received += socket->readAll();
            const auto end = received->indexOf("\r\n\r\n");
            if (end < 0 || received->size() < end + 4 + lengthIn(received->first(end)))
                return;
            ++m_requests;
            m_lastHead = received->first(end);
            if (!m_hangs)
                reply(socket, received->sliced(end + 4));
        });
    }

    static qsizetype lengthIn(const QByteArray &head)
    {
        const auto at = head.toLower().indexOf("content-length:");
        return at < 0 ? 0 : head.mid(at + 15).split('\r').first().trimmed().toInt();
    }

    void reply(QTcpSocket *socket, const QByteArray &request)
    {
        const QByteArray body = m_authority.answer(m_another.isEmpty() ? request : m_another);
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        socket->disconnectFromHost();
    }

    TimestampAuthority m_authority;
    QTcpServer m_server;
    quint16 m_port = 0;
    bool m_hangs = false;
    QByteArray m_another;
    int m_requests = 0;
    QByteArray m_lastHead;
};

} // namespace cutover::tests
