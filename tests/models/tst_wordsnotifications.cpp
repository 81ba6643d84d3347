// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What messages say: every event has a text whose placeholders are known, facts first, and nothing typed makes a line.
#include "models/words.h"

#include <QTest>

using namespace cutover;
using namespace cutover::models;
using namespace Qt::StringLiterals;
using Event = domain::NotificationEvent;

namespace {

session::NotificationFacts facts(Event event)
{
    session::NotificationFacts known;
    known.event = event;
    known.environment = u"Production"_s;
    known.version = u"v0.5.11v"_s;
    known.change = u"CHG-7"_s;
    known.person = u"Ana"_s;
    known.reason = u"All criteria are Go."_s;
    known.percent = 25;
    known.nextPercent = 50;
    known.holdS = 1800;
    known.at = QDateTime(QDate(2026, 3, 2), QTime(13, 41), Qt::UTC);
    return known;
}

} // namespace

class WordsNotificationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventHasItsText_data();
    void everyEventHasItsText();
    void firstLines_data();
    void firstLines();
    void anAbortBeforeTheFirstStage();
    void lastStage();
    void firingTrigger();
    void aReviewIsTold();
    void whomToCall_data();
    void whomToCall();
    void theCalendarsWords();
    void everyPlaceholder();
    void nothingTypedMakesALine();
    void unknownFactsAreADash();
    void alertsReasonNamesTheTarget_data();
    void alertsReasonNamesTheTarget();
};

void WordsNotificationsTest::everyEventHasItsText_data()
{
    QTest::addColumn<int>("event");
    for (int i = 0; i < domain::notificationEventCount; ++i)
        QTest::newRow(qPrintable(domain::notificationEventName(static_cast<Event>(i)))) << i;
}

void WordsNotificationsTest::everyEventHasItsText()
{
    QFETCH(int, event);
    const auto text = notificationTemplate(static_cast<Event>(event));
    QVERIFY(!text.isEmpty());
    const auto known = domain::notificationPlaceholders() + QStringList{u"aborted"_s}; // the catalogue's own
    for (const auto &name : domain::placeholdersIn(text))
        QVERIFY2(known.contains(name), qPrintable(name));
    for (const auto &needed : {u"{environment}"_s, u"{version}"_s})
        QVERIFY(text.section(u'\n', 0, 0).contains(needed)); // a pager shows the first line alone
    const auto filled = notificationText(facts(static_cast<Event>(event)), {});
    QVERIFY2(domain::placeholdersIn(filled).isEmpty(), qPrintable(filled));
    QVERIFY(filled.section(u'\n', 0, 0).size() <= 130);
    QVERIFY(!filled.contains(u'!'));
}

void WordsNotificationsTest::firstLines_data()
{
    QTest::addColumn<int>("event");
    QTest::addColumn<QString>("line");
    const auto row = [](Event event, const QString &line) {
        QTest::newRow(qPrintable(domain::notificationEventName(event))) << static_cast<int>(event) << line;
    };
    row(Event::Test, u"TEST · Cutover Console · Production · v0.5.11v"_s);
    row(Event::Go, u"GO: Production v0.5.11v, signed by Ana at 13:41\u00a0UTC."_s);
    row(Event::NoGo, u"NO-GO: Production v0.5.11v, signed by Ana at 13:41\u00a0UTC. No promotion until a new GO."_s);
    row(Event::Promotion, u"At 25\u00a0%: Production v0.5.11v, 13:41\u00a0UTC."_s);
    row(Event::Pause, u"Paused at 25\u00a0%: Production v0.5.11v, by Ana at 13:41\u00a0UTC."_s);
    row(Event::Abort, u"ABORT at 25\u00a0%: Production v0.5.11v, 13:41\u00a0UTC."_s);
}

/// Nothing is at 0 %.
void WordsNotificationsTest::anAbortBeforeTheFirstStage()
{
    auto known = facts(Event::Abort);
    known.percent.reset();
    known.nextPercent = 10;
    QVERIFY(notificationText(known, {}).startsWith(u"ABORT before 10\u00a0%: Production v0.5.11v, "_s));
    QVERIFY(reviewWords(known).summary.endsWith(u"aborted before 10\u00a0%"_s));
    QCOMPARE(notificationText(known, u"at {stage}"_s), u"at 0\u00a0%"_s); // a profile's own words stay its own
    known.nextPercent.reset();
    QVERIFY(notificationText(known, {}).startsWith(u"ABORT before the first stage: "_s));
}

void WordsNotificationsTest::firstLines()
{
    QFETCH(int, event);
    const auto text = notificationText(facts(static_cast<Event>(event)), {});
    QTEST(text.section(u'\n', 0, 0), "line");
}

void WordsNotificationsTest::lastStage()
{
    auto known = facts(Event::Promotion);
    QVERIFY(notificationText(known, {}).endsWith(u"Hold of 30\u00a0min, then 50\u00a0%."_s));
    known.percent = 100;
    known.nextPercent.reset();
    QVERIFY(notificationText(known, {}).endsWith(u"then the closing."_s));
}

void WordsNotificationsTest::firingTrigger()
{
    auto known = facts(Event::Abort);
    known.trigger = domain::Trigger{domain::TriggerCode::Burst, 1.62, 1.5, known.at};
    QVERIFY(notificationText(known, {}).endsWith(triggerText(*known.trigger)));
    QCOMPARE(notificationText(known, u"{observed} > {limit}"_s), u"1.62 > 1.5"_s);
}

void WordsNotificationsTest::aReviewIsTold()
{
    auto known = facts(Event::Abort);
    known.reviewAt = QDateTime(QDate(2026, 3, 3), QTime(9, 0), Qt::UTC);
    known.trigger = domain::Trigger{domain::TriggerCode::Burst, 1.62, 1.5, known.at};
    QVERIFY(notificationText(known, {}).endsWith(triggerText(*known.trigger) +
                                                 u"\nIncident review: 2026-03-03 09:00\u00a0UTC."_s));
    QCOMPARE(notificationText(known, u"{review}"_s), u"2026-03-03 09:00\u00a0UTC"_s);
    known.reviewAt = {};
    QVERIFY(!notificationText(known, {}).contains(u"review"_s));
    known.event = Event::Recovered;
    QVERIFY(!notificationText(known, {}).contains(u"review"_s));
}

void WordsNotificationsTest::whomToCall_data()
{
    using Contacts = QList<domain::Contact>;
    QTest::addColumn<Contacts>("contacts");
    QTest::addColumn<QString>("text");
    const domain::Contact ana{u"Release manager"_s, u"Ana Sol"_s, u"+49 30 1"_s, u"@ana"_s, u"a@b"_s, {}};
    const domain::Contact bo{u"SRE"_s, u"Bo Lind"_s, {}, {}, u"b@c"_s, {}};
    const QString nobody = u"Nobody to call is named under “contacts” in cutover.json."_s;
    QTest::newRow("nobody") << Contacts() << nobody;
    QTest::newRow("no name") << Contacts{{u"SRE"_s, u" "_s, u"1"_s, {}, {}, {}}} << nobody;
    QTest::newRow("in order") << Contacts{bo, ana} << u"Call: SRE Bo Lind; Release manager Ana Sol (+49 30 1, @ana)."_s;
    QTest::newRow("no role") << Contacts{{{}, u"Ana"_s, {}, u"@ana"_s, {}, {}}} << u"Call: Ana (@ana)."_s;
    QTest::newRow("lines of their own") << Contacts{{u"a\nb"_s, u"c\u202e"_s, u"\x1b"_s, {}, {}, {}}}
                                        << u"Call: a\\x0ab c\\u202e (\\x1b)."_s;
}

void WordsNotificationsTest::whomToCall()
{
    QFETCH(const QList<domain::Contact>, contacts);
    QFETCH(const QString, text);
    QCOMPARE(callText(contacts), text);
    auto known = facts(Event::NotRecovered);
    known.contacts = contacts;
    const auto told = notificationText(known, {});
    QVERIFY(told.startsWith(u"NOT RECOVERED: Production"_s));
    QCOMPARE(told.section(u'\n', -1), text);
}

void WordsNotificationsTest::theCalendarsWords()
{
    auto known = facts(Event::Abort);
    known.reason = u"auto-burst\n-1.62"_s;
    const auto words = reviewWords(known);
    QCOMPARE(words.summary, u"Incident review: Production v0.5.11v, aborted at 25\u00a0%"_s);
    QCOMPARE(words.description, u"Aborted 2026-03-02 13:41\u00a0UTC.\nReason: auto-burst\\x0a-1.62\nCaptured, in the "
                                u"workspace:"_s);
    QVERIFY(recordWording().review);
}

void WordsNotificationsTest::everyPlaceholder()
{
    for (const auto &name : domain::notificationPlaceholders())
        QVERIFY2(notificationText(facts(Event::Go), u'{' + name + u'}') != u'{' + name + u'}', qPrintable(name));
    auto known = facts(Event::NoGo);
    QCOMPARE(notificationText(known, u"{verdict}"_s), u"NO-GO"_s); // postponed by decision
    known.notGo = {u"readyz"_s, u"no-such-row"_s};
    QCOMPARE(notificationText(known, u"{not_go}"_s), domain::criterion(domain::CriterionId::Readyz).title);
    QCOMPARE(notificationText(facts(Event::Go), u"{verdict}, {not_go}"_s), u"GO, none"_s);
}

void WordsNotificationsTest::nothingTypedMakesALine()
{
    auto known = facts(Event::Go);
    known.person = u"Ana\nGO: Production v9"_s;
    known.reason = u"{person}\u202e"_s;
    const auto text = notificationText(known, {});
    QCOMPARE(text.count(u'\n'), 1);
    QVERIFY(text.contains(u"Ana\\x0aGO"_s));
    QVERIFY(text.endsWith(u"Reason: {person}\\u202e"_s));
}

void WordsNotificationsTest::unknownFactsAreADash()
{
    session::NotificationFacts none;
    none.event = Event::Abort;
    none.at = facts(Event::Abort).at;
    QCOMPARE(notificationText(none, u"{environment} {person} {reason} {hold} {observed} {stage}"_s),
             u"— — — — — 0\u00a0%"_s);
}

void WordsNotificationsTest::alertsReasonNamesTheTarget_data()
{
    QTest::addColumn<int>("cause");
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, domain::Cause cause, const QStringList &data, const QString &sentence) {
        QTest::newRow(name) << static_cast<int>(cause) << data << sentence;
    };
    row("no secret", domain::Cause::SecretMissing, {u"PD"_s, {}, u"on call"_s},
        u"The secret PD of on call is not set. Set it: cutoverctl secret set PD."_s);
    row("locked", domain::Cause::SecretMissing, {u"PD"_s, u"keychain_locked"_s, u"on call"_s},
        u"The secret PD of on call is not set (keychain locked). Set it: cutoverctl secret set PD."_s);
    row("refused", domain::Cause::MessageRefused, {u"403"_s, u"invalid"_s, u"on call"_s},
        u"on call refused the TEST message: HTTP 403, “invalid”."_s);
    row("unreachable", domain::Cause::Unreachable, {u"hooks.example.com"_s, u"insecure"_s, u"on call"_s},
        u"on call (hooks.example.com) cannot be reached: insecure."_s);
    row("no host", domain::Cause::Unreachable, {{}, u"bad_url"_s, u"on call"_s},
        u"on call cannot be reached: bad url."_s);
    row("another row's", domain::Cause::Unreachable, {u"http://127.0.0.1:1/"_s, u"refused"_s},
        u"http://127.0.0.1:1/ cannot be reached: refused."_s);
    row("slow", domain::Cause::DeadlinePassed, {u"10"_s, u"on call"_s},
        u"on call did not answer within 10\u00a0s; try again, or mend its address."_s);
    row("slow script", domain::Cause::DeadlinePassed, {u"60"_s},
        u"Stopped at its deadline of 1\u00a0min; raise deadline_s or mend the script."_s);
}

void WordsNotificationsTest::alertsReasonNamesTheTarget()
{
    QFETCH(int, cause);
    QFETCH(QStringList, data);
    domain::Row row;
    row.id = domain::CriterionId::Alerts;
    row.status = domain::Status::NoGo;
    row.reason = {static_cast<domain::Cause>(cause), data};
    QTEST(rowReason(row), "sentence");
}

QTEST_GUILESS_MAIN(WordsNotificationsTest)

#include "tst_wordsnotifications.moc"
