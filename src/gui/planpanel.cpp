// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/planpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/statusbadge.h"
#include "models/wordspromotion.h"
#include "models/wordsstatus.h"

#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::StageState;
using models::PlanStep;
using Place = PlanStep::Place;

namespace {

/// «14:17:41»: a column too narrow for the zone, which the foot and every other time name.
QString secondText(const QDateTime &time)
{
    return time.toUTC().toString(u"HH:mm:ss"_s);
}

/// «14:48», never sooner than it is.
QString fromText(const QDateTime &time)
{
    return PlanPanel::tr("from %1").arg(models::earliestText(time).left(5));
}

/// What must be green at the end of a stage's hold, in short.
QString conditionOf(int percent)
{
    switch (percent) {
    case 10:
        return PlanPanel::tr("readyz, 1 green window");
    case 25:
        return PlanPanel::tr("3 green windows");
    case 50:
        return PlanPanel::tr("burst, P99 ≤ +10\u00a0%");
    default:
        return PlanPanel::tr("all within SLO");
    }
}

Badge badgeOf(gui::Shape shape, Tone tone)
{
    return {shape, tone, {}, false};
}

} // namespace

PlanPanel::PlanPanel(session::Session &session, QWidget *parent)
    : Card(tr("Plan"), parent)
    , m_session(session)
    , m_whole(newButton(u"wholePlanButton"_s, tr("Whole plan")))
    , m_ahead(textLabel({}, 12, Tone::Text2))
    , m_end(new ElidedLabel({}, 12))
    , m_spent(textLabel({}, 12, Tone::Text2))
{
    setObjectName(u"planPanel"_s);
    m_end->setObjectName(u"planEndLabel"_s);
    m_spent->setObjectName(u"planSpentLabel"_s);
    m_whole->setCheckable(true);
    m_whole->setToolTip(tr("Every step, and where the time went"));
    setLook(m_whole, ButtonLook::Small);
    addTitleWidget(m_whole);
    m_ahead->setObjectName(u"planAheadLabel"_s);
    m_ahead->hide();
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(px(10));
    grid->setVerticalSpacing(px(6));
    grid->setColumnStretch(3, 1);
    body()->addLayout(grid);
    body()->addWidget(m_ahead);
    body()->addWidget(m_end);
    body()->addWidget(m_spent);
    connect(m_whole, &QPushButton::toggled, this, [this](bool whole) {
        m_isWhole = whole;
        refresh();
    });
    connect(&m_session, &session::Session::changed, this, &PlanPanel::refresh);
    refresh();
}

void PlanPanel::addLine()
{
    auto *grid = qobject_cast<QGridLayout *>(body()->itemAt(0)->layout());
    const int row = static_cast<int>(m_lines.size());
    Line line{new StatusBadge,
              new ElidedLabel({}, 13, Tone::Text, QFont::DemiBold),
              new ElidedLabel({}, 12, Tone::Text2),
              new ElidedLabel({}, 12, Tone::Text2),
              new ElidedLabel({}, 12, Tone::Text2),
              new ElidedLabel({}, 12, Tone::Text, QFont::Medium)};
    for (auto *label : {line.stage, line.state, line.hold, line.when})
        label->setElideMode(Qt::ElideNone);
    line.when->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    int column = 0;
    grid->addWidget(line.mark, row, column++);
    for (auto *label : {line.stage, line.state, line.what, line.hold, line.when})
        grid->addWidget(label, row, column++);
    m_lines.append(line);
}

void PlanPanel::setCompact(bool compact)
{
    m_compact = compact;
    setSmallTitle(compact);
    setTight(compact);
    refresh();
}

void PlanPanel::refresh()
{
    const auto plan = models::planOf(m_session.view(), m_session.now());
    while (m_lines.size() < plan.steps.size())
        addLine();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        auto &line = m_lines[i];
        setShown(line, i < plan.steps.size() && isShown(plan.steps.at(i)));
        if (i < plan.steps.size())
            showStep(line, plan.steps.at(i));
    }
    refreshFoot(plan);
}

bool PlanPanel::isShown(const PlanStep &step) const
{
    if (m_isWhole)
        return true;
    if (m_compact)
        return false;
    switch (step.kind) {
    case PlanStep::Kind::PreCutover:
        return step.place != Place::Past;
    case PlanStep::Kind::PostCutover:
        return step.place == Place::Present;
    case PlanStep::Kind::Stage:
    case PlanStep::Kind::Closing:
        return true;
    }
    return true;
}

/// What comes next and when, for a card without room for its line.
QString PlanPanel::aheadText(const models::CutoverPlan &plan) const
{
    const auto step = std::ranges::find_if(plan.steps, [](const PlanStep &one) {
        return one.place == Place::Ahead &&
               (one.kind == PlanStep::Kind::Stage || one.kind == PlanStep::Kind::PostCutover);
    });
    if (step == plan.steps.end())
        return {};
    const QString what = step->kind == PlanStep::Kind::Stage ? tr("%1\u00a0%").arg(step->percent) : tr("Checks");
    return step->from > m_session.now() ? u"%1 %2"_s.arg(what, fromText(step->from)) : tr("%1 now").arg(what);
}

void PlanPanel::refreshFoot(const models::CutoverPlan &plan)
{
    const auto &view = m_session.view();
    const auto spent = models::timeSpent(view, m_session.now());
    const QString late = models::lateText(plan, spent);
    QString end = models::earliestEndText(plan);
    if (!end.isEmpty())
        end.chop(1);
    const bool isBrief = m_compact && !end.isEmpty();
    // A small window has room for two lines in all: the end is the title then, and the header tells of loosened holds.
    setTitle(isBrief ? end : tr("Plan"));
    refreshLoosened(isBrief);
    QStringList ahead{aheadText(plan), QString(late).replace(u", "_s, u" · "_s)};
    ahead.removeAll(QString());
    m_ahead->setText(ahead.join(u" · "_s));
    m_ahead->setVisible(isBrief);
    m_end->setText(u"%1, %2."_s.arg(end, late));
    m_end->setVisible(!m_compact && !end.isEmpty());
    m_spent->setText(models::timeSpentText(view, spent));
    m_spent->setVisible(m_isWhole && !m_spent->text().isEmpty());
}

void PlanPanel::refreshLoosened(bool isBrief)
{
    const auto holds = std::ranges::count_if(
        m_session.view().loosened, [](const domain::Loosened &rule) { return rule.rule.startsWith("/stages/"_L1); });
    setMeta(holds == 0 || isBrief ? QString()
            : m_compact           ? tr("LOOSENED")
            : holds > 1           ? tr("LOOSENED: %1 holds").arg(holds)
                                  : tr("LOOSENED: 1 hold"),
            Tone::Warn);
}

void PlanPanel::setShown(Line &line, bool shown)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{line.mark, line.stage, line.state, line.what, line.when})
        widget->setVisible(shown);
    line.hold->setVisible(shown && !m_compact); // a narrow card has no room for it beside when that is
}

void PlanPanel::showStep(Line &line, const PlanStep &step)
{
    switch (step.kind) {
    case PlanStep::Kind::PreCutover:
        return showPreCutover(line, step);
    case PlanStep::Kind::Stage:
        return showStage(line, step);
    case PlanStep::Kind::PostCutover:
    case PlanStep::Kind::Closing:
        return showEnd(line, step);
    }
}

void PlanPanel::showPreCutover(Line &line, const PlanStep &step)
{
    const auto missing = m_session.view().preCutover.missing.size();
    const bool isPast = step.place == Place::Past;
    line.mark->setBadge(isPast                         ? badgeOf(gui::Shape::Go, Tone::Accent)
                        : step.place == Place::Present ? badgeOf(gui::Shape::Running, Tone::Accent)
                                                       : badgeOf(gui::Shape::NotRun, Tone::Neutral));
    line.stage->setText(tr("T−30"));
    line.state->setText(isPast ? tr("done") : step.place == Place::Present ? tr("open") : QString());
    line.what->setText(isPast || step.place == Place::Ahead ? tr("freeze, notify, war room")
                       : missing == 0                       ? tr("all confirmed")
                                                            : tr("%1 missing").arg(missing));
    line.hold->setText({});
    line.when->setText(isPast ? tr("done") : fromText(step.from));
}

void PlanPanel::showStage(Line &line, const PlanStep &step)
{
    const auto &view = m_session.view();
    const auto found = std::ranges::find_if(
        view.stages, [&step](const session::StageView &stage) { return stage.plan.percent == step.percent; });
    if (found == view.stages.end())
        return;
    const auto &stage = *found;
    const auto *next = view.rollout.next();
    const bool isReached = domain::isReached(stage.state);
    line.stage->setText(tr("%1\u00a0%").arg(step.percent));
    line.hold->setText(tr("hold %1").arg(countdownText(stage.plan.holdS * 1000)));
    line.what->setText(isReached ? tr("since %1").arg(secondText(stage.promotedAt)) : conditionOf(step.percent));
    const auto say = [&line](const Badge &badge, const QString &state, const QString &when) {
        line.mark->setBadge(badge);
        line.state->setText(state);
        line.when->setText(when);
    };
    const bool isAborted = view.rollout.isAborted();
    switch (stage.state) {
    case StageState::Pending:
        return say(badgeOf(gui::Shape::NotRun, Tone::Neutral),
                   next && next->plan.percent == step.percent && !isAborted ? tr("next") : QString(),
                   isAborted ? tr("not reached") : fromText(step.from));
    case StageState::Promoting:
        return say(badgeOf(gui::Shape::Running, Tone::Accent), tr("promoting"), tr("now"));
    case StageState::Holding: {
        if (isAborted)
            return say(badgeOf(gui::Shape::NoGo, Tone::Nogo), tr("aborted"), minuteText(view.rollout.abortedAt));
        const bool served = stage.holdRemainingMs <= 0;
        return say(badgeOf(gui::Shape::Running, Tone::Accent), served ? tr("served") : tr("holding"),
                   served ? tr("served")
                          : tr("ends %1").arg(minuteText(m_session.now().addMSecs(stage.holdRemainingMs))));
    }
    case StageState::Validated:
        if (isAborted && models::abortedStage(view.rollout) == view.rollout.stage(step.percent))
            return say(badgeOf(gui::Shape::NoGo, Tone::Nogo), tr("aborted"), minuteText(view.rollout.abortedAt));
        return say(badgeOf(gui::Shape::Go, Tone::Accent), tr("validated"), tr("done"));
    case StageState::Failed:
        return say(badgeOf(gui::Shape::NoGo, Tone::Nogo), tr("failed"), isAborted ? QString() : tr("try again"));
    case StageState::OutcomeUnknown:
        return say(badgeOf(gui::Shape::NoData, Tone::Warn), isAborted ? tr("aborted") : tr("unknown"), u"—"_s);
    }
}

void PlanPanel::showEnd(Line &line, const PlanStep &step)
{
    const auto &view = m_session.view();
    const bool isChecks = step.kind == PlanStep::Kind::PostCutover;
    const auto &closing = view.rollout.closing;
    const bool isDone = closing && (!isChecks || !view.rollout.isAborted());
    const bool isPresent = step.place == Place::Present;
    line.mark->setBadge(isDone      ? badgeOf(gui::Shape::Go, Tone::Accent)
                        : isPresent ? badgeOf(gui::Shape::Running, Tone::Accent)
                                    : badgeOf(gui::Shape::NotRun, Tone::Neutral));
    line.stage->setText(isChecks ? tr("Checks") : tr("Close"));
    line.state->setText(isPresent ? tr("now") : QString());
    line.what->setText(isChecks ? tr("smoke tests, SLO") : tr("outcome signed"));
    line.hold->setText({});
    line.when->setText(isDone                                 ? tr("done")
                       : isChecks && view.rollout.isAborted() ? tr("not reached")
                       : view.rollout.isAborted()             ? tr("as rolled back")
                                                              : fromText(step.from));
}

} // namespace cutover::gui
