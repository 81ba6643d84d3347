// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/readyzprobe.h"

#include "metrics/readyzpoll.h"

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Row;
using domain::Status;
using metrics::HttpAnswer;
using metrics::ReadyzReading;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds s_try{2'000};
constexpr milliseconds s_pause{200};
const auto s_ok = "ok"_L1;

WebPlace placeOf(const domain::Profile &profile, const QString &workspace)
{
    const auto &options = profile.probes.readyz;
    return {QUrl(options.url.isEmpty() ? profile.readyzUrl : options.url, QUrl::StrictMode), options.caFile, workspace,
            profile.plan(CriterionId::Readyz).deadlineS};
}

RowObjection objectionTo(const ReadyzReading &reading, const HttpAnswer &answer, const WebPlace &place)
{
    const QString url = metrics::shownUrl(place.url);
    if (reading.status)
        return {Status::NoGo, {Cause::ServiceNotOk, {url, *reading.status}}};
    if (reading.error == ReadyzReading::Error::NotOk)
        return statusObjection(answer, place);
    return {Status::NoData,
            {Cause::AnswerUnreadable, {url, reading.detail, reading.pointer, QString::number(reading.line)}}};
}

} // namespace

Row judgeReadyz(const HttpAnswer &answer, const WebPlace &place)
{
    const auto reading = metrics::readingOf(answer, {});
    Row row;
    row.id = CriterionId::Readyz;
    row.source = {domain::Source::Kind::Http, metrics::shownUrl(place.url), u"/status"_s, std::nullopt};
    row.observed = reading.status.value_or(QString());
    row.limit = s_ok;
    if (reading.isOk()) {
        row.status = Status::Go;
        row.reason = {Cause::None, {}};
        return row;
    }
    const auto objection = objectionTo(answer, place).value_or(objectionTo(reading, answer, place));
    row.status = objection.status;
    row.reason = objection.reason;
    return row;
}

ReadyzProbe::ReadyzProbe(const domain::Profile &profile, const QString &workspace, Clock now, QObject *parent)
    : CheckJob(CriterionId::Readyz, std::move(now), parent)
    , m_place(placeOf(profile, workspace))
{
}

void ReadyzProbe::run()
{
    m_elapsed.start();
    if (m_place.url.isEmpty()) {
        Row row;
        row.status = Status::Error;
        row.reason = {Cause::OptionMissing, {u"/readyz_url"_s}};
        row.source.kind = domain::Source::Kind::Http;
        end(std::move(row));
        return;
    }
    readAuthorities(this, m_place, [this](const Authorities &authorities) {
        if (!authorities) {
            Row row = judgeReadyz({}, m_place);
            row.status = authorities.error().status;
            row.reason = authorities.error().reason;
            end(std::move(row));
            return;
        }
        m_caPem = *authorities;
        ask();
    });
}

void ReadyzProbe::abandon()
{
    if (m_get)
        m_get->cancel();
    endCancelled();
}

void ReadyzProbe::ask()
{
    if (hasEnded())
        return;
    if (m_last && left() <= milliseconds::zero()) // this program was stopped for a while
        return tell();
    metrics::HttpQuestion question;
    question.url = m_place.url;
    question.caPem = m_caPem;
    question.timeout = std::min(s_try, left());
    const bool isCutShort = question.timeout < s_try;
    m_get = new metrics::HttpGet(std::move(question), this);
    connect(m_get, &metrics::HttpGet::finished, this,
            [this, isCutShort](const HttpAnswer &answer) { onAnswer(answer, isCutShort); });
    m_get->start();
}

void ReadyzProbe::onAnswer(const HttpAnswer &answer, bool isCutShort)
{
    m_get->deleteLater();
    if (hasEnded())
        return;
    // A try that had less time than the others says nothing that one of them did not.
    if (!m_last || !isCutShort || answer.error != HttpAnswer::Error::TimedOut)
        m_last = answer;
    if (judgeReadyz(*m_last, m_place).isGo() || left() <= s_pause)
        tell();
    else
        QTimer::singleShot(s_pause, this, &ReadyzProbe::ask);
}

milliseconds ReadyzProbe::left() const
{
    return std::chrono::seconds(m_place.deadlineS) - milliseconds(m_elapsed.elapsed());
}

void ReadyzProbe::tell()
{
    end(judgeReadyz(*m_last, m_place), m_last->body);
}

} // namespace cutover::checks
