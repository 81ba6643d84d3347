// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/decisionpanel.h"

#include "gui/appearance.h"
#include "gui/awaitedsignature.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "models/words.h"
#include "models/wordssigning.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <span>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::DecisionKind;

namespace {

QString rowSentence(const domain::Row &row)
{
    const QString title = domain::criterion(row.id).title;
    const QString word = models::statusWord(row.status);
    if (row.status == domain::Status::NotRun)
        return DecisionPanel::tr("%1 has not run.").arg(title);
    if (row.status == domain::Status::Running)
        return DecisionPanel::tr("%1 is still running.").arg(title);
    const QString why = row.measures.isEmpty() || row.decisiveMeasure()->holds() ? models::rowReason(row)
                                                                                 : models::rowArithmetic(row) + u'.';
    return DecisionPanel::tr("%1 is %2: %3").arg(title, word, why);
}

const domain::CeremonyAnswer *objectionTo(const session::View &view, domain::CriterionId row)
{
    const auto found = std::ranges::find(view.objections, row, &domain::CeremonyAnswer::row);
    return found == view.objections.end() ? nullptr : &*found;
}

/// Over rows that are all Go.
QString objectionHeadline(const session::View &view)
{
    return view.objections.size() == 1
               ? DecisionPanel::tr("Every row is Go, but GO cannot be signed: a station objects.")
               : DecisionPanel::tr("Every row is Go, but GO cannot be signed: stations object to %1 rows.")
                     .arg(view.objections.size());
}

/// «this», «this and that», «this, that and the other».
QString listed(QStringList titles)
{
    const QString last = titles.takeLast();
    return titles.isEmpty() ? last : DecisionPanel::tr("%1 and %2").arg(titles.join(u", "_s), last);
}

} // namespace

DecisionPanel::DecisionPanel(session::Session &session, QWidget *parent)
    : Card(tr("Decision"), parent)
    , m_session(session)
    , m_headline(textLabel({}, 13, Tone::Text, QFont::DemiBold))
    , m_detail(textLabel({}, 12.5, Tone::Text2))
    , m_awaited(new AwaitedSignature(session, DecisionKind::Go))
    , m_refusals(new RefusalList)
    , m_enrol(newButton(u"enrolButton"_s, tr("Make a signing key…")))
    , m_signers(newButton(u"signersButton"_s, tr("Found the list of signers…")))
    , m_pdf(newButton(u"openPdfButton"_s, tr("Open PDF")))
    , m_signNoGo(newButton(u"signNoGoButton"_s, tr("Sign NO-GO…")))
    , m_signGo(newButton(u"signGoButton"_s, tr("Sign GO…")))
{
    setObjectName(u"decisionPanel"_s);
    m_headline->setObjectName(u"decisionHeadlineLabel"_s);
    build();
    connect(&session, &session::Session::changed, this, &DecisionPanel::refresh);
    connect(m_awaited, &AwaitedSignature::countersignPressed, this, &DecisionPanel::countersignPressed);
    connect(m_enrol, &QPushButton::clicked, this, &DecisionPanel::enrolPressed);
    connect(m_signers, &QPushButton::clicked, this, &DecisionPanel::signersPressed);
    connect(m_pdf, &QPushButton::clicked, this, &DecisionPanel::pdfPressed);
    connect(m_signNoGo, &QPushButton::clicked, this, [this] { Q_EMIT signPressed(DecisionKind::NoGo); });
    connect(m_signGo, &QPushButton::clicked, this, [this] { Q_EMIT signPressed(DecisionKind::Go); });
    rereadKeys();
}

void DecisionPanel::rereadKeys()
{
    m_hasKey = !m_session.keys().list().isEmpty();
    m_awaited->rereadKeys();
    // The way just gone vanishes: the next one takes its focus.
    auto *focused = window()->focusWidget();
    refresh();
    if (focused == m_enrol && m_signers->isVisible())
        m_signers->setFocus();
    else if ((focused == m_enrol || focused == m_signers) && m_signGo->isEnabled())
        m_signGo->setFocus();
}

void DecisionPanel::build()
{
    setLook(m_enrol, ButtonLook::Link);
    setLook(m_signers, ButtonLook::Link);
    setLook(m_pdf, ButtonLook::Link);
    m_signNoGo->setMinimumWidth(px(136));
    m_signGo->setMinimumWidth(px(136));
    auto *ways = new QHBoxLayout;
    ways->setSpacing(px(12));
    ways->addWidget(m_enrol);
    ways->addWidget(m_signers);
    ways->addWidget(m_pdf);
    ways->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_signNoGo);
    buttons->addStretch(1);
    buttons->addWidget(m_signGo);
    body()->addWidget(m_headline);
    body()->addWidget(m_detail);
    body()->addWidget(m_awaited);
    body()->addWidget(m_refusals);
    body()->addLayout(ways);
    body()->addLayout(buttons);
}

void DecisionPanel::setCompact(bool compact)
{
    m_compact = compact;
    m_refusals->setCompact(true); // the row's own words say it; its code would only repeat them
    refresh();
}

QList<RefusalLine> DecisionPanel::goRefusals(const session::View &view) const
{
    // One line each for what failed; what has not run yet is told together, and so is what runs.
    QList<RefusalLine> lines;
    QStringList idle;
    QStringList running;
    for (const auto &row : view.rows) {
        const auto &criterion = domain::criterion(row.id);
        if (row.status == domain::Status::NotRun)
            idle.append(criterion.title);
        else if (row.status == domain::Status::Running)
            running.append(criterion.title);
        else if (!row.isGo())
            lines.append({rowSentence(row), u"row_not_go:%1"_s.arg(criterion.key)});
        else if (const auto *objection = objectionTo(view, row.id))
            lines.append({models::objectionText(*objection) + u' ' +
                              tr("Ask again in the ceremony (F11): its next answer counts."),
                          u"row_not_go:%1"_s.arg(criterion.key)});
    }
    const qsizetype most = m_compact ? 2 : 4;
    if (lines.size() > most) {
        const qsizetype more = lines.size() - most + 1 + idle.size() + running.size();
        lines.resize(most - 1);
        lines.append({tr("%1 more rows are not Go yet.").arg(more), u"row_not_go"_s});
        return lines;
    }
    if (!idle.isEmpty())
        lines.append({idle.size() == 1   ? tr("%1 has not run.").arg(idle.first())
                      : idle.size() <= 3 ? tr("%1 have not run.").arg(listed(idle))
                                         : tr("%1 rows have not run.").arg(idle.size()),
                      u"row_not_go"_s});
    if (!running.isEmpty())
        lines.append({running.size() == 1   ? tr("%1 is running.").arg(running.first())
                      : running.size() <= 3 ? tr("%1 are running.").arg(listed(running))
                                            : tr("%1 rows are running.").arg(running.size()),
                      u"row_not_go"_s});
    return lines;
}

void DecisionPanel::refreshSigned(const session::View &view)
{
    m_pdf->setVisible(view.decision.has_value());
    m_detail->setVisible(view.decision.has_value());
    if (!view.decision) {
        setMeta(tr("nothing signed yet"));
        return;
    }
    const auto &decision = *view.decision;
    const bool go = decision.kind == DecisionKind::Go;
    const QString word = go ? u"GO"_s : u"NO-GO"_s;
    const bool isAwaited = !decision.awaited.isEmpty();
    const bool bad = go && !decision.valid && !isAwaited;
    setMeta(isAwaited ? tr("%1, %2 of %3 signed").arg(word).arg(decision.quorumGiven).arg(decision.quorumNeeded)
            : bad     ? tr("%1, no longer valid").arg(word)
                      : tr("%1 signed %2 UTC").arg(word, minuteText(decision.signedAt)),
            bad ? Tone::Warn : Tone::Text2);
    QStringList parts;
    if (!decision.signers.isEmpty())
        parts.append(tr("Signed by %1, %2 of %3.")
                         .arg(decision.signers.join(u", "_s))
                         .arg(decision.quorumGiven)
                         .arg(decision.quorumNeeded));
    if (go && decision.expiresAt.isValid())
        parts.append(tr("First promotion until %1 UTC.").arg(minuteText(decision.expiresAt)));
    if (!decision.unattested.isEmpty())
        parts.append(models::timestampText(decision.unattested));
    for (const auto &refusal : decision.refusals)
        if (refusal.code != domain::RefusalCode::QuorumMissing) // said with the way to mend it
            parts.append(models::refusalText(refusal));
    m_detail->setText(parts.join(u' '));
    // In a small window the header says it, and the way on has the room.
    m_detail->setVisible(!parts.isEmpty() && !(m_compact && isAwaited));
}

void DecisionPanel::refresh()
{
    const auto &view = m_session.view();
    refreshSigned(view);
    const auto lines = goRefusals(view);
    const auto notGo = std::ranges::count_if(std::span(view.rows).first(domain::criterionCount),
                                             [](const domain::Row &row) { return !row.isGo(); });
    m_refusals->setRefusals(lines);
    const bool hasKey = m_hasKey;
    const bool pinned = view.signers.pinned;
    m_enrol->setVisible(!hasKey);
    m_signers->setVisible(hasKey && !pinned);
    m_signers->setText(view.signers.present ? tr("Compare and pin the list of signers…")
                                            : tr("Found the list of signers…"));
    m_signers->setAccessibleName(m_signers->text());
    const QString noList =
        view.signers.present ? tr("The list of signers is not pinned here.") : tr("There is no list of signers yet.");
    const bool isGo = models::isGoSignable(view);
    const bool canGo = isGo && hasKey && pinned;
    QString headline;
    if (!view.decisionGo)
        headline = notGo == 0   ? tr("GO cannot be signed: the baselines are not documented.")
                   : notGo == 1 ? tr("GO cannot be signed: 1 of 12 rows is not Go.")
                                : tr("GO cannot be signed: %1 of 12 rows are not Go.").arg(notGo);
    else if (!isGo)
        headline = objectionHeadline(view);
    else if (!hasKey)
        headline = tr("Every row is Go. No signing key on this account yet.");
    else if (!pinned)
        headline = tr("Every row is Go.") + u' ' + noList;
    else
        headline = m_awaited->awaited()                    ? tr("Every row is Go. The signed GO waits for its quorum.")
                   : view.decision && view.decision->valid ? tr("Every row is Go.")
                                                           : tr("Every row is Go. GO can be signed.");
    m_headline->setText(headline);
    const QString why = canGo ? tr("Opens the statement to be signed") : headline + u' ' + m_refusals->asText();
    m_signGo->setEnabled(canGo);
    const bool isNext = canGo && !m_awaited->awaited() && !(view.decision && view.decision->valid);
    setLook(m_signGo, isNext ? ButtonLook::Primary : ButtonLook::Plain);
    setPlainToolTip(m_signGo, why);
    m_signNoGo->setEnabled(hasKey && pinned);
    const QString noGoWhy = hasKey && pinned ? tr("Postpones the cutover and closes the gate")
                            : hasKey         ? noList
                                             : tr("No signing key on this account yet.");
    setPlainToolTip(m_signNoGo, noGoWhy);
    if (!isGo && (!hasKey || !pinned))
        m_headline->setText(headline + u' ' + noGoWhy);
}

} // namespace cutover::gui
