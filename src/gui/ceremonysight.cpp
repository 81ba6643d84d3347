// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ceremonysight.h"

#include "gui/clocktext.h"
#include "models/words.h"
#include "session/signerstrust.h"

#include <QCoreApplication>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::DecisionKind;

namespace {

/// By the context that lupdate has for a free function of this namespace.
QString tr(const char *text)
{
    return QCoreApplication::translate("cutover::gui", text);
}

/// Who signed last is told by the decision in force; while one waits for signatures, by that.
const session::DecisionView *decisionAfter(const session::View &view)
{
    if (!view.ceremony || !view.ceremony->isOver || !view.decision)
        return nullptr;
    const auto &decision = *view.decision;
    return decision.signedAt >= view.ceremony->begunAt ? &decision : nullptr;
}

/// One line a seat where it is known who will sit there.
QStringList awaitedLines(const QList<domain::AwaitedSeats> &awaited)
{
    QStringList lines;
    for (const auto &seats : awaited) {
        const bool isCertain = seats.signers.size() == seats.seats && seats.signers.last().principal.isEmpty();
        if (!isCertain)
            lines += models::awaitedTexts({seats});
        else
            for (const auto &signer : seats.signers)
                lines.append(models::oneLine(signer.name));
    }
    return lines;
}

} // namespace

CeremonyPage ceremonyPage(const session::View &view, const QDateTime &now, bool isAfresh)
{
    const auto &ceremony = view.ceremony;
    if (ceremony && ceremony->isOver && decisionAfter(view) && !isAfresh)
        return CeremonyPage::Summary;
    if (!ceremonyObstacle(view).isEmpty())
        return CeremonyPage::Empty;
    if (!ceremony || !ceremony->isUnderWay(now))
        return CeremonyPage::Begin;
    return ceremony->isComplete() ? CeremonyPage::Summary : CeremonyPage::Poll;
}

QString ceremonyObstacle(const session::View &view)
{
    if (!view.ledger.open)
        return tr("The ledger is not open; nothing that is said could be kept.");
    if (view.ledger.trouble == "ledger_unattested"_L1)
        return models::refusalText({domain::RefusalCode::LedgerUnattested, view.ledger.troubleData});
    if (!view.ledger.good)
        return models::refusalText({domain::RefusalCode::LedgerInvalid, view.ledger.troubleData});
    if (!domain::isAnythingMeasured(view.rows))
        return tr("Run all checks first: nothing was measured yet that could be read out.");
    return {};
}

RoomStatus measuredStatus(const domain::Row &row)
{
    if (row.id == CriterionId::TeamReady && row.status == domain::Status::NotRun)
        return {std::nullopt, Tone::Text2, tr("by people")};
    return {statusShape(row.status), statusTone(row.status), models::statusWord(row.status)};
}

RoomStatus polledStatus(const domain::CeremonyAnswer *answer, bool isNow)
{
    if (isNow)
        return {Shape::Running, Tone::Accent, tr("now")};
    if (!answer)
        return {};
    return answer->isGo() ? RoomStatus{Shape::Go, Tone::Go, models::statusWord(domain::Status::Go)}
                          : RoomStatus{Shape::NoGo, Tone::Nogo, models::statusWord(domain::Status::NoGo)};
}

const domain::Ceremony *shownPoll(const session::View &view, CeremonyPage page)
{
    const auto *last = view.ceremony ? &*view.ceremony : nullptr;
    const bool isPast = page == CeremonyPage::Begin || (page == CeremonyPage::Empty && last && last->isOver);
    return isPast ? nullptr : last;
}

RoomStatus ceremonyTally(const domain::Ceremony *ceremony)
{
    if (!ceremony)
        return {};
    const auto polled =
        std::ranges::count_if(domain::polledSet(), [&](CriterionId row) { return ceremony->last(row) != nullptr; });
    const int go = ceremony->goCount();
    if (polled == 0)
        return {std::nullopt, Tone::Text2, tr("none polled yet")};
    return {std::nullopt, go == polled ? Tone::Go : Tone::Nogo, tr("%1 of %2 polled are Go").arg(go).arg(polled)};
}

QString targetText(const domain::Profile &profile)
{
    if (!profile.targetAt.isValid())
        return tr("no target time");
    const QString target = tr("target %1").arg(dayText(profile.targetAt));
    if (profile.opensEarlyS == 0)
        return target;
    return tr("%1, opens %2").arg(target, models::timeText(profile.targetAt.addSecs(-profile.opensEarlyS)));
}

QString openingCountdown(const domain::Profile &profile, const QDateTime &now)
{
    if (!profile.targetAt.isValid())
        return {};
    return distanceTo(profile.targetAt.addSecs(-profile.opensEarlyS), now);
}

CeremonySignatures ceremonySignatures(const session::View &view, const QDateTime &now, CeremonyPage page)
{
    CeremonySignatures shown;
    if (!view.signers.present || !view.signers.pinned) {
        shown.count = tr("No signatures");
        shown.lines = {{Shape::Refusal, Tone::Nogo,
                        view.signers.present ? tr("the list of signers is not pinned here")
                                             : tr("there is no list of signers yet")}};
        return shown;
    }
    const auto *poll = shownPoll(view, page);
    const auto *decision = poll ? decisionAfter(view) : nullptr;
    const bool isNoGo = decision && decision->kind == DecisionKind::NoGo;
    const domain::Quorum quorum{session::quorumOf(view.signers.list), view.profile.targetAt};
    const int needed = isNoGo ? 1 : decision ? decision->quorumNeeded : quorum.needed();
    const int given = isNoGo ? 1 : decision ? decision->quorumGiven : 0;
    shown.count = isNoGo ? tr("NO-GO, signed") : tr("Signatures %1 of %2").arg(given).arg(needed);
    if (decision)
        for (const auto &name : decision->signers)
            shown.lines.append({Shape::Go, Tone::Go, tr("%1, signed").arg(name)});
    if (isNoGo)
        return shown;
    const bool isDue = poll && poll->isComplete() && poll->isUnderWay(now);
    const auto awaited = decision ? decision->awaited : domain::awaitedSeats(view.signers.list, {}, quorum);
    for (const auto &line : awaitedLines(awaited))
        shown.lines.append({Shape::NotRun, Tone::Neutral,
                            decision || isDue ? tr("%1, awaited").arg(line) : tr("%1, signs after row 12").arg(line)});
    return shown;
}

} // namespace cutover::gui
