// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rehearsals and the restore drill with the real program on the demo's real service: what passes, what is refused, what
// a signal or a kill leaves behind, and that production's stage file is never touched.
#include "cli/cutoverctl.h"

#include <csignal>
#include <filesystem>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
const QByteArray passphrase = "a passphrase of the test\n";
const QString stageScript = u"pipeline/release/canary_step.sh"_s;
const QString ownStage = u"var/rehearsal/desired_stage.txt"_s;
const QString productionStage = u"var/rollout/desired_stage.txt"_s;
const QString record = u"var/rehearsal/latest.json"_s;
const QStringList rehearse{u"rehearse"_s, u"--steps"_s, u"25,50"_s, u"--abort-drill"_s, u"yes"_s};

} // namespace

class RehearseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void notRehearsedIsNotGo();
    void aRehearsalPassesAndIsTheRow();
    void whatChangesAfterwardsOutdatesIt();
    void refused_data();
    void refused();
    void aFailingStepIsNamed();
    void itsCommandMustNotTouchProduction();
    void aSignalSetsTheStageBack();
    void anotherConsolesAbortEndsIt();
    void aKilledOneLeavesNoLock();
    void theDrillCountsWhatIsLost();
    void aDrillThatRestoresNothingIsANo();
    void theDrillNamesWhatItCannotRead();
    void neitherBesideARollout();

private:
    void changeProfile(const std::function<void(QJsonObject &)> &change) const
    {
        auto profile = m_demo.json(u"cutover.json"_s);
        change(profile);
        QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    }
    void rehearsesBy(const QJsonObject &plan) const
    {
        changeProfile([&plan](QJsonObject &profile) { profile[u"rehearsal"_s] = plan; });
    }
    void drillsBy(const QJsonObject &options) const
    {
        changeProfile([&options](QJsonObject &profile) {
            auto criteria = profile[u"criteria"_s].toObject();
            auto plan = criteria[u"dr-recovery"_s].toObject();
            for (auto it = options.begin(); it != options.end(); ++it)
                plan[it.key()] = it.value();
            criteria[u"dr-recovery"_s] = plan;
            profile[u"criteria"_s] = criteria;
        });
    }
    [[nodiscard]] QJsonObject row(const QString &id) const
    {
        const auto called = (*m_ctl)({u"preflight"_s, u"--only"_s, id});
        for (const auto &one : called.json()[u"rows"_s].toArray())
            if (one.toObject()[u"id"_s].toString() == id)
                return one.toObject();
        return {};
    }
    [[nodiscard]] QString stage(const QString &file) const { return QString::fromUtf8(m_demo.read(file)).trimmed(); }
    [[nodiscard]] static QStringList causes(const QJsonObject &told)
    {
        QStringList causes;
        for (const auto &step : told[u"steps"_s].toArray())
            causes.append(step.toObject()[u"cause"_s].toString());
        return causes;
    }
    [[nodiscard]] std::unique_ptr<QProcess> startLongOne() const
    {
        rehearsesBy({{u"hold_s"_s, 600}});
        auto process = m_ctl->start(QStringList{u"--workspace"_s, m_demo.path(), u"--json"_s} + rehearse);
        std::ignore = QTest::qWaitFor([this] { return stage(ownStage) == u"25"_s; }, patienceMs);
        return process;
    }
    [[nodiscard]] QString signGo() const;

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QByteArray m_profile;
};

void RehearseTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(shortenHolds(m_demo));
    const auto backups = QDir(m_demo.path(u"var/backups"_s)).entryList(QDir::Files);
    QCOMPARE(backups.size(), 1);
    changeProfile([&backups](QJsonObject &profile) {
        auto criteria = profile[u"criteria"_s].toObject();
        criteria[u"rehearsal"_s] = QJsonObject{{u"source"_s, u"probe"_s}};
        criteria[u"dashboard"_s] = QJsonObject{{u"source"_s, u"probe"_s}}; // the script asks for the scripts' drills
        const QJsonArray restore{u"tar"_s, u"-xf"_s, u"var/backups/"_s + backups.first(), u"-C"_s, u"{target}"_s};
        criteria[u"dr-recovery"_s] = QJsonObject{
            {u"source"_s, u"probe"_s}, {u"restore"_s, restore}, {u"source_folder"_s, u"var/service/data"_s}};
        profile[u"criteria"_s] = criteria;
        profile[u"rehearsal"_s] = QJsonObject{{u"hold_s"_s, 1}};
    });
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    m_profile = m_demo.read(u"cutover.json"_s);
}

void RehearseTest::init()
{
    QVERIFY(m_demo.write(u"cutover.json"_s, m_profile));
}

void RehearseTest::notRehearsedIsNotGo()
{
    const auto told = row(u"rehearsal"_s);
    QCOMPARE(told[u"status"_s].toString(), u"no_data"_s);
}

void RehearseTest::aRehearsalPassesAndIsTheRow()
{
    const auto called = (*m_ctl)(rehearse);
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto told = called.json();
    QVERIFY(told[u"passed"_s].toBool() && told[u"abort_drill"_s].toBool());
    QCOMPARE(causes(told), QStringList({QString(), QString()}));
    QCOMPARE(told[u"record"_s].toString(), record);
    QVERIFY(called.err.contains("Step 25 %"));
    QCOMPARE(stage(ownStage), u"abort"_s);
    QVERIFY(!m_demo.exists(productionStage));

    const auto kept = m_demo.json(record);
    QVERIFY(kept[u"passed"_s].toBool());
    QCOMPARE(kept[u"version"_s], m_demo.json(u"cutover.json"_s)[u"version"_s]);
    QVERIFY(kept[u"production"_s].toObject().contains(stageScript));
    QVERIFY(kept[u"steps"_s].toArray().at(1).toObject()[u"windows"_s].toArray().size() >= 3);

    const auto judged = row(u"rehearsal"_s);
    QVERIFY2(judged[u"status"_s].toString() == u"go"_s, QJsonDocument(judged).toJson().constData());
    QCOMPARE(judged[u"measured_at"_s], kept[u"ended_at"_s]); // it is as old as the rehearsal
    QVERIFY(!judged[u"output_sha256"_s].toString().isEmpty());
    QVERIFY((*m_ctl)({u"ledger"_s, u"verify"_s}).exitCode == 0);
    // The store has the script's very text; a line may lie across two of its pages.
    const auto store = m_demo.read(u"var/cutover/ledger.sqlite"_s);
    const auto lines = m_demo.read(stageScript).split('\n');
    QVERIFY(std::ranges::count_if(lines, [&](const QByteArray &line) { return store.contains(line); }) >=
            lines.size() - 2);
}

void RehearseTest::whatChangesAfterwardsOutdatesIt()
{
    const auto script = m_demo.read(stageScript);
    QVERIFY(m_demo.write(stageScript, script + "# changed\n"));
    auto judged = row(u"rehearsal"_s);
    QCOMPARE(judged[u"status"_s].toString(), u"no_go"_s);
    QVERIFY(judged[u"reason"_s].toString().contains(stageScript));
    QVERIFY(m_demo.write(stageScript, script));
    QCOMPARE(row(u"rehearsal"_s)[u"status"_s].toString(), u"go"_s);

    changeProfile([](QJsonObject &profile) { profile[u"version"_s] = u"v9"_s; });
    judged = row(u"rehearsal"_s);
    QCOMPARE(judged[u"status"_s].toString(), u"no_go"_s);
    QVERIFY(judged[u"reason"_s].toString().contains(u"v9"_s));

    // What stands in a file does not count: only the ledger's record does.
    auto forged = m_demo.json(record);
    forged[u"version"_s] = u"v9"_s;
    QVERIFY(m_demo.write(record, QJsonDocument(forged).toJson()));
    QCOMPARE(row(u"rehearsal"_s)[u"status"_s].toString(), u"no_go"_s);
}

void RehearseTest::refused_data()
{
    using Spoil = std::function<void(QJsonObject &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("code");
    const auto plan = [](const QString &key, const QStringList &command) -> Spoil {
        return [=](QJsonObject &profile) {
            profile[u"rehearsal"_s] = QJsonObject{{key, QJsonArray::fromStringList(command)}};
        };
    };
    const QStringList abortCommand{u"bash"_s, u"pipeline/release/abort.sh"_s, u"--reason"_s, u"{reason}"_s};
    QTest::newRow("production's stage command")
        << plan(u"stage"_s, {u"bash"_s, stageScript, u"{stage}"_s}) << rehearse << 1 << u"rehearsal_is_production"_s;
    QTest::newRow("under another name") << plan(u"stage"_s,
                                                {u"bash"_s, u"./pipeline/../"_s + stageScript, u"{stage}"_s})
                                        << rehearse << 1 << u"rehearsal_is_production"_s;
    QTest::newRow("production's abort command")
        << plan(u"abort"_s, abortCommand) << rehearse << 1 << u"rehearsal_is_production"_s;
    const auto sameBy = [&plan](const char *name, const QStringList &by, const QString &key,
                                const QStringList &command) {
        QTest::newRow(name) << plan(key, by + command) << rehearse << 1 << u"rehearsal_is_production"_s;
    };
    const QStringList step{stageScript, u"{stage}"_s};
    sameBy("told what it does", {u"bash"_s, u"-x"_s}, u"stage"_s, step);
    sameBy("with an option's value", {u"bash"_s, u"-eo"_s, u"pipefail"_s, u"--"_s}, u"stage"_s, step);
    sameBy("by another interpreter", {u"/bin/sh"_s}, u"stage"_s, step);
    sameBy("by way of env", {u"/usr/bin/env"_s, u"bash"_s, u"-x"_s}, u"stage"_s, step);
    sameBy("by itself", {}, u"stage"_s, step);
    sameBy("the abort, told what it does", {u"bash"_s, u"-x"_s}, u"abort"_s, abortCommand.sliced(1));
    const Spoil none = [](QJsonObject &) {};
    const auto steps = [](const QString &list) { return QStringList{u"rehearse"_s, u"--steps"_s, list}; };
    QTest::newRow("a stage there is not") << none << steps(u"30"_s) << 2 << u"steps_invalid"_s;
    QTest::newRow("falling steps") << none << steps(u"50,25"_s) << 2 << u"steps_invalid"_s;
    QTest::newRow("one step twice") << none << steps(u"25,25"_s) << 2 << u"steps_invalid"_s;
    QTest::newRow("no number") << none << steps(u"half"_s) << 2 << u"usage"_s;
    QTest::newRow("no step") << none << steps(QString()) << 2 << u"usage"_s;
    QTest::newRow("a drill that is maybe")
        << none << QStringList{u"rehearse"_s, u"--abort-drill"_s, u"maybe"_s} << 2 << u"usage"_s;
    QTest::newRow("no script") << Spoil([](QJsonObject &profile) {
        profile[u"commands"_s] = QJsonObject{{u"stage"_s, QJsonArray{u"bash"_s, u"gone.sh"_s, u"{stage}"_s}}};
    }) << rehearse << 3 << u"script_missing"_s;
}

void RehearseTest::refused()
{
    using Spoil = std::function<void(QJsonObject &)>;
    QFETCH(Spoil, spoil);
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, code);
    changeProfile(spoil);
    const auto called = (*m_ctl)(arguments);
    QVERIFY2(called.exitCode == exitCode, called.text().constData());
    if (code != u"usage"_s)
        QCOMPARE(called.errorCode(), code);
    QVERIFY(!m_demo.exists(productionStage));
}

void RehearseTest::aFailingStepIsNamed()
{
    rehearsesBy({{u"hold_s"_s, 1}, {u"stage"_s, QJsonArray{u"bash"_s, u"-c"_s, u"exit 7"_s, u"{stage}"_s}}});
    const auto called = (*m_ctl)(rehearse);
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QCOMPARE(causes(called.json()), QStringList{u"command_failed"_s});
    QVERIFY(called.json()[u"abort_drill"_s].toBool()); // the way back was tried all the same
    const auto judged = row(u"rehearsal"_s);
    QCOMPARE(judged[u"status"_s].toString(), u"no_go"_s);
    QCOMPARE(m_demo.json(record)[u"steps"_s].toArray().first().toObject()[u"exit_code"_s].toInt(), 7);
}

void RehearseTest::itsCommandMustNotTouchProduction()
{
    QVERIFY(m_demo.write(u"scripts/crooked.sh"_s, "mkdir -p var/rehearsal var/rollout\n"
                                                  "echo $1 >var/rehearsal/desired_stage.txt\n"
                                                  "echo $1 >var/rollout/desired_stage.txt\n"));
    rehearsesBy({{u"hold_s"_s, 1}, {u"stage"_s, QJsonArray{u"bash"_s, u"scripts/crooked.sh"_s, u"{stage}"_s}}});
    const auto called = (*m_ctl)(rehearse);
    QFile::remove(m_demo.path(productionStage));
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QCOMPARE(causes(called.json()), QStringList{u"production_stage_changed"_s});
    QVERIFY(!called.json()[u"abort_drill"_s].toBool());
    QCOMPARE(stage(ownStage), u"abort"_s);
}

void RehearseTest::aSignalSetsTheStageBack()
{
    const auto process = startLongOne();
    QCOMPARE(stage(ownStage), u"25"_s);
    const QStringList status{u"--workspace"_s, m_demo.path(), u"status"_s};
    const auto told = m_ctl->call(status); // by another process
    QVERIFY2(told.out.startsWith("REHEARSAL running since "), told.text().constData());
    QVERIFY(::kill(static_cast<pid_t>(process->processId()), SIGINT) == 0);
    const auto called = Cutoverctl::end(*process);
    QVERIFY2(called.signal == SIGINT, called.text().constData());
    QVERIFY(!m_ctl->call(status).out.contains("REHEARSAL"));
    QVERIFY(!called.json()[u"passed"_s].toBool());
    QCOMPARE(causes(called.json()), QStringList{u"cancelled"_s});
    QCOMPARE(stage(ownStage), u"abort"_s);
    const auto kept = m_demo.json(record)[u"steps"_s].toArray().first().toObject();
    QCOMPARE(kept[u"cause"_s].toString(), u"cancelled"_s);
    QCOMPARE(row(u"rehearsal"_s)[u"status"_s].toString(), u"no_go"_s);
}

void RehearseTest::anotherConsolesAbortEndsIt()
{
    const auto process = startLongOne();
    QCOMPARE(stage(ownStage), u"25"_s);
    const auto aborted = (*m_ctl)({u"abort"_s, u"--by"_s, u"Demo lead"_s});
    QVERIFY2(aborted.exitCode == 0, aborted.text().constData());
    const auto called = Cutoverctl::end(*process);
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QCOMPARE(causes(called.json()), QStringList{u"cancelled"_s});
    QCOMPARE(stage(ownStage), u"abort"_s);
}

void RehearseTest::aKilledOneLeavesNoLock()
{
    const auto process = startLongOne();
    const auto second = (*m_ctl)(rehearse);
    QCOMPARE(second.errorCode(), u"rehearsal_under_way"_s);
    process->kill();
    std::ignore = Cutoverctl::end(*process);
    QCOMPARE(stage(ownStage), u"25"_s);
    init();
    const auto called = (*m_ctl)(rehearse);
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QCOMPARE(row(u"rehearsal"_s)[u"status"_s].toString(), u"go"_s);
}

void RehearseTest::theDrillCountsWhatIsLost()
{
    const auto good = (*m_ctl)({u"recovery"_s, u"drill"_s});
    QVERIFY2(good.exitCode == 0, good.text().constData());
    QCOMPARE(good.json()[u"status"_s].toString(), u"go"_s);
    QCOMPARE(good.json()[u"lost"_s].toArray().size(), 0);
    QCOMPARE(row(u"dr-recovery"_s)[u"status"_s].toString(), u"go"_s);

    QVERIFY(m_demo.write(u"var/service/data/new-1"_s, "1"));
    QVERIFY(m_demo.write(u"var/service/data/new-2"_s, "2"));
    const auto lost = (*m_ctl)({u"recovery"_s, u"drill"_s});
    QFile::remove(m_demo.path(u"var/service/data/new-1"_s));
    QFile::remove(m_demo.path(u"var/service/data/new-2"_s));
    QVERIFY2(lost.exitCode == 1, lost.text().constData());
    QCOMPARE(lost.json()[u"lost"_s].toArray(), QJsonArray({u"missing new-1"_s, u"missing new-2"_s}));
    QCOMPARE(lost.json()[u"observed"_s].toInt(), 2);
}

void RehearseTest::aDrillThatRestoresNothingIsANo()
{
    QVERIFY(m_demo.write(u"var/one/only"_s, "1"));
    drillsBy({{u"source_folder"_s, u"var/one"_s}, {u"restore"_s, QJsonArray{u"true"_s, u"{target}"_s}}});
    const auto called = (*m_ctl)({u"recovery"_s, u"drill"_s});
    QVERIFY2(called.exitCode == 1, called.text().constData()); // not 3: no file of ours was unreadable
    QCOMPARE(called.json()[u"status"_s].toString(), u"no_go"_s);
    QCOMPARE(called.json()[u"lost"_s].toArray(), QJsonArray{u"missing only"_s});
}

void RehearseTest::theDrillNamesWhatItCannotRead()
{
    drillsBy({{u"source_folder"_s, u"var/gone"_s}});
    const auto called = (*m_ctl)({u"recovery"_s, u"drill"_s});
    QVERIFY2(called.exitCode == 3, called.text().constData());
    QVERIFY(called.json()[u"reason"_s].toString().contains(u"var/gone"_s));
}

/// From nothing to the first promotion's hour; empty, or what went wrong.
QString RehearseTest::signGo() const
{
    const QString by = u"Demo lead"_s;
    const auto key = (*m_ctl)({u"keys"_s, u"enrol"_s, u"--name"_s, by, u"--passphrase-file"_s, u"-"_s}, passphrase)
                         .json()[u"fingerprint"_s]
                         .toString();
    const QStringList sign{u"sign"_s, u"go"_s, u"--key"_s, key, u"--reason"_s, u"All twelve criteria are Go."_s};
    QList<QStringList> steps{{u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s},
                             {u"preflight"_s},
                             {u"confirm"_s, u"team-ready"_s, u"--by"_s, by},
                             sign};
    for (const auto &confirmed : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        steps.append({u"confirm"_s, confirmed, u"--by"_s, by});
    for (auto step : steps) {
        if (step == sign) {
            const auto draft = (*m_ctl)(step + QStringList{u"--dry-run"_s}).json();
            step += {u"--statement-sha256"_s, draft[u"statement_sha256"_s].toString(), u"--passphrase-file"_s, u"-"_s};
        }
        const auto called = (*m_ctl)(step, step.last() == u"-"_s ? passphrase : QByteArray());
        if (called.exitCode != 0)
            return step.join(u' ') + u": "_s + QString::fromUtf8(called.text());
    }
    return {};
}

void RehearseTest::neitherBesideARollout()
{
    QCOMPARE(signGo(), QString()); // with both rows by their probes
    const auto promoted = (*m_ctl)({u"promote"_s, u"10"_s});
    QVERIFY2(promoted.exitCode == 0, promoted.text().constData());
    QCOMPARE((*m_ctl)(rehearse).errorCode(), u"rollout_under_way"_s);
    QCOMPARE((*m_ctl)({u"recovery"_s, u"drill"_s}).errorCode(), u"rollout_under_way"_s);
    QCOMPARE(stage(productionStage), u"10"_s);
    QVERIFY((*m_ctl)({u"abort"_s}).exitCode == 0);
}

QTEST_GUILESS_MAIN(RehearseTest)
#include "tst_rehearse.moc"
