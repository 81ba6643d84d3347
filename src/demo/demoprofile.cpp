// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoprofile.h"

#include "formats/atomicfile.h"
#include "formats/strictjson.h"

#include <QHostAddress>
#include <QJsonObject>
#include <QTcpServer>
#include <QUrl>

namespace cutover::demo {

using namespace Qt::StringLiterals;

tl::expected<quint16, DemoError> readPort(const QString &workspace)
{
    const QString path = workspace + u"/cutover.json"_s;
    const auto bytes = formats::readBounded(path, 1024 * 1024);
    if (!bytes)
        return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, path, bytes.error().system});
    const auto text = formats::parseStrict(*bytes);
    if (!text)
        return tl::unexpected(DemoError{DemoError::Code::FileUnreadable, path, formats::codeName(text.error().code)});
    const QUrl url(text->root.toObject().value("readyz_url"_L1).toString());
    // The demo answers nobody but this machine.
    if (url.scheme() != "http"_L1 || url.host() != "127.0.0.1"_L1 || url.port() <= 0)
        return tl::unexpected(DemoError{DemoError::Code::ProfileWithoutPort, path, url.toString()});
    return static_cast<quint16>(url.port());
}

tl::expected<quint16, DemoError> findFreePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress(QHostAddress::LocalHost)))
        return tl::unexpected(DemoError{DemoError::Code::NoFreePort, u"127.0.0.1"_s, server.errorString()});
    return server.serverPort();
}

} // namespace cutover::demo
