// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace cutover::tests {

/// A composed document as one that another version of the console says it drew: a version of as many characters, so
/// that no offset moves. Empty where the document does not name its version once.
inline QByteArray drawnByAnotherVersion(QByteArray pdf)
{
    const auto inUtf16 = [](const QString &text) {
        QByteArray bytes;
        for (const QChar letter : text)
            bytes += QByteArray(1, '\0') + letter.toLatin1();
        return bytes;
    };
    const QByteArray own = inUtf16(QStringLiteral("Cutover Console 0"));
    return pdf.count(own) == 1 ? pdf.replace(own, inUtf16(QStringLiteral("Cutover Console 9"))) : QByteArray();
}

} // namespace cutover::tests
