// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signsummary.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/statementview.h"
#include "models/wordsclosing.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QString clock(const QDateTime &at)
{
    return at.toUTC().toString(u"HH:mm 'UTC'"_s);
}

} // namespace

SignSummary::SignSummary(QWidget *parent)
    : Card({}, parent)
    , m_grid(new QGridLayout)
    , m_decision(addField(tr("Decision"), 0, 0, true))
    , m_version(addField(tr("Version"), 1, 0, true))
    , m_until(addField(tr("First promotion until"), 2, 0, false))
    , m_id(addField(tr("Decision id"), 3, 0, false))
    , m_environment(addField(tr("Environment"), 0, 2, true))
    , m_target(addField(tr("Target"), 1, 2, true))
    , m_commit(addField(tr("Commit"), 2, 2, false))
    , m_ledger(addField(tr("Ledger"), 3, 2, false))
    , m_deviations(textLabel({}, 12.5))
{
    setAccessibleName(tr("Summary of the statement"));
    m_grid->setHorizontalSpacing(px(16));
    m_grid->setVerticalSpacing(px(4));
    m_grid->setColumnMinimumWidth(0, px(128));
    m_grid->setColumnMinimumWidth(2, px(76));
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(3, 1);
    body()->addLayout(m_grid);
    m_deviations->setObjectName(u"deviationsLabel"_s);
    m_deviations->hide();
    body()->addWidget(m_deviations);
}

ElidedLabel *SignSummary::addField(const QString &name, int row, int column, bool isStrong)
{
    m_grid->addWidget(new ElidedLabel(name, 12, Tone::Text2), row, column);
    auto *value = new ElidedLabel(u"—"_s, 12.5, Tone::Text, isStrong ? QFont::DemiBold : QFont::Normal);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(value, row, column + 1);
    return value;
}

void SignSummary::setStatement(const domain::Statement &statement)
{
    const QString word = domain::decisionWord(statement.decision);
    m_decision->setText(
        statement.closing ? tr("%1, %2").arg(word, models::closingOutcomeText(statement.closing->outcome)) : word);
    m_version->setText(statement.change.isEmpty() ? statement.version
                                                  : tr("%1 · change %2").arg(statement.version, statement.change));
    m_until->setText(statement.decision == domain::DecisionKind::Go
                         ? tr("%1, %2\u00a0h after target")
                               .arg(clock(statement.expiresAt))
                               .arg(statement.targetAt.secsTo(statement.expiresAt) / 3600)
                     : statement.closing ? tr("none: the attempt is over")
                                         : tr("none: a NO-GO closes the gate"));
    QStringList deviations;
    if (statement.closing)
        for (const auto &deviation : statement.closing->deviations)
            deviations.append(models::deviationText(deviation));
    m_deviations->setText(deviations.join(u'\n'));
    m_deviations->setVisible(!deviations.isEmpty());
    m_id->setText(shortDigest(statement.id, 3));
    m_environment->setText(statement.environment);
    m_target->setText(dayText(statement.targetAt));
    if (statement.git)
        m_commit->setText(tr("%1, %2").arg(statement.git->commit.left(8),
                                           statement.git->dirty ? tr("with changes not committed") : tr("clean")));
    else
        m_commit->setText(tr("not a git checkout"));
    m_ledger->setText(tr("size %1, root %2")
                          .arg(statement.ledger.size)
                          .arg(shortDigest(QString::fromLatin1(statement.ledger.root.toHex()), 3)));
}

} // namespace cutover::gui
