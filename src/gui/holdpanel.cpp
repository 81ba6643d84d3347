// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/holdpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/holdbar.h"
#include "gui/statusbadge.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostWindows = 3;

} // namespace

HoldPanel::HoldPanel(session::Session &session, QWidget *parent)
    : Card({}, parent)
    , m_session(session)
    , m_countdown(new ElidedLabel({}, 44, Tone::Text, QFont::Bold))
    , m_left(new ElidedLabel({}, 12, Tone::Text2))
    , m_served(new ElidedLabel({}, 12, Tone::Text2))
    , m_windows(new ElidedLabel({}, 12, Tone::Text2))
    , m_loosened(new StatusBadge)
    , m_bar(new HoldBar)
{
    setObjectName(u"holdPanel"_s);
    m_countdown->setObjectName(u"holdCountdownLabel"_s);
    m_countdown->setElideMode(Qt::ElideNone);
    m_windows->setAlignment(Qt::AlignRight);
    addTitleWidget(m_loosened);

    auto *times = new QVBoxLayout;
    times->setSpacing(0);
    times->addStretch();
    times->addWidget(m_left);
    times->addWidget(m_served);
    times->addStretch();
    auto *marks = new QHBoxLayout;
    marks->addStretch();
    for (int i = 0; i < mostWindows; ++i) {
        m_marks.append(new StatusBadge);
        marks->addWidget(m_marks.last());
    }
    auto *windows = new QVBoxLayout;
    windows->setSpacing(0);
    windows->addStretch();
    windows->addLayout(marks);
    windows->addWidget(m_windows);
    windows->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(px(12));
    row->addWidget(m_countdown);
    row->addLayout(times, 1);
    row->addLayout(windows);
    body()->addLayout(row);
    body()->addWidget(m_bar);
    connect(&m_session, &session::Session::changed, this, &HoldPanel::refresh);
    refresh();
}

void HoldPanel::setCompact(bool compact)
{
    m_compact = compact;
    setTight(compact);
    m_served->setVisible(!compact);
    m_countdown->setType(compact ? 32 : 44, QFont::Bold);
}

void HoldPanel::setWanted(bool wanted)
{
    m_isWanted = wanted;
    refresh();
}

void HoldPanel::refresh()
{
    const auto &view = m_session.view();
    const auto *present = view.rollout.present();
    const auto found = std::ranges::find_if(view.stages, [&](const session::StageView &stage) {
        return present && stage.plan.percent == present->plan.percent;
    });
    setVisible(m_isWanted && found != view.stages.end());
    if (found == view.stages.end())
        return;
    const bool served = found->holdRemainingMs <= 0;
    setTitle((served ? tr("Hold at %1\u00a0% served") : tr("Holding at %1\u00a0%")).arg(found->plan.percent));
    const auto ends = m_session.now().addMSecs(found->holdRemainingMs);
    const QString rule = u"/stages/%1/hold_s"_s.arg(found - view.stages.begin());
    const bool loosened = std::ranges::find(view.loosened, rule, &domain::Loosened::rule) != view.loosened.end();
    // The pill needs the title row's right end; the plan says when it ends, too.
    setMeta(loosened ? QString()
            : served ? tr("the gate decides")
                     : tr("ends %1 at the earliest").arg(clockText(ends)));
    m_countdown->setText(countdownText(found->holdRemainingMs));
    m_countdown->setAccessibleName(tr("Hold left %1").arg(m_countdown->text()));
    m_left->setText(tr("left of %1").arg(countdownText(found->plan.holdS * 1000)));
    const QString servedText = countdownText(found->plan.holdS * 1000 - found->holdRemainingMs);
    m_served->setText(tr("%1 served").arg(servedText));
    m_bar->setHold(found->holdServedMs / 1000, found->plan.holdS, view.blind || !view.watched);
    m_bar->setAccessibleName(tr("Hold served"));
    showWindows(found->validation);
    showLoosened(view, found - view.stages.begin());
}

namespace {

QString failedWords(const QString &name)
{
    if (name == "readyz"_L1)
        return HoldPanel::tr("readyz is not ok");
    if (name == "pass"_L1)
        return HoldPanel::tr("a window did not pass");
    return HoldPanel::tr("%1 over its limit").arg(QString(name).replace(u'_', u' '));
}

} // namespace

void HoldPanel::showWindows(const domain::Validation &validation)
{
    using State = domain::ValidationState;
    for (int i = 0; i < mostWindows; ++i) {
        Badge badge{gui::Shape::NotRun, Tone::Neutral, {}, false};
        if (validation.state == State::Failed)
            badge = {gui::Shape::NoGo, Tone::Nogo, {}, false};
        else if (i < validation.have)
            badge = {gui::Shape::Go, Tone::Go, {}, false};
        m_marks.at(i)->setBadge(badge);
        m_marks.at(i)->setVisible(i < validation.need);
    }
    m_windows->setText(validation.state == State::Failed
                           ? failedWords(validation.failedName)
                           : (m_compact ? tr("%1 of %2 green") : tr("%1 of %2 green windows"))
                                 .arg(validation.have)
                                 .arg(validation.need));
    m_windows->setTone(validation.state == State::Failed ? Tone::Nogo : Tone::Text2);
}

void HoldPanel::showLoosened(const session::View &view, qsizetype stage)
{
    const QString rule = u"/stages/%1/hold_s"_s.arg(stage);
    const auto found = std::ranges::find(view.loosened, rule, &domain::Loosened::rule);
    m_loosened->setVisible(found != view.loosened.end());
    if (found != view.loosened.end())
        m_loosened->setBadge({gui::Shape::Loosened, Tone::Warn,
                              m_compact ? tr("LOOSENED")
                                        : tr("LOOSENED, %1 for %2")
                                              .arg(countdownText(static_cast<qint64>(found->value) * 1000),
                                                   countdownText(static_cast<qint64>(found->checklist) * 1000)),
                              true});
}

} // namespace cutover::gui
