// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// kill -9 at random moments of a promotion, a hold, an abort and an export, of console, watcher and window, against the
// demo service: the ledger verifies, nothing that was acknowledged is lost, no promotion runs twice, and whoever opens
// the workspace next finds it where it was. CUTOVER_KILLS says how many, CUTOVER_SEED repeats a run.
#include "killworld.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

/// Which moment a kill is of, and its share of all.
struct Kind
{
    const char *name;
    int share;
};
constexpr std::array kinds{Kind{"promote, console", 30}, Kind{"promote, watcher", 6}, Kind{"promote, window", 6},
                           Kind{"hold, console", 20},    Kind{"hold, watcher", 4},    Kind{"abort, console", 12},
                           Kind{"abort, watcher", 4},    Kind{"export, console", 18}};

int setting(const char *name, int otherwise)
{
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber ? value : otherwise;
}

} // namespace

class KillsCliTest : public QObject, private KillWorld
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void kills_data();
    void kills();
    void cleanupTestCase();

private:
    [[nodiscard]] Problem killPromotion();
    [[nodiscard]] Problem killPromotionsWatcher();
    [[nodiscard]] Problem killWindow();
    [[nodiscard]] Problem killNote();
    [[nodiscard]] Problem killHoldsWatcher();
    [[nodiscard]] Problem killAbort();
    [[nodiscard]] Problem killAbortsWatcher();
    [[nodiscard]] Problem killExport();
    [[nodiscard]] Problem hold();

    QMap<QByteArray, int> m_killed;
};

void KillsCliTest::initTestCase()
{
    const auto seed = setting("CUTOVER_SEED", int(QRandomGenerator::global()->bounded(1'000'000)));
    qInfo("seed %d: CUTOVER_SEED=%d repeats it", seed, seed);
    m_random.seed(quint32(seed));
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(shortenHolds(m_demo));
    auto script = m_demo.read(stageScript);
    script.insert(script.indexOf('\n') + 1,
                  "[[ $1 == --rehearsal ]] || { echo \"$1 $$\" >>" + runsFile.toUtf8() + "; sleep 0.2; }\n");
    QVERIFY(m_demo.write(stageScript, script));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    QCOMPARE(decide(), Problem());
    QFile::remove(m_demo.path(runsFile));
    QCOMPARE(keep(), Problem());
    QCOMPARE(measure(), Problem());
}

/// Somewhere on the way up; from the top it begins again.
QString KillsCliTest::hold()
{
    const auto now = status();
    for (const int percent : {10, 25, 50, 100}) {
        const auto state = stageOf(now, percent)[u"state"_s].toString();
        if (state == u"holding" && percent != 100)
            return {};
        if (state == u"pending" || state == u"failed") {
            if (percent != 10 || now[u"phase"_s] == u"aborted"_s)
                break;
            return promote(percent);
        }
    }
    if (const auto problem = restore(); !problem.isEmpty())
        return problem;
    return promote(10);
}

QString KillsCliTest::killPromotion()
{
    const auto now = status();
    int percent = 0;
    for (const int each : {100, 50, 25, 10})
        if (const auto state = stageOf(now, each)[u"state"_s].toString(); state == u"pending" || state == u"failed")
            percent = each;
    const bool isOver = percent == 0 || now[u"phase"_s] == u"aborted"_s || now[u"phase"_s] == u"aborting"_s;
    if (isOver) {
        if (const auto problem = restore(); !problem.isEmpty())
            return problem;
        percent = 10;
    }
    if (!awaitPromotable(percent) && isTriggered(status())) { // by itself, while the hold was served
        if (const auto problem = restore(); !problem.isEmpty())
            return problem;
        percent = 10;
    }
    if (!awaitPromotable(percent))
        return u"%1 % never became promotable: "_s.arg(percent) + QString::fromUtf8(QJsonDocument(status()).toJson());
    const auto before = runs().size();
    const auto promotion = begin({u"promote"_s, QString::number(percent)});
    // A third anywhere, a third from the gate on, a third from the very moment the command runs.
    const int part = m_random.bounded(3);
    if (part == 2)
        std::ignore = QTest::qWaitFor(
            [&] { return runs().size() > before || promotion->state() == QProcess::NotRunning; }, patienceMs);
    const double from = part == 1 ? 0.5 : 0;
    const double to = part == 2 ? 0.3 : 1.05;
    killWithin(*promotion, from, to, m_takes[u"promote"_s]);
    if (const auto problem = reopen(); !problem.isEmpty())
        return problem;
    return settled(percent);
}

QString KillsCliTest::killPromotionsWatcher()
{
    if (const auto problem = restore(); !problem.isEmpty())
        return problem;
    const auto promotion = begin({u"promote"_s, u"10"_s});
    if (!killWatcher(m_random.bounded(m_takes[u"promote"_s])))
        return u"no watcher to kill"_s;
    std::ignore = Cutoverctl::end(*promotion);
    if (const auto problem = reopen(); !problem.isEmpty())
        return problem;
    return settled(10);
}

/// It opens what another killed console left, and is killed in its turn.
QString KillsCliTest::killWindow()
{
    if (const auto problem = restore(); !problem.isEmpty())
        return problem;
    const auto promotion = begin({u"promote"_s, u"10"_s});
    killWithin(*promotion, 0.5, 1.05, m_takes[u"promote"_s]);
    endWatchers(); // so that the window settles it, or whoever opens it next
    m_ctl.set(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    const auto window =
        m_ctl.launch(QStringLiteral(CUTOVER_BINARY_DIR "/bin/cutover-console"), {u"--workspace"_s, m_demo.path()});
    m_ctl.restore(u"QT_QPA_PLATFORM"_s);
    if (!QTest::qWaitFor([&window] { return window->state() == QProcess::Running; }, patienceMs))
        return u"no window"_s;
    constexpr int windowMs = 3'000;
    killWithin(*window, 0, 1, windowMs);
    if (const auto problem = reopen(); !problem.isEmpty())
        return problem;
    return settled(10);
}

QString KillsCliTest::killNote()
{
    if (const auto problem = hold(); !problem.isEmpty())
        return problem;
    const auto text = u"Killed note %1."_s.arg(++m_notes);
    const auto noting = begin({u"note"_s, u"readyz"_s, text});
    const auto printed = killWithin(*noting, 0, 1.2, m_takes[u"note"_s]).json();
    if (printed.contains(u"entry"_s))
        m_acknowledged.insert(printed[u"entry"_s].toInteger(), text);
    ++m_found[printed.isEmpty() ? u"note: not acknowledged"_s : u"note: acknowledged"_s];
    const auto problem = reopen();
    const auto now = status();
    const auto phase = now[u"phase"_s].toString();
    const bool stands = phase == u"holding" || phase == u"validating" || isTriggered(now);
    return !problem.isEmpty() ? problem : stands ? Problem() : u"the phase is "_s + phase;
}

/// The next one goes on from what was saved, and the hold is never shorter for it.
QString KillsCliTest::killHoldsWatcher()
{
    if (const auto problem = restore(); !problem.isEmpty())
        return problem;
    if (const auto problem = promote(10); !problem.isEmpty())
        return problem;
    constexpr int holdMs = 1'500;
    if (!killWatcher(m_random.bounded(holdMs)))
        return u"no watcher to kill"_s;
    const auto next = begin({u"watch"_s, u"--leave-when-idle"_s});
    const bool goesOn = awaitPromotable(25);
    killLater(*next, 0);
    if (!goesOn && !isTriggered(status()))
        return u"the hold never ended: "_s + QString::fromUtf8(QJsonDocument(status()).toJson());
    return reopen();
}

QString KillsCliTest::killAbort()
{
    if (const auto problem = hold(); !problem.isEmpty())
        return problem;
    const auto abort = begin({u"abort"_s});
    killWithin(*abort, 0, 1.2, m_takes[u"abort"_s]);
    if (const auto problem = reopen(); !problem.isEmpty())
        return problem;
    // Recorded or not: what the ledger tells and what the world reads come together by themselves, unless nothing of
    // the abort was told in time; then the stage drifts, and the next press aborts.
    QJsonObject now;
    const auto isThrough = [&] {
        now = status();
        return now[u"phase"_s] != u"aborting"_s;
    };
    if (!QTest::qWaitFor(isThrough, settlesWithinMs))
        return u"aborting for ever, and the stage is "_s + stage();
    const bool isAborted = now[u"phase"_s] == u"aborted"_s;
    ++m_found[isAborted             ? u"abort: aborted"_s
              : stage() == u"abort" ? u"abort: made, not told"_s
                                    : u"abort: not begun"_s];
    if (isAborted && stage() != u"abort")
        return u"aborted, and the stage is "_s + stage();
    return isAborted ? judgeLedger() : abortWins();
}

QString KillsCliTest::killAbortsWatcher()
{
    if (const auto problem = hold(); !problem.isEmpty())
        return problem;
    const auto abort = begin({u"abort"_s});
    std::ignore = killWatcher(m_random.bounded(m_takes[u"abort"_s]));
    const auto aborted = Cutoverctl::end(*abort);
    if (aborted.exitCode != 0)
        return u"abort: "_s + QString::fromUtf8(aborted.text());
    if (const auto problem = reopen(); !problem.isEmpty())
        return problem;
    const auto phase = status()[u"phase"_s].toString();
    return phase == u"aborted" && stage() == u"abort" ? Problem() : u"the phase is "_s + phase;
}

QString KillsCliTest::killExport()
{
    const auto file = m_ctl.file(u"exported.pdf"_s);
    QFile::remove(file);
    const auto exporting = begin({u"export"_s, m_decision, u"--pdf"_s, file});
    const bool isAcknowledged = !killWithin(*exporting, 0, 1.2, m_takes[u"export"_s]).json().isEmpty();
    QFile pdf(file);
    const bool isThere = pdf.open(QIODevice::ReadOnly);
    const auto bytes = isThere ? pdf.readAll() : QByteArray();
    ++m_found[isAcknowledged ? u"export: acknowledged"_s : isThere ? u"export: written"_s : u"export: not written"_s];
    if (isAcknowledged && !isThere)
        return u"acknowledged, and there is no file"_s;
    m_exports += isAcknowledged ? 1 : 0;
    if (isThere && (!bytes.startsWith("%PDF-") || !bytes.trimmed().endsWith("%%EOF")))
        return u"half an export"_s;
    const auto left = QDir(QFileInfo(file).path()).entryList({u"*exported.pdf*"_s}, QDir::Files | QDir::Hidden);
    if (left.size() > 1)
        ++m_found[u"export: a temporary file left"_s];
    for (const auto &name : left)
        QFile::remove(QFileInfo(file).dir().filePath(name));
    return reopen();
}

void KillsCliTest::kills_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("count");
    constexpr int enough = 24; // for a gate; 200 for a proof
    const int all = setting("CUTOVER_KILLS", enough);
    int shares = 0;
    for (const auto &kind : kinds)
        shares += kind.share;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QTest::newRow(kinds[i].name) << int(i) << std::max(1, (all * kinds[i].share + shares / 2) / shares);
}

void KillsCliTest::kills()
{
    QFETCH(int, kind);
    QFETCH(int, count);
    using Kill = QString (KillsCliTest::*)();
    static constexpr std::array<Kill, kinds.size()> each{
        &KillsCliTest::killPromotion,     &KillsCliTest::killPromotionsWatcher,
        &KillsCliTest::killWindow,        &KillsCliTest::killNote,
        &KillsCliTest::killHoldsWatcher,  &KillsCliTest::killAbort,
        &KillsCliTest::killAbortsWatcher, &KillsCliTest::killExport};
    const QByteArray name = kinds[std::size_t(kind)].name;
    QCOMPARE(restore(), Problem());
    for (int i = 0; i < count; ++i) {
        QCOMPARE((this->*each[std::size_t(kind)])(), Problem());
        ++m_killed[name];
    }
    QVERIFY(m_killed[name] > 0);
}

void KillsCliTest::cleanupTestCase()
{
    std::ignore = restore(); // counts what was settled in the last one too
    endWatchers();
    int all = 0;
    for (const auto &kind : kinds) {
        qInfo("%4d kills: %s", m_killed.value(kind.name), kind.name);
        all += m_killed.value(kind.name);
    }
    qInfo("%4d kills in all", all);
    for (auto it = m_found.cbegin(); it != m_found.cend(); ++it)
        qInfo("%4d times found %s", it.value(), qPrintable(it.key()));
}

QTEST_GUILESS_MAIN(KillsCliTest)

#include "tst_kills_cli.moc"
