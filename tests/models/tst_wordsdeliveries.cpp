// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What came of a message, in words: every code has its own, with its mend, and no datum makes a line of its own.
#include "models/words.h"

#include <QSet>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using notify::Delivery;

class WordsDeliveriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failuresSayTheirMend_data();
    void failuresSayTheirMend();
    void endsAreTold();
    void namesMakeNoLine();
    void everyEventHasAName();
};

namespace {

domain::Notifications notifications(const QString &name)
{
    return {{{domain::NotificationService::Slack, name, u"OPS_HOOK"_s, {}, {}}}, {}};
}

Delivery waiting(const QString &target, const QString &code, int httpStatus)
{
    Delivery delivery;
    delivery.target = target;
    delivery.code = code;
    delivery.httpStatus = httpStatus;
    delivery.attempts = 2;
    delivery.nextTry = QDateTime({2026, 3, 1}, {13, 41}, Qt::UTC);
    return delivery;
}

} // namespace

void WordsDeliveriesTest::failuresSayTheirMend_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QString>("words");
    QTest::newRow("no secret") << u"secret_missing"_s << 0
                               << u"The secret OPS_HOOK is missing. Set it: cutoverctl secret set OPS_HOOK."_s;
    QTest::newRow("no URL") << u"bad_url"_s << 0
                            << u"The secret OPS_HOOK is no https URL. Set it: cutoverctl secret set OPS_HOOK."_s;
    QTest::newRow("no key")
        << u"bad_key"_s << 0
        << u"The secret OPS_HOOK cannot be a key of this service. Set it: cutoverctl secret set OPS_HOOK."_s;
    QTest::newRow("insecure")
        << u"insecure"_s << 0
        << u"The secret OPS_HOOK is a URL without https. Set it: cutoverctl secret set OPS_HOOK."_s;
    QTest::newRow("locked") << u"keychain_locked"_s << 0
                            << u"The keychain that holds its secret is locked: unlock it."_s;
    QTest::newRow("absent") << u"keychain_absent"_s << 0
                            << u"The keychain that holds its secret does not answer (keychain_absent)."_s;
    QTest::newRow("unreachable") << u"unreachable"_s << 0 << u"It cannot be reached."_s;
    QTest::newRow("silent") << u"timed_out"_s << 0 << u"No answer in time."_s;
    QTest::newRow("503") << u"refused"_s << 503 << u"Refused, HTTP\u00a0503."_s;
    QTest::newRow("200 without ok") << u"refused"_s << 200 << u"Its answer is no ok, HTTP\u00a0200."_s;
    QTest::newRow("unknown") << u"later_code"_s << 0 << u"Not sent (later_code)."_s;
}

void WordsDeliveriesTest::failuresSayTheirMend()
{
    QFETCH(QString, code);
    QFETCH(int, httpStatus);
    QFETCH(QString, words);
    QCOMPARE(models::deliveryText(waiting(u"ops"_s, code, httpStatus), notifications(u"ops"_s)),
             u"ops: waits. %1 Tried 2 times, again at 13:41\u00a0UTC."_s.arg(words));
}

void WordsDeliveriesTest::endsAreTold()
{
    auto delivery = waiting(u"ops"_s, u"expired"_s, 0);
    delivery.status = Delivery::Status::GaveUp;
    QCOMPARE(models::deliveryText(delivery, {}), u"ops: given up. Nobody took it for 24\u00a0h."_s);
    delivery.status = Delivery::Status::Accepted;
    delivery.at = delivery.nextTry;
    QCOMPARE(models::deliveryText(delivery, {}), u"ops: taken at 13:41\u00a0UTC."_s);
}

void WordsDeliveriesTest::namesMakeNoLine()
{
    const QString evil = u"ops\n\u202espo"_s;
    const auto text = models::deliveryText(waiting(evil, u"secret_missing"_s, 0), notifications(u"another"_s));
    QVERIFY2(models::isOneLine(text), qPrintable(text));
    QVERIFY(text.contains(u"cutoverctl secret set NAME."_s)); // it stands in the profile no more
    QVERIFY(models::isOneLine(models::noAnswerYetText(evil)));
    QVERIFY(models::isOneLine(models::setAsideText(u"/somewhere/"_s + evil)));
    QVERIFY(!models::setAsideText(u"/somewhere/x.json"_s).contains(u"somewhere"_s));
}

void WordsDeliveriesTest::everyEventHasAName()
{
    QSet<QString> names;
    for (int i = 0; i < domain::notificationEventCount; ++i)
        names.insert(models::notificationEventText(static_cast<domain::NotificationEvent>(i)));
    QCOMPARE(names.size(), domain::notificationEventCount);
}

QTEST_GUILESS_MAIN(WordsDeliveriesTest)

#include "tst_wordsdeliveries.moc"
