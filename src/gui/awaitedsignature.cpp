// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/awaitedsignature.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/wordssigning.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

AwaitedSignature::AwaitedSignature(session::Session &session, domain::DecisionKind kind, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_kind(kind)
    , m_text(textLabel({}, 12.5, Tone::Text, QFont::Medium))
    , m_countersign(newButton(u"countersignButton"_s, tr("Countersign…")))
{
    m_text->setObjectName(u"awaitedLabel"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(12));
    row->addWidget(m_text, 1);
    row->addWidget(m_countersign, 0, Qt::AlignTop);
    connect(m_countersign, &QPushButton::clicked, this, [this] {
        if (const auto *decision = awaited())
            Q_EMIT countersignPressed(decision->id);
    });
    connect(&session, &session::Session::changed, this, &AwaitedSignature::refresh);
    rereadKeys();
}

const session::DecisionView *AwaitedSignature::awaited() const
{
    const auto &pending = m_session.view().pending;
    const auto found = std::ranges::find(pending, m_kind, &session::DecisionView::kind);
    return found == pending.end() ? nullptr : &*found;
}

void AwaitedSignature::rereadKeys()
{
    m_keys.clear();
    for (const auto &key : m_session.keys().list())
        m_keys.append(key.fingerprint);
    refresh();
}

bool AwaitedSignature::isMine(const session::DecisionView &decision) const
{
    const auto isOwn = [this](const domain::AwaitedSigner &signer) {
        const bool isTime = !signer.from.isValid() || signer.from <= m_session.now();
        return isTime && m_keys.contains(signer.fingerprint);
    };
    return std::ranges::any_of(decision.awaited, [&isOwn](const domain::AwaitedSeats &seats) {
        return std::ranges::any_of(seats.signers, isOwn);
    });
}

void AwaitedSignature::refresh()
{
    const auto *decision = awaited();
    setVisible(decision != nullptr);
    if (!decision)
        return;
    const bool pinned = m_session.view().signers.pinned;
    const bool mine = isMine(*decision);
    const QString why = m_keys.isEmpty() ? tr("No signing key on this account yet.")
                        : !pinned        ? tr("The list of signers is not pinned here.")
                        : !mine          ? tr("No key of this account is awaited now.")
                                         : QString();
    const QString quorum =
        models::quorumText(decision->quorumGiven, decision->quorumNeeded, decision->awaited, decision->awaitedSince);
    m_text->setText(why.isEmpty() ? quorum : quorum + u' ' + why);
    // A key that is not awaited may look; the statement says why it may not sign.
    m_countersign->setEnabled(!m_keys.isEmpty() && pinned);
    setLook(m_countersign, why.isEmpty() ? ButtonLook::Primary : ButtonLook::Plain);
    const QString word = domain::decisionWord(m_kind);
    setPlainToolTip(m_countersign,
                    why.isEmpty() ? tr("Verifies envelope and PDF, then opens what the first signer saw") : why);
    m_countersign->setAccessibleName(m_countersign->isEnabled() ? tr("Countersign the %1").arg(word)
                                                                : tr("Countersign the %1, refused: %2").arg(word, why));
}

} // namespace cutover::gui
