// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signquorum.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
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

void SignQuorum::setSigners(const session::SignersView &signers, const QString &ownFingerprint)
{
    const auto &list = signers.list;
    const int needed = list.quorum.value(session::decisionMakerRole, 1);
    QStringList facts{ownFingerprint, QString::number(needed), signers.pinned ? u"pinned"_s : QString()};
    for (const auto &signer : list.signers)
        facts.append(signer.fingerprint + signer.roles.join(u','));
    if (facts == m_shown)
        return;
    m_shown = facts;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto *own = list.find(ownFingerprint);
    if (!signers.present)
        return addLine(Shape::Refusal, Tone::Nogo, tr("No list of signers in this workspace"), {});
    if (!own || !own->roles.contains(session::decisionMakerRole))
        addLine(Shape::Refusal, Tone::Nogo, tr("This key is not listed as %1").arg(session::decisionMakerRole), {});
    else
        addLine(Shape::Running, Tone::Accent, tr("%1, %2").arg(own->name, session::decisionMakerRole), tr("you, now"));
    for (const auto &signer : list.signers) {
        const bool counts = signer.fingerprint != ownFingerprint && signer.roles.contains(session::decisionMakerRole);
        if (counts)
            addLine(Shape::NotRun, Tone::Neutral, tr("%1, %2").arg(signer.name, session::decisionMakerRole),
                    needed > 1 ? tr("awaited next") : tr("not needed"));
    }
    auto *need = textLabel(needed == 1 ? tr("One signature is needed.") : tr("%1 signatures are needed.").arg(needed),
                           12, Tone::Text2);
    m_lines->addWidget(need);
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
