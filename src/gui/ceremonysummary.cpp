// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ceremonysummary.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::DecisionKind;

namespace {

/// What of the twelve and the prerequisite is not measured Go, one line each.
QStringList notGoLines(const session::View &view)
{
    QStringList lines;
    for (const auto id : domain::decisionSet()) {
        const auto &row = view.rows[static_cast<std::size_t>(id)];
        if (!row.isGo())
            lines.append(CeremonySummary::tr("%1 is measured %2. %3")
                             .arg(domain::criterion(id).title, models::statusWord(row.status), models::rowReason(row)));
    }
    return lines;
}

QStringList objectionLines(const domain::Ceremony &ceremony)
{
    QStringList lines;
    for (const auto id : domain::polledSet()) {
        const auto *answer = ceremony.last(id);
        if (answer && !answer->isGo())
            lines.append(CeremonySummary::tr("%1: %2 said no-go (%3).")
                             .arg(domain::criterion(id).title, answer->station, answer->by));
    }
    return lines;
}

} // namespace

CeremonySummary::CeremonySummary(RoomScale &scale, QWidget *parent)
    : QWidget(parent)
    , m_place(scale.newLabel(u"summaryPlaceLabel"_s, 24, Tone::Text2))
    , m_title(scale.newLabel(u"summaryTitleLabel"_s, 64, Tone::Text, QFont::Bold))
    , m_words(scale.newLabel(u"summaryWordsLabel"_s, 24, Tone::Text, QFont::Normal, true))
    , m_objections(scale.newLabel(u"objectionsLabel"_s, 24, Tone::Nogo, QFont::Normal, true))
    , m_why(scale.newLabel(u"summaryWhyLabel"_s, 22, Tone::Text2, QFont::Normal, true))
    , m_afresh(scale.newButton(u"afreshButton"_s, tr("Another poll")))
    , m_signNoGo(scale.newButton(u"ceremonySignNoGoButton"_s, tr("Sign NO-GO…")))
    , m_signGo(scale.newButton(u"ceremonySignGoButton"_s, tr("Sign GO…")))
{
    auto *buttons = new QHBoxLayout;
    scale.setMargins(buttons, 0, 0, 0, 0, 16);
    buttons->addWidget(m_afresh);
    buttons->addStretch(1);
    buttons->addWidget(m_signNoGo);
    buttons->addWidget(m_signGo);
    auto *column = new QVBoxLayout(this);
    scale.setMargins(column, 72, 48, 72, 40, 24);
    column->addWidget(m_place);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_objections);
    column->addStretch(1);
    column->addWidget(m_why);
    column->addLayout(buttons);
    connect(m_afresh, &QPushButton::clicked, this, &CeremonySummary::afreshPressed);
    connect(m_signNoGo, &QPushButton::clicked, this, [this] { Q_EMIT signPressed(DecisionKind::NoGo); });
    connect(m_signGo, &QPushButton::clicked, this, [this] { Q_EMIT signPressed(DecisionKind::Go); });
}

void CeremonySummary::showView(const session::View &view, const QDateTime &now, bool hasKey, const QString &failure)
{
    const auto &ceremony = *view.ceremony;
    const int go = ceremony.goCount();
    const bool isWhole = go == static_cast<int>(domain::criterionCount);
    const bool isOver = ceremony.isOver;
    const auto verdict = models::verdictLines(view, now);
    const auto corrected = ceremony.answers.size() - static_cast<qsizetype>(domain::criterionCount);
    m_place->setText(corrected > 0
                         ? tr("Presided by %1 · %2 corrected").arg(ceremony.presider, QString::number(corrected))
                         : tr("Presided by %1").arg(ceremony.presider));
    m_title->setText(isOver ? verdict.word : isWhole ? tr("The room says go") : tr("The room says no-go"));
    m_title->setTone(isOver ? Tone::Text : isWhole ? Tone::Go : Tone::Nogo);
    m_words->setText(isOver
                         ? verdict.line1 + u'\n' + verdict.line2
                         : tr("%1 of 12 answers are Go; the prerequisite, %2, is measured %3. Left goes back to a row; "
                              "another answer corrects the one before, which stays in the minutes.")
                               .arg(QString::number(go), domain::criterion(CriterionId::Baselines).title,
                                    models::statusWord(view.rows[std::size_t(CriterionId::Baselines)].status)));
    const auto lines = isOver ? QStringList{} : objectionLines(ceremony) + notGoLines(view);
    m_objections->setText(lines.join(u'\n'));
    m_objections->setVisible(!lines.isEmpty());
    const bool canSign = hasKey && view.signers.pinned && !isOver;
    m_signGo->setEnabled(canSign && lines.isEmpty());
    m_signNoGo->setEnabled(canSign);
    m_signGo->setVisible(!isOver);
    m_signNoGo->setVisible(!isOver);
    m_afresh->setVisible(isOver);
    setLook(m_signGo, m_signGo->isEnabled() ? ButtonLook::Primary : ButtonLook::Plain);
    const QString why = !failure.isEmpty()     ? failure
                        : isOver               ? QString()
                        : !hasKey              ? tr("No signing key on this account yet.")
                        : !view.signers.pinned ? tr("The list of signers is not pinned here.")
                        : !lines.isEmpty()     ? tr("GO cannot be signed over what stands above.")
                                               : tr("Each signer gives the passphrase again for this one signature.");
    m_why->setText(why);
    m_why->setTone(failure.isEmpty() ? Tone::Text2 : Tone::Nogo);
    m_why->setVisible(!why.isEmpty());
    setPlainToolTip(m_signGo, why);
    setPlainToolTip(m_signNoGo, why);
}

} // namespace cutover::gui
