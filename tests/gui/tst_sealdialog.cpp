// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The evidence sealed from the window, with the real keychain: by the right key alone, and a second seal tells what
// changed since the first.
#include "demo/demoworkspace.h"

#include "gui/appearance.h"
#include "gui/sealdialog.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;

namespace {

constexpr int patienceMs = 120'000;
const QString s_passphrase = u"a passphrase of the test"_s;
const QString s_evidence = u"var/evidence/report.txt"_s;
const QString s_manifest = u"var/evidence/manifest.dsse.json"_s;

} // namespace

class SealDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void withoutAKeyNothingCanBeSealed();
    void aKeyThatNobodyTrustsSealsNothing();
    void aWrongPassphraseSealsNothing();
    void theEvidenceIsSealed();
    void whatChangedSinceIsTold();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void openDialog();
    void sealWith(const QString &passphrase);
    [[nodiscard]] QString foot() const { return child<QLabel>(u"footLabel"_s)->text(); }
    [[nodiscard]] bool isAtRest() const { return child<QPushButton>(u"cancelButton"_s)->isEnabled(); }

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    QTemporaryDir m_certificates;
    QString m_key;
    QByteArray m_manifest; ///< the demo's own seal
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<gui::SealDialog> m_dialog;
};

void SealDialogTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(m_demo.write(s_evidence, "bytes\n"));
    m_manifest = m_demo.read(s_manifest);
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.certificateFolder = m_certificates.path();
    ports.wording = models::recordWording();
    m_session = std::make_unique<session::Session>(m_demo.path(), ports);
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
}

void SealDialogTest::cleanup()
{
    m_dialog.reset();
}

void SealDialogTest::openDialog()
{
    m_dialog = std::make_unique<gui::SealDialog>(*m_session);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void SealDialogTest::sealWith(const QString &passphrase)
{
    QTest::keyClicks(child<QLineEdit>(u"passphraseLineEdit"_s), passphrase);
    auto *button = child<QPushButton>(u"sealButton"_s);
    button->setFocus();
    for (const auto key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
        QTest::keyClick(button, key);
    QVERIFY2(button->isEnabled(), "no key pressed by habit signs");
    QTest::mouseClick(button, Qt::LeftButton);
}

void SealDialogTest::withoutAKeyNothingCanBeSealed()
{
    openDialog();
    QCOMPARE(foot(), u"This account has no signing key; make one."_s);
    QVERIFY(!child<QPushButton>(u"sealButton"_s)->isEnabled());
}

void SealDialogTest::aKeyThatNobodyTrustsSealsNothing()
{
    m_session->keys()
        .enrol(u"Release manager"_s, {}, crypto::Secret::consume(s_passphrase.toUtf8()), this)
        ->onFinished(this, [this](const keychain::SigningKeys::Found &found) { m_key = found->fingerprint; })
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_key.isEmpty(), patienceMs);
    openDialog();
    QCOMPARE(foot(), u"The passphrase of the key is missing."_s);
    sealWith(s_passphrase);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), patienceMs);
    QVERIFY(m_dialog->isVisible());
    QVERIFY2(child<QLineEdit>(u"passphraseLineEdit"_s)->text().isEmpty() && !foot().isEmpty(), qPrintable(foot()));
    QCOMPARE(m_demo.read(s_manifest), m_manifest);
}

void SealDialogTest::aWrongPassphraseSealsNothing()
{
    bool isFounded = false;
    session::FoundSigners request;
    request.keys = {m_key};
    m_session->foundSigners(
        request, crypto::Secret::consume(s_passphrase.toUtf8()), this,
        [&isFounded](const session::Result<session::SignersView> &list) { isFounded = list.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(isFounded && m_session->view().signers.pinned, patienceMs);
    openDialog();
    sealWith(u"another passphrase"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), patienceMs);
    QVERIFY2(foot().startsWith(u"The passphrase does not open this key."_s), qPrintable(foot()));
    QCOMPARE(m_demo.read(s_manifest), m_manifest);
}

void SealDialogTest::theEvidenceIsSealed()
{
    openDialog();
    QSignalSpy sealed(m_dialog.get(), &gui::SealDialog::evidenceSealed);
    sealWith(s_passphrase);
    QVERIFY(sealed.wait(patienceMs));
    QVERIFY2(sealed.first().first().toString().startsWith(u"Sealed "_s), qPrintable(sealed.first().first().toString()));
    QVERIFY(!sealed.first().last().toBool());
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_demo.read(s_manifest) != m_manifest);
}

void SealDialogTest::whatChangedSinceIsTold()
{
    QVERIFY(m_demo.write(s_evidence, "other bytes\n"));
    openDialog();
    QSignalSpy sealed(m_dialog.get(), &gui::SealDialog::evidenceSealed);
    sealWith(s_passphrase);
    QVERIFY(sealed.wait(patienceMs));
    QVERIFY(sealed.first().last().toBool());
    QVERIFY2(sealed.first().first().toString().contains(u"other bytes than before"_s),
             qPrintable(sealed.first().first().toString()));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    SealDialogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sealdialog.moc"
