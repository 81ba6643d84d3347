// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/asyncledger.h"
#include "session/composer.h"
#include "session/revision.h"

#include <QObject>

namespace cutover::session {

/// Signs one draft (RULES section 3): judges it again, unlocks the key for this one signature, makes the envelope's
/// signature and the PDF's, wipes the key, writes the ledger entry and the exports. Exactly one finished().
///
/// Nothing is written before both signatures are made, and the entry comes before the exports: what is not in the
/// ledger is no decision. A failed unlock is recorded and changes nothing else. Where the list's quorum asks for more
/// than this one the entry is marked as pending and the PDF reserves a place for each further signer.
class SignJob : public QObject
{
    Q_OBJECT

public:
    struct Input
    {
        ComposeInput compose; ///< of this moment: rows and verdict are judged again
        Draft draft;
        QStringList acknowledged;
        ChartPictures charts;
        ledger::Actor actor;
        QString stateFolder; ///< where the user's drafts lie
        std::optional<domain::TimestampService> timestamp = {};
        QList<crypto::Certificate> issuers = {}; ///< of the certificate, for the PDF
    };

    SignJob(ledger::AsyncLedger &ledger, keychain::SigningKeys &keys, Input input, QObject *parent = nullptr);
    ~SignJob() override;

    void start(crypto::Secret passphrase);
    [[nodiscard]] const Result<Signed> &result() const { return m_result; }

Q_SIGNALS:
    void finished();

private:
    struct Judged
    {
        Composition composition;
        qint64 lastDeciding = -1;
        pdf::ReportStory story = {}; ///< of the attempt that a closing ends, or a GO continues
    };
    void onJudged(Judged judged, crypto::Secret passphrase);
    void onUnlocked(tl::expected<crypto::PrivateKey, keychain::KeychainError> key);
    void writeDecision(const Revision &documents);
    void fail(Failure failure);
    [[nodiscard]] static Result<Judged> judgeAgain(const Input &input, ledger::Ledger &ledger);
    [[nodiscard]] static Result<Revision> makeDocuments(const Input &input, const Judged &judged,
                                                        const crypto::PrivateKey &key);
    [[nodiscard]] QJsonObject payload(const Revision &documents) const;

    ledger::AsyncLedger &m_ledger;
    keychain::SigningKeys &m_keys;
    Input m_input;
    Judged m_judged;
    QString m_timestamp; ///< as of Signed
    Result<Signed> m_result = tl::unexpected(Failure{});
};

} // namespace cutover::session
