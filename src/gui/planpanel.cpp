// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/planpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/statusbadge.h"

#include <QGridLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::StageState;

namespace {

/// «14:17:41»: a column too narrow for the zone, which the foot and every other time name.
QString secondText(const QDateTime &time)
{
    return time.toUTC().toString(u"HH:mm:ss"_s);
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

} // namespace

PlanPanel::PlanPanel(session::Session &session, QWidget *parent)
    : Card(tr("Plan"), parent)
    , m_session(session)
{
    setObjectName(u"planPanel"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(px(10));
    grid->setVerticalSpacing(px(5));
    grid->setColumnStretch(3, 1);
    body()->addLayout(grid);
    for (int i = 0; i < 5; ++i)
        addLine();
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
    refresh();
}

void PlanPanel::refresh()
{
    const auto &view = m_session.view();
    const auto holds = std::ranges::count_if(
        view.loosened, [](const domain::Loosened &rule) { return rule.rule.startsWith("/stages/"_L1); });
    setMeta(holds > 1    ? tr("%1 holds shorter than the checklist").arg(holds)
            : holds == 1 ? tr("1 hold shorter than the checklist")
                         : QString(),
            Tone::Warn);
    const auto *next = view.rollout.next();
    auto earliest = std::max(m_session.now(), view.profile.targetAt.addSecs(-view.profile.opensEarlyS));
    for (qsizetype i = 0; i < m_lines.size() - 1; ++i) {
        auto &line = m_lines[i];
        const bool shown = i < view.stages.size() && !(m_compact && view.stages.at(i).state == StageState::Validated);
        for (QWidget *widget :
             std::initializer_list<QWidget *>{line.mark, line.stage, line.state, line.what, line.when})
            widget->setVisible(shown);
        line.hold->setVisible(shown && !m_compact); // a narrow card has no room for it beside when that is
        if (i < view.stages.size())
            showStage(line, view.stages.at(i), next && next->plan.percent == view.stages.at(i).plan.percent, earliest);
    }
    auto &close = m_lines.last();
    close.mark->setBadge({gui::Shape::NotRun, Tone::Neutral, {}, false});
    close.stage->setText(tr("Close"));
    close.what->setText(tr("SLO, smoke tests"));
    close.hold->setText(tr("signed"));
    close.hold->setVisible(!m_compact);
    close.when->setText(tr("from %1").arg(minuteText(earliest)));
}

void PlanPanel::showStage(Line &line, const session::StageView &stage, bool isNext, QDateTime &earliest)
{
    line.stage->setText(tr("%1\u00a0%").arg(stage.plan.percent));
    line.hold->setText(tr("hold %1").arg(countdownText(stage.plan.holdS * 1000)));
    line.what->setText(conditionOf(stage.plan.percent));
    Badge badge{gui::Shape::NotRun, Tone::Neutral, {}, false};
    const auto now = m_session.now();
    switch (stage.state) {
    case StageState::Pending:
        line.state->setText(isNext ? tr("next") : QString());
        line.when->setText(tr("from %1").arg(minuteText(earliest)));
        earliest = earliest.addSecs(stage.plan.holdS);
        break;
    case StageState::Promoting:
        badge = {gui::Shape::Running, Tone::Accent, {}, false};
        line.state->setText(tr("promoting"));
        line.when->setText(tr("now"));
        earliest = now.addSecs(stage.plan.holdS);
        break;
    case StageState::Holding: {
        const bool served = stage.holdRemainingMs <= 0;
        badge = {gui::Shape::Running, Tone::Accent, {}, false};
        line.state->setText(served ? tr("served") : tr("holding"));
        line.what->setText(tr("since %1").arg(secondText(stage.promotedAt)));
        earliest = now.addMSecs(std::max<qint64>(stage.holdRemainingMs, 0));
        line.when->setText(served ? tr("served") : tr("ends %1").arg(minuteText(earliest)));
        break;
    }
    case StageState::Validated:
        badge = {gui::Shape::Go, Tone::Accent, {}, false};
        line.state->setText(tr("validated"));
        line.what->setText(tr("since %1").arg(secondText(stage.promotedAt)));
        line.when->setText(tr("done"));
        break;
    case StageState::Failed:
        badge = {gui::Shape::NoGo, Tone::Nogo, {}, false};
        line.state->setText(tr("failed"));
        line.when->setText(tr("try again"));
        break;
    case StageState::OutcomeUnknown:
        badge = {gui::Shape::NoData, Tone::Warn, {}, false};
        line.state->setText(tr("unknown"));
        line.when->setText(u"—"_s);
        break;
    }
    line.mark->setBadge(badge);
}

} // namespace cutover::gui
