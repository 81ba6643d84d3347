// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signersfacts.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/elidedlabel.h"
#include "gui/statementview.h"
#include "models/wordssigners.h"

#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

SignersFacts::SignersFacts(QWidget *parent)
    : QWidget(parent)
    , m_digest(textLabel({}, 14))
    , m_list(new QVBoxLayout)
    , m_quorum(textLabel({}, 12, Tone::Text2))
    , m_changes(new QVBoxLayout)
{
    auto *fingerprint = new Card(tr("Fingerprint"));
    fingerprint->setSmallTitle(true);
    fingerprint->setMeta(tr("SHA-256 of the file"), Tone::Text2, false);
    m_digest->setFont(Appearance::instance().monoFont(14));
    m_digest->setTextInteractionFlags(Qt::NoTextInteraction);
    fingerprint->body()->addWidget(m_digest);
    auto *signers = new Card(tr("Signers"));
    signers->setSmallTitle(true);
    m_list->setSpacing(px(6));
    signers->body()->addLayout(m_list);
    signers->body()->addWidget(m_quorum);
    auto *proposal = new Card(tr("Proposed"));
    proposal->setSmallTitle(true);
    proposal->setObjectName(u"proposalCard"_s);
    m_changes->setSpacing(px(4));
    proposal->body()->addLayout(m_changes);
    m_proposal = proposal;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    column->addWidget(proposal); // what is asked comes first
    column->addWidget(fingerprint);
    column->addWidget(signers);
}

namespace {

void empty(QVBoxLayout *lines)
{
    while (QLayoutItem *item = lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

void SignersFacts::setSigners(const session::SignersView &signers, const QDateTime &now)
{
    const QString warnings = models::signersWarnings(signers, now).join(u'\n');
    const QByteArray shown =
        signers.digest + (signers.proposal ? signers.proposal->sha256 : QByteArray()) + warnings.toUtf8();
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_digestShown = signers.digest;
    const QString digest = groupsOfFour(QString::fromLatin1(signers.digest.toHex()));
    m_digest->setText(digest);
    m_digest->setAccessibleName(tr("Fingerprint of the list, %1").arg(digest));
    empty(m_list);
    for (const auto &signer : signers.list.signers) {
        m_list->addWidget(
            textLabel(tr("%1 · %2").arg(signer.name, signer.roles.join(u", "_s)), 13, Tone::Text, QFont::Medium));
        m_list->addWidget(
            textLabel(tr("key %1").arg(groupsOfFour(QStringView(signer.fingerprint).left(16))), 12, Tone::Text2));
    }
    addWarnings(signers, now);
    addProposal(signers);
    QStringList quorum;
    for (auto need = signers.list.quorum.cbegin(); need != signers.list.quorum.cend(); ++need)
        quorum.append(tr("%1 × %2").arg(need.value()).arg(need.key()));
    m_quorum->setText(tr("Version %1; quorum: %2").arg(signers.list.version).arg(quorum.join(u", "_s)));
}

void SignersFacts::addWarnings(const session::SignersView &signers, const QDateTime &now)
{
    for (const auto &text : models::revokedTexts(signers.list))
        m_list->addWidget(textLabel(text, 12, Tone::Text2));
    for (const auto &text : models::signersWarnings(signers, now))
        m_list->addWidget(textLabel(text, 12, Tone::Warn, QFont::Medium));
}

void SignersFacts::addProposal(const session::SignersView &signers)
{
    empty(m_changes);
    m_proposal->setVisible(signers.proposal.has_value());
    if (!signers.proposal)
        return;
    const auto &proposal = *signers.proposal;
    m_changes->addWidget(textLabel(models::proposalText(proposal), 13, Tone::Text, QFont::DemiBold));
    for (const auto &change : proposal.changes)
        m_changes->addWidget(textLabel(models::signersChangeText(change), 12.5));
    m_changes->addWidget(textLabel(models::approversText(proposal, signers.list), 12, Tone::Text2));
    m_changes->addWidget(
        textLabel(tr("Proposal %1").arg(groupsOfFour(QString::fromLatin1(proposal.sha256.toHex()))), 12, Tone::Text2));
}

} // namespace cutover::gui
