// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key that was revoked, as whoever stole it uses it: attacks on envelope, PDF and bundle, made from what the program
// itself exported, with the real key, entered into the real ledger; and what the key signed before, which stays.
#include "pdf/samples.h"
#include "session/twosigners.h"

#include "crypto/digest.h"
#include "formats/dsse.h"
#include "pdf/reservedplaces.h"
#include "session/bundle.h"
#include "session/decisionrecords.h"
#include "session/fileverifier.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::FileFinding;
using session::FileVerifier;
using session::VerifiedSignature;
using session::VerifyTrust;
using namespace session::test;
namespace kind = rollout::kind;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(crypto::sha256(bytes).toHex());
}

QByteArray inFull(const FileFinding &finding)
{
    QStringList problems;
    for (const auto &problem : finding.problems)
        problems.append(u"%1(%2)"_s.arg(problem.code, problem.data.join(u',')));
    return problems.join(u' ').toUtf8();
}

bool has(const FileFinding &finding, const QString &code)
{
    return std::ranges::any_of(finding.problems, [&code](const auto &problem) { return problem.code == code; });
}

} // namespace

class RevokedExportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatItSignedBeforeStays_data();
    void whatItSignedBeforeStays();
    void whatItSignsNowIsRefused_data();
    void whatItSignsNowIsRefused();
    void itsDecisionIsNoRecord();
    void cleanupTestCase();

private:
    [[nodiscard]] QString decide(session::Session &session);
    [[nodiscard]] QString revoke(session::Session &session) const;
    [[nodiscard]] tests::SigningKey stolen(session::Session &session) const;
    [[nodiscard]] bool forge(const tests::SigningKey &key, QStringView kind);
    [[nodiscard]] bool keep(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] bool bundle(const QString &name, const QString &id) const;
    [[nodiscard]] VerifyTrust trust(const QString &root) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    TwoSigners m_world;
    QTemporaryDir m_folder;
    QString m_complete; ///< the decision that both signed
    QString m_pending;  ///< the one that waits for the second
    int m_refused = 0;
};

QString RevokedExportsTest::decide(session::Session &session)
{
    const auto done = m_world.sign(session);
    return done ? QString() : done.error().name;
}

QString RevokedExportsTest::revoke(session::Session &session) const
{
    session::ProposeSigners request;
    request.given.keys = {m_world.maker};
    request.given.quorum = {{TwoSigners::security, 0}};
    request.revoked = {m_world.second};
    const auto proposed = answer<session::SignersView>(
        [&](auto done) { session.proposeSigners(request, passphrase(), &session, std::move(done)); });
    if (!proposed)
        return proposed.error().name;
    if (!QTest::qWaitFor([&session] { return session.view().signers.proposal.has_value(); }, patienceMs))
        return u"the proposal is not seen"_s;
    const auto approved = answer<session::SignersView>(
        [&](auto done) { session.approveSigners(m_world.maker, {}, passphrase(), &session, std::move(done)); });
    if (!approved)
        return approved.error().name;
    const auto isInForce = [&session] { return session.view().signers.list.version == 2; };
    return QTest::qWaitFor(isInForce, patienceMs) ? QString() : u"the version is not seen"_s;
}

tests::SigningKey RevokedExportsTest::stolen(session::Session &session) const
{
    std::optional<crypto::PrivateKey> key;
    session.keys()
        .unlock(m_world.second, passphrase(), &session)
        ->onFinished(&session,
                     [&key](tl::expected<crypto::PrivateKey, keychain::KeychainError> unlocked) {
                         if (unlocked)
                             key = std::move(*unlocked);
                     })
        ->start();
    std::ignore = QTest::qWaitFor([&key] { return key.has_value(); }, patienceMs);
    return {std::move(*key), session.keys().certificate(m_world.second)->certificate};
}

bool RevokedExportsTest::keep(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool RevokedExportsTest::bundle(const QString &name, const QString &id) const
{
    return session::writeBundle(*m_world.inspected(), id, path(name)).has_value();
}

/// The countersignature that the program would have made of the decision that waits, had it let him.
bool RevokedExportsTest::forge(const tests::SigningKey &key, QStringView kind)
{
    m_world.id = m_pending;
    auto envelope = *formats::parseEnvelope(bytesOf(m_world.exported(u"dsse.json"_s)));
    envelope.signatures.append(
        {key.key.fingerprint(), *key.key.sign(formats::pae(envelope.payloadType, envelope.payload))});
    const auto bytes = formats::writeEnvelope(envelope);
    const auto before = bytesOf(m_world.exported(u"pdf"_s));
    const pdf::ReportSigner printed{
        u"Demo release manager"_s,       TwoSigners::security, u"Approved"_s, u"Keys and policies were reviewed."_s,
        QDateTime::currentDateTimeUtc(), key.key.fingerprint()};
    const auto pdf = pdf::signPdf(before, tests::requestOf(key, printed, pdf::freePlaces(before).value(0)));
    if (!pdf || !keep(u"forged.dsse.json"_s, bytes) || !keep(u"forged.pdf"_s, *pdf))
        return false;
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::Create;
    const auto log = ledger::Ledger::open(m_world.demo.path(u"var/cutover/ledger.sqlite"_s), options);
    const QJsonObject payload{{u"decision"_s, u"GO"_s},
                              {u"decision_id"_s, m_pending},
                              {u"statement_sha256"_s, hex(envelope.payload)},
                              {u"envelope_sha256"_s, hex(bytes)},
                              {u"pdf_sha256"_s, hex(*pdf)},
                              {u"previous_pdf_sha256"_s, hex(before)},
                              {u"fingerprint"_s, key.key.fingerprint()},
                              {u"role"_s, TwoSigners::security},
                              {u"completes"_s, true}};
    return log && (*log)->append(kind, ledger::Actor::ofThisProcess(), payload, {bytes, *pdf});
}

VerifyTrust RevokedExportsTest::trust(const QString &root) const
{
    if (root == "workspace"_L1)
        return {{}, m_world.demo.path(), {}};
    return {{path(root)}, {}, {}};
}

void RevokedExportsTest::initTestCase()
{
    QCOMPARE(m_world.layOut(), QString());
    QVERIFY(keep(u"first.json"_s, bytesOf(m_world.list())));
    const auto session = m_world.open();
    QVERIFY(session);
    QCOMPARE(decide(*session), QString());
    m_complete = m_world.id;
    const auto done = m_world.countersign(*session);
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    QVERIFY(keep(u"before.dsse.json"_s, bytesOf(m_world.exported(u"dsse.json"_s))));
    QVERIFY(keep(u"before.pdf"_s, bytesOf(m_world.exported(u"pdf"_s))));
    QVERIFY(bundle(u"unvouched"_s, m_complete));
    QCOMPARE(decide(*session), QString());
    m_pending = m_world.id;
    const auto key = stolen(*session);
    QCOMPARE(revoke(*session), QString());
    QVERIFY(keep(u"second.json"_s, bytesOf(m_world.list())));
    const auto refused = m_world.countersign(*session);
    QVERIFY(!refused);                     // the program itself lets nobody do that
    QCOMPARE(decide(*session), QString()); // over a ledger that holds all of that
    QVERIFY(bundle(u"vouched"_s, m_complete));
    QVERIFY(forge(key, kind::countersignature));
    QVERIFY(bundle(u"forged"_s, m_pending));
}

void RevokedExportsTest::whatItSignedBeforeStays_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("root");
    for (const auto *file : {"before.dsse.json", "before.pdf"})
        for (const auto *root : {"workspace", "first.json"})
            QTest::addRow("%s by %s", file, root) << QString::fromLatin1(file) << QString::fromLatin1(root);
    for (const auto *root : {"workspace", "first.json", "second.json"})
        QTest::addRow("bundle by %s", root) << u"vouched"_s << QString::fromLatin1(root);
    QTest::newRow("bundle that nobody vouched for, by workspace") << u"unvouched"_s << u"workspace"_s;
}

void RevokedExportsTest::whatItSignedBeforeStays()
{
    QFETCH(QString, file);
    QFETCH(QString, root);
    const auto findings = FileVerifier(trust(root)).verifyAll(path(file));
    QVERIFY2(findings.first().valid, inFull(findings.first()).constData());
    QCOMPARE(findings.first().signatures.size(), 2);
    const auto told = std::ranges::count_if(
        findings, [](const FileFinding &finding) { return has(finding, u"signer_revoked_later"_s); });
    const bool isAlone = !QFileInfo(path(file)).isDir() && root != "workspace"_L1;
    QCOMPARE(told, isAlone ? 0 : 1); // the first list alone knows of no later one
}

void RevokedExportsTest::whatItSignsNowIsRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("root");
    for (const auto *file : {"forged.dsse.json", "forged.pdf", "forged"})
        for (const auto *root : {"workspace", "second.json"})
            QTest::addRow("%s by %s", file, root) << QString::fromLatin1(file) << QString::fromLatin1(root);
    QTest::newRow("forged bundle by the first list") << u"forged"_s << u"first.json"_s;
    for (const auto *file : {"before.dsse.json", "before.pdf", "unvouched"})
        QTest::addRow("%s, older as nothing shows", file) << QString::fromLatin1(file) << u"second.json"_s;
}

void RevokedExportsTest::whatItSignsNowIsRefused()
{
    QFETCH(QString, file);
    QFETCH(QString, root);
    auto findings = FileVerifier(trust(root)).verifyAll(path(file));
    QVERIFY2(!findings.first().valid, inFull(findings.first()).constData());
    if (QFileInfo(path(file)).isDir()) {
        QVERIFY2(has(findings.first(), u"bundle_document_invalid"_s), inFull(findings.first()).constData());
        const auto &id = file == "forged"_L1 ? m_pending : m_complete;
        findings.removeIf([&id](const FileFinding &one) { return !one.file.endsWith(id + ".pdf"_L1); });
        QCOMPARE(findings.size(), 1);
    }
    const auto &signatures = findings.first().signatures;
    QVERIFY2(has(findings.first(), u"signer_revoked"_s), inFull(findings.first()).constData());
    QCOMPARE(signatures.size(), 2);
    QVERIFY(signatures.first().intact);
    // The list that revokes a key holds its certificate no more, and an envelope brings none.
    QCOMPARE(signatures.last().intact, !file.endsWith(".json"_L1) || root == "workspace"_L1);
    QCOMPARE(signatures.first().authorised, VerifiedSignature::Authorised::Yes);
    QCOMPARE(signatures.last().authorised, VerifiedSignature::Authorised::No);
    ++m_refused;
}

/// Nor does the checklist that is written out of the ledger tell of it.
void RevokedExportsTest::itsDecisionIsNoRecord()
{
    const auto log = m_world.inspected();
    const auto complete = session::decisionRecords(*log, m_complete);
    QVERIFY2(complete, complete ? "" : qPrintable(complete.error().name));
    QCOMPARE(complete->signers.size(), 2);
    const auto pending = session::decisionRecords(*log, m_pending);
    QVERIFY(!pending);
    QCOMPARE(pending.error().name, u"signature_invalid"_s);
}

void RevokedExportsTest::cleanupTestCase()
{
    qInfo("%d attacks by a revoked key on what the program exported, each refused with its code", m_refused);
}

QTEST_MAIN(RevokedExportsTest)
#include "tst_revokedexports.moc"
