// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timestampoutbox.h"

#include "crypto/digest.h"
#include "notify/outboxitem.h"
#include "rollout/ledgerevents.h"
#include "session/attestjob.h"
#include "session/look.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using crypto::hex;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr seconds patience{20}; // nobody waits for it
constexpr seconds afterConflict{1};
constexpr seconds whileBusy{5}; // a promotion or an abort is in flight

/// The decision's last revision, where it still lacks a time stamp and nothing is in flight.
std::optional<Unstamped> lacking(const QString &id, const Records &records)
{
    const auto found = records.unstamped.constFind(id);
    // An abort that was told as failed waits for a person, who may come much later.
    const bool isAborting = records.abortFlight.intent >= 0 && !records.abortFlight.isTold;
    const bool isBusy = records.flight.intent >= 0 || isAborting;
    return found == records.unstamped.cend() || isBusy ? std::nullopt : std::optional(*found);
}

QByteArray revisionOf(const Unstamped &last)
{
    return last.envelopeSha256 + last.pdfSha256;
}

QJsonObject payloadOf(const QString &id, const Unstamped &last, const Revision &stamped, bool isComplete)
{
    QJsonObject payload{{u"decision"_s, last.decision},
                        {u"decision_id"_s, id},
                        {u"statement_sha256"_s, hex(last.statementSha256)},
                        {u"envelope_sha256"_s, hex(crypto::sha256(stamped.envelope))},
                        {u"pdf_sha256"_s, hex(crypto::sha256(stamped.pdf))},
                        {u"previous_pdf_sha256"_s, hex(last.pdfSha256)}};
    if (isComplete)
        payload[u"complete"_s] = true;
    return payload;
}

} // namespace

TimestampOutbox::TimestampOutbox(QString workspace, QString trustFile, ledger::AsyncLedger &ledger,
                                 std::shared_ptr<Mirror> mirror, std::function<QDateTime()> now, QObject *parent)
    : QObject(parent)
    , m_workspace(std::move(workspace))
    , m_trustFile(std::move(trustFile))
    , m_ledger(ledger)
    , m_mirror(std::move(mirror))
    , m_now(std::move(now))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TimestampOutbox::begin);
}

void TimestampOutbox::hear(const Records &records, const std::optional<domain::TimestampService> &service)
{
    m_service = service;
    m_waiting.removeIf([&](QHash<QString, Waiting>::iterator one) { return !records.unstamped.contains(one.key()); });
    for (auto one = records.unstamped.cbegin(); one != records.unstamped.cend(); ++one)
        if (const auto revision = revisionOf(*one); m_waiting.value(one.key()).revision != revision)
            m_waiting.insert(one.key(), {revision, 1, QDeadlineTimer(seconds(notify::backOffS(1)))});
    schedule();
}

void TimestampOutbox::schedule()
{
    if (!m_service || !m_asked.isEmpty())
        return m_timer.stop();
    std::optional<milliseconds> nearest;
    for (const auto &one : std::as_const(m_waiting))
        if (!one.isHopeless)
            nearest = std::min(nearest.value_or(milliseconds::max()), milliseconds(one.next.remainingTime()));
    if (nearest)
        m_timer.start(*nearest);
    else
        m_timer.stop();
}

void TimestampOutbox::begin()
{
    const auto due = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
                                  [](const Waiting &one) { return !one.isHopeless && one.next.hasExpired(); });
    if (due == m_waiting.cend())
        return schedule();
    m_asked = due.key();
    const auto find = [id = m_asked, mirror = m_mirror](ledger::Ledger &log) -> Answer {
        mirror->follow(log);
        const auto last = lacking(id, mirror->records);
        if (!last)
            return std::nullopt;
        const auto envelope = log.blob(last->envelopeSha256);
        const auto pdf = log.blob(last->pdfSha256);
        if (!envelope || !pdf)
            return tl::unexpected(envelope ? pdf.error() : envelope.error());
        return Found{*last, {*envelope, *pdf}};
    };
    m_ledger.run(this, find, [this](const Answer &answer) {
        if (!answer)
            return fail();
        if (!*answer || !m_service)
            return again(whileBusy);
        ask(**answer);
    });
}

void TimestampOutbox::ask(const Found &found)
{
    auto *job = new AttestJob(*m_service, found.revision, m_now(), AttestJob::Scope::Missing, this);
    job->setTimeout(patience);
    job->setTrust(m_trustFile);
    connect(job, &AttestJob::finished, this, [this, job, found] {
        job->deleteLater();
        const auto &result = job->result();
        const Revision stamped{result.envelope, result.pdf};
        if (stamped.envelope != found.revision.envelope || stamped.pdf != found.revision.pdf)
            return append(found, stamped, result.cause.isEmpty());
        const auto waiting = m_waiting.find(m_asked);
        if (waiting != m_waiting.end() && waiting->revision == revisionOf(found.last))
            waiting->isHopeless = !result.canStillCome;
        fail();
    });
    job->start();
}

void TimestampOutbox::append(const Found &found, const Revision &stamped, bool isComplete)
{
    using Written = ledger::AsyncLedger::Result<bool>;
    const auto write = [=, id = m_asked, mirror = m_mirror, workspace = m_workspace](ledger::Ledger &log) -> Written {
        mirror->follow(log);
        const auto last = lacking(id, mirror->records);
        if (!last || last->pdfSha256 != found.last.pdfSha256 || last->envelopeSha256 != found.last.envelopeSha256)
            return false;
        const auto appended =
            log.appendIf(mirror->records.lastDeciding, rollout::kind::timestampAdded, ledger::Actor::ofThisProcess(),
                         payloadOf(id, *last, stamped, isComplete), {stamped.envelope, stamped.pdf});
        if (!appended && appended.error().code == ledger::LedgerError::Code::Conflict)
            return false;
        if (!appended)
            return tl::unexpected(appended.error());
        std::ignore = writeExports(workspace, id, stamped);
        return true;
    };
    m_ledger.run(this, write, [this, isComplete](const Written &written) {
        if (!written)
            return fail();
        if (!*written)
            return again(afterConflict);
        if (isComplete)
            m_waiting.remove(m_asked);
        fail(); // for what is still missing
    });
}

void TimestampOutbox::fail()
{
    if (const auto waiting = m_waiting.find(m_asked); waiting != m_waiting.end())
        waiting->next = QDeadlineTimer(seconds(notify::backOffS(++waiting->attempts)));
    settle();
}

void TimestampOutbox::again(milliseconds after)
{
    if (const auto waiting = m_waiting.find(m_asked); waiting != m_waiting.end())
        waiting->next = QDeadlineTimer(after);
    settle();
}

void TimestampOutbox::settle()
{
    m_asked.clear();
    schedule();
}

} // namespace cutover::session
