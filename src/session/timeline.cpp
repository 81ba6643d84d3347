// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timeline.h"

#include "rollout/ledgerevents.h"

#include <QJsonArray>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace cutover::session {

using namespace Qt::StringLiterals;
using ledger::Entry;
namespace kind = rollout::kind;

namespace {

constexpr qint64 countsForS = 72 * 3600; // a drill's, and the baselines' (RULES sections 1 and 3)

/// Where an attempt lies among the entries.
struct Span
{
    qsizetype from = 0;
    qsizetype to = 0;      ///< behind its last
    QList<qsizetype> late; ///< a closing's signatures behind the next attempt's GO
    QString attemptId;
    QSet<QString> decisionIds; ///< the GO that began it and its continuations
    domain::RolloutState end;
};

/// Follows the rollout through the ledger and keeps the span of one attempt.
class SpanFinder
{
public:
    SpanFinder(const QList<Entry> &entries, const QString &wanted)
        : m_entries(entries)
        , m_wanted(wanted)
    {
    }

    [[nodiscard]] Span find()
    {
        for (qsizetype at = 0; at < m_entries.size(); ++at)
            take(at);
        if (!m_span.attemptId.isEmpty() && !m_isOver)
            settle(m_entries.size());
        if (m_span.attemptId.isEmpty() && m_wanted.isEmpty())
            m_span = {m_lastEnd + 1, m_entries.size(), {}, {}, {}, m_state};
        return m_span;
    }

private:
    void take(qsizetype at)
    {
        const Entry &entry = m_entries.at(at);
        const auto event = rollout::eventOf(entry);
        if (!event)
            return;
        const auto before = m_state;
        m_state = advance(m_state, *event, entry.index);
        if (m_state.attempt != before.attempt)
            begin(at, before);
        else if (m_state.decision && m_state.attemptId == m_span.attemptId) {
            m_span.decisionIds.insert(m_state.decision->decisionId);
            const bool isReopened = before.closing && !m_state.closing; // aborted behind it
            m_isOver = m_isOver && !isReopened;
        }
        if (m_state.endedAt != before.endedAt)
            m_lastEnd = at;
        const bool isOfClosing = entry.kind == kind::closing || entry.kind == kind::countersignature;
        if (isOfClosing && entry.payload[u"attempt_id"_s] == m_span.attemptId)
            closed(at);
    }

    void begin(qsizetype at, const domain::RolloutState &before)
    {
        const bool isOurs = !m_span.attemptId.isEmpty();
        if (isOurs && !m_isOver)
            settle(at, before);
        // Without a wish each one is, until the next begins.
        if (isOurs && !m_wanted.isEmpty())
            return;
        if (m_wanted.isEmpty() || m_state.attemptId == m_wanted) {
            m_span = {firstThatCounted(at), at, {}, m_state.attemptId, {m_state.attemptId}, {}};
            m_isOver = false;
        }
    }

    [[nodiscard]] qsizetype firstThatCounted(qsizetype decision) const
    {
        const auto oldest = m_entries.at(decision).timeUtc.addSecs(-countsForS);
        qsizetype first = m_lastEnd + 1;
        while (first < decision && m_entries.at(first).timeUtc < oldest)
            ++first;
        return first;
    }

    void closed(qsizetype at)
    {
        if (m_isOver)
            m_span.late.append(at);
        else if (m_state.closing)
            settle(at + 1);
    }

    void settle(qsizetype to) { settle(to, m_state); }
    void settle(qsizetype to, const domain::RolloutState &state)
    {
        m_span.to = to;
        m_span.end = state;
        m_isOver = true;
    }

    const QList<Entry> &m_entries;
    const QString &m_wanted;
    domain::RolloutState m_state;
    qsizetype m_lastEnd = -1;
    bool m_isOver = false;
    Span m_span;
};

TimelineEvent eventOf(const Entry &entry)
{
    return {entry.kind, entry.index, entry.index, entry.timeUtc, entry.timeUtc, entry.actor, entry.payload, false};
}

void extend(TimelineEvent &event, const Entry &entry)
{
    event.lastEntry = entry.index;
    event.until = entry.timeUtc;
    event.actor = entry.actor;
}

/// Saved credit comes every 5 s: one line a hold, where it was saved last.
using HoldKey = std::pair<QString, int>;

HoldKey holdOf(const Entry &entry)
{
    return {entry.payload[u"attempt_id"_s].toString(), entry.payload[u"percent"_s].toInt()};
}

/// Windows are counted from one of these to the next.
bool endsWindows(QStringView entryKind)
{
    static constexpr std::array ends{kind::decision,         kind::countersignature, kind::promotionIntent,
                                     kind::promotionOutcome, kind::trigger,          kind::abortIntent,
                                     kind::postCutover,      kind::closing};
    return std::ranges::find(ends, entryKind) != ends.end();
}

class Folder
{
public:
    Folder(const QList<Entry> &entries, const Span &span)
        : m_entries(entries)
        , m_span(span)
    {
    }

    [[nodiscard]] QList<TimelineEvent> fold()
    {
        for (qsizetype at = m_span.from; at < m_span.to; ++at)
            if (m_entries.at(at).kind == kind::holdCredit)
                m_lastCredit[holdOf(m_entries.at(at))] = at;
        for (qsizetype at = m_span.from; at < m_span.to; ++at)
            take(at);
        flush();
        for (const auto at : m_span.late)
            take(at);
        return m_events;
    }

private:
    void take(qsizetype at)
    {
        const Entry &entry = m_entries.at(at);
        if (entry.kind == kind::windows)
            takeWindows(entry);
        else if (entry.kind == kind::check)
            takeCheck(entry);
        else if (entry.kind == kind::holdCredit)
            takeCredit(at);
        else
            append(eventOf(entry));
    }

    void append(TimelineEvent event)
    {
        if (endsWindows(event.kind))
            flush();
        flushChecks();
        event.isOfAnother = isOfAnother(event);
        m_events.append(std::move(event));
    }

    [[nodiscard]] bool isOfAnother(const TimelineEvent &event) const
    {
        const QString attempt = event.data[u"attempt_id"_s].toString();
        if (!attempt.isEmpty())
            return attempt != m_span.attemptId;
        const QString decision = event.data[u"decision_id"_s].toString();
        const bool isPromotion = event.kind == kind::promotionIntent || event.kind == kind::promotionOutcome;
        return isPromotion && !decision.isEmpty() && !m_span.decisionIds.contains(decision);
    }

    void takeWindows(const Entry &entry)
    {
        if (!m_windows) {
            m_windows = eventOf(entry);
            m_windows->data = {{u"count"_s, 0}};
        }
        extend(*m_windows, entry);
        const auto count = m_windows->data[u"count"_s].toInteger() + entry.payload[u"points"_s].toArray().size();
        m_windows->data[u"count"_s] = count;
    }

    void takeCheck(const Entry &entry)
    {
        if (!m_checks) {
            m_checks = eventOf(entry);
            m_rows.clear();
        }
        extend(*m_checks, entry);
        const auto row = entry.payload[u"row"_s].toObject();
        const QString id = row[u"id"_s].toString();
        const QJsonObject told{{u"id"_s, id}, {u"status"_s, row[u"status"_s].toString()}};
        const auto same =
            std::ranges::find_if(m_rows, [&id](const QJsonObject &other) { return other[u"id"_s] == id; });
        if (same == m_rows.end())
            m_rows.append(told);
        else
            *same = told;
    }

    void takeCredit(qsizetype at)
    {
        const Entry &entry = m_entries.at(at);
        const auto key = holdOf(entry);
        if (!m_holds.contains(key))
            m_holds.insert(key, eventOf(entry));
        auto &hold = m_holds[key];
        extend(hold, entry);
        hold.data = entry.payload;
        if (m_lastCredit.value(key) != at)
            return;
        const auto *stage = m_span.end.stage(key.second);
        if (stage && key.first == m_span.attemptId)
            hold.data[u"hold_s"_s] = stage->plan.holdS;
        append(hold);
    }

    /// In the order in which they ended.
    void flush()
    {
        const bool windowsLast = m_windows && m_checks && m_windows->lastEntry > m_checks->lastEntry;
        if (windowsLast)
            flushChecks();
        flushWindows();
        flushChecks();
    }

    void flushChecks()
    {
        if (!m_checks)
            return;
        QJsonArray rows;
        for (const auto &row : std::as_const(m_rows))
            rows.append(row);
        m_checks->data = {{u"rows"_s, rows}};
        m_events.append(*std::exchange(m_checks, std::nullopt));
    }

    void flushWindows()
    {
        if (m_windows)
            m_events.append(*std::exchange(m_windows, std::nullopt));
    }

    const QList<Entry> &m_entries;
    const Span &m_span;
    QMap<HoldKey, qsizetype> m_lastCredit;
    QMap<HoldKey, TimelineEvent> m_holds;
    std::optional<TimelineEvent> m_windows;
    std::optional<TimelineEvent> m_checks;
    QList<QJsonObject> m_rows; ///< of m_checks
    QList<TimelineEvent> m_events;
};

} // namespace

Timeline timelineOf(const QList<Entry> &entries, const QString &attemptId)
{
    const auto span = SpanFinder(entries, attemptId).find();
    return {span.attemptId, span.end.attempt, Folder(entries, span).fold(),
            span.end,       span.from,        entries.size() - span.to};
}

} // namespace cutover::session
