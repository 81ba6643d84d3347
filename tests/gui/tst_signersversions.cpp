// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the list of signers gets its next version in the window: proposed by one administrator, approved by another, with
// real keys of the real keychain on a real ledger; what is no proposal, and who may not approve.
#include "demo/demoworkspace.h"
#include "gui/appearance.h"
#include "gui/layout.h"
#include "gui/proposedialog.h"
#include "gui/signersdialog.h"
#include "gui/windows.h"
#include "models/words.h"
#include "session/signerstrust.h"
#include "session/verbs.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using namespace session::test;

namespace {

const QString s_passphrase = u"a passphrase of the test"_s;

} // namespace

class SignersVersionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void anAdministratorMayPropose();
    void whatIsNoProposalIsRefused_data();
    void whatIsNoProposalIsRefused();
    void whatIsNoCertificateIsNotAdded();
    void aWrongPassphraseProposesNothing();
    void aVersionIsProposed();
    void whoMayNotApprove();
    void bothFitASmallScreen();
    void anotherAdministratorApproves();
    void whoIsRevokedIsSaid();
    void aVersionInForceMeanwhileIsNotProposedOver();
    void theOnlyAdministratorIsWarnedOf();

private:
    [[nodiscard]] QString enrol(const QString &name, bool isExported = false);
    void openSigners();
    void openProposing();
    [[nodiscard]] bool says(const QString &words) const;
    template <typename Widget>
    static Widget *visible(const QWidget *dialog, const QString &name)
    {
        return gui::test::visible<Widget>(*dialog, name);
    }
    static QString foot(const QWidget *dialog)
    {
        const auto *label = dialog ? visible<QLabel>(dialog, u"footLabel"_s) : nullptr;
        return label ? label->text() : QString();
    }
    void typePassphrase(const QWidget *dialog, const QString &words = s_passphrase) const;
    void proposeNow(const QString &expected = {});
    void approveNow(int version);
    static void ignoresKeys(QPushButton *button);
    void choose(const QWidget *dialog, const QString &key) const;
    void shot(const QString &name, QWidget *dialog) const;
    [[nodiscard]] const session::SignersView &signers() const { return m_session->view().signers; }
    [[nodiscard]] QString fate(const QString &key) const;

    DemoWorkspace m_demo;
    QTemporaryDir m_folder;
    keychain::OsStore m_store;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<gui::SignersDialog> m_dialog;
    QPointer<gui::ProposeDialog> m_proposing;
    QString m_ada;
    QString m_ben;
    QString m_cleo;
};

QString SignersVersionsTest::enrol(const QString &name, bool isExported)
{
    const auto key = answer<QString>([&](auto done) {
        m_session->keys()
            .enrol(name, {}, passphrase(), m_session.get())
            ->onFinished(m_session.get(),
                         [done](const keychain::SigningKeys::Found &enrolled) {
                             if (enrolled)
                                 done(enrolled->fingerprint);
                         })
            ->start();
    });
    if (key && isExported) {
        QFile file(m_folder.filePath(u"cleo.pem"_s));
        const auto certificate = m_session->keys().certificate(*key);
        if (!certificate || !file.open(QIODevice::WriteOnly) || file.write(certificate->certificate.pem()) <= 0)
            return {};
    }
    return key.value_or(QString());
}

void SignersVersionsTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.startWatcher = {};
    m_session = std::make_unique<session::Session>(m_demo.path(), ports);
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
    m_ada = enrol(u"Ada Demo"_s);
    m_ben = enrol(u"Ben Demo"_s);
    m_cleo = enrol(u"Cleo Demo"_s, true);
    QVERIFY(!m_ada.isEmpty() && !m_ben.isEmpty() && !m_cleo.isEmpty());
    const auto founded = answer<session::SignersView>([&](auto done) {
        m_session->foundSigners({{m_ada, m_ben}, {}, {}, {}, {}, {}}, passphrase(), m_session.get(), done);
    });
    QVERIFY2(founded, founded ? "" : qPrintable(models::failureText(founded.error())));
    QTRY_VERIFY_WITH_TIMEOUT(signers().pinned, patienceMs);
}

void SignersVersionsTest::cleanup()
{
    m_dialog.reset();
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, each moment is kept as a picture there.
void SignersVersionsTest::shot(const QString &name, QWidget *dialog) const
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    QVERIFY(gui::test::layOut());
    QVERIFY(dialog->grab().save(u"%1/%2.png"_s.arg(folder, name)));
}

void SignersVersionsTest::openSigners()
{
    m_dialog = std::make_unique<gui::SignersDialog>(*m_session);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void SignersVersionsTest::openProposing()
{
    openSigners();
    auto *button = visible<QPushButton>(m_dialog.get(), u"proposeButton"_s);
    QVERIFY(button && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    m_proposing = m_dialog->findChild<gui::ProposeDialog *>();
    QVERIFY(m_proposing && QTest::qWaitForWindowExposed(m_proposing));
}

bool SignersVersionsTest::says(const QString &words) const
{
    return std::ranges::any_of(m_dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->isVisibleTo(m_dialog.get()) && label->text().contains(words);
    });
}

void SignersVersionsTest::typePassphrase(const QWidget *dialog, const QString &words) const
{
    auto *field = visible<QLineEdit>(dialog, dialog == m_dialog.get() ? u"approverPassphraseLineEdit"_s
                                                                      : u"passphraseLineEdit"_s);
    QVERIFY(field);
    field->clear();
    QTest::keyClicks(field, words);
}

void SignersVersionsTest::choose(const QWidget *dialog, const QString &key) const
{
    auto *keys = visible<QComboBox>(dialog, dialog == m_dialog.get() ? u"approverKeyComboBox"_s : u"keyComboBox"_s);
    QVERIFY(keys);
    keys->setCurrentIndex(keys->findData(key));
}

QString SignersVersionsTest::fate(const QString &key) const
{
    const auto &listed = signers().list.signers;
    const auto found = std::ranges::find(listed, key, &domain::Signer::fingerprint);
    return u"fateComboBox_%1"_s.arg(found - listed.begin());
}

/// Presses Propose; `expected` begins the refusal, empty: it is proposed.
void SignersVersionsTest::proposeNow(const QString &expected)
{
    auto *button = m_proposing->findChild<QPushButton *>(u"proposeVersionButton"_s);
    QVERIFY2(button->isEnabled(), qPrintable(foot(m_proposing)));
    ignoresKeys(button);
    QTest::mouseClick(button, Qt::LeftButton);
    if (expected.isEmpty()) {
        QTRY_VERIFY2_WITH_TIMEOUT(!m_proposing || !m_proposing->isVisible(), qPrintable(foot(m_proposing)), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(signers().proposal, patienceMs);
        return;
    }
    QTRY_VERIFY2_WITH_TIMEOUT(foot(m_proposing).startsWith(expected), qPrintable(foot(m_proposing)), 20'000);
    QVERIFY(!signers().proposal);
}

/// No key held or pressed by habit signs.
void SignersVersionsTest::ignoresKeys(QPushButton *button)
{
    button->setFocus();
    for (const auto key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(button, key);
    QVERIFY2(button->isEnabled() && button->isVisible(), "it works on it, or is done");
}

void SignersVersionsTest::approveNow(int version)
{
    auto *button = visible<QPushButton>(m_dialog.get(), u"approveButton"_s);
    QVERIFY(button);
    typePassphrase(m_dialog.get());
    QVERIFY2(button->isEnabled(), qPrintable(foot(m_dialog.get())));
    ignoresKeys(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(!m_dialog->isVisible(), qPrintable(foot(m_dialog.get())), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(signers().list.version, version, patienceMs);
    QVERIFY(signers().pinned && !signers().proposal);
}

void SignersVersionsTest::anAdministratorMayPropose()
{
    openSigners();
    QCOMPARE(foot(m_dialog.get()), u"Pinned by this account; there is nothing to do."_s);
    QVERIFY(visible<QPushButton>(m_dialog.get(), u"proposeButton"_s));
    QVERIFY(!visible<QPushButton>(m_dialog.get(), u"approveButton"_s));
    QVERIFY(!says(u"One administrator alone"_s));
    openProposing();
    QVERIFY(!m_proposing->findChild<QPushButton *>(u"proposeVersionButton"_s)->isEnabled());
    for (const auto *button : m_proposing->findChildren<QPushButton *>())
        QVERIFY2(!button->isDefault() && (!button->accessibleName().isEmpty() || !button->text().isEmpty()),
                 qPrintable(button->objectName()));
    QCOMPARE(foot(m_proposing), u"The passphrase of the key is missing."_s);
    m_proposing->findChild<QLineEdit *>(u"certificateLineEdit"_s)->setText(m_folder.filePath(u"cleo.pem"_s));
    QVERIFY2(foot(m_proposing).startsWith(u"The certificate has no role yet"), qPrintable(foot(m_proposing)));
    QVERIFY(!m_proposing->findChild<QPushButton *>(u"addMemberButton"_s)->isEnabled());
    m_proposing->findChild<QCheckBox *>(u"role_evidence_CheckBox"_s)->click();
    QVERIFY2(foot(m_proposing).contains(u"press Add"), qPrintable(foot(m_proposing)));
    shot(u"propose"_s, m_proposing);
}

void SignersVersionsTest::whatIsNoProposalIsRefused_data()
{
    QTest::addColumn<int>("needed");
    QTest::addColumn<QStringList>("leaving");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << 1 << QStringList() << u"The list in force says all that already"_s;
    QTest::newRow("more keys than there are") << 9 << QStringList() << u"The quorum asks for more keys"_s;
    QTest::newRow("both administrators leave")
        << 1 << QStringList{m_ada, m_ben} << u"Nobody would be left to change the list"_s;
}

void SignersVersionsTest::whatIsNoProposalIsRefused()
{
    QFETCH(int, needed);
    QFETCH(QStringList, leaving);
    QFETCH(QString, sentence);
    openProposing();
    m_proposing->findChild<QSpinBox *>(u"neededSpinBox"_s)->setValue(needed);
    for (const auto &key : leaving)
        m_proposing->findChild<QComboBox *>(fate(key))->setCurrentIndex(1);
    typePassphrase(m_proposing);
    proposeNow(sentence);
}

void SignersVersionsTest::whatIsNoCertificateIsNotAdded()
{
    openProposing();
    auto *file = m_proposing->findChild<QLineEdit *>(u"certificateLineEdit"_s);
    auto *add = m_proposing->findChild<QPushButton *>(u"addMemberButton"_s);
    file->setText(u"/dev/null"_s);
    m_proposing->findChild<QCheckBox *>(u"role_evidence_CheckBox"_s)->click();
    QTest::mouseClick(add, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(foot(m_proposing).startsWith(u"/dev/null is no plain file"),
                              qPrintable(foot(m_proposing)), patienceMs);
    QVERIFY(m_proposing->findChild<QLabel *>(u"comingLabel"_s)->text().isEmpty());
    QCOMPARE(file->text(), u"/dev/null"_s);
    QVERIFY(add->isEnabled());
}

void SignersVersionsTest::aWrongPassphraseProposesNothing()
{
    openProposing();
    m_proposing->findChild<QSpinBox *>(u"neededSpinBox"_s)->setValue(2);
    typePassphrase(m_proposing, u"not the passphrase"_s);
    proposeNow(u"The passphrase does not open this key."_s);
    QVERIFY(visible<QLineEdit>(m_proposing, u"passphraseLineEdit"_s)->text().isEmpty());
}

void SignersVersionsTest::aVersionIsProposed()
{
    openProposing();
    choose(m_proposing, m_ada);
    const auto handed = m_folder.filePath(u"cleo.pem"_s);
    m_proposing->findChild<QLineEdit *>(u"certificateLineEdit"_s)->setText(handed);
    m_proposing->findChild<QCheckBox *>(u"role_decision-maker_CheckBox"_s)->click();
    QTest::mouseClick(m_proposing->findChild<QPushButton *>(u"addMemberButton"_s), Qt::LeftButton);
    const auto *coming = m_proposing->findChild<QLabel *>(u"comingLabel"_s);
    QTRY_COMPARE_WITH_TIMEOUT(coming->text(),
                              u"Cleo Demo as decision-maker, from cleo.pem, by the key\n"_s +
                                  models::fingerprintText(m_cleo, 16),
                              patienceMs);
    shot(u"coming"_s, m_proposing);
    // What was shown is what is proposed, whatever the file is by then.
    QFile file(handed);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_session->keys().certificate(m_ben)->certificate.pem()) > 0);
    file.close();
    m_proposing->findChild<QSpinBox *>(u"neededSpinBox"_s)->setValue(2);
    typePassphrase(m_proposing);
    proposeNow();
    QCOMPARE(signers().proposal->by, u"Ada Demo"_s);
    QCOMPARE(signers().proposal->changes.size(), 2);
    QVERIFY(signers().proposal->list.find(m_cleo));
    QCOMPARE(signers().list.version, 1); // nothing is in force
}

void SignersVersionsTest::whoMayNotApprove()
{
    openSigners();
    QVERIFY(says(u"Adds Cleo Demo as decision-maker"_s));
    QVERIFY(says(u"Needs 2 keys as decision-maker; it was 1."_s));
    QVERIFY(says(u"Waits for an administrator: Ben Demo"_s));
    auto *button = visible<QPushButton>(m_dialog.get(), u"approveButton"_s);
    QVERIFY(button && !button->isEnabled());
    QCOMPARE(visible<QComboBox>(m_dialog.get(), u"approverKeyComboBox"_s)->currentData().toString(), m_ben);
    shot(u"approve"_s, m_dialog.get());
    for (const auto &key : {m_ada, m_cleo}) { // its proposer, and no administrator
        choose(m_dialog.get(), key);
        typePassphrase(m_dialog.get());
        QCOMPARE(foot(m_dialog.get()), u"This key is not one that may approve it."_s);
        QVERIFY(!button->isEnabled());
    }
    choose(m_dialog.get(), m_ben);
    typePassphrase(m_dialog.get(), u"not the passphrase"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(foot(m_dialog.get()).startsWith(u"The passphrase does not open this key."),
                              qPrintable(foot(m_dialog.get())), patienceMs);
    QCOMPARE(signers().list.version, 1);
    QVERIFY(signers().proposal);
}

/// 1280 x 720, over the main window: nothing reaches beyond, and what is asked is in sight.
void SignersVersionsTest::bothFitASmallScreen()
{
    constexpr QSize small{1280, 720};
    QWidget window;
    window.resize(small);
    window.show();
    m_dialog = std::make_unique<gui::SignersDialog>(*m_session, &window);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    QVERIFY2(m_dialog->height() <= small.height(), qPrintable(QString::number(m_dialog->height())));
    const auto *proposed = m_dialog->findChild<QWidget *>(u"proposalCard"_s);
    QCOMPARE(proposed->visibleRegion().boundingRect(), proposed->rect());
    QTest::mouseClick(visible<QPushButton>(m_dialog.get(), u"proposeButton"_s), Qt::LeftButton);
    m_proposing = m_dialog->findChild<gui::ProposeDialog *>();
    QVERIFY(m_proposing && QTest::qWaitForWindowExposed(m_proposing));
    const auto *coming = m_proposing->findChild<QLabel *>(u"comingLabel"_s);
    for (const auto &key : {m_cleo, m_ben, m_ada}) {
        const QString name = m_folder.filePath(key.left(8) + ".pem"_L1);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) &&
                file.write(m_session->keys().certificate(key)->certificate.pem()) > 0);
        file.close();
        m_proposing->findChild<QLineEdit *>(u"certificateLineEdit"_s)->setText(name);
        m_proposing->findChild<QCheckBox *>(u"role_evidence_CheckBox"_s)->click();
        QTest::mouseClick(m_proposing->findChild<QPushButton *>(u"addMemberButton"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(coming->text().contains(models::fingerprintText(key, 16)), patienceMs);
    }
    QCOMPARE(coming->text().count(u'\n'), 5);
    QVERIFY2(m_proposing->height() <= small.height(), qPrintable(QString::number(m_proposing->height())));
    m_dialog.reset(); // before its window
}

void SignersVersionsTest::anotherAdministratorApproves()
{
    openSigners();
    approveNow(2);
    QCOMPARE(signers().list.quorum.value(session::decisionMakerRole), 2);
    QVERIFY(signers().list.find(m_cleo));
}

void SignersVersionsTest::whoIsRevokedIsSaid()
{
    openProposing();
    choose(m_proposing, m_ben);
    m_proposing->findChild<QComboBox *>(fate(m_cleo))->setCurrentIndex(2);
    typePassphrase(m_proposing);
    proposeNow();
    openSigners();
    QVERIFY(says(u"Revokes Cleo Demo"_s));
    approveNow(3); // by Ada: Ben proposed it
    openSigners();
    QVERIFY(says(u"Revoked: key "_s));
    QVERIFY(!signers().list.find(m_cleo));
}

void SignersVersionsTest::aVersionInForceMeanwhileIsNotProposedOver()
{
    openProposing();
    choose(m_proposing, m_ada);
    m_proposing->findChild<QSpinBox *>(u"neededSpinBox"_s)->setValue(1);
    typePassphrase(m_proposing);
    const auto *button = m_proposing->findChild<QPushButton *>(u"proposeVersionButton"_s);
    QVERIFY2(button->isEnabled(), qPrintable(foot(m_proposing)));
    session::ProposeSigners request;
    request.given.keys = {m_ben};
    request.given.quorum = {{session::decisionMakerRole, 1}};
    request.previousSha256 = signers().digest;
    const auto propose = [&] {
        return answer<session::SignersView>(
            [&](auto done) { m_session->proposeSigners(request, passphrase(), m_session.get(), done); });
    };
    const auto proposed = propose();
    QVERIFY2(proposed, proposed ? "" : qPrintable(models::failureText(proposed.error())));
    QTRY_VERIFY_WITH_TIMEOUT(signers().proposal, patienceMs);
    const auto approved = answer<session::SignersView>(
        [&](auto done) { m_session->approveSigners(m_ada, {}, passphrase(), m_session.get(), done); });
    QVERIFY2(approved, approved ? "" : qPrintable(models::failureText(approved.error())));
    QTRY_COMPARE_WITH_TIMEOUT(signers().list.version, 4, patienceMs);
    QTRY_VERIFY2_WITH_TIMEOUT(foot(m_proposing).startsWith(u"Another version of the list came into force"),
                              qPrintable(foot(m_proposing)), patienceMs);
    QVERIFY(!button->isEnabled());
    request.given.quorum = {{session::decisionMakerRole, 2}};
    const auto late = propose();
    QVERIFY(!late);
    QCOMPARE(late.error().name, u"conflict"_s);
}

void SignersVersionsTest::theOnlyAdministratorIsWarnedOf()
{
    openProposing();
    choose(m_proposing, m_ada);
    m_proposing->findChild<QComboBox *>(fate(m_ben))->setCurrentIndex(1);
    m_proposing->findChild<QSpinBox *>(u"neededSpinBox"_s)->setValue(1);
    typePassphrase(m_proposing);
    proposeNow();
    openSigners();
    approveNow(5);
    openSigners();
    QVERIFY(says(u"One administrator alone changes the list"_s));
    shot(u"alone"_s, m_dialog.get());
    // He may propose, and approve what he proposed.
    openProposing();
    QVERIFY(std::ranges::any_of(m_proposing->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->text().contains(u"You are the only administrator");
    }));
}

int main(int argc, char *argv[])
{
    return gui::test::runWindowTest<SignersVersionsTest>(u"tst_signersversions"_s, argc, argv);
}

#include "tst_signersversions.moc"
