// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "metrics/prometheusround.h"

#include <QObject>

#include <chrono>

namespace cutover::metrics {

/// One round of questions to a Prometheus server: every query at once, each bounded by a time-out and a size. An answer
/// that repeats the token is read without it.
///
/// Thread: the one it lives in, whose event loop must run; files are read and answers parsed on the thread pool. Single
/// use; finished() comes exactly once, never from within start(). Destroying it ends the round and emits nothing.
class PrometheusQuery : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds timeout{5'000};
    static constexpr qsizetype maxBodyBytes = 4 * 1024 * 1024;

    /// What of the round is known beforehand: options, pointers, evidence file, now; `workspace` holds the CA file.
    PrometheusQuery(PrometheusAnswers round, QString workspace, crypto::Secret token, QObject *parent = nullptr);
    ~PrometheusQuery() override;

    void start();

Q_SIGNALS:
    void finished(const cutover::metrics::EvidenceReading &reading);

private:
    void send();
    void sendOne(const QString &series);
    void judge();

    PrometheusAnswers m_round;
    QString m_workspace;
    crypto::Secret m_token;
    std::optional<QByteArray> m_caPem;
    qsizetype m_open = 0;
    bool m_isStarted = false;
};

} // namespace cutover::metrics
