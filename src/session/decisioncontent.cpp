// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/decisioncontent.h"

#include "session/timeline.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

pdf::ReportContent decisionContent(const FirstSigned &first, const pdf::ReportStory &story,
                                   const pdf::ReportWords &words)
{
    const auto &statement = first.statement;
    pdf::ReportContent content;
    content.statement = statement;
    content.statementSha256 = first.statementSha256;
    content.envelope = first.envelope;
    content.envelopeName = statement.id + ".dsse.json"_L1;
    content.signers = {{statement.signerName, statement.signerRole, statement.meaning, statement.reason, first.signedAt,
                        first.fingerprint}};
    content.awaitedSigners = first.awaited;
    content.story = story;
    content.watermark = statement.environment == "Demo"_L1 ? pdf::Watermark::Demo : pdf::Watermark::None;
    content.words = words;
    return content;
}

bool hasStory(const domain::Statement &statement)
{
    return statement.closing || statement.continues;
}

pdf::ReportStory storyOf(const domain::Statement &statement, const QList<ledger::Entry> &entries,
                         const Wording &wording)
{
    if (!wording.story || !hasStory(statement))
        return {};
    const auto known = entries.first(std::clamp<qint64>(statement.ledger.size, 0, entries.size()));
    return wording.story(timelineOf(known, statement.closing ? statement.closing->attemptId : QString()));
}

} // namespace cutover::session
