// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The second signature of a GO in the window, with real keys of the real keychain on a real ledger: what is said while
// it is awaited, who may not give it, what is verified first, and what comes of it.
#include "demo/demoworkspace.h"
#include "gui/appearance.h"
#include "gui/layout.h"
#include "gui/mainwindow.h"
#include "gui/signcriteria.h"
#include "gui/signdialog.h"
#include "gui/windows.h"
#include "models/words.h"
#include "session/signerstrust.h"
#include "session/verbs.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using namespace session::test;

namespace {

const QString s_passphrase = u"a passphrase of the test"_s;
const QString s_reason = u"Keys and policies were reviewed."_s;
const QString s_firstReason = u"Every criterion is Go in the demo."_s;

QString enrolAs(session::Session &session, const QString &name)
{
    const auto key = answer<QString>([&](auto done) {
        session.keys()
            .enrol(name, {}, passphrase(), &session)
            ->onFinished(&session,
                         [done](const keychain::SigningKeys::Found &enrolled) {
                             if (enrolled)
                                 done(enrolled->fingerprint);
                         })
            ->start();
    });
    return key.value_or(QString());
}

} // namespace

class CountersigningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void whoIsAwaitedIsSaid();
    void theFirstSignersSightIsShown();
    void whoMayNotSign_data();
    void whoMayNotSign();
    void noKeyOfTheKeyboardSigns();
    void aWrongPassphraseChangesNothing();
    void aShortReasonIsNotEnough();
    void whatIsNoLongerGoIsNotSigned();
    void aChangedDocumentIsNotShown();
    void theQuorumIsGiven();

private:
    template <typename Widget>
    Widget *visible(const QString &name) const
    {
        return gui::test::visible<Widget>(*m_window, name);
    }
    [[nodiscard]] session::Session &session() const { return *m_window->session(); }
    [[nodiscard]] const session::View &view() const { return session().view(); }
    [[nodiscard]] gui::SignDialog *openDialog(const QString &key = {});
    [[nodiscard]] QString foot() const { return m_dialog ? child<QLabel>(u"footLabel"_s)->text() : QString(); }
    [[nodiscard]] QPushButton *signButton() const { return child<QPushButton>(u"signButton"_s); }
    [[nodiscard]] bool says(const QString &words) const;
    template <typename Widget>
    Widget *child(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void fill(const QString &passphrase, const QString &reason = s_reason);
    void seeAll();
    void shot(const QString &name);
    [[nodiscard]] bool changeStored(const QByteArray &from, const QByteArray &to) const;

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<gui::MainWindow> m_window;
    QPointer<gui::SignDialog> m_dialog;
    QString m_maker;
    QString m_security;
    QString m_deputy;
    QString m_stranger;
    QByteArray m_sha256;
};

void CountersigningTest::initTestCase()
{
    QSettings().clear();
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.startWatcher = {};
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->show();
    m_window->openWorkspace(m_demo.path());
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"consoleView"_s), patienceMs);
    for (const auto &[key, name] : {std::pair{&m_maker, u"Demo release manager"_s},
                                    {&m_security, u"Demo security"_s},
                                    {&m_deputy, u"Demo deputy"_s},
                                    {&m_stranger, u"Demo stranger"_s}}) {
        *key = enrolAs(session(), name);
        QVERIFY(!key->isEmpty());
    }
    const QStringList keys{m_maker, m_security + u"=security"_s, m_deputy + u"=witness"_s};
    const auto founded = answer<session::SignersView>([&](auto done) {
        session().foundSigners(
            {keys, {}, {{session::decisionMakerRole, 1}, {u"security"_s, 1}}, {{m_security, m_deputy}}, {}, {}},
            passphrase(), &session(), done);
    });
    QVERIFY2(founded, founded ? "" : qPrintable(founded.error().name));
    QCOMPARE(makeAllGo(session()), QString());
    // Another window, which finds the keys there.
    m_window = std::make_unique<gui::MainWindow>(ports);
    m_window->show();
    m_window->openWorkspace(m_demo.path());
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"consoleView"_s) && view().decisionGo, patienceMs);
    QVERIFY(!visible<QPushButton>(u"countersignButton"_s));
    const auto done = signNow(session(), {domain::DecisionKind::Go, m_maker, s_firstReason, {}});
    QVERIFY2(done, done ? "" : qPrintable(models::failureText(done.error())));
    m_sha256 = done->statementSha256;
    QTRY_VERIFY_WITH_TIMEOUT(!view().pending.isEmpty(), patienceMs);
}

void CountersigningTest::cleanupTestCase()
{
    m_window.reset();
}

void CountersigningTest::cleanup()
{
    delete m_dialog.data();
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, each moment is kept as pictures there.
void CountersigningTest::shot(const QString &name)
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    QWidget *shown = m_dialog ? static_cast<QWidget *>(m_dialog.data()) : m_window.get();
    const QList<QSize> sizes =
        m_dialog ? QList{QSize(1272, 880), QSize(1240, 680)} : QList{QSize(1600, 1000), QSize(1280, 720)};
    for (const auto &size : sizes) {
        shown->resize(size);
        QVERIFY(QTest::qWaitFor([shown, size] { return shown->size() == size; }));
        QVERIFY(gui::test::layOut());
        QVERIFY(shown->grab().save(u"%1/%2-%3.png"_s.arg(folder, name).arg(size.width())));
    }
}

bool CountersigningTest::says(const QString &words) const
{
    return std::ranges::any_of(m_dialog->findChildren<QLabel *>(), [&words](const QLabel *label) {
        return label->isVisibleTo(label->window()) && label->text().contains(words);
    });
}

gui::SignDialog *CountersigningTest::openDialog(const QString &key)
{
    auto *button = visible<QPushButton>(u"countersignButton"_s);
    if (!button || !button->isEnabled())
        return nullptr;
    QTest::mouseClick(button, Qt::LeftButton);
    m_dialog = m_window->findChild<gui::SignDialog *>();
    if (m_dialog && QTest::qWaitForWindowExposed(m_dialog) && !key.isEmpty()) {
        auto *keys = child<QComboBox>(u"keyComboBox"_s);
        keys->setCurrentIndex(keys->findData(key));
    }
    return m_dialog;
}

void CountersigningTest::fill(const QString &passphrase, const QString &reason)
{
    child<QPlainTextEdit>(u"reasonPlainTextEdit"_s)->setPlainText(reason);
    auto *field = child<QLineEdit>(u"passphraseLineEdit"_s);
    field->clear();
    QTest::keyClicks(field, passphrase);
}

void CountersigningTest::seeAll()
{
    const auto *criteria = m_dialog->findChild<gui::SignCriteria *>();
    QTRY_COMPARE_WITH_TIMEOUT(criteria->rowCount(), 13, patienceMs);
    auto *bar = child<QScrollArea>(u"factsScrollArea"_s)->verticalScrollBar();
    for (int position = 0; !criteria->allSeen() && position <= bar->maximum() + bar->singleStep();
         position += bar->singleStep()) {
        bar->setValue(position);
        QVERIFY(gui::test::layOut());
    }
    QTRY_VERIFY(criteria->allSeen());
}

void CountersigningTest::whoIsAwaitedIsSaid()
{
    const auto *label = visible<QLabel>(u"awaitedLabel"_s);
    QTRY_VERIFY_WITH_TIMEOUT((label = visible<QLabel>(u"awaitedLabel"_s)), patienceMs);
    QVERIFY2(label->text().startsWith(u"1 of 2 given, waiting for: security (Demo security; Demo deputy for"),
             qPrintable(label->text()));
    const auto *button = visible<QPushButton>(u"countersignButton"_s);
    QVERIFY(button->isEnabled());
    QVERIFY(!button->isDefault() && !button->autoDefault());
    QCOMPARE(button->accessibleName(), u"Countersign the GO"_s);
    QVERIFY(m_window->findChild<QAction *>(u"countersignAction"_s)->isEnabled());
    QVERIFY(!view().decision->valid);
    shot(u"awaited"_s);
}

void CountersigningTest::theFirstSignersSightIsShown()
{
    QVERIFY(openDialog());
    QCOMPARE(child<QComboBox>(u"keyComboBox"_s)->currentData().toString(), m_security); // the one that is awaited
    QVERIFY2(foot().startsWith(u"Envelope and PDF are being verified"), qPrintable(foot()));
    QVERIFY(!signButton()->isEnabled());
    auto *statement = child<QPlainTextEdit>(u"statementPlainTextEdit"_s);
    QTRY_VERIFY_WITH_TIMEOUT(statement->toPlainText().contains(s_firstReason), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Envelope and PDF verify."_s), patienceMs);
    const QString before = child<QLabel>(u"signedBeforeLabel"_s)->text();
    QVERIFY2(before.startsWith(u"Demo release manager as decision-maker at ") && before.contains(s_firstReason),
             qPrintable(before));
    QTRY_VERIFY_WITH_TIMEOUT(says(u"With yours 2 of 2."_s), patienceMs);
    QCOMPARE(child<QLineEdit>(u"meaningLineEdit"_s)->text(), u"I approve this cutover as security"_s);
    // The countersigner's own reason belongs to his signature: it does not change what both sign.
    fill(s_passphrase);
    seeAll();
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QVERIFY(!statement->toPlainText().contains(s_reason));
    shot(u"countersign"_s);
}

void CountersigningTest::whoMayNotSign_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("code");
    QTest::newRow("the same key again") << m_maker << u"Demo release manager has signed this decision"_s
                                        << u"already_signed"_s;
    QTest::newRow("a deputy before its hour")
        << m_deputy << u"Demo deputy may sign as deputy of Demo security from"_s << u"deputy_too_early"_s;
    QTest::newRow("a key that is not listed")
        << m_stranger << u"Demo stranger’s key has no role"_s << u"signer_unauthorised"_s;
}

void CountersigningTest::whoMayNotSign()
{
    QFETCH(QString, key);
    QFETCH(QString, sentence);
    QFETCH(QString, code);
    QVERIFY(openDialog(key));
    QTRY_VERIFY2_WITH_TIMEOUT(foot().contains(sentence), qPrintable(foot()), patienceMs);
    fill(s_passphrase);
    seeAll();
    QVERIFY2(foot().contains(sentence), qPrintable(foot()));
    QVERIFY(!signButton()->isEnabled());
    QTRY_VERIFY2(says(code), qPrintable(foot()));
    shot(code);
}

void CountersigningTest::noKeyOfTheKeyboardSigns()
{
    QVERIFY(openDialog());
    fill(s_passphrase);
    seeAll();
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QVERIFY(!signButton()->isDefault() && !signButton()->autoDefault());
    QVERIFY(child<QPushButton>(u"cancelButton"_s)->isDefault());
    QSignalSpy clicked(signButton(), &QPushButton::clicked);
    signButton()->setFocus();
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Select})
        QTest::keyClick(signButton(), key);
    QVERIFY(clicked.isEmpty());
    QTest::keyClick(m_dialog.data(), Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog || !m_dialog->isVisible());
    QCOMPARE(view().pending.size(), 1);
}

void CountersigningTest::aWrongPassphraseChangesNothing()
{
    QVERIFY(openDialog());
    fill(u"not the passphrase"_s);
    seeAll();
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QTest::mouseClick(signButton(), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(foot().startsWith(u"The passphrase does not open this key. Nothing was signed"),
                              qPrintable(foot()), patienceMs);
    QVERIFY(child<QLineEdit>(u"passphraseLineEdit"_s)->text().isEmpty());
    QCOMPARE(view().pending.size(), 1);
    QCOMPARE(view().pending.first().quorumGiven, 1);
}

void CountersigningTest::aShortReasonIsNotEnough()
{
    QVERIFY(openDialog());
    fill(s_passphrase, u"short"_s);
    seeAll();
    QTRY_VERIFY2_WITH_TIMEOUT(foot().contains(u"the reason has 5 of 10 characters"), qPrintable(foot()), patienceMs);
    QVERIFY(!signButton()->isEnabled());
    child<QLineEdit>(u"passphraseLineEdit"_s)->clear();
    fill({});
    QTRY_VERIFY2_WITH_TIMEOUT(foot().contains(u"the passphrase is missing"), qPrintable(foot()), patienceMs);
    QVERIFY(!signButton()->isEnabled());
}

void CountersigningTest::whatIsNoLongerGoIsNotSigned()
{
    const auto teamSays = [this](bool go) {
        return answer<qint64>(
            [&](auto done) { session().confirm(u"team-ready"_s, u"Demo lead"_s, go, {}, &session(), done); });
    };
    QVERIFY(openDialog());
    fill(s_passphrase);
    seeAll();
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QVERIFY(teamSays(false));
    QTRY_VERIFY2_WITH_TIMEOUT(!signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QVERIFY2(foot().startsWith(u"GO cannot be signed yet"), qPrintable(foot()));
    QVERIFY(teamSays(true));
    QTRY_VERIFY_WITH_TIMEOUT(view().decisionGo, patienceMs);
}

bool CountersigningTest::changeStored(const QByteArray &from, const QByteArray &to) const
{
    bool isChanged = false;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(m_demo.path(u"var/cutover/ledger.sqlite"_s));
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        const QString trigger = u"CREATE TRIGGER blobs_no_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, "
                                "'append-only'); END"_s;
        isChanged = query.exec(u"DROP TRIGGER blobs_no_update"_s) &&
                    query.prepare(u"UPDATE blobs SET bytes = ? WHERE bytes = ?"_s);
        query.addBindValue(to);
        query.addBindValue(from);
        isChanged = isChanged && query.exec() && query.numRowsAffected() == 1 && query.exec(trigger);
        if (!isChanged)
            qWarning() << query.lastError().text();
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    return isChanged;
}

/// Somebody changed the PDF in the store after the first signature.
void CountersigningTest::aChangedDocumentIsNotShown()
{
    const QByteArray pdf = m_demo.read(u"var/cutover/decisions/%1.pdf"_s.arg(view().pending.first().id));
    QVERIFY(!pdf.isEmpty());
    QVERIFY(changeStored(pdf, pdf + "% more\n"));
    QVERIFY(openDialog());
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(foot().startsWith(u"GO cannot be signed yet"), qPrintable(foot()), patienceMs);
    QVERIFY(!signButton()->isEnabled());
    QTRY_VERIFY2_WITH_TIMEOUT(says(u"ledger_invalid"_s), qPrintable(foot()), patienceMs);
    QCOMPARE(m_dialog->findChild<gui::SignCriteria *>()->rowCount(), 0);
    shot(u"changed"_s);
    delete m_dialog.data();
    QVERIFY(changeStored(pdf + "% more\n", pdf));
}

void CountersigningTest::theQuorumIsGiven()
{
    const QString id = view().pending.first().id;
    QVERIFY(openDialog());
    fill(s_passphrase);
    seeAll();
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QSignalSpy signedSpy(m_dialog.data(), &gui::SignDialog::decisionSigned);
    QTest::mouseClick(signButton(), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(!signedSpy.isEmpty(), qPrintable(foot()), patienceMs);
    const auto done = signedSpy.first().first().value<session::Signed>();
    QCOMPARE(done.id, id);
    QCOMPARE(done.statementSha256, m_sha256); // the very statement of the first signer
    QCOMPARE(done.quorumGiven, 2);
    const QString told = signedSpy.first().last().toString();
    QVERIFY2(told.startsWith(u"Signed, 2 of 2: GO holds, the first promotion opens"), qPrintable(told));
    QTRY_VERIFY_WITH_TIMEOUT(view().decision->id == id && view().pending.isEmpty(), patienceMs);
    QCOMPARE(view().decision->quorumGiven, 2);
    QCOMPARE(view().phase, domain::Phase::PreCutover);
    QTRY_VERIFY(!visible<QPushButton>(u"countersignButton"_s));
    QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(u"promotionPanel"_s), patienceMs);
    QTRY_VERIFY(!m_window->findChild<QAction *>(u"countersignAction"_s)->isEnabled());
    shot(u"given"_s);
}

int main(int argc, char *argv[])
{
    return gui::test::runWindowTest<CountersigningTest>(u"tst_countersigning"_s, argc, argv);
}

#include "tst_countersigning.moc"
