// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The verifier as a person presses it: a file opened, one dropped, and what is said of a decision that somebody
// changed. The decision is a real one, by a real key of the real keychain.
#include "demo/demoworkspace.h"
#include "gui/appearance.h"
#include "gui/layout.h"
#include "gui/mainwindow.h"
#include "gui/verifywindow.h"
#include "gui/windows.h"
#include "models/words.h"
#include "session/verbs.h"

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTreeWidget>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using namespace session::test;

class VerifyWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void anOpenedFileIsJudged();
    void aDroppedFileIsJudged_data();
    void aDroppedFileIsJudged();
    void whatIsNoFileIsNotTaken();
    void theMainWindowTakesADropToo();

private:
    [[nodiscard]] QString text(const QString &label) const { return m_verifier->findChild<QLabel *>(label)->text(); }
    [[nodiscard]] QString cardWords(const QString &card) const;
    [[nodiscard]] QTreeWidget *signatures() const { return m_verifier->findChild<QTreeWidget *>(u"signaturesTree"_s); }
    [[nodiscard]] static bool drop(QWidget *target, const QList<QUrl> &urls);
    [[nodiscard]] QString file(const QString &suffix) const
    {
        return m_demo.path(u"var/cutover/decisions/%1%2"_s.arg(m_id, suffix));
    }
    [[nodiscard]] QString changed(const QString &suffix, const QByteArray &before, const QByteArray &after) const;
    void shot(const QString &name);

    DemoWorkspace m_demo;
    QTemporaryDir m_folder;
    keychain::OsStore m_store;
    std::unique_ptr<gui::MainWindow> m_window;
    QPointer<gui::VerifyWindow> m_verifier;
    QString m_id;
};

void VerifyWindowTest::initTestCase()
{
    QSettings().clear();
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.startWatcher = {};
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->show();
    m_window->openWorkspace(m_demo.path());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget *>(u"consoleView"_s), patienceMs);
    auto &session = *m_window->session();
    const QString key = enrol(session);
    QVERIFY(!key.isEmpty());
    QVERIFY(found(session, key));
    QTRY_VERIFY_WITH_TIMEOUT(session.view().signers.pinned, patienceMs);
    const auto done = signNow(session, {domain::DecisionKind::NoGo, key, u"Not before the audit."_s, {}});
    QVERIFY2(done, done ? "" : qPrintable(models::failureText(done.error())));
    m_id = done->id;
}

void VerifyWindowTest::cleanupTestCase()
{
    m_window.reset();
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, each moment is kept as pictures there.
void VerifyWindowTest::shot(const QString &name)
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    for (const auto &size : {QSize(1600, 1000), QSize(1280, 720)}) {
        m_verifier->resize(size);
        QVERIFY(QTest::qWaitFor([this, size] { return m_verifier->size() == size; }));
        QVERIFY(gui::test::layOut());
        QVERIFY(m_verifier->grab().save(u"%1/%2-%3.png"_s.arg(folder, name).arg(size.width())));
    }
}

QString VerifyWindowTest::cardWords(const QString &card) const
{
    QStringList words;
    for (const auto *label : m_verifier->findChild<QWidget *>(card)->findChildren<QLabel *>())
        words.append(label->text());
    return words.join(u'\n');
}

bool VerifyWindowTest::drop(QWidget *target, const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.setAccepted(false);
    QCoreApplication::sendEvent(target, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent dropped({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &dropped);
    return true;
}

/// A copy in which the first of these bytes are others; a new file with `after` at its end where there is no `before`.
QString VerifyWindowTest::changed(const QString &suffix, const QByteArray &before, const QByteArray &after) const
{
    QFile original(file(suffix));
    const QString path = m_folder.filePath(u"changed"_s + suffix);
    QFile copy(path);
    if (!original.open(QIODevice::ReadOnly) || !copy.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    QByteArray bytes = original.readAll();
    const auto at = before.isEmpty() ? bytes.size() : bytes.indexOf(before);
    if (at < 0)
        return {};
    bytes.replace(at, before.size(), after);
    return copy.write(bytes) == bytes.size() ? path : QString();
}

void VerifyWindowTest::anOpenedFileIsJudged()
{
    m_window->findChild<QAction *>(u"verifyAction"_s)->trigger();
    m_verifier = m_window->findChild<gui::VerifyWindow *>();
    QVERIFY(m_verifier && QTest::qWaitForWindowExposed(m_verifier));
    QVERIFY(!m_verifier->findChild<QPushButton *>(u"saveReportButton"_s)->isEnabled());
    auto *dialog = m_verifier->findChild<QFileDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog));
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    QSignalSpy done(m_verifier.data(), &gui::VerifyWindow::done);
    name->setText(file(u".dsse.json"_s));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(done.wait(patienceMs));
    QVERIFY2(text(u"verdictLabel"_s) == u"VALID"_s, qPrintable(text(u"headlineLabel"_s)));
    QCOMPARE(signatures()->topLevelItemCount(), 1);
    QCOMPARE(signatures()->topLevelItem(0)->text(0), u"Demo release manager"_s);
    QVERIFY(cardWords(u"trustedCard"_s).contains(u"is authorised as decision-maker"));
    QVERIFY(m_verifier->findChild<QPushButton *>(u"saveReportButton"_s)->isEnabled());
    shot(u"valid"_s);
}

void VerifyWindowTest::aDroppedFileIsJudged_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("words");
    QTest::newRow("the PDF") << file(u".pdf"_s) << u"VALID"_s << u"trustedCard"_s
                             << u"is authorised as decision-maker"_s;
    QTest::newRow("bytes after the end") << changed(u".pdf"_s, {}, "% more\n") << u"NOT VALID"_s << u"intactCard"_s
                                         << u""_s;
    QTest::newRow("another signature") << changed(u".dsse.json"_s, "\"sig\":\"M", "\"sig\":\"N") << u"NOT VALID"_s
                                       << u"intactCard"_s << u""_s;
    QTest::newRow("no decision at all") << m_demo.path(u"cutover.json"_s) << u"NOT VALID"_s << u"intactCard"_s
                                        << u"Not recognised."_s;
    QTest::newRow("nothing there") << m_folder.filePath(u"absent.pdf"_s) << u"NOT VALID"_s << u"intactCard"_s
                                   << u"is not there"_s;
}

void VerifyWindowTest::aDroppedFileIsJudged()
{
    QFETCH(QString, path);
    QFETCH(QString, verdict);
    QFETCH(QString, card);
    QFETCH(QString, words);
    QVERIFY(!path.isEmpty());
    QSignalSpy done(m_verifier.data(), &gui::VerifyWindow::done);
    QVERIFY(drop(m_verifier, {QUrl::fromLocalFile(path)}));
    QVERIFY(done.wait(patienceMs));
    QVERIFY2(text(u"verdictLabel"_s) == verdict, qPrintable(text(u"headlineLabel"_s)));
    QVERIFY2(cardWords(card).contains(words), qPrintable(cardWords(card)));
    QVERIFY(!text(u"toDoLabel"_s).isEmpty());
    if (verdict != "VALID"_L1)
        QVERIFY2(cardWords(u"intactCard"_s).contains(u". "), qPrintable(cardWords(u"intactCard"_s)));
    shot(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-'));
}

void VerifyWindowTest::whatIsNoFileIsNotTaken()
{
    const QString before = text(u"headlineLabel"_s);
    QVERIFY(!drop(m_verifier, {}));
    QVERIFY(!drop(m_verifier, {QUrl(u"https://example.invalid/decision.pdf"_s)}));
    QVERIFY(!drop(m_verifier, {QUrl::fromLocalFile(file(u".pdf"_s)), QUrl::fromLocalFile(file(u".dsse.json"_s))}));
    QVERIFY(!m_verifier->isJudging());
    QCOMPARE(text(u"headlineLabel"_s), before);
}

void VerifyWindowTest::theMainWindowTakesADropToo()
{
    QVERIFY(m_verifier->close());
    QTRY_VERIFY(!m_verifier);
    QVERIFY(drop(m_window.get(), {QUrl::fromLocalFile(file(u".pdf"_s))}));
    m_verifier = m_window->findChild<gui::VerifyWindow *>();
    QVERIFY(m_verifier);
    QTRY_COMPARE_WITH_TIMEOUT(text(u"verdictLabel"_s), u"VALID"_s, patienceMs);
}

int main(int argc, char *argv[])
{
    return gui::test::runWindowTest<VerifyWindowTest>(u"tst_verifywindow"_s, argc, argv);
}

#include "tst_verifywindow.moc"
