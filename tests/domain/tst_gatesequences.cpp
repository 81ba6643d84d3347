// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random lives of a cutover, promoted only where the gate allows: whatever happens in whatever order, no stage is
// reached without a valid decision, none is skipped, no hold is shortened, nothing is promoted after an abort and
// nothing twice. CUTOVER_SEED repeats a run.
#include "domain/gatelife.h"

#include <QTest>

#include <thread>

using namespace cutover::domain;
using namespace cutover::domain::test;

namespace {

constexpr int sequences = 100'000;
constexpr int eventsEach = 50;
constexpr int shards = 2;

/// All that has to be reached, or the run has shown nothing about it.
constexpr std::array happenings{
    std::string_view("an attempt"),
    std::string_view("an abort by hand"),
    std::string_view("an automatic abort"),
    std::string_view("an abort command failed"),
    std::string_view("an abort entered late"),
    std::string_view("a late abort by a clock set to before its attempt"),
    std::string_view("a promotion failed"),
    std::string_view("an unknown outcome settled as done"),
    std::string_view("an unknown outcome settled as not done"),
    std::string_view("an outcome told when its attempt was over"),
    std::string_view("an abort's end told when the next attempt was open"),
    std::string_view("a compare-and-swap lost"),
    std::string_view("refused behind the announcement"),
    std::string_view("a double click or a key's repeat"),
    std::string_view("a NO-GO during a rollout"),
    std::string_view("a continuation"),
    std::string_view("a stand-down"),
    std::string_view("closed: validated"),
    std::string_view("closed: deviations"),
    std::string_view("closed: rolled back"),
    std::string_view("an abort of what was signed as through"),
    std::string_view("a lapse before the first stage"),
    std::string_view("a lapse of a rollout"),
    std::string_view("a lapse of a continuation"),
    std::string_view("a watcher died"),
    std::string_view("a watcher took over"),
    std::string_view("a restart"),
    std::string_view("a power cut"),
    std::string_view("a clock set by an hour"),
    std::string_view("a foreign value in the stage file"),
};

struct Outcome
{
    Tally tally;
    QString wrong;
};

/// Every `shards`th sequence from that one on; each has random numbers of its own, so that it can be told again alone.
void live(unsigned seed, int first, Outcome &outcome)
{
    for (int sequence = first; sequence < sequences; sequence += shards) {
        std::mt19937 random(seed + static_cast<unsigned>(sequence));
        Life life(random, outcome.tally);
        for (int event = 0; event < eventsEach; ++event) {
            if (const char *wrong = life.step()) {
                outcome.wrong = u"seed %1, sequence %2, event %3: %4"_s.arg(seed).arg(sequence).arg(event).arg(
                    QLatin1String(wrong));
                return;
            }
        }
    }
}

/// Stages, every code that the gate can give, and of those with a suffix every one.
QList<std::pair<QString, qint64>> countsOf(Tally &tally)
{
    QList<std::pair<QString, qint64>> counts;
    const auto add = [&](const QString &name) { counts.append({name, tally.names[name]}); };
    for (const auto &what : happenings)
        counts.append({QString::fromLatin1(what.data()), tally.counts[what]});
    for (const int percent : Witness::percents)
        add(u"stage %1"_s.arg(percent));
    for (std::size_t code = 0; code < tally.codes.size(); ++code)
        counts.append({refusalName({static_cast<RefusalCode>(code), {}}), tally.codes.at(code)});
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s, u"rows"_s})
        add(refusalName({RefusalCode::PrecheckMissing, {what}}));
    for (const auto id : promotionSet())
        add(refusalName({RefusalCode::RowNotGo, {criterion(id).key}}));
    return counts;
}

} // namespace

class GateSequencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLifeBreaksARule();
};

void GateSequencesTest::noLifeBreaksARule()
{
    bool given = false;
    const int chosen = qEnvironmentVariableIntValue("CUTOVER_SEED", &given);
    const unsigned seed = given ? static_cast<unsigned>(chosen) : std::random_device{}();
    qInfo("seed %u (CUTOVER_SEED=%d repeats it)", seed, static_cast<int>(seed));

    std::array<Outcome, shards> outcomes;
    std::vector<std::thread> threads;
    for (int shard = 0; shard < shards; ++shard)
        threads.emplace_back(live, seed, shard, std::ref(outcomes.at(static_cast<std::size_t>(shard))));
    for (auto &thread : threads)
        thread.join();

    Tally tally;
    for (const auto &outcome : outcomes) {
        QVERIFY2(outcome.wrong.isEmpty(), qPrintable(outcome.wrong));
        tally += outcome.tally;
    }
    qInfo("%d sequences of %d events", sequences, eventsEach);
    QStringList missing;
    for (const auto &[name, count] : countsOf(tally)) {
        qInfo("%9lld %s", count, qPrintable(name));
        if (count == 0)
            missing.append(name);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(u"never reached: "_s + missing.join(u", "_s)));
}

QTEST_GUILESS_MAIN(GateSequencesTest)

#include "tst_gatesequences.moc"
