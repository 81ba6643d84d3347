// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoerror.h"

#include <QString>
#include <tl/expected.hpp>

namespace cutover::demo {

/// The loopback port of the workspace's readyz_url, where the simulated service listens.
[[nodiscard]] tl::expected<quint16, DemoError> readPort(const QString &workspace);

/// A loopback port that is free at this moment.
[[nodiscard]] tl::expected<quint16, DemoError> findFreePort();

} // namespace cutover::demo
