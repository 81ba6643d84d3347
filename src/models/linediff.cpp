// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/linediff.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cutover::models {

using namespace Qt::StringLiterals;
using Kind = DiffLine::Kind;

namespace {

/// A text's lines, the newline being a part of each, so that a last one without it is another line.
QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (qsizetype from = 0; from < text.size();) {
        const auto newline = text.indexOf(u'\n', from);
        const auto end = newline < 0 ? text.size() : newline + 1;
        lines.append(text.mid(from, end - from));
        from = end;
    }
    return lines;
}

QString shown(const QString &line)
{
    return line.endsWith(u'\n') ? line.chopped(1) : line + u" (no newline at the end)"_s;
}

/// Lines as numbers, alike for alike: what is compared many times is compared fast.
class Numbers
{
public:
    std::vector<int> of(const QStringList &lines)
    {
        std::vector<int> numbers;
        for (const auto &line : lines) {
            const auto next = static_cast<int>(m_known.size());
            const auto known = m_known.constFind(line);
            numbers.push_back(known == m_known.cend() ? *m_known.insert(line, next) : *known);
        }
        return numbers;
    }

private:
    QHash<QString, int> m_known;
};

/// Lengths of the longest common subsequences of all suffixes; at most mostDiffLines fit its numbers.
class Lengths
{
public:
    Lengths(const std::vector<int> &a, const std::vector<int> &b)
        : m_width(b.size() + 1)
        , m_lengths((a.size() + 1) * m_width, 0)
    {
        for (auto i = a.size(); i-- > 0;)
            for (auto j = b.size(); j-- > 0;)
                m_lengths[i * m_width + j] = a[i] == b[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                                          : std::max(at(i + 1, j), at(i, j + 1));
    }
    [[nodiscard]] std::uint16_t at(std::size_t i, std::size_t j) const { return m_lengths[i * m_width + j]; }

private:
    std::size_t m_width;
    std::vector<std::uint16_t> m_lengths;
};

QList<DiffLine> middle(const QStringList &a, const QStringList &b)
{
    Numbers numbers;
    const auto left = numbers.of(a);
    const auto right = numbers.of(b);
    const Lengths lengths(left, right);
    QList<DiffLine> lines;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < left.size() || j < right.size()) {
        if (i < left.size() && j < right.size() && left[i] == right[j]) {
            lines.append({Kind::Same, shown(a.at(static_cast<qsizetype>(i)))});
            ++i;
            ++j;
        } else if (j == right.size() || (i < left.size() && lengths.at(i + 1, j) >= lengths.at(i, j + 1))) {
            lines.append({Kind::Removed, shown(a.at(static_cast<qsizetype>(i++)))});
        } else {
            lines.append({Kind::Added, shown(b.at(static_cast<qsizetype>(j++)))});
        }
    }
    return lines;
}

/// Only what is within `context` of a change; where lines are left out, a gap says which follow.
QList<DiffLine> around(const QList<DiffLine> &lines, qsizetype context)
{
    std::vector<bool> isNear(static_cast<std::size_t>(lines.size()), false);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).kind == Kind::Same)
            continue;
        for (auto k = std::max<qsizetype>(0, i - context); k <= std::min(lines.size() - 1, i + context); ++k)
            isNear[static_cast<std::size_t>(k)] = true;
    }
    QList<DiffLine> result;
    qsizetype before = 1;
    qsizetype after = 1;
    bool isOpen = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto &line = lines.at(i);
        if (isNear[static_cast<std::size_t>(i)]) {
            if (!isOpen)
                result.append({Kind::Gap, u"@@ -%1 +%2 @@"_s.arg(before).arg(after)});
            result.append(line);
        }
        isOpen = isNear[static_cast<std::size_t>(i)];
        before += line.kind == Kind::Added ? 0 : 1;
        after += line.kind == Kind::Removed ? 0 : 1;
    }
    return result;
}

} // namespace

std::optional<QList<DiffLine>> lineDiff(const QString &before, const QString &after, int context)
{
    const auto a = linesOf(before);
    const auto b = linesOf(after);
    qsizetype head = 0;
    while (head < std::min(a.size(), b.size()) && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < std::min(a.size(), b.size()) - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    const auto left = a.mid(head, a.size() - head - tail);
    const auto right = b.mid(head, b.size() - head - tail);
    if (left.size() > mostDiffLines || right.size() > mostDiffLines)
        return std::nullopt;
    QList<DiffLine> lines;
    for (qsizetype i = 0; i < head; ++i)
        lines.append({Kind::Same, shown(a.at(i))});
    lines += middle(left, right);
    for (qsizetype i = a.size() - tail; i < a.size(); ++i)
        lines.append({Kind::Same, shown(a.at(i))});
    return around(lines, context);
}

} // namespace cutover::models
