// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoerror.h"
#include "demo/demokeys.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::demo {

/// Who checks in the workspace: the checklist's scripts, or the console's probes in a repository without them.
enum class Checks { Scripts, BuiltIn };

struct LayoutOptions
{
    QString folder;
    Checks checks = Checks::Scripts;
    QDateTime targetAt; ///< UTC
    QDateTime now;      ///< UTC
};

/// Lays out the whole demo workspace: the template compiled into the program, and everything that must be made anew
/// each time (ids, port, keys, signatures, certificates, evidence, baselines, data and backup).
///
/// Refuses a folder that has anything in it. After any other error what was written so far stays, for a look.
/// Blocking, under a second.
class WorkspaceLayout
{
public:
    explicit WorkspaceLayout(LayoutOptions options);

    [[nodiscard]] tl::expected<void, DemoError> layOut();

private:
    using Step = tl::expected<void, DemoError>;

    [[nodiscard]] bool belongs(const QString &name) const;
    [[nodiscard]] Step writeTemplate();
    [[nodiscard]] Step writeProfile();
    [[nodiscard]] Step writeKeys();
    [[nodiscard]] Step signPolicies();
    [[nodiscard]] Step writeCertificates();
    [[nodiscard]] Step writeState();
    [[nodiscard]] Step writeDataAndBackup();
    [[nodiscard]] Step writeOlderEvidence();
    [[nodiscard]] Step sealEvidence();
    [[nodiscard]] Step writeLiveEvidence();
    [[nodiscard]] Step write(const QString &name, const QByteArray &bytes, bool isPrivate = false) const;
    [[nodiscard]] QString path(const QString &name) const { return m_options.folder + u'/' + name; }

    LayoutOptions m_options;
    tl::expected<DemoKeys, DemoError> m_keys;
};

} // namespace cutover::demo
