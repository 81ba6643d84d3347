// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/outputredaction.h"

#include <algorithm>

namespace cutover::checks {

namespace {

constexpr QByteArrayView s_ellipsis = "…";

/// How many of the text's last bytes begin the value.
qsizetype begunAtTheEnd(QByteArrayView text, QByteArrayView value)
{
    auto length = std::min(text.size(), value.size() - 1);
    while (length > 0 && text.last(length) != value.first(length))
        --length;
    return length;
}

} // namespace

OutputRedaction::OutputRedaction(const QStringList &values)
{
    for (const QString &value : values)
        for (const QByteArray &line : value.toUtf8().split('\n'))
            if (const auto word = line.trimmed(); word.size() >= shortest)
                m_values.append(word);
    // One that is part of another must not leave the rest of it.
    std::ranges::sort(m_values, std::ranges::greater(), &QByteArray::size);
}

QByteArray OutputRedaction::applied(QByteArray text) const
{
    for (const QByteArray &value : m_values)
        text.replace(value, s_ellipsis);
    return text;
}

QString OutputRedaction::applied(const QString &text) const
{
    return m_values.isEmpty() ? text : QString::fromUtf8(applied(text.toUtf8()));
}

QByteArray OutputRedaction::next(const QByteArray &chunk, QByteArray &held) const
{
    const QByteArray text = applied(held + chunk);
    qsizetype begun = 0;
    for (const QByteArray &value : m_values)
        begun = std::max(begun, begunAtTheEnd(text, value));
    held = text.last(begun);
    return text.chopped(begun);
}

} // namespace cutover::checks
