// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The day of the cutover in the window, over a ledger that another console writes: what it asks after a NO-GO, what it
// shows after an abort, and what it puts on the clipboard.
#include "demo/demoworkspace.h"
#include "gui/anotherconsole.h"
#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/elidedlabel.h"
#include "gui/layout.h"
#include "gui/mainwindow.h"
#include "gui/windows.h"
#include "keychain/osstore.h"
#include "models/words.h"
#include "rollout/ledgerevents.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
namespace kind = rollout::kind;

namespace {

constexpr int s_patienceMs = 60'000;

} // namespace

class CutoverDayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNoGoAsksWhetherToAbort();
    void theStatusIsThreeLinesOnTheClipboard();
    void anAbortShowsWhatToDo();
    void whatIsNotRecoveredIsAnAlarm();
    void anAlarmThatStandsAlreadyHasItsColours();
    void theRowsAreAKeyAway();
    void aRecoveredAbortCanBeClosedOnlyAsRolledBack();
    void theLastStageAsksForItsChecks();
    void aSmallWindowShowsWhatIsAhead();

private:
    template <typename Widget>
    Widget *visible(const QString &name) const
    {
        return gui::test::visible<Widget>(*m_window, name);
    }
    [[nodiscard]] QString words(const QString &label) const
    {
        const auto *found = visible<QLabel>(label);
        return found ? found->text() : QString();
    }
    [[nodiscard]] const session::View &view() const { return m_window->session()->view(); }
    void shot(const QString &name);
    void record(QStringView entry, const QJsonObject &payload);
    void reach(int percent);
    void abort(std::optional<bool> recovered);

    keychain::OsStore m_store;
    qint64 m_laterS = 0; ///< what the window's clock is ahead
    std::unique_ptr<DemoWorkspace> m_demo;
    std::unique_ptr<gui::MainWindow> m_window;
};

/// A rollout at 10 %, begun and watched elsewhere.
void CutoverDayTest::init()
{
    QSettings().clear();
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.startWatcher = {}; // none that would outlive the test
    m_laterS = 0;
    ports.now = [this, now = ports.now] { return now().addSecs(m_laterS); };
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_demo = std::make_unique<DemoWorkspace>();
    const auto laidOut = m_demo->init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(m_demo->serve());
    m_window->show();
    m_window->openWorkspace(m_demo->path());
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"consoleView"_s), s_patienceMs);
    QVERIFY(gui::test::recordGo(m_demo->path(), domain::checklistProfile().stages));
    reach(10);
    QTRY_VERIFY_WITH_TIMEOUT(view().rollout.present(), s_patienceMs);
}

void CutoverDayTest::cleanup()
{
    m_window.reset();
    m_demo.reset();
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, each moment is kept as pictures there.
void CutoverDayTest::shot(const QString &name)
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    for (const auto &size : {QSize(1600, 1000), QSize(1280, 720)}) {
        m_window->resize(size);
        QVERIFY(QTest::qWaitFor([this, size] { return m_window->size() == size; }));
        QVERIFY(gui::test::layOut());
        QVERIFY(m_window->grab().save(u"%1/%2-%3.png"_s.arg(folder, name).arg(size.width())));
    }
}

void CutoverDayTest::record(QStringView entry, const QJsonObject &payload)
{
    QVERIFY(gui::test::record(m_demo->path(), entry, payload));
}

void CutoverDayTest::reach(int percent)
{
    QVERIFY(gui::test::recordStage(m_demo->path(), percent));
    QVERIFY(m_demo->setStage(QByteArray::number(percent)));
}

void CutoverDayTest::abort(std::optional<bool> recovered)
{
    QVERIFY(m_demo->setStage("abort"));
    record(kind::abortIntent, {{u"reason"_s, u"auto-burst-1.62-over-1.5"_s}});
    record(kind::abortOutcome, {{u"read_back"_s, true}});
    if (recovered)
        record(kind::recovery, rollout::payloadOf(domain::RecoveryJudged{*recovered, {}, u"d1"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(view().phase == domain::Phase::Aborted && view().rollout.recovered == recovered,
                             s_patienceMs);
}

void CutoverDayTest::aNoGoAsksWhetherToAbort()
{
    QVERIFY(!visible<QWidget>(u"overridePanel"_s));
    record(kind::decision, {{u"decision"_s, u"NO-GO"_s}, {u"decision_id"_s, u"d2"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"overridePanel"_s), s_patienceMs);
    QVERIFY2(words(u"overrideQuestionLabel"_s).contains(u"10\u00a0%"_s), qPrintable(words(u"overrideQuestionLabel"_s)));
    QCOMPARE(words(u"verdictLabel"_s), u"NO-GO"_s);
    QVERIFY(!QApplication::activeModalWidget());
    shot(u"nogo"_s);
    QVERIFY(visible<QPushButton>(u"abortButton"_s)->isEnabled());
    QTest::mouseClick(visible<QPushButton>(u"stayAtStageButton"_s), Qt::LeftButton);
    QVERIFY(!visible<QWidget>(u"overridePanel"_s));
    QVERIFY(view().rollout.isUnderWay());
    record(kind::decision, {{u"decision"_s, u"NO-GO"_s}, {u"decision_id"_s, u"d3"_s}}); // asked again
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"overridePanel"_s), s_patienceMs);
}

void CutoverDayTest::theStatusIsThreeLinesOnTheClipboard()
{
    m_window->findChild<QAction *>(u"copyStatusAction"_s)->trigger();
    const auto lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].startsWith(u"DEMO "), qPrintable(lines[0]));
    QVERIFY2(lines[1].startsWith(u"Holding at 10"), qPrintable(lines[1]));
    QVERIFY2(lines[2].contains(u"readyz"), qPrintable(lines[2]));
}

void CutoverDayTest::anAbortShowsWhatToDo()
{
    abort({});
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"recoveryPanel"_s), s_patienceMs);
    QVERIFY(visible<QWidget>(u"callPanel"_s));
    shot(u"recovering"_s);
    QVERIFY(!visible<QWidget>(u"matrixTableView"_s));
    QTest::mouseClick(visible<QPushButton>(u"copyCommandButton"_s), Qt::LeftButton);
    QVERIFY2(QApplication::clipboard()->text().contains(u"abort"), qPrintable(QApplication::clipboard()->text()));
    QTRY_VERIFY_WITH_TIMEOUT(words(u"pollCountsLabel"_s).contains(u"ok"), s_patienceMs);
    const auto *focused = QApplication::focusWidget();
    QVERIFY(!focused || focused->objectName() != u"abortButton"_s);
}

void CutoverDayTest::whatIsNotRecoveredIsAnAlarm()
{
    abort(false);
    QTRY_COMPARE_WITH_TIMEOUT(words(u"verdictLabel"_s), u"NOT RECOVERED"_s, s_patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(words(u"alarmLabel"_s).startsWith(u"NOT RECOVERED"_s), s_patienceMs);
    shot(u"not-recovered"_s);
    auto *silence = visible<QPushButton>(u"silenceButton"_s);
    QVERIFY(silence && silence->isEnabled());
    m_window->findChild<QAction *>(u"silenceAction"_s)->trigger();
    QVERIFY(!silence->isEnabled());
    QVERIFY(words(u"alarmLabel"_s).startsWith(u"NOT RECOVERED"_s)); // silent, and still said
    auto *copy = visible<QPushButton>(u"copyContactButton_1"_s);
    QVERIFY(copy && !copy->accessibleName().isEmpty());
    auto *sign = visible<QPushButton>(u"signClosingButton"_s);
    QVERIFY(sign && !sign->isEnabled() && !sign->toolTip().isEmpty());
}

void CutoverDayTest::anAlarmThatStandsAlreadyHasItsColours()
{
    abort(false);
    m_window->openWorkspace(m_demo->path());
    QTRY_COMPARE_WITH_TIMEOUT(words(u"verdictLabel"_s), u"NOT RECOVERED"_s, s_patienceMs);
    QVERIFY(gui::test::layOut());
    int onAlarm = 0;
    for (const auto *label : m_window->findChildren<gui::ElidedLabel *>()) {
        QVERIFY2(label->palette().color(QPalette::WindowText) == gui::theme().ink(label->tone()),
                 qPrintable(label->text()));
        onAlarm += label->isVisible() && label->tone() == gui::Tone::OnAlarm ? 1 : 0;
    }
    QVERIFY(onAlarm > 5);
}

void CutoverDayTest::theRowsAreAKeyAway()
{
    abort({});
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"recoveryPanel"_s), s_patienceMs);
    m_window->findChild<QAction *>(u"detailAction"_s)->trigger();
    QVERIFY(visible<QTableView>(u"matrixTableView"_s));
    QVERIFY(visible<QWidget>(u"decisionPanel"_s));
    QVERIFY(!visible<QWidget>(u"recoveryPanel"_s));
    m_window->findChild<QAction *>(u"detailAction"_s)->trigger();
    QVERIFY(visible<QWidget>(u"recoveryPanel"_s));
}

void CutoverDayTest::aRecoveredAbortCanBeClosedOnlyAsRolledBack()
{
    abort(true);
    QTRY_VERIFY_WITH_TIMEOUT(visible<QTableView>(u"matrixTableView"_s), s_patienceMs);
    QVERIFY(!visible<QWidget>(u"recoveryPanel"_s));
    QVERIFY(visible<QWidget>(u"closingPanel"_s));
    const auto *outcome = m_window->findChild<QComboBox *>(u"outcomeComboBox"_s);
    QVERIFY(outcome && !outcome->isVisible()); // nothing to choose
    shot(u"recovered"_s);
    QCOMPARE(outcome->count(), 1);
    QVERIFY2(outcome->currentText().contains(u"olled back"), qPrintable(outcome->currentText()));
    QTRY_VERIFY_WITH_TIMEOUT(words(u"alarmLabel"_s).isEmpty(), s_patienceMs);
}

void CutoverDayTest::theLastStageAsksForItsChecks()
{
    QVERIFY(!visible<QWidget>(u"postCutoverPanel"_s));
    for (const int percent : {25, 50, 100})
        reach(percent);
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"postCutoverPanel"_s), s_patienceMs);
    const auto *run = visible<QPushButton>(u"postCutoverButton"_s);
    QVERIFY(run && !run->isEnabled() && !run->toolTip().isEmpty()); // its hold is not served
    QVERIFY(!visible<QWidget>(u"closingPanel"_s));
    auto *outcome = m_window->findChild<QComboBox *>(u"outcomeComboBox"_s);
    QCOMPARE(outcome->count(), 2);
    // Its hold is served, in watched time.
    record(kind::holdCredit, rollout::payloadOf(domain::HoldCredited{100, 3'600'000, u"d1"_s}));
    m_laterS = 3'600;
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"closingPanel"_s), s_patienceMs);
    QVERIFY(run->isEnabled());
    outcome->setCurrentIndex(1);
    auto *named = visible<QTableWidget>(u"deviationsTableWidget"_s);
    QVERIFY(named && named->rowCount() > 0);
    QVERIFY(!named->item(0, 2)->text().isEmpty()); // the day as it is to be written
    shot(u"closing"_s);
    QVERIFY(!visible<QPushButton>(u"signClosingButton"_s)->isEnabled());
}

void CutoverDayTest::aSmallWindowShowsWhatIsAhead()
{
    m_window->resize(1280, 720);
    QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(u"planAheadLabel"_s), s_patienceMs);
    // What is left over a promotion that is refused for two reasons, below the demo's strip.
    constexpr int room = 380;
    const auto *column = visible<QWidget>(u"scrolled"_s);
    const auto bottomOf = [this, column](const QString &name) {
        const auto *panel = visible<QWidget>(name);
        return panel && panel->height() > 0 ? panel->mapTo(column, QPoint(0, panel->height())).y() : room + 1;
    };
    for (const auto &panel : {u"holdPanel"_s, u"triggerPanel"_s, u"planPanel"_s})
        QTRY_VERIFY2_WITH_TIMEOUT(bottomOf(panel) <= room, qPrintable(panel), 10'000);
    QVERIFY2(words(u"planAheadLabel"_s).startsWith(u"25\u00a0% "_s), qPrintable(words(u"planAheadLabel"_s)));
    const auto *plan = visible<gui::Card>(u"planPanel"_s);
    QVERIFY2(plan->title().startsWith(u"Ends "_s), qPrintable(plan->title()));
    shot(u"holding"_s);
    // The whole of it is a press away.
    QTest::mouseClick(visible<QPushButton>(u"wholePlanButton"_s), Qt::LeftButton);
    QVERIFY(visible<QLabel>(u"planAheadLabel"_s));
    m_window->resize(1600, 1000);
    QTRY_VERIFY_WITH_TIMEOUT(!visible<QLabel>(u"planAheadLabel"_s), s_patienceMs);
    QCOMPARE(plan->title(), u"Plan"_s);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QCoreApplication::setOrganizationName(u"cutover"_s);
    QCoreApplication::setApplicationName(u"tst_cutoverday"_s);
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    if (qEnvironmentVariable("CUTOVER_SHOTS").contains(u"dark"_s))
        gui::Appearance::instance().setScheme(gui::ColourScheme::Dark);
    CutoverDayTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cutoverday.moc"
