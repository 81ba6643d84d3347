// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QUrl;

namespace cutover::domain {

/// Whether the host, as QUrl gives it, is this machine itself: "localhost", 127.0.0.0/8 or "::1" (RFC 6890). Only such
/// a place may be told a secret in the clear or stand as a target in the profile, and none is asked through a proxy.
[[nodiscard]] bool isLoopback(const QString &host);

/// Whether it names a host to be asked by HTTP, in the clear or not.
[[nodiscard]] bool isHttpUrl(const QUrl &url);

} // namespace cutover::domain
