// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/evidencefolder.h"
#include "crypto/certificate.h"
#include "domain/decision.h"
#include "keychain/signingkeys.h"
#include "ledger/asyncledger.h"
#include "session/failure.h"
#include "session/sealing.h"

#include <QFutureWatcher>
#include <QMap>
#include <QObject>

#include <memory>
#include <optional>

namespace cutover::session {

/// Seals every file of the evidence folder as it is now: hashes them, unlocks the key for this one signature, writes
/// the ledger's entry and then the manifest. Exactly one finished(). That the key may seal is the caller's to know.
///
/// The manifest's time is that of the look at the folder: a file that came while it was sealed is newer, hence not
/// sealed yet. A failed unlock is recorded and changes nothing else.
class SealJob : public QObject
{
    Q_OBJECT

public:
    struct Input
    {
        QString workspace;
        QString folder; ///< of the evidence, in the workspace
        QString environment;
        crypto::Certificate certificate;
        QDateTime now;
        ledger::Actor actor;
        std::optional<domain::Statement> signedGo; ///< the last one
    };

    SealJob(ledger::AsyncLedger &ledger, keychain::SigningKeys &keys, Input input, QObject *parent = nullptr);
    ~SealJob() override;

    void start(crypto::Secret passphrase);
    [[nodiscard]] const Result<Sealed> &result() const { return m_result; }

Q_SIGNALS:
    void finished();

private:
    void hash(const tl::expected<QList<checks::EvidenceFile>, domain::Reason> &files);
    void unlock();
    void write(const crypto::PrivateKey &key);
    void onWritten(qint64 entry);
    void compareWith(const QMap<QString, QByteArray> &former);
    void fail(Failure failure);

    ledger::AsyncLedger &m_ledger;
    keychain::SigningKeys &m_keys;
    Input m_input;
    std::shared_ptr<crypto::Secret> m_passphrase;
    QDateTime m_lookedAt; ///< by the clock that files are dated with
    QFutureWatcher<checks::FileDigest> m_hashing;
    std::stop_source m_stop;
    QMap<QString, QByteArray> m_files;
    Sealed m_sealed;
    Result<Sealed> m_result = tl::unexpected(Failure{});
};

} // namespace cutover::session
