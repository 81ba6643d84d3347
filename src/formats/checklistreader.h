// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "formats/documenterror.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

#include <optional>

namespace cutover::formats {

/// What a filled production cutover checklist (Markdown) says of the cutover: its head and its contacts.
struct ChecklistHead
{
    QString environment;
    QString version;
    std::optional<QDateTime> targetAt; ///< UTC; only where date and time are both filled
    QList<domain::Contact> contacts;
    QStringList unfilled; ///< labels that still hold their placeholder: "Target Date", "Technical Lead"
};

/// Reads lines of the shape «**Label**: value»; a value in square brackets is a placeholder that nobody filled.
///
/// Parts of a contact are told apart by their look: «@name» and «#channel» are Slack, digits a telephone, «a@b» an
/// e-mail, http(s) a link, and what remains the name. Errors: NotChecklist, BadTime, each with its line.
[[nodiscard]] tl::expected<ChecklistHead, DocumentErrors> readChecklist(QByteArrayView bytes, const QString &file);

} // namespace cutover::formats
