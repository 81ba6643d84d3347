// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/prometheussource.h"

#include <algorithm>

namespace cutover::metrics {

namespace {

constexpr qint64 askAtLeastEveryS = 15;

} // namespace

PrometheusSource::PrometheusSource(const domain::Profile &profile, QString workspace, Token token, Clock now,
                                   QObject *parent)
    : MetricSource(parent)
    , m_options(profile.prometheus.value_or(domain::PrometheusOptions()))
    , m_pointers(profile.pointers)
    , m_workspace(std::move(workspace))
    , m_token(std::move(token))
    , m_now(std::move(now))
    , m_file(evidencePath(m_workspace), m_pointers, m_now)
{
    m_timer.setInterval(std::chrono::seconds(std::clamp<qint64>(m_options.stepS, 1, askAtLeastEveryS)));
    connect(&m_timer, &QTimer::timeout, this, &PrometheusSource::look);
    connect(&m_file, &EvidenceWatch::changed, this, &PrometheusSource::look);
}

PrometheusSource::~PrometheusSource() = default;

void PrometheusSource::watch()
{
    m_timer.start();
    m_file.start();
}

void PrometheusSource::read()
{
    if (m_options.tokenSecret.isEmpty())
        return send({});
    m_token(this, [this](std::optional<crypto::Secret> token) {
        if (token)
            return send(std::move(*token));
        const EvidenceError missing{EvidenceError::Code::SecretMissing, m_options.tokenSecret};
        QMetaObject::invokeMethod(
            this, [this, missing] { deliver(notAsked(m_options, missing, m_now())); }, Qt::QueuedConnection);
    });
}

void PrometheusSource::send(crypto::Secret token)
{
    PrometheusAnswers round;
    round.options = m_options;
    round.evidenceFile = m_file.path();
    round.pointers = m_pointers;
    round.now = m_now();
    auto *query = new PrometheusQuery(std::move(round), m_workspace, std::move(token), this);
    connect(query, &PrometheusQuery::finished, this, [this, query](const EvidenceReading &reading) {
        query->deleteLater();
        deliver(reading);
    });
    query->start();
}

} // namespace cutover::metrics
