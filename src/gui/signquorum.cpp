// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signquorum.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "models/words.h"
#include "session/signerstrust.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

SignQuorum::SignQuorum(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(px(6));
    setAccessibleName(tr("Quorum"));
}

bool SignQuorum::clear(const QStringList &facts)
{
    if (facts == m_shown)
        return false;
    m_shown = facts;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    return true;
}

void SignQuorum::setSigners(const session::SignersView &signers, const QString &ownFingerprint,
                            domain::DecisionKind kind)
{
    const auto &list = signers.list;
    QStringList facts{ownFingerprint, signers.pinned ? u"pinned"_s : QString()};
    for (auto need = list.quorum.cbegin(); need != list.quorum.cend(); ++need)
        facts.append(need.key() + QString::number(need.value()));
    for (const auto &signer : list.signers)
        facts.append(signer.fingerprint + signer.roles.join(u','));
    if (!clear(facts))
        return;
    if (!signers.present)
        return addLine(Shape::Refusal, Tone::Nogo, tr("No list of signers in this workspace"), {});
    const auto *own = list.find(ownFingerprint);
    const bool maySign = own && own->roles.contains(session::decisionMakerRole);
    if (!maySign)
        addLine(Shape::Refusal, Tone::Nogo, tr("This key is not listed as %1").arg(session::decisionMakerRole), {});
    else
        addLine(Shape::Running, Tone::Accent, tr("%1, %2").arg(own->name, session::decisionMakerRole), tr("you, now"));
    if (kind == domain::DecisionKind::NoGo)
        return addNeed(tr("One signature is enough for a NO-GO."));
    const domain::Quorum quorum{session::quorumOf(list), {}};
    const QList<domain::Signing> given =
        maySign ? QList<domain::Signing>{{ownFingerprint, {}}} : QList<domain::Signing>();
    addAwaited(domain::awaitedSeats(list, given, quorum), ownFingerprint);
    const int needed = quorum.needed();
    addNeed(needed == 1 ? tr("One signature is needed.") : tr("%1 signatures are needed.").arg(needed));
}

void SignQuorum::setReview(const session::Countersigning &review, const QString &ownName)
{
    QStringList facts{ownName, review.draft.keyFingerprint, review.seat.role, review.seat.principal,
                      review.objection ? review.objection->name : QString()};
    for (const auto &signer : review.signers)
        facts.append(signer.fingerprint);
    if (!clear(facts))
        return;
    for (const auto &signer : review.signers)
        addLine(Shape::Key, Tone::Text2, tr("%1, %2").arg(models::oneLine(signer.name), signer.role),
                tr("signed %1").arg(models::timeText(signer.at)));
    const auto &seat = review.seat;
    const bool fills = !review.objection && seat.fault == domain::SeatFault::None;
    if (!fills)
        addLine(Shape::Refusal, Tone::Nogo, tr("%1: this key fills no seat").arg(ownName), {});
    else
        addLine(Shape::Running, Tone::Accent,
                seat.principal.isEmpty()
                    ? tr("%1, %2").arg(ownName, seat.role)
                    : tr("%1, %2, deputy of %3").arg(ownName, seat.role, models::oneLine(seat.principal)),
                tr("you, now"));
    auto awaited = review.awaited;
    for (auto &seats : awaited)
        if (fills && seats.role == seat.role)
            --seats.seats;
    awaited.removeIf([](const domain::AwaitedSeats &seats) { return seats.seats <= 0; });
    addAwaited(awaited, review.draft.keyFingerprint);
    const int given = review.quorumGiven + (fills ? 1 : 0);
    const QString count = fills ? tr("With yours %1 of %2.") : tr("%1 of %2 given.");
    addNeed(count.arg(given).arg(review.quorumNeeded));
}

void SignQuorum::addAwaited(const QList<domain::AwaitedSeats> &awaited, const QString &ownFingerprint)
{
    for (auto seats : awaited) {
        seats.signers.removeIf(
            [&ownFingerprint](const domain::AwaitedSigner &signer) { return signer.fingerprint == ownFingerprint; });
        addLine(Shape::NotRun, Tone::Neutral, models::awaitedTexts({seats}).join(u", "_s), tr("awaited next"));
    }
}

void SignQuorum::addNeed(const QString &text)
{
    m_lines->addWidget(textLabel(text, 12, Tone::Text2));
}

void SignQuorum::addLine(Shape shape, Tone tone, const QString &who, const QString &when)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(new ShapeMark(shape, tone, 14));
    row->addWidget(new ElidedLabel(who), 1);
    auto *meta = new ElidedLabel(when, 12, Tone::Text2);
    meta->setElideMode(Qt::ElideNone);
    row->addWidget(meta);
    m_lines->addWidget(line);
}

} // namespace cutover::gui
