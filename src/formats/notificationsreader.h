// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications.h"
#include "formats/fieldreader.h"

#include <QStringList>

namespace cutover::formats {

/// `notifications` of cutover.json: who is told what. Used by profilereader.cpp alone.
///
/// Without `targets` there is one: Slack, by the checklist's SLACK_WEBHOOK_URL, `webhook_secret` or `webhook_url`.
void readNotifications(FieldReader &root, domain::Notifications &notifications);

[[nodiscard]] QStringList notificationsKeys();
[[nodiscard]] QStringList targetKeys();

} // namespace cutover::formats
