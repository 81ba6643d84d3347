// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/profile.h"
#include "domain/rules.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::metrics {

/// Why there is no evidence. `name` is the code's stable word: "truncated", "duplicate_key", "timed_out", …
struct EvidenceError
{
    enum class Code {
        Absent,     ///< there is no such file
        Unreadable, ///< it is there, but reading the file failed, or a link leads out of the workspace
        Malformed,  ///< not one strict JSON text of the shape that evidence has
        // Of a server; the reading's `file` is its URL then.
        Unreachable,     ///< no answer in time
        TlsRefused,      ///< it did not prove who it is
        HttpStatus,      ///< `name` is the status
        AnswerMalformed, ///< not the shape of an answer, or an error of the server's own; `pointer` names the query
        SecretMissing,   ///< `name` is the secret's
    };
    Code code = Code::Absent;
    QString name = {};
    QString pointer = {}; ///< RFC 6901, of the malformed
    int line = 0;         ///< 0 where there is no such place
    friend bool operator==(const EvidenceError &, const EvidenceError &) = default;
};

/// One look at the evidence file, or one round of questions to a server: the exact bytes, their digest and what they
/// say. A value; any thread. Single values that cannot be used are `issues` of the evidence, not errors.
struct EvidenceReading
{
    QString file;      ///< as the caller named it; of a server, what a decision binds it as, or its URL in an error
    QByteArray bytes;  ///< as read, also where they are malformed; empty where there are none
    QByteArray sha256; ///< of `bytes`, 32 raw bytes; empty where nothing could be read
    tl::expected<domain::Evidence, EvidenceError> evidence = tl::unexpected(EvidenceError{});
    QDateTime readAt;             ///< UTC
    QDateTime newestAt;           ///< UTC: how far what it says reaches; null where it does not tell
    std::optional<bool> tampered; ///< what the evidence file says of it, also where a server gave no evidence
    QStringList warnings;         ///< the server's own, one line each

    /// Whether both saw the same: equal bytes, or the same error where there are none.
    [[nodiscard]] bool sameAs(const EvidenceReading &other) const;
};

/// The evidence of a workspace: its var/evidence/latest.json.
[[nodiscard]] QString evidencePath(const QString &workspace);

/// Carries a reading into the signals that the triggers judge.
void takeReading(domain::LiveSignals &live, const EvidenceReading &reading);

/// Reads and parses the file now; `path` is evidencePath() of a workspace, which no link may lead out of. Blocks for
/// the reading: on the command line, or on the thread pool.
[[nodiscard]] EvidenceReading readEvidence(const QString &path, const domain::EvidencePointers &pointers,
                                           const QDateTime &now);

} // namespace cutover::metrics
