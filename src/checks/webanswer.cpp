// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/webanswer.h"

#include "checks/pool.h"
#include "checks/workspacefile.h"

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Status;
using metrics::HttpAnswer;

std::optional<RowObjection> objectionTo(const HttpAnswer &answer, const WebPlace &place)
{
    const QString url = metrics::shownUrl(place.url);
    switch (answer.error) {
    case HttpAnswer::Error::None:
        return std::nullopt;
    case HttpAnswer::Error::BadUrl:
    case HttpAnswer::Error::Insecure:
        return RowObjection{Status::Error, {Cause::Unreachable, {url, codeName(answer.error)}}};
    case HttpAnswer::Error::BadCertificates:
        return RowObjection{Status::Error, {Cause::FileUnreadable, {place.caFile, codeName(answer.error), {}, {}}}};
    case HttpAnswer::Error::TlsRefused:
        return RowObjection{Status::Error, {Cause::TlsRefused, {url, answer.detail}}};
    case HttpAnswer::Error::Unreachable:
        return RowObjection{Status::Error, {Cause::Unreachable, {url, answer.detail}}};
    case HttpAnswer::Error::TimedOut:
        return RowObjection{Status::TimedOut, {Cause::DeadlinePassed, {QString::number(place.deadlineS)}}};
    case HttpAnswer::Error::TooLarge:
        return RowObjection{Status::NoData, {Cause::AnswerUnreadable, {url, codeName(answer.error), {}, {}}}};
    case HttpAnswer::Error::Cancelled:
        return RowObjection{Status::NotRun, {Cause::Cancelled, {}}};
    }
    Q_UNREACHABLE();
}

RowObjection statusObjection(const HttpAnswer &answer, const WebPlace &place)
{
    return {Status::NoGo, {Cause::HttpStatus, {metrics::shownUrl(place.url), QString::number(answer.httpStatus)}}};
}

void readAuthorities(QObject *context, const WebPlace &place, std::function<void(const Authorities &)> then)
{
    const auto read = [place]() -> Authorities {
        if (place.caFile.isEmpty())
            return std::nullopt;
        const auto pem = readInWorkspace(place.caFile, place.workspace, metrics::HttpGet::maxAuthorityBytes);
        if (!pem)
            return tl::unexpected(RowObjection{statusOf(pem.error()), pem.error()});
        return *pem;
    };
    onPool(context, read, std::move(then));
}

} // namespace cutover::checks
