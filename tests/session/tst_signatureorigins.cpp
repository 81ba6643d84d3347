// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision's signatures come one by one, and the list of signers changes between them: each is judged by the list in
// force where the ledger holds it, and one that the ledger does not hold by the newest.
#include "session/signatureorigins.h"

#include "session/handedfiles.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::FileFinding;
using session::FileVerifier;
namespace kind = rollout::kind;

namespace {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(crypto::sha256(bytes).toHex());
}

/// A decision that three people may sign, two of whom are needed, and what happens to it, one word after another:
/// a name signs and is entered, «+name» signs and is not; «revoke», «remove» end the second's right, «lower» lets one
/// signature do, «raise» asks for three.
class World
{
public:
    HandedFiles files;
    SigningKey third = SigningKey::make(u"Technical lead"_s);
    domain::Statement statement = goStatement(0);
    QByteArray envelope;
    QByteArray pdf;
    qint64 clockS = 0; ///< by which the clock of whoever enters is ahead

    bool layOut(int quorum, bool isSecondADeputy = false)
    {
        m_list = files.list(quorum);
        if (isSecondADeputy) {
            m_list.signers.last().roles = {u"security"_s};
            m_list.deputies = {{third.key.fingerprint(), files.second.key.fingerprint()}};
        }
        m_list.signers.append(
            {third.key.fingerprint(), u"Technical lead"_s, {u"decision-maker"_s}, third.certificate.pem()});
        m_listBytes = files.signersFile(m_list);
        if (!files.pin(m_listBytes))
            return false;
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.now = [this] { return QDateTime::currentDateTimeUtc().addSecs(clockS); };
        m_log = *ledger::Ledger::open(files.workspace() + u"/var/cutover/ledger.sqlite"_s, options);
        statement.ledger = {m_log->ledgerId(), m_log->size(), m_log->root()};
        return true;
    }

    bool happens(const QString &words)
    {
        const auto all = words.split(u' ');
        return std::ranges::all_of(all, [this](const QString &word) { return happensOnce(word); });
    }

    /// Envelope and PDF, as a stranger hands them over to somebody in the workspace.
    [[nodiscard]] QList<FileFinding> judged() const
    {
        const FileVerifier verifier({{}, files.workspace(), files.trustFile()});
        return {verifier.verify(files.write(u"handed.dsse.json"_s, envelope)),
                verifier.verify(files.write(u"handed.pdf"_s, pdf))};
    }

private:
    [[nodiscard]] const SigningKey *named(const QString &name) const
    {
        return name == "first"_L1 ? &files.signer : name == "second"_L1 ? &files.second : &third;
    }

    bool happensOnce(const QString &word)
    {
        if (word == "revoke"_L1 || word == "remove"_L1 || word == "lower"_L1 || word == "raise"_L1)
            return changeList(word);
        const bool isEntered = !word.startsWith(u'+');
        return sign(*named(isEntered ? word : word.sliced(1))) && (!isEntered || enter());
    }

    bool sign(const SigningKey &key)
    {
        m_signers.append(&key);
        auto next = files.decision({&key}, statement);
        if (pdf.isEmpty()) {
            envelope = next;
            pdf = files.pdf(envelope, {&key});
            return true;
        }
        auto read = *formats::parseEnvelope(envelope);
        read.signatures += formats::parseEnvelope(next)->signatures;
        envelope = formats::writeEnvelope(read);
        const auto shown = contentOf(goStatement(), *m_signers.first()).signers.first();
        pdf = pdf::signPdf(pdf, requestOf(key, shown, {})).value_or(QByteArray());
        return !pdf.isEmpty();
    }

    bool enter()
    {
        const QJsonObject payload{{u"decision"_s, u"GO"_s},
                                  {u"decision_id"_s, statement.id},
                                  {u"statement_sha256"_s, hex(*formats::statementBytes(statement))},
                                  {u"envelope_sha256"_s, hex(envelope)},
                                  {u"pdf_sha256"_s, hex(pdf)}};
        const auto what = m_signers.size() == 1 ? kind::decision : kind::countersignature;
        return m_log->append(what, ledger::Actor::ofThisProcess(), payload, {envelope, pdf}).has_value();
    }

    bool changeList(const QString &how)
    {
        ++m_list.version;
        m_list.previousSha256 = crypto::sha256(m_listBytes);
        if (how == "lower"_L1 || how == "raise"_L1)
            m_list.quorum = {{u"decision-maker"_s, how == "lower"_L1 ? 1 : 3}};
        else
            m_list.signers.removeIf(
                [this](const domain::Signer &one) { return one.fingerprint == files.second.key.fingerprint(); });
        if (how == "revoke"_L1)
            m_list.revoked = {files.second.key.fingerprint()};
        m_listBytes = files.signersFile(m_list);
        return m_log->append(kind::signersPinned, ledger::Actor::ofThisProcess(),
                             {{u"signers_sha256"_s, hex(m_listBytes)}, {u"version"_s, m_list.version}},
                             {m_listBytes}) &&
               !files.write(u"workspace/configs/cutover/signers.dsse.json"_s, m_listBytes).isEmpty();
    }

    domain::SignersList m_list;
    QByteArray m_listBytes;
    QList<const SigningKey *> m_signers;
    std::unique_ptr<ledger::Ledger> m_log;
};

QStringList ofSigners(const FileFinding &finding)
{
    auto codes = codesOf(finding);
    codes.removeIf([](const QString &one) { return !one.startsWith("signer_"_L1) && one != "quorum_missing"_L1; });
    return codes;
}

} // namespace

class SignatureOriginsTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void eachCountsFromItsPlace_data();
    void eachCountsFromItsPlace();
    void theVersionThatRevokedIsNamed();
    void anotherPdfOverTheSameEnvelopeIsNew();
    void theEntrySaysWhenADeputySigned_data();
    void theEntrySaysWhenADeputySigned();
    void aDeputySaysHimselfWhenHeSigned_data();
    void aDeputySaysHimselfWhenHeSigned();
};

void SignatureOriginsTest::eachCountsFromItsPlace_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("codes"); ///< of signers and quorum, of the envelope
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *words, const char *codes, bool valid = false) {
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(codes) << valid;
    };
    row("first second", "", true);
    row("first second revoke", "signer_revoked_later", true);
    row("first second remove", "signer_removed_later", true);
    row("second first revoke", "signer_revoked_later", true);
    row("first second raise", "", true);
    row("first lower second", "", true);
    row("first revoke third", "", true);
    row("first revoke second", "signer_revoked quorum_missing");
    row("first remove second", "signer_unauthorised quorum_missing");
    row("first revoke +second", "signer_revoked quorum_missing");
    row("first third revoke second", "signer_revoked");
    row("first third revoke +second", "signer_revoked");
    row("second revoke first", "signer_revoked_later quorum_missing"); // his seat is empty by the list of the last
    row("second revoke first third", "signer_revoked_later", true);
    row("first raise third", "quorum_missing");
    row("first lower", "quorum_missing");
}

void SignatureOriginsTest::eachCountsFromItsPlace()
{
    QFETCH(QString, words);
    QFETCH(QString, codes);
    QFETCH(bool, valid);
    World world;
    QVERIFY(world.layOut(2) && world.happens(words));
    const auto findings = world.judged();
    QCOMPARE(ofSigners(findings.first()).join(u' '), codes);
    for (const auto &finding : findings) {
        QVERIFY2(finding.valid == valid, inFull(finding).constData());
        const bool isRefused = std::ranges::any_of(finding.signatures, [](const auto &signature) {
            return signature.authorised == session::VerifiedSignature::Authorised::No;
        });
        if (codes.contains("signer_revoked "_L1) && !words.contains(u'+'))
            QVERIFY2(isRefused && codesOf(finding).contains(u"signer_revoked"_s), inFull(finding).constData());
        QVERIFY(std::ranges::all_of(finding.signatures, &session::VerifiedSignature::intact));
    }
}

/// The one that first revoked the key, not the one in force; and the entry, where the ledger holds the signature.
void SignatureOriginsTest::theVersionThatRevokedIsNamed()
{
    World world;
    QVERIFY(world.layOut(2) && world.happens(u"first revoke lower second"_s));
    const auto digits = world.files.second.key.fingerprint().first(8);
    const session::VerifyProblem entered{u"signer_revoked"_s, {digits, u"2"_s, u"5"_s}};
    for (const auto &finding : world.judged())
        QVERIFY2(finding.problems.contains(entered), inFull(finding).constData());
    World other;
    QVERIFY(other.layOut(2) && other.happens(u"first revoke lower +second"_s));
    const session::VerifyProblem foreign{u"signer_revoked"_s, {other.files.second.key.fingerprint().first(8), u"2"_s}};
    const auto envelope = other.judged().first();
    QVERIFY2(envelope.problems.contains(foreign), inFull(envelope).constData());
}

/// Whoever has a key that was revoked since can print anything over the envelope that he signed when he might.
void SignatureOriginsTest::anotherPdfOverTheSameEnvelopeIsNew()
{
    World world;
    QVERIFY(world.layOut(1) && world.happens(u"second revoke"_s));
    for (const auto &finding : world.judged())
        QVERIFY2(finding.valid, inFull(finding).constData());
    world.pdf = world.files.pdf(world.envelope, {&world.files.second});
    const auto printed = world.judged().last();
    QVERIFY2(!printed.valid && codesOf(printed).contains(u"signer_revoked"_s), inFull(printed).constData());
    QCOMPARE(printed.signatures.first().authorised, session::VerifiedSignature::Authorised::No);
    QVERIFY(printed.signatures.first().intact);
}

/// A deputy's hour comes a quarter of an hour behind the target time; until then he fills nobody's seat.
void SignatureOriginsTest::theEntrySaysWhenADeputySigned_data()
{
    QTest::addColumn<int>("minutesToTarget");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("minutesAhead");
    QTest::addColumn<bool>("valid");
    QTest::newRow("in its hour") << -16 << u"first second"_s << 0 << true;
    QTest::newRow("too early") << -14 << u"first second"_s << 0 << false;
    QTest::newRow("a day too early") << 1440 << u"first second"_s << 0 << false;
    QTest::newRow("by a clock that is ahead") << 1440 << u"first second"_s << 3000 << false;
    QTest::newRow("not a deputy") << 1440 << u"first third"_s << 0 << true;
}

void SignatureOriginsTest::theEntrySaysWhenADeputySigned()
{
    QFETCH(int, minutesToTarget);
    QFETCH(QString, words);
    QFETCH(int, minutesAhead);
    QFETCH(bool, valid);
    World world;
    world.clockS = 60 * minutesAhead;
    world.statement.targetAt = QDateTime::currentDateTimeUtc().addSecs(60 * minutesToTarget);
    QVERIFY(world.layOut(2, true) && world.happens(words));
    for (const auto &finding : world.judged()) {
        QVERIFY2(finding.valid == valid, inFull(finding).constData());
        QCOMPARE(ofSigners(finding), valid ? QStringList() : QStringList{u"quorum_missing"_s});
    }
}

/// Without a ledger the deputy's own word stands in the PDF; an envelope has none.
void SignatureOriginsTest::aDeputySaysHimselfWhenHeSigned_data()
{
    QTest::addColumn<int>("minutesToTarget"); // from when he says that he signed
    QTest::addColumn<bool>("valid");
    QTest::newRow("in its hour") << -16 << true;
    QTest::newRow("at the first second of it") << -15 << true;
    QTest::newRow("too early") << -14 << false;
    QTest::newRow("before the target time") << 60 << false;
}

void SignatureOriginsTest::aDeputySaysHimselfWhenHeSigned()
{
    QFETCH(int, minutesToTarget);
    QFETCH(bool, valid);
    World world;
    const auto said = contentOf(goStatement(), world.files.signer).signers.first().time;
    world.statement.targetAt = said.addSecs(60 * minutesToTarget);
    QVERIFY(world.layOut(2, true) && world.happens(u"first second"_s));
    const FileVerifier verifier({{world.files.workspace() + u"/configs/cutover/signers.dsse.json"_s}, {}, {}});
    QVERIFY(!world.files.write(u"handed.dsse.json"_s, world.envelope).isEmpty());
    const auto printed = verifier.verify(world.files.write(u"handed.pdf"_s, world.pdf));
    QVERIFY2(printed.valid == valid, inFull(printed).constData());
    QCOMPARE(ofSigners(printed), valid ? QStringList() : QStringList{u"quorum_missing"_s});
    const auto envelope = verifier.verify(world.files.path(u"handed.dsse.json"_s));
    QVERIFY2(envelope.valid, inFull(envelope).constData());
}

QTEST_MAIN(SignatureOriginsTest)
#include "tst_signatureorigins.moc"
