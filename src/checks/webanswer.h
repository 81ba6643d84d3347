// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/missingfields.h"
#include "metrics/httpget.h"

#include <QObject>
#include <QString>
#include <tl/expected.hpp>

#include <functional>
#include <optional>

namespace cutover::checks {

/// What probes that ask over HTTP share.

/// Where one asks, and for how long in all.
struct WebPlace
{
    QUrl url;
    QString caFile; ///< PEM, by its path in the workspace; empty: the system's authorities alone
    QString workspace;
    qint64 deadlineS = 60;
};

/// What stands against an exchange that came to no whole answer; nothing where it did, whatever its HTTP status.
[[nodiscard]] std::optional<RowObjection> objectionTo(const metrics::HttpAnswer &answer, const WebPlace &place);

/// HttpStatus, for an answer that is not 200.
[[nodiscard]] RowObjection statusObjection(const metrics::HttpAnswer &answer, const WebPlace &place);

/// The authorities of the place, read on the thread pool: handed to `then` on the context's thread, later, and never
/// once the context is gone. Nothing where the place names none; an objection where its file cannot be read.
using Authorities = tl::expected<std::optional<QByteArray>, RowObjection>;
void readAuthorities(QObject *context, const WebPlace &place, std::function<void(const Authorities &)> then);

} // namespace cutover::checks
