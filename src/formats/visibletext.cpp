// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/visibletext.h"

#include <algorithm>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

bool isControl(QChar character)
{
    const char16_t code = character.unicode();
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

/// What turns the direction of writing, so that a line reads otherwise than it was written, or ends a line and is no
/// control character.
bool misleads(QChar character)
{
    const char16_t code = character.unicode();
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

QString escaped(const QString &text, QStringView kept)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        if (kept.contains(character) || (!isControl(character) && !misleads(character)))
            result += character;
        else if (isControl(character))
            result += u"\\x%1"_s.arg(character.unicode(), 2, 16, QChar(u'0'));
        else
            result += u"\\u%1"_s.arg(character.unicode(), 4, 16, QChar(u'0'));
    }
    return result;
}

} // namespace

QString visibleText(const QString &text)
{
    return escaped(text, u"\n\t");
}

QString visibleLine(const QString &text)
{
    return escaped(text, {});
}

bool isVisibleLine(const QString &text)
{
    return std::ranges::none_of(text, [](QChar character) { return isControl(character) || misleads(character); });
}

} // namespace cutover::formats
