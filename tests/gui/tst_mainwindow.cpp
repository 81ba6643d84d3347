// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window without a workspace, with one that cannot be read, and with a demo: what is there, what is refused in
// words, and that nothing moves.
#include "demo/demoworkspace.h"
#include "gui/anotherconsole.h"
#include "gui/appearance.h"
#include "gui/chartcard.h"
#include "gui/detailpanel.h"
#include "gui/layout.h"
#include "gui/mainwindow.h"
#include "gui/matrixview.h"
#include "gui/recents.h"
#include "gui/windows.h"
#include "keychain/osstore.h"
#include "models/matrixmodel.h"
#include "models/words.h"
#include "rollout/ledgerevents.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using gui::test::visible;

namespace {

constexpr int s_patienceMs = 60'000;

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutRecentsTheDemoHasTheFocus();
    void withRecentsOpenHasTheFocus();
    void aBrokenProfileIsNamedAndAbortStays();
    void theMatrixNeverScrolls_data();
    void theMatrixNeverScrolls();
    void theAgeIsSeenWhole();
    void everyDisabledButtonSaysWhy();
    void everyButtonHasANameAndAnAccessibleName();
    void rehearseAndSealAreInTheMenus();
    void theDetailRehearses();
    void aRehearsalIsSaidEverywhere();
    void aNarrowDetailKeepsItsLinks();
    void areasAreReachedByKeys();
    void tabFollowsTheLayout();
    void closingAsksWhileARolloutIsUnderWay();
    void closingTheWorkspaceAsksToo();
    void theQuestionGoesWithTheRollout();
    void closingAsksNothingElse();
    void theDemoCardRunsTheDemo();
    void theDemoRunsWithTheProbesToo();
    void theProgramQuitsAfterItsDemo();

private:
    void runDemo(const QString &folder, const QString &button = u"demoButton"_s);
    [[nodiscard]] bool openDemo(DemoWorkspace &demo, const QStringList &options = {});
    [[nodiscard]] bool openRollout(DemoWorkspace &demo);
    void selectRow(domain::CriterionId id);

    keychain::OsStore m_store;
    std::unique_ptr<gui::MainWindow> m_window;
};

void MainWindowTest::init()
{
    QSettings().clear();
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.startWatcher = {}; // none that would outlive the test
    m_window = std::make_unique<gui::MainWindow>(ports);
}

void MainWindowTest::cleanup()
{
    m_window.reset();
}

bool MainWindowTest::openDemo(DemoWorkspace &demo, const QStringList &options)
{
    if (const auto laidOut = demo.init(options); !laidOut.succeeded() || !demo.serve()) {
        qWarning("%s", qPrintable(laidOut.text() + demo.serviceOutput()));
        return false;
    }
    m_window->show();
    m_window->openWorkspace(demo.path());
    return QTest::qWaitFor([this] { return visible<QWidget>(*m_window, u"consoleView"_s); }, s_patienceMs);
}

/// A GO and 10 % reached, by another console.
bool MainWindowTest::openRollout(DemoWorkspace &demo)
{
    return openDemo(demo) && gui::test::recordGo(demo.path(), domain::checklistProfile().stages) &&
           gui::test::recordStage(demo.path(), 10) &&
           QTest::qWaitFor([this] { return m_window->session()->view().rollout.present(); }, s_patienceMs);
}

void MainWindowTest::withoutRecentsTheDemoHasTheFocus()
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(visible<QLabel>(*m_window, u"recentsEmptyLabel"_s));
    QCOMPARE(m_window->focusWidget()->objectName(), u"demoButton"_s);
}

void MainWindowTest::withRecentsOpenHasTheFocus()
{
    gui::rememberWorkspace({u"/nowhere"_s, u"payments-core"_s, u"Production"_s, u"NO-GO"_s, {}});
    m_window->closeWorkspace();
    m_window->show();
    QCOMPARE(m_window->focusWidget()->objectName(), u"openButton"_s);
    QVERIFY(visible<QPushButton>(*m_window, u"recent0Button"_s));
}

void MainWindowTest::aBrokenProfileIsNamedAndAbortStays()
{
    QTemporaryDir folder;
    QFile profile(folder.filePath(u"cutover.json"_s));
    QVERIFY(profile.open(QIODevice::WriteOnly));
    profile.write("{\n  \"workspace_id\": \"x\",\n  \"limits\": {\"burst\": \"1.5\"}\n}\n");
    profile.close();
    m_window->show();
    m_window->openWorkspace(folder.path());
    QVERIFY(QTest::qWaitFor([this] { return visible<QLabel>(*m_window, u"failureLabel"_s); }, s_patienceMs));
    const QString words = visible<QLabel>(*m_window, u"failureLabel"_s)->text();
    QVERIFY2(words.contains(u"cutover.json"), qPrintable(words));
    QVERIFY(visible<QPushButton>(*m_window, u"abortButton"_s)->isEnabled());
}

void MainWindowTest::theMatrixNeverScrolls_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("roomy") << QSize(1600, 1000);
    QTest::newRow("compact") << QSize(1280, 720);
}

void MainWindowTest::theMatrixNeverScrolls()
{
    QFETCH(QSize, size);
    m_window->resize(size);
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    QVERIFY(gui::test::layOut());
    auto *matrix = visible<QTableView>(*m_window, u"matrixTableView"_s);
    const auto last = matrix->visualRect(matrix->model()->index(12, 1));
    QVERIFY2(last.bottom() <= matrix->viewport()->height(),
             qPrintable(u"%1 in %2"_s.arg(last.bottom()).arg(matrix->viewport()->height())));
    QCOMPARE(m_window->size(), size);
}

void MainWindowTest::theAgeIsSeenWhole()
{
    using Density = gui::MatrixView::Density;
    models::MatrixModel model;
    gui::MatrixView view;
    view.setModel(&model);
    const QFontMetrics metrics(gui::Appearance::instance().font(13, QFont::DemiBold)); // as one that is too old
    for (const auto density : {Density::Roomy, Density::Wide, Density::Rollout, Density::Compact}) {
        view.setDensity(density);
        for (const qint64 seconds : {119, 102 * 60, 119 * 60, 95 * 3600, 14 * 86400}) {
            const QString age = models::ageText(seconds);
            QVERIFY2(metrics.horizontalAdvance(age) + 16 <= view.columnWidth(models::MatrixModel::Age),
                     qPrintable(age));
        }
    }
}

void MainWindowTest::everyDisabledButtonSaysWhy()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    for (auto *button : m_window->findChildren<QPushButton *>()) {
        if (button->isVisible() && !button->isEnabled())
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
    }
}

void MainWindowTest::everyButtonHasANameAndAnAccessibleName()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    for (auto *button : m_window->findChildren<QPushButton *>()) {
        if (!button->isVisible())
            continue;
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
    }
}

void MainWindowTest::rehearseAndSealAreInTheMenus()
{
    auto *rehearse = m_window->findChild<QAction *>(u"rehearseAction"_s);
    auto *seal = m_window->findChild<QAction *>(u"sealAction"_s);
    for (auto *action : {rehearse, seal}) {
        QVERIFY(action);
        QVERIFY(!action->isEnabled());
        QCOMPARE(action->toolTip(), u"Open a workspace first."_s);
        const auto menus = action->associatedObjects();
        QVERIFY(std::ranges::any_of(menus, [](QObject *object) {
            const auto *menu = qobject_cast<QMenu *>(object);
            return menu && menu->toolTipsVisible();
        }));
    }
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    for (auto *action : {rehearse, seal}) {
        QVERIFY(action->isEnabled());
        QVERIFY(!action->toolTip().contains(u"Open a workspace"_s));
    }
    rehearse->trigger();
    QVERIFY(visible<QWidget>(*m_window, u"rehearsalWindow"_s));
    seal->trigger();
    QVERIFY(visible<QWidget>(*m_window, u"sealDialog"_s));
    m_window->closeWorkspace();
    for (auto *action : {rehearse, seal}) {
        QVERIFY(!action->isEnabled());
        QCOMPARE(action->toolTip(), u"Open a workspace first."_s);
    }
}

void MainWindowTest::selectRow(domain::CriterionId id)
{
    auto *table = visible<QTableView>(*m_window, u"matrixTableView"_s);
    QVERIFY(table);
    table->selectRow(static_cast<int>(id));
    QTRY_COMPARE(visible<gui::DetailPanel>(*m_window, u"detailPanel"_s)->row(), id);
}

void MainWindowTest::theDetailRehearses()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo, {u"--profile"_s, u"builtin"_s}));
    QVERIFY(!visible<QPushButton>(*m_window, u"rehearseRowButton"_s)); // another row is selected
    selectRow(domain::CriterionId::Rehearsal);
    auto *rehearse = visible<QPushButton>(*m_window, u"rehearseRowButton"_s);
    QVERIFY(rehearse && rehearse->isEnabled());
    QVERIFY(!visible<QWidget>(*m_window, u"rehearsalWindow"_s));
    QTest::mouseClick(rehearse, Qt::LeftButton);
    auto *window = visible<QWidget>(*m_window, u"rehearsalWindow"_s);
    QVERIFY(window);
    QTest::mouseClick(rehearse, Qt::LeftButton);
    QCOMPARE(visible<QWidget>(*m_window, u"rehearsalWindow"_s), window);           // one for the session
    QVERIFY(visible<QPushButton>(*m_window, u"stopRehearsalButton"_s) == nullptr); // nothing began by itself
}

void MainWindowTest::aRehearsalIsSaidEverywhere()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo, {u"--profile"_s, u"builtin"_s}));
    const QString name = m_window->windowTitle();
    const auto isSaid = [this] {
        const auto *burst = visible<gui::ChartCard>(*m_window, u"burstChartCard"_s);
        const auto *latency = visible<gui::ChartCard>(*m_window, u"latencyChartCard"_s);
        const QList<bool> places{visible<QWidget>(*m_window, u"rehearsalStatusBadge"_s) != nullptr,
                                 visible<QWidget>(*m_window, u"rehearsalStripLabel"_s) != nullptr,
                                 m_window->windowTitle().startsWith(u"REHEARSAL – "_s),
                                 burst && burst->accessibleName().startsWith(u"REHEARSAL"_s),
                                 latency && latency->accessibleName().startsWith(u"REHEARSAL"_s)};
        return places.count(true) == places.size() ? 1 : places.count(false) == places.size() ? 0 : -1;
    };
    QCOMPARE(isSaid(), 0);
    for (const QSize &size : {QSize(1600, 1000), QSize(1280, 720)}) {
        m_window->resize(size);
        QVERIFY(gui::test::layOut());
        std::optional<bool> passed;
        m_window->session()->rehearse(
            {{25}, false}, m_window.get(),
            [&passed](const session::Result<domain::Rehearsal> &record) { passed = record && record->passed(); });
        QTRY_COMPARE_WITH_TIMEOUT(isSaid(), 1, s_patienceMs);
        m_window->session()->cancelRehearsal();
        QTRY_VERIFY_WITH_TIMEOUT(passed.has_value(), s_patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(isSaid(), 0, s_patienceMs);
        QCOMPARE(m_window->windowTitle(), name);
    }
}

void MainWindowTest::aNarrowDetailKeepsItsLinks()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo, {u"--profile"_s, u"builtin"_s}));
    m_window->resize(1280, 720);
    selectRow(domain::CriterionId::Rehearsal);
    QVERIFY(gui::test::layOut());
    const auto *card = visible<gui::DetailPanel>(*m_window, u"detailPanel"_s);
    for (const auto &name :
         {u"openScriptButton"_s, u"differenceButton"_s, u"rehearseRowButton"_s, u"copyRowButton"_s}) {
        const auto *link = visible<QPushButton>(*m_window, name);
        QVERIFY2(link, qPrintable(name));
        const QRect place(link->mapTo(card, QPoint()), link->size());
        QVERIFY2(card->rect().contains(place), qPrintable(name));
        QVERIFY2(link->width() >= link->sizeHint().width(), qPrintable(name)); // the words whole
    }
}

void MainWindowTest::areasAreReachedByKeys()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const QStringList areas{u"headerView"_s, u"matrixTableView"_s, u"burstChartCard"_s, u"rightColumn"_s,
                            u"statusLine"_s};
    const auto isIn = [this](const QString &name) {
        auto *area = visible<QWidget>(*m_window, name);
        auto *focused = QApplication::focusWidget();
        return area && focused && (area == focused || area->isAncestorOf(focused));
    };
    QVERIFY(isIn(areas[1]));
    for (int i = 2; i < 12; ++i) {
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QVERIFY2(isIn(areas[i % 5]), qPrintable(areas[i % 5]));
    }
    for (int i = 15; i > 10; --i) {
        QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY2(isIn(areas[i % 5]), qPrintable(areas[i % 5]));
    }
}

void MainWindowTest::tabFollowsTheLayout()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    visible<QWidget>(*m_window, u"headerView"_s)->setFocus();
    QStringList way;
    for (int i = 0; i < 12; ++i) {
        way.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const QStringList wanted{u"headerView"_s,         u"runSelectedButton"_s, u"runLiveButton"_s,
                             u"runAllDrillsButton"_s, u"matrixTableView"_s,   u"chartView"_s,
                             u"latencyUnitButton"_s,  u"chartView"_s,         u"openScriptButton"_s,
                             u"differenceButton"_s,   u"runAgainButton"_s,    u"copyRowButton"_s};
    QCOMPARE(way.mid(0, wanted.size()), wanted);
    QVERIFY(!way.contains(u"abortButton"_s));
}

void MainWindowTest::closingAsksWhileARolloutIsUnderWay()
{
    DemoWorkspace demo;
    QVERIFY(openRollout(demo));

    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    const auto *box = visible<QMessageBox>(*m_window, u"leaveMessageBox"_s);
    QVERIFY(box);
    QVERIFY2(box->text().startsWith(u"The rollout goes on at 10\u00a0%."), qPrintable(box->text()));
    auto *stay = visible<QPushButton>(*m_window, u"stayButton"_s);
    QVERIFY(stay && stay->isDefault() && box->escapeButton() == stay);
    QTest::mouseClick(stay, Qt::LeftButton);
    QTRY_VERIFY(!visible<QMessageBox>(*m_window, u"leaveMessageBox"_s));
    QVERIFY(m_window->isVisible());

    QVERIFY(!m_window->close()); // asked again: «Stay» was no leave
    QTest::mouseClick(visible<QPushButton>(*m_window, u"leaveButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(m_window->session()->view().rollout.isUnderWay());
}

/// By whatever way the workspace is left: its rollout is.
void MainWindowTest::closingTheWorkspaceAsksToo()
{
    DemoWorkspace demo;
    QVERIFY(openRollout(demo));
    for (const auto &name : {u"closeWorkspaceAction"_s, u"demoAction"_s}) {
        m_window->findChild<QAction *>(name)->trigger();
        auto *stay = visible<QPushButton>(*m_window, u"stayButton"_s);
        QVERIFY2(stay && stay->isDefault(), qPrintable(name));
        QTest::mouseClick(stay, Qt::LeftButton);
        QTRY_VERIFY(!visible<QMessageBox>(*m_window, u"leaveMessageBox"_s));
        QVERIFY2(m_window->session(), qPrintable(name));
    }
    m_window->findChild<QAction *>(u"closeWorkspaceAction"_s)->trigger();
    QTest::mouseClick(visible<QPushButton>(*m_window, u"leaveButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_window->session());
    QVERIFY(m_window->isVisible());
}

/// Another console aborts while the box stands: what it says is so no longer.
void MainWindowTest::theQuestionGoesWithTheRollout()
{
    DemoWorkspace demo;
    QVERIFY(openRollout(demo));
    QVERIFY(!m_window->close());
    QVERIFY(visible<QMessageBox>(*m_window, u"leaveMessageBox"_s));
    QVERIFY(gui::test::record(demo.path(), rollout::kind::abortIntent, {{u"reason"_s, u"of another console"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(!visible<QMessageBox>(*m_window, u"leaveMessageBox"_s), s_patienceMs);
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->close());
}

void MainWindowTest::closingAsksNothingElse()
{
    DemoWorkspace demo;
    QVERIFY(openDemo(demo));
    QVERIFY(m_window->close());
    QVERIFY(!visible<QMessageBox>(*m_window, u"leaveMessageBox"_s));
}

namespace {

/// Processes that serve a demo from a folder that begins so.
QStringList servicesUnder(const QString &folder)
{
    QStringList pids;
    for (const auto &pid : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(u"/proc/%1/cmdline"_s.arg(pid));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto words = file.readAll().split('\0');
        if (words.value(1) == "serve" && QString::fromUtf8(words.value(2)).startsWith(folder))
            pids.append(pid);
    }
    return pids;
}

/// Where the folders of demos begin.
QString demoFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/cutover/demo-"_s;
}

} // namespace

void MainWindowTest::runDemo(const QString &folder, const QString &button)
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QFileInfo(DemoWorkspace::program()).path().toUtf8() + ':' + path);
    QCOMPARE(servicesUnder(folder), QStringList());
    m_window->show();
    QTest::mouseClick(visible<QPushButton>(*m_window, button), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([this] { return visible<QWidget>(*m_window, u"consoleView"_s); }, s_patienceMs));
    qputenv("PATH", path);
    QCOMPARE(servicesUnder(folder).size(), 1);
}

void MainWindowTest::theDemoCardRunsTheDemo()
{
    QTest::failOnWarning(QRegularExpression(u"Destroyed while process"_s));
    const QString folder = demoFolder();
    runDemo(folder);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(visible<QLabel>(*m_window, u"demoStripLabel"_s));
    QVERIFY(m_window->session()->view().workspace.startsWith(folder));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session()->view().live.readyz.value_or(QString()), u"ok"_s, s_patienceMs);
    m_window.reset();
    QTRY_COMPARE_WITH_TIMEOUT(servicesUnder(folder), QStringList(), s_patienceMs);
}

void MainWindowTest::theDemoRunsWithTheProbesToo()
{
    const QString folder = demoFolder();
    runDemo(folder, u"demoProbesButton"_s);
    if (QTest::currentTestFailed())
        return;
    const auto &profile = m_window->session()->view().profile;
    QVERIFY(profile.isDemo());
    QCOMPARE(profile.plan(domain::CriterionId::Readyz).source, domain::CheckSource::Probe);
    m_window.reset();
    QTRY_COMPARE_WITH_TIMEOUT(servicesUnder(folder), QStringList(), s_patienceMs);
}

void MainWindowTest::theProgramQuitsAfterItsDemo()
{
    QTest::failOnWarning(QRegularExpression(u"Destroyed while process"_s));
    const QString folder = demoFolder();
    runDemo(folder);
    if (QTest::currentTestFailed())
        return;
    const QString service = u"/proc/"_s + servicesUnder(folder).constFirst();
    QTimer::singleShot(0, m_window.get(), &QWidget::close);
    QCOMPARE(QApplication::exec(), 0);
    QVERIFY2(!QFileInfo::exists(service), "it would be there as a zombie, too, were its end not waited for");
    m_window.reset();
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QCoreApplication::setOrganizationName(u"cutover"_s);
    QCoreApplication::setApplicationName(u"tst_mainwindow"_s);
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    MainWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_mainwindow.moc"
