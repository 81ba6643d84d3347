// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/atomicfile.h"
#include "formats/rfc3339.h"
#include "models/words.h"
#include "session/truststore.h"

#include <QJsonArray>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using Anchors = QList<crypto::Certificate>;

namespace {

void answerAnchors(Invocation &call, const Anchors &anchors)
{
    QJsonArray array;
    QString text;
    for (const auto &anchor : anchors) {
        const auto notAfter = formats::formatRfc3339(anchor.notAfter());
        array.append(QJsonObject{
            {u"fingerprint"_s, anchor.fingerprint()}, {u"name"_s, anchor.commonName()}, {u"not_after"_s, notAfter}});
        text += u"%1  %2  until %3\n"_s.arg(anchor.fingerprint(), models::oneLine(anchor.commonName()), notAfter);
    }
    if (text.isEmpty())
        text = u"You trust no time stamp authority: every decision's time is its signer's claim.\n"_s;
    call.answer({{u"timestamp_anchors"_s, array}}, text, Yes);
}

void keepAnchors(Invocation &call, const Anchors &anchors)
{
    if (const auto kept = session::TrustStore(call.ports().trustFile).setTimestampAnchors(anchors); !kept)
        return call.fail(kept.error());
    answerAnchors(call, anchors);
}

void show(Invocation &call)
{
    QCommandLineParser parser;
    if (call.parse(parser, u"trust show"_s, u"The time stamp authorities that you trust."_s))
        answerAnchors(call, session::TrustStore(call.ports().trustFile).timestampAnchors());
}

void addTime(Invocation &call)
{
    constexpr qint64 largestCertificate = 64 * 1024;
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FILE"_s, u"Certificates in PEM, of authorities or their roots."_s, u"FILE.pem…"_s);
    if (!call.parse(parser, u"trust time"_s,
                    u"Trust the time stamps of an authority, after comparing its fingerprint."_s, Invocation::anyWords))
        return;
    if (parser.positionalArguments().isEmpty())
        return call.usage(u"trust time FILE.pem…"_s);
    auto anchors = session::TrustStore(call.ports().trustFile).timestampAnchors();
    for (const auto &file : parser.positionalArguments()) {
        const auto bytes = formats::readBounded(file, largestCertificate);
        if (!bytes)
            return call.fail(bytes.error(), file);
        auto certificate = crypto::Certificate::fromPem(*bytes);
        if (!certificate)
            return call.failFile(
                crypto::codeName(certificate.error().code),
                u"%1 is no certificate in PEM; name one of the authority or of its root."_s.arg(models::oneLine(file)),
                file);
        if (!anchors.contains(*certificate))
            anchors.append(std::move(*certificate));
    }
    keepAnchors(call, anchors);
}

void forget(Invocation &call)
{
    constexpr qsizetype fewestDigits = 8;
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FP"_s, u"8 or more digits of the authority's fingerprint."_s);
    if (!call.parse(parser, u"trust forget"_s, u"Trust a time stamp authority no more."_s, 1))
        return;
    const QString digits = parser.positionalArguments().value(0).toLower();
    auto anchors = session::TrustStore(call.ports().trustFile).timestampAnchors();
    const auto removed = digits.size() < fewestDigits ? 0 : anchors.removeIf([&](const auto &anchor) {
        return anchor.fingerprint().startsWith(digits);
    });
    if (removed == 0)
        return call.usage(
            u"“%1” begins no fingerprint of `trust show`; 8 digits or more are needed."_s.arg(models::oneLine(digits)));
    keepAnchors(call, anchors);
}

} // namespace

void trust(Invocation &call)
{
    runFamily(call, {{"time"_L1, addTime}, {"show"_L1, show}, {"forget"_L1, forget}});
}

} // namespace cutover::cli
