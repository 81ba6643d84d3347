// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bundle of a decision whose signer left the list later: judged by the list of its time as far as somebody who is
// still trusted signed over that time, and by the newest one beyond.
#include "session/bundle.h"

#include "session/handedfiles.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::FileFinding;
namespace kind = rollout::kind;

namespace {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

/// Whether the one who left countersigned the decision, which then has one signature at first, and when.
enum class Countersigned { Not, BeforeLeaving, AfterLeaving, AtTheEnd };

struct World
{
    bool isRevoked = false;   ///< whoever left
    bool hasLater = true;     ///< the one who stayed signed another decision behind that
    bool isBackdated = false; ///< the decision's entry came when its signer had left
    bool isForeign = false;   ///< no administrator signed the second version
    Countersigned countersigned = Countersigned::Not;
};

} // namespace

Q_DECLARE_METATYPE(World)

class BundleVersionsTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void init();
    void theListOfItsTimeCounts_data();
    void theListOfItsTimeCounts();
    void theFirstListLeadsToTheNext();

private:
    [[nodiscard]] bool layOut(const World &world);
    [[nodiscard]] bool decide(const QString &id, const QList<const SigningKey *> &signers);
    [[nodiscard]] bool countersign();
    [[nodiscard]] bool enter(QStringView kind, const domain::Statement &statement,
                             const QList<const SigningKey *> &signers);
    [[nodiscard]] bool leave(const World &world);
    [[nodiscard]] FileFinding judged(const QString &id, const QString &trust) const;

    std::unique_ptr<HandedFiles> m_files;
    std::unique_ptr<ledger::Ledger> m_log;
    QByteArray m_first;
    QByteArray m_next;
    domain::Statement m_decided;
    const QString m_early = QString(32, u'a');
    const QString m_late = QString(32, u'b');
};

void BundleVersionsTest::init()
{
    m_log.reset();
    m_files = std::make_unique<HandedFiles>();
    qputenv("XDG_STATE_HOME", m_files->path(u"state"_s).toUtf8());
    m_first = m_files->signersFile(m_files->list(2));
    QVERIFY(m_files->pin(m_first));
    m_log = m_files->ledger();
    QVERIFY(m_log && !m_files->write(u"first.json"_s, m_first).isEmpty());
}

bool BundleVersionsTest::decide(const QString &id, const QList<const SigningKey *> &signers)
{
    auto statement = goStatement(0);
    statement.id = id;
    statement.ledger = {m_log->ledgerId(), m_log->size(), m_log->root()};
    statement.files.clear();
    if (id == m_early)
        m_decided = statement;
    return enter(kind::decision, statement, signers);
}

bool BundleVersionsTest::countersign()
{
    return enter(kind::countersignature, m_decided, {&m_files->signer, &m_files->second});
}

bool BundleVersionsTest::enter(QStringView kind, const domain::Statement &statement,
                               const QList<const SigningKey *> &signers)
{
    const auto envelope = m_files->decision(signers, statement);
    const auto pdf = m_files->pdf(envelope, signers);
    const QJsonObject payload{{u"decision"_s, u"GO"_s},
                              {u"decision_id"_s, statement.id},
                              {u"statement_sha256"_s, hex(crypto::sha256(*formats::statementBytes(statement)))},
                              {u"envelope_sha256"_s, hex(crypto::sha256(envelope))},
                              {u"pdf_sha256"_s, hex(crypto::sha256(pdf))}};
    return m_log->append(kind, ledger::Actor::ofThisProcess(), payload, {envelope, pdf}).has_value();
}

bool BundleVersionsTest::leave(const World &world)
{
    auto list = m_files->list(1);
    list.version = 2;
    list.previousSha256 = crypto::sha256(m_first);
    list.signers.removeLast();
    if (world.isRevoked)
        list.revoked = {m_files->second.key.fingerprint()};
    const auto *by = world.isForeign ? &m_files->second : &m_files->signer;
    m_next = HandedFiles::envelope(formats::signersPayloadType, formats::signersPayload(list), {by});
    const QJsonObject payload{{u"signers_sha256"_s, hex(crypto::sha256(m_next))}, {u"version"_s, 2}};
    return m_log->append(kind::signersPinned, ledger::Actor::ofThisProcess(), payload, {m_next}) &&
           !m_files->write(u"next.json"_s, m_next).isEmpty();
}

bool BundleVersionsTest::layOut(const World &world)
{
    using enum Countersigned;
    const bool isAlone = world.countersigned != Not;
    const auto decideEarly = [&] {
        return decide(m_early, isAlone ? QList<const SigningKey *>{&m_files->signer}
                                       : QList<const SigningKey *>{&m_files->signer, &m_files->second});
    };
    const auto countersignAt = [&](Countersigned when) { return world.countersigned != when || countersign(); };
    return (world.isBackdated || decideEarly()) && countersignAt(BeforeLeaving) && leave(world) &&
           (!world.isBackdated || decideEarly()) && countersignAt(AfterLeaving) &&
           (!world.hasLater || decide(m_late, {&m_files->signer})) && countersignAt(AtTheEnd);
}

FileFinding BundleVersionsTest::judged(const QString &id, const QString &trust) const
{
    const auto folder = m_files->path(u"bundle-"_s + id.first(1));
    if (!session::writeBundle(*m_log, id, folder))
        return {};
    return session::FileVerifier({{m_files->path(trust)}, {}, {}, m_files->path(u"state"_s)}).verifyAll(folder).first();
}

void BundleVersionsTest::theListOfItsTimeCounts_data()
{
    QTest::addColumn<World>("world");
    QTest::addColumn<QString>("trust");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("code"); ///< empty: none of a signer
    const auto next = u"next.json"_s;
    QTest::newRow("left later") << World{} << next << true << u"signer_removed_later"_s;
    QTest::newRow("revoked later") << World{true} << next << true << u"signer_revoked_later"_s;
    QTest::newRow("left, and nobody signed since") << World{false, false} << next << false << u"signer_unauthorised"_s;
    QTest::newRow("revoked, and nobody signed since") << World{true, false} << next << false << u"signer_revoked"_s;
    QTest::newRow("decided when its signer had left")
        << World{false, true, true} << next << false << u"signer_unauthorised"_s;
    QTest::newRow("decided by a revoked key") << World{true, true, true} << next << false << u"signer_revoked"_s;
    const auto countersigned = [](Countersigned when, bool hasLater, bool isRevoked = true) {
        return World{isRevoked, hasLater, false, false, when};
    };
    using enum Countersigned;
    QTest::newRow("countersigned, and revoked later")
        << countersigned(BeforeLeaving, true) << next << true << u"signer_revoked_later"_s;
    QTest::newRow("countersigned, and revoked, and nobody signed since")
        << countersigned(BeforeLeaving, false) << next << false << u"signer_revoked"_s;
    QTest::newRow("countersigned by a revoked key")
        << countersigned(AfterLeaving, true) << next << false << u"signer_revoked"_s;
    QTest::newRow("countersigned by a revoked key behind the last decision")
        << countersigned(AtTheEnd, true) << next << false << u"signer_revoked"_s;
    QTest::newRow("countersigned by a revoked key, and nobody signed since")
        << countersigned(AtTheEnd, false) << next << false << u"signer_revoked"_s;
    QTest::newRow("countersigned by one who had left")
        << countersigned(AtTheEnd, true, false) << next << false << u"signer_unauthorised"_s;
    QTest::newRow("countersigned by a revoked key, judged by the first list")
        << countersigned(AtTheEnd, true) << u"first.json"_s << false << u"signer_revoked"_s;
    // Whoever names an earlier list by hand follows it to the newest, and is told no more than he who names that.
    const auto first = u"first.json"_s;
    QTest::newRow("left later, judged by the first list") << World{} << first << true << u"signer_removed_later"_s;
    QTest::newRow("revoked later, judged by the first list")
        << World{true} << first << true << u"signer_revoked_later"_s;
    QTest::newRow("left, and nobody signed since, judged by the first list")
        << World{false, false} << first << false << u"signer_unauthorised"_s;
    QTest::newRow("decided when its signer had left, judged by the first list")
        << World{false, true, true} << first << false << u"signer_unauthorised"_s;
    QTest::newRow("countersigned by one who had left, judged by the first list")
        << countersigned(AfterLeaving, true, false) << first << false << u"signer_unauthorised"_s;
    QTest::newRow("a second version by nobody who may")
        << World{false, true, false, true} << u"first.json"_s << true << QString();
}

void BundleVersionsTest::theListOfItsTimeCounts()
{
    QFETCH(World, world);
    QFETCH(QString, trust);
    QFETCH(bool, valid);
    QFETCH(QString, code);
    QVERIFY(layOut(world));
    const auto finding = judged(m_early, trust);
    QCOMPARE(finding.kind, u"bundle"_s);
    QVERIFY2(finding.valid == valid, inFull(finding).constData());
    for (const auto &problem : finding.problems)
        if (problem.code == "bundle_document_invalid"_L1)
            QVERIFY2(problem.data.sliced(1) == QStringList{code} || problem.data.contains(u"quorum_missing"_s),
                     inFull(finding).constData());
    auto told = session::FileVerifier({{m_files->path(trust)}, {}, {}, m_files->path(u"state"_s)})
                    .verifyAll(m_files->path(u"bundle-a"_s));
    told.removeIf([this](const FileFinding &one) { return !one.file.endsWith(m_early + ".pdf"_L1); });
    QCOMPARE(told.size(), 1);
    auto codes = codesOf(told.first());
    codes.removeIf([](const QString &one) { return !one.startsWith("signer_"_L1); });
    QCOMPARE(codes, code.isEmpty() ? QStringList() : QStringList{code});
}

/// Who knows the first version alone follows it as the ledger's own people do.
void BundleVersionsTest::theFirstListLeadsToTheNext()
{
    QVERIFY(layOut({}));
    const auto finding = judged(m_late, u"first.json"_s);
    QVERIFY2(finding.valid, inFull(finding).constData());
    QCOMPARE(finding.signatures.size(), 1); // as the second version asks for
}

QTEST_MAIN(BundleVersionsTest)
#include "tst_bundleversions.moc"
