// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a service answers or a file holds gives Go only with the very words that are wanted in it.
#include "fuzz/fuzz.h"

#include "checks/breakerprobe.h"
#include "checks/promotionmodeprobe.h"
#include "checks/readyzprobe.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using tests::require;

namespace {

void judgeAsReadyz(const QByteArray &bytes)
{
    metrics::HttpAnswer answer;
    answer.error = metrics::HttpAnswer::Error::None;
    answer.body = bytes;
    answer.httpStatus = 200;
    require(!checks::judgeReadyz(answer, {}).isGo() || bytes.contains("status"));
    answer.httpStatus = 503;
    require(!checks::judgeReadyz(answer, {}).isGo());
}

void judgeAsBreaker(const QByteArray &bytes)
{
    const auto text = formats::parseStrict(bytes);
    if (!text)
        return;
    domain::BreakerOptions options;
    options.heartbeatPointer = u"/beat"_s;
    const QDateTime now(QDate(2026, 3, 2), QTime(10, 20), Qt::UTC);
    const auto row = checks::judgeBreaker({u"breaker.json"_s, *text}, options, now);
    require(!row.isGo() || (row.observed == u"enabled" && row.measures.size() == 1 && row.measures.first().holds()));
}

void judgeAsPromotionMode(const QByteArray &bytes)
{
    domain::PromotionModeOptions options;
    options.file = u"promotion.json"_s;
    options.pointer = u"/auto_promotion"_s;
    const auto row = checks::judgePromotionMode(bytes, options);
    require(!row.isGo() || row.observed == u"false");
    options.pointer.clear();
    options.line = u"MANUAL PROMOTION ENABLED"_s;
    require(!checks::judgePromotionMode(bytes, options).isGo() || bytes.contains("ENABLED"));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto bytes = tests::inputOf(data, size).toByteArray();
    judgeAsReadyz(bytes);
    judgeAsBreaker(bytes);
    judgeAsPromotionMode(bytes);
    return 0;
}
