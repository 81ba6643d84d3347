// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordssigning.h"

#include "models/words.h"

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::DecisionKind;

namespace {

/// What a complete decision means from now on.
QString consequence(const domain::Statement &statement)
{
    switch (statement.decision) {
    case DecisionKind::Go:
        return statement.continues ? u"GO holds, the rollout may go on"_s
                                   : u"GO holds, the first promotion opens %1"_s.arg(timeText(statement.opensAt));
    case DecisionKind::NoGo:
        return u"NO-GO closes the gate"_s;
    case DecisionKind::Closing:
        return u"the cutover is closed"_s;
    }
    return {};
}

} // namespace

QString quorumText(int given, int needed, const QList<domain::AwaitedSeats> &awaited, const QDateTime &since)
{
    if (awaited.isEmpty())
        return {};
    const QString from = since.isValid() ? u" since "_s + timeText(since) : QString();
    return u"%1 of %2 given, waiting for: %3%4."_s.arg(QString::number(given), QString::number(needed),
                                                       awaitedTexts(awaited).join(u", "_s), from);
}

QString signedText(const session::Signed &done, const domain::Statement &statement)
{
    const QString time = timestampText(done.timestamp);
    const QString led = done.awaited.isEmpty()
                            ? u"Signed, %1 of %2: %3."_s.arg(QString::number(done.quorumGiven),
                                                             QString::number(done.quorumNeeded), consequence(statement))
                            : u"Signed. "_s + quorumText(done.quorumGiven, done.quorumNeeded, done.awaited);
    return time.isEmpty() ? led : led + u' ' + time;
}

QString signerText(const session::SignedBy &signer)
{
    return u"%1 as %2 at %3: “%4” (%5)"_s.arg(oneLine(signer.name), oneLine(signer.role), timeText(signer.at),
                                              oneLine(signer.reason), oneLine(signer.meaning));
}

QString objectionText(const domain::CeremonyAnswer &answer)
{
    return u"%1 said no-go to %2 (%3, %4)."_s.arg(oneLine(answer.station), domain::criterion(answer.row).title,
                                                  oneLine(answer.by), timeText(answer.at));
}

bool isGoSignable(const session::View &view)
{
    return view.decisionGo && view.objections.isEmpty();
}

QString timestampText(const QString &timestamp)
{
    if (timestamp.isEmpty())
        return {};
    if (timestamp == "given"_L1)
        return u"The time stamp authority attested the time."_s;
    // Signing is refused outside the certificate's days: it is the authority's time that lies there.
    if (timestamp == "certificate_not_valid_at"_L1)
        return u"Time not attested (%1): by the authority's time the certificate does not hold, so its time stamp was "
               u"left out. The time is the signer's claim, and the decision counts."_s.arg(timestamp);
    if (timestamp == "timestamp_authority_untrusted"_L1)
        return u"Time not attested (%1): what answered is not an authority that you trust for times (cutoverctl trust "
               u"time), so its time stamp was left out. The time is the signer's claim, and the decision counts. The "
               u"authority is asked again while a console or watcher is open."_s.arg(timestamp);
    return u"Time not attested (%1): it is the signer's claim, and the decision counts. The authority is asked again "
           u"while a console or watcher is open."_s.arg(timestamp);
}

} // namespace cutover::models
