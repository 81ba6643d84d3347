// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledgerentry.h"
#include "pdf/decisionreport.h"
#include "session/ports.h"

namespace cutover::session {

/// A statement, its first signature, and who made that.
struct FirstSigned
{
    domain::Statement statement;
    QByteArray statementSha256; ///< 32 raw bytes
    QByteArray envelope;
    QString fingerprint; ///< the signer's key
    QDateTime signedAt;  ///< as he claims, whole seconds
    int awaited = 0;     ///< how many signatures more the quorum asks for
};

/// What a decision's document is drawn of, its charts apart: the same whether it is drawn to be signed, or again to be
/// compared.
[[nodiscard]] pdf::ReportContent decisionContent(const FirstSigned &first, const pdf::ReportStory &story,
                                                 const pdf::ReportWords &words);
/// Groups of four digits of a key's fingerprint that a stamp prints.
inline constexpr int stampedGroups = 4;

/// Of the attempt that a statement ends or continues, as the ledger told it where the statement was composed; a first
/// GO has none. `entries`: at least the `statement.ledger.size` first ones.
[[nodiscard]] pdf::ReportStory storyOf(const domain::Statement &statement, const QList<ledger::Entry> &entries,
                                       const Wording &wording);
[[nodiscard]] bool hasStory(const domain::Statement &statement);

} // namespace cutover::session
