// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recoverypanel.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"
#include "models/wordspromotion.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::AttemptState;

RecoveryPanel::RecoveryPanel(session::Session &session, QWidget *parent)
    : Card({}, parent)
    , m_session(session)
    , m_what(textLabel({}, 13))
    , m_byHand(textLabel({}, 12, Tone::Text2, QFont::DemiBold))
    , m_command(textLabel({}, 13))
    , m_copy(newButton(u"copyCommandButton"_s, tr("Copy command")))
    , m_counts(new ElidedLabel({}, 12, Tone::Text2))
    , m_row(new ElidedLabel({}, 13, Tone::Nogo, QFont::DemiBold))
    , m_legend(new ElidedLabel(tr("full height ok · two thirds not ok · struck through unreachable"), 11, Tone::Text2))
    , m_bar(new PollBar)
{
    setObjectName(u"recoveryPanel"_s);
    m_what->setObjectName(u"recoveryWhatLabel"_s);
    m_command->setObjectName(u"abortCommandLabel"_s);
    m_counts->setObjectName(u"pollCountsLabel"_s);
    m_row->setObjectName(u"inARowLabel"_s);
    m_copy->setAccessibleName(tr("Copy the abort command"));
    build();
    connect(m_copy, &QPushButton::clicked, this, &RecoveryPanel::copyCommand);
    connect(&session, &session::Session::changed, this, &RecoveryPanel::refresh);
    refresh();
}

void RecoveryPanel::build()
{
    m_command->setFont(Appearance::instance().monoFont(13));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_row->setElideMode(Qt::ElideNone);
    auto *command = new QHBoxLayout;
    command->setSpacing(px(12));
    command->addWidget(m_command, 1);
    command->addWidget(m_copy);
    auto *polls = new QHBoxLayout;
    polls->addWidget(m_counts, 1);
    polls->addWidget(m_row);
    body()->addWidget(m_what);
    body()->addWidget(m_byHand);
    body()->addLayout(command);
    body()->addLayout(polls);
    body()->addWidget(m_bar);
    body()->addWidget(m_legend);
}

void RecoveryPanel::setCompact(bool compact)
{
    m_compact = compact;
    m_byHand->setVisible(!compact);
    refreshPolls();
}

namespace {

struct Words
{
    QString title;
    QString what;
    QString byHand;
    Tone edge = Tone::Nogo;
};

Words wordsOf(const session::View &view)
{
    const auto panel = [](const char *text) { return RecoveryPanel::tr(text); };
    const QString byHand = RecoveryPanel::tr("By hand, in the workspace:");
    if (view.rollout.attemptState == AttemptState::Aborting)
        return {RecoveryPanel::tr("Do this now: see that the stage becomes abort"),
                RecoveryPanel::tr("The abort command runs, and is run again until desired_stage.txt says abort. "
                                  "%1. Press Abort again, or run it by hand.")
                    .arg(models::stageFileText(view.desiredStage, u"abort"_s)),
                byHand};
    if (view.desiredStage != "abort"_L1)
        return {RecoveryPanel::tr("Do this now: bring the stage back to abort"),
                RecoveryPanel::tr("The abort was read back, but now %1. Press Abort again, or run it by hand.")
                    .arg(models::stageFileText(view.desiredStage, u"abort"_s)),
                byHand};
    if (view.rollout.recovered == false)
        return {panel("Do this now: make readyz healthy"),
                RecoveryPanel::tr("The abort ran and “abort” was read back, but readyz was not ok three times in a row "
                                  "within 15 min. Readyz says %1. Call the people at the right.")
                    .arg(view.live.readyz.value_or(RecoveryPanel::tr("nothing that can be read"))),
                RecoveryPanel::tr("If the abort has to be run by hand, in the workspace:")};
    return {panel("Aborted, recovering"),
            RecoveryPanel::tr("The abort ran and “abort” was read back. Readyz must be ok three times in a row; after "
                              "15 min without it this counts as not recovered."),
            RecoveryPanel::tr("If the abort has to be run by hand, in the workspace:"), Tone::Warn};
}

} // namespace

void RecoveryPanel::refresh()
{
    const auto &view = m_session.view();
    m_history.take(view);
    if (!view.rollout.isAborted())
        return;
    const auto words = wordsOf(view);
    setTitle(words.title);
    setEdge(words.edge);
    m_what->setText(words.what);
    m_byHand->setText(words.byHand);
    m_command->setText(m_session.abortByHand(view.rollout.abortReason));
    m_command->setAccessibleName(tr("Abort command: %1").arg(m_command->text()));
    refreshPolls();
}

void RecoveryPanel::refreshPolls()
{
    const auto &polls = m_history.polls();
    const int ok = m_history.okInARow();
    m_bar->setPolls(polls);
    m_bar->setVisible(!polls.isEmpty());
    m_legend->setVisible(!polls.isEmpty() && !m_compact);
    m_counts->setText(polls.isEmpty() ? tr("Readyz since the abort: not polled here yet")
                                      : tr("Readyz since the abort, polled %1 × here: %2 ok, %3 not ok, %4 unreachable")
                                            .arg(polls.size())
                                            .arg(m_history.count(Poll::Ok))
                                            .arg(m_history.count(Poll::NotOk))
                                            .arg(m_history.count(Poll::Unreadable)));
    m_bar->setAccessibleName(m_counts->text());
    constexpr int wanted = 3;
    m_row->setText(tr("%1 of %2 ok in a row").arg(std::min(ok, wanted)).arg(wanted));
    m_row->setTone(ok >= wanted ? Tone::Go : ok > 0 ? Tone::Warn : Tone::Nogo);
}

void RecoveryPanel::copyCommand()
{
    QApplication::clipboard()->setText(m_command->text());
    m_copy->setText(tr("Copied"));
}

} // namespace cutover::gui
