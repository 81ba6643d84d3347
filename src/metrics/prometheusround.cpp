// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/prometheusround.h"

#include "crypto/digest.h"
#include "formats/prometheusevidence.h"

#include <algorithm>

namespace cutover::metrics {

using namespace Qt::StringLiterals;
using Code = EvidenceError::Code;

namespace {

constexpr int httpOk = 200;
constexpr qint64 scrapeMayTakeS = 10; // scrape_timeout's default

QString answerPlace(const QString &series)
{
    return u"/prometheus/answers/"_s + series;
}

EvidenceError fromHttp(const HttpAnswer &answer, const QString &series)
{
    const QString name = answer.detail.isEmpty() ? codeName(answer.error) : answer.detail;
    switch (answer.error) {
    case HttpAnswer::Error::TlsRefused:
        return {Code::TlsRefused, name};
    case HttpAnswer::Error::Unreachable:
    case HttpAnswer::Error::TimedOut:
    case HttpAnswer::Error::Cancelled:
        return {Code::Unreachable, name};
    case HttpAnswer::Error::BadUrl:
    case HttpAnswer::Error::Insecure:
    case HttpAnswer::Error::BadCertificates:
    case HttpAnswer::Error::TooLarge:
    case HttpAnswer::Error::None:
        break;
    }
    return {Code::AnswerMalformed, name, answerPlace(series)};
}

/// A server that refuses a query says why in its own words, with another status than 200.
tl::expected<formats::PrometheusAnswer, EvidenceError> readAnswer(const HttpAnswer &answer, const QString &series,
                                                                  const formats::PrometheusRange &range)
{
    if (answer.error != HttpAnswer::Error::None)
        return tl::unexpected(fromHttp(answer, series));
    auto read = formats::readPrometheusAnswer(answer.body, range);
    const bool isOwnWord = !read && read.error().code == formats::PrometheusError::Code::ServerError;
    if (answer.httpStatus != httpOk && !isOwnWord)
        return tl::unexpected(EvidenceError{Code::HttpStatus, QString::number(answer.httpStatus)});
    if (!read)
        return tl::unexpected(EvidenceError{Code::AnswerMalformed, codeName(read.error()),
                                            answerPlace(series) + read.error().pointer, read.error().line});
    return std::move(*read);
}

/// The last window that has numbers: a server goes on answering for a target that is gone.
QDateTime newestWindow(const domain::Evidence &evidence)
{
    const auto &windows = evidence.windows;
    const auto found =
        std::find_if(windows.crbegin(), windows.crend(), [](const domain::Window &window) { return window.readable; });
    return found == windows.crend() ? QDateTime() : found->endedAt;
}

EvidenceReading asRead(const formats::PrometheusRound &round, const EvidenceReading &file, const QDateTime &now)
{
    EvidenceReading reading;
    auto made = formats::evidenceOf(round, now);
    reading.file = prometheusEvidenceName.toString();
    reading.bytes = std::move(made.bytes);
    reading.sha256 = crypto::sha256(reading.bytes);
    reading.readAt = now;
    reading.tampered = file.tampered;
    reading.newestAt = newestWindow(made.evidence);
    if (file.evidence && reading.newestAt.isValid())
        reading.newestAt = std::min(reading.newestAt, file.newestAt); // `tampered` must be as fresh
    reading.warnings = formats::warningsOf(round);
    reading.evidence = std::move(made.evidence);
    return reading;
}

/// What the file says of `tampered` and cannot be used, at the place where a reading of this source has it.
void takeFileIssues(domain::Evidence &evidence, const EvidenceReading &file, const domain::EvidencePointers &pointers)
{
    if (!file.evidence)
        return;
    for (auto issue : file.evidence->issues) {
        if (issue.pointer != pointers.tampered)
            continue;
        issue.pointer = domain::EvidencePointers().tampered;
        evidence.issues.append(issue);
    }
}

} // namespace

formats::PrometheusRange rangeAt(const domain::PrometheusOptions &options, const QDateTime &now)
{
    const qint64 settled = now.toSecsSinceEpoch() - std::min(options.stepS, scrapeMayTakeS);
    const qint64 last = settled / options.stepS * options.stepS;
    const qint64 steps = std::clamp<qint64>(options.rangeS / options.stepS, 1, formats::maxPrometheusPoints);
    return {(last - (steps - 1) * options.stepS) * 1000, last * 1000, options.stepS * 1000};
}

QUrl rangeQueryUrl(const domain::PrometheusOptions &options, const QString &series,
                   const formats::PrometheusRange &range)
{
    QUrl url(options.url, QUrl::StrictMode);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + "/api/v1/query_range"_L1, QUrl::TolerantMode);
    // Percent-encoded by hand: QUrlQuery leaves a plus as it is, which servers read as a blank.
    const QByteArray query = "query=" + QUrl::toPercentEncoding(options.queries.value(series)) +
                             "&start=" + QByteArray::number(range.fromMs / 1000) +
                             "&end=" + QByteArray::number(range.toMs / 1000) +
                             "&step=" + QByteArray::number(range.stepMs / 1000);
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

EvidenceReading readRound(const PrometheusAnswers &round)
{
    const auto file = readEvidence(round.evidenceFile, round.pointers, round.now);
    if (!file.evidence && file.evidence.error().code != Code::Absent)
        return file;
    formats::PrometheusRound answered{
        shownUrl(QUrl(round.options.url)), round.range, round.options.queries, {}, {}, file.tampered, {}};
    for (auto answer = round.answers.cbegin(); answer != round.answers.cend(); ++answer) {
        auto read = readAnswer(*answer, answer.key(), round.range);
        if (!read) {
            auto reading = notAsked(round.options, read.error(), round.now);
            reading.tampered = file.tampered;
            return reading;
        }
        answered.answers.insert(answer.key(), std::move(*read));
    }
    if (file.evidence) {
        answered.generatedAt = file.evidence->generatedAt;
        answered.readyzStatus = file.evidence->readyzStatus.value_or(QString());
    }
    auto reading = asRead(answered, file, round.now);
    takeFileIssues(*reading.evidence, file, round.pointers);
    return reading;
}

EvidenceReading notAsked(const domain::PrometheusOptions &options, const EvidenceError &error, const QDateTime &now)
{
    EvidenceReading reading;
    reading.file = shownUrl(QUrl(options.url));
    reading.readAt = now;
    reading.evidence = tl::unexpected(error);
    return reading;
}

domain::EvidencePointers placesOf(const domain::Profile &profile)
{
    return profile.prometheus ? domain::EvidencePointers() : profile.pointers;
}

QString seriesSource(const domain::Profile &profile)
{
    if (!profile.prometheus)
        return {};
    const auto &options = *profile.prometheus;
    QStringList asked{options.url, QString::number(options.stepS)};
    for (auto query = options.queries.cbegin(); query != options.queries.cend(); ++query)
        asked += {query.key(), query.value()};
    return QString::fromLatin1(crypto::sha256(asked.join(QChar(0)).toUtf8()).toHex());
}

} // namespace cutover::metrics
