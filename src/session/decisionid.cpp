// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/decisionid.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

Result<QString> decisionIdFrom(const QString &given, const QSet<QString> &known)
{
    constexpr qsizetype leastDigits = 8;
    const QString digits = given.trimmed().toLower();
    if (known.contains(digits))
        return digits;
    if (digits.size() < leastDigits)
        return given;
    QStringList found;
    std::ranges::copy_if(known, std::back_inserter(found), [&](const QString &id) { return id.startsWith(digits); });
    if (found.isEmpty())
        return given;
    found.sort();
    return found.size() == 1 ? Result<QString>(found.first())
                             : tl::unexpected(refused(u"decision_ambiguous"_s, QStringList{digits} + found));
}

} // namespace cutover::session
