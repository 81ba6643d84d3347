// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each fault of the demo's service ends as the rules say, with nobody at a screen: the watcher aborts for its own
// reason, recovers and says so in the ledger; frozen evidence makes it blind, and aborts nothing. In two workspaces at
// once, each with a thread of its own. With CUTOVER_FREEZE set the five minutes of frozen evidence are really waited
// for; else it is made as old as it would then be.
#include "acceptance/faultstory.h"

#include <QElapsedTimer>
#include <QThreadPool>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

struct Fault
{
    QString kind;
    int stage = 10;
    QString code;        ///< of the trigger; empty: none, it goes blind
    double observed = 0; ///< at least
    double limit = 0;
    bool isNumber = false;
};

/// No more lanes than the smallest machine has room for: a service that is not heard in time is an abort, too.
const std::array<QList<Fault>, 2> lanes{QList<Fault>{{u"burst"_s, 10, u"burst"_s, 1.62, 1.5, true},
                                                     {u"readyz"_s, 10, u"readyz_degraded"_s, 1, 0, false},
                                                     {u"p99"_s, 25, u"p99"_s, 25, 20, true}},
                                        QList<Fault>{{u"tamper"_s, 10, u"tampered"_s, 1, 0, false},
                                                     {u"errors"_s, 25, u"error_rate"_s, 0.008, 0.005, true},
                                                     {u"freeze"_s, 25, {}, 0, 0, false}}};

QString asText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString reasonOf(const QJsonObject &trigger, bool isNumber)
{
    const QString name = u"auto-"_s + trigger[u"code"_s].toString().replace(u'_', u'-');
    return isNumber ? u"%1-%2-over-%3"_s.arg(name, QString::number(trigger[u"observed"_s].toDouble(), 'g', 15),
                                             QString::number(trigger[u"limit"_s].toDouble(), 'g', 15))
                    : name;
}

bool isAsked(const Fault &fault, const QJsonObject &trigger)
{
    return trigger[u"code"_s].toString() == fault.code && trigger[u"observed"_s].toDouble() >= fault.observed &&
           trigger[u"observed"_s].toDouble() < fault.observed + 2 && trigger[u"limit"_s].toDouble() == fault.limit &&
           !trigger[u"at"_s].toString().isEmpty();
}

/// With the recovery the watcher's work is done. Asked before the next promotion, refused or not: that one starts
/// another, which stays for a minute.
bool leaves(const FaultStory &story)
{
    return story.isAlone() && !story.status()[u"watcher"_s].toObject()[u"armed"_s].toBool();
}

/// Empty, or what is not as it should be.
QString aborts(FaultStory &story, const Fault &fault)
{
    const bool isOver = story.reads("abort") && story.becomes([](const QJsonObject &status) {
        return status[u"phase"_s].toString() == "aborted"_L1 && status[u"recovered"_s].toBool();
    });
    const auto status = story.status();
    if (!isOver)
        return u"not aborted and recovered: "_s + asText(status);
    if (!isAsked(fault, status[u"trigger"_s].toObject()) || status[u"desired_stage"_s].toString() != "abort"_L1)
        return u"status: "_s + asText(status);
    const auto fired = story.entries(u"trigger"_s);
    const auto intents = story.entries(u"abort_intent"_s);
    const auto outcomes = story.entries(u"abort_outcome"_s);
    const auto recoveries = story.entries(u"recovery"_s);
    if (fired.size() != 1 || intents.size() != 1 || outcomes.size() != 1 || recoveries.size() != 1)
        return u"entries: %1 triggers, %2 intents, %3 outcomes, %4 recoveries"_s.arg(fired.size())
            .arg(intents.size())
            .arg(outcomes.size())
            .arg(recoveries.size());
    if (!isAsked(fault, fired.first()) || fired.first()[u"bound"_s].toArray().isEmpty())
        return u"trigger: "_s + asText(fired.first());
    if (intents.first()[u"reason"_s].toString() != reasonOf(fired.first(), fault.isNumber) ||
        !intents.first()[u"automatic"_s].toBool())
        return u"intent: "_s + asText(intents.first());
    if (!outcomes.first()[u"read_back"_s].toBool() || !recoveries.first()[u"recovered"_s].toBool())
        return u"outcome: "_s + asText(outcomes.first());
    if (!leaves(story))
        return u"the watcher stays"_s;
    return story.ctl()({u"promote"_s, u"50"_s}).codes().contains(u"aborted"_s) ? QString() : u"promotes"_s;
}

bool isBlind(const QJsonObject &status)
{
    for (const auto &stage : status[u"stages"_s].toArray())
        for (const auto &refusal : stage[u"refusals"_s].toArray())
            if (stage[u"percent"_s].toInt() == 50 && refusal[u"code"_s].toString() == "blind"_L1)
                return true;
    return false;
}

QString goesBlind(FaultStory &story)
{
    if (!story.becomes([&](const QJsonObject &) { return !story.entries(u"hold_credit"_s).isEmpty(); }))
        return u"no hold is served"_s;
    const bool waits = qEnvironmentVariableIsSet("CUTOVER_FREEZE");
    const bool isSilent = waits || story.ageEvidence();
    if (!isSilent || !story.becomes(isBlind, waits ? 400'000 : 90'000))
        return u"not blind: "_s + asText(story.status());
    if (!story.becomes([&](const QJsonObject &) { return story.hasWatched(u"blind"_s); }))
        return u"the watcher says nothing"_s;
    const auto served = story.entries(u"hold_credit"_s).last();
    constexpr int savedTwiceMs = 8'000; // were it served
    if (story.becomes([&](const QJsonObject &) { return story.entries(u"hold_credit"_s).last() != served; },
                      savedTwiceMs))
        return u"the hold is served in the dark"_s;
    const auto status = story.status();
    if (status[u"phase"_s].toString() != "holding"_L1 || !status[u"trigger"_s].isNull() ||
        status[u"desired_stage"_s].toString() != "25"_L1 || !story.entries(u"abort_intent"_s).isEmpty())
        return u"aborted: "_s + asText(status);
    const auto refused = story.ctl()({u"promote"_s, u"50"_s});
    if (!refused.codes().contains(u"blind"_s))
        return u"promotes: "_s + QString::fromUtf8(refused.text());
    const auto aborted = story.ctl()({u"abort"_s});
    if (aborted.exitCode != 0)
        return QString::fromUtf8(aborted.text());
    return leaves(story) ? QString() : u"the watcher stays"_s;
}

QString live(FaultStory &story, const Fault &fault)
{
    QElapsedTimer clock;
    clock.start();
    const bool isAborted = !fault.code.isEmpty();
    auto wrong = story.begin(u"%1@%2"_s.arg(fault.kind).arg(fault.stage));
    wrong = wrong.isEmpty() ? story.promote(fault.stage) : wrong;
    const auto promotedMs = clock.elapsed();
    if (wrong.isEmpty())
        wrong = isAborted ? aborts(story, fault) : goesBlind(story);
    qInfo("%s@%d: promoted after %lld ms, over after %lld ms %s", qPrintable(fault.kind), fault.stage, promotedMs,
          clock.elapsed(), qPrintable(wrong));
    return wrong;
}

/// What is wrong with each, in their order.
QStringList live(const QList<Fault> &faults)
{
    constexpr qint64 longHoldS = 600;
    FaultStory story;
    QElapsedTimer clock;
    clock.start();
    auto wrong = story.layOut({}, longHoldS);
    wrong = wrong.isEmpty() ? story.decide() : wrong;
    wrong = wrong.isEmpty() ? story.keep() : wrong;
    qInfo("decided after %lld ms %s", clock.elapsed(), qPrintable(wrong));
    QStringList all;
    for (const auto &fault : faults)
        all.append(wrong.isEmpty() ? live(story, fault) : wrong);
    return all;
}

} // namespace

class FaultsCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsAsTheRulesSay_data();
    void endsAsTheRulesSay();

private:
    QHash<QString, QString> m_wrong;
};

void FaultsCliTest::initTestCase()
{
    std::array<QStringList, lanes.size()> wrong;
    QThreadPool pool;
    pool.setMaxThreadCount(int(lanes.size()));
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
        pool.start([&wrong, lane] { wrong[lane] = live(lanes[lane]); });
    pool.waitForDone();
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
        for (qsizetype i = 0; i < lanes[lane].size(); ++i)
            m_wrong.insert(lanes[lane].at(i).kind, wrong[lane].at(i));
}

void FaultsCliTest::endsAsTheRulesSay_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto &faults : lanes)
        for (const auto &fault : faults)
            QTest::addRow("%s@%d", qPrintable(fault.kind), fault.stage) << fault.kind;
}

void FaultsCliTest::endsAsTheRulesSay()
{
    QFETCH(QString, kind);
    QVERIFY(m_wrong.contains(kind));
    QVERIFY2(m_wrong.value(kind).isEmpty(), qPrintable(m_wrong.value(kind)));
}

QTEST_GUILESS_MAIN(FaultsCliTest)

#include "tst_faults_cli.moc"
