// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a real HTTP server on a free loopback port whose answer to each request is the test's own.
#pragma once

#include "metrics/cannedserver.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <memory>

namespace cutover::tests {

class AskedServer
{
public:
    // What is answered to a request line and its headers; nothing at all: the connection stays open.
    using Answer = std::function<QByteArray(const QByteArray &request)>;

    explicit AskedServer(Answer answer)
        : m_answer(std::move(answer))
    {
        listen();
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    void close() { m_server.reset(); }
    // On the port it had.
    void listen()
    {
        m_server = std::make_unique<QTcpServer>();
        m_server->listen(QHostAddress::LocalHost, m_port);
        m_port = m_server->serverPort();
        QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] { accept(); });
    }
    void answerWith(Answer answer) { m_answer = std::move(answer); }
    int open() const { return *m_open; }
    int mostOpen() const { return m_mostOpen; }
    const QByteArrayList &requests() const { return m_requests; }

    static QUrl target(const QByteArray &request) { return QUrl::fromEncoded(request.split(' ').value(1)); }
    static QString parameter(const QByteArray &request, const QString &name)
    {
        return QUrlQuery(target(request)).queryItemValue(name, QUrl::FullyDecoded);
    }

private:
    void accept()
    {
        QTcpSocket *socket = m_server->nextPendingConnection();
        auto received = std::make_shared<QByteArray>();
        m_mostOpen = std::max(m_mostOpen, ++*m_open);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, [socket, open = m_open] {
            --*open;
            socket->deleteLater();
        });
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
            *received += socket->readAll();
            if (!received->contains("\r\n\r\n"))
                return;
            m_requests.append(*received);
            const QByteArray answer = m_answer(*received);
            if (answer.isEmpty())
                return;
            socket->write(answer);
            socket->disconnectFromHost();
        });
    }

    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    Answer m_answer;
    QByteArrayList m_requests;
    std::shared_ptr<int> m_open = std::make_shared<int>(0);
    int m_mostOpen = 0;
};

} // namespace cutover::tests
