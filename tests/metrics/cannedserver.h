// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a real HTTP or HTTPS server on a free loopback port that answers every request with the same bytes, or not
// at all.
#pragma once

#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <memory>

namespace cutover::tests {

class CannedServer
{
public:
    // An empty answer is none at all: the connection stays open.
    explicit CannedServer(QByteArray answer = {})
        : m_answer(std::move(answer))
    {
        listen();
    }

    // Over TLS, with the certificate and key in there.
    CannedServer(QByteArray answer, const QSslConfiguration &tls)
        : m_answer(std::move(answer))
        , m_scheme(QStringLiteral("https"))
    {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(tls);
        m_server = std::move(server);
        listen();
    }

    static QByteArray http(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nContent-Type: text/plain\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

    QUrl url(const QString &path = QStringLiteral("/readyz")) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(m_server->serverPort()).arg(path));
    }

    void answerWith(const QByteArray &answer) { m_answer = answer; }
    // A drip instead of an end: the answer's bytes, then one more every few milliseconds for ever.
    void drip() { m_drips = true; }
    // The port is free afterwards: connections are refused.
    void close() { m_server->close(); }

    int requests() const { return m_requests; }
    QByteArray lastRequest() const { return m_lastRequest; }

private:
    void listen()
    {
        m_server->listen(QHostAddress::LocalHost);
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] { accept(); });
    }

    void accept()
    {
        QTcpSocket *socket = m_server->nextPendingConnection();
        auto received = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
            *received += socket->readAll();
            if (isWhole(*received))
                reply(socket, *received);
        });
    }

    static bool isWhole(const QByteArray &request)
    {
        const auto headEnd = request.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return false;
        const auto at = request.toLower().indexOf("content-length:");
        const qsizetype length = at < 0 ? 0 : request.mid(at + 15).split('\r').first().trimmed().toInt();
        return request.size() >= headEnd + 4 + length;
    }

    void reply(QTcpSocket *socket, const QByteArray &request)
    {
        ++m_requests;
        m_lastRequest = request;
        if (m_answer.isEmpty())
            return;
        socket->write(m_answer);
        if (m_drips)
            dripInto(socket);
        else
            socket->disconnectFromHost();
    }

    static void dripInto(QTcpSocket *socket)
    {
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket] { socket->write(" "); });
    }

    std::unique_ptr<QTcpServer> m_server = std::make_unique<QTcpServer>();
    QByteArray m_answer;
    QString m_scheme = QStringLiteral("http");
    QByteArray m_lastRequest;
    bool m_drips = false;
    int m_requests = 0;
};

} // namespace cutover::tests
