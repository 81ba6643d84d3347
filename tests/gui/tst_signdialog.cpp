// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The signing dialog over a real session of a demo workspace, with the real keychain: what it asks for, what it
// refuses, what no key may do, and one decision signed.
#include "demo/demoworkspace.h"

#include "gui/anotherconsole.h"
#include "gui/appearance.h"
#include "gui/enroldialog.h"
#include "gui/layout.h"
#include "gui/signcriteria.h"
#include "gui/signcriteriamodel.h"
#include "gui/signdialog.h"
#include "gui/signersdialog.h"
#include "gui/statementview.h"
#include "keychain/osstore.h"
#include "models/words.h"
#include "rollout/ledgerevents.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;

namespace {

constexpr int patienceMs = 120'000;
const QString s_passphrase = u"a passphrase of the test"_s;
const QString s_reason = u"Every criterion is Go in the demo."_s;

/// Rows whose lower edge is on the screen, or above it.
int rowsAboveTheEdge(const QTableView &table)
{
    const int edge = table.viewport()->visibleRegion().boundingRect().bottom();
    int row = 0;
    while (row < table.model()->rowCount() && table.rowViewportPosition(row) + table.rowHeight(row) - 1 <= edge)
        ++row;
    return row;
}

/// Whether every label in sight has the room its words need.
bool isUnsqueezed(const QWidget &dialog)
{
    return std::ranges::all_of(dialog.findChildren<QLabel *>(), [](const QLabel *label) {
        const int needed =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->minimumSizeHint().height();
        return !label->isVisible() || label->height() >= needed;
    });
}

} // namespace

class SignDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void indentingChangesNothingElse();
    void hiddenCharactersAreShown();
    void aListIsFounded();
    void whatOnlyAsksIsClosedAtOnce();
    void anotherAccountComparesAndPins();
    void aPinnedListIsShownAndAsksNothing();
    void everyRowTurnsGo();
    void whatIsSignedIsSeenWhole();
    void whatClosesIsSeenWhole_data();
    void whatClosesIsSeenWhole();
    void refusedIsNoPromiseOfGo();
    void noKeyOfTheKeyboardSigns();
    void everyControlHasAName();
    void rowsScrolledPastCount();
    void theReasonIsInTheStatement();
    void aWrongPassphraseChangesNothing();
    void aLiveNoGoForbidsGo();
    void anotherKeyIsAnotherStatement();
    void anOldSnapshotIsTakenAgain();
    void aDecisionIsSigned();
    void aChangedScriptIsAcknowledgedByItself();
    void aTriggerForbidsGo();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void openDialog(domain::DecisionKind kind);
    void fill(const QString &passphrase);
    bool runAll();
    void shot(const QString &name);
    QString foot() const { return child<QLabel>(u"footLabel"_s)->text(); }
    QPushButton *signButton() const { return child<QPushButton>(u"signButton"_s); }

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    qint64 m_laterS = 0; ///< what the session's clock is ahead
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<gui::SignDialog> m_dialog;
};

void SignDialogTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.now = [this, now = ports.now] { return now().addSecs(m_laterS); };
    m_session = std::make_unique<session::Session>(m_demo.path(), ports);
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
}

void SignDialogTest::cleanup()
{
    m_dialog.reset();
}

void SignDialogTest::openDialog(domain::DecisionKind kind)
{
    m_dialog = std::make_unique<gui::SignDialog>(*m_session, kind);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void SignDialogTest::fill(const QString &passphrase)
{
    child<QPlainTextEdit>(u"reasonPlainTextEdit"_s)->setPlainText(s_reason);
    auto *field = child<QLineEdit>(u"passphraseLineEdit"_s);
    field->clear();
    QTest::keyClicks(field, passphrase);
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, each moment is kept as a picture there.
void SignDialogTest::shot(const QString &name)
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QVERIFY(m_dialog->grab().save(u"%1/%2.png"_s.arg(folder, name)));
}

void SignDialogTest::indentingChangesNothingElse()
{
    const QByteArray canonical = R"({"a":[1,2.5e-7,{"b":{}}],"c":"x, {y}: \"z\" [","d":[],"e":null})";
    const QString readable = gui::StatementView::readable(canonical);
    QVERIFY(readable.count(u'\n') > 5);
    QVERIFY(readable.contains(u"\"x, {y}: \\\"z\\\" [\""));
    QCOMPARE(QJsonDocument::fromJson(readable.toUtf8()), QJsonDocument::fromJson(canonical));
}

void SignDialogTest::hiddenCharactersAreShown()
{
    const QByteArray canonical = u"{\"a\":\"left\u202eright\u200b\"}"_s.toUtf8();
    const QString readable = gui::StatementView::readable(canonical);
    QVERIFY(readable.contains(u"left\\u202eright\\u200b"));
}

void SignDialogTest::aListIsFounded()
{
    openDialog(domain::DecisionKind::Go);
    QVERIFY(foot().contains(u"no signing key"));
    QVERIFY(!signButton()->isEnabled());
    shot(u"no-key"_s);
    m_dialog.reset();

    bool isEnrolled = false;
    m_session->keys()
        .enrol(u"Demo release manager"_s, {}, crypto::Secret::consume(s_passphrase.toUtf8()), m_session.get())
        ->onFinished(m_session.get(), [&](const keychain::SigningKeys::Found &key) { isEnrolled = key.has_value(); })
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(isEnrolled, patienceMs);

    gui::SignersDialog signers(*m_session);
    signers.open();
    auto *button = signers.findChild<QPushButton *>(u"foundButton"_s);
    QVERIFY(!button->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(signers.findChild<QCheckBox *>(u"trustedKey0CheckBox"_s), patienceMs);
    auto *policyKey = signers.findChild<QCheckBox *>(u"trustedKey0CheckBox"_s);
    QVERIFY2(policyKey->text().startsWith(u"configs/policy/keys/"), qPrintable(policyKey->text()));
    QVERIFY(!policyKey->isChecked() && policyKey->isVisible());
    policyKey->click();
    QTest::keyClicks(signers.findChild<QLineEdit *>(u"passphraseLineEdit"_s), u"not the passphrase"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *line = signers.findChild<QLabel *>(u"footLabel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(line->text().startsWith(u"The passphrase does not open"), patienceMs);
    QVERIFY(!m_session->view().signers.present);
    QTest::keyClicks(signers.findChild<QLineEdit *>(u"passphraseLineEdit"_s), s_passphrase);
    QSignalSpy pinned(&signers, &gui::SignersDialog::pinned);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(pinned.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().signers.pinned, patienceMs);
    QCOMPARE(m_session->view().signers.list.policyKeys.size(), 1);
    QVERIFY(m_session->view().signers.list.evidenceKeys.isEmpty()); // not ticked
}

void SignDialogTest::whatOnlyAsksIsClosedAtOnce()
{
    // The keychain is asked and the statement composed, but nothing has begun that could not be called back.
    const auto closes = [](QPointer<QDialog> dialog) {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
        const bool isOpen = dialog->isVisible();
        QTest::keyClick(dialog.data(), Qt::Key_Escape);
        return isOpen && dialog && !dialog->isVisible() && QTest::qWaitFor([&] { return dialog.isNull(); }, patienceMs);
    };
    auto *sign = new gui::SignDialog(*m_session, domain::DecisionKind::NoGo);
    QVERIFY(sign->findChild<QLabel *>(u"footLabel"_s)->text().contains(u"the statement is being composed"));
    QVERIFY(closes(sign));
    QVERIFY(closes(new gui::SignersDialog(*m_session)));
    QVERIFY(closes(new gui::EnrolDialog(m_session->keys())));
}

void SignDialogTest::anotherAccountComparesAndPins()
{
    // Another person's console on the same workspace: its own trust file, its own memory of the ledger.
    const QTemporaryDir account;
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.trustFile = account.filePath(u"trust.json"_s);
    ports.stateFolder = account.filePath(u"state"_s);
    session::Session other(m_demo.path(), ports);
    QSignalSpy opened(&other, &session::Session::opened);
    other.open();
    QVERIFY(opened.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(other.view().signers.present, patienceMs);
    QVERIFY(!other.view().signers.pinned);

    gui::SignersDialog dialog(other);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto *pin = dialog.findChild<QPushButton *>(u"pinButton"_s);
    auto *typed = dialog.findChild<QLineEdit *>(u"digestLineEdit"_s);
    auto *line = dialog.findChild<QLabel *>(u"footLabel"_s);
    QVERIFY(pin->isVisible());
    QVERIFY(!dialog.findChild<QPushButton *>(u"foundButton"_s)->isVisible());
    QVERIFY(typed->isVisible());
    QCOMPARE(line->text(), u"0 of 8 digits are typed."_s);
    QVERIFY(isUnsqueezed(dialog));
    const QString digest = QString::fromLatin1(other.view().signers.digest.toHex());
    QTest::keyClicks(typed, digest.startsWith(u'0') ? u"1111 1111"_s : u"0000 0000"_s);
    QVERIFY2(line->text().startsWith(u"These digits are not those of this list."), qPrintable(line->text()));
    QVERIFY(!pin->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(!other.view().signers.pinned);

    typed->clear();
    QTest::keyClicks(typed, digest.left(4).toUpper() + u' ' + digest.mid(4, 4));
    QCOMPARE(line->text(), u"The digits agree."_s);
    QVERIFY(pin->isEnabled());
    if (const QString folder = qEnvironmentVariable("CUTOVER_SHOTS"); !folder.isEmpty())
        QVERIFY(dialog.grab().save(folder + u"/pin.png"_s));
    QSignalSpy pinned(&dialog, &gui::SignersDialog::pinned);
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(pinned.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(other.view().signers.pinned, patienceMs);
    QVERIFY(!dialog.isVisible());
}

void SignDialogTest::aPinnedListIsShownAndAsksNothing()
{
    QVERIFY(m_session->view().signers.pinned);
    gui::SignersDialog dialog(*m_session);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    for (const auto &name : {u"pinButton"_s, u"foundButton"_s, u"digestLineEdit"_s})
        QVERIFY2(!dialog.findChild<QWidget *>(name)->isVisible(), qPrintable(name));
    const QString intro = dialog.findChild<QLabel *>(u"introLabel"_s)->text();
    QVERIFY2(intro.startsWith(u"This account trusts this list."), qPrintable(intro));
    QCOMPARE(dialog.findChild<QLabel *>(u"footLabel"_s)->text(), u"Pinned by this account; there is nothing to do."_s);
    QCOMPARE(dialog.findChild<QPushButton *>(u"cancelButton"_s)->text(), u"Close"_s);
    QVERIFY(isUnsqueezed(dialog));
}

bool SignDialogTest::runAll()
{
    QSignalSpy finished(m_session.get(), &session::Session::checksFinished);
    m_session->runChecks(session::Session::allRows());
    return finished.wait(patienceMs);
}

void SignDialogTest::everyRowTurnsGo()
{
    openDialog(domain::DecisionKind::Go);
    QTRY_VERIFY_WITH_TIMEOUT(foot().contains(u"reasons, listed on the left"), patienceMs);
    shot(u"refused"_s);
    m_dialog.reset();
    QVERIFY(runAll());
    bool isConfirmed = false;
    m_session->confirm(u"team-ready"_s, u"Demo lead"_s, true, {}, this,
                       [&](const session::Result<qint64> &entry) { isConfirmed = entry.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(isConfirmed && m_session->view().decisionGo, patienceMs);
}

void SignDialogTest::whatIsSignedIsSeenWhole()
{
    openDialog(domain::DecisionKind::Go);
    auto *table = child<QTableView>(u"criteriaTableView"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), static_cast<int>(domain::rowCount), patienceMs);
    m_dialog->resize(1240, 680);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            const auto index = table->model()->index(row, column);
            const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
            const QString text = index.data().toString();
            QTRY_VERIFY2(metrics.horizontalAdvance(text) + 16 <= table->columnWidth(column), qPrintable(text));
        }
    }
}

void SignDialogTest::whatClosesIsSeenWhole_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {480, 640, 760, 900, 1400})
        QTest::addRow("%d", width) << width;
}

/// Six numbers in one row: over as many lines as they need, and at the first look.
void SignDialogTest::whatClosesIsSeenWhole()
{
    QFETCH(int, width);
    using domain::CriterionId;
    QList<domain::StatedRow> rows;
    for (const auto id : domain::postCutoverSet()) {
        domain::StatedRow stated;
        stated.row.id = id;
        stated.row.status = domain::Status::Go;
        stated.row.measuredAt = m_session->now();
        if (id == CriterionId::LatencyAfter)
            for (const double percent : {-2.174, 0.884, -3.001, 1.207, -0.242, 9.127})
                stated.row.measures.append(
                    {u"P99"_s, percent, domain::Operator::LessOrEqual, 10, domain::Unit::Percent});
        else
            stated.row.limit = stated.row.observed = u"✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓"_s;
        rows.append(stated);
    }
    gui::SignCriteria card;
    card.resize(width, 400);
    card.show();
    card.setRows(rows, m_session->now());
    QVERIFY(gui::test::layOut());
    auto *table = card.findChild<QTableView *>(u"criteriaTableView"_s);
    int height = table->horizontalHeader()->height();
    for (int row = 0; row < rows.size(); ++row) {
        height += table->rowHeight(row);
        for (const int column : {gui::SignCriteriaModel::Observed, gui::SignCriteriaModel::Limit}) {
            const auto index = table->model()->index(row, column);
            const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
            const QString text = index.data().toString();
            const QRect room(0, 0, table->columnWidth(column) - 16, 1000);
            const bool holdsWords = metrics.boundingRect(room, Qt::TextWordWrap, text).width() <= room.width();
            const QRect lines = metrics.boundingRect(room, holdsWords ? Qt::TextWordWrap : Qt::TextWrapAnywhere, text);
            QVERIFY2(lines.width() <= room.width(), qPrintable(text));
            QVERIFY2(lines.height() <= table->rowHeight(row), qPrintable(text));
        }
    }
    QVERIFY(height <= table->height()); // no row is scrolled out of sight
    QTRY_VERIFY(card.allSeen());
}

void SignDialogTest::refusedIsNoPromiseOfGo()
{
    openDialog(domain::DecisionKind::Go);
    const auto newer = [this] { return child<QLabel>(u"newerLabel"_s)->text(); };
    QTRY_VERIFY2_WITH_TIMEOUT(newer().endsWith(u"GO"), qPrintable(newer()), patienceMs);
    // All rows are Go, and yet nobody who is listed could sign it.
    const QString list = u"configs/cutover/signers.dsse.json"_s;
    const auto bytes = m_demo.read(list);
    auto restore = qScopeGuard([&] { std::ignore = m_demo.write(list, bytes); });
    QVERIFY(m_demo.write(list, "{}"));
    QTRY_VERIFY_WITH_TIMEOUT(child<QWidget>(u"refusalList"_s)->isVisible(), patienceMs);
    QVERIFY(m_session->view().decisionGo);
    QTRY_VERIFY2_WITH_TIMEOUT(newer().contains(u"refused"), qPrintable(newer()), patienceMs);
    QVERIFY2(!newer().contains(u"GO"), qPrintable(newer()));
    restore.dismiss();
    QVERIFY(m_demo.write(list, bytes));
    QTRY_VERIFY2_WITH_TIMEOUT(newer().endsWith(u"GO"), qPrintable(newer()), patienceMs);
}

void SignDialogTest::noKeyOfTheKeyboardSigns()
{
    openDialog(domain::DecisionKind::Go);
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QVERIFY(!signButton()->isDefault());
    QVERIFY(!signButton()->autoDefault());
    QVERIFY(child<QPushButton>(u"cancelButton"_s)->isDefault());
    QSignalSpy clicked(signButton(), &QPushButton::clicked);
    signButton()->setFocus();
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Select})
        QTest::keyClick(signButton(), key);
    QVERIFY(clicked.isEmpty());
    QVERIFY(m_dialog->isVisible());

    auto *reason = child<QPlainTextEdit>(u"reasonPlainTextEdit"_s);
    reason->setFocus();
    QTest::keyClick(reason, Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(reason->document()->blockCount(), 2);
    shot(u"ready"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(!m_session->view().decision);
}

void SignDialogTest::everyControlHasAName()
{
    openDialog(domain::DecisionKind::NoGo);
    for (const auto *button : m_dialog->findChildren<QPushButton *>())
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
    for (const auto &name : {u"meaningLineEdit"_s, u"passphraseLineEdit"_s, u"reasonPlainTextEdit"_s, u"keyComboBox"_s,
                             u"statementPlainTextEdit"_s, u"criteriaTableView"_s})
        QVERIFY2(!child<QWidget>(name)->accessibleName().isEmpty(), qPrintable(name));
    QCOMPARE(signButton()->text(), u"&Sign NO-GO"_s);
}

void SignDialogTest::rowsScrolledPastCount()
{
    // A screen too small for all rows: those beneath the edge have not been seen until they are scrolled to.
    m_dialog = std::make_unique<gui::SignDialog>(*m_session, domain::DecisionKind::Go);
    m_dialog->setMaximumHeight(520);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    QTRY_COMPARE_WITH_TIMEOUT(child<QTableView>(u"criteriaTableView"_s)->model()->rowCount(), 13, patienceMs);
    fill(s_passphrase);
    QTRY_VERIFY_WITH_TIMEOUT(foot().contains(u"rows have not been in view"), patienceMs);
    QVERIFY(!signButton()->isEnabled());
    shot(u"small"_s);
    auto *bar = child<QScrollArea>(u"factsScrollArea"_s)->verticalScrollBar();
    // A snapshot that comes meanwhile takes back what was seen of a row that it changes.
    const auto *statement = child<QPlainTextEdit>(u"statementPlainTextEdit"_s);
    QTRY_VERIFY_WITH_TIMEOUT(statement->toPlainText().contains(s_reason), patienceMs);
    const auto *criteria = m_dialog->findChild<gui::SignCriteria *>();
    const auto *table = child<QTableView>(u"criteriaTableView"_s);
    for (int position = 0; position <= bar->maximum(); position += bar->singleStep()) {
        bar->setValue(position);
        QTRY_VERIFY2_WITH_TIMEOUT(
            criteria->seenCount() >= rowsAboveTheEdge(*table),
            qPrintable(u"%1 of %2 at %3"_s.arg(criteria->seenCount()).arg(rowsAboveTheEdge(*table)).arg(position)),
            20'000);
    }
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
}

void SignDialogTest::theReasonIsInTheStatement()
{
    openDialog(domain::DecisionKind::Go);
    auto *statement = child<QPlainTextEdit>(u"statementPlainTextEdit"_s);
    QVERIFY(!statement->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(u"showStatementButton"_s)->isEnabled(), patienceMs);
    QTest::mouseClick(child<QPushButton>(u"showStatementButton"_s), Qt::LeftButton);
    QVERIFY(statement->isVisible());
    fill(s_passphrase);
    QVERIFY(!signButton()->isEnabled()); // the statement does not say so yet
    QTRY_VERIFY_WITH_TIMEOUT(statement->toPlainText().contains(s_reason), patienceMs);
    QVERIFY(statement->toPlainText().contains(u"https://cutover.console/decision/v1"));
    child<QScrollArea>(u"factsScrollArea"_s)->verticalScrollBar()->setValue(10'000);
    shot(u"statement"_s);
}

void SignDialogTest::aWrongPassphraseChangesNothing()
{
    openDialog(domain::DecisionKind::Go);
    fill(u"not the passphrase"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QSignalSpy signedSpy(m_dialog.get(), &gui::SignDialog::decisionSigned);
    QTest::mouseClick(signButton(), Qt::LeftButton);
    QVERIFY(child<QLineEdit>(u"passphraseLineEdit"_s)->text().isEmpty());
    QTRY_VERIFY2_WITH_TIMEOUT(foot().startsWith(u"The passphrase does not open this key. Nothing was signed"),
                              qPrintable(foot()), patienceMs);
    QVERIFY2(foot().contains(u"3 tries left"), qPrintable(foot())); // the founding failed once, too
    shot(u"wrong-passphrase"_s);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(child<QPlainTextEdit>(u"reasonPlainTextEdit"_s)->toPlainText(), s_reason);
    QVERIFY(signedSpy.isEmpty());
    QVERIFY(!m_session->view().decision);
}

void SignDialogTest::aLiveNoGoForbidsGo()
{
    openDialog(domain::DecisionKind::Go);
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    bool isConfirmed = false;
    m_session->confirm(u"team-ready"_s, u"Demo lead"_s, false, {}, this,
                       [&](const session::Result<qint64> &entry) { isConfirmed = entry.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(isConfirmed && !m_session->view().decisionGo, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!signButton()->isEnabled(), patienceMs);
    QVERIFY2(foot().startsWith(u"GO cannot be signed yet"), qPrintable(foot()));
    QCOMPARE(signButton()->accessibleDescription(), foot());
    shot(u"no-longer-go"_s);
    isConfirmed = false;
    m_session->confirm(u"team-ready"_s, u"Demo lead"_s, true, {}, this,
                       [&](const session::Result<qint64> &entry) { isConfirmed = entry.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(isConfirmed && m_session->view().decisionGo, patienceMs);
}

void SignDialogTest::anotherKeyIsAnotherStatement()
{
    QString second;
    m_session->keys()
        .enrol(u"Another person"_s, {}, crypto::Secret::consume(s_passphrase.toUtf8()), m_session.get())
        ->onFinished(this,
                     [&](const keychain::SigningKeys::Found &key) { second = key ? key->fingerprint : u"none"_s; })
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(!second.isEmpty(), patienceMs);

    openDialog(domain::DecisionKind::Go);
    auto *keys = child<QComboBox>(u"keyComboBox"_s);
    QVERIFY(keys->isVisible());
    QCOMPARE(keys->count(), 2);
    const int first = keys->currentIndex();
    QVERIFY(keys->currentData().toString() != second); // the one that may sign is chosen by itself
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);

    keys->setCurrentIndex(1 - first);
    QCOMPARE(keys->currentData().toString(), second);
    QVERIFY(child<QLineEdit>(u"passphraseLineEdit"_s)->text().isEmpty()); // of the other key
    QVERIFY(!signButton()->isEnabled());
    QTest::keyClicks(child<QLineEdit>(u"passphraseLineEdit"_s), s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(foot().contains(u"key is not authorised as"), qPrintable(foot()), patienceMs);
    QVERIFY(foot().contains(u"Another person"));
    QVERIFY(!signButton()->isEnabled());
    shot(u"another-key"_s);

    keys->setCurrentIndex(first);
    QTest::keyClicks(child<QLineEdit>(u"passphraseLineEdit"_s), s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
}

void SignDialogTest::anOldSnapshotIsTakenAgain()
{
    openDialog(domain::DecisionKind::Go);
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    auto *statement = child<QPlainTextEdit>(u"statementPlainTextEdit"_s);
    const auto composedAt = [statement] {
        return QDateTime::fromString(
            QJsonDocument::fromJson(statement->toPlainText().toUtf8())[u"predicate"_s][u"composed_at"_s].toString(),
            Qt::ISODate);
    };
    const QDateTime before = composedAt();
    QVERIFY(before.isValid());
    m_laterS = domain::snapshotAgeS / 2;
    m_session->tick();
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QCOMPARE(composedAt(), before); // new evidence alone does not reset what is read

    m_laterS = domain::snapshotAgeS;
    m_session->tick();
    QTRY_VERIFY_WITH_TIMEOUT(composedAt() >= before.addSecs(domain::snapshotAgeS / 2), patienceMs);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QVERIFY2(statement->toPlainText().contains(s_reason), "what was typed is kept");
}

void SignDialogTest::aDecisionIsSigned()
{
    openDialog(domain::DecisionKind::Go);
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QSignalSpy signedSpy(m_dialog.get(), &gui::SignDialog::decisionSigned);
    QTest::mouseClick(signButton(), Qt::LeftButton);
    QVERIFY(!child<QPushButton>(u"cancelButton"_s)->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape); // what has begun is not said to be cancelled
    QVERIFY(m_dialog->isVisible());
    QTRY_VERIFY2_WITH_TIMEOUT(!signedSpy.isEmpty(), qPrintable(foot()), patienceMs);
    QVERIFY(!m_dialog->isVisible());
    const auto done = signedSpy.first().first().value<session::Signed>();
    const QString id = done.id;
    QVERIFY(!done.envelopeFile.isEmpty() && !done.pdfFile.isEmpty());
    const QString told = signedSpy.first().last().toString();
    QVERIFY2(told.startsWith(u"Signed, 1 of 1: GO holds, the first promotion opens"), qPrintable(told));
    QVERIFY(m_demo.exists(u"var/cutover/decisions/%1.dsse.json"_s.arg(id)));
    QVERIFY(m_demo.exists(u"var/cutover/decisions/%1.pdf"_s.arg(id)));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().decision && m_session->view().decision->id == id, patienceMs);
}

void SignDialogTest::aChangedScriptIsAcknowledgedByItself()
{
    QString script;
    for (const auto &argument : m_session->view().profile.stageCommand.arguments)
        if (m_demo.exists(argument))
            script = argument;
    QVERIFY2(script.contains(u'/'), qPrintable(script));
    const QByteArray bytes = m_demo.read(script) + "\n# changed\n";
    QFile file(m_demo.path(script));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
    file.close();

    // Where the folder of decisions cannot be written, the ledger keeps the original, and the window is told.
    const QString decisions = m_demo.path(u"var/cutover/decisions"_s);
    QVERIFY(QFile::rename(decisions, decisions + u".full"_s));
    QFile inTheWay(decisions);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();

    openDialog(domain::DecisionKind::NoGo);
    fill(s_passphrase);
    QTRY_VERIFY2_WITH_TIMEOUT(child<QCheckBox>(u"acknowledgeCheckBox_0"_s) != nullptr, qPrintable(foot()), 10'000);
    auto *box = child<QCheckBox>(u"acknowledgeCheckBox_0"_s);
    QVERIFY(box->accessibleName().contains(script));
    QTRY_VERIFY2_WITH_TIMEOUT(foot().contains(u"change 1 is not acknowledged"), qPrintable(foot()), patienceMs);
    shot(u"changes"_s);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(box->isChecked());
    QTRY_VERIFY2_WITH_TIMEOUT(signButton()->isEnabled(), qPrintable(foot()), patienceMs);
    QSignalSpy signedSpy(m_dialog.get(), &gui::SignDialog::decisionSigned);
    QTest::mouseClick(signButton(), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(!signedSpy.isEmpty(), qPrintable(foot()), patienceMs);
    QVERIFY(signedSpy.first().first().value<session::Signed>().pdfFile.isEmpty());
}

/// A rollout of another console, and then a window over its limit, while somebody reads what he is to sign.
void SignDialogTest::aTriggerForbidsGo()
{
    const auto record = [this](QStringView kind, const QJsonObject &payload) {
        QVERIFY(gui::test::record(m_demo.path(), kind, payload));
    };
    QTimer second; // nobody's window ticks
    connect(&second, &QTimer::timeout, m_session.get(), &session::Session::tick);
    second.start(200);
    namespace kind = rollout::kind;
    QVERIFY(gui::test::recordGo(m_demo.path(), m_session->view().profile.stages));
    QVERIFY(gui::test::recordStage(m_demo.path(), 10, {}));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().rollout.present(), patienceMs);
    openDialog(domain::DecisionKind::Go);
    const auto says = [this](QStringView words) {
        return std::ranges::any_of(m_dialog->findChildren<QLabel *>(),
                                   [words](const QLabel *label) { return label->text().contains(words); });
    };
    QVERIFY(!says(u"1.93"));

    QVERIFY(m_demo.stopService() >= 0);
    auto evidence = m_demo.json(u"var/evidence/latest.json"_s);
    auto canary = evidence[u"canary"_s].toObject();
    auto windows = canary[u"windows"_s].toArray();
    auto window = windows.last().toObject();
    window[u"ended_at"_s] = QDateTime::currentDateTimeUtc().addSecs(2).toString(Qt::ISODate);
    window[u"burst"_s] = 1.93;
    windows.append(window);
    canary[u"windows"_s] = windows;
    evidence[u"canary"_s] = canary;
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, QJsonDocument(evidence).toJson()));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().trigger, patienceMs);
    QTRY_VERIFY2_WITH_TIMEOUT(says(u"1.93 > 1.5"), qPrintable(foot()), patienceMs);
    QVERIFY(!signButton()->isEnabled());

    // Aborted for it and recovered, the next attempt is judged by its own rows alone.
    record(kind::trigger, rollout::payloadOf(domain::TriggerFired{*m_session->view().trigger, u"d1"_s}));
    record(kind::abortIntent, {{u"reason"_s, u"auto-burst-1.93-over-1.5"_s}});
    record(kind::abortOutcome, {{u"read_back"_s, true}});
    record(kind::recovery, rollout::payloadOf(domain::RecoveryJudged{true, {}, u"d1"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().rollout.recovered == true, patienceMs);
    QVERIFY(m_session->view().trigger);
    openDialog(domain::DecisionKind::Go);
    QTRY_VERIFY2_WITH_TIMEOUT(!foot().contains(u"being composed"), qPrintable(foot()), patienceMs);
    QVERIFY2(!says(u"1.93"), qPrintable(foot()));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    if (qEnvironmentVariable("CUTOVER_SHOTS").contains(u"dark"_s))
        gui::Appearance::instance().setScheme(gui::ColourScheme::Dark);
    SignDialogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_signdialog.moc"
