// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision's minutes against the ledger, for whoever has the ledger: in its workspace, or as an auditor with a
// bundle.
#include "session/bundle.h"
#include "session/ceremonyrecords.h"
#include "session/handedfiles.h"
#include "session/records.h"

#include <QApplication>
#include <QTest>

#include <functional>

using namespace cutover;
using namespace cutover::session;
using namespace cutover::tests;
using namespace Qt::StringLiterals;
using domain::CriterionId;

namespace {

/// A workspace whose ledger holds a poll of thirteen answers, and the decision that was composed after it.
struct PolledLedger
{
    const QByteArray script = "#!/bin/sh\n";
    HandedFiles files;
    QByteArray list = files.signersFile(files.list());
    domain::Statement statement = goStatement(0);

    [[nodiscard]] bool layOut()
    {
        if (!files.pin(list) || files.write(u"trusted.json"_s, list).isEmpty())
            return false;
        const auto log = files.ledger();
        const auto say = [&](QStringView kind, const QJsonObject &payload) {
            return log->append(kind, ledger::Actor::ofThisProcess(u"Bo Lind"_s, ledger::PersonKind::Stated), payload)
                .has_value();
        };
        const auto begun = log->size();
        bool isSaid =
            say(ceremonyBegunKind, {{u"version"_s, statement.version}, {u"environment"_s, statement.environment}});
        const auto answer = [&](CriterionId row, bool go) {
            return say(ceremonyAnswerKind, {{u"ceremony"_s, begun},
                                            {u"row"_s, domain::criterion(row).key},
                                            {u"station"_s, u"Platform Team"_s},
                                            {u"go"_s, go},
                                            {u"status"_s, u"go"_s},
                                            {u"observed"_s, u"as measured"_s},
                                            {u"measured_at"_s, u"2026-03-02T09:58:00Z"_s}});
        };
        isSaid = isSaid && answer(CriterionId::Readyz, false);
        for (const auto row : domain::polledSet())
            isSaid = isSaid && answer(row, true);
        isSaid = isSaid && say(ceremonyEndedKind, {{u"ceremony"_s, begun}});
        statement.files = {{domain::BoundFile::Role::Script, u"check.sh"_s, crypto::sha256(script)}};
        statement.composedAt = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch() + 1, Qt::UTC);
        statement.ledger = {log->ledgerId(), log->size(), log->root()};
        const auto polls = foldRecords(log->entries().value_or(QList<ledger::Entry>())).ceremonies;
        const auto *held = polls.held(statement.version, statement.environment, statement.composedAt);
        if (!isSaid || !held)
            return false;
        statement.ceremony = *held;
        return true;
    }

    /// Signed, entered, exported and packed.
    [[nodiscard]] bool decide() const
    {
        const auto envelope = files.decision({&files.signer}, statement);
        const auto pdf = files.pdf(envelope, {&files.signer});
        const auto log = files.ledger();
        return HandedFiles::enter(*log, statement, envelope, pdf, rollout::kind::decision, {script}) &&
               !files.write(u"go.dsse.json"_s, envelope).isEmpty() && !files.write(u"go.pdf"_s, pdf).isEmpty() &&
               writeBundle(*log, statement.id, files.path(u"bundle"_s));
    }

    /// What each of the three says of the minutes: the codes alone, none twice.
    [[nodiscard]] QStringList findings() const
    {
        const FileVerifier here({{}, files.workspace(), files.trustFile(), files.path(u"state"_s)});
        const FileVerifier auditor({{files.path(u"trusted.json"_s)}, {}, {}, files.path(u"state"_s)});
        QStringList told;
        for (const auto &file : {u"go.dsse.json"_s, u"go.pdf"_s})
            told.append(toldOf(here.verify(files.path(file))));
        told.append(toldOf(auditor.verifyAll(files.path(u"bundle"_s)).first()));
        return told;
    }

    [[nodiscard]] static QString toldOf(const FileFinding &finding)
    {
        auto codes = codesOf(finding);
        codes.removeIf([](const QString &code) { return isInformation({code, {}}); });
        return finding.valid == codes.isEmpty() ? codes.join(u' ') : u"valid and not"_s;
    }
};

using Change = std::function<void(domain::Statement &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class MinutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void genuineMinutesAreThoseOfTheLedger();
    void otherMinutesAreFound_data();
    void otherMinutesAreFound();
    void withoutTheLedgerNobodyCanTell();
    void thoseOfAnEarlierMomentCount();
};

void MinutesTest::genuineMinutesAreThoseOfTheLedger()
{
    PolledLedger world;
    QVERIFY(world.layOut() && world.decide());
    QCOMPARE(world.findings(), (QStringList{QString(), QString(), QString()}));
}

void MinutesTest::otherMinutesAreFound_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
    using S = domain::Statement;
    row("left out", [](S &s) { s.ceremony.reset(); });
    row("the objection left out", [](S &s) { s.ceremony->answers.removeFirst(); });
    row("a no-go become a go", [](S &s) { s.ceremony->answers.first().go = true; });
    row("another answered", [](S &s) { s.ceremony->answers.last().by = u"Cy Roth"_s; });
    row("another station", [](S &s) { s.ceremony->answers[4].station = u"Security Team"_s; });
    row("another time", [](S &s) { s.ceremony->answers[4].at = s.ceremony->answers.at(4).at.addMSecs(1); });
    row("another value", [](S &s) { s.ceremony->answers[4].observed = u"better"_s; });
    row("another presider", [](S &s) { s.ceremony->presider = u"Cy Roth"_s; });
    row("another poll", [](S &s) { ++s.ceremony->entry; });
    row("ended later", [](S &s) { s.ceremony->endedAt = s.ceremony->endedAt.addSecs(1); });
    row("an answer more", [](S &s) { s.ceremony->answers.append(s.ceremony->answers.last()); });
    row("of a day before", [](S &s) { s.composedAt = s.composedAt.addSecs(domain::ceremonyWithinS + 60); });
    row("of another version", [](S &s) { s.version = u"v0.5.12"_s; });
}

void MinutesTest::otherMinutesAreFound()
{
    QFETCH(Change, change);
    PolledLedger world;
    QVERIFY(world.layOut());
    change(world.statement);
    QVERIFY(world.decide());
    const QString code = u"ceremony_not_in_ledger"_s;
    QCOMPARE(world.findings(), (QStringList{code, code, code}));
}

void MinutesTest::withoutTheLedgerNobodyCanTell()
{
    PolledLedger world;
    QVERIFY(world.layOut());
    world.statement.ceremony.reset();
    QVERIFY(world.decide());
    const FileVerifier stranger({{world.files.path(u"trusted.json"_s)}, {}, {}, world.files.path(u"state"_s)});
    const auto finding = stranger.verify(world.files.path(u"go.dsse.json"_s));
    QVERIFY2(finding.valid, inFull(finding).constData());
}

/// What was said behind the statement's own point is no fault of it.
void MinutesTest::thoseOfAnEarlierMomentCount()
{
    PolledLedger world;
    QVERIFY(world.layOut());
    QVERIFY(world.files.ledger()->append(
        ceremonyBegunKind, ledger::Actor::ofThisProcess(),
        {{u"version"_s, world.statement.version}, {u"environment"_s, world.statement.environment}}));
    QVERIFY(world.decide());
    QCOMPARE(world.findings(), (QStringList{QString(), QString(), QString()}));
}

QTEST_MAIN(MinutesTest)

#include "tst_minutes.moc"
