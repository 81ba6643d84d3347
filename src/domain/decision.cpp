// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision.h"

#include <algorithm>

namespace cutover::domain {

using namespace Qt::StringLiterals;

QByteArray Statement::digestOf(BoundFile::Role role, const QString &path) const
{
    const auto found = std::ranges::find_if(
        files, [&](const BoundFile &file) { return file.role == role && (path.isEmpty() || file.path == path); });
    return found == files.end() ? QByteArray() : found->sha256;
}

QString defaultMeaning(DecisionKind kind)
{
    return kind == DecisionKind::Go ? u"I approve this cutover as decision maker"_s
                                    : u"I postpone this cutover as decision maker"_s;
}

QString decisionWord(DecisionKind kind)
{
    return kind == DecisionKind::Go ? u"GO"_s : u"NO-GO"_s;
}

} // namespace cutover::domain
