// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/closingpanel.h"

#include "gui/appearance.h"
#include "gui/awaitedsignature.h"
#include "gui/choicebox.h"
#include "gui/deviationstable.h"
#include "gui/elidedlabel.h"
#include "models/words.h"
#include "models/wordsclosing.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::ClosingOutcome;

namespace {

constexpr int usualDays = 7; // to mend a deviation; a day that is only proposed

} // namespace

ClosingPanel::ClosingPanel(session::Session &session, QWidget *parent)
    : Card(tr("Closing"), parent)
    , m_session(session)
    , m_awaited(new AwaitedSignature(session, domain::DecisionKind::Closing))
    , m_outcome(new ChoiceBox)
    , m_explained(textLabel({}, 12, Tone::Text2))
    , m_named(new QWidget)
    , m_deviations(new DeviationsTable)
    , m_add(newButton(u"addDeviationButton"_s, tr("Add")))
    , m_remove(newButton(u"removeDeviationButton"_s, tr("Remove")))
    , m_sign(newButton(u"signClosingButton"_s, tr("Sign closing…")))
    , m_refusals(new RefusalList)
{
    setObjectName(u"closingPanel"_s);
    m_outcome->setObjectName(u"outcomeComboBox"_s);
    m_outcome->setAccessibleName(tr("Outcome of the cutover"));
    m_add->setAccessibleName(tr("Add a deviation"));
    m_remove->setAccessibleName(tr("Remove the deviation"));
    build();
    refreshOutcomes();
    connect(m_awaited, &AwaitedSignature::countersignPressed, this, &ClosingPanel::countersignPressed);
    connect(m_outcome, &QComboBox::currentIndexChanged, this, [this] {
        prefill();
        refresh();
    });
    connect(m_deviations, &QTableWidget::itemChanged, this, &ClosingPanel::refresh);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_deviations->addDeviation({}, usualDay());
        m_deviations->setFocus();
        refresh();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_deviations->removeDeviation();
        refresh();
    });
    connect(m_sign, &QPushButton::clicked, this, [this] { Q_EMIT closingPressed(closing()); });
    connect(&session, &session::Session::changed, this, &ClosingPanel::refresh);
    rereadKeys();
}

void ClosingPanel::build()
{
    setLook(m_add, ButtonLook::Small);
    setLook(m_remove, ButtonLook::Small);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *named = new QVBoxLayout(m_named);
    named->setContentsMargins(0, 0, 0, 0);
    named->setSpacing(px(6));
    named->addWidget(m_deviations);
    named->addLayout(buttons);
    body()->addWidget(m_awaited);
    body()->addWidget(m_outcome);
    body()->addWidget(m_explained);
    body()->addWidget(m_named);
    body()->addWidget(m_sign, 0, Qt::AlignLeft);
    body()->addWidget(m_refusals);
}

void ClosingPanel::setCompact(bool compact)
{
    m_refusals->setCompact(compact);
    m_explained->setVisible(!compact);
}

void ClosingPanel::rereadKeys()
{
    m_hasKey = !m_session.keys().list().isEmpty();
    m_awaited->rereadKeys();
    refresh();
}

void ClosingPanel::refreshOutcomes()
{
    const QList<ClosingOutcome> outcomes =
        m_isAborted ? QList{ClosingOutcome::RolledBack} : QList{ClosingOutcome::Validated, ClosingOutcome::Deviations};
    const QSignalBlocker quiet(m_outcome);
    m_outcome->clear();
    for (const auto outcome : outcomes)
        m_outcome->addItem(models::closingOutcomeText(outcome), static_cast<int>(outcome));
    // An attempt that was aborted ends as rolled back: nothing to choose.
    m_outcome->setVisible(outcomes.size() > 1);
    setMeta(outcomes.size() > 1 ? QString() : m_outcome->currentText());
}

/// A row that is not Go wants a deviation each; its words are there already.
void ClosingPanel::prefill()
{
    if (closing().outcome != ClosingOutcome::Deviations || m_deviations->rowCount() > 0)
        return;
    for (const auto &row : m_session.view().closingRows)
        if (!row.isGo())
            m_deviations->addDeviation(
                u"%1: %2"_s.arg(domain::criterion(row.id).title,
                                row.measures.isEmpty() ? models::rowReason(row) : models::rowArithmetic(row)),
                usualDay());
    if (m_deviations->rowCount() == 0)
        m_deviations->addDeviation({}, usualDay());
}

QDate ClosingPanel::usualDay() const
{
    return m_session.now().date().addDays(usualDays);
}

domain::Closing ClosingPanel::closing() const
{
    domain::Closing closing;
    closing.outcome = static_cast<ClosingOutcome>(m_outcome->currentData().toInt());
    closing.attemptId = m_session.view().rollout.attemptId;
    if (closing.outcome == ClosingOutcome::Deviations)
        closing.deviations = m_deviations->deviations();
    return closing;
}

QList<RefusalLine> ClosingPanel::refusals() const
{
    const auto &view = m_session.view();
    QList<RefusalLine> lines;
    if (!m_hasKey)
        lines.append({tr("No signing key on this account yet."), {}});
    else if (!view.signers.pinned)
        lines.append({models::refusalText({domain::RefusalCode::SignersUntrusted, {}}), u"signers_untrusted"_s});
    for (const auto &refusal : domain::judgeClosing(closing(), view.rollout, view.closingRows, m_session.now()))
        lines.append({models::closingRefusalText(refusal), models::closingRefusalCode(refusal)});
    return lines;
}

void ClosingPanel::refresh()
{
    const bool isAborted = m_session.view().rollout.isAborted();
    if (isAborted != m_isAborted) {
        m_isAborted = isAborted;
        refreshOutcomes();
    }
    const auto outcome = closing().outcome;
    m_named->setVisible(outcome == ClosingOutcome::Deviations);
    m_remove->setEnabled(m_deviations->rowCount() > 0);
    m_remove->setToolTip(m_remove->isEnabled() ? QString() : tr("No deviation is named."));
    m_explained->setText(outcome == ClosingOutcome::Validated ? tr("For when every check after 100\u00a0% is Go.")
                         : outcome == ClosingOutcome::Deviations
                             ? tr("Each deviation with its owner and its day.")
                             : tr("For an attempt that was aborted, once readyz has recovered."));
    const auto lines = refusals();
    m_refusals->setRefusals(lines);
    m_sign->setEnabled(lines.isEmpty());
    setLook(m_sign, lines.isEmpty() && !m_isAborted && !m_awaited->awaited() ? ButtonLook::Primary : ButtonLook::Plain);
    const QString why = lines.isEmpty() ? tr("Opens the closing's statement to be signed") : m_refusals->asText();
    setPlainToolTip(m_sign, why);
    m_sign->setAccessibleName(lines.isEmpty() ? tr("Sign the closing") : tr("Sign the closing, refused: %1").arg(why));
}

} // namespace cutover::gui
