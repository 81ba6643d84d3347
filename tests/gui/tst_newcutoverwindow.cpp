// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the window to a new cutover and back into the window: by key, by card, and from a folder without a profile.
#include "gui/appearance.h"
#include "gui/mainwindow.h"
#include "gui/newcutoverassistant.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

} // namespace

class NewCutoverWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theKeyOpensTheAssistant();
    void theCardOpensTheAssistant();
    void escapeLeavesTheWindowAsItWas();
    void aFolderWithoutProfileGetsOne();
    void aBrokenProfileIsNotOfferedANewOne();
    void whatIsThereIsOpened();

private:
    [[nodiscard]] gui::NewCutoverAssistant *assistant() const
    {
        return m_window->findChild<gui::NewCutoverAssistant *>();
    }
    [[nodiscard]] QPushButton *button(const QString &name) const { return m_window->findChild<QPushButton *>(name); }
    [[nodiscard]] bool showsConsole() const { return m_window->findChild<QWidget *>(u"consoleView"_s); }
    [[nodiscard]] bool comesUp(const QString &name) const
    {
        return QTest::qWaitFor([&] { return button(name) && button(name)->isVisible() && button(name)->isEnabled(); },
                               patienceMs);
    }
    void put(const QByteArray &profile) const;

    keychain::OsStore m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::MainWindow> m_window;
};

void NewCutoverWindowTest::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void NewCutoverWindowTest::cleanup()
{
    m_window.reset();
}

void NewCutoverWindowTest::put(const QByteArray &profile) const
{
    QFile file(m_folder->filePath(u"cutover.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(profile);
}

void NewCutoverWindowTest::theKeyOpensTheAssistant()
{
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    QVERIFY(assistant() && assistant()->isVisible());
}

void NewCutoverWindowTest::theCardOpensTheAssistant()
{
    QTest::keyClick(button(u"newCutoverButton"_s), Qt::Key_Return);
    QVERIFY(assistant() && assistant()->isVisible());
}

void NewCutoverWindowTest::escapeLeavesTheWindowAsItWas()
{
    button(u"newCutoverButton"_s)->setFocus();
    QTest::mouseClick(button(u"newCutoverButton"_s), Qt::LeftButton);
    const QPointer<gui::NewCutoverAssistant> dialog = assistant();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QVERIFY(button(u"newCutoverButton"_s)->isVisible());
    QVERIFY(!m_window->session());
}

void NewCutoverWindowTest::aFolderWithoutProfileGetsOne()
{
    m_window->openWorkspace(m_folder->path());
    QVERIFY(comesUp(u"writeProfileButton"_s));
    QTest::mouseClick(button(u"writeProfileButton"_s), Qt::LeftButton);
    QVERIFY(assistant());
    QCOMPARE(assistant()->findChild<QLineEdit *>(u"folderLineEdit"_s)->text(), m_folder->path());
    for (const auto &name : {u"nextButton"_s, u"nextButton"_s, u"writeButton"_s}) {
        QVERIFY(comesUp(name));
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    QVERIFY(QTest::qWaitFor([this] { return showsConsole(); }, patienceMs));
    QVERIFY(!assistant());
    QCOMPARE(m_window->session()->view().workspace, m_folder->path());
}

void NewCutoverWindowTest::aBrokenProfileIsNotOfferedANewOne()
{
    put("{");
    m_window->openWorkspace(m_folder->path());
    QVERIFY(comesUp(u"retryButton"_s));
    QVERIFY(!button(u"writeProfileButton"_s)->isVisible());
}

void NewCutoverWindowTest::whatIsThereIsOpened()
{
    put(R"({"workspace_id": "w", "version": "v1", "target_at": "2026-03-02T14:00:00Z"})");
    QTest::mouseClick(button(u"newCutoverButton"_s), Qt::LeftButton);
    assistant()->findChild<QLineEdit *>(u"folderLineEdit"_s)->setText(m_folder->path());
    QVERIFY(comesUp(u"openButton"_s));
    QTest::mouseClick(assistant()->findChild<QPushButton *>(u"openButton"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([this] { return showsConsole(); }, patienceMs));
    QCOMPARE(m_window->session()->view().profile.version, u"v1"_s);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QCoreApplication::setOrganizationName(u"cutover"_s);
    QCoreApplication::setApplicationName(u"tst_newcutoverwindow"_s);
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    NewCutoverWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_newcutoverwindow.moc"
