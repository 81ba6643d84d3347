// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A new cutover in three steps: what a person names is looked at, what is wrong stands beside its field, and nothing is
// written before it is asked for, nor over anything.
#include "gui/appearance.h"
#include "gui/contactsmodel.h"
#include "gui/guimain.h"
#include "gui/newcutoverassistant.h"
#include "gui/sentencelist.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
const QByteArray s_checklist = "# Production Cutover Checklist (D-1)\n\n"
                               "**Target Date**: 2026-03-02\n**Target Time**: 14:00 UTC\n"
                               "**Environment**: Staging\n**Version**: v0.5.11v+\n\n"
                               "## Contact Information\n\n"
                               "**Incident Commander**: First Person - +49 30 1234567 - @first\n"
                               "**Technical Lead**: [Name] - [Phone] - [Slack]\n"
                               "**Platform Team**: [Slack Channel: #platform-cutover]\n";

QDateTime now()
{
    return QDateTime(QDate(2026, 3, 1), QTime(14, 18), Qt::UTC);
}

} // namespace

class NewCutoverAssistantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aWrongPlaceIsToldBesideItsField_data();
    void aWrongPlaceIsToldBesideItsField();
    void aWorkspaceIsOpenedAndNotOverwritten();
    void aChecklistFillsHeadAndContacts();
    void whatAPersonTypedStays();
    void aWrongValueIsToldBesideItsField_data();
    void aWrongValueIsToldBesideItsField();
    void aContactIsWrongInItsRow();
    void nothingIsWrittenBeforeItIsAskedFor();
    void whatWasFoundFollowsTheFields();
    void theProfileIsWritten();
    void aProfileThatCameMeanwhileStays();
    void theKeyboardReachesEverything();
    void everyControlHasAName();
    void theContactsAreAProperModel();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    [[nodiscard]] QString path(const QString &name = {}) const { return m_folder->filePath(name); }
    void put(const QString &name, const QByteArray &bytes) const;
    void open(const QString &folder);
    void type(const QString &field, const QString &text) const;
    void press(const QString &button) const { QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton); }
    [[nodiscard]] bool comesToRest() const;
    void goTo(int step) const;
    [[nodiscard]] QString foot() const { return child<QLabel>(u"footLabel"_s)->text(); }
    [[nodiscard]] QString saidOf(const QString &field) const { return child<QWidget>(field)->accessibleDescription(); }
    [[nodiscard]] QString words(const QString &list) const
    {
        return child<gui::SentenceList>(list)->words().join(u'\n');
    }
    [[nodiscard]] QJsonObject profile() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<gui::NewCutoverAssistant> m_dialog;
};

void NewCutoverAssistantTest::initTestCase()
{
    gui::Appearance::instance().apply();
}

void NewCutoverAssistantTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void NewCutoverAssistantTest::cleanup()
{
    m_dialog.reset();
}

void NewCutoverAssistantTest::put(const QString &name, const QByteArray &bytes) const
{
    QDir(path()).mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void NewCutoverAssistantTest::open(const QString &folder)
{
    m_dialog = std::make_unique<gui::NewCutoverAssistant>(now, folder);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    QVERIFY(comesToRest());
}

void NewCutoverAssistantTest::type(const QString &field, const QString &text) const
{
    auto *edit = child<QLineEdit>(field);
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
    QVERIFY(comesToRest());
}

bool NewCutoverAssistantTest::comesToRest() const
{
    return QTest::qWaitFor([this] { return !foot().startsWith(u"Looking"_s) && !foot().startsWith(u"Writing"_s); },
                           patienceMs);
}

void NewCutoverAssistantTest::goTo(int step) const
{
    for (int i = 1; i < step; ++i)
        press(u"nextButton"_s);
    QVERIFY2(child<QPushButton>(step == 3 ? u"writeButton"_s : u"nextButton"_s)->isEnabled(), qPrintable(foot()));
}

QJsonObject NewCutoverAssistantTest::profile() const
{
    QFile file(path(u"cutover.json"_s));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void NewCutoverAssistantTest::aWrongPlaceIsToldBesideItsField_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("checklist");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("said");
    const QString folder = u"folderLineEdit"_s;
    const QString checklist = u"checklistLineEdit"_s;
    QTest::newRow("no such folder") << u"none"_s << QString() << folder << u"This folder is not there."_s;
    QTest::newRow("a file") << u"a.md"_s << QString() << folder << u"This is a file."_s;
    QTest::newRow("no such checklist") << u"."_s << u"none.md"_s << checklist << u"none.md is not there."_s;
    QTest::newRow("a folder as checklist") << u"."_s << u"sub"_s << checklist << u"sub is no plain file"_s;
    QTest::newRow("no checklist") << u"."_s << u"a.md"_s << checklist << u"a.md, line 1: no line such as"_s;
    QTest::newRow("no such day")
        << u"."_s << u"bad.md"_s << checklist
        << u"bad.md, line 3: “2026-13-02 14:00 UTC” is no time; write the date like 2026-03-02 "
           "and the time like 14:00 UTC."_s;
}

void NewCutoverAssistantTest::aWrongPlaceIsToldBesideItsField()
{
    QFETCH(QString, folder);
    QFETCH(QString, checklist);
    QFETCH(QString, field);
    QFETCH(QString, said);
    put(u"a.md"_s, "# Read me\n");
    put(u"bad.md"_s, "# Checklist\n**Target Date**: 2026-13-02\n**Target Time**: 14:00 UTC\n");
    put(u"sub/file"_s, "x");
    open({});
    type(u"folderLineEdit"_s, path(folder));
    type(u"checklistLineEdit"_s, checklist); // relative to the folder
    QVERIFY2(saidOf(field).startsWith(said), qPrintable(saidOf(field)));
    QCOMPARE(foot(), saidOf(field));
    QVERIFY(!child<QPushButton>(u"nextButton"_s)->isEnabled());
    QCOMPARE(child<QPushButton>(u"nextButton"_s)->accessibleDescription(), foot());
}

void NewCutoverAssistantTest::aWorkspaceIsOpenedAndNotOverwritten()
{
    put(u"cutover.json"_s, "mine");
    open({});
    QVERIFY(!child<QPushButton>(u"openButton"_s)->isVisible());
    type(u"folderLineEdit"_s, path());
    QVERIFY(!child<QPushButton>(u"nextButton"_s)->isEnabled());
    QSignalSpy ready(m_dialog.get(), &gui::NewCutoverAssistant::workspaceReady);
    press(u"openButton"_s);
    QCOMPARE(ready.size(), 1);
    QCOMPARE(ready.first().first().toString(), QDir::cleanPath(path()));
    QVERIFY(!m_dialog->isVisible());
}

void NewCutoverAssistantTest::aChecklistFillsHeadAndContacts()
{
    put(u"checklist.md"_s, s_checklist);
    open(path());
    type(u"checklistLineEdit"_s, u"checklist.md"_s);
    QCOMPARE(saidOf(u"checklistLineEdit"_s),
             u"Read: environment Staging, version v0.5.11v+, target 2026-03-02 14:00 UTC, 2 contacts. "
             "Not filled in: Technical Lead."_s);
    QCOMPARE(child<QLineEdit>(u"environmentLineEdit"_s)->text(), u"Staging"_s);
    QCOMPARE(child<QLineEdit>(u"versionLineEdit"_s)->text(), u"v0.5.11v+"_s);
    QCOMPARE(child<QLineEdit>(u"dateLineEdit"_s)->text(), u"2026-03-02"_s);
    QCOMPARE(child<QLineEdit>(u"timeLineEdit"_s)->text(), u"14:00"_s);
    const auto *contacts = child<QTableView>(u"contactsTableView"_s)->model();
    QCOMPARE(contacts->rowCount(), 5); // the checklist's five roles, in its order
    QCOMPARE(contacts->index(0, gui::ContactsModel::Phone).data().toString(), u"+49 30 1234567"_s);
    QCOMPARE(contacts->index(1, gui::ContactsModel::Role).data().toString(), u"Technical Lead"_s);
    QCOMPARE(contacts->index(2, gui::ContactsModel::Slack).data().toString(), u"#platform-cutover"_s);
}

void NewCutoverAssistantTest::whatAPersonTypedStays()
{
    put(u"checklist.md"_s, s_checklist);
    open(path());
    goTo(2);
    type(u"versionLineEdit"_s, u"v1"_s);
    auto *table = child<QTableView>(u"contactsTableView"_s);
    table->model()->setData(table->model()->index(0, gui::ContactsModel::Name), u"Typed"_s);
    press(u"backButton"_s);
    type(u"checklistLineEdit"_s, u"checklist.md"_s);
    QCOMPARE(child<QLineEdit>(u"versionLineEdit"_s)->text(), u"v1"_s);
    QCOMPARE(child<QLineEdit>(u"environmentLineEdit"_s)->text(), u"Staging"_s);
    QCOMPARE(table->model()->index(0, gui::ContactsModel::Name).data().toString(), u"Typed"_s);
    type(u"checklistLineEdit"_s, {}); // what it gave goes with it
    QCOMPARE(child<QLineEdit>(u"versionLineEdit"_s)->text(), u"v1"_s);
    QCOMPARE(child<QLineEdit>(u"environmentLineEdit"_s)->text(), QString());
}

void NewCutoverAssistantTest::aWrongValueIsToldBesideItsField_data()
{
    QTest::addColumn<QStringList>("typed"); // field, text, …
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("said");
    const QString date = u"dateLineEdit"_s;
    const QString time = u"timeLineEdit"_s;
    const QString readyz = u"readyzLineEdit"_s;
    QTest::newRow("no such day") << QStringList{date, u"2026-02-30"_s, time, u"14:00"_s} << date
                                 << u"“2026-02-30” is no date; write it like 2026-03-02."_s;
    QTest::newRow("day first") << QStringList{date, u"02.03.2026"_s, time, u"14:00"_s} << date
                               << u"“02.03.2026” is no date; write it like 2026-03-02."_s;
    QTest::newRow("25 o’clock") << QStringList{date, u"2026-03-02"_s, time, u"25:00"_s} << time
                                << u"“25:00” is no time of day; write it like 14:00, in UTC."_s;
    QTest::newRow("another zone") << QStringList{date, u"2026-03-02"_s, time, u"14:00 CET"_s} << time
                                  << u"“14:00 CET” is no time of day; write it like 14:00, in UTC."_s;
    QTest::newRow("no time") << QStringList{date, u"2026-03-02"_s} << time
                             << u"The date is given and the time is not; write it like 14:00."_s;
    QTest::newRow("no date") << QStringList{time, u"14:00"_s} << date
                             << u"The time is given and the date is not; write it like 2026-03-02."_s;
    QTest::newRow("no scheme") << QStringList{readyz, u"payments/readyz"_s} << readyz
                               << u"This is no http or https address"_s;
    QTest::newRow("a password") << QStringList{readyz, u"http://a:b@c/readyz"_s} << readyz
                                << u"This is no http or https address with a host, or it holds a password."_s;
    QTest::newRow("a file") << QStringList{readyz, u"file:///etc/passwd"_s} << readyz
                            << u"This is no http or https address"_s;
}

void NewCutoverAssistantTest::aWrongValueIsToldBesideItsField()
{
    QFETCH(QStringList, typed);
    QFETCH(QString, field);
    QFETCH(QString, said);
    open(path());
    goTo(2);
    for (qsizetype i = 0; i < typed.size(); i += 2)
        type(typed[i], typed[i + 1]);
    QVERIFY2(saidOf(field).startsWith(said), qPrintable(saidOf(field)));
    QCOMPARE(foot(), saidOf(field));
    QVERIFY(!child<QPushButton>(u"nextButton"_s)->isEnabled());
    type(typed.first(), {}); // and with the value goes the objection
    for (qsizetype i = 2; i < typed.size(); i += 2)
        type(typed[i], {});
    QVERIFY2(child<QPushButton>(u"nextButton"_s)->isEnabled(), qPrintable(foot()));
}

void NewCutoverAssistantTest::aContactIsWrongInItsRow()
{
    open(path());
    goTo(2);
    auto *model = child<QTableView>(u"contactsTableView"_s)->model();
    press(u"addContactButton"_s);
    QCOMPARE(model->rowCount(), 6);
    model->setData(model->index(5, gui::ContactsModel::Name), u"Nobody in particular"_s);
    QVERIFY(comesToRest());
    QCOMPARE(foot(), u"Row 6: This must not be empty."_s); // it has no role
    model->setData(model->index(5, gui::ContactsModel::Role), u"Technical Lead"_s);
    model->setData(model->index(1, gui::ContactsModel::Name), u"Somebody"_s);
    QVERIFY(comesToRest());
    QVERIFY2(foot().startsWith(u"Row 6: The role “Technical Lead” stands twice"_s), qPrintable(foot()));
    child<QTableView>(u"contactsTableView"_s)->setCurrentIndex(model->index(5, 0));
    press(u"removeContactButton"_s);
    QVERIFY(comesToRest());
    QVERIFY2(child<QPushButton>(u"nextButton"_s)->isEnabled(), qPrintable(foot()));
}

void NewCutoverAssistantTest::nothingIsWrittenBeforeItIsAskedFor()
{
    open(path());
    goTo(3);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space})
        QTest::keyClick(m_dialog->focusWidget(), key);
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(QDir(path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void NewCutoverAssistantTest::whatWasFoundFollowsTheFields()
{
    put(u"scripts/ci/check_readyz_blocking.sh"_s, "exit 0\n");
    open(path());
    goTo(3);
    QVERIFY2(words(u"choiceList"_s).contains(u"scripts/ci/check_readyz_blocking.sh is there"_s),
             qPrintable(words(u"choiceList"_s)));
    for (const auto &gap : {u"/version"_s, u"/target_at"_s, u"/readyz_url"_s, u"“Technical Lead” has nobody"_s})
        QVERIFY2(words(u"gapList"_s).contains(gap), qPrintable(words(u"gapList"_s)));
    press(u"backButton"_s);
    type(u"versionLineEdit"_s, u"v7"_s);
    type(u"readyzLineEdit"_s, u"https://payments.example/readyz"_s);
    press(u"nextButton"_s);
    QVERIFY2(words(u"choiceList"_s).contains(u"/version: v7."_s), qPrintable(words(u"choiceList"_s)));
    QVERIFY2(!words(u"gapList"_s).contains(u"/version"_s), qPrintable(words(u"gapList"_s)));
    QVERIFY2(!words(u"gapList"_s).contains(u"/readyz_url"_s), qPrintable(words(u"gapList"_s)));
}

void NewCutoverAssistantTest::theProfileIsWritten()
{
    put(u"checklist.md"_s, s_checklist);
    open(path());
    type(u"checklistLineEdit"_s, u"checklist.md"_s);
    press(u"nextButton"_s);
    type(u"changeLineEdit"_s, u"CHG-1"_s);
    press(u"nextButton"_s);
    QSignalSpy ready(m_dialog.get(), &gui::NewCutoverAssistant::workspaceReady);
    press(u"writeButton"_s);
    QVERIFY(!child<QPushButton>(u"writeButton"_s)->isEnabled());
    QVERIFY(ready.wait(patienceMs));
    QCOMPARE(ready.first().first().toString(), QDir::cleanPath(path()));
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(profile()[u"environment"_s].toString(), u"Staging"_s);
    QCOMPARE(profile()[u"version"_s].toString(), u"v0.5.11v+"_s);
    QCOMPARE(profile()[u"change"_s].toString(), u"CHG-1"_s);
    QCOMPARE(profile()[u"target_at"_s].toString(), u"2026-03-02T14:00:00Z"_s);
    QCOMPARE(profile()[u"contacts"_s].toArray().size(), 2);
    QCOMPARE(profile()[u"contacts"_s][1][u"slack"_s].toString(), u"#platform-cutover"_s);
}

void NewCutoverAssistantTest::aProfileThatCameMeanwhileStays()
{
    open(path());
    goTo(3);
    put(u"cutover.json"_s, "mine");
    QSignalSpy ready(m_dialog.get(), &gui::NewCutoverAssistant::workspaceReady);
    press(u"writeButton"_s);
    QVERIFY(comesToRest());
    QCOMPARE(foot(), u"cutover.json is there already; nothing was written."_s);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(ready.isEmpty());
    QFile file(path(u"cutover.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mine"));
}

void NewCutoverAssistantTest::theKeyboardReachesEverything()
{
    open(path());
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    const auto goesThrough = [](const QStringList &names) {
        for (const auto &name : names) {
            if (QApplication::focusWidget()->objectName() != name)
                return u"%1 in place of %2"_s.arg(QApplication::focusWidget()->objectName(), name);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        return QString();
    };
    QCOMPARE(goesThrough({u"folderLineEdit"_s, u"chooseFolderButton"_s, u"checklistLineEdit"_s,
                          u"chooseChecklistButton"_s, u"cancelButton"_s}),
             QString());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"nextButton"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(goesThrough({u"environmentLineEdit"_s, u"versionLineEdit"_s, u"dateLineEdit"_s, u"timeLineEdit"_s,
                          u"changeLineEdit"_s, u"readyzLineEdit"_s, u"addContactButton"_s, u"removeContactButton"_s,
                          u"contactsTableView"_s, u"cancelButton"_s, u"backButton"_s}),
             QString());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"nextButton"_s);
}

void NewCutoverAssistantTest::everyControlHasAName()
{
    open(path());
    for (const auto *field : m_dialog->findChildren<QLineEdit *>())
        QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->objectName()));
    for (const auto *button : m_dialog->findChildren<QPushButton *>()) {
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(!button->isDefault() && !button->autoDefault(), qPrintable(button->objectName()));
    }
    QVERIFY(!child<QTableView>(u"contactsTableView"_s)->accessibleName().isEmpty());
}

void NewCutoverAssistantTest::theContactsAreAProperModel()
{
    gui::ContactsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setContacts({{u"Technical Lead"_s, u"A"_s, {}, {}, {}, {}}, {u"Somebody else"_s, u"B"_s, {}, {}, {}, {}}});
    QVERIFY(!model.isEdited());
    QCOMPARE(model.rowCount(), 6);
    QVERIFY(model.insertRow(2));
    QVERIFY(model.isEdited());
    QVERIFY(model.removeRow(0));
    QVERIFY(!model.removeRow(6));
    QVERIFY(!model.setData(model.index(0, 0), u"x"_s, Qt::DisplayRole));
    QCOMPARE(model.filled().size(), 2);
    QCOMPARE(model.rowOfFilled(1), 5);
    QCOMPARE(model.rowOfFilled(2), -1);
    QCOMPARE(model.rowOfFilled(-1), -1);
}

CUTOVER_GUI_TEST_MAIN(NewCutoverAssistantTest)
#include "tst_newcutoverassistant.moc"
