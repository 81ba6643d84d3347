// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/valueatpointer.h"
#include "checks/webanswer.h"
#include "domain/profile.h"

#include <QPointer>

namespace cutover::checks {

/// Go only if the state is the text "enabled", and the heartbeat, where its pointer is set, is an RFC 3339 time not
/// older than its limit and at most 60 s in the future. The row's source is the caller's. Pure.
[[nodiscard]] domain::Row judgeBreaker(const NamedText &text, const domain::BreakerOptions &options,
                                       const QDateTime &now);

/// «PII breaker operational»: its state by HTTP or from a file of the workspace, which the profile must name one of.
/// The raw output is the bytes that were judged, at most 64 KiB.
class BreakerProbe : public CheckJob
{
    Q_OBJECT

public:
    BreakerProbe(const domain::Profile &profile, const QString &workspace, Clock now, QObject *parent = nullptr);

protected:
    void run() override;
    void abandon() override;

private:
    void readFile();
    void ask(const std::optional<QByteArray> &caPem);
    void onAnswer(const metrics::HttpAnswer &answer);
    [[nodiscard]] domain::Row judged(const QByteArray &bytes) const;
    [[nodiscard]] domain::Row refused(const RowObjection &objection) const;
    [[nodiscard]] bool isOverHttp() const { return !m_options.url.isEmpty(); }

    domain::BreakerOptions m_options;
    WebPlace m_place;
    QPointer<metrics::HttpGet> m_get;
};

} // namespace cutover::checks
