// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time stamps that a real authority did not give while two people signed: asked for again, by a console that is killed
// while it waits and by the next one, which adds them.
#include "session/twosigners.h"
#include "web/timestampserver.h"

#include "pdf/pdfverifier.h"
#include "pdf/samples.h"
#include "crypto/timestamp.h"
#include "session/bundle.h"
#include "session/fileverifier.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::FileFinding;
using session::FileVerifier;
using namespace session::test;
namespace kind = rollout::kind;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList codesOf(const FileFinding &finding)
{
    QStringList codes;
    for (const auto &problem : finding.problems)
        codes.append(problem.code);
    return codes;
}

qsizetype attestedIn(const FileFinding &finding)
{
    return std::ranges::count(finding.signatures, true, &session::VerifiedSignature::attested);
}

} // namespace

class StampedLaterTest : public QObject
{
    Q_OBJECT

public:
    /// What a second process is: a console that is open, and nothing else.
    static int console(const QString &workspace)
    {
        keychain::OsStore store;
        session::Session session(workspace, wordedPorts(&store));
        session.open();
        return QCoreApplication::exec();
    }

private Q_SLOTS:
    void initTestCase();
    void twoSignWhileItIsAway();
    void aConsoleIsKilledWhileItAsks();
    void theNextConsoleAddsThem();
    void aStrangerFindsTheTimesAttested();
    void olderCopiesAreKnown();
    void itIsSettledOnce();
    void theLastSignatureHasRoomOfItsOwn();
    void anAuthorityThatLiesChangesNothing();

private:
    [[nodiscard]] FileFinding judged(const QString &file) const
    {
        return FileVerifier({{m_world.list()}, {}, {}, {}, {m_root}}).verify(file);
    }
    [[nodiscard]] bool awaitStamps(qsizetype count) const
    {
        return QTest::qWaitFor([&] { return m_world.entries(kind::timestampAdded).size() >= count; }, patienceMs);
    }

    TwoSigners m_world;
    tests::TimestampServer m_server;
    QTemporaryDir m_copies;
    QString m_root;
};

void StampedLaterTest::initTestCase()
{
    QCOMPARE(m_world.layOut({{u"timestamp"_s, QJsonObject{{u"url"_s, m_server.url()}}}}), QString());
    QVERIFY(m_world.demo.write(u"timeroot.pem"_s, m_server.authority().root().pem()));
    m_root = m_world.demo.path(u"timeroot.pem"_s);
}

void StampedLaterTest::twoSignWhileItIsAway()
{
    m_server.close();
    const auto session = m_world.open();
    QVERIFY(session);
    const auto first = m_world.sign(*session);
    QVERIFY2(first, first ? "" : qPrintable(first.error().name));
    QCOMPARE(first->timestamp, u"unreachable"_s);
    const auto done = m_world.countersign(*session);
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    const auto isTold = [&session] {
        const auto &shown = session->view().decision;
        return shown && shown->valid && shown->unattested == "unreachable"_L1;
    };
    QVERIFY(QTest::qWaitFor(isTold, patienceMs));
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        const auto finding = judged(m_world.exported(suffix));
        QVERIFY2(finding.valid, qPrintable(codesOf(finding).join(u' ')));
        QCOMPARE(attestedIn(finding), 0);
        QVERIFY(QFile::copy(m_world.exported(suffix), m_copies.filePath(u"claimed."_s + suffix)));
    }
}

void StampedLaterTest::aConsoleIsKilledWhileItAsks()
{
    m_server.hang();
    m_server.listen();
    const auto asked = m_server.requests();
    const auto child = startChild({u"--console"_s, m_world.demo.path()});
    // Two in the envelope, one of the document.
    QVERIFY(QTest::qWaitFor([&] { return m_server.requests() >= asked + 3; }, patienceMs));
    child->kill();
    QSignalSpy ended(child.get(), &QProcess::finished);
    QVERIFY(child->state() == QProcess::NotRunning || ended.wait(patienceMs));
    QVERIFY(m_world.entries(kind::timestampAdded).isEmpty());
    QVERIFY(m_world.inspected()->verify().valid);
    QCOMPARE(bytesOf(m_world.exported(u"pdf"_s)), bytesOf(m_copies.filePath(u"claimed.pdf"_s)));
}

void StampedLaterTest::theNextConsoleAddsThem()
{
    m_server.goOn();
    const auto session = m_world.open();
    QVERIFY(session);
    QVERIFY(awaitStamps(1));
    const auto entry = m_world.entries(kind::timestampAdded).first();
    QCOMPARE(entry.payload[u"decision_id"_s].toString(), m_world.id);
    QCOMPARE(entry.payload[u"complete"_s].toBool(), true);
    QVERIFY(m_world.inspected()->verify().valid);
    // The decision stands as before.
    QVERIFY(QTest::qWaitFor([&] { return session->view().decision && session->view().decision->valid; }, patienceMs));
    QVERIFY(QTest::qWaitFor([&] { return session->view().decision->unattested.isEmpty(); }, patienceMs));
    QVERIFY(!session->view().rollout.anomaly);
}

void StampedLaterTest::aStrangerFindsTheTimesAttested()
{
    QTRY_VERIFY(bytesOf(m_world.exported(u"pdf"_s)) != bytesOf(m_copies.filePath(u"claimed.pdf"_s)));
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        const auto finding = judged(m_world.exported(suffix));
        QVERIFY2(finding.valid && codesOf(finding).isEmpty(), qPrintable(codesOf(finding).join(u' ')));
        QCOMPARE(attestedIn(finding), 2);
    }
    const auto pdf = bytesOf(m_world.exported(u"pdf"_s));
    QVERIFY(pdf.startsWith(bytesOf(m_copies.filePath(u"claimed.pdf"_s))));
    QCOMPARE(pdf::verifyPdf(pdf).timestamps.size(), 1);
    const auto words = tests::run(u"pdfsig"_s, {m_world.exported(u"pdf"_s)});
    QCOMPARE(words.count(u"Signature is Valid."_s), 2);
    // Whom nobody trusts attests nothing, and spoils nothing.
    const auto untrusting = FileVerifier({{m_world.list()}, {}, {}}).verify(m_world.exported(u"pdf"_s));
    QVERIFY(untrusting.valid && attestedIn(untrusting) == 0);
    QCOMPARE(codesOf(untrusting).first(), u"time_not_attested"_s);
}

void StampedLaterTest::olderCopiesAreKnown()
{
    const FileVerifier verifier({{}, m_world.demo.path(), {}, {}, {m_root}});
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        const auto older = verifier.verify(m_copies.filePath(u"claimed."_s + suffix));
        QVERIFY2(older.valid, qPrintable(codesOf(older).join(u' ')));
        QCOMPARE(codesOf(older).first(), u"stamped_later"_s);
        QCOMPARE(attestedIn(older), 0);
        const auto last = verifier.verify(m_world.exported(suffix));
        QVERIFY(last.valid && attestedIn(last) == 2);
    }
    QTemporaryDir folder;
    const auto session = m_world.open();
    const auto bundle = answer<session::BundleSummary>(
        [&](auto done) { session->exportBundle(m_world.id, folder.filePath(u"bundle"_s), session.get(), done); });
    QVERIFY2(bundle, bundle ? "" : qPrintable(bundle.error().name));
    const auto findings =
        FileVerifier({{m_world.list()}, {}, {}, {}, {m_root}}).verifyAll(folder.filePath(u"bundle"_s));
    QVERIFY2(findings.first().valid, qPrintable(codesOf(findings.first()).join(u' ')));
}

void StampedLaterTest::itIsSettledOnce()
{
    const auto asked = m_server.requests();
    const auto one = m_world.open();
    const auto other = m_world.open();
    QVERIFY(one && other);
    constexpr int twiceTheFirstBackOffMs = 2'500;
    QVERIFY(!QTest::qWaitFor([&] { return m_server.requests() > asked; }, twiceTheFirstBackOffMs));
    QCOMPARE(m_world.entries(kind::timestampAdded).size(), 1);
}

/// A NO-GO has one signer; its stamp comes into the room that is reserved for it, asked for by two consoles at once.
void StampedLaterTest::theLastSignatureHasRoomOfItsOwn()
{
    m_server.close();
    const auto one = m_world.open();
    const auto other = m_world.open();
    QVERIFY(one && other);
    const auto done = signNow(*one, {domain::DecisionKind::NoGo, m_world.maker, u"Postponed by the test."_s, {}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    QCOMPARE(done->timestamp, u"unreachable"_s);
    const auto size = QFileInfo(done->pdfFile).size();
    QVERIFY(judged(done->pdfFile).valid);
    m_server.listen();
    QVERIFY(awaitStamps(2));
    QTRY_COMPARE(attestedIn(judged(done->pdfFile)), 1);
    QTRY_COMPARE(attestedIn(judged(done->envelopeFile)), 1);
    QCOMPARE(QFileInfo(done->pdfFile).size(), size);
    QVERIFY(!QTest::qWaitFor([&] { return m_world.entries(kind::timestampAdded).size() > 2; }, 2'500));
}

void StampedLaterTest::anAuthorityThatLiesChangesNothing()
{
    m_server.close();
    const auto session = m_world.open();
    QVERIFY(session);
    const auto done = signNow(*session, {domain::DecisionKind::NoGo, m_world.maker, u"Postponed once more."_s, {}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    m_server.answerTo(crypto::makeTimestampRequest(crypto::sha256("another"))->der);
    m_server.listen();
    const auto asked = m_server.requests();
    QVERIFY(QTest::qWaitFor([&] { return m_server.requests() >= asked + 4; }, patienceMs)); // twice
    QCOMPARE(m_world.entries(kind::timestampAdded).size(), 2);
    m_server.answerTo({});
    QVERIFY(awaitStamps(3));
    QTRY_COMPARE(attestedIn(judged(done->pdfFile)), 1);
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--console"_L1)
        return StampedLaterTest::console(arguments.value(2));
    StampedLaterTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_stampedlater.moc"
