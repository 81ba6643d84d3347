// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies in the outbox is a message that comes back as it was written, or none; an answer's header is a wait.
#include "fuzz/fuzz.h"

#include "notify/message.h"
#include "notify/outboxitem.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    const auto item = notify::readOutboxItem(input);
    if (item) {
        const auto again = notify::readOutboxItem(notify::writeOutboxItem(*item));
        require(again && again->payload == item->payload && again->target == item->target);
    }
    const auto wait = notify::retryAfterSeconds(input, QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC));
    require(wait >= 0 && wait <= notify::outboxKeepsS);
    std::ignore = notify::isAccepted(domain::NotificationService::PagerDuty, 202, input);
    return 0;
}
