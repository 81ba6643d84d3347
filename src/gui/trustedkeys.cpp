// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/trustedkeys.h"

#include "checks/keyfolder.h"
#include "checks/pool.h"
#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

TrustedKeys::TrustedKeys(const QString &workspace, const domain::Profile &profile, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(px(6));
    m_column->addWidget(
        textLabel(tr("Keys in the workspace that the list shall trust. Tick those whose fingerprint you "
                     "compared; without them no policy and no sealed evidence is Go."),
                  13, Tone::Text2));
    hide();
    checks::onPool(
        this, [workspace, folder = profile.probes.policies.keys] { return lookFor(workspace, folder); },
        [this](const QList<Found> &keys) { fill(keys); });
}

QList<TrustedKeys::Found> TrustedKeys::lookFor(const QString &workspace, const QString &policyFolder)
{
    QList<Found> found;
    const auto look = [&](Use use, const QString &folder) {
        for (const auto &at : checks::keysInFolder(workspace + u'/' + folder)) {
            if (at.key)
                found.append({use, folder + u'/' + at.file, at.key->fingerprint()});
        }
    };
    look(Use::Policies, policyFolder);
    look(Use::Evidence, checks::evidenceKeyFolder.toString());
    return found;
}

void TrustedKeys::fill(const QList<Found> &keys)
{
    for (const auto &key : keys) {
        const QString use = key.use == Use::Policies ? tr("policies") : tr("evidence");
        const QString file = models::oneLine(key.file);
        auto *box = new QCheckBox(file);
        box->setObjectName(u"trustedKey%1CheckBox"_s.arg(m_lines.size()));
        box->setAccessibleName(tr("Trust %1 for %2").arg(file, use));
        auto *facts =
            textLabel(tr("%1 · sha256 %2").arg(use, models::fingerprintText(key.fingerprint, 16)), 12, Tone::Text2);
        facts->setContentsMargins(px(24), 0, 0, 0);
        box->setAccessibleDescription(facts->text());
        m_column->addWidget(box);
        m_column->addWidget(facts);
        m_lines.append({key.use, m_workspace + u'/' + key.file, box});
    }
    setVisible(!keys.isEmpty());
    Q_EMIT filled();
}

QStringList TrustedKeys::ticked(Use use) const
{
    QStringList files;
    for (const auto &line : m_lines) {
        if (line.use == use && line.box->isChecked())
            files.append(line.path);
    }
    return files;
}

} // namespace cutover::gui
