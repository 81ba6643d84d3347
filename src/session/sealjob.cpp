// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sealjob.h"

#include "checks/pool.h"
#include "checks/workspacefile.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/manifest.h"
#include "rollout/ledgerevents.h"
#include "session/binding.h"
#include "session/sealfailures.h"

#include <QFile>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr qint64 largestManifest = 16 * 1024 * 1024;
/// The system dates files by a clock that stands still for some milliseconds.
constexpr qint64 fileClockMs = 20;

void date(const QString &file, const QDateTime &time)
{
    QFile opened(file);
    // Undone it only makes the manifest younger: what came meanwhile counts as unlisted then.
    if (opened.open(QIODevice::ReadOnly))
        opened.setFileTime(time, QFileDevice::FileModificationTime);
}

} // namespace

SealJob::SealJob(ledger::AsyncLedger &ledger, keychain::SigningKeys &keys, Input input, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_keys(keys)
    , m_input(std::move(input))
{
    connect(&m_hashing, &QFutureWatcherBase::finished, this, &SealJob::unlock);
}

SealJob::~SealJob()
{
    m_stop.request_stop();
    m_hashing.cancel();
}

void SealJob::start(crypto::Secret passphrase)
{
    m_passphrase = std::make_shared<crypto::Secret>(std::move(passphrase));
    m_lookedAt = QDateTime::currentDateTimeUtc().addMSecs(-fileClockMs);
    checks::onPool(
        this,
        [folder = m_input.folder, workspace = m_input.workspace] { return checks::listEvidence(folder, workspace); },
        [this](const auto &files) { hash(files); });
}

void SealJob::hash(const tl::expected<QList<checks::EvidenceFile>, domain::Reason> &files)
{
    if (!files)
        return fail(fileFailure(files.error()));
    if (files->isEmpty())
        return fail({Failure::Kind::Refused, u"nothing_to_seal"_s, {m_input.folder}, {}});
    for (const auto &file : *files)
        m_sealed.files.append(file.path);
    m_hashing.setFuture(checks::hashFiles(m_sealed.files, m_input.workspace, m_stop.get_token()));
}

void SealJob::unlock()
{
    for (const auto &[path, digest] : m_hashing.future().results()) {
        if (!digest)
            return fail(fileFailure({digest.error(), {path, u"read_failed"_s}}));
        m_files.insert(path, *digest);
    }
    m_keys.unlock(m_input.certificate.fingerprint(), std::move(*m_passphrase), this)
        ->onFinished(this,
                     [this](tl::expected<crypto::PrivateKey, keychain::KeychainError> key) {
                         if (key)
                             return write(*key);
                         recordFailedUnlock(m_ledger, m_input.actor, m_input.certificate.fingerprint(), key.error());
                         fail(keyFailure(key.error(), m_input.certificate.fingerprint()));
                     })
        ->start();
}

void SealJob::write(const crypto::PrivateKey &key)
{
    const auto payload = formats::manifestPayload(m_files, m_input.environment, std::min(m_input.now, m_lookedAt));
    const auto signature = key.sign(formats::pae(formats::inTotoPayloadType, payload));
    if (!signature)
        return fail({Failure::Kind::Refused, crypto::codeName(signature.error().code), {}, {}});
    const auto bytes = formats::writeEnvelope({formats::inTotoPayloadType, payload, {{key.fingerprint(), *signature}}});
    m_sealed.file = checks::manifestOf(m_input.folder);
    m_sealed.sha256 = crypto::sha256(bytes);
    m_sealed.fingerprint = key.fingerprint();
    const QJsonObject entry{{u"file"_s, m_sealed.file},
                            {u"manifest_sha256"_s, QString::fromLatin1(m_sealed.sha256.toHex())},
                            {u"files"_s, m_files.size()},
                            {u"fingerprint"_s, m_sealed.fingerprint}};
    struct Written
    {
        qint64 entry = -1;
        QMap<QString, QByteArray> former;
        std::optional<Failure> failure;
    };
    using Answer = ledger::AsyncLedger::Result<Written>;
    const auto work = [=, workspace = m_input.workspace, file = m_sealed.file, who = m_input.actor,
                       at = m_lookedAt](ledger::Ledger &log) -> Answer {
        Written written;
        written.failure = placeFailure(file, workspace);
        if (written.failure)
            return written;
        const QString path = workspace + u'/' + file;
        written.former = sealedFiles(formats::readBounded(path, largestManifest).value_or(QByteArray()));
        std::ignore = log.refresh();
        const auto appended = log.append(kind::evidenceSealed, who, entry, {bytes});
        if (!appended)
            return tl::unexpected(appended.error());
        written.entry = appended->index;
        if (const auto replaced = formats::writeAtomically(path, bytes); !replaced)
            written.failure = fileFailure(replaced.error(), file);
        else
            date(path, at);
        return written;
    };
    m_ledger.run(this, work, [this](const Answer &written) {
        if (!written)
            return fail({Failure::Kind::Refused,
                         ledger::codeName(written.error().code),
                         {written.error().path, written.error().system},
                         {}});
        if (written->failure)
            return fail(*written->failure);
        compareWith(written->former);
        onWritten(written->entry);
    });
}

void SealJob::compareWith(const QMap<QString, QByteArray> &former)
{
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
        if (!former.contains(it.key()))
            m_sealed.added.append(it.key());
        else if (former.value(it.key()) != it.value())
            m_sealed.changed.append(it.key());
    }
    for (auto it = former.cbegin(); it != former.cend(); ++it)
        if (!m_files.contains(it.key()))
            m_sealed.dropped.append(it.key());
}

void SealJob::onWritten(qint64 entry)
{
    m_sealed.entry = entry;
    if (const auto &go = m_input.signedGo) {
        for (const auto &file : go->files)
            if (file.role == domain::BoundFile::Role::Sealed && m_files.value(file.path) != file.sha256)
                m_sealed.unbound.append(file.path);
        if (!m_sealed.unbound.isEmpty())
            m_sealed.decisionId = go->id;
    }
    m_result = m_sealed;
    Q_EMIT finished();
}

void SealJob::fail(Failure failure)
{
    m_result = tl::unexpected(std::move(failure));
    Q_EMIT finished();
}

} // namespace cutover::session
