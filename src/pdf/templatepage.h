// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "pdf/reportflow.h"

namespace cutover::pdf {

/// The checklist's «Go/No-Go Decision Template» in its words and order, and the places reserved for signatures.
/// It fits one page unless notes, reasons or contacts are long; then it goes on.
class TemplatePage
{
public:
    TemplatePage(const ReportContent &content, ReportFlow &flow)
        : m_content(content)
        , m_flow(flow)
    {
    }

    void compose();
    [[nodiscard]] const QList<SignaturePlace> &places() const { return m_places; }
    /// Signers whose reason is too long for a block: it has to stand in full behind.
    [[nodiscard]] const QList<ReportSigner> &longReasons() const { return m_longReasons; }

private:
    void title();
    void badge();
    void head();
    void loosened();
    void criteria();
    void baselines();
    void finalDecision();
    void signers();
    void contacts();

    struct BlockLine
    {
        QString label;
        QList<Line> lines;
        double height = 0;
        bool isSignature = false;
    };
    [[nodiscard]] QList<BlockLine> signedBlock(const ReportSigner &signer);
    [[nodiscard]] QList<BlockLine> emptyBlock(bool isAwaited) const;
    [[nodiscard]] QList<QList<BlockLine>> blocks(double width);
    [[nodiscard]] static double heightOfBlock(const QList<BlockLine> &block);
    void drawBlock(const QList<BlockLine> &block, double x, double height, bool isDraft);

    const ReportContent &m_content;
    ReportFlow &m_flow;
    QList<SignaturePlace> m_places;
    QList<ReportSigner> m_longReasons;
    double m_blockWidth = 0;
};

/// Whether each of the thirteen stated rows is Go.
[[nodiscard]] bool isAllGreen(const domain::Statement &statement);
/// How many of the twelve criteria are Go.
[[nodiscard]] int goCount(const domain::Statement &statement);

} // namespace cutover::pdf
