// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::demo {

/// Why the demo could not be laid out or served: a code to act on, the path or address meant, the system's own words.
struct DemoError
{
    enum class Code {
        FolderNotEmpty,
        FileUnwritable,
        FileUnreadable,
        NoFreePort,
        PortTaken,
        ProfileWithoutPort, ///< readyz_url is not http://127.0.0.1:PORT/…
        CryptoFailed,
    };
    Code code = Code::FileUnwritable;
    QString what;
    QString system;
};

} // namespace cutover::demo
