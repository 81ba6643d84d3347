// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One cutover through the real window: key, list of signers, checks with drills, roll-call, signed GO, pre-cutover,
// four stages, signed closing; then a second one that is aborted over an open dialog. Widgets are found by object name,
// as a person finds them by their words.
#include "demo/demoworkspace.h"
#include "gui/appearance.h"
#include "gui/consoleview.h"
#include "gui/mainwindow.h"
#include "keychain/osstore.h"
#include "models/words.h"
#include "session/verbs.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using domain::CriterionId;
using domain::Phase;

namespace {

constexpr int patienceMs = 180'000;
const QString s_passphrase = u"a passphrase of the test"_s;
const QString s_person = u"Demo lead"_s;

template <typename Condition>
bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, patienceMs);
}

} // namespace

class WindowStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theWorkspaceOpensAsDemo();
    void nothingCanBeSignedYet();
    void everyMachineRowTurnsGo();
    void theRollCallIsAnswered();
    void aKeyIsMade();
    void theListIsFoundedAndPinned();
    void enterAndSpaceNeverSign();
    void goIsSigned();
    void promotionWaitsForPeople();
    void thePreCutoverIsConfirmed();
    void notYetDisarms();
    void everyStageIsPromoted();
    void theChecksAfterTheLastHoldAreRun();
    void theClosingIsSigned();
    void theSecondCutoverIsAbortedOverADialog();
    void theRecoveryIsProven();
    void theReasonIsToldAfterwards();

private:
    void openDemo(DemoWorkspace &demo);
    void shortenHolds(DemoWorkspace &demo) const;
    void runEverything();
    void answerRollCall();
    void fillSignDialog(const QString &reason);
    void signGo();
    void confirmPreCutover();
    void promote(int percent);

    template <typename Widget = QPushButton>
    Widget *find(const QString &name, QWidget *inside = nullptr) const
    {
        auto *found = (inside ? inside : m_window.get())->findChild<Widget *>(name);
        if (!found)
            qWarning() << "no widget named" << name;
        return found;
    }
    void press(const QString &name, QWidget *inside = nullptr) const
    {
        auto *button = find(name, inside);
        QVERIFY2(button, qPrintable(name));
        QVERIFY2(waitFor([button] { return button->isEnabled(); }),
                 qPrintable(name + u" stays disabled: "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QDialog *dialog(const QString &name) const
    {
        QDialog *found = nullptr;
        std::ignore = QTest::qWaitFor(
            [&] {
                found = m_window->findChild<QDialog *>(name);
                return found && found->isVisible();
            },
            10'000);
        return found;
    }
    const session::View &view() const { return m_window->session()->view(); }

    keychain::OsStore m_store;
    session::test::Watchers m_watchers;
    DemoWorkspace m_first;
    DemoWorkspace m_second;
    std::unique_ptr<gui::MainWindow> m_window;
};

void WindowStory::shortenHolds(DemoWorkspace &demo) const
{
    auto profile = QJsonDocument::fromJson(demo.read(u"cutover.json"_s)).object();
    QJsonArray stages;
    for (const int percent : {10, 25, 50, 100})
        stages.append(QJsonObject{{u"percent"_s, percent}, {u"hold_s"_s, 1}});
    profile[u"stages"_s] = stages;
    QVERIFY(demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
}

void WindowStory::openDemo(DemoWorkspace &demo)
{
    const auto laidOut = demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    shortenHolds(demo);
    QVERIFY2(demo.serve(), qPrintable(demo.serviceOutput()));
    m_window->openWorkspace(demo.path());
    QVERIFY(waitFor([this] { return m_window->findChild<QWidget *>(u"consoleView"_s) != nullptr; }));
}

void WindowStory::initTestCase()
{
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    m_window = std::make_unique<gui::MainWindow>(m_watchers.startedBy(ports));
    m_window->resize(1600, 1000);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(find(u"demoButton"_s)->isVisible());
}

void WindowStory::cleanupTestCase()
{
    m_window.reset();
    m_watchers.clear();
}

void WindowStory::theWorkspaceOpensAsDemo()
{
    openDemo(m_first);
    QVERIFY(find<QWidget>(u"demoStripLabel"_s)->isVisible());
    QVERIFY(find<QWidget>(u"loosenedStatusBadge"_s)->isVisible());
    QCOMPARE(find<QLabel>(u"verdictLabel"_s)->text(), u"NO-GO"_s);
}

void WindowStory::nothingCanBeSignedYet()
{
    auto *go = find(u"signGoButton"_s);
    QVERIFY(!go->isEnabled());
    QVERIFY(!go->toolTip().isEmpty()); // a disabled button is never silent
    QVERIFY(!find(u"abortButton"_s)->isEnabled());
}

void WindowStory::runEverything()
{
    press(u"runAllDrillsButton"_s);
    QVERIFY(waitFor([this] { return view().checksRunning; }));
    QVERIFY(waitFor([this] { return !view().checksRunning; }));
}

void WindowStory::everyMachineRowTurnsGo()
{
    runEverything();
    QVERIFY(waitFor([this] { return view().preflightGo; }));
}

void WindowStory::answerRollCall()
{
    auto *matrix = find<QAbstractItemView>(u"matrixTableView"_s);
    matrix->setCurrentIndex(matrix->model()->index(static_cast<int>(CriterionId::TeamReady), 1));
    auto *by = find<QLineEdit>(u"byLineEdit"_s);
    QVERIFY(by->isVisible());
    by->clear();
    QTest::keyClicks(by, s_person);
    for (int i = 0;; ++i) {
        auto *go = m_window->findChild<QPushButton *>(u"stationGoButton_%1"_s.arg(i));
        if (!go)
            break;
        QTest::mouseClick(go, Qt::LeftButton);
    }
    QVERIFY(waitFor([this] { return view().rows[static_cast<std::size_t>(CriterionId::TeamReady)].isGo(); }));
}

void WindowStory::theRollCallIsAnswered()
{
    answerRollCall();
    QVERIFY(waitFor([this] { return view().decisionGo; }));
    QCOMPARE(find<QLabel>(u"verdictLabel"_s)->text(), u"GO"_s);
}

void WindowStory::aKeyIsMade()
{
    auto *panel = find<QWidget>(u"decisionPanel"_s);
    press(u"enrolButton"_s, panel);
    auto *enrol = dialog(u"enrolDialog"_s);
    QVERIFY(enrol);
    QTest::keyClicks(find<QLineEdit>(u"nameLineEdit"_s, enrol), u"Demo release manager"_s);
    QTest::keyClicks(find<QLineEdit>(u"passphraseLineEdit"_s, enrol), s_passphrase);
    QTest::keyClicks(find<QLineEdit>(u"repeatLineEdit"_s, enrol), s_passphrase);
    press(u"enrolButton"_s, enrol);
    QVERIFY(waitFor([this] { return !m_window->session()->keys().list().isEmpty(); }));
    // Where the dialog stays to say what comes next, it is closed.
    if (auto *open = m_window->findChild<QDialog *>(u"enrolDialog"_s))
        open->reject();
}

void WindowStory::theListIsFoundedAndPinned()
{
    press(u"signersButton"_s, find<QWidget>(u"decisionPanel"_s));
    auto *signers = dialog(u"signersDialog"_s);
    QVERIFY(signers);
    QTest::keyClicks(find<QLineEdit>(u"passphraseLineEdit"_s, signers), s_passphrase);
    press(u"foundButton"_s, signers);
    QVERIFY(waitFor([this] { return view().signers.pinned; }));
    if (auto *open = m_window->findChild<QDialog *>(u"signersDialog"_s))
        open->reject();
    QVERIFY(waitFor([this] { return find(u"signGoButton"_s)->isEnabled(); }));
}

void WindowStory::signGo()
{
    press(u"signGoButton"_s);
    fillSignDialog(u"Every row of the demo is Go."_s);
}

void WindowStory::fillSignDialog(const QString &reason)
{
    auto *sign = dialog(u"signDialog"_s);
    QVERIFY(sign);
    auto *button = find(u"signButton"_s, sign);
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(find<QPlainTextEdit>(u"reasonPlainTextEdit"_s, sign), reason);
    QTest::keyClicks(find<QLineEdit>(u"passphraseLineEdit"_s, sign), s_passphrase);
    auto *scroll = find<QScrollArea>(u"factsScrollArea"_s, sign);
    QVERIFY(waitFor([&] {
        for (auto *box : sign->findChildren<QCheckBox *>()) {
            if (!box->isChecked() && box->objectName().startsWith(u"acknowledgeCheckBox"))
                QTest::keyClick(box, Qt::Key_Space);
        }
        auto *bar = scroll->verticalScrollBar();
        bar->setValue(std::min(bar->maximum(), bar->value() + 120));
        return button->isEnabled();
    }));
}

void WindowStory::enterAndSpaceNeverSign()
{
    signGo();
    auto *sign = dialog(u"signDialog"_s);
    QVERIFY(sign);
    auto *button = find(u"signButton"_s, sign);
    QVERIFY(button->isEnabled());
    QVERIFY(!button->isDefault());
    button->setFocus();
    for (const auto key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(button, key);
    QTest::keyClick(find<QPlainTextEdit>(u"reasonPlainTextEdit"_s, sign), Qt::Key_Return);
    QVERIFY(sign->isVisible());
    QVERIFY(!view().decision);
}

void WindowStory::goIsSigned()
{
    auto *sign = dialog(u"signDialog"_s);
    QVERIFY(sign);
    press(u"signButton"_s, sign);
    QVERIFY(waitFor([this] { return view().decision && view().decision->valid; }));
    QVERIFY(waitFor([this] { return view().phase == Phase::PreCutover; }));
    QVERIFY(m_first.exists(u"var/cutover/decisions/%1.pdf"_s.arg(view().decision->id)));
    QVERIFY(m_first.exists(u"var/cutover/decisions/%1.dsse.json"_s.arg(view().decision->id)));
}

void WindowStory::promotionWaitsForPeople()
{
    auto *promote = find(u"promoteButton"_s);
    QVERIFY(promote->isVisible());
    QVERIFY(!promote->isEnabled());
    QVERIFY2(promote->accessibleName().contains(u"refused"), qPrintable(promote->accessibleName()));
}

void WindowStory::confirmPreCutover()
{
    auto *by = find<QLineEdit>(u"byLineEdit"_s);
    QVERIFY(waitFor([by] { return by->isVisible(); }));
    by->clear();
    QTest::keyClicks(by, s_person);
    for (const auto &name : {u"freezeButton"_s, u"stakeholdersButton"_s, u"warRoomButton"_s})
        press(name);
    for (int i = 0; auto *go = m_window->findChild<QPushButton *>(u"stationGoButton_%1"_s.arg(i)); ++i)
        QTest::mouseClick(go, Qt::LeftButton);
    QVERIFY(waitFor([this] { return view().preCutover.missing.isEmpty(); }));
}

void WindowStory::thePreCutoverIsConfirmed()
{
    confirmPreCutover();
    QVERIFY(waitFor([this] { return find(u"promoteButton"_s)->isEnabled(); }));
}

void WindowStory::notYetDisarms()
{
    press(u"promoteButton"_s);
    auto *notYet = find(u"notYetButton"_s);
    QVERIFY(notYet->isVisible());
    QTest::mouseClick(notYet, Qt::LeftButton);
    QVERIFY(waitFor([this] { return find(u"promoteButton"_s)->isVisible(); }));
    QVERIFY(!m_first.exists(u"var/rollout/desired_stage.txt"_s));
}

void WindowStory::promote(int percent)
{
    auto *button = find(u"promoteButton"_s);
    const QString wanted = u"%1\u00a0%"_s.arg(percent);
    QVERIFY2(waitFor([&] { return button->isVisible() && button->isEnabled() && button->text().contains(wanted); }),
             qPrintable(button->text() + u": "_s + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    press(u"confirmPromoteButton"_s);
    QVERIFY(waitFor([&] { return view().desiredStage == QString::number(percent); }));
}

void WindowStory::everyStageIsPromoted()
{
    for (const int percent : {10, 25, 50, 100}) {
        promote(percent);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(waitFor([this] { return view().marks.size() == 4; }));
    auto *abort = find(u"abortButton"_s);
    QVERIFY(abort->isEnabled());
    const QPoint away =
        abort->mapTo(m_window.get(), QPoint()) - find<QWidget>(u"promotionPanel"_s)->mapTo(m_window.get(), QPoint());
    QVERIFY(away.manhattanLength() >= 400);
}

void WindowStory::theChecksAfterTheLastHoldAreRun()
{
    QVERIFY(waitFor([this] { return view().phase == Phase::PostCutover; }));
    QVERIFY(!find(u"signClosingButton"_s)->isEnabled());
    QVERIFY(!find(u"signClosingButton"_s)->toolTip().isEmpty());
    // Three windows have to appear after the last promotion: until then a run says that they lack.
    QVERIFY(waitFor([this] {
        if (auto *run = find(u"postCutoverButton"_s); run->isEnabled() && !view().postCutoverRunning)
            QTest::mouseClick(run, Qt::LeftButton);
        return std::ranges::all_of(view().closingRows, &domain::Row::isGo);
    }));
    QVERIFY(waitFor([this] { return !view().postCutoverRunning; }));
    QVERIFY(std::ranges::all_of(view().closingRows, &domain::Row::isGo));
}

void WindowStory::theClosingIsSigned()
{
    const QString reason = u"Everything is as it was before."_s;
    QVERIFY(!view().rollout.closing);
    press(u"signClosingButton"_s);
    fillSignDialog(reason);
    press(u"signButton"_s, dialog(u"signDialog"_s));
    QVERIFY(waitFor([this] { return view().phase == Phase::Closed; }));
    QVERIFY(view().rollout.closing); // as its entry says
    QCOMPARE(view().rollout.endedWith, u"100"_s);
    QVERIFY2(waitFor([this] { return find<QLabel>(u"verdictLabel"_s)->text() == "CLOSED"_L1; }),
             qPrintable(find<QLabel>(u"verdictLabel"_s)->text()));
    QVERIFY(!find<QWidget>(u"closingPanel"_s)->isVisible());
    const QString pdf = u"var/cutover/decisions/%1.pdf"_s.arg(view().rollout.closing->decisionId);
    const auto seen = m_first.run(u"pdfsig '%1'; pdftotext '%1' - | tr '\\n' ' '"_s.arg(pdf));
    QVERIFY2(seen.out.contains(u"Signature is Valid."_s) && seen.out.contains(u"Total document signed"_s),
             qPrintable(seen.text()));
    QVERIFY2(seen.out.contains(reason), qPrintable(seen.text()));
}

void WindowStory::theSecondCutoverIsAbortedOverADialog()
{
    m_window->closeWorkspace();
    std::ignore = m_first.stopService();
    openDemo(m_second);
    runEverything();
    answerRollCall();
    theListIsFoundedAndPinned();
    signGo();
    press(u"signButton"_s, dialog(u"signDialog"_s));
    QVERIFY(waitFor([this] { return view().phase == Phase::PreCutover; }));
    confirmPreCutover();
    promote(10);
    if (QTest::currentTestFailed())
        return;
    m_window->findChild<QAction *>(u"aboutAction"_s)->trigger();
    QVERIFY(waitFor([] { return QApplication::activeModalWidget() != nullptr; }));
    QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(waitFor([this] { return view().desiredStage == u"abort"; }));
    QApplication::activeModalWidget()->close();
    QVERIFY(waitFor([this] { return view().phase == Phase::Aborted; }));
    QCOMPARE(find<QLabel>(u"verdictLabel"_s)->text(), u"ABORTED"_s);
}

void WindowStory::theRecoveryIsProven()
{
    auto *abort = find(u"abortButton"_s);
    QVERIFY(waitFor([&] { return abort->text() == u"Abort done"_s; }));
    QVERIFY(!abort->isEnabled());
    const QString words = find<QLabel>(u"verdictWhatLabel"_s)->text();
    QVERIFY2(words.endsWith(u"Recovered."), qPrintable(words));
}

void WindowStory::theReasonIsToldAfterwards()
{
    auto *panel = find<QWidget>(u"abortReasonPanel"_s);
    QVERIFY(waitFor([panel] { return panel->isVisible(); }));
    const auto size = view().ledger.size;
    QTest::keyClicks(find<QLineEdit>(u"abortByLineEdit"_s), s_person);
    QTest::keyClicks(find<QLineEdit>(u"abortReasonLineEdit"_s), u"The test wanted to see an abort."_s);
    press(u"explainAbortButton"_s);
    QVERIFY(waitFor([&] { return view().ledger.size > size; }));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QCoreApplication::setOrganizationName(u"cutover"_s);
    QCoreApplication::setApplicationName(u"tst_story_window"_s);
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    WindowStory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_story_window.moc"
