// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loopback.h"

#include <QRegularExpression>
#include <QUrl>

namespace cutover::domain {

using namespace Qt::StringLiterals;

bool isLoopback(const QString &host)
{
    // The address ranges spelled out, because this floor knows no network and asks no resolver.
    static const QRegularExpression ipv4(u"\\A127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}\\z"_s);
    return host == "localhost"_L1 || host == "::1"_L1 || ipv4.match(host).hasMatch();
}

bool isHttpUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

} // namespace cutover::domain
