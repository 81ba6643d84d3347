// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/triggerpanel.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/measurebar.h"
#include "gui/statusbadge.h"
#include "models/words.h"
#include "models/wordswatch.h"

#include <QGridLayout>
#include <QLocale>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::Measure;
using domain::Operator;
using domain::Unit;
using models::Watching;

namespace {

QString decimals(double value, int digits)
{
    return QLocale::c().toString(value, 'f', digits);
}

QString signedPercent(double value)
{
    return (value < 0 ? u"\u2212"_s : u"+"_s) + decimals(std::abs(value), 1) + u"\u00a0%"_s;
}

/// «0.51 to abort», «13.8 points», «0.12 over»: the margin times `factor`.
QString toAbort(const std::optional<Measure> &measure, double factor, int digits, const QString &unit)
{
    const double margin = measure ? measure->margin().toDouble() * factor : 0;
    const QString size = decimals(std::abs(margin), digits) + (unit.isEmpty() ? unit : u'\u00a0' + unit);
    return margin < 0       ? TriggerPanel::tr("%1 over").arg(size)
           : unit.isEmpty() ? TriggerPanel::tr("%1 to abort").arg(size)
                            : size;
}

} // namespace

TriggerPanel::TriggerPanel(session::Session &session, QWidget *parent)
    : Card(tr("Abort triggers"), parent)
    , m_session(session)
    , m_tripped(textLabel({}, 13, Tone::Nogo, QFont::DemiBold))
    , m_grid(new QGridLayout)
{
    setObjectName(u"triggerPanel"_s);
    m_grid->setColumnStretch(3, 1);
    m_tripped->setObjectName(u"trippedLabel"_s);
    body()->addWidget(m_tripped);
    body()->addLayout(m_grid);
    m_readyz = addLine(u"readyz"_s, tr("Readyz"), false);
    m_burst = addLine(u"burst"_s, tr("Burst"), true);
    m_p99 = addLine(u"p99"_s, tr("P99"), true);
    m_errors = addLine(u"errorRate"_s, tr("Error rate"), true);
    m_evidence = addLine(u"evidence"_s, tr("Evidence"), false);
    setCompact(false);
    connect(&m_session, &session::Session::changed, this, &TriggerPanel::refresh);
    refresh();
}

void TriggerPanel::setCompact(bool compact)
{
    m_compact = compact;
    for (const Line *line : {&m_readyz, &m_burst, &m_p99, &m_errors, &m_evidence})
        line->limit->setVisible(!compact);
    for (const Line *line : {&m_burst, &m_p99, &m_errors})
        line->bar->setMinimumWidth(px(compact ? 36 : 56));
    m_grid->setVerticalSpacing(px(compact ? 4 : 12));
    setTight(compact);
    m_grid->setHorizontalSpacing(px(compact ? 8 : 12));
    refresh();
}

TriggerPanel::Line TriggerPanel::addLine(const QString &id, const QString &name, bool withBar)
{
    const int row = m_grid->rowCount();
    Line line{new StatusBadge, new ElidedLabel({}, 13, Tone::Text, QFont::DemiBold), nullptr,
              new ElidedLabel({}, 12, Tone::Text2), new ElidedLabel({}, 12, Tone::Text)};
    line.mark->setObjectName(id + u"Mark"_s);
    line.value->setObjectName(id + u"ValueLabel"_s);
    line.distance->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line.value->setElideMode(Qt::ElideNone);
    line.limit->setElideMode(Qt::ElideNone);
    line.distance->setElideMode(Qt::ElideNone);
    m_grid->addWidget(line.mark, row, 0);
    auto *title = new ElidedLabel(name, 12, Tone::Text2);
    title->setElideMode(Qt::ElideNone);
    m_grid->addWidget(title, row, 1);
    m_grid->addWidget(line.value, row, 2);
    if (withBar) {
        line.bar = new MeasureBar(MeasureBar::Look::Trigger);
        m_grid->addWidget(line.bar, row, 3);
    }
    m_grid->addWidget(line.limit, row, 4);
    m_grid->addWidget(line.distance, row, 5);
    return line;
}

TriggerPanel::Verdict TriggerPanel::byEvidence(std::optional<bool> good) const
{
    if (!good)
        return Verdict::NoData;
    if (!*good)
        return Verdict::Broken;
    return m_session.view().blind ? Verdict::Stale : Verdict::Kept;
}

void TriggerPanel::showState(Line &line, Verdict verdict, const QString &value, const QString &limit,
                             const QString &distance)
{
    const auto badge = [verdict]() -> Badge {
        switch (verdict) {
        case Verdict::Kept:
            return {gui::Shape::Go, Tone::Go, {}, false};
        case Verdict::Broken:
            return {gui::Shape::NoGo, Tone::Nogo, {}, false};
        case Verdict::Stale:
            return {gui::Shape::Stale, Tone::Warn, {}, false};
        case Verdict::NoData:
            return {gui::Shape::NoData, Tone::Warn, {}, false};
        }
        return {};
    };
    line.mark->setBadge(badge());
    line.value->setText(value);
    line.value->setTone(verdict == Verdict::Broken ? Tone::Nogo : Tone::Text);
    line.limit->setText(limit);
    line.distance->setText(distance);
}

void TriggerPanel::showNumber(Line &line, const std::optional<Measure> &measure, const QString &value,
                              const QString &limit, const QString &distance)
{
    showState(line, byEvidence(measure ? std::optional(measure->holds()) : std::nullopt), measure ? value : u"—"_s,
              limit, measure ? distance : tr("no data"));
    const bool isStale = measure && measure->holds() && m_session.view().blind;
    if (isStale)
        line.distance->setText(tr("blind"));
    line.distance->setTone(isStale ? Tone::Warn : measure && !measure->holds() ? Tone::Nogo : Tone::Text);
    line.distance->setAccessibleName(isStale ? tr("blind; the last value was %1").arg(value) : QString());
    line.bar->setVisible(measure.has_value());
    if (measure)
        line.bar->setMeasure(*measure, measure->name + u' ' + value + u' ' + limit);
}

void TriggerPanel::refresh()
{
    refreshHead();
    refreshReadyz();
    refreshNumbers();
    refreshEvidence();
}

void TriggerPanel::refreshHead()
{
    const auto &view = m_session.view();
    const auto who = models::watching(view, m_session.now());
    setMeta(who == Watching::Armed        ? tr("armed")
            : who == Watching::OnlyAlarms ? tr("only alarm")
                                          : tr("nobody watches"),
            who == Watching::Armed ? Tone::Text2 : Tone::Warn);
    // A narrow panel leaves it to the header's band, which says the same: its distances are to be seen without scrolling.
    m_tripped->setVisible(view.trigger || (view.blind && !m_compact));
    m_tripped->setTone(view.trigger ? Tone::Nogo : Tone::Warn);
    m_tripped->setText(
        view.trigger ? u"%1 %2"_s.arg(models::triggerText(*view.trigger), models::whoAbortsText(view, m_session.now()))
                     : tr("Blind: no trigger can be judged."));
    setEdge(view.trigger ? std::optional(Tone::Nogo) : std::nullopt);
}

void TriggerPanel::refreshReadyz()
{
    const auto &live = m_session.view().live;
    const auto verdict = !live.readyz ? Verdict::NoData : *live.readyz == u"ok" ? Verdict::Kept : Verdict::Broken;
    constexpr int pollsToAbort = 3; // in a row
    const bool isCounting = !live.readyz && live.unreadablePolls > 0;
    showState(m_readyz, verdict, live.readyz.value_or(tr("unreadable")), tr("= ok"),
              isCounting ? tr("%1 of %2 polls").arg(std::min(live.unreadablePolls, pollsToAbort)).arg(pollsToAbort)
              : live.readyzAt.isValid()
                  ? tr("polled %1 ago").arg(models::ageText(live.readyzAt.secsTo(m_session.now())))
                  : QString());
    m_readyz.distance->setTone(isCounting ? Tone::Nogo : Tone::Text);
}

void TriggerPanel::refreshNumbers()
{
    const auto &view = m_session.view();
    const auto &limits = view.limits;
    const auto *last = view.series.isEmpty() ? nullptr : &view.series.points().last();
    std::optional<Measure> burst, p99, errors;
    // The trigger judges the burst of a window that is not wholly readable too; an absent one stands as 0 there.
    if (last && (last->window.readable || last->window.burst > 0))
        burst = Measure{tr("Burst"), last->window.burst, Operator::LessOrEqual, limits.burst, Unit::Ratio};
    if (last && last->p99Ms && view.baseline)
        p99 = Measure{tr("P99"), domain::percentAbove(*last->p99Ms, view.baseline->p99Ms), Operator::LessOrEqual,
                      limits.abortP99Pct, Unit::Percent};
    if (last && last->errorRate)
        errors =
            Measure{tr("Error rate"), *last->errorRate, Operator::LessOrEqual, limits.abortErrorRate, Unit::Fraction};
    showNumber(m_burst, burst, burst ? decimals(burst->observed, 2) : QString(),
               tr("≤ %1").arg(QLocale::c().toString(limits.burst)), toAbort(burst, 1, 2, {}));
    showNumber(m_p99, p99, p99 ? signedPercent(p99->observed) : QString(),
               tr("≤ +%1\u00a0%").arg(QLocale::c().toString(limits.abortP99Pct)), toAbort(p99, 1, 1, tr("points")));
    showNumber(m_errors, errors, errors ? decimals(errors->observed * 100, 2) + u"\u00a0%"_s : QString(),
               tr("≤ %1\u00a0%").arg(QLocale::c().toString(limits.abortErrorRate * 100)),
               toAbort(errors, 100, 2, tr("points")));
}

void TriggerPanel::refreshEvidence()
{
    const auto &view = m_session.view();
    const bool isRewritten = view.series.isRewritten();
    const bool isTampered = view.evidence.tampered.value_or(false);
    const bool judged = view.evidence.readable && view.evidence.tampered.has_value();
    showState(m_evidence, byEvidence(judged ? std::optional(!isTampered && !isRewritten) : std::nullopt),
              isRewritten  ? tr("past rewritten")
              : !judged    ? tr("unreadable")
              : isTampered ? tr("tampered")
                           : tr("intact"),
              {},
              view.live.evidenceAt.isValid() ? (view.blind ? tr("blind, %1") : QStringLiteral("%1"))
                                                   .arg(models::oldText(view.live.evidenceAt.secsTo(m_session.now())))
                                             : QString());
    m_evidence.distance->setTone(view.blind ? Tone::Nogo : Tone::Text);
}

} // namespace cutover::gui
