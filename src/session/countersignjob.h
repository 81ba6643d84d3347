// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/asyncledger.h"
#include "session/revisionreview.h"

#include <QObject>

namespace cutover::session {

/// Adds one signature to a decision that waits for it: to envelope and PDF, and as an entry that is a compare-and-swap
/// on the last revision. Exactly one finished(). Nothing is written before both signatures are made and verified; a
/// failed unlock is recorded and changes nothing else.
class CountersignJob : public QObject
{
    Q_OBJECT

public:
    struct Input
    {
        CountersignInput judged;
        QByteArray statementSha256; ///< as it was shown
        ledger::Actor actor;
        std::optional<domain::TimestampService> timestamp = {};
        QList<crypto::Certificate> issuers = {}; ///< of the certificate, for the PDF
    };

    CountersignJob(ledger::AsyncLedger &ledger, keychain::SigningKeys &keys, Input input, QObject *parent = nullptr);
    ~CountersignJob() override;

    void start(crypto::Secret passphrase);
    [[nodiscard]] const Result<Signed> &result() const { return m_result; }
    /// Of the decision that was signed.
    [[nodiscard]] const Draft &draft() const { return m_reviewed.shown.draft; }

Q_SIGNALS:
    void finished();

private:
    void onReviewed(Reviewed reviewed, crypto::Secret passphrase);
    void onUnlocked(tl::expected<crypto::PrivateKey, keychain::KeychainError> key);
    void write(const Revision &revision);
    [[nodiscard]] QJsonObject payload(const Revision &revision) const;
    void fail(Failure failure);

    ledger::AsyncLedger &m_ledger;
    keychain::SigningKeys &m_keys;
    Input m_input;
    Reviewed m_reviewed;
    QString m_timestamp; ///< as of Signed
    Result<Signed> m_result = tl::unexpected(Failure{});
};

} // namespace cutover::session
