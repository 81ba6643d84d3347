// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/passphraseedit.h"

#include <algorithm>

namespace cutover::gui {

PassphraseEdit::PassphraseEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAttribute(Qt::WA_InputMethodEnabled, false);
}

PassphraseEdit::~PassphraseEdit()
{
    wipe();
}

crypto::Secret PassphraseEdit::take()
{
    auto secret = crypto::Secret::consume(text().toUtf8());
    wipe();
    return secret;
}

void PassphraseEdit::wipe()
{
    QString held = text();
    // setText, not clear: it drops the undo history as well. After it `held` is the only owner of the characters.
    setText(QString());
    held.fill(u'\0');
}

bool PassphraseEdit::isEmpty() const
{
    return text().isEmpty();
}

qsizetype PassphraseEdit::characterCount() const
{
    const QString held = text();
    return std::ranges::count_if(held, [](QChar c) { return !c.isLowSurrogate(); });
}

bool PassphraseEdit::isSameAs(const PassphraseEdit &other) const
{
    return text() == other.text();
}

} // namespace cutover::gui
