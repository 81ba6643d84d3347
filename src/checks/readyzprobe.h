// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/webanswer.h"
#include "domain/profile.h"

#include <QElapsedTimer>
#include <QPointer>

namespace cutover::checks {

/// What one answer of the readyz URL makes of the row: Go for HTTP 200 and the status "ok", nothing else. Pure.
[[nodiscard]] domain::Row judgeReadyz(const metrics::HttpAnswer &answer, const WebPlace &place);

/// «Readyz healthy», asked by HTTP or HTTPS: again and again, 200 ms apart, until it is ok or the deadline has passed;
/// then the last answer is what the row tells. Each try has 2 s, or what is left.
///
/// The raw output is the body of that answer. Without a URL: OptionMissing.
class ReadyzProbe : public CheckJob
{
    Q_OBJECT

public:
    ReadyzProbe(const domain::Profile &profile, const QString &workspace, Clock now, QObject *parent = nullptr);

protected:
    void run() override;
    void abandon() override;

private:
    void ask();
    void onAnswer(const metrics::HttpAnswer &answer, bool isCutShort);
    [[nodiscard]] std::chrono::milliseconds left() const;
    void tell();

    WebPlace m_place;
    std::optional<QByteArray> m_caPem;
    std::optional<metrics::HttpAnswer> m_last;
    QElapsedTimer m_elapsed;
    QPointer<metrics::HttpGet> m_get;
};

} // namespace cutover::checks
