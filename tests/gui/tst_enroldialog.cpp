// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key is made in the window, with the real keychain, and only when everything asked for is there.
#include "gui/appearance.h"
#include "gui/enroldialog.h"
#include "keychain/osstore.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;
const QString s_passphrase = u"a passphrase of the test"_s;

} // namespace

class EnrolDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void everyFieldHasAName();
    void tabGoesThroughTheFieldsFirst();
    void aKeyIsMade();
    void aNameNoCertificateCarriesIsRefusedInPlace();
    void cancelMakesNothing();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    void fill(const QString &name, const QString &passphrase, const QString &repeat);

    keychain::OsStore m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<keychain::SigningKeys> m_keys;
    std::unique_ptr<gui::EnrolDialog> m_dialog;
};

void EnrolDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keys = std::make_unique<keychain::SigningKeys>(&m_store, m_folder->path());
    m_dialog = std::make_unique<gui::EnrolDialog>(*m_keys);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void EnrolDialogTest::cleanup()
{
    m_dialog.reset();
    m_keys.reset();
    m_folder.reset();
}

void EnrolDialogTest::fill(const QString &name, const QString &passphrase, const QString &repeat)
{
    QTest::keyClicks(child<QLineEdit>(u"nameLineEdit"_s), name);
    QTest::keyClicks(child<QLineEdit>(u"passphraseLineEdit"_s), passphrase);
    QTest::keyClicks(child<QLineEdit>(u"repeatLineEdit"_s), repeat);
}

void EnrolDialogTest::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<QString>("repeat");
    QTest::addColumn<QString>("said");
    QTest::newRow("nothing") << QString() << QString() << QString() << u"The name is missing."_s;
    QTest::newRow("blank name") << u"  "_s << s_passphrase << s_passphrase << u"The name is missing."_s;
    QTest::newRow("eleven characters") << u"Release manager"_s << u"elevenchars"_s << u"elevenchars"_s
                                       << u"The passphrase has 11 of at least 12 characters."_s;
    QTest::newRow("once") << u"Release manager"_s << s_passphrase << QString()
                          << u"The passphrase is to be given twice."_s;
    QTest::newRow("two") << u"Release manager"_s << s_passphrase << u"another passphrase"_s
                         << u"The two passphrases differ."_s;
}

void EnrolDialogTest::saysWhatIsMissing()
{
    QFETCH(QString, name);
    QFETCH(QString, passphrase);
    QFETCH(QString, repeat);
    QFETCH(QString, said);
    fill(name, passphrase, repeat);
    QCOMPARE(child<QLabel>(u"footLabel"_s)->text(), said);
    QVERIFY(!child<QPushButton>(u"enrolButton"_s)->isEnabled());
    QCOMPARE(child<QPushButton>(u"enrolButton"_s)->accessibleDescription(), said);
}

void EnrolDialogTest::everyFieldHasAName()
{
    for (const auto *field : m_dialog->findChildren<QLineEdit *>())
        QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->objectName()));
    for (const auto *button : m_dialog->findChildren<QPushButton *>())
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
}

void EnrolDialogTest::tabGoesThroughTheFieldsFirst()
{
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    fill(u"Release manager"_s, s_passphrase, s_passphrase); // so that every button can be reached
    child<QLineEdit>(u"nameLineEdit"_s)->setFocus();
    for (const auto &name : {u"nameLineEdit"_s, u"emailLineEdit"_s, u"passphraseLineEdit"_s, u"repeatLineEdit"_s,
                             u"cancelButton"_s, u"enrolButton"_s}) {
        QCOMPARE(QApplication::focusWidget()->objectName(), name);
        QTest::keyClick(m_dialog.get(), Qt::Key_Tab);
    }
}

void EnrolDialogTest::aKeyIsMade()
{
    fill(u"Release manager"_s, s_passphrase, s_passphrase);
    QSignalSpy enrolled(m_dialog.get(), &gui::EnrolDialog::enrolled);
    QTest::mouseClick(child<QPushButton>(u"enrolButton"_s), Qt::LeftButton);
    QVERIFY(child<QLineEdit>(u"passphraseLineEdit"_s)->text().isEmpty());
    QVERIFY(child<QLineEdit>(u"repeatLineEdit"_s)->text().isEmpty());
    QVERIFY(!child<QPushButton>(u"cancelButton"_s)->isEnabled());
    QVERIFY(enrolled.wait(patienceMs));
    const auto keys = m_keys->list();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(enrolled.first().first().toString(), keys.first().fingerprint);
    QCOMPARE(keys.first().certificate.commonName(), u"Release manager"_s);
    QVERIFY(!m_dialog->isVisible());
}

void EnrolDialogTest::aNameNoCertificateCarriesIsRefusedInPlace()
{
    QTest::keyClicks(child<QLineEdit>(u"emailLineEdit"_s), u"not an address"_s);
    fill(u"Release manager"_s, s_passphrase, s_passphrase);
    QSignalSpy enrolled(m_dialog.get(), &gui::EnrolDialog::enrolled);
    QTest::mouseClick(child<QPushButton>(u"enrolButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(u"cancelButton"_s)->isEnabled(), patienceMs);
    QVERIFY2(child<QLabel>(u"footLabel"_s)->text().startsWith(u"A certificate cannot carry"),
             qPrintable(child<QLabel>(u"footLabel"_s)->text()));
    QCOMPARE(child<QLineEdit>(u"nameLineEdit"_s)->text(), u"Release manager"_s);
    QVERIFY(enrolled.isEmpty());
    QVERIFY(m_keys->list().isEmpty());
    QVERIFY(m_dialog->isVisible());
}

void EnrolDialogTest::cancelMakesNothing()
{
    fill(u"Release manager"_s, s_passphrase, s_passphrase);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_keys->list().isEmpty());
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    EnrolDialogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_enroldialog.moc"
