// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each service's payload against its documented shape and limits, whatever was typed or printed; and what its answers
// mean.
#include "notify/message.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::notify;
using Event = cutover::domain::NotificationEvent;
using Service = cutover::domain::NotificationService;

Q_DECLARE_METATYPE(cutover::domain::NotificationService)

namespace {

constexpr std::array services{Service::Slack, Service::Teams, Service::PagerDuty, Service::OpsGenie, Service::Webhook};

Message message(const QString &text, Event event = Event::Go)
{
    return {event,           u"ledger/go/17"_s, text,
            u"Production"_s, u"v0.5.11v"_s,     QDateTime(QDate(2026, 3, 2), QTime(13, 41), Qt::UTC)};
}

QJsonObject body(Service service, const Message &told)
{
    return QJsonDocument::fromJson(payloadFor(service, told)).object();
}

// Every text that a service would show, by where it stands.
QStringList texts(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList all;
    for (const auto &item : value.toArray())
        all += texts(item);
    const auto object = value.toObject();
    for (const auto &member : object)
        all += texts(member);
    return all;
}

QString cardText(const QJsonObject &body)
{
    const auto card = body[u"attachments"_s][0][u"content"_s];
    QStringList lines;
    for (const auto &block : card[u"body"_s].toArray())
        lines.append(block[u"inlines"_s][0][u"text"_s].toString());
    return lines.join(u'\n');
}

// The longest that can be: characters that grow when they are escaped, or take three or four bytes.
QString long_(const QString &piece)
{
    return piece.repeated(60'000 / static_cast<int>(piece.size()));
}

} // namespace

class MessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapeOfSlack();
    void shapeOfTeams();
    void shapeOfPagerDuty();
    void shapeOfOpsGenie();
    void shapeOfWebhook();
    void keepsTheLimits_data();
    void keepsTheLimits();
    void exactLimitIsNotCut();
    void cutsNoEscapeInTwo();
    void longKeyStaysUnique();
    void nothingBecomesMarkup_data();
    void nothingBecomesMarkup();
    void controlsAreVisible();
    void urgency_data();
    void urgency();
    void accepted_data();
    void accepted();
    void finalRefusals_data();
    void finalRefusals();
    void retryAfter_data();
    void retryAfter();
};

void MessageTest::shapeOfSlack()
{
    const auto slack = body(Service::Slack, message(u"GO: a & b <c>"_s));
    QCOMPARE(slack[u"text"_s].toString(), u"GO: a &amp; b &lt;c&gt;"_s);
    QCOMPARE(slack[u"mrkdwn"_s].toBool(true), false);
    QCOMPARE(slack[u"link_names"_s].toBool(true), false);
    const auto block = slack[u"blocks"_s][0];
    QCOMPARE(block[u"type"_s].toString(), u"section"_s);
    QCOMPARE(block[u"text"_s][u"type"_s].toString(), u"plain_text"_s);
    QCOMPARE(block[u"text"_s][u"text"_s].toString(), slack[u"text"_s].toString());
}

void MessageTest::shapeOfTeams()
{
    const auto teams = body(Service::Teams, message(u"GO\nsecond *line*"_s));
    QCOMPARE(teams[u"type"_s].toString(), u"message"_s);
    const auto attachment = teams[u"attachments"_s][0];
    QCOMPARE(attachment[u"contentType"_s].toString(), u"application/vnd.microsoft.card.adaptive"_s);
    const auto card = attachment[u"content"_s];
    QCOMPARE(card[u"type"_s].toString(), u"AdaptiveCard"_s);
    QCOMPARE(card[u"version"_s].toString(), u"1.4"_s);
    for (const auto &block : card[u"body"_s].toArray())
        QCOMPARE(block[u"type"_s].toString(), u"RichTextBlock"_s); // a TextBlock reads markdown
    QCOMPARE(cardText(teams), u"GO\nsecond *line*"_s);
}

void MessageTest::shapeOfPagerDuty()
{
    const auto pager = body(Service::PagerDuty, message(u"ABORT: at 25 %\nReason: burst"_s, Event::Abort));
    QCOMPARE(pager[u"event_action"_s].toString(), u"trigger"_s);
    QCOMPARE(pager[u"dedup_key"_s].toString(), u"ledger/go/17"_s);
    QVERIFY(!pager.contains(u"routing_key"_s));
    const auto event = pager[u"payload"_s];
    QCOMPARE(event[u"summary"_s].toString(), u"ABORT: at 25 %"_s);
    QCOMPARE(event[u"source"_s].toString(), u"Production"_s);
    QCOMPARE(event[u"severity"_s].toString(), u"critical"_s);
    QCOMPARE(event[u"timestamp"_s].toString(), u"2026-03-02T13:41:00Z"_s);
    QCOMPARE(event[u"custom_details"_s][u"text"_s].toString(), u"ABORT: at 25 %\nReason: burst"_s);
    auto nowhere = message(u"x"_s);
    nowhere.environment.clear(); // the source is required
    QVERIFY(!body(Service::PagerDuty, nowhere)[u"payload"_s][u"source"_s].toString().isEmpty());
}

void MessageTest::shapeOfOpsGenie()
{
    const auto alert = body(Service::OpsGenie, message(u"ABORT: at 25 %\nReason: burst"_s, Event::Abort));
    QCOMPARE(alert[u"message"_s].toString(), u"ABORT: at 25 %"_s);
    QCOMPARE(alert[u"alias"_s].toString(), u"ledger/go/17"_s);
    QCOMPARE(alert[u"description"_s].toString(), u"ABORT: at 25 %\nReason: burst"_s);
    QCOMPARE(alert[u"priority"_s].toString(), u"P1"_s);
    for (const auto &tag : alert[u"tags"_s].toArray())
        QVERIFY(tag.toString().size() <= 50);
}

void MessageTest::shapeOfWebhook()
{
    const auto told = body(Service::Webhook, message(u"TEST"_s, Event::Test));
    QCOMPARE(told[u"event"_s].toString(), u"test"_s);
    QCOMPARE(told[u"test"_s].toBool(), true);
    QCOMPARE(told[u"id"_s].toString(), u"ledger/go/17"_s);
    QCOMPARE(told[u"version"_s].toString(), u"v0.5.11v"_s);
    QCOMPARE(body(Service::Webhook, message(u"x"_s))[u"test"_s].toBool(true), false);
}

void MessageTest::keepsTheLimits_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("letters") << long_(u"a"_s);
    QTest::newRow("entities") << long_(u"<"_s);
    QTest::newRow("quotes") << long_(u"\"\\"_s);
    QTest::newRow("euros") << long_(u"€"_s);
    QTest::newRow("rockets") << long_(u"\U0001F680"_s);
    QTest::newRow("controls") << long_(u"\x1b"_s);
    QTest::newRow("turned") << long_(u"\u202e"_s);
    QTest::newRow("lines") << long_(u"a\n"_s);
    QTest::newRow("mentions") << long_(u"@a"_s);
    QTest::newRow("braces") << long_(u"{{"_s);
}

void MessageTest::keepsTheLimits()
{
    QFETCH(QString, text);
    auto told = message(text);
    told.environment = told.version = told.id = text;
    const auto slack = body(Service::Slack, told);
    QVERIFY(slack[u"text"_s].toString().size() <= 3000);
    QVERIFY(slack[u"blocks"_s][0][u"text"_s][u"text"_s].toString().size() <= 3000);
    QVERIFY(slack[u"text"_s].toString().endsWith(u'…'));

    const auto card = payloadFor(Service::Teams, told);
    QVERIFY2(card.size() <= 28 * 1024, QByteArray::number(card.size()).constData());
    // Teams' gateway has been seen to count the body as UTF-16.
    QVERIFY(QString::fromUtf8(card).size() * 2 <= 28 * 1024);

    QVERIFY(payloadFor(Service::PagerDuty, told).size() <= 512 * 1024);
    const auto pager = body(Service::PagerDuty, told);
    QVERIFY(pager[u"payload"_s][u"summary"_s].toString().size() <= 1024);
    QVERIFY(pager[u"dedup_key"_s].toString().size() <= 255);

    const auto alert = body(Service::OpsGenie, told);
    QVERIFY(alert[u"message"_s].toString().size() <= 130);
    QVERIFY(alert[u"alias"_s].toString().size() <= 512);
    QVERIFY(alert[u"description"_s].toString().size() <= 15000);
    QVERIFY(alert[u"entity"_s].toString().size() <= 512);
    QVERIFY(alert[u"details"_s][u"version"_s].toString().size() <= 8000);
    QVERIFY(payloadFor(Service::Webhook, told).size() <= 512 * 1024);
}

void MessageTest::exactLimitIsNotCut()
{
    const auto alert = body(Service::OpsGenie, message(QString(130, u'a')));
    QCOMPARE(alert[u"message"_s].toString(), QString(130, u'a'));
    const auto cut = body(Service::OpsGenie, message(QString(131, u'a')))[u"message"_s].toString();
    QCOMPARE(cut, QString(129, u'a') + u'…');
}

void MessageTest::cutsNoEscapeInTwo()
{
    for (int before = 2980; before <= 3000; ++before) {
        const auto text = body(Service::Slack, message(QString(before, u'a') + u"&&&&&&&&"_s))[u"text"_s].toString();
        QCOMPARE(QString(text).remove(u"&amp;"_s).remove(u"…"_s).count(u'&'), 0);
        const auto rocket =
            body(Service::Slack, message(QString(before, u'a') + u"\U0001F680"_s.repeated(20)))[u"text"_s].toString();
        QVERIFY(rocket.size() < 2 || !rocket.at(rocket.size() - 2).isHighSurrogate());
    }
}

void MessageTest::longKeyStaysUnique()
{
    auto one = message(u"x"_s);
    auto other = one;
    one.id = QString(600, u'k') + u'1';
    other.id = QString(600, u'k') + u'2';
    QVERIFY(body(Service::PagerDuty, one)[u"dedup_key"_s] != body(Service::PagerDuty, other)[u"dedup_key"_s]);
    QVERIFY(body(Service::OpsGenie, one)[u"alias"_s] != body(Service::OpsGenie, other)[u"alias"_s]);
}

void MessageTest::nothingBecomesMarkup_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("never");
    QTest::newRow("Slack's channel") << u"<!channel> now"_s << u"<!channel>"_s;
    QTest::newRow("Slack's link") << u"<https://evil.example|click>"_s << u"<https:"_s;
    QTest::newRow("mention") << u"hello @channel"_s << u"@channel"_s;
    QTest::newRow("mention of a person") << u"hello @ana_b"_s << u"@ana"_s;
    QTest::newRow("Teams' mention") << u"<at>Everyone</at>"_s << u"<at>"_s;
    QTest::newRow("Teams' date") << u"{{DATE(2026-03-02T10:00:00Z)}}"_s << u"{{DATE"_s;
    QTest::newRow("HTML") << u"<img src=x onerror=alert(1)>"_s << u"<img"_s;
}

void MessageTest::nothingBecomesMarkup()
{
    QFETCH(QString, typed);
    QFETCH(QString, never);
    // What reads it as markup: no service reads what another's would.
    QMap<QString, QList<Service>> readers{{u"<!channel>"_s, {Service::Slack}},
                                          {u"<https:"_s, {Service::Slack}},
                                          {u"@channel"_s, {Service::Slack, Service::Teams, Service::OpsGenie}},
                                          {u"@ana"_s, {Service::Slack, Service::Teams, Service::OpsGenie}},
                                          {u"<at>"_s, {Service::Slack}},
                                          {u"{{DATE"_s, {Service::Teams}},
                                          {u"<img"_s, {Service::Slack, Service::OpsGenie}}};
    QVERIFY(!readers.value(never).isEmpty());
    for (const auto service : readers.value(never))
        for (const auto &text : texts(body(service, message(typed))))
            QVERIFY2(!text.contains(never), qPrintable(text));
}

void MessageTest::controlsAreVisible()
{
    const QString typed = u"a\x1b[2Jb\u202ec\u0000d\re"_s;
    for (const auto service : services) {
        auto told = message(typed);
        told.environment = told.version = typed;
        for (const auto &text : texts(body(service, told)))
            for (const QChar character : text)
                QVERIFY2(character == u'\n' || (character >= u' ' && character != QChar(0x202e)), qPrintable(text));
    }
    QVERIFY(body(Service::Slack, message(typed))[u"text"_s].toString().startsWith(u"a\\x1b[2Jb\\u202ec\\x00d\\x0de"));
}

void MessageTest::urgency_data()
{
    QTest::addColumn<int>("event");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("priority");
    const auto row = [](Event event, const QString &severity, const QString &priority) {
        QTest::newRow(qPrintable(cutover::domain::notificationEventName(event)))
            << static_cast<int>(event) << severity << priority;
    };
    row(Event::Test, u"info"_s, u"P5"_s);
    row(Event::NoGo, u"warning"_s, u"P3"_s);
    row(Event::Abort, u"critical"_s, u"P1"_s);
    row(Event::NotRecovered, u"critical"_s, u"P1"_s);
    row(Event::Recovered, u"info"_s, u"P5"_s);
    row(Event::FailedUnlocks, u"error"_s, u"P2"_s);
}

void MessageTest::urgency()
{
    QFETCH(int, event);
    QFETCH(QString, severity);
    QFETCH(QString, priority);
    const auto told = message(u"x"_s, static_cast<Event>(event));
    QCOMPARE(body(Service::PagerDuty, told)[u"payload"_s][u"severity"_s].toString(), severity);
    QCOMPARE(body(Service::OpsGenie, told)[u"priority"_s].toString(), priority);
}

void MessageTest::accepted_data()
{
    QTest::addColumn<Service>("service");
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("taken");
    const auto row = [](const char *name, Service service, int http, const QByteArray &answer, bool taken) {
        QTest::newRow(name) << service << http << answer << taken;
    };
    row("Slack ok", Service::Slack, 200, "ok", true);
    row("Slack empty", Service::Slack, 200, "", false);
    row("Slack invalid", Service::Slack, 400, "invalid_payload", false);
    row("Slack ok of a 500", Service::Slack, 500, "ok", false);
    row("Teams accepted", Service::Teams, 202, "", true);
    row("Teams of the old kind", Service::Teams, 200, "1", true);
    row("Teams' too large", Service::Teams, 200,
        "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413", false);
    row("Teams bad", Service::Teams, 400, "", false);
    row("Teams moved", Service::Teams, 302, "", false);
    row("PagerDuty accepted", Service::PagerDuty, 202, R"({"status":"success","dedup_key":"k"})", true);
    row("PagerDuty other word", Service::PagerDuty, 202, R"({"status":"invalid event"})", false);
    row("PagerDuty no JSON", Service::PagerDuty, 202, "success", false);
    row("PagerDuty a list", Service::PagerDuty, 202, R"(["status","success"])", false);
    row("PagerDuty 200", Service::PagerDuty, 200, R"({"status":"success"})", false);
    row("PagerDuty success of a 400", Service::PagerDuty, 400, R"({"status":"success"})", false);
    row("OpsGenie accepted", Service::OpsGenie, 202, R"({"result":"Request will be processed"})", true);
    row("OpsGenie 200", Service::OpsGenie, 200, "", false);
    row("OpsGenie 422", Service::OpsGenie, 422, "", false);
    row("webhook 200", Service::Webhook, 200, "anything", true);
    row("webhook 204", Service::Webhook, 204, "", true);
    row("webhook 301", Service::Webhook, 301, "", false);
    row("webhook 199", Service::Webhook, 199, "", false);
    row("webhook none", Service::Webhook, 0, "", false);
}

void MessageTest::accepted()
{
    QFETCH(Service, service);
    QFETCH(int, http);
    QFETCH(QByteArray, answer);
    QFETCH(bool, taken);
    QCOMPARE(isAccepted(service, http, answer), taken);
}

void MessageTest::finalRefusals_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<bool>("final");
    for (const int http : {400, 401, 403, 404, 410, 413, 422})
        QTest::addRow("%d", http) << http << true;
    for (const int http : {0, 200, 302, 408, 429, 500, 502, 503, 504})
        QTest::addRow("%d", http) << http << false;
}

void MessageTest::finalRefusals()
{
    QFETCH(int, http);
    QTEST(isFinalRefusal(http), "final");
}

void MessageTest::retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("none") << QByteArray() << qint64(0);
    QTest::newRow("seconds") << QByteArray("30") << qint64(30);
    QTest::newRow("blanks") << QByteArray(" 7 ") << qint64(7);
    QTest::newRow("date") << QByteArray("Mon, 02 Mar 2026 13:42:30 GMT") << qint64(90);
    QTest::newRow("date gone by") << QByteArray("Sun, 01 Mar 2026 13:42:30 GMT") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(0);
    QTest::newRow("an hour") << QByteArray("3600") << qint64(3600);
    QTest::newRow("a day") << QByteArray("86400") << qint64(3600);
    QTest::newRow("date a day off") << QByteArray("Tue, 03 Mar 2026 13:41:00 GMT") << qint64(3600);
    QTest::newRow("huge") << QByteArray("99999999") << qint64(3600);
    QTest::newRow("overflow") << QByteArray("99999999999999999999") << qint64(0);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(0);
    QTest::newRow("words") << QByteArray("later") << qint64(0);
    QTest::newRow("another zone") << QByteArray("Mon, 02 Mar 2026 13:42:30 CET") << qint64(0);
    QTest::newRow("no such day") << QByteArray("Mon, 31 Feb 2026 13:42:30 GMT") << qint64(0);
}

void MessageTest::retryAfter()
{
    QFETCH(QByteArray, header);
    QTEST(retryAfterSeconds(header, QDateTime(QDate(2026, 3, 2), QTime(13, 41), Qt::UTC)), "seconds");
}

QTEST_GUILESS_MAIN(MessageTest)

#include "tst_message.moc"
