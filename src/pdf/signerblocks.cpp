// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/signerblocks.h"

#include "pdf/reporttext.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

const Type s_value{9.2, QFont::DemiBold, ink::text, false};

constexpr double blockGap = 11;
constexpr double halfWidth = (paper::textWidth - blockGap) / 2;
/// A single block taller than this takes the whole width.
constexpr double tallBlock = 160;
constexpr double blockInset = 7;
constexpr double blockValue = 69; ///< from the block's left edge
constexpr double stampWidth = halfWidth - blockValue - blockInset;
constexpr double stampHeight = 31;
/// A countersigner's stamp says all of its block by itself.
constexpr double awaitedHeight = 62;
constexpr double lineGap = 3;
/// Longer reasons stand in full behind the template: a block has to stay on one page.
constexpr qsizetype reasonInBlock = 900;

} // namespace

QList<SignerBlocks::BlockLine> SignerBlocks::signedBlock(const ReportSigner &signer)
{
    const Type plain{8.2, QFont::Normal, ink::text, false};
    const double width = m_blockWidth - blockValue - blockInset;
    const auto lines = [width](const QString &words, const Type &type) {
        return linesOf(words.isEmpty() ? u"none"_s : words, type, width);
    };
    QString reason = signer.reason;
    if (reason.size() > reasonInBlock) {
        m_longReasons.append(signer);
        reason = reason.first(reasonInBlock) + u"… (in full on a later page)"_s;
    }
    return {{m_who, lines(signer.name, s_value), 0, false},
            {u"Signature"_s, {}, stampHeight, true},
            {u"Date/Time"_s, lines(momentText(signer.time), plain.as(QFont::Medium)), 0, false},
            {u"Role"_s, lines(signer.role, plain), 0, false},
            {u"Meaning"_s, lines(signer.meaning, plain), 0, false},
            {u"Reason"_s, lines(reason, plain), 0, false},
            {u"Key"_s, lines(m_content.words.fingerprint(signer.fingerprint, 4), {7.8, QFont::Normal, ink::text, true}),
             0, false}};
}

QList<SignerBlocks::BlockLine> SignerBlocks::emptyBlock(bool isAwaited) const
{
    if (isAwaited)
        return {{u"Countersigner"_s, {}, awaitedHeight, true}};
    const Type quiet{8.2, QFont::Normal, ink::text3, false};
    return {{m_who, {}, 16, false},
            {u"Signature"_s, linesOf(u"not signed"_s, quiet, stampWidth), stampHeight, false},
            {u"Date/Time"_s, {}, 16, false}};
}

void SignerBlocks::drawBlock(const QList<BlockLine> &block, double x, double height, bool isDraft)
{
    const double top = m_flow.y();
    const Type label{7.8, QFont::Normal, ink::text2, false};
    m_flow.frame({x, top, m_blockWidth, height}, 3, 0.7, ink::strong);
    double y = top + blockInset;
    for (const BlockLine &line : block) {
        const double lineHeight = std::max(heightOf(line.lines), line.height);
        const double first = line.lines.isEmpty() ? lineHeightOf(label) : line.lines.first().height;
        const double labelY =
            line.height > 0 ? (lineHeight - lineHeightOf(label)) / 2 : (first - lineHeightOf(label)) / 2;
        m_flow.text(x + blockInset, y + labelY, line.label, label);
        m_flow.text(x + blockValue, y + std::max(0.0, (line.height - heightOf(line.lines)) / 2), line.lines);
        if (line.isSignature)
            m_places.append({m_flow.page(), QRectF(x + blockValue, y, stampWidth, lineHeight)});
        else if (isDraft)
            m_flow.line(x + blockValue, x + m_blockWidth - blockInset, y + lineHeight - 1, 0.5, ink::strong);
        y += lineHeight + lineGap;
    }
}

double SignerBlocks::heightOfBlock(const QList<BlockLine> &block)
{
    double height = 2 * blockInset - lineGap;
    for (const BlockLine &line : block)
        height += std::max(heightOf(line.lines), line.height) + lineGap;
    return height;
}

QList<QList<SignerBlocks::BlockLine>> SignerBlocks::blocks(double width)
{
    m_blockWidth = width;
    m_longReasons.clear();
    QList<QList<BlockLine>> all;
    for (const ReportSigner &signer : m_content.signers)
        all.append(signedBlock(signer));
    for (int awaited = 0; awaited < m_content.awaitedSigners; ++awaited)
        all.append(emptyBlock(true));
    if (all.isEmpty())
        all.append(emptyBlock(false));
    return all;
}

void SignerBlocks::compose()
{
    QList<QList<BlockLine>> all = blocks(halfWidth);
    if (all.size() == 1 && heightOfBlock(all.first()) > tallBlock)
        all = blocks(paper::textWidth);
    m_flow.skip(7);
    for (qsizetype index = 0; index < all.size(); index += 2) {
        double height = heightOfBlock(all.at(index));
        if (index + 1 < all.size())
            height = std::max(height, heightOfBlock(all.at(index + 1)));
        m_flow.need(height);
        for (qsizetype side = 0; side < 2 && index + side < all.size(); ++side) {
            const bool isEmpty = index + side >= m_content.signers.size();
            const double x = paper::left + static_cast<double>(side) * (m_blockWidth + blockGap);
            drawBlock(all.at(index + side), x, height, isEmpty);
        }
        m_flow.skip(height + blockGap);
    }
    m_flow.skip(-blockGap);
}

} // namespace cutover::pdf
