// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secondrendering.h"

#include "crypto/digest.h"
#include "formats/dsse.h"
#include "formats/statement.h"
#include "pdf/pagedifference.h"

namespace cutover::session {

std::optional<int> differenceFromEnvelope(pdf::ReportContent content, const QByteArray &pdf)
{
    const auto envelope = formats::parseEnvelope(content.envelope);
    if (!envelope)
        return 0;
    auto statement = formats::readStatement(envelope->payload);
    if (!statement)
        return 0;
    content.statement = std::move(*statement);
    content.statementSha256 = crypto::sha256(envelope->payload);
    return pdf::firstDifference(pdf, pdf::composeReport(content).pdf);
}

} // namespace cutover::session
