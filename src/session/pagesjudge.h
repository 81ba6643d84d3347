// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledgerentry.h"
#include "pdf/pdfverifier.h"
#include "pdf/reportstory.h"
#include "pdf/reportwords.h"
#include "session/fileverifier.h"
#include "session/ports.h"

#include <functional>
#include <optional>

namespace cutover::session {

/// What the pages of a decision are drawn again of, besides its envelope.
struct PageGround
{
    pdf::ReportWords words; ///< without any, nothing is drawn and pages are not compared
    /// Of a statement that hasStory(), or nothing where its ledger is not at hand.
    std::function<std::optional<pdf::ReportStory>(const domain::Statement &)> story = {};

    /// `entries`: the first `size` of the ledger that is named, if it is at hand and says so.
    using Entries = std::function<std::optional<QList<ledger::Entry>>(const domain::LedgerPoint &)>;
    [[nodiscard]] static PageGround of(const Wording &wording, const Entries &entries);
};

/// Whether a decision PDF shows what it attaches: whoever signed first composed its pages, and no signature says
/// anything of how the two belong together. The document is drawn again from the attached envelope, its charts taken
/// from the document, for they stand in no envelope; so is each signature's stamp from the texts beside the signature,
/// the first one's from the statement. Of a document that verifies but for this; `found` is what verifyPdf() says of
/// it.
///
/// Problems: `pdf_differs` {page from 1, or 0 for what all pages share}, `signature_text_differs` {signer, name|role|
/// meaning|reason|stamp}; as information `pages_not_compared`, where another version drew it {renderer, its, ours}, it
/// comes out differently with letters that our own fonts lack {font, which} {stamp, signer}, it is the same but for how
/// it is compressed {bytes}, or the time line on it is of a ledger that is not at hand {ledger}.
/// Needs a QGuiApplication. Source: FORMATS «The signed decision».
[[nodiscard]] QList<VerifyProblem> judgePages(const QByteArray &pdf, const pdf::PdfFindings &found,
                                              const PageGround &ground);

} // namespace cutover::session
