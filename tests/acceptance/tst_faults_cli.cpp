// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each fault of the demo's service ends as the rules say, with nobody at a screen: the watcher aborts for its own
// reason, recovers and says so in the ledger; frozen evidence makes it blind, and aborts nothing. All at once, each in
// a workspace and a thread of its own.
#include "acceptance/faultstory.h"

#include <QElapsedTimer>
#include <QThread>
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

const QList<Fault> faults{
    {u"burst"_s, 10, u"burst"_s, 1.62, 1.5, true},        {u"p99"_s, 25, u"p99"_s, 25, 20, true},
    {u"readyz"_s, 10, u"readyz_degraded"_s, 1, 0, false}, {u"errors"_s, 25, u"error_rate"_s, 0.008, 0.005, true},
    {u"tamper"_s, 10, u"tampered"_s, 1, 0, false},        {u"freeze"_s, 25, {}, 0, 0, false}};

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

/// Empty, or what is not as it should be.
QString aborts(FaultStory &story, const Fault &fault)
{
    const bool isOver = story.becomes([](const QJsonObject &status) {
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
    if (!story.ageEvidence() || !story.becomes(isBlind))
        return u"not blind: "_s + asText(story.status());
    if (!story.becomes([&](const QJsonObject &) { return story.hasWatched(u"blind"_s); }))
        return u"the watcher says nothing"_s;
    const auto served = story.entries(u"hold_credit"_s).last();
    const bool goesOn = QTest::qWaitFor([&] { return story.entries(u"hold_credit"_s).last() != served; }, 8'000);
    if (goesOn)
        return u"the hold is served in the dark"_s;
    const auto status = story.status();
    if (status[u"phase"_s].toString() != "holding"_L1 || !status[u"trigger"_s].isNull() ||
        status[u"desired_stage"_s].toString() != "25"_L1 || !story.entries(u"abort_intent"_s).isEmpty())
        return u"aborted: "_s + asText(status);
    const auto refused = story.ctl()({u"promote"_s, u"50"_s});
    if (!refused.codes().contains(u"blind"_s))
        return u"promotes: "_s + QString::fromUtf8(refused.text());
    const auto aborted = story.ctl()({u"abort"_s});
    return aborted.exitCode == 0 ? QString() : QString::fromUtf8(aborted.text());
}

QString live(const Fault &fault)
{
    FaultStory story;
    QElapsedTimer clock;
    clock.start();
    constexpr qint64 longHoldS = 600;
    const bool isAborted = !fault.code.isEmpty();
    auto wrong = story.layOut(u"%1@%2"_s.arg(fault.kind).arg(fault.stage), isAborted ? 1 : longHoldS);
    wrong = wrong.isEmpty() ? story.decide() : wrong;
    const auto decidedMs = clock.elapsed();
    wrong = wrong.isEmpty() ? story.promote(fault.stage) : wrong;
    if (wrong.isEmpty())
        wrong = isAborted ? aborts(story, fault) : goesBlind(story);
    // With the recovery its work is done, and it leaves.
    const bool isAlone =
        story.becomes([](const QJsonObject &status) { return !status[u"watcher"_s].toObject()[u"armed"_s].toBool(); });
    if (wrong.isEmpty() && !isAlone)
        wrong = u"the watcher stays"_s;
    qInfo("%s@%d: decided after %lld ms, over after %lld ms %s", qPrintable(fault.kind), fault.stage, decidedMs,
          clock.elapsed(), qPrintable(wrong));
    return wrong;
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
    std::vector<QString> wrong(static_cast<std::size_t>(faults.size()));
    // No more at once than the machine has room for: a service that is not heard in time is an abort, too.
    QThreadPool pool;
    pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 2, 3));
    for (std::size_t i = 0; i < wrong.size(); ++i)
        pool.start([&wrong, i] { wrong[i] = live(faults.at(static_cast<qsizetype>(i))); });
    pool.waitForDone();
    for (std::size_t i = 0; i < wrong.size(); ++i)
        m_wrong.insert(faults.at(static_cast<qsizetype>(i)).kind, wrong[i]);
}

void FaultsCliTest::endsAsTheRulesSay_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto &fault : faults)
        QTest::addRow("%s@%d", qPrintable(fault.kind), fault.stage) << fault.kind;
}

void FaultsCliTest::endsAsTheRulesSay()
{
    QFETCH(QString, kind);
    QVERIFY2(m_wrong.value(kind).isEmpty(), qPrintable(m_wrong.value(kind)));
}

QTEST_GUILESS_MAIN(FaultsCliTest)

#include "tst_faults_cli.moc"
