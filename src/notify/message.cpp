// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/message.h"

#include "crypto/digest.h"
#include "formats/visibletext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace cutover::notify {

using namespace Qt::StringLiterals;
using domain::NotificationEvent;
using domain::NotificationService;

namespace {

const QString s_product = u"Cutover Console"_s;
const QString s_ellipsis = u"…"_s;

using Escape = QString (*)(QStringView character, QStringView rest);

bool startsWord(QStringView text)
{
    return !text.isEmpty() && (text.front().isLetterOrNumber() || text.front() == u'_');
}

QString plain(QStringView character, QStringView)
{
    return character.toString();
}

/// A zero-width space keeps «@channel» readable and from being a mention wherever names are looked for in plain text.
QString withoutMention(QStringView character, QStringView rest)
{
    return character == u"@" && startsWord(rest) ? u"@\u200b"_s : character.toString();
}

QString forSlack(QStringView character, QStringView rest)
{
    if (character == u"&")
        return u"&amp;"_s;
    if (character == u"<")
        return u"&lt;"_s;
    if (character == u">")
        return u"&gt;"_s;
    return withoutMention(character, rest);
}

/// A card's text is a run without markdown; «{{DATE(…)}}» is the one thing that is read in it.
QString forTeams(QStringView character, QStringView rest)
{
    return character == u"{" && rest.startsWith(u'{') ? u"{ "_s : withoutMention(character, rest);
}

/// OpsGenie shows HTML: a tag needs its name right behind the bracket.
QString forOpsGenie(QStringView character, QStringView rest)
{
    const bool opensTag = character == u"<" && !rest.isEmpty() && !rest.front().isSpace();
    return opensTag ? u"< "_s : withoutMention(character, rest);
}

/// `text`, escaped, in at most `limit` UTF-16 units; neither a character nor an escape is cut in two.
QString fitted(const QString &text, qsizetype limit, Escape escape)
{
    const QString visible = formats::visibleText(text);
    QString result;
    qsizetype fits = 0;
    for (qsizetype i = 0; i < visible.size();) {
        const bool isPair = visible.at(i).isHighSurrogate() && i + 1 < visible.size();
        const auto character = QStringView(visible).mid(i, isPair ? 2 : 1);
        i += character.size();
        result += escape(character, QStringView(visible).mid(i));
        if (result.size() <= limit - s_ellipsis.size())
            fits = result.size();
        if (result.size() > limit)
            return result.left(fits) + s_ellipsis;
    }
    return result;
}

QString firstLine(const QString &text)
{
    return text.section(u'\n', 0, 0).trimmed();
}

/// A key that was cut could be another's; its digest cannot.
QString keyOf(const QString &id, qsizetype limit)
{
    return id.size() <= limit ? id : QString::fromLatin1(crypto::sha256(id.toUtf8()).toHex());
}

QString timeOf(const Message &message)
{
    return message.at.toUTC().toString(Qt::ISODate);
}

enum class Urgency { Info, Warning, Error, Critical };

Urgency urgencyOf(NotificationEvent event)
{
    switch (event) {
    case NotificationEvent::Abort:
    case NotificationEvent::NotRecovered:
        return Urgency::Critical;
    case NotificationEvent::FailedUnlocks:
        return Urgency::Error;
    case NotificationEvent::NoGo:
    case NotificationEvent::Pause:
        return Urgency::Warning;
    case NotificationEvent::Test:
    case NotificationEvent::Go:
    case NotificationEvent::CutoverStart:
    case NotificationEvent::Promotion:
    case NotificationEvent::Recovered:
    case NotificationEvent::Closing:
        return Urgency::Info;
    }
    Q_UNREACHABLE();
}

QString severityOf(NotificationEvent event)
{
    static const QStringList words{u"info"_s, u"warning"_s, u"error"_s, u"critical"_s};
    return words.at(static_cast<qsizetype>(urgencyOf(event)));
}

QString priorityOf(NotificationEvent event)
{
    static const QStringList words{u"P5"_s, u"P3"_s, u"P2"_s, u"P1"_s};
    return words.at(static_cast<qsizetype>(urgencyOf(event)));
}

/// The block is plain text, which Slack reads no markup in; `text` is what notices and look-alikes of Slack show.
QJsonObject slackBody(const Message &message)
{
    const QString text = fitted(message.text, limits::slackText, forSlack);
    const QJsonObject block{
        {u"type"_s, u"section"_s},
        {u"text"_s, QJsonObject{{u"type"_s, u"plain_text"_s}, {u"text"_s, text}, {u"emoji"_s, false}}}};
    return {{u"text"_s, text},          {u"mrkdwn"_s, false},       {u"link_names"_s, false},
            {u"unfurl_links"_s, false}, {u"unfurl_media"_s, false}, {u"blocks"_s, QJsonArray{block}}};
}

QJsonObject cardLine(const QString &text, bool isFirst)
{
    QJsonObject run{{u"type"_s, u"TextRun"_s}, {u"text"_s, text}};
    if (isFirst)
        run[u"weight"_s] = u"bolder"_s;
    return {{u"type"_s, u"RichTextBlock"_s}, {u"inlines"_s, QJsonArray{run}}};
}

/// A run of a RichTextBlock has no markdown: no link, no mention, no picture can be typed into it.
QJsonObject teamsBody(const Message &message)
{
    constexpr qsizetype mostLines = 20;
    const QStringList lines = fitted(message.text, limits::teamsText, forTeams).split(u'\n', Qt::SkipEmptyParts);
    QJsonArray body;
    for (qsizetype i = 0; i < std::min(lines.size(), mostLines - 1); ++i)
        body.append(cardLine(lines.at(i), i == 0));
    if (lines.size() >= mostLines)
        body.append(cardLine(lines.mid(mostLines - 1).join(u' '), false));
    const QJsonObject card{{u"$schema"_s, u"http://adaptivecards.io/schemas/adaptive-card.json"_s},
                           {u"type"_s, u"AdaptiveCard"_s},
                           {u"version"_s, u"1.4"_s},
                           {u"msteams"_s, QJsonObject{{u"width"_s, u"Full"_s}}},
                           {u"body"_s, body}};
    const QJsonObject attachment{{u"contentType"_s, u"application/vnd.microsoft.card.adaptive"_s},
                                 {u"contentUrl"_s, QJsonValue()},
                                 {u"content"_s, card}};
    return {{u"type"_s, u"message"_s}, {u"attachments"_s, QJsonArray{attachment}}};
}

QJsonObject pagerDutyBody(const Message &message)
{
    constexpr qsizetype shortest = 255;
    const QString environment = fitted(message.environment, shortest, plain);
    const QJsonObject details{{u"text"_s, fitted(message.text, limits::opsGenieDescription, plain)},
                              {u"version"_s, fitted(message.version, shortest, plain)}};
    const QJsonObject event{{u"summary"_s, fitted(firstLine(message.text), limits::pagerDutySummary, plain)},
                            {u"source"_s, environment.isEmpty() ? s_product : environment},
                            {u"severity"_s, severityOf(message.event)},
                            {u"timestamp"_s, timeOf(message)},
                            {u"class"_s, domain::notificationEventName(message.event)},
                            {u"custom_details"_s, details}};
    return {{u"event_action"_s, u"trigger"_s},
            {u"dedup_key"_s, keyOf(message.id, limits::pagerDutyKey)},
            {u"client"_s, s_product},
            {u"payload"_s, event}};
}

QJsonObject opsGenieBody(const Message &message)
{
    constexpr qsizetype shortest = 255;
    return {{u"message"_s, fitted(firstLine(message.text), limits::opsGenieMessage, forOpsGenie)},
            {u"alias"_s, keyOf(message.id, limits::opsGenieAlias)},
            {u"description"_s, fitted(message.text, limits::opsGenieDescription, forOpsGenie)},
            {u"source"_s, s_product},
            {u"entity"_s, fitted(message.environment, shortest, forOpsGenie)},
            {u"priority"_s, priorityOf(message.event)},
            {u"tags"_s, QJsonArray{u"cutover"_s, domain::notificationEventName(message.event)}},
            {u"details"_s, QJsonObject{{u"version"_s, fitted(message.version, shortest, forOpsGenie)}}}};
}

/// For programs: facts by name; what they show is theirs to escape.
QJsonObject webhookBody(const Message &message)
{
    constexpr qsizetype shortest = 1000;
    return {{u"source"_s, s_product},
            {u"event"_s, domain::notificationEventName(message.event)},
            {u"test"_s, message.event == NotificationEvent::Test},
            {u"id"_s, message.id},
            {u"at"_s, timeOf(message)},
            {u"environment"_s, fitted(message.environment, shortest, plain)},
            {u"version"_s, fitted(message.version, shortest, plain)},
            {u"text"_s, fitted(message.text, limits::webhookText, plain)}};
}

QJsonObject bodyFor(NotificationService service, const Message &message)
{
    switch (service) {
    case NotificationService::Slack:
        return slackBody(message);
    case NotificationService::Teams:
        return teamsBody(message);
    case NotificationService::PagerDuty:
        return pagerDutyBody(message);
    case NotificationService::OpsGenie:
        return opsGenieBody(message);
    case NotificationService::Webhook:
        return webhookBody(message);
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray payloadFor(NotificationService service, const Message &message)
{
    return QJsonDocument(bodyFor(service, message)).toJson(QJsonDocument::Compact);
}

bool isAccepted(NotificationService service, int httpStatus, QByteArrayView body)
{
    constexpr int accepted = 202;
    constexpr qsizetype longestOk = 8; // with the blanks around it
    const bool isSuccess = httpStatus >= 200 && httpStatus < 300;
    switch (service) {
    case NotificationService::Slack:
        return isSuccess && body.size() <= longestOk && body.trimmed() == "ok";
    case NotificationService::Teams:
        // A connector of the old kind answers 200 to what Teams did not take, and says so in its body.
        return isSuccess && !body.contains("delivery failed");
    case NotificationService::PagerDuty:
        return httpStatus == accepted &&
               QJsonDocument::fromJson(body.toByteArray()).object()[u"status"_s].toString() == "success"_L1;
    case NotificationService::OpsGenie:
        return httpStatus == accepted;
    case NotificationService::Webhook:
        return isSuccess;
    }
    Q_UNREACHABLE();
}

bool isFinalRefusal(int httpStatus)
{
    constexpr int requestTimeout = 408;
    constexpr int tooManyRequests = 429;
    return httpStatus >= 400 && httpStatus < 500 && httpStatus != requestTimeout && httpStatus != tooManyRequests;
}

qint64 retryAfterSeconds(QByteArrayView header, const QDateTime &now)
{
    constexpr qint64 longest = 3600; // far less than a message is kept
    const QString text = QString::fromLatin1(header.trimmed());
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber)
        return std::clamp(seconds, qint64(0), longest);
    auto date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return 0;
    date.setTimeSpec(Qt::UTC);
    return std::clamp(now.secsTo(date), qint64(0), longest);
}

} // namespace cutover::notify
