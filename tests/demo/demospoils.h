// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoworkspace.h"

#include <QString>

#include <array>

/// \file The nine checks beneath the dashboard, their commands and lines, and for each a way to spoil the one thing it
/// guards. The acceptance tests use the same table on the matrix.

namespace cutover::demo::test {

struct Check
{
    const char *id;
    const char *command;
    const char *expect; ///< a whole line of standard output; null: the exit code alone
};

inline constexpr std::array<Check, 9> checks{{
    {"readyz", "bash scripts/ci/check_readyz_blocking.sh", nullptr},
    {"evidence-integrity", "bash scripts/ci/validate_evidence_integrity.sh", "✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓"},
    {"dr-recovery", "bash pipeline/dr/measure_recovery_time.sh", "✓✓✓ DR RECOVERY: PASS ✓✓✓"},
    {"key-rotation", "python scripts/ops/check_key_rotation_countdown.py", "✓✓✓ All keys healthy ✓✓✓"},
    {"policy-signatures", "python scripts/policy/verify.py configs/policy/*.json", "All signatures valid"},
    {"pii-breaker", "python -m jobs.pii_circuit_breaker_monitor --once", "Circuit breaker state: enabled"},
    {"manual-promotion", "bash scripts/ops/configure_manual_promotion.sh --status",
     "✓ Status: MANUAL PROMOTION ENABLED"},
    {"canary-health",
     "jq '.canary.windows[-3:] | map({pass, burst})' var/evidence/latest.json"
     " | jq -e 'length == 3 and all(.pass and .burst <= 1.5)'",
     "true"},
    {"rehearsal", "bash pipeline/release/cutover_rehearsal.sh --steps \"25,50\" --abort-drill yes",
     "✓✓✓ ALL REHEARSALS PASSED ✓✓✓"},
}};

inline constexpr Check dashboard{"dashboard", "python scripts/ops/show_cutover_dashboard.py", "Go/No-Go: GO"};

[[nodiscard]] inline bool isGo(const Check &check, const Run &run)
{
    return run.succeeded() && (check.expect == nullptr || run.hasLine(QString::fromUtf8(check.expect)));
}

/// Spoils what the check of this id guards, and nothing else. The two that live in the service restart it with a fault
/// at stage 0, at the given speed.
[[nodiscard]] inline bool spoil(DemoWorkspace &demo, const QString &id, const QString &speed = QStringLiteral("20"))
{
    using namespace Qt::StringLiterals;
    const auto edit = [&demo](const QString &name, const QByteArray &from, const QByteArray &to) {
        QByteArray bytes = demo.read(name);
        const bool isThere = bytes.contains(from);
        return isThere && demo.write(name, bytes.replace(from, to));
    };
    if (id == "readyz"_L1)
        return demo.serve({u"--speed"_s, speed, u"--fault"_s, u"readyz@0"_s});
    if (id == "canary-health"_L1)
        return demo.serve({u"--speed"_s, speed, u"--fault"_s, u"burst@0"_s}) &&
               demo.waitForWindow([](const QJsonObject &window) { return !window.value("pass"_L1).toBool(true); });
    if (id == "evidence-integrity"_L1) {
        const QString sealed = QDir(demo.path(u"var/evidence"_s)).entryList({u"canary-*.json"_s}).value(0);
        return edit(u"var/evidence/"_s + sealed, "\"pass\":true", "\"pass\":trUe");
    }
    if (id == "dr-recovery"_L1) {
        const QDir backups(demo.path(u"var/backups"_s));
        return QFile::remove(backups.filePath(backups.entryList({u"*.tar"_s}).value(0)));
    }
    if (id == "key-rotation"_L1)
        return demo
            .run(u"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null"
                 " -subj /CN=service.demo.invalid -days 6 -out configs/tls/service.pem"_s)
            .succeeded();
    if (id == "policy-signatures"_L1)
        return edit(u"configs/policy/canary.json"_s, "1.5", "2.5");
    if (id == "pii-breaker"_L1)
        return edit(u"var/pii/circuit_breaker.json"_s, "enabled", "disabled");
    if (id == "manual-promotion"_L1)
        return edit(u"configs/rollout/promotion.json"_s, "false", "true");
    if (id == "rehearsal"_L1)
        return demo.write(u"pipeline/release/abort.sh"_s, "echo 'the router refuses' >&2\nexit 1\n");
    return false;
}

} // namespace cutover::demo::test
