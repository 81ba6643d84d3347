// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "pdf/reportflow.h"

namespace cutover::pdf {

/// What a release board and an auditor read behind the template: every row with its arithmetic, both charts,
/// thresholds, stages, commands, what the statement binds, all digests, and how to verify without us.
class RecordPages
{
public:
    RecordPages(const ReportContent &content, const QList<ReportSigner> &longReasons, ReportFlow &flow)
        : m_content(content)
        , m_longReasons(longReasons)
        , m_flow(flow)
    {
    }

    void compose();

private:
    void reasons();
    void rows();
    void charts();
    void chart(const QImage &image, const QString &title, const QString &caption);
    void thresholds();
    void stages();
    void commands();
    void statement();
    void files();
    void blocks();
    void verification();
    void command(const QString &line);

    const ReportContent &m_content;
    const QList<ReportSigner> &m_longReasons;
    ReportFlow &m_flow;
};

} // namespace cutover::pdf
