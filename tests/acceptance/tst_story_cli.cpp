// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One cutover from an empty keychain to 100 % and back by abort, through cutoverctl alone: no window, no display.
#include "acceptance/readmeblock.h"
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QString person = u"Demo lead"_s;

} // namespace

class StoryCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyIsEnrolledAndTheListFounded();
    void everyCheckTurnsGo();
    void theTeamIsAsked();
    void aNoGoIsSignedFirst();
    void aChangeMustBeAcknowledged();
    void aGoIsSigned();
    void aWrongPassphraseIsFour();
    void nothingIsPromotedUnconfirmed();
    void everythingIsConfirmed();
    void everyStageIsPromoted();
    void theChecksAfterTheLastHoldAreRun();
    void aPauseRefuses();
    void theAbortReadsBack();
    void theCutoverSoFarIsADraft();
    void theRollbackIsClosed();
    void theWholeCutoverIsOnePdf();
    void theLedgerVerifies();
    void theDecisionVerifies();
    void openSslVerifiesTheEnvelope();
    void pdfsigVerifiesThePdf();
    void flippedBytesAreRefused_data();
    void flippedBytesAreRefused();

private:
    [[nodiscard]] Called signIt(const QString &decision, const QString &reason, const QStringList &more = {},
                                const QByteArray &secret = passphrase);
    [[nodiscard]] Called dryRun(const QString &decision, const QString &reason, const QStringList &more = {});
    [[nodiscard]] QJsonObject stage(int percent);
    [[nodiscard]] bool becomesPromotable(int percent);
    /// What the README's block of commands, each with `more` behind it, fails with; empty: nothing.
    [[nodiscard]] QString readmeRun(const QByteArray &block, const QString &more);
    [[nodiscard]] cutover::demo::test::Run shell(const QString &command) const;

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_key;
    QString m_certificate; ///< file
    QString m_id;
    QString m_envelope;
    QString m_pdf;
};

Called StoryCliTest::dryRun(const QString &decision, const QString &reason, const QStringList &more)
{
    return (*m_ctl)(
        QStringList{u"sign"_s, decision, u"--key"_s, m_key.left(12), u"--reason"_s, reason, u"--dry-run"_s} + more);
}

Called StoryCliTest::signIt(const QString &decision, const QString &reason, const QStringList &more,
                            const QByteArray &secret)
{
    const auto digest = dryRun(decision, reason).json()[u"statement_sha256"_s].toString();
    return (*m_ctl)(QStringList{u"sign"_s, decision, u"--key"_s, m_key.left(12), u"--reason"_s, reason,
                                u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s} +
                        more,
                    secret);
}

QJsonObject StoryCliTest::stage(int percent)
{
    for (const auto &value : (*m_ctl)({u"status"_s}).json()[u"stages"_s].toArray())
        if (value.toObject()[u"percent"_s].toInt() == percent)
            return value.toObject();
    return {};
}

bool StoryCliTest::becomesPromotable(int percent)
{
    // Holds run and windows appear meanwhile; each look is a process of its own.
    return QTest::qWaitFor([&] { return stage(percent)[u"promotable"_s].toBool(); }, 120'000);
}

cutover::demo::test::Run StoryCliTest::shell(const QString &command) const
{
    return m_demo.run(command);
}

QString StoryCliTest::readmeRun(const QByteArray &block, const QString &more)
{
    QString script = QString::fromUtf8(cutover::test::readmeBlock(block, "sh")).replace(u"FINGERPRINT"_s, m_key);
    for (const auto &line : QStringList(script.split(u'\n')))
        if (line.contains(u" sign "_s))
            script.replace(line, line.section(u"  #"_s, 0, 0).trimmed() + more);
    const auto shell = m_ctl->launch(
        u"bash"_s, {u"-ec"_s, u"cd '%1'; PATH='%2':$PATH\n%3"_s.arg(
                                  m_demo.path(), QFileInfo(Cutoverctl::program()).absolutePath(), script)});
    const auto called = Cutoverctl::end(*shell);
    return !script.isEmpty() && called.exitCode == 0 ? QString() : script + QString::fromUtf8(called.text());
}

void StoryCliTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(shortenHolds(m_demo));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
}

void StoryCliTest::aKeyIsEnrolledAndTheListFounded()
{
    const auto enrolled = (*m_ctl)(
        {u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s}, passphrase);
    QVERIFY2(enrolled.exitCode == 0, enrolled.text().constData());
    m_key = enrolled.json()[u"fingerprint"_s].toString();
    m_certificate = m_ctl->write(u"signer.pem"_s, m_ctl->call({u"keys"_s, u"export"_s, m_key}).out);
    QVERIFY(!m_certificate.isEmpty());

    const auto unsignedYet = dryRun(u"no-go"_s, u"Before there is any list."_s);
    QCOMPARE(unsignedYet.exitCode, 1);
    QVERIFY2(unsignedYet.codes().contains(u"signers_untrusted"_s), unsignedYet.text().constData());

    const auto founded =
        (*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, m_key.left(8), u"--passphrase-file"_s, u"-"_s}, passphrase);
    QVERIFY2(founded.exitCode == 0, founded.text().constData());
    const auto shown = (*m_ctl)({u"signers"_s, u"show"_s}).json();
    QCOMPARE(shown.keys(), (QStringList{u"digest"_s, u"pinned"_s, u"quorum"_s, u"signers"_s, u"version"_s}));
    QVERIFY(shown[u"pinned"_s].toBool());
    QCOMPARE(shown[u"version"_s].toInt(), 1);
    QCOMPARE(shown[u"quorum"_s].toObject()[u"decision-maker"_s].toInt(), 1);
    const auto signer = shown[u"signers"_s].toArray().first().toObject();
    QCOMPARE(signer.keys(), (QStringList{u"fingerprint"_s, u"name"_s, u"roles"_s}));
    QCOMPARE(signer[u"fingerprint"_s].toString(), m_key);
    const auto wrong = (*m_ctl)({u"signers"_s, u"pin"_s, QString(64, u'0')});
    QCOMPARE(wrong.exitCode, 1);
    QCOMPARE((*m_ctl)({u"signers"_s, u"pin"_s, shown[u"digest"_s].toString()}).exitCode, 0);
}

void StoryCliTest::everyCheckTurnsGo()
{
    const auto report = m_ctl->file(u"preflight.json"_s);
    const auto called = m_ctl->call({u"--workspace"_s, m_demo.path(), u"preflight"_s, u"--report"_s, report});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto lines = QString::fromUtf8(called.out).split(u'\n');
    QCOMPARE(lines.first(), u"✓ Readyz endpoint: healthy"_s);
    QVERIFY(lines.contains(u"✓ Policy signatures: all valid"_s));
    QVERIFY(lines.contains(u"✓ Ops dashboard: GO"_s));
    QVERIFY(lines.contains(u"  ✓✓✓ ALL PRE-FLIGHT CHECKS: PASS ✓✓✓"_s));
    QVERIFY(lines.contains(u"Go/No-Go: GO"_s));
    QVERIFY2(called.err.contains("Team ready"), called.text().constData()); // what the decision still waits for

    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto document = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(document.keys(), (QStringList{u"baselines"_s, u"decision_verdict"_s, u"generated_at"_s, u"rows"_s,
                                           u"verdict"_s, u"waiting_for"_s}));
    QCOMPARE(document[u"verdict"_s].toString(), u"GO"_s);
    QCOMPARE(document[u"decision_verdict"_s].toString(), u"NO-GO"_s);
    QCOMPARE(document[u"waiting_for"_s].toArray(), QJsonArray{u"team-ready"_s});
    const auto rows = document[u"rows"_s].toArray();
    QCOMPARE(rows.size(), 12);
    QCOMPARE(rows.first().toObject().keys(),
             (QStringList{u"arithmetic"_s, u"category"_s, u"duration_ms"_s, u"id"_s, u"limit"_s, u"margin"_s,
                          u"measured_at"_s, u"note"_s, u"observed"_s, u"operator"_s, u"output_sha256"_s, u"reason"_s,
                          u"source"_s, u"status"_s, u"title"_s, u"unit"_s}));
    QCOMPARE(rows.first().toObject()[u"source"_s].toObject().keys(),
             (QStringList{u"exit_code"_s, u"kind"_s, u"pointer"_s, u"ref"_s}));
}

void StoryCliTest::theTeamIsAsked()
{
    const auto unknown = (*m_ctl)({u"confirm"_s, u"station:Nobody"_s, u"--by"_s, person});
    QCOMPARE(unknown.exitCode, 2);
    const auto noGo = (*m_ctl)({u"confirm"_s, u"station:Technical Lead"_s, u"--by"_s, person, u"--no-go"_s});
    QVERIFY2(noGo.exitCode == 0, noGo.text().constData());
    const auto asked = (*m_ctl)({u"confirm"_s, u"team-ready"_s, u"--by"_s, person});
    QVERIFY2(asked.exitCode == 0 && asked.json().keys() == QStringList{u"entry"_s}, asked.text().constData());
    const auto noted = (*m_ctl)({u"note"_s, u"dr-recovery"_s, u"Restored from the mirror."_s});
    QVERIFY2(noted.exitCode == 0, noted.text().constData());
    const auto status = (*m_ctl)({u"status"_s});
    QVERIFY2(status.exitCode == 0, status.text().constData());
    QCOMPARE(status.json()[u"verdict"_s].toString(), u"GO"_s);
    QCOMPARE(status.json()[u"phase"_s].toString(), u"decision"_s);
    QVERIFY(status.json()[u"decision"_s].isNull());
    QCOMPARE(status.json().keys(),
             (QStringList{u"aborted"_s, u"attempt"_s, u"decision"_s, u"desired_stage"_s, u"paused"_s, u"phase"_s,
                          u"recovered"_s, u"stages"_s, u"trigger"_s, u"verdict"_s, u"watcher"_s}));
    QCOMPARE(status.json()[u"watcher"_s].toObject().keys(),
             (QStringList{u"armed"_s, u"heartbeat_age_s"_s, u"host"_s, u"pid"_s}));
    const auto ten = stage(10);
    QCOMPARE(ten.keys(),
             (QStringList{u"hold_remaining_s"_s, u"percent"_s, u"promotable"_s, u"refusals"_s, u"state"_s}));
    QCOMPARE(ten[u"refusals"_s].toArray().first().toObject()[u"code"_s].toString(), u"no_decision"_s);
}

void StoryCliTest::aNoGoIsSignedFirst()
{
    const auto refused = (*m_ctl)({u"sign"_s, u"no-go"_s, u"--key"_s, m_key, u"--reason"_s, u"Storm in the region."_s,
                                   u"--passphrase-file"_s, u"-"_s},
                                  passphrase);
    QCOMPARE(refused.exitCode, 2); // without a terminal the digest is needed
    const auto done = signIt(u"no-go"_s, u"Storm in the region."_s);
    QVERIFY2(done.exitCode == 0, done.text().constData());
    QCOMPARE(done.json().keys(), (QStringList{u"file"_s, u"id"_s, u"pdf"_s, u"quorum"_s, u"statement_sha256"_s}));
    QCOMPARE(done.json()[u"quorum"_s].toObject().keys(), (QStringList{u"given"_s, u"needed"_s, u"waiting_for"_s}));
    const auto decision = (*m_ctl)({u"status"_s}).json()[u"decision"_s].toObject();
    QCOMPARE(decision[u"decision"_s].toString(), u"NO-GO"_s);
    QVERIFY(!stage(10)[u"promotable"_s].toBool());
}

void StoryCliTest::aChangeMustBeAcknowledged()
{
    auto profile = m_demo.json(u"cutover.json"_s);
    profile[u"limits"_s] = QJsonObject{{u"burst"_s, 1.6}};
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const QString reason = u"All twelve criteria are Go."_s;
    // A row counts for the limits that it was run under, not for looser ones put in its place.
    const auto early = dryRun(u"go"_s, reason);
    QVERIFY2(early.codes().contains(u"row_not_go:canary-health"_s), early.text().constData());
    QCOMPARE((*m_ctl)({u"preflight"_s, u"--no-drills"_s}).exitCode, 0);
    const auto draft = dryRun(u"go"_s, reason);
    QCOMPARE(draft.exitCode, 1); // as it would be refused
    const auto acknowledged = dryRun(u"go"_s, reason, {u"--acknowledge"_s, u"loosened:/limits/burst"_s});
    QVERIFY2(acknowledged.exitCode == 0, acknowledged.text().constData());
    QCOMPARE(draft.json().keys(), (QStringList{u"changes"_s, u"refusals"_s, u"statement"_s, u"statement_sha256"_s}));
    QCOMPARE(draft.codes(u"changes"_s), QStringList{u"loosened:/limits/burst"_s});
    QCOMPARE(draft.json()[u"statement"_s].toObject()[u"_type"_s].toString(), u"https://in-toto.io/Statement/v1"_s);
    const auto silent = signIt(u"go"_s, reason);
    QCOMPARE(silent.exitCode, 1);
    QCOMPARE(silent.errorCode(), u"changes_unacknowledged"_s);
    QVERIFY2(silent.err.contains("--acknowledge loosened:/limits/burst"), silent.text().constData());
    const auto other = (*m_ctl)({u"sign"_s, u"go"_s, u"--key"_s, m_key, u"--reason"_s, u"Quite another reason."_s,
                                 u"--statement-sha256"_s, draft.json()[u"statement_sha256"_s].toString(),
                                 u"--passphrase-file"_s, u"-"_s},
                                passphrase);
    QCOMPARE(other.exitCode, 1);
    QCOMPARE(other.errorCode(), u"statement_changed"_s);
}

void StoryCliTest::aGoIsSigned()
{
    const auto done =
        signIt(u"go"_s, u"All twelve criteria are Go."_s, {u"--acknowledge"_s, u"loosened:/limits/burst"_s});
    QVERIFY2(done.exitCode == 0, done.text().constData());
    const auto answer = done.json();
    m_id = answer[u"id"_s].toString();
    QCOMPARE(m_id.size(), 32);
    m_envelope = m_demo.path(u"var/cutover/decisions/%1.dsse.json"_s.arg(m_id));
    m_pdf = m_demo.path(u"var/cutover/decisions/%1.pdf"_s.arg(m_id));
    QVERIFY(QFile::exists(m_envelope) && QFile::exists(m_pdf));
    QVERIFY(answer[u"file"_s].toString().endsWith(m_id + u".dsse.json"_s));
    QVERIFY(answer[u"pdf"_s].toString().endsWith(m_id + u".pdf"_s));
    const auto decision = (*m_ctl)({u"status"_s}).json()[u"decision"_s].toObject();
    QCOMPARE(decision.keys(),
             (QStringList{u"decision"_s, u"expires_at"_s, u"id"_s, u"refusals"_s, u"signers"_s, u"valid"_s}));
    QCOMPARE(decision[u"id"_s].toString(), m_id);
    QVERIFY(decision[u"valid"_s].toBool());
    QCOMPARE(decision[u"signers"_s].toArray(), QJsonArray{u"Demo release manager"_s});
}

void StoryCliTest::aWrongPassphraseIsFour()
{
    const auto called = signIt(u"no-go"_s, u"Not signed in the end."_s, {}, "not the passphrase\n");
    QVERIFY2(called.exitCode == 4, called.text().constData());
    QCOMPARE(called.errorCode(), u"wrong_passphrase"_s);
    QCOMPARE((*m_ctl)({u"status"_s}).json()[u"decision"_s].toObject()[u"id"_s].toString(), m_id);
}

void StoryCliTest::nothingIsPromotedUnconfirmed()
{
    const auto check = (*m_ctl)({u"pre-cutover"_s});
    QCOMPARE(check.exitCode, 1);
    QVERIFY(check.json()[u"missing"_s].toArray().contains(u"freeze"_s));
    QVERIFY(check.json().contains(u"opens_at"_s) && check.json().contains(u"rows"_s));
    const auto called = (*m_ctl)({u"promote"_s, u"10"_s});
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QCOMPARE(called.json().keys(), (QStringList{u"command"_s, u"desired_stage"_s, u"done"_s, u"exit_code"_s,
                                                u"refusals"_s, u"stage"_s, u"watcher"_s}));
    QVERIFY2(called.codes().contains(u"precheck_missing:freeze"_s), called.text().constData());
    QVERIFY(!m_demo.exists(u"var/rollout/desired_stage.txt"_s));
}

void StoryCliTest::everythingIsConfirmed()
{
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s}) {
        const auto called = (*m_ctl)({u"confirm"_s, what, u"--by"_s, person});
        QVERIFY2(called.exitCode == 0, called.text().constData());
    }
    const auto check = (*m_ctl)({u"pre-cutover"_s});
    QVERIFY2(check.exitCode == 0, check.text().constData());
    QVERIFY(check.json()[u"missing"_s].toArray().isEmpty());
    QCOMPARE((*m_ctl)({u"status"_s}).json()[u"phase"_s].toString(), u"pre_cutover"_s);
}

void StoryCliTest::everyStageIsPromoted()
{
    const auto skipped = (*m_ctl)({u"promote"_s, u"50"_s});
    QCOMPARE(skipped.exitCode, 1);
    QVERIFY2(skipped.codes().contains(u"out_of_order"_s), skipped.text().constData());
    for (const int percent : {10, 25, 50, 100}) {
        QVERIFY2(becomesPromotable(percent), (*m_ctl)({u"status"_s}).text().constData());
        const auto called = (*m_ctl)({u"promote"_s, QString::number(percent)});
        QVERIFY2(called.exitCode == 0, called.text().constData());
        QVERIFY(called.json()[u"done"_s].toBool());
        QCOMPARE(called.json()[u"desired_stage"_s].toString(), QString::number(percent));
        QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray::number(percent));
        const auto status = (*m_ctl)({u"status"_s}).json();
        QVERIFY2(status[u"phase"_s].toString() != u"pre_cutover"_s, qPrintable(status[u"phase"_s].toString()));
        QCOMPARE(stage(percent)[u"state"_s].toString(), u"holding"_s);
        const auto again = (*m_ctl)({u"promote"_s, QString::number(percent)});
        QCOMPARE(again.exitCode, 1);
        QVERIFY2(again.codes().contains(u"already_promoted"_s), again.text().constData());
    }
    QCOMPARE(stage(50)[u"state"_s].toString(), u"validated"_s);
}

void StoryCliTest::theChecksAfterTheLastHoldAreRun()
{
    // The hold is served, three windows appear: each look is a process of its own.
    QVERIFY2(QTest::qWaitFor([&] { return (*m_ctl)({u"post-cutover"_s}).exitCode == 0; }, 120'000),
             (*m_ctl)({u"post-cutover"_s}).text().constData());
    const auto called = (*m_ctl)({u"post-cutover"_s});
    QCOMPARE(called.json().keys(), (QStringList{u"rows"_s, u"verdict"_s}));
    QCOMPARE(called.json()[u"verdict"_s].toString(), u"GO"_s);
    QStringList rows;
    for (const auto &row : called.json()[u"rows"_s].toArray())
        rows.append(row.toObject()[u"id"_s].toString() + u'=' + row.toObject()[u"status"_s].toString());
    QCOMPARE(rows.join(u' '), u"smoke-tests=go latency-after=go error-rate-after=go evidence-after=go"_s);
    QVERIFY2(called.err.contains("passed"), called.text().constData()); // the tests' own words
    QCOMPARE((*m_ctl)({u"status"_s}).json()[u"phase"_s].toString(), u"post_cutover"_s);
    const auto early = dryRun(u"closing"_s, u"Nothing was rolled back."_s, {u"--outcome"_s, u"rolled-back"_s});
    QCOMPARE(early.exitCode, 1);
    QVERIFY2(early.codes().contains(u"nothing_to_close"_s), early.text().constData());
    QCOMPARE(readmeRun("closing", u" --dry-run"_s), QString());
    QCOMPARE(readmeRun("pause", {}), QString());
}

void StoryCliTest::aPauseRefuses()
{
    const auto paused = (*m_ctl)({u"pause"_s, u"--by"_s, person});
    QVERIFY2(paused.exitCode == 0, paused.text().constData());
    QVERIFY((*m_ctl)({u"status"_s}).json()[u"paused"_s].toBool());
    const auto refused = (*m_ctl)({u"promote"_s, u"100"_s});
    QVERIFY2(refused.codes().contains(u"paused"_s), refused.text().constData());
    QCOMPARE((*m_ctl)({u"resume"_s, u"--by"_s, person}).exitCode, 0);
}

void StoryCliTest::theAbortReadsBack()
{
    const auto called = (*m_ctl)({u"abort"_s, u"--reason"_s, u"end of the story"_s, u"--by"_s, person});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QCOMPARE(called.json().keys(),
             (QStringList{u"aborted"_s, u"already"_s, u"desired_stage"_s, u"exit_code"_s, u"stood_down"_s}));
    QVERIFY(called.json()[u"aborted"_s].toBool());
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
    QCOMPARE((*m_ctl)({u"status"_s}).json()[u"phase"_s].toString(), u"aborted"_s);
    // A call that does not get to know the ledger within half a second runs the command once more: an abort never
    // waits.
    const auto isAlready = [this] {
        const auto again = (*m_ctl)({u"abort"_s});
        return again.exitCode == 0 && again.json()[u"already"_s].toBool();
    };
    QVERIFY(QTest::qWaitFor(isAlready, 60'000));
    const auto refused = (*m_ctl)({u"promote"_s, u"10"_s});
    QVERIFY2(refused.codes().contains(u"aborted"_s), refused.text().constData());
}

void StoryCliTest::theCutoverSoFarIsADraft()
{
    const auto file = m_ctl->file(u"so-far.pdf"_s);
    const auto called = (*m_ctl)({u"export"_s, u"--cutover"_s, file});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QVERIFY(called.json()[u"id"_s].isNull());
    const auto seen = shell(u"pdftotext -layout '%1' - | tr -s ' \\n' ' '"_s.arg(file));
    for (const auto &words : {u"DEMO DRAFT · Not closed"_s, u"Stages reached"_s, u"Time line"_s,
                              u"GO signed as decision-maker"_s, u"100 % reached"_s, u"Abort pressed: "_s})
        QVERIFY2(QString(seen.out).replace(u'\u00a0', u' ').contains(words), qPrintable(words + seen.text()));
}

void StoryCliTest::theRollbackIsClosed()
{
    // The watcher proves the recovery: three polls in a row.
    QVERIFY2(QTest::qWaitFor([&] { return (*m_ctl)({u"status"_s}).json()[u"recovered"_s].toBool(); }, 120'000),
             (*m_ctl)({u"status"_s}).text().constData());
    const QStringList outcome{u"--outcome"_s, u"rolled-back"_s};
    const QString reason = u"Rolled back at the end of the story."_s;
    const auto digest = dryRun(u"closing"_s, reason, outcome).json()[u"statement_sha256"_s].toString();
    const QStringList shown{u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s};
    const QStringList order{u"sign"_s, u"closing"_s, u"--key"_s, m_key, u"--reason"_s, reason};
    // A draft is signed as it was shown.
    const auto other = (*m_ctl)(order + QStringList{u"--outcome"_s, u"validated"_s} + shown, passphrase);
    QCOMPARE(other.errorCode(), u"statement_changed"_s);
    const auto closed = (*m_ctl)(order + outcome + shown, passphrase);
    QVERIFY2(closed.exitCode == 0, closed.text().constData());
    QCOMPARE((*m_ctl)({u"status"_s}).json()[u"phase"_s].toString(), u"closed"_s);
    const auto pdf = closed.json()[u"pdf"_s].toString();
    const auto verified = (*m_ctl)({u"verify"_s, closed.json()[u"file"_s].toString(), pdf});
    QVERIFY2(verified.exitCode == 0, verified.text().constData());
    // Its time line is drawn again of the workspace's ledger; a stranger has none to draw it of.
    QVERIFY2(!verified.out.contains("pages_not_compared"), verified.text().constData());
    const auto stranger = Cutoverctl(m_ctl->file(u"no-workspace"_s))({u"verify"_s, u"--trust"_s, m_certificate, pdf});
    QVERIFY2(stranger.exitCode == 0 && stranger.out.contains("pages_not_compared"), stranger.text().constData());
    const auto seen = shell(u"pdfsig '%1'; pdftotext '%1' - | tr '\\n' ' '"_s.arg(pdf));
    QVERIFY2(seen.out.contains(u"Signature is Valid."_s) && seen.out.contains(u"Total document signed"_s),
             qPrintable(seen.text()));
    QVERIFY2(seen.out.contains(reason), qPrintable(seen.text()));
    const auto twice = dryRun(u"closing"_s, reason, outcome);
    QVERIFY2(twice.codes().contains(u"nothing_to_close"_s), twice.text().constData());
}

void StoryCliTest::theWholeCutoverIsOnePdf()
{
    const auto cutover = m_ctl->file(u"cutover.pdf"_s);
    const auto called = (*m_ctl)({u"export"_s, u"--cutover"_s, cutover}); // the signed one, no draft any more
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto id = called.json()[u"id"_s].toString();
    const auto closing = m_ctl->file(u"closing.pdf"_s);
    QCOMPARE((*m_ctl)({u"export"_s, id, u"--pdf"_s, closing}).exitCode, 0);
    QVERIFY(shell(u"cmp '%1' '%2'"_s.arg(cutover, closing)).succeeded());
    const auto seen = shell(u"pdftotext -layout '%1' - | tr -s ' \\n' ' '"_s.arg(closing));
    for (const auto &words : {u"DEMO · Rolled back"_s, u"ROLLED BACK"_s, u"Time line"_s, u"Recovered: readyz was Go"_s})
        QVERIFY2(seen.out.contains(words), qPrintable(words + seen.text()));
    const auto filled = m_ctl->file(u"checklist.md"_s);
    QCOMPARE((*m_ctl)({u"export"_s, id, u"--markdown"_s, filled}).exitCode, 0);
    const auto lines = shell(u"cat '%1'"_s.arg(filled)).out;
    QVERIFY2(lines.contains(u"- [x] **Smoke Tests** — "_s), qPrintable(lines));
    QVERIFY2(lines.contains(u"1. **Capture Evidence** — var/incidents/"_s), qPrintable(lines));
}

void StoryCliTest::theLedgerVerifies()
{
    const auto called = (*m_ctl)({u"ledger"_s, u"verify"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto report = called.json();
    QCOMPARE(report.keys(), (QStringList{u"first_bad"_s, u"problems"_s, u"root"_s, u"size"_s, u"valid"_s}));
    QVERIFY(report[u"valid"_s].toBool() && report[u"problems"_s].toArray().isEmpty());
    const auto file = m_ctl->file(u"ledger.jsonl"_s);
    QCOMPARE((*m_ctl)({u"ledger"_s, u"export"_s, file}).exitCode, 0);
    const auto verified = (*m_ctl)({u"verify"_s, file});
    QVERIFY2(verified.exitCode == 0, verified.text().constData());
    // Whoever saw nothing of this ledger learns only that the export is consistent.
    const auto foreign = Cutoverctl(m_ctl->file(u"no-workspace"_s))({u"verify"_s, file});
    QVERIFY2(foreign.exitCode == 1 && !foreign.json()[u"valid"_s].toBool(true), foreign.text().constData());
    QVERIFY2(foreign.out.contains("no_trust_root"), foreign.text().constData());
}

void StoryCliTest::theDecisionVerifies()
{
    const auto called = (*m_ctl)({u"verify"_s, m_envelope, m_pdf});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto files = called.json()[u"files"_s].toArray();
    QVERIFY(called.json()[u"valid"_s].toBool());
    QCOMPARE(files.size(), 2);
    for (const auto &value : files) {
        const auto file = value.toObject();
        for (const auto &key : {u"file"_s, u"kind"_s, u"valid"_s, u"demo"_s, u"signatures"_s, u"problems"_s})
            QVERIFY2(file.contains(key), qPrintable(key));
        QVERIFY(file[u"valid"_s].toBool() && file[u"demo"_s].toBool());
        const auto signature = file[u"signatures"_s].toArray().first().toObject();
        for (const auto &key :
             {u"signer"_s, u"role"_s, u"signed_at"_s, u"time"_s, u"intact"_s, u"authorised"_s, u"covers_whole_file"_s})
            QVERIFY2(signature.contains(key), qPrintable(key));
        QCOMPARE(signature[u"signer"_s].toString(), u"Demo release manager"_s);
        QVERIFY(signature[u"intact"_s].toBool() && signature[u"authorised"_s].toBool());
    }
    // Elsewhere, without a root of trust, and with the certificate alone.
    Cutoverctl stranger(m_ctl->file(u"no-workspace"_s));
    const auto untrusted = stranger({u"verify"_s, m_envelope, m_pdf});
    QVERIFY2(untrusted.exitCode == 1, untrusted.text().constData());
    QVERIFY2(untrusted.out.contains("no_trust_root"), untrusted.text().constData());
    const auto trusted = stranger({u"verify"_s, u"--trust"_s, m_certificate, m_envelope, m_pdf});
    QVERIFY2(trusted.exitCode == 0 && !trusted.out.contains("pages_not_compared"), trusted.text().constData());
    QCOMPARE(stranger({u"verify"_s, m_ctl->file(u"no-such-file"_s)}).exitCode, 3);
    QCOMPARE(stranger({u"verify"_s, m_certificate}).exitCode, 1);
    // From the ledger's store again.
    const auto copy = m_ctl->file(u"again.pdf"_s);
    const auto exported = (*m_ctl)({u"export"_s, m_id, u"--pdf"_s, copy});
    QVERIFY2(exported.exitCode == 0, exported.text().constData());
    QFile first(m_pdf);
    QFile second(copy);
    QVERIFY(first.open(QIODevice::ReadOnly) && second.open(QIODevice::ReadOnly));
    QVERIFY(first.readAll() == second.readAll());
}

void StoryCliTest::openSslVerifiesTheEnvelope()
{
    const QString work = m_ctl->file(u"openssl"_s);
    QVERIFY(QDir().mkpath(work));
    QFile file(m_envelope);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto envelope = QJsonDocument::fromJson(file.readAll()).object();
    const auto payload = QByteArray::fromBase64(envelope[u"payload"_s].toString().toLatin1());
    const auto type = envelope[u"payloadType"_s].toString().toUtf8();
    QCOMPARE(type, QByteArray("application/vnd.in-toto+json"));
    const QByteArray pae = "DSSEv1 " + QByteArray::number(type.size()) + ' ' + type + ' ' +
                           QByteArray::number(payload.size()) + ' ' + payload;
    const auto signature = envelope[u"signatures"_s].toArray().first().toObject();
    QCOMPARE(signature[u"keyid"_s].toString(), m_key);
    QVERIFY(!m_ctl->write(u"openssl/pae"_s, pae).isEmpty());
    QVERIFY(
        !m_ctl->write(u"openssl/sig"_s, QByteArray::fromBase64(signature[u"sig"_s].toString().toLatin1())).isEmpty());
    const auto run =
        shell(u"openssl x509 -in '%1' -noout -pubkey >'%2/key.pem' && "
              "openssl dgst -sha256 -verify '%2/key.pem' -signature '%2/sig' '%2/pae'"_s.arg(m_certificate, work));
    QVERIFY2(run.succeeded() && run.hasLine(u"Verified OK"_s), qPrintable(run.text()));
    // The digest of every bound script is that of the file.
    const auto statement = QJsonDocument::fromJson(payload).object();
    QVERIFY(!statement[u"subject"_s].toArray().isEmpty());
}

void StoryCliTest::pdfsigVerifiesThePdf()
{
    const auto run = shell(u"pdfsig '%1'"_s.arg(m_pdf));
    QVERIFY2(run.out.contains(u"Signature is Valid."_s) && run.out.contains(u"Total document signed"_s),
             qPrintable(run.text()));
    const auto check = shell(u"qpdf --check '%1'"_s.arg(m_pdf));
    QVERIFY2(check.succeeded(), qPrintable(check.text()));
}

void StoryCliTest::flippedBytesAreRefused_data()
{
    QTest::addColumn<bool>("isPdf");
    QTest::addColumn<double>("at");
    QTest::newRow("payload") << false << 0.3;
    QTest::newRow("late in the payload") << false << 0.8;
    QTest::newRow("signature") << false << -1.0;
    QTest::newRow("pdf, at the beginning") << true << 0.05;
    QTest::newRow("pdf, in the middle") << true << 0.5;
    QTest::newRow("pdf, at the end") << true << 0.999;
}

void StoryCliTest::flippedBytesAreRefused()
{
    QFETCH(bool, isPdf);
    QFETCH(double, at);
    QFile file(isPdf ? m_pdf : m_envelope);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto bytes = file.readAll();
    const auto place =
        at < 0 ? bytes.indexOf("\"sig\":\"") + 30 : static_cast<qsizetype>(static_cast<double>(bytes.size()) * at);
    // Another letter of the same alphabet, so that it stays base64 where it is that.
    bytes[place] = bytes[place] == 'A' ? 'B' : 'A';
    const auto spoilt = m_ctl->write(isPdf ? u"spoilt.pdf"_s : u"spoilt.dsse.json"_s, bytes);
    const auto called = (*m_ctl)({u"verify"_s, u"--trust"_s, m_certificate, spoilt});
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QVERIFY(!called.json()[u"valid"_s].toBool());
    const auto found = called.json()[u"files"_s].toArray().first().toObject();
    QVERIFY2(!found[u"problems"_s].toArray().isEmpty(), called.text().constData());
    QVERIFY(found[u"file"_s].toString().endsWith(isPdf ? u"spoilt.pdf"_s : u"spoilt.dsse.json"_s));
}

QTEST_GUILESS_MAIN(StoryCliTest)

#include "tst_story_cli.moc"
