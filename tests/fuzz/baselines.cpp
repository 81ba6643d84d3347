// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Baselines are above zero and not of the future, and what is captured from evidence reads back.
#include "fuzz/fuzz.h"

#include "formats/baselinereader.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QDateTime now(QDate(2026, 3, 2), QTime(10, 20), Qt::UTC);
    const auto input = tests::inputOf(data, size);
    const QString file = formats::baselineFileName(now);
    if (const auto read = formats::readBaseline(input, file, {}, now)) {
        require(read->p50Ms > 0 && read->p99Ms > 0);
        require(read->capturedAt.isValid() && read->capturedAt <= now.addSecs(60));
    } else {
        require(!read.error().isEmpty());
    }
    if (const auto captured = formats::captureBaseline(input, {}, {}, now))
        require(formats::readBaseline(*captured, file, {}, now).has_value());
    return 0;
}
