// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is taken out of the window as a file: told once the ledger has it, and never over one of the console's own.
#include "demo/demoworkspace.h"
#include "gui/appearance.h"
#include "gui/exports.h"
#include "keychain/osstore.h"
#include "ledger/ledger.h"
#include "models/words.h"
#include "rollout/ledgerevents.h"
#include "session/ledgerlock.h"

#include <QApplication>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;

namespace {

constexpr int patienceMs = 60'000;

} // namespace

class ExportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aReportIsToldOnceItIsOnRecord();
    void whatTheLedgerRefusesIsSaid();
    void aFolderThatTakesNothing();
    void noneOfTheConsolesOwn_data();
    void noneOfTheConsolesOwn();
    void theLedgerIsExportedElsewhere();

private:
    /// Answers the dialog that was asked for.
    void choose(const QString &file)
    {
        auto *dialog = m_window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file);
        delete dialog;
    }
    [[nodiscard]] QString path(const QString &file) const { return m_demo.path() + u'/' + file; }
    [[nodiscard]] QString words() const { return m_told->first().first().toString(); }
    [[nodiscard]] bool isBad() const { return m_told->first().last().toBool(); }
    [[nodiscard]] QStringList recorded() const;

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    QTemporaryDir m_folder;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<gui::Exports> m_exports;
    std::unique_ptr<QSignalSpy> m_told;
};

void ExportsTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
}

void ExportsTest::init()
{
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    m_session = std::make_unique<session::Session>(m_demo.path(), ports);
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
    m_window = std::make_unique<QWidget>();
    m_exports = std::make_unique<gui::Exports>(*m_session, m_window.get());
    m_exports->setParent(nullptr);
    m_told = std::make_unique<QSignalSpy>(m_exports.get(), &gui::Exports::told);
}

void ExportsTest::cleanup()
{
    m_told.reset();
    m_exports.reset();
    m_window.reset();
    m_session.reset();
}

QStringList ExportsTest::recorded() const
{
    QStringList files;
    const auto log = ledger::Ledger::open(path(u"var/cutover/ledger.sqlite"_s), {});
    const auto entries = log ? (*log)->entries() : tl::unexpected(log.error());
    for (const auto &entry : entries.value_or(QList<ledger::Entry>()))
        if (entry.kind == rollout::kind::exported)
            files.append(entry.payload[u"file"_s].toString());
    return files;
}

void ExportsTest::aReportIsToldOnceItIsOnRecord()
{
    const QString file = m_folder.filePath(u"report.json"_s);
    m_exports->saveReport();
    choose(file);
    QVERIFY(m_told->wait(patienceMs));
    QVERIFY(recorded().contains(file));
    QCOMPARE(words(), u"Saved as %1."_s.arg(file));
    QVERIFY(!isBad());
}

void ExportsTest::whatTheLedgerRefusesIsSaid()
{
    const QString file = m_folder.filePath(u"unrecorded.json"_s);
    const session::test::LedgerLock lock(path(u"var/cutover/ledger.sqlite"_s));
    QVERIFY(lock.holds());
    m_exports->saveReport();
    choose(file);
    QVERIFY(m_told->wait(patienceMs));
    QVERIFY(isBad());
    QVERIFY2(words().startsWith(file + u" is written, but not on record: "_s), qPrintable(words()));
    QVERIFY(QFileInfo::exists(file));
}

void ExportsTest::aFolderThatTakesNothing()
{
    const QString file = path(u"cutover.json/report.json"_s);
    m_exports->saveReport();
    choose(file);
    QVERIFY(m_told->wait(patienceMs));
    QVERIFY(isBad());
    QVERIFY2(words().contains(file), qPrintable(words()));
    QVERIFY(!recorded().contains(file));
}

void ExportsTest::noneOfTheConsolesOwn_data()
{
    QTest::addColumn<QString>("file");
    for (const auto *file :
         {"cutover.json", "var/cutover/ledger.sqlite", "var/rollout/desired_stage.txt", "var/../cutover.json"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void ExportsTest::noneOfTheConsolesOwn()
{
    QFETCH(const QString, file);
    const QByteArray before = m_demo.read(file);
    const auto refused = [this, &file] {
        choose(path(file));
        const bool isTold = m_told->wait(patienceMs) && isBad();
        return isTold && words().contains(u"which the console needs; name another file."_s);
    };
    m_exports->saveReport();
    QVERIFY2(refused(), qPrintable(words()));
    m_told->clear();
    m_exports->exportLedger();
    QVERIFY2(refused(), qPrintable(words()));
    QVERIFY(!recorded().contains(path(file)));
    const bool isLedger = file.endsWith(".sqlite"_L1); // it goes on meanwhile, and was read just now
    QVERIFY(isLedger || m_demo.read(file) == before);
}

void ExportsTest::theLedgerIsExportedElsewhere()
{
    const QString file = m_folder.filePath(u"ledger.jsonl"_s);
    m_exports->exportLedger();
    choose(file);
    QVERIFY(m_told->wait(patienceMs));
    QVERIFY2(!isBad() && words().endsWith(u"entries exported to %1."_s.arg(file)), qPrintable(words()));
    QVERIFY(QFileInfo(file).size() > 0);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"cutover-tests"_s);
    gui::Appearance::instance().apply();
    ExportsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_exports.moc"
