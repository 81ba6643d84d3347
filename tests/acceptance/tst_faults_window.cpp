// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a window shows that only looks on while the watcher, a process of its own, does what the rules say: an automatic
// abort up to its recovery, and the alarm of a rollout that nobody can judge. Promotions come from cutoverctl.
#include "acceptance/faultstory.h"
#include "gui/appearance.h"
#include "gui/mainwindow.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QThreadPool>

using namespace cutover;
using namespace Qt::StringLiterals;
using cli::test::FaultStory;
using domain::Phase;

namespace {

constexpr int patienceMs = 180'000;
constexpr qint64 longHoldS = 600;

template <typename Condition>
bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, patienceMs);
}

} // namespace

class FaultsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_window.reset(); }
    void anAbortShowsItself();
    void blindnessAlarms();

private:
    [[nodiscard]] bool open(const FaultStory &story);
    [[nodiscard]] QString verdict() const { return text<QLabel>(u"verdictLabel"_s); }
    template <typename Widget>
    [[nodiscard]] QString text(const QString &name) const
    {
        const auto *found = m_window->findChild<Widget *>(name);
        return found ? found->text() : QString();
    }
    [[nodiscard]] const session::View &view() const { return m_window->session()->view(); }

    keychain::OsStore m_store;
    FaultStory m_burst;
    FaultStory m_freeze;
    std::unique_ptr<gui::MainWindow> m_window;
};

void FaultsWindowTest::initTestCase()
{
    QCOMPARE(m_burst.layOut(u"burst@10"_s), QString());
    QCOMPARE(m_freeze.layOut(u"freeze@25"_s, longHoldS), QString());
    QString burst;
    QString freeze;
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    pool.start([this, &burst] { burst = m_burst.decide(); });
    pool.start([this, &freeze] { freeze = m_freeze.decide(); });
    pool.waitForDone();
    QVERIFY2(burst.isEmpty() && freeze.isEmpty(), qPrintable(burst + freeze));
}

/// As the same user who decided.
bool FaultsWindowTest::open(const FaultStory &story)
{
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.trustFile = story.ctl().file(u"config/cutover/trust.json"_s);
    ports.stateFolder = story.ctl().file(u"state/cutover"_s);
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->openWorkspace(story.demo().path());
    return QTest::qWaitForWindowExposed(m_window.get()) &&
           waitFor([this] { return m_window->findChild<QWidget *>(u"consoleView"_s) && m_window->session(); }) &&
           waitFor([this] { return view().phase == Phase::PreCutover; });
}

void FaultsWindowTest::anAbortShowsItself()
{
    QVERIFY(open(m_burst));
    QCOMPARE(m_burst.promote(10), QString());
    QVERIFY2(waitFor([this] { return verdict() == "ABORTED"_L1; }), qPrintable(verdict()));
    QCOMPARE(view().rollout.abortReason, u"auto-burst-1.62-over-1.5"_s);
    // Its entry may come behind the abort's: nothing is waited for before the command starts.
    QVERIFY(waitFor([this] { return view().trigger && view().trigger->code == domain::TriggerCode::Burst; }));
    QCOMPARE(m_burst.demo().read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
    QVERIFY2(waitFor([this] { return text<QPushButton>(u"abortButton"_s) == "Abort done"_L1; }),
             qPrintable(text<QPushButton>(u"abortButton"_s)));
    QVERIFY(!m_window->findChild<QPushButton *>(u"abortButton"_s)->isEnabled());
    const QString what = text<QLabel>(u"verdictWhatLabel"_s);
    QVERIFY2(what.endsWith(u"Recovered."), qPrintable(what));
}

void FaultsWindowTest::blindnessAlarms()
{
    QVERIFY(open(m_freeze));
    QCOMPARE(m_freeze.promote(25), QString());
    QVERIFY(waitFor([this] { return view().phase == Phase::Holding && view().desiredStage == "25"_L1; }));
    QVERIFY(m_freeze.ageEvidence());
    QVERIFY2(waitFor([this] { return verdict() == "BLIND"_L1; }), qPrintable(verdict()));
    QVERIFY(waitFor([this] {
        const auto &refusals = view().stages.at(2).refusals;
        return std::any_of(refusals.begin(), refusals.end(),
                           [](const auto &refusal) { return refusal.code == domain::RefusalCode::Blind; });
    }));
    QVERIFY(!view().rollout.isAborted());
    auto *abort = m_window->findChild<QPushButton *>(u"abortButton"_s);
    QVERIFY(abort && abort->isEnabled() && abort->isVisible());
    QTest::mouseClick(abort, Qt::LeftButton);
    QVERIFY2(waitFor([this] { return verdict() == "ABORTED"_L1; }), qPrintable(verdict()));
    QVERIFY(waitFor([this] { return view().rollout.recovered == true; }));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QCoreApplication::setOrganizationName(u"cutover"_s);
    QCoreApplication::setApplicationName(u"tst_faults_window"_s);
    QStandardPaths::setTestModeEnabled(true);
    const QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    FaultsWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_faults_window.moc"
