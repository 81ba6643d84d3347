// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QUrl>

#include <functional>

class QObject;

namespace cutover::web {

/// Finds the proxy for a place as the team's own scripts do with curl: the session's (http_proxy, https_proxy,
/// no_proxy, the desktop's); this machine itself is never asked through one.
///
/// `then` comes on the context's thread, for this machine itself before the call returns; once the context is gone it
/// is not called. The lookup may have to fetch the network's own rules and runs on a thread beside the common pool,
/// which a drill may have whole. It is told scheme, host and port alone, never a path, in which secrets may stand.
void findProxy(const QUrl &url, QObject *context, std::function<void(const QNetworkProxy &)> then);

} // namespace cutover::web
