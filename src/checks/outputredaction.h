// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace cutover::checks {

/// Takes values that are never shown out of what a command prints: «…» stands for each line of a value.
///
/// What is shorter than `shortest` bytes stays: a number or a «yes» would take the sense out of the output, and hides
/// nothing. Finds a value only as it was given, not encoded.
class OutputRedaction
{
public:
    static constexpr qsizetype shortest = 4;

    explicit OutputRedaction(const QStringList &values = {});

    [[nodiscard]] QByteArray applied(QByteArray text) const;
    [[nodiscard]] QString applied(const QString &text) const;
    /// What of a stream may be shown now; `held` keeps its end where a value may have begun.
    [[nodiscard]] QByteArray next(const QByteArray &chunk, QByteArray &held) const;

private:
    QList<QByteArray> m_values; ///< longest first
};

} // namespace cutover::checks
