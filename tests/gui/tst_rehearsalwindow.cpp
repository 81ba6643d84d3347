// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rehearsal from the window, on the demo's real service: how far it is, what came of each step, how it is stopped,
// and what is refused in words.
#include "demo/demoworkspace.h"

#include "gui/appearance.h"
#include "gui/rehearsalwindow.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;

namespace {

constexpr int patienceMs = 120'000;
const QString s_production = u"var/rollout/desired_stage.txt"_s;
const QString s_own = u"var/rehearsal/desired_stage.txt"_s;

} // namespace

class RehearsalWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void withoutAStepNothingBegins();
    void whatIsProductionsIsRefused();
    void aRehearsalPasses();
    void closingStopsNothing();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }
    void open(const QJsonObject &plan);
    [[nodiscard]] QString foot() const { return child<QLabel>(u"footLabel"_s)->text(); }
    [[nodiscard]] QString said(const QString &line) const { return child<QLabel>(line)->text(); }
    void press(const QString &button) const { QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton); }
    [[nodiscard]] bool isAtRest() const { return child<QPushButton>(u"rehearseButton"_s)->isEnabled(); }

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<gui::RehearsalWindow> m_window;
};

void RehearsalWindowTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
}

void RehearsalWindowTest::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void RehearsalWindowTest::open(const QJsonObject &plan)
{
    auto profile = m_demo.json(u"cutover.json"_s);
    profile[u"rehearsal"_s] = plan;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    m_session = std::make_unique<session::Session>(m_demo.path(), ports);
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
    m_window = std::make_unique<gui::RehearsalWindow>(*m_session);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void RehearsalWindowTest::withoutAStepNothingBegins()
{
    open({{u"hold_s"_s, 1}});
    QVERIFY(isAtRest());
    for (const auto &step : {u"step25CheckBox"_s, u"step50CheckBox"_s})
        QTest::keyClick(child<QCheckBox>(step), Qt::Key_Space);
    QVERIFY(child<QCheckBox>(u"abortDrillCheckBox"_s)->isChecked());
    QVERIFY(!isAtRest());
    QCOMPARE(foot(), u"No step is chosen."_s);
    QVERIFY(!m_session->isRehearsing());
}

void RehearsalWindowTest::whatIsProductionsIsRefused()
{
    const auto commands = m_demo.json(u"cutover.json"_s)[u"commands"_s].toObject();
    const auto abort = commands.contains(u"abort"_s)
                           ? commands[u"abort"_s].toArray()
                           : QJsonArray::fromStringList(domain::checklistProfile().abortCommand.arguments);
    open({{u"hold_s"_s, 1}, {u"abort"_s, abort}});
    press(u"rehearseButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), patienceMs);
    QVERIFY2(foot().contains(u"production’s own command"_s), qPrintable(foot()));
    QVERIFY(!m_demo.exists(s_own));
}

void RehearsalWindowTest::aRehearsalPasses()
{
    open({{u"hold_s"_s, 1}});
    press(u"rehearseButton"_s);
    QVERIFY(!isAtRest());
    QVERIFY(child<QPushButton>(u"stopRehearsalButton"_s)->isVisible());
    QVERIFY(!child<QCheckBox>(u"step25CheckBox"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(said(u"step25Label"_s).startsWith(u"Passed"_s), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), patienceMs);
    QVERIFY2(foot().startsWith(u"The rehearsal passed."_s), qPrintable(foot()));
    QCOMPARE(said(u"step10Label"_s), u"Left out."_s);
    for (const auto &line : {u"step25Label"_s, u"step50Label"_s, u"abortDrillLabel"_s})
        QVERIFY2(said(line).startsWith(u"Passed"_s), qPrintable(said(line)));
    QVERIFY(!m_demo.exists(s_production));
    QCOMPARE(m_demo.read(s_own).trimmed(), QByteArray("abort"));
}

void RehearsalWindowTest::closingStopsNothing()
{
    open({{u"hold_s"_s, 600}});
    press(u"rehearseButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(said(u"step25Label"_s).startsWith(u"Holding"_s), patienceMs);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isVisible());
    QVERIFY(m_session->isRehearsing());
    m_window->show();
    QVERIFY(said(u"step25Label"_s).startsWith(u"Holding"_s));
    press(u"stopRehearsalButton"_s);
    QVERIFY(foot().startsWith(u"Stopping"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), patienceMs);
    QVERIFY2(foot().startsWith(u"The rehearsal failed."_s), qPrintable(foot()));
    QCOMPARE(said(u"step25Label"_s), u"Stopped by hand; its stage file is set back."_s);
    QCOMPARE(said(u"step50Label"_s), u"Not reached."_s);
    QCOMPARE(m_demo.read(s_own).trimmed(), QByteArray("abort"));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    RehearsalWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_rehearsalwindow.moc"
