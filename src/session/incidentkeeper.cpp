// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/incidentkeeper.h"

#include <chrono>
#include <utility>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds tryAgainAfter{10'000};

} // namespace

IncidentKeeper::IncidentKeeper(ledger::AsyncLedger &ledger, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
{
}

void IncidentKeeper::capture(const IncidentOrder &order, std::function<void()> tried)
{
    m_open.insert(order.event, order);
    attempt(order.event, std::move(tried));
}

void IncidentKeeper::goOn()
{
    if (m_running > 0 || m_open.isEmpty() || !m_sinceTry.hasExpired(tryAgainAfter.count()))
        return;
    for (const auto &event : m_open.keys())
        attempt(event, {});
}

void IncidentKeeper::attempt(const QString &event, std::function<void()> tried)
{
    ++m_running;
    m_sinceTry.start();
    using Answer = ledger::AsyncLedger::Result<Capture>;
    const auto work = [order = m_open.value(event)](ledger::Ledger &log) -> Answer {
        return captureIncident(order, log);
    };
    m_ledger.run(this, work, [this, event, tried = std::move(tried)](const Answer &answer) {
        --m_running;
        if (answer)
            settle(event, *answer);
        if (tried)
            tried();
    });
}

void IncidentKeeper::settle(const QString &event, const Capture &capture)
{
    if (capture.isDone())
        m_open.remove(event);
    else
        m_open[event].made = capture.made;
    for (const auto &failure : capture.failures) {
        const QString file = failure.data.value(0);
        const QString key = file + u' ' + failure.name;
        if (m_told.contains(key))
            continue;
        m_told.insert(key);
        Q_EMIT failed(file, failure.name);
    }
    if (capture.isDone() && !capture.files.isEmpty())
        Q_EMIT captured(capture.files);
}

} // namespace cutover::session
