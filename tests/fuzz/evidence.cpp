// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// No number that is read is negative, infinite or zero where a ratio needs it, and whatever is missing is said.
#include "fuzz/fuzz.h"

#include "formats/evidencereader.h"

#include <cmath>

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QDateTime now(QDate(2026, 3, 2), QTime(10, 20), Qt::UTC);
    const auto read = formats::readEvidence(tests::inputOf(data, size), {}, now);
    if (!read) {
        require(read.error().line >= 1);
        return 0;
    }
    for (const domain::Window &window : read->windows) {
        require(std::isfinite(window.burst) && window.burst >= 0);
        require(!window.p99Ms || (std::isfinite(*window.p99Ms) && *window.p99Ms >= 0));
        require(!window.errorRate || (std::isfinite(*window.errorRate) && *window.errorRate >= 0));
        require(!window.requests || *window.requests >= 0);
        require(!window.readable || !window.endedAt.isValid() ||
                window.endedAt <= now.addSecs(domain::clockToleranceS));
    }
    require(!read->perf.p50Ms || *read->perf.p50Ms > 0);
    require(!read->perf.p99Ms || *read->perf.p99Ms > 0);
    require(!read->windows.isEmpty() || !read->issues.isEmpty());
    for (const auto &issue : read->issues)
        require(issue.line >= 1);
    return 0;
}
