// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a window shows, and keeps from being done, while the watcher, a process of its own, does what the rules say: an
// automatic abort up to its recovery, whoever looks on; the alarm of a rollout that nobody can judge; a stage that a
// stranger wrote; an abort command that fails. Promotions come from cutoverctl.
#include "acceptance/faultstory.h"
#include "gui/appearance.h"
#include "gui/mainwindow.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>

using namespace cutover;
using namespace Qt::StringLiterals;
using cli::test::FaultStory;
using domain::Phase;

namespace {

constexpr int patienceMs = 180'000;
constexpr qint64 longHoldS = 600;
constexpr std::chrono::seconds abortPatience{3};
const QString refusesFile = u"var/refuses-abort"_s;
const QString runsFile = u"var/abort-runs.log"_s;

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
    void anAbortShowsItself_data();
    void anAbortShowsItself();
    void aTriggerInvalidatesTheSignDialog();
    void aFailedAbortIsPressedAgain();
    void aForeignStageIsSaidAndRefused();
    void blindnessAlarms();

private:
    [[nodiscard]] bool open();
    [[nodiscard]] bool openAt(const QString &stage);
    [[nodiscard]] QString verdict() const { return text<QLabel>(u"verdictLabel"_s); }
    template <typename Widget>
    [[nodiscard]] QString text(const QString &name) const
    {
        const auto *found = m_window->findChild<Widget *>(name);
        return found ? found->text() : QString();
    }
    [[nodiscard]] QPushButton *abortButton() const { return m_window->findChild<QPushButton *>(u"abortButton"_s); }
    [[nodiscard]] bool says(const QString &words) const;
    [[nodiscard]] bool isRefused(int percent, domain::RefusalCode code) const;
    [[nodiscard]] const session::View &view() const { return m_window->session()->view(); }
    [[nodiscard]] QDialog *fillSignGo();
    [[nodiscard]] qsizetype ownAbortRuns() const;
    [[nodiscard]] QString cutOfHappened() const;

    keychain::OsStore m_store;
    FaultStory m_story;
    std::unique_ptr<gui::MainWindow> m_window;
};

void FaultsWindowTest::initTestCase()
{
    QCOMPARE(m_story.layOut({}, longHoldS), QString());
    QCOMPARE(m_story.decide(), QString());
    QCOMPARE(m_story.keep(), QString());
}

/// As the same user who decided.
bool FaultsWindowTest::open()
{
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.trustFile = m_story.ctl().file(u"config/cutover/trust.json"_s);
    ports.stateFolder = m_story.ctl().file(u"state/cutover"_s);
    ports.certificateFolder = m_story.ctl().file(u"data/cutover/certificates"_s);
    ports.abortPatience = abortPatience;
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->openWorkspace(m_story.demo().path());
    return QTest::qWaitForWindowExposed(m_window.get()) &&
           waitFor([this] { return m_window->findChild<QWidget *>(u"consoleView"_s) && m_window->session(); }) &&
           waitFor([this] { return view().decision.has_value(); });
}

/// Over a rollout that has reached the stage.
bool FaultsWindowTest::openAt(const QString &stage)
{
    return open() && waitFor([this, &stage] { return view().rollout.present() && view().desiredStage == stage; });
}

bool FaultsWindowTest::says(const QString &words) const
{
    const auto labels = m_window->findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [&words](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

bool FaultsWindowTest::isRefused(int percent, domain::RefusalCode code) const
{
    for (const auto &stage : view().stages)
        if (stage.plan.percent == percent)
            return std::ranges::find(stage.refusals, code, &domain::Refusal::code) != stage.refusals.end();
    return false;
}

void FaultsWindowTest::anAbortShowsItself_data()
{
    QTest::addColumn<bool>("isMinimised");
    QTest::addColumn<bool>("isGone");
    QTest::newRow("in sight") << false << false;
    QTest::newRow("minimised") << true << false;
    QTest::newRow("gone") << false << true;
}

void FaultsWindowTest::anAbortShowsItself()
{
    QFETCH(bool, isMinimised);
    QFETCH(bool, isGone);
    QCOMPARE(m_story.begin(u"burst@10"_s), QString());
    QVERIFY(open());
    if (isMinimised)
        m_window->showMinimized();
    if (isGone)
        m_window.reset();
    QCOMPARE(m_story.promote(10), QString());
    QVERIFY(waitFor([this] { return m_story.stage() == "abort"_L1; }));
    if (isGone)
        QVERIFY(open());
    QVERIFY2(waitFor([this] { return verdict() == "ABORTED"_L1; }), qPrintable(verdict()));
    QCOMPARE(m_window->isMinimized(), isMinimised); // nothing that happens takes the screen
    m_window->showNormal();
    QCOMPARE(view().rollout.abortReason, u"auto-burst-1.62-over-1.5"_s);
    // Its entry may come behind the abort's: nothing is waited for before the command starts.
    QVERIFY(waitFor([this] { return view().trigger && view().trigger->code == domain::TriggerCode::Burst; }));
    QVERIFY2(waitFor([this] { return abortButton()->text() == "Abort done"_L1; }), qPrintable(abortButton()->text()));
    QVERIFY(!abortButton()->isEnabled());
    const QString what = text<QLabel>(u"verdictWhatLabel"_s);
    QVERIFY2(what.endsWith(u"Recovered."), qPrintable(what));
    const auto intents = m_story.entries(u"abort_intent"_s);
    QCOMPARE(intents.size(), 1);
}

/// Everything that the rules ask for is given: only Sign has to be pressed.
QDialog *FaultsWindowTest::fillSignGo()
{
    m_window->findChild<QAction *>(u"signGoAction"_s)->trigger();
    auto *dialog = m_window->findChild<QDialog *>(u"signDialog"_s);
    if (!dialog || !QTest::qWaitForWindowExposed(dialog))
        return nullptr;
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reasonPlainTextEdit"_s), u"It goes on after all."_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"passphraseLineEdit"_s),
                     QString::fromUtf8(cli::test::passphrase.trimmed()));
    auto *bar = dialog->findChild<QScrollArea *>(u"factsScrollArea"_s)->verticalScrollBar();
    const auto *sign = dialog->findChild<QPushButton *>(u"signButton"_s);
    const bool isReady = waitFor([bar, sign] {
        bar->setValue(std::min(bar->maximum(), bar->value() + 120));
        return sign->isEnabled();
    });
    return isReady ? dialog : nullptr;
}

void FaultsWindowTest::aTriggerInvalidatesTheSignDialog()
{
    QCOMPARE(m_story.begin(), QString());
    QCOMPARE(m_story.promote(10), QString());
    QCOMPARE(m_story.sign(u"no-go"_s, u"Somebody called from the data centre."_s), QString());
    QVERIFY(openAt(u"10"_s));
    QVERIFY(waitFor([this] { return m_window->findChild<QAction *>(u"signGoAction"_s)->isEnabled(); }));
    auto *dialog = fillSignGo();
    QVERIFY2(dialog, qPrintable(text<QLabel>(u"footLabel"_s)));
    QVERIFY(view().rollout.isUnderWay());
    auto *sign = dialog->findChild<QPushButton *>(u"signButton"_s);
    const auto before = m_story.entries(u"decision"_s).size();

    QCOMPARE(m_story.serve(u"burst@10"_s), QString());
    const auto *foot = dialog->findChild<QLabel *>(u"footLabel"_s);
    // The abort is as fast as the window.
    QVERIFY2(waitFor([sign] { return !sign->isEnabled(); }), qPrintable(foot->text()));
    QVERIFY2(foot->text().contains(u"1.62 > 1.5"_s) || foot->text().contains(u"aborted"_s), qPrintable(foot->text()));
    QVERIFY(dialog->isVisible());
    QVERIFY(waitFor([this] { return m_story.stage() == "abort"_L1; }));
    QVERIFY(waitFor([this] { return view().rollout.recovered == true; }));
    QVERIFY(view().trigger.has_value());
    QVERIFY2(!sign->isEnabled() && foot->text().contains(u"aborted"_s), qPrintable(foot->text()));
    QTest::mouseClick(sign, Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_story.entries(u"decision"_s).size(), before);
    QCOMPARE(verdict(), u"ABORTED"_s);
}

/// How often this process, whose window it is, ran the abort command in vain.
qsizetype FaultsWindowTest::ownAbortRuns() const
{
    return m_story.demo().read(runsFile).split('\n').count(QByteArray::number(QCoreApplication::applicationPid()));
}

/// Empty: «What happened» is whole without scrolling, and each of its lines; else what is not.
QString FaultsWindowTest::cutOfHappened() const
{
    const auto panels = m_window->findChildren<QWidget *>(u"happenedPanel"_s);
    const auto shown = std::ranges::find_if(panels, [](const QWidget *panel) { return panel->isVisible(); });
    if (shown == panels.end())
        return u"none is shown"_s;
    auto parts = (*shown)->findChildren<QLabel *>();
    for (const auto *part : QList<QWidget *>(parts.cbegin(), parts.cend()) + QList<QWidget *>{*shown}) {
        const bool isWhole = part->visibleRegion().boundingRect() == part->rect();
        if (part->isVisible() && (!isWhole || part->height() < part->minimumSizeHint().height()))
            return part->objectName() + part->accessibleName();
    }
    return {};
}

void FaultsWindowTest::aFailedAbortIsPressedAgain()
{
    QCOMPARE(m_story.begin(), QString());
    QCOMPARE(m_story.promote(10), QString());
    auto script = m_story.demo().read(cli::test::abortScript);
    script.insert(script.indexOf('\n') + 1,
                  "[[ ! -e " + refusesFile.toUtf8() + " ]] || { echo $PPID >>" + runsFile.toUtf8() + "; exit 3; }\n");
    QVERIFY(m_story.demo().write(cli::test::abortScript, script)); // announced, and run all the same
    QVERIFY(m_story.demo().write(refusesFile, {}));
    QVERIFY(openAt(u"10"_s));
    QVERIFY(says(u"abort.sh"_s));
    QVERIFY(abortButton()->isEnabled());
    QTest::mouseClick(abortButton(), Qt::LeftButton);
    QVERIFY(!abortButton()->isEnabled()); // it runs
    QVERIFY2(waitFor([this] { return abortButton()->text() == "Abort again"_L1; }), qPrintable(abortButton()->text()));
    QVERIFY(abortButton()->isEnabled());
    QVERIFY(verdict() != "ABORTED"_L1);
    QCOMPARE(m_story.stage(), u"10"_s);
    QVERIFY(says(u"exit 3"_s));
    for (const auto &size : {QSize(1280, 720), QSize(1600, 1000)}) {
        m_window->resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(cutOfHappened(), QString(), 20'000);
    }

    const auto ran = ownAbortRuns();
    QVERIFY(ran > 0);
    QTest::mouseClick(abortButton(), Qt::LeftButton);
    QVERIFY(waitFor([this, ran] { return ownAbortRuns() > ran; })); // at the press, and no other console's
    QVERIFY(QFile::remove(m_story.demo().path(refusesFile)));
    QVERIFY2(waitFor([this] { return verdict() == "ABORTED"_L1; }), qPrintable(verdict()));
    QCOMPARE(m_story.stage(), u"abort"_s);
    QVERIFY2(waitFor([this] { return abortButton()->text() == "Abort done"_L1; }), qPrintable(abortButton()->text()));
    const auto outcomes = m_story.entries(u"abort_outcome"_s);
    QVERIFY(!outcomes.first()[u"read_back"_s].toBool());
    QCOMPARE(outcomes.first()[u"exit_code"_s].toInt(), 3);
    QVERIFY(outcomes.last()[u"read_back"_s].toBool());
}

void FaultsWindowTest::aForeignStageIsSaidAndRefused()
{
    QCOMPARE(m_story.begin(), QString());
    QCOMPARE(m_story.promote(10), QString());
    QVERIFY(openAt(u"10"_s));
    QVERIFY(!isRefused(25, domain::RefusalCode::StageDrift));
    QVERIFY(m_story.demo().setStage("50"));
    QVERIFY(waitFor([this] { return says(u"desired_stage.txt says “50”, the ledger 10"_s); })); // the alarm
    QVERIFY(waitFor([this] { return isRefused(25, domain::RefusalCode::StageDrift); }));
    QVERIFY(waitFor([this] { return says(u"desired_stage.txt says “50”, the ledger says 10."_s); })); // beside Promote
    QVERIFY(!m_window->findChild<QPushButton *>(u"promoteButton"_s)->isEnabled());
    QVERIFY(waitFor([this] { return m_story.hasWatched(u"stage_drift"_s); }));
    const auto told = m_story.ctl().call({u"--workspace"_s, m_story.demo().path(), u"status"_s});
    QVERIFY2(told.out.contains("desired_stage.txt says “50”, the ledger says 10."), told.text().constData());
    const auto refused = m_story.ctl()({u"promote"_s, u"25"_s});
    QVERIFY2(refused.exitCode == 1 && refused.codes().contains(u"stage_drift"_s), refused.text().constData());
    QCOMPARE(m_story.stage(), u"50"_s); // never adopted, and never put back by itself
    QVERIFY(m_story.entries(u"abort_intent"_s).isEmpty());

    QVERIFY(m_story.demo().setStage("10"));
    QVERIFY(waitFor([this] { return !isRefused(25, domain::RefusalCode::StageDrift); }));
    QVERIFY(waitFor([this] { return text<QLabel>(u"alarmLabel"_s).isEmpty(); }));
    QVERIFY(waitFor([this] { return m_story.ctl()({u"promote"_s, u"25"_s}).exitCode == 0; }));
}

void FaultsWindowTest::blindnessAlarms()
{
    QCOMPARE(m_story.begin(u"freeze@25"_s), QString());
    QVERIFY(open());
    QCOMPARE(m_story.promote(25), QString());
    QVERIFY(waitFor([this] { return view().phase == Phase::Holding && view().desiredStage == "25"_L1; }));
    QVERIFY(m_story.ageEvidence());
    QVERIFY2(waitFor([this] { return verdict() == "BLIND"_L1; }), qPrintable(verdict()));
    QVERIFY(waitFor([this] { return isRefused(50, domain::RefusalCode::Blind); }));
    QVERIFY(!view().rollout.isAborted());
    QVERIFY(abortButton()->isEnabled() && abortButton()->isVisible());
    QTest::mouseClick(abortButton(), Qt::LeftButton);
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
