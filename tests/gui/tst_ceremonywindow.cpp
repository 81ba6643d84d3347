// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sign-off meeting as a room holds it: real keys, a real ledger, left and entered again, and what a screen reader
// is told.
#include "demo/demoworkspace.h"
#include "gui/appearance.h"
#include "gui/ceremonywindow.h"
#include "gui/layout.h"
#include "gui/mainwindow.h"
#include "gui/signdialog.h"
#include "gui/windows.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using domain::CriterionId;
using gui::CeremonyPage;

namespace {

constexpr int s_patienceMs = 60'000;

} // namespace

class CeremonyWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void withoutACheckThereIsNothingToPoll();
    void somebodyPresides();
    void theKeysAnswerRowByRow();
    void aDoublePressAnswersOneRow();
    void aLetterInTheNameIsALetter();
    void withoutANameNothingIsSaid();
    void escLeavesAndEnteringGoesOn();
    void leftGoesBackAndCorrects();
    void theSummaryNamesTheObjection();
    void itFitsEveryScreen_data();
    void itFitsEveryScreen();
    void signOpensTheDialogOverIt();
    void aPollThatIsOverAnswersNoNewOne();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return m_ceremony ? m_ceremony->findChild<T *>(name) : nullptr;
    }
    [[nodiscard]] QString words(const QString &label) const
    {
        const auto *found = child<QLabel>(label);
        return found ? found->text() : QString();
    }
    [[nodiscard]] const session::View &view() const { return m_window->session()->view(); }
    [[nodiscard]] qsizetype answers() const { return view().ceremony ? view().ceremony->answers.size() : -1; }
    void enter();
    void key(int key) { QTest::keyClick(m_ceremony.data(), static_cast<Qt::Key>(key)); }
    /// Waits until the question may be answered, presses, and waits until the answer is in the ledger.
    [[nodiscard]] bool answer(int key);
    /// The same by somebody who presses G again and again until it is seen.
    [[nodiscard]] bool answerImpatiently();
    [[nodiscard]] const auto *panelButton() const { return m_window->findChild<QPushButton *>(u"signGoButton"_s); }
    [[nodiscard]] bool isAsked(CriterionId row) const
    {
        return m_ceremony->page() == CeremonyPage::Poll && words(u"criterionLabel"_s) == domain::criterion(row).title;
    }
    void shot(const QString &name);

    keychain::OsStore m_store;
    DemoWorkspace m_demo;
    std::unique_ptr<gui::MainWindow> m_window;
    QPointer<gui::CeremonyWindow> m_ceremony;
    bool m_hasFailed = false;
};

void CeremonyWindowTest::initTestCase()
{
    QSettings().clear();
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.startWatcher = {};
    m_window = std::make_unique<gui::MainWindow>(ports);
    QVERIFY(m_demo.init().succeeded());
    QVERIFY(m_demo.serve());
    m_window->show();
    m_window->openWorkspace(m_demo.path());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget *>(u"consoleView"_s), s_patienceMs);
}

/// One poll from its first step to its last: behind one that failed every further one would wait in vain.
void CeremonyWindowTest::init()
{
    if (m_hasFailed)
        QSKIP("A step before it failed.");
}

void CeremonyWindowTest::cleanup()
{
    m_hasFailed = m_hasFailed || QTest::currentTestFailed();
}

void CeremonyWindowTest::cleanupTestCase()
{
    m_window.reset();
}

void CeremonyWindowTest::enter()
{
    m_window->findChild<QAction *>(u"ceremonyAction"_s)->trigger();
    m_ceremony = m_window->findChild<gui::CeremonyWindow *>(u"ceremonyWindow"_s);
    QVERIFY(m_ceremony);
    QVERIFY(QTest::qWaitForWindowExposed(m_ceremony.data()));
    m_ceremony->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_ceremony.data()));
}

bool CeremonyWindowTest::answer(int pressed)
{
    const auto before = answers();
    const auto *button = child<QPushButton>(pressed == Qt::Key_G ? u"goButton"_s : u"noGoButton"_s);
    if (!QTest::qWaitFor([button] { return button->isEnabled(); }, s_patienceMs))
        return false;
    key(pressed);
    return QTest::qWaitFor([this, before] { return answers() == before + 1; }, s_patienceMs);
}

bool CeremonyWindowTest::answerImpatiently()
{
    const auto before = answers();
    const auto *button = child<QPushButton>(u"goButton"_s);
    const auto isSeen = [this, before] {
        key(Qt::Key_G);
        return answers() > before;
    };
    return QTest::qWaitFor([button] { return button->isEnabled(); }, s_patienceMs) &&
           QTest::qWaitFor(isSeen, s_patienceMs) &&
           QTest::qWaitFor([button] { return button->isEnabled(); }, s_patienceMs) && answers() == before + 1;
}

/// For people who judge how it looks: with CUTOVER_SHOTS set, each moment is kept as a picture there.
void CeremonyWindowTest::shot(const QString &name)
{
    const QString folder = qEnvironmentVariable("CUTOVER_SHOTS");
    if (folder.isEmpty())
        return;
    QVERIFY(gui::test::layOut());
    QVERIFY(m_ceremony->grab().save(u"%1/%2.png"_s.arg(folder, name)));
}

void CeremonyWindowTest::withoutACheckThereIsNothingToPoll()
{
    enter();
    QCOMPARE(m_ceremony->page(), CeremonyPage::Empty);
    QVERIFY(words(u"startWordsLabel"_s).startsWith(u"Run all checks first"_s));
    QVERIFY(!child<QPushButton>(u"beginButton"_s)->isVisible());
    QVERIFY(child<QPushButton>(u"runAllButton"_s)->isVisible());
    for (const int pressed : {Qt::Key_G, Qt::Key_N, Qt::Key_Left, Qt::Key_Right})
        key(pressed);
    QVERIFY(!view().ceremony);
    QSignalSpy ended(m_window->session(), &session::Session::checksFinished);
    m_window->session()->runChecks(session::Session::allRows());
    QVERIFY(ended.wait(s_patienceMs));
    m_window->session()->confirm(u"team-ready"_s, u"Demo lead"_s, true, {}, this, [](const auto &) {});
    QTRY_VERIFY_WITH_TIMEOUT(view().decisionGo, s_patienceMs);
}

void CeremonyWindowTest::somebodyPresides()
{
    QTRY_COMPARE(m_ceremony->page(), CeremonyPage::Begin);
    auto *presider = child<QLineEdit>(u"presiderLineEdit"_s);
    QCOMPARE(presider->text(), u"Demo incident commander"_s);
    presider->clear();
    QVERIFY(!child<QPushButton>(u"beginButton"_s)->isEnabled());
    QTest::keyClick(presider, Qt::Key_Return);
    QVERIFY(!view().ceremony);
    QTest::keyClicks(presider, u"Ana Sol"_s);
    QTest::keyClick(presider, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_ceremony->page(), CeremonyPage::Poll, s_patienceMs);
    QCOMPARE(view().ceremony->presider, u"Ana Sol"_s);
    QVERIFY(isAsked(CriterionId::Readyz));
    QCOMPARE(words(u"questionLabel"_s), u"Platform Team, go or no-go?"_s);
    QCOMPARE(child<QWidget>(u"row1"_s)->accessibleName(), u"Row 1 of 12, Readyz healthy, measured Go, asked now"_s);
    QCOMPARE(child<QWidget>(u"row2"_s)->accessibleName(),
             u"Row 2 of 12, Evidence integrity, measured Go, not polled yet"_s);
    QCOMPARE(child<QPushButton>(u"goButton"_s)->accessibleName(), u"Platform Team says go, key G"_s);
}

void CeremonyWindowTest::theKeysAnswerRowByRow()
{
    QVERIFY(answer(Qt::Key_G));
    QTRY_VERIFY(isAsked(CriterionId::EvidenceIntegrity));
    auto *noGo = child<QPushButton>(u"noGoButton"_s);
    QTRY_VERIFY(noGo->isEnabled());
    noGo->setFocus();
    QTest::mouseClick(noGo, Qt::LeftButton);
    QTRY_VERIFY(isAsked(CriterionId::DrRecovery));
    QVERIFY(!child<QLineEdit>(u"nameLineEdit"_s)->hasFocus()); // the next G is an answer, no letter
    const auto &said = view().ceremony->answers;
    QVERIFY(said.at(0).isGo() && !said.at(1).go);
    QCOMPARE(said.at(0).by, u"Demo platform team"_s);
    QCOMPARE(said.at(1).measured, domain::Status::Go);
    QCOMPARE(words(u"tallyLabel"_s), u"1 of 2 polled are Go"_s);
    QCOMPARE(child<QWidget>(u"row2"_s)->accessibleName(),
             u"Row 2 of 12, Evidence integrity, measured Go, polled No-Go"_s);
}

void CeremonyWindowTest::aDoublePressAnswersOneRow()
{
    QTRY_VERIFY(child<QPushButton>(u"goButton"_s)->isEnabled());
    const auto before = answers();
    key(Qt::Key_G);
    key(Qt::Key_G);
    QTRY_VERIFY(isAsked(CriterionId::KeyRotation));
    const auto *go = child<QPushButton>(u"goButton"_s);
    if (!go->isEnabled()) // the question was only just put; a slow machine looks when that is over
        key(Qt::Key_G);
    QTRY_VERIFY(go->isEnabled());
    QCOMPARE(answers(), before + 1);
    QVERIFY(isAsked(CriterionId::KeyRotation));
}

void CeremonyWindowTest::aLetterInTheNameIsALetter()
{
    auto *name = child<QLineEdit>(u"nameLineEdit"_s);
    QCOMPARE(name->text(), u"Demo security team"_s);
    name->setFocus();
    name->selectAll();
    const auto before = answers();
    QTest::keyClicks(name, u"Gina Nagy"_s);
    QTest::keyClick(name, Qt::Key_Left);
    QCOMPARE(name->text(), u"Gina Nagy"_s);
    QCOMPARE(answers(), before);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!name->hasFocus());
    QVERIFY(answer(Qt::Key_G));
    QCOMPARE(view().ceremony->last(CriterionId::KeyRotation)->by, u"Gina Nagy"_s);
    QTRY_VERIFY(isAsked(CriterionId::PolicySignatures));
    QCOMPARE(name->text(), u"Gina Nagy"_s); // of the same station
}

void CeremonyWindowTest::withoutANameNothingIsSaid()
{
    auto *name = child<QLineEdit>(u"nameLineEdit"_s);
    QTRY_VERIFY(child<QPushButton>(u"noGoButton"_s)->isEnabled());
    name->clear();
    const auto before = answers();
    key(Qt::Key_N);
    QTRY_VERIFY(words(u"refusalLabel"_s).contains(u"A name is needed"_s));
    QCOMPARE(answers(), before);
    name->setText(u"Gina Nagy"_s);
}

void CeremonyWindowTest::escLeavesAndEnteringGoesOn()
{
    shot(u"polling"_s);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!m_ceremony);
    QVERIFY(m_window->findChildren<QDialog *>().isEmpty()); // and asks nothing
    enter();
    QVERIFY(isAsked(CriterionId::PolicySignatures));
    QCOMPARE(answers(), 4);
}

void CeremonyWindowTest::leftGoesBackAndCorrects()
{
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Left);
    QVERIFY(isAsked(CriterionId::EvidenceIntegrity));
    QVERIFY(words(u"askedLabel"_s).contains(u"said no-go"_s));
    key(Qt::Key_Left);
    key(Qt::Key_Left); // the first row is the first
    QVERIFY(isAsked(CriterionId::Readyz));
    key(Qt::Key_Right);
    QVERIFY(isAsked(CriterionId::EvidenceIntegrity));
    QVERIFY(answer(Qt::Key_G));
    QTRY_VERIFY(isAsked(CriterionId::PolicySignatures)); // where it was left
    QVERIFY(view().ceremony->last(CriterionId::EvidenceIntegrity)->isGo());
    QCOMPARE(answers(), 5); // nothing was taken away
    QVERIFY(!view().ceremony->answers.at(1).go);
}

void CeremonyWindowTest::theSummaryNamesTheObjection()
{
    for (const auto row : domain::polledSet().subspan(4)) {
        QTRY_VERIFY(isAsked(row));
        if (row == CriterionId::Alerts)
            QVERIFY(answer(Qt::Key_N));
        else
            QVERIFY(row == CriterionId::TeamReady ? answer(Qt::Key_G) : answerImpatiently());
    }
    QCOMPARE(answers(), 13);
    QTRY_COMPARE(m_ceremony->page(), CeremonyPage::Summary);
    QCOMPARE(words(u"summaryTitleLabel"_s), u"The room says no-go"_s);
    QVERIFY(words(u"objectionsLabel"_s).contains(u"Alerts configured: On-Call Rotation said no-go"_s));
    QVERIFY(!child<QPushButton>(u"ceremonySignGoButton"_s)->isEnabled());
    const auto *headline = m_window->findChild<QLabel *>(u"decisionHeadlineLabel"_s);
    QTRY_VERIFY2(headline->text().contains(u"a station objects"_s), qPrintable(headline->text()));
    QVERIFY(!panelButton()->isEnabled());
    QVERIFY2(panelButton()->toolTip().contains(u"On-Call Rotation said no-go to Alerts configured"_s),
             qPrintable(panelButton()->toolTip()));
    shot(u"no-go"_s);
    for (int i = 0; i < 2; ++i)
        key(Qt::Key_Left);
    QVERIFY(isAsked(CriterionId::Alerts));
    QVERIFY(answer(Qt::Key_G));
    QTRY_COMPARE(m_ceremony->page(), CeremonyPage::Summary);
    QCOMPARE(words(u"summaryTitleLabel"_s), u"The room says go"_s);
    QVERIFY(!child<QLabel>(u"objectionsLabel"_s)->isVisible());
    QTRY_VERIFY2(!headline->text().contains(u"objects"_s), qPrintable(headline->text()));
    // No key on this account: who cannot sign is told so.
    QVERIFY(!child<QPushButton>(u"ceremonySignGoButton"_s)->isEnabled());
    const auto why = words(u"summaryWhyLabel"_s);
    QVERIFY2(why.contains(u"signing key"_s), qPrintable(why));
}

void CeremonyWindowTest::itFitsEveryScreen_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<gui::ColourScheme>("scheme");
    QTest::newRow("1920 light") << QSize(1920, 1080) << gui::ColourScheme::Light;
    QTest::newRow("1280 dark") << QSize(1280, 720) << gui::ColourScheme::Dark;
    QTest::newRow("2560 light") << QSize(2560, 1440) << gui::ColourScheme::Light;
    QTest::newRow("4 to 3") << QSize(1280, 960) << gui::ColourScheme::Dark;
}

/// Nothing is cut off, and nothing lies on another.
void CeremonyWindowTest::itFitsEveryScreen()
{
    QFETCH(QSize, size);
    QFETCH(gui::ColourScheme, scheme);
    gui::Appearance::instance().setScheme(scheme);
    m_ceremony->setWindowState(Qt::WindowNoState);
    m_ceremony->resize(size);
    QTRY_COMPARE(m_ceremony->size(), size);
    key(Qt::Key_Left);
    QVERIFY(isAsked(CriterionId::TeamReady));
    QVERIFY(gui::test::layOut());
    for (const auto *label : m_ceremony->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QRect place(label->mapTo(m_ceremony.data(), QPoint(0, 0)), label->size());
        QVERIFY2(m_ceremony->rect().contains(place), qPrintable(label->text()));
        QVERIFY2(label->height() >= QFontMetrics(label->font()).height() - 1, qPrintable(label->text()));
    }
    const auto *last = child<QWidget>(u"row12"_s);
    QVERIFY(last->geometry().bottom() <= last->parentWidget()->height());
    shot(u"size-%1x%2"_s.arg(size.width()).arg(size.height()));
    key(Qt::Key_Right);
    QTRY_COMPARE(m_ceremony->page(), CeremonyPage::Summary);
}

void CeremonyWindowTest::signOpensTheDialogOverIt()
{
    auto &session = *m_window->session();
    bool founded = false;
    session.keys()
        .enrol(u"Release manager"_s, {}, crypto::Secret::consume(QByteArray("a passphrase of the test")), &session)
        ->onFinished(&session,
                     [&](tl::expected<keychain::SigningKey, keychain::KeychainError> key) {
                         QVERIFY(key);
                         session.foundSigners({{key->fingerprint}, {}, {}, {}, {}, {}},
                                              crypto::Secret::consume(QByteArray("a passphrase of the test")), &session,
                                              [&](const auto &list) { founded = list.has_value(); });
                     })
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(founded, s_patienceMs);
    auto *sign = child<QPushButton>(u"ceremonySignGoButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sign->isEnabled(), s_patienceMs);
    shot(u"go"_s);
    QVERIFY(!view().ceremony->endedAt.isValid());
    sign->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_ceremony->findChild<gui::SignDialog *>(), s_patienceMs);
    QTRY_VERIFY(view().ceremony->endedAt.isValid()); // the minutes are closed before anybody signs
    QVERIFY(!view().decision);
}

/// Asked afresh, nobody has answered and nobody has signed yet, whatever the poll before led to.
void CeremonyWindowTest::aPollThatIsOverAnswersNoNewOne()
{
    auto past = view();
    QVERIFY(past.ceremony && past.ceremony->isComplete());
    past.ceremony->isOver = true;
    session::DecisionView decision;
    decision.kind = domain::DecisionKind::Go;
    decision.signers = {u"Release manager"_s};
    decision.quorumGiven = 1;
    decision.signedAt = past.ceremony->begunAt.addSecs(60);
    past.decision = decision;
    const auto now = decision.signedAt.addSecs(60);
    const auto told = gui::ceremonyPage(past, now, false);
    QCOMPARE(told, CeremonyPage::Summary);
    QCOMPARE(gui::shownPoll(past, told), &*past.ceremony);
    QVERIFY(gui::ceremonySignatures(past, now, told).lines.first().word.endsWith(u", signed"_s));
    const auto afresh = gui::ceremonyPage(past, now, true);
    QCOMPARE(afresh, CeremonyPage::Begin);
    QCOMPARE(gui::shownPoll(past, afresh), nullptr);
    QCOMPARE(gui::ceremonyTally(gui::shownPoll(past, afresh)).word, QString());
    for (const auto &line : gui::ceremonySignatures(past, now, afresh).lines)
        QVERIFY2(line.word.endsWith(u", signs after row 12"_s), qPrintable(line.word));
}

int main(int argc, char *argv[])
{
    return gui::test::runWindowTest<CeremonyWindowTest>(u"tst_ceremonywindow"_s, argc, argv);
}

#include "tst_ceremonywindow.moc"
