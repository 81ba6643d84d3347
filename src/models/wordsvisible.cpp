// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/visibletext.h"

#include "models/words.h"

namespace cutover::models {

QString visibleText(const QString &text)
{
    return formats::visibleText(text);
}

QString oneLine(const QString &text)
{
    return formats::visibleLine(text);
}

bool isOneLine(const QString &text)
{
    return formats::isVisibleLine(text);
}

} // namespace cutover::models
