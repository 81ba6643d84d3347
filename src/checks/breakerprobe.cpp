// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/breakerprobe.h"

#include "checks/pool.h"
#include "checks/workspacefile.h"
#include "formats/rfc3339.h"

#include <algorithm>
#include <cmath>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Row;
using domain::Status;

namespace {

constexpr qint64 maxBytes = 64 * 1024;
constexpr qint64 longestTryS = 10;
constexpr int httpOk = 200;
constexpr double futureS = -60;
constexpr double msPerS = 1000;
const auto s_enabled = "enabled"_L1;

std::optional<RowObjection> judgeHeartbeat(const NamedText &text, const domain::BreakerOptions &options,
                                           const QDateTime &now, Row &row)
{
    const QString &pointer = options.heartbeatPointer;
    const auto value = valueAt(text, pointer);
    if (!value)
        return value.error();
    const auto invalid = [&](const QString &code) {
        return RowObjection{Status::NoData, {Cause::FieldInvalid, {text.name, pointer, code}}};
    };
    const auto at = formats::parseRfc3339(value->toString());
    if (!at)
        return invalid(u"bad_time"_s);
    const double ageS = static_cast<double>(at->msecsTo(now)) / msPerS;
    if (ageS < futureS)
        return invalid(u"future_time"_s);
    row.measures = {{u"heartbeat"_s, std::max(0.0, ageS), domain::Operator::LessOrEqual,
                     static_cast<double>(options.heartbeatMaxS), domain::Unit::Seconds}};
    if (row.measures.first().holds())
        return std::nullopt;
    return RowObjection{
        Status::NoGo,
        {Cause::HeartbeatTooOld,
         {text.name, QString::number(std::ceil(ageS), 'f', 0), QString::number(options.heartbeatMaxS)}}};
}

} // namespace

Row judgeBreaker(const NamedText &text, const domain::BreakerOptions &options, const QDateTime &now)
{
    Row row;
    row.id = CriterionId::PiiBreaker;
    auto objection = objectionTo(text, options.pointer, s_enabled, row);
    if (!objection && !options.heartbeatPointer.isEmpty())
        objection = judgeHeartbeat(text, options, now, row);
    row.status = objection ? objection->status : Status::Go;
    row.reason = objection ? objection->reason : domain::Reason{Cause::None, {}};
    return row;
}

BreakerProbe::BreakerProbe(const domain::Profile &profile, const QString &workspace, Clock now, QObject *parent)
    : CheckJob(CriterionId::PiiBreaker, std::move(now), parent)
    , m_options(profile.probes.breaker)
    , m_place{QUrl(m_options.url, QUrl::StrictMode), m_options.caFile, workspace,
              std::min(longestTryS, profile.plan(CriterionId::PiiBreaker).deadlineS)}
{
}

void BreakerProbe::run()
{
    if (m_options.url.isEmpty() == m_options.file.isEmpty()) {
        end(refused({Status::Error, {Cause::OptionMissing, {u"/criteria/pii-breaker/file"_s}}}));
        return;
    }
    if (!isOverHttp()) {
        readFile();
        return;
    }
    readAuthorities(this, m_place, [this](const Authorities &authorities) {
        if (authorities)
            ask(*authorities);
        else
            end(refused(authorities.error()));
    });
}

void BreakerProbe::abandon()
{
    if (m_get)
        m_get->cancel();
    endCancelled();
}

void BreakerProbe::readFile()
{
    const auto read = [file = m_options.file, workspace = m_place.workspace] {
        return readInWorkspace(file, workspace, maxBytes);
    };
    onPool(this, read, [this](const tl::expected<QByteArray, domain::Reason> &bytes) {
        if (bytes)
            end(judged(*bytes), *bytes);
        else
            end(refused({statusOf(bytes.error()), bytes.error()}));
    });
}

void BreakerProbe::ask(const std::optional<QByteArray> &caPem)
{
    if (hasEnded())
        return;
    metrics::HttpQuestion question;
    question.url = m_place.url;
    question.caPem = caPem;
    question.timeout = std::chrono::seconds(m_place.deadlineS);
    question.maxBodyBytes = maxBytes;
    m_get = new metrics::HttpGet(std::move(question), this);
    connect(m_get, &metrics::HttpGet::finished, this, &BreakerProbe::onAnswer);
    m_get->start();
}

void BreakerProbe::onAnswer(const metrics::HttpAnswer &answer)
{
    if (const auto objection = objectionTo(answer, m_place))
        end(refused(*objection), answer.body);
    else if (answer.httpStatus != httpOk)
        end(refused(statusObjection(answer, m_place)), answer.body);
    else
        end(judged(answer.body), answer.body);
}

Row BreakerProbe::judged(const QByteArray &bytes) const
{
    const QString name = isOverHttp() ? metrics::shownUrl(m_place.url) : m_options.file;
    const auto text = formats::parseStrict(bytes);
    if (!text) {
        auto reason = unreadable(name, text.error());
        reason.cause = isOverHttp() ? Cause::AnswerUnreadable : Cause::FileUnreadable;
        return refused({Status::NoData, reason});
    }
    Row row = judgeBreaker({name, *text}, m_options, now());
    row.source = refused({}).source;
    return row;
}

Row BreakerProbe::refused(const RowObjection &objection) const
{
    Row row;
    row.status = objection.status;
    row.reason = objection.reason;
    row.limit = s_enabled;
    row.source = {isOverHttp() ? domain::Source::Kind::Http : domain::Source::Kind::File,
                  isOverHttp() ? metrics::shownUrl(m_place.url) : m_options.file, m_options.pointer, std::nullopt};
    return row;
}

} // namespace cutover::checks
