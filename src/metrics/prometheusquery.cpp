// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/prometheusquery.h"

#include "formats/atomicfile.h"
#include "metrics/pool.h"

#include <utility>

namespace cutover::metrics {

using namespace Qt::StringLiterals;

namespace {

/// A server that repeats the token, in a warning or a label, brings it into no record. JSON may write its slashes so.
QByteArray redacted(QByteArray body, const crypto::Secret &token)
{
    if (token.isEmpty())
        return body;
    const QByteArray plain = token.view().toByteArray();
    body.replace(plain, "…");
    return body.replace(QByteArray(plain).replace('/', R"(\/)"), "…");
}

} // namespace

PrometheusQuery::PrometheusQuery(PrometheusAnswers round, QString workspace, crypto::Secret token, QObject *parent)
    : QObject(parent)
    , m_round(std::move(round))
    , m_workspace(std::move(workspace))
    , m_token(std::move(token))
{
    m_round.range = rangeAt(m_round.options, m_round.now);
}

PrometheusQuery::~PrometheusQuery() = default;

void PrometheusQuery::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    if (m_round.options.caFile.isEmpty())
        return send();
    const auto read = [workspace = m_workspace, file = m_round.options.caFile]() -> tl::expected<QByteArray, QString> {
        const QString path = u"%1/%2"_s.arg(workspace, file);
        if (formats::leadsOutOf(workspace, path))
            return tl::unexpected(u"path_outside"_s);
        return formats::readBounded(path, HttpGet::maxAuthorityBytes).map_error([](const formats::FileError &error) {
            return formats::codeName(error.code);
        });
    };
    onPool(this, read, [this](const tl::expected<QByteArray, QString> &pem) {
        if (pem) {
            m_caPem = *pem;
            return send();
        }
        auto reading = notAsked(m_round.options, {}, m_round.now);
        reading.file = m_round.options.caFile;
        reading.evidence = tl::unexpected(EvidenceError{EvidenceError::Code::Unreadable, pem.error()});
        Q_EMIT finished(reading);
    });
}

void PrometheusQuery::send()
{
    m_open = m_round.options.queries.size();
    for (const QString &series : m_round.options.queries.keys())
        sendOne(series);
}

void PrometheusQuery::sendOne(const QString &series)
{
    HttpQuestion question;
    question.url = rangeQueryUrl(m_round.options, series, m_round.range);
    question.timeout = timeout;
    question.maxBodyBytes = maxBodyBytes;
    question.caPem = m_caPem;
    question.bearer = m_token.duplicate();
    auto *get = new HttpGet(std::move(question), this);
    connect(get, &HttpGet::finished, this, [this, get, series](HttpAnswer answer) {
        get->deleteLater();
        answer.body = redacted(answer.body, m_token);
        m_round.answers.insert(series, answer);
        if (--m_open == 0)
            judge();
    });
    get->start();
}

void PrometheusQuery::judge()
{
    m_token.wipe();
    onPool(
        this, [round = m_round] { return readRound(round); },
        [this](const EvidenceReading &reading) { Q_EMIT finished(reading); });
}

} // namespace cutover::metrics
