// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pagesjudge.h"

#include "crypto/digest.h"
#include "formats/dsse.h"
#include "formats/statement.h"
#include "pdf/composedparts.h"
#include "pdf/pagedifference.h"
#include "pdf/signedrevision.h"
#include "session/decisioncontent.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

class PagesJudge
{
public:
    PagesJudge(const QByteArray &pdf, const pdf::PdfFindings &found, const PageGround &ground)
        : m_pdf(pdf)
        , m_found(found)
        , m_ground(ground)
    {
    }

    QList<VerifyProblem> judge()
    {
        const auto envelope = formats::parseEnvelope(m_found.envelope);
        auto statement =
            envelope ? formats::readStatement(envelope->payload) : tl::unexpected(formats::DocumentErrors{});
        const auto parts = pdf::composedParts(m_pdf);
        if (!statement || !parts) {
            add(u"pdf_differs"_s, {u"0"_s});
            return m_problems;
        }
        m_statement = std::move(*statement);
        judgeTexts();
        if (parts->renderer == pdf::renderer())
            drawAgain(*parts, crypto::sha256(envelope->payload));
        else
            add(u"pages_not_compared"_s, {u"renderer"_s, parts->renderer, pdf::renderer()});
        return m_problems;
    }

private:
    void add(const QString &code, const QStringList &data) { m_problems.append({code, data}); }

    [[nodiscard]] QString signerOf(qsizetype index) const
    {
        const auto &signature = m_found.signatures.at(index);
        return signature.certificate ? signature.certificate->commonName() : signature.name;
    }

    [[nodiscard]] QString fingerprintOf(qsizetype index) const
    {
        const auto &signature = m_found.signatures.at(index);
        return signature.certificate ? signature.certificate->fingerprint() : QString();
    }

    void requireText(qsizetype index, const QString &what, const QString &printed, const QString &stated)
    {
        if (printed != stated)
            add(u"signature_text_differs"_s, {signerOf(index), what});
    }

    void judgeTexts()
    {
        const auto &first = m_found.signatures.first();
        requireText(0, u"name"_s, first.name, m_statement.signerName);
        requireText(0, u"role"_s, first.role, m_statement.signerRole);
        requireText(0, u"meaning"_s, first.meaning, m_statement.meaning);
        requireText(0, u"reason"_s, first.reason, m_statement.reason);
        for (qsizetype index = 1; index < m_found.signatures.size(); ++index)
            requireText(index, u"name"_s, m_found.signatures.at(index).name, signerOf(index));
    }

    void drawAgain(const pdf::ComposedParts &parts, const QByteArray &statementSha256)
    {
        if (const auto story = storyAtHand())
            drawPages(parts, statementSha256, *story);
        else
            add(u"pages_not_compared"_s, {u"ledger"_s});
        judgeStamps(parts.places);
    }

    void drawPages(const pdf::ComposedParts &parts, const QByteArray &statementSha256, const pdf::ReportStory &story)
    {
        const auto awaited = static_cast<int>(std::max<qsizetype>(0, parts.places.size() - 1));
        auto content = decisionContent({m_statement, statementSha256, m_found.envelope, fingerprintOf(0),
                                        m_found.signatures.first().time, awaited},
                                       story, m_ground.words);
        content.charts = parts.charts;
        compare(parts.pdf, pdf::composeReport(content).pdf);
    }

    /// What excuses a difference is told by what is drawn here: the document may say of itself what it likes.
    void compare(const QByteArray &shown, const QByteArray &drawn)
    {
        const auto page = pdf::firstDifference(shown, drawn);
        if (!page)
            return;
        const auto parts = pdf::composedParts(drawn);
        if (parts && !parts->foreignFonts.isEmpty())
            add(u"pages_not_compared"_s, {u"font"_s, parts->foreignFonts.join(u", "_s)});
        else if (m_isByOtherLibrary = pdf::isCompressedOtherwise(shown, drawn); m_isByOtherLibrary)
            add(u"pages_not_compared"_s, {u"bytes"_s});
        else
            add(u"pdf_differs"_s, {QString::number(*page)});
    }

    [[nodiscard]] std::optional<pdf::ReportStory> storyAtHand() const
    {
        if (!hasStory(m_statement))
            return pdf::ReportStory();
        return m_ground.story ? m_ground.story(m_statement) : std::nullopt;
    }

    void judgeStamps(const QList<pdf::SignaturePlace> &places)
    {
        for (qsizetype index = 0; index < m_found.signatures.size(); ++index) {
            const QString key = m_ground.words.fingerprint(fingerprintOf(index), stampedGroups);
            const auto &signature = m_found.signatures.at(index);
            if (pdf::isAsPrepared(m_pdf, signature, places.value(index), key))
                continue;
            if (m_isByOtherLibrary || pdf::needsForeignFonts(signature, places.value(index)))
                add(u"pages_not_compared"_s, {u"stamp"_s, signerOf(index)});
            else
                add(u"signature_text_differs"_s, {signerOf(index), u"stamp"_s});
        }
    }

    const QByteArray &m_pdf;
    const pdf::PdfFindings &m_found;
    const PageGround &m_ground;
    domain::Statement m_statement;
    bool m_isByOtherLibrary = false; ///< its streams are compressed, not its pages drawn, another way
    QList<VerifyProblem> m_problems;
};

} // namespace

PageGround PageGround::of(const Wording &wording, const Entries &entries)
{
    return {wording.report, [wording, entries](const domain::Statement &statement) {
                const auto told = entries(statement.ledger);
                return told ? std::optional(storyOf(statement, *told, wording)) : std::nullopt;
            }};
}

QList<VerifyProblem> judgePages(const QByteArray &pdf, const pdf::PdfFindings &found, const PageGround &ground)
{
    if (!ground.words.value || found.signatures.isEmpty())
        return {};
    return PagesJudge(pdf, found, ground).judge();
}

} // namespace cutover::session
