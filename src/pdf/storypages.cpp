// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/storypages.h"

#include "pdf/reporttable.h"

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Weight = ReportEvent::Weight;

const Type s_body{8.2, QFont::Normal, ink::text, false};
const Type s_strong{8.2, QFont::DemiBold, ink::text, false};
const Type s_quiet{7.8, QFont::Normal, ink::text2, false};
const Type s_event{7.8, QFont::Normal, ink::text, false};

Type typeOf(Weight weight)
{
    switch (weight) {
    case Weight::Quiet:
        return s_event.in(ink::text2);
    case Weight::Plain:
        return s_event;
    case Weight::Strong:
        return s_event.as(QFont::DemiBold);
    case Weight::Alarm:
        return s_event.as(QFont::DemiBold).in(ink::nogo);
    }
    return s_event;
}

} // namespace

void drawStages(const ReportStory &story, ReportFlow &flow)
{
    if (story.stages.isEmpty())
        return;
    flow.heading(u"Stages reached"_s, 17.0 * static_cast<double>(1 + story.stages.size()));
    ReportTable table(
        flow, {{u"Stage"_s, 55, 44}, {u"Promoted"_s, 104, 122}, {u"Hold"_s, 232, 138}, {u"Validation"_s, 376, 166}},
        17);
    table.header();
    for (const ReportStage &stage : story.stages)
        table.row({table.cell(0, stage.stage, stage.isDone ? s_strong : s_quiet),
                   table.cell(1, stage.promoted, stage.isDone ? s_body : s_quiet),
                   table.cell(2, stage.hold, stage.isDone ? s_body : s_quiet),
                   table.cell(3, stage.validation, stage.isDone ? s_body : s_quiet)},
                  RowRule::Light);
    table.finish();
}

void drawTimeline(const ReportStory &story, ReportFlow &flow)
{
    if (story.timeline.isEmpty())
        return;
    flow.heading(u"Time line"_s, 80);
    if (!story.timelineNote.isEmpty()) {
        flow.paragraph(story.timelineNote, s_quiet);
        flow.skip(4);
    }
    ReportTable table(
        flow, {{u"Time (UTC)"_s, 55, 86}, {u"Who"_s, 146, 98}, {u"What"_s, 250, 246}, {u"Entry"_s, 502, 40}}, 14.5);
    table.header();
    for (const ReportEvent &event : story.timeline)
        table.row({table.cell(0, event.time, s_event), table.cell(1, event.who, s_quiet),
                   table.cell(2, event.what, typeOf(event.weight)), table.cell(3, event.entry, s_quiet)},
                  RowRule::Light);
    table.finish();
}

} // namespace cutover::pdf
