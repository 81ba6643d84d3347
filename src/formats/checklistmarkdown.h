// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/documenterror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMap>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::formats {

/// What stands behind one box, in words that are plain text.
struct BoxFact
{
    bool isDone = false;
    QString words; ///< value, person and time, or why it is not done
};

/// One row of the decision table.
struct TableFact
{
    bool isGo = false;
    QString notes;
};

/// All that a cutover checklist is filled with; plain text throughout, Markdown is made of it here.
struct ChecklistFilling
{
    QMap<QString, BoxFact> boxes;  ///< by checklistBoxKey()
    QMap<QString, TableFact> rows; ///< by the criterion's key
    /// By label: "Target Date", "Target Time", "Environment", "Version" of the head; "Decision Maker", "Signature",
    /// "Date/Time" beneath a heading with «Decision».
    QMap<QString, QString> fields;
    QMap<QString, QString> contacts; ///< by role
    QString differs;                 ///< what precedes a field's value behind one that a person filled otherwise
};

struct FilledChecklist
{
    QByteArray markdown;
    int ticked = 0;
    int open = 0;      ///< known boxes that the facts do not tick
    int untouched = 0; ///< boxes that mean nothing to us
    int rows = 0;      ///< of the decision table
};

/// The key of a box «- [ ] **Title**: …» beneath these headings: the criterion's key, "final-check", "freeze",
/// "stakeholders", "war-room", "stage:25", "smoke", "performance", "error-rate", "evidence-after", "go", "no-go";
/// beneath «Post-Rollback Actions» "rollback-capture", "rollback-notify", "rollback-review"; empty for one that is not
/// the checklist's.
[[nodiscard]] QString checklistBoxKey(const QString &title, const QString &headings);

/// Text as Markdown that shows it and does nothing else: one line, every mark escaped, no link, control characters
/// made visible.
[[nodiscard]] QString markdownText(const QString &text);

/// A person's own checklist, filled: each known box ticked or left open with its words behind it, the decision table,
/// head, signature and contacts; a step of «Post-Rollback Actions» that has no box gets its words behind it. All other
/// bytes stay as they are, line ends too. Boxes within code are text.
///
/// Pure; any thread. Errors: NotChecklist where the text is no UTF-8 or holds no box or row that is known.
[[nodiscard]] tl::expected<FilledChecklist, DocumentErrors> fillChecklist(QByteArrayView checklist, const QString &file,
                                                                          const ChecklistFilling &filling);

inline constexpr qint64 largestChecklistTemplate = 1024 * 1024;

} // namespace cutover::formats
