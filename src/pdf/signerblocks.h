// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "pdf/reportflow.h"

namespace cutover::pdf {

/// The blocks on page 1 in which signers stand: one each, then one for each countersigner awaited; without either, one
/// with rules to write on. Two beside one another; a block stays on one page.
class SignerBlocks
{
public:
    /// `who` labels the signer: «Decision Maker», as the checklist has it.
    SignerBlocks(const ReportContent &content, QString who, ReportFlow &flow)
        : m_content(content)
        , m_who(std::move(who))
        , m_flow(flow)
    {
    }

    void compose();
    /// Where signatures will stand, in the blocks' order; known once composed.
    [[nodiscard]] const QList<SignaturePlace> &places() const { return m_places; }
    /// Signers whose reason is too long for a block: it has to stand in full behind.
    [[nodiscard]] const QList<ReportSigner> &longReasons() const { return m_longReasons; }

private:
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
    QString m_who;
    ReportFlow &m_flow;
    QList<SignaturePlace> m_places;
    QList<ReportSigner> m_longReasons;
    double m_blockWidth = 0;
};

} // namespace cutover::pdf
