// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/happenedpanel.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "models/wordstimeline.h"
#include "rollout/ledgerevents.h"
#include "session/decisionrecords.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using session::TimelineEvent;
namespace kind = rollout::kind;

namespace {

constexpr qint64 leastBetweenMs = 2'000; // the decision is verified each time

qsizetype mostLinesIn(HappenedPanel::Room room)
{
    return room == HappenedPanel::Room::Small ? 6 : 8;
}

bool isTold(const TimelineEvent &event)
{
    static const QList<QStringView> kinds{kind::trigger,      kind::abortIntent, kind::abortOutcome,
                                          kind::abortReason,  kind::recovery,    kind::incident,
                                          kind::notification, kind::watch,       kind::decision};
    return kinds.contains(event.kind);
}

/// An abort that does what it shall is none, though a report tells it as one.
bool isBadNews(const TimelineEvent &event)
{
    if (event.kind == kind::trigger)
        return true;
    if (event.kind == kind::recovery)
        return !event.data[u"recovered"_s].toBool();
    if (event.kind == kind::abortOutcome)
        return !event.data[u"read_back"_s].toBool();
    return event.kind == kind::watch && models::timelineWeight(event) == pdf::ReportEvent::Weight::Alarm;
}

/// From the trigger or the press on, which is always told: itself, and the last of what followed.
QList<TimelineEvent> sinceAbort(const QList<TimelineEvent> &all, qsizetype most)
{
    auto first = std::ranges::find_if(
        all, [](const TimelineEvent &event) { return event.kind == kind::trigger || event.kind == kind::abortIntent; });
    QList<TimelineEvent> told;
    std::copy_if(first, all.end(), std::back_inserter(told), isTold);
    if (told.size() > most)
        told.remove(1, told.size() - most);
    return told;
}

} // namespace

HappenedPanel::HappenedPanel(session::Session &session, Room room, QWidget *parent)
    : Card(tr("What happened"), parent)
    , m_session(session)
    , m_room(room)
{
    setObjectName(u"happenedPanel"_s);
    connect(&session, &session::Session::changed, this, &HappenedPanel::refresh);
    refresh();
}

void HappenedPanel::setWanted(bool wanted)
{
    m_isWanted = wanted;
    refresh();
}

void HappenedPanel::refresh()
{
    const auto &view = m_session.view();
    setMeta(tr("attempt %1, UTC").arg(view.rollout.attempt));
    setVisible(m_isWanted && m_lines);
    const bool isDue = !m_sinceAsked.isValid() || m_sinceAsked.hasExpired(leastBetweenMs);
    if (m_isWanted && isDue && !m_isAsking && view.ledger.size != m_toldSize && !view.rollout.attemptId.isEmpty())
        ask();
}

void HappenedPanel::ask()
{
    m_isAsking = true;
    m_sinceAsked.start();
    m_toldSize = m_session.view().ledger.size;
    m_session.decisionRecords(m_session.view().rollout.attemptId, this,
                              [this](const session::Result<session::DecisionRecords> &records) {
                                  m_isAsking = false;
                                  if (records)
                                      tell(sinceAbort(records->timeline.events, mostLinesIn(m_room)));
                                  refresh();
                              });
}

void HappenedPanel::tell(const QList<TimelineEvent> &events)
{
    delete m_lines;
    m_lines = nullptr;
    if (events.isEmpty())
        return;
    m_lines = new QWidget;
    auto *grid = new QGridLayout(m_lines);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(10));
    grid->setVerticalSpacing(px(4));
    grid->setColumnStretch(1, 1);
    for (const auto &event : events)
        addLine(event);
    body()->addWidget(m_lines);
}

void HappenedPanel::addLine(const TimelineEvent &event)
{
    auto *grid = static_cast<QGridLayout *>(m_lines->layout());
    const int row = grid->rowCount();
    const bool isBad = isBadNews(event);
    auto *words = textLabel(models::timelineText(event), 12, isBad ? Tone::Nogo : Tone::Text,
                            isBad ? QFont::DemiBold : QFont::Normal);
    if (m_room == Room::Small) { // one line each
        words->setWordWrap(false);
        words->setElideMode(Qt::ElideRight);
    }
    auto *time = new ElidedLabel(event.at.toUTC().toString(u"HH:mm:ss"_s), 12, Tone::Text2);
    time->setElideMode(Qt::ElideNone);
    grid->addWidget(new ShapeMark(isBad ? gui::Shape::NoGo : gui::Shape::Go, isBad ? Tone::Nogo : Tone::Accent, 14),
                    row, 0, Qt::AlignTop);
    grid->addWidget(words, row, 1);
    grid->addWidget(time, row, 2, Qt::AlignTop);
}

} // namespace cutover::gui
