// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/ceremonyjson.h"
#include "models/words.h"
#include "models/wordssigning.h"

#include <QJsonArray>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Result;
using session::Session;

namespace {

session::Done<qint64> answerEntry(Invocation &call)
{
    return [&call](const Result<qint64> &entry) {
        if (!entry)
            return call.fail(entry.error());
        call.answer({{u"entry"_s, *entry}}, u"In the ledger as entry %1.\n"_s.arg(*entry), Yes);
    };
}

QJsonObject minutesJson(const domain::Ceremony &ceremony)
{
    auto object = formats::ceremonyToJson(ceremony);
    const auto next = ceremony.next();
    object[u"version"_s] = ceremony.version;
    object[u"environment"_s] = ceremony.environment;
    object[u"go"_s] = ceremony.goCount();
    object[u"next"_s] = next ? QJsonValue(domain::criterion(*next).key) : QJsonValue(QJsonValue::Null);
    object[u"over"_s] = ceremony.isOver;
    return object;
}

QString answerLine(const domain::Ceremony &ceremony, qsizetype index)
{
    const auto &answer = ceremony.answers.at(index);
    return u"%1 %2: %3, %4 for %5, %6%7\n"_s.arg(answer.isGo() ? u"✓"_s : u"✗"_s, domain::criterion(answer.row).title,
                                                 answer.go ? u"go"_s : u"no-go"_s, models::oneLine(answer.by),
                                                 models::oneLine(answer.station), models::timeText(answer.at),
                                                 ceremony.isCorrected(index) ? u", corrected later"_s : QString());
}

QString minutesText(const domain::Ceremony &ceremony)
{
    const auto next = ceremony.next();
    const QString state = ceremony.isOver              ? u"something was decided since"_s
                          : next                       ? domain::criterion(*next).title + u" comes next"_s
                          : ceremony.endedAt.isValid() ? u"ended "_s + models::timeText(ceremony.endedAt)
                                                       : u"complete, not ended"_s;
    QString text = u"Poll for %1 %2, presided by %3: %4 of 12 Go; %5.\n"_s.arg(
        models::oneLine(ceremony.environment), models::oneLine(ceremony.version), models::oneLine(ceremony.presider),
        QString::number(ceremony.goCount()), state);
    for (qsizetype i = 0; i < ceremony.answers.size(); ++i)
        text += answerLine(ceremony, i);
    return text;
}

/// Of whatever poll: a later one takes none back.
QJsonArray objectionsJson(const QList<domain::CeremonyAnswer> &objections)
{
    QJsonArray array;
    for (const auto &answer : objections)
        array.append(formats::ceremonyAnswerToJson(answer));
    return array;
}

QString objectionsText(const QList<domain::CeremonyAnswer> &objections)
{
    QString text;
    for (const auto &answer : objections)
        text += u"It stands: "_s + models::objectionText(answer) + u'\n';
    return text;
}

void ceremonyShow(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"ceremony show"_s,
                    u"The last poll of this version and environment, with every answer, and the no-gos that stand."_s))
        return;
    call.onlyLook();
    call.withSession([&call](Session &session) {
        const auto &ceremony = session.view().ceremony;
        const auto &objections = session.view().objections;
        const QJsonObject json{
            {u"ceremony"_s, ceremony ? QJsonValue(minutesJson(*ceremony)) : QJsonValue(QJsonValue::Null)},
            {u"objections"_s, objectionsJson(objections)}};
        const QString minutes = ceremony                  ? minutesText(*ceremony)
                                : session.view().decision ? u"No poll was held for the decision that stands.\n"_s
                                                          : u"No poll was held.\n"_s;
        call.answer(json, minutes + objectionsText(objections), Yes);
    });
}

void ceremonyBegin(Invocation &call)
{
    QCommandLineParser parser;
    parser.addOption(byOption());
    if (!call.parse(parser, u"ceremony begin"_s, u"Begin the poll of the twelve rows, or go on with it."_s))
        return;
    const QString by = parser.value(u"by"_s);
    if (by.trimmed().isEmpty())
        return call.usage(u"Say who presides: ceremony begin --by NAME."_s);
    if (!call.takesText({by}))
        return;
    call.withSession([&call, by](Session &session) { session.beginCeremony(by, &call, answerEntry(call)); });
}

void ceremonyAnswer(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption noGo(u"no-go"_s, u"Say no-go."_s);
    parser.addOptions({byOption(), noGo});
    parser.addPositionalArgument(u"ROW"_s, u"The row's id; an answer again corrects the one before."_s);
    if (!call.parse(parser, u"ceremony answer"_s, u"What the row's station says, go unless told."_s, 1))
        return;
    const auto words = parser.positionalArguments();
    const auto row = domain::criterionFromKey(words.value(0));
    const QString by = parser.value(u"by"_s);
    if (words.size() != 1 || !row || *row == domain::CriterionId::Baselines || by.trimmed().isEmpty())
        return call.usage(u"Say which of the twelve rows, and who answers: ceremony answer ROW --by NAME [--no-go]."_s);
    if (!call.takesText({by}))
        return;
    call.withSession([&call, row = *row, go = !parser.isSet(noGo), by](Session &session) {
        session.answerCeremony(row, go, by, &call, answerEntry(call));
    });
}

void ceremonyEnd(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"ceremony end"_s, u"Close the minutes; the next statement tells of them."_s))
        return;
    call.withSession([&call](Session &session) { session.endCeremony(&call, answerEntry(call)); });
}

} // namespace

void ceremony(Invocation &call)
{
    runFamily(call, {{"show"_L1, ceremonyShow},
                     {"begin"_L1, ceremonyBegin},
                     {"answer"_L1, ceremonyAnswer},
                     {"end"_L1, ceremonyEnd}});
}

} // namespace cutover::cli
