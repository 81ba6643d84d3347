// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "metrics/evidencewatch.h"
#include "metrics/metricsource.h"
#include "metrics/prometheusquery.h"

#include <QTimer>

#include <functional>

namespace cutover::metrics {

/// The series from a Prometheus server (`metrics.prometheus` of the profile), asked every step, but each second at
/// most and every 15 s at least; `tampered`, readyz and the time of generation still come from the evidence file, whose
/// every change makes it ask at once. A window is one step; see formats::evidenceOf().
///
/// Whatever goes wrong makes the reading an error, with what the file says of `tampered`: nothing old is repeated.
class PrometheusSource : public MetricSource
{
    Q_OBJECT

public:
    /// Hands over the bearer token, or nothing where there is none; asked for each round, so that it is held for no
    /// longer. Called on the source's thread; may answer from within.
    using Token = std::function<void(QObject *guard, std::function<void(std::optional<crypto::Secret>)>)>;

    /// `profile` names a server.
    PrometheusSource(const domain::Profile &profile, QString workspace, Token token, Clock now,
                     QObject *parent = nullptr);
    ~PrometheusSource() override;

protected:
    void watch() override;
    void read() override;

private:
    void send(crypto::Secret token);

    domain::PrometheusOptions m_options;
    domain::EvidencePointers m_pointers;
    QString m_workspace;
    Token m_token;
    Clock m_now;
    EvidenceWatch m_file;
    QTimer m_timer;
};

} // namespace cutover::metrics
