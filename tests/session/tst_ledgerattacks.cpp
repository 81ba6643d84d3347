// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Attacks by people who may sign, past the ledger: every signature holds, and the ledger at hand never took it. And
// what is no attack: files of another ledger, older ones, and whoever has no ledger at all.
#include "pdf/pdfverifier.h"
#include "session/handedfiles.h"

#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::FileFinding;
using session::FileVerifier;

class LedgerAttacksTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void attacksAreRefused_data();
    void attacksAreRefused();
    void legitimateIsAccepted_data();
    void legitimateIsAccepted();
    void anEarlierRevisionIsTold();
    void anotherReleasesLedgerIsTold();
    void cleanupTestCase();

private:
    struct Documents
    {
        QByteArray envelope;
        QByteArray pdf;
    };
    using Signers = QList<const SigningKey *>;

    /// One signature in the envelope that the PDF carries, as this program makes them.
    [[nodiscard]] Documents documents(const domain::Statement &statement, const Signers &signers) const
    {
        const auto attached = m_files.decision(signers.first(1), statement);
        auto whole = *formats::parseEnvelope(attached);
        const auto message = formats::pae(whole.payloadType, whole.payload);
        for (const auto *key : signers.mid(1))
            whole.signatures.append({key->key.fingerprint(), *key->key.sign(message)});
        return {formats::writeEnvelope(whole), m_files.pdf(attached, signers)};
    }
    void row(const char *name, const Documents &made, const char *cause, bool isOfPdfToo = true)
    {
        QTest::addRow("%s, envelope", name) << made.envelope << u"handed.dsse.json"_s << QString::fromLatin1(cause);
        if (isOfPdfToo)
            QTest::addRow("%s, PDF", name) << made.pdf << u"handed.pdf"_s << QString::fromLatin1(cause);
    }
    [[nodiscard]] FileFinding here(const QByteArray &bytes, const QString &name, const QStringList &trust = {}) const
    {
        return FileVerifier({trust, m_files.workspace(), m_files.trustFile()}).verify(m_files.write(name, bytes));
    }
    [[nodiscard]] FileFinding elsewhere(const QByteArray &bytes, const QString &name) const
    {
        return FileVerifier({{m_list}, {}, m_files.trustFile()}).verify(m_files.write(name, bytes));
    }

    HandedFiles m_files;
    Signers m_both{&m_files.signer, &m_files.second};
    QString m_list;
    std::unique_ptr<ledger::Ledger> m_log;
    std::unique_ptr<ledger::Ledger> m_copy; ///< of the workspace's ledger; it went on without it
    domain::Statement m_statement;
    Documents m_first; ///< as the first signature left them
    Documents m_last;  ///< as the ledger has them
    int m_refused = 0;
    int m_accepted = 0;
};

void LedgerAttacksTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    const auto signers = m_files.signersFile(m_files.list());
    m_list = m_files.write(u"trusted.json"_s, signers);
    QVERIFY(m_files.pin(signers));
    m_log = m_files.ledger();
    m_statement = HandedFiles::composedOver(*m_log);
    m_last = documents(m_statement, m_both);
    const auto first = pdf::verifyPdf(m_last.pdf);
    m_first.envelope = first.envelope;
    m_first.pdf = m_last.pdf.first(m_last.pdf.indexOf("%%EOF", m_last.pdf.indexOf("/ByteRange")) + 6);
    QVERIFY(HandedFiles::enter(*m_log, m_statement, m_first.envelope, m_first.pdf));
    const auto copy = m_files.path(u"copy.sqlite"_s);
    QVERIFY(QFile::copy(m_files.workspace() + u"/var/cutover/ledger.sqlite"_s, copy));
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::Create;
    options.stateFolder = m_files.path(u"state of another account"_s);
    m_copy = *ledger::Ledger::open(copy, options);
    QVERIFY(HandedFiles::enter(*m_log, m_statement, m_last.envelope, m_last.pdf, rollout::kind::countersignature));
    QVERIFY(m_copy->append(u"note", ledger::Actor::ofThisProcess(), {{u"text"_s, u"in the copy"_s}}));
}

void LedgerAttacksTest::attacksAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cause");
    const auto other = [](domain::Statement statement) {
        statement.id = QString(32, u'a');
        return statement;
    };
    row("composed here and never entered", documents(other(HandedFiles::composedOver(*m_log)), m_both), "unknown");
    row(
        "a NO-GO that was never entered",
        [&] {
            auto noGo = other(HandedFiles::composedOver(*m_log));
            noGo.decision = domain::DecisionKind::NoGo;
            return documents(noGo, m_both.first(1));
        }(),
        "unknown");
    const auto inCopy = other(HandedFiles::composedOver(*m_copy));
    const auto copied = documents(inCopy, m_both);
    QVERIFY(HandedFiles::enter(*m_copy, inCopy, copied.envelope, copied.pdf));
    row("signed in a copy of the workspace", copied, "unknown");
    row("in a copy, over what both have", documents(other(m_statement), m_both), "unknown");
    auto further = HandedFiles::composedOver(*m_log);
    further.ledger.size += 1;
    row("over more entries than there are", documents(other(further), m_both), "unknown");
    further.ledger = {m_log->ledgerId(), m_log->size(), crypto::sha256("root")};
    row("over another root", documents(other(further), m_both), "unknown");
    further.id = m_statement.id;
    row("over another root, by an id that is known", documents(further, m_both), "unknown");
    auto reworded = m_statement;
    reworded.reason = u"Other words than those that were signed here."_s;
    row("another statement by an id that is known", documents(reworded, m_both), "other");
    row("the same statement signed anew", documents(m_statement, m_both), "other");
    row("the same, by the first alone", documents(m_statement, m_both.first(1)), "other");
    Documents further_ = m_last;
    auto more = *formats::parseEnvelope(m_last.envelope);
    more.signatures.append(
        {m_files.signer.key.fingerprint(), *m_files.signer.key.sign(formats::pae(more.payloadType, more.payload))});
    further_.envelope = formats::writeEnvelope(more);
    row("a signature that the ledger never took", further_, "other", false);
    auto fresh = other(m_statement);
    fresh.ledger.ledgerId = QString(32, u'b');
    row("over another ledger of this workspace", documents(fresh, m_both), "other_ledger");
}

void LedgerAttacksTest::attacksAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, cause);
    const auto finding = here(bytes, name);
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QCOMPARE(codesOf(finding).value(0), u"not_in_ledger"_s);
    QCOMPARE(finding.problems.first().data, (QStringList{finding.says->id, cause}));
    QVERIFY(finding.signatures.first().intact);
    // A root that is named by hand takes nothing from the ledger that is there, too.
    const auto named = here(bytes, name, {m_list});
    QCOMPARE(named.valid, cause == "other_ledger"_L1);
    // Without the ledger nobody can tell.
    const auto strange = elsewhere(bytes, name);
    QVERIFY2(!codesOf(strange).contains(u"not_in_ledger"_s), inFull(strange).constData());
    ++m_refused;
}

void LedgerAttacksTest::legitimateIsAccepted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::newRow("envelope") << m_last.envelope << u"handed.dsse.json"_s;
    QTest::newRow("PDF") << m_last.pdf << u"handed.pdf"_s;
    QTest::newRow("envelope written anew") << m_last.envelope + "\n" << u"handed.dsse.json"_s;
    QTest::newRow("envelope with a key of its own")
        << QByteArray(m_last.envelope).replace("{\"payload\":", "{\"note\":[1],\"payload\":") << u"handed.dsse.json"_s;
}

void LedgerAttacksTest::legitimateIsAccepted()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    for (const auto &trust : {QStringList(), QStringList{m_list}}) {
        const auto finding = here(bytes, name, trust);
        QVERIFY2(finding.valid, inFull(finding).constData());
        QCOMPARE(codesOf(finding), QStringList());
        ++m_accepted;
    }
}

void LedgerAttacksTest::anEarlierRevisionIsTold()
{
    const auto envelope = here(m_first.envelope, u"handed.dsse.json"_s);
    QCOMPARE(codesOf(envelope), QStringList{u"earlier_revision"_s});
    const auto printed = here(m_first.pdf, u"handed.pdf"_s);
    QCOMPARE(codesOf(printed), QStringList{u"earlier_revision"_s});
    QVERIFY(printed.signatures.first().intact && envelope.signatures.first().intact);
}

void LedgerAttacksTest::anotherReleasesLedgerIsTold()
{
    const auto list = m_files.signersFile(m_files.list(1, u"payments-us-1"_s));
    const auto trust = m_files.write(u"us.json"_s, list);
    auto statement = m_statement;
    statement.workspaceId = u"payments-us-1"_s;
    statement.ledger = {QString(32, u'd'), 12, crypto::sha256("root")};
    const auto made = documents(statement, m_both);
    for (const auto &finding : {here(made.envelope, u"handed.dsse.json"_s, {trust}),
                                here(m_files.decision(m_both, statement), u"handed.dsse.json"_s, {trust})}) {
        QVERIFY2(finding.valid, inFull(finding).constData());
        QCOMPARE(codesOf(finding), QStringList{u"ledger_not_compared"_s});
        QVERIFY(finding.problems.contains(session::VerifyProblem{u"ledger_not_compared"_s, {m_log->ledgerId()}}));
        ++m_accepted;
    }
    // Whoever named no root has one for this workspace alone.
    const auto unnamed = here(made.envelope, u"handed.dsse.json"_s);
    QVERIFY(!unnamed.valid);
    QVERIFY2(codesOf(unnamed).contains(u"other_workspace"_s), inFull(unnamed).constData());
    QVERIFY(!codesOf(unnamed).contains(u"not_in_ledger"_s));
}

void LedgerAttacksTest::cleanupTestCase()
{
    qInfo("%d attacks past the ledger, each refused; %d legitimate files accepted", m_refused, m_accepted);
}

QTEST_MAIN(LedgerAttacksTest)
#include "tst_ledgerattacks.moc"
