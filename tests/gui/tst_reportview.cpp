// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a row says what it says: its age, output and files; and what changed since a report, beside the matrix.
#include "demo/demoworkspace.h"
#include "formats/reports.h"
#include "gui/appearance.h"
#include "gui/consoleview.h"
#include "gui/detailpanel.h"
#include "gui/mainwindow.h"
#include "gui/windows.h"
#include "keychain/osstore.h"
#include "models/words.h"
#include "models/wordschanges.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using domain::CriterionId;
using gui::test::visible;

namespace {

constexpr int s_patienceMs = 60'000;
const QString s_script = u"scripts/ci/check_readyz_blocking.sh"_s;

QStringList linesOf(const QListWidget &list)
{
    QStringList lines;
    for (int i = 0; i < list.count(); ++i)
        lines.append(list.item(i)->text());
    return lines;
}

} // namespace

class ReportViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void withoutAReportItSaysHowOneIsMade();
    void theDetailTellsAgeArithmeticAndOutput();
    void theKeptOutputOpensWithItsDigest();
    void theScriptIsReadAndNeverBoundYet();
    void aRowOfPeopleHasNoScript();
    void theNewestReportIsCompared();
    void whatChangesShowsAtOnce();
    void aBrokenReportIsNamed();
    void escapeBringsTheDetailBack();

private:
    [[nodiscard]] gui::ConsoleView &console() { return *m_window->findChild<gui::ConsoleView *>(); }
    [[nodiscard]] session::Session &session() { return *m_window->session(); }
    void trigger(const QString &action) { m_window->findChild<QAction *>(action)->trigger(); }
    void run(const std::set<CriterionId> &ids);
    [[nodiscard]] QString fact(const QString &name);
    void keepPicture(const QString &name, QWidget *widget = nullptr);

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<gui::MainWindow> m_window;
};

void ReportViewTest::initTestCase()
{
    QSettings().clear();
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(m_demo.serve());
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    m_window = std::make_unique<gui::MainWindow>(ports);
    if (qEnvironmentVariable("CUTOVER_SHOTS").contains(u"1280"_s))
        m_window->resize(1280, 720);
    m_window->show();
    m_window->openWorkspace(m_demo.path());
    QVERIFY(QTest::qWaitFor([this] { return visible<QWidget>(*m_window, u"consoleView"_s); }, s_patienceMs));
}

void ReportViewTest::cleanupTestCase()
{
    m_window.reset();
}

void ReportViewTest::cleanup()
{
    for (auto *dialog : m_window->findChildren<QDialog *>())
        dialog->close();
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, the moment is kept as a picture there.
void ReportViewTest::keepPicture(const QString &name, QWidget *widget)
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    for (int turn = 0; turn < 3; ++turn) { // what is laid out, and what that lays out in turn
        QTimer idle;
        idle.setSingleShot(true);
        QSignalSpy turned(&idle, &QTimer::timeout);
        idle.start(0);
        QVERIFY(turned.wait(s_patienceMs));
    }
    QVERIFY((widget ? widget : m_window.get())->grab().save(u"%1/%2.png"_s.arg(folder, name)));
}

void ReportViewTest::run(const std::set<CriterionId> &ids)
{
    QSignalSpy finished(&session(), &session::Session::checksFinished);
    session().runChecks(ids);
    QVERIFY(finished.wait(s_patienceMs));
}

/// The value beside a fact's name in the detail.
QString ReportViewTest::fact(const QString &name)
{
    auto *detail = m_window->findChild<gui::DetailPanel *>();
    bool isNext = false;
    for (const auto *label : detail->findChildren<QLabel *>()) {
        if (isNext && label->isVisible())
            return label->text();
        isNext = label->isVisible() && label->text() == name;
    }
    return {};
}

void ReportViewTest::withoutAReportItSaysHowOneIsMade()
{
    trigger(u"compareReportAction"_s);
    auto *view = visible<QWidget>(*m_window, u"reportView"_s);
    QVERIFY(view && !m_window->findChild<gui::DetailPanel *>()->isVisible());
    QVERIFY(visible<QWidget>(*m_window, u"matrixCard"_s) || visible<QWidget>(*m_window, u"matrixView"_s));
    QVERIFY(!QApplication::activeModalWidget());
    const auto *sentence = visible<QLabel>(*m_window, u"reportSentenceLabel"_s);
    QVERIFY(sentence && sentence->text().contains(u"no report yet"_s) && sentence->text().contains(u"Save report"_s));
    QVERIFY(!visible<QListWidget>(*m_window, u"reportChangesList"_s));
    QVERIFY(!visible<QComboBox>(*m_window, u"reportComboBox"_s)->isEnabled());
    keepPicture(u"report-empty"_s);
    QTest::mouseClick(visible<QPushButton>(*m_window, u"closeReportButton"_s), Qt::LeftButton);
    QVERIFY(!view->isVisible());
}

void ReportViewTest::theDetailTellsAgeArithmeticAndOutput()
{
    run(session::Session::liveRows());
    console().selectRow(CriterionId::PiiBreaker);
    QTRY_VERIFY(fact(u"Age"_s).contains(u" of "_s));
    const QString age = fact(u"Age"_s).replace(u"\u00a0"_s, u" "_s);
    QVERIFY2(age.contains(u" s of 24 h, "_s) && age.endsWith(u" UTC"_s), qPrintable(age));
    QTRY_VERIFY(fact(u"Age"_s).replace(u"\u00a0"_s, u" "_s) != age); // the one timer ticks
    keepPicture(u"detail"_s);
    if (m_window->width() >= 1440) { // a small screen has no room for them; the output's window has the digest
        QCOMPARE(fact(u"Judged"_s), u"the script’s word, no numbers"_s);
        QVERIFY(fact(u"Output"_s).startsWith(u"kept, sha256 "_s));
    }
    console().selectRow(CriterionId::CanaryHealth);
    QVERIFY(fact(u"Judged"_s).isEmpty()); // its numbers have their bars
}

void ReportViewTest::theKeptOutputOpensWithItsDigest()
{
    console().selectRow(CriterionId::PiiBreaker);
    QTest::mouseClick(visible<QPushButton>(*m_window, u"fullOutputButton"_s), Qt::LeftButton);
    QTRY_VERIFY(visible<QPlainTextEdit>(*m_window, u"fullOutputPlainTextEdit"_s));
    const auto *output = visible<QPlainTextEdit>(*m_window, u"fullOutputPlainTextEdit"_s);
    QVERIFY(output->toPlainText().contains(u"Circuit breaker state: enabled"_s));
    const auto digest = session().view().rows[static_cast<std::size_t>(CriterionId::PiiBreaker)].outputSha256.toHex();
    QVERIFY(visible<QLabel>(*m_window, u"outputDigestLabel"_s)
                ->text()
                .remove(u'\u00a0')
                .contains(QString::fromLatin1(digest)));
}

void ReportViewTest::theScriptIsReadAndNeverBoundYet()
{
    console().selectRow(CriterionId::Readyz);
    QTest::mouseClick(visible<QPushButton>(*m_window, u"openScriptButton"_s), Qt::LeftButton);
    auto *text = visible<QPlainTextEdit>(*m_window, u"scriptPlainTextEdit"_s);
    QVERIFY(text && text->isReadOnly());
    QTRY_COMPARE(text->toPlainText(), QString::fromUtf8(m_demo.read(s_script)));
    keepPicture(u"script"_s, text->window());
    QCOMPARE(visible<QListWidget>(*m_window, u"scriptFilesList"_s)->item(0)->text(), s_script + u"\nnot bound yet"_s);
    const auto sentence = visible<QLabel>(*m_window, u"scriptSentenceLabel"_s)->text();
    QVERIFY2(sentence.contains(m_demo.path(s_script)) && sentence.contains(u"Rehearse"_s), qPrintable(sentence));
    cleanup();
    QTest::mouseClick(visible<QPushButton>(*m_window, u"differenceButton"_s), Qt::LeftButton);
    auto *difference = visible<QPlainTextEdit>(*m_window, u"differencePlainTextEdit"_s);
    QVERIFY(difference && difference->isReadOnly());
    QTRY_COMPARE(difference->placeholderText(), u"No rehearsal yet."_s);
}

void ReportViewTest::aRowOfPeopleHasNoScript()
{
    for (const auto id : {CriterionId::TeamReady, CriterionId::Alerts, CriterionId::Baselines}) {
        console().selectRow(id);
        QTRY_VERIFY(!visible<QPushButton>(*m_window, u"openScriptButton"_s));
        QVERIFY(!visible<QPushButton>(*m_window, u"differenceButton"_s));
    }
}

void ReportViewTest::theNewestReportIsCompared()
{
    const auto write = [this](const QString &name, const QDateTime &at) {
        auto view = session().view();
        const auto bytes = formats::readableJson(models::reportDocument(view, at));
        QVERIFY(m_demo.write(u"var/cutover/"_s + name, bytes));
        QFile file(m_demo.path(u"var/cutover/"_s + name));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(at, QFileDevice::FileModificationTime));
    };
    const auto now = session().now();
    write(u"preflight-20260302-1015.json"_s, now.addSecs(-60));
    write(u"pre-cutover-20260302-1000.json"_s, now.addSecs(-7200)); // with a pre-flight's content it is one
    write(u"preflight-20260302-0900.json"_s, now.addSecs(-3600));
    write(u"other.json"_s, now);
    trigger(u"compareReportAction"_s);
    auto *files = visible<QComboBox>(*m_window, u"reportComboBox"_s);
    QVERIFY(files && files->isEnabled());
    QStringList names;
    for (int i = 0; i < files->count(); ++i)
        names.append(files->itemText(i));
    QCOMPARE(names, (QStringList{u"preflight-20260302-1015.json"_s, u"preflight-20260302-0900.json"_s,
                                 u"pre-cutover-20260302-1000.json"_s}));
    auto *sentence = visible<QLabel>(*m_window, u"reportSentenceLabel"_s);
    QTRY_VERIFY2(sentence->text().contains(u" since "_s), qPrintable(sentence->text()));
}

void ReportViewTest::whatChangesShowsAtOnce()
{
    const QString policy = u"configs/policy/canary.json"_s;
    const auto before = m_demo.read(policy);
    QVERIFY(m_demo.write(policy, before + ' '));
    run({CriterionId::PolicySignatures});
    auto *changes = m_window->findChild<QListWidget *>(u"reportChangesList"_s);
    QTRY_VERIFY(linesOf(*changes).contains(u"All policies signed was Go and is No-Go."_s));
    keepPicture(u"report-changes"_s);
    QVERIFY(m_demo.write(policy, before));
    run({CriterionId::PolicySignatures});
    QTRY_VERIFY(!linesOf(*changes).contains(u"All policies signed was Go and is No-Go."_s));
}

void ReportViewTest::aBrokenReportIsNamed()
{
    QVERIFY(m_demo.write(u"var/cutover/preflight-20260302-1100.json"_s, "{\n  \"verdict\": \"GO\"\n}\n"));
    trigger(u"compareReportAction"_s);
    auto *sentence = visible<QLabel>(*m_window, u"reportSentenceLabel"_s);
    QTRY_VERIFY2(sentence->text().contains(u"preflight-20260302-1100.json, line "_s), qPrintable(sentence->text()));
    QVERIFY(!visible<QListWidget>(*m_window, u"reportChangesList"_s));
}

void ReportViewTest::escapeBringsTheDetailBack()
{
    QVERIFY(visible<QWidget>(*m_window, u"reportView"_s));
    QTest::keyClick(visible<QPushButton>(*m_window, u"otherReportButton"_s), Qt::Key_Escape);
    QVERIFY(!visible<QWidget>(*m_window, u"reportView"_s));
    QVERIFY(m_window->findChild<gui::DetailPanel *>()->isVisible());
}

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    if (qEnvironmentVariable("CUTOVER_SHOTS").contains(u"dark"_s))
        gui::Appearance::instance().setScheme(gui::ColourScheme::Dark);
    gui::Appearance::instance().apply();
    ReportViewTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_reportview.moc"
