// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which time stamps are asked for again, and when: by revision and by certificate, and not while something more urgent
// is written. A real authority, a real ledger.
#include "session/handedfiles.h"
#include "web/timestampserver.h"

#include "crypto/timestamp.h"
#include "ledger/asyncledger.h"
#include "session/look.h"
#include "session/timestampoutbox.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::Revision;
namespace kind = rollout::kind;

namespace {

constexpr int patienceMs = 20'000;
constexpr int longerThanTheFirstBackOffMs = 2'500;

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

} // namespace

class TimestampOutboxTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void init();
    void cleanup();
    void whoeverHoldsIsStampedBesideOneThatEnded();
    void anotherRevisionIsAskedForAgain();
    void anAbortIsWaitedFor_data();
    void anAbortIsWaitedFor();

private:
    [[nodiscard]] Revision by(const QList<const SigningKey *> &signers) const
    {
        const auto envelope = m_files->decision(signers);
        return {envelope, m_files->pdf(envelope, signers)};
    }
    /// A revision that an authority gave no time stamp for.
    void enter(QStringView kindOf, const Revision &revision)
    {
        const QJsonObject payload{{u"decision"_s, u"NO-GO"_s},
                                  {u"decision_id"_s, goStatement().id},
                                  {u"statement_sha256"_s, hex(crypto::sha256("statement"))},
                                  {u"envelope_sha256"_s, hex(crypto::sha256(revision.envelope))},
                                  {u"pdf_sha256"_s, hex(crypto::sha256(revision.pdf))},
                                  {u"timestamp"_s, u"unreachable"_s}};
        append(kindOf, payload, {revision.envelope, revision.pdf});
    }
    void append(QStringView kindOf, const QJsonObject &payload, const QList<QByteArray> &blobs = {})
    {
        QVERIFY(m_log->append(kindOf.toString(), ledger::Actor::ofThisProcess(), payload, blobs));
        m_outbox->hear(records(), domain::TimestampService{m_server.url(), {}});
    }
    [[nodiscard]] session::Records records() const
    {
        std::ignore = m_log->refresh();
        return session::foldRecords(m_log->entries().value_or(QList<ledger::Entry>{}));
    }
    [[nodiscard]] QList<ledger::Entry> added() const
    {
        std::ignore = m_log->refresh();
        auto entries = m_log->entries().value_or(QList<ledger::Entry>{});
        entries.removeIf([](const ledger::Entry &entry) { return entry.kind != kind::timestampAdded; });
        return entries;
    }
    /// Which of the last revision's signatures in the envelope bear a time stamp.
    [[nodiscard]] QList<bool> stamped() const
    {
        const auto sha256 = added().last().payload[u"envelope_sha256"_s].toString().toLatin1();
        QList<bool> found;
        const auto envelope = formats::parseEnvelope(*m_log->blob(QByteArray::fromHex(sha256))).value();
        for (const auto &signature : envelope.signatures)
            found.append(!signature.timestamp.isEmpty());
        return found;
    }

    TimestampServer m_server;
    SigningKey m_ended = [] {
        auto own = SigningKey::make(u"Release manager"_s);
        own.certificate = *own.key.selfSignedCertificate(u"Release manager"_s, {}, utc(1, 0, 0), utc(20, 0, 0));
        return own;
    }();
    std::unique_ptr<HandedFiles> m_files;
    std::unique_ptr<ledger::Ledger> m_log; ///< another console's
    std::unique_ptr<ledger::AsyncLedger> m_ledger;
    std::unique_ptr<session::TimestampOutbox> m_outbox;
};

void TimestampOutboxTest::init()
{
    m_files = std::make_unique<HandedFiles>();
    qputenv("XDG_STATE_HOME", m_files->path(u"state"_s).toUtf8());
    QVERIFY(QDir().mkpath(m_files->workspace() + u"/var/cutover"_s));
    m_log = m_files->ledger();
    QVERIFY(m_log);
    m_ledger = std::make_unique<ledger::AsyncLedger>();
    QSignalSpy opened(m_ledger.get(), &ledger::AsyncLedger::opened);
    m_ledger->open(m_files->workspace() + u"/var/cutover/ledger.sqlite"_s, {});
    QVERIFY(opened.wait());
    m_outbox = std::make_unique<session::TimestampOutbox>(m_files->workspace(), QString(), *m_ledger,
                                                          std::make_shared<session::Mirror>(),
                                                          [] { return QDateTime::currentDateTimeUtc(); });
    m_server.answerTo({});
}

void TimestampOutboxTest::cleanup()
{
    m_outbox.reset();
    m_ledger.reset();
    m_log.reset();
}

/// The first answers are none that hold: what is given up is the ended certificate's stamp, not the other's.
void TimestampOutboxTest::whoeverHoldsIsStampedBesideOneThatEnded()
{
    m_server.answerTo(crypto::makeTimestampRequest(crypto::sha256("another"))->der);
    const auto asked = m_server.requests();
    enter(kind::decision, by({&m_ended, &m_files->second}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.requests() >= asked + 2, patienceMs); // envelope and document
    m_server.answerTo({});
    QTRY_COMPARE_WITH_TIMEOUT(added().size(), 1, patienceMs);
    QCOMPARE(stamped(), (QList<bool>{false, true}));
}

void TimestampOutboxTest::anotherRevisionIsAskedForAgain()
{
    const auto asked = m_server.requests();
    enter(kind::decision, by({&m_ended}));
    QVERIFY(!QTest::qWaitFor([&] { return m_server.requests() > asked; }, longerThanTheFirstBackOffMs));
    enter(kind::countersignature, by({&m_ended, &m_files->second}));
    QTRY_COMPARE_WITH_TIMEOUT(added().size(), 1, patienceMs);
    QCOMPARE(stamped(), (QList<bool>{false, true}));
}

void TimestampOutboxTest::anAbortIsWaitedFor_data()
{
    QTest::addColumn<bool>("isTold");
    QTest::newRow("while it runs") << false;
    QTest::newRow("not once it is told as failed") << true;
}

void TimestampOutboxTest::anAbortIsWaitedFor()
{
    QFETCH(bool, isTold);
    const auto asked = m_server.requests();
    append(kind::abortIntent, {{u"attempt_id"_s, u"a"_s}, {u"reason"_s, u"manual"_s}});
    if (isTold)
        append(kind::abortOutcome, {{u"attempt_id"_s, u"a"_s}, {u"read_back"_s, false}});
    enter(kind::decision, by({&m_files->second}));
    if (!isTold) {
        QVERIFY(!QTest::qWaitFor([&] { return m_server.requests() > asked; }, longerThanTheFirstBackOffMs));
        append(kind::abortOutcome, {{u"attempt_id"_s, u"a"_s}, {u"read_back"_s, true}});
    }
    QTRY_COMPARE_WITH_TIMEOUT(added().size(), 1, patienceMs);
    QVERIFY(added().first().payload[u"complete"_s].toBool());
}

QTEST_MAIN(TimestampOutboxTest)
#include "tst_timestampoutbox.moc"
