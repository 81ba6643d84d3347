// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace cutover::gui {

/// Raw output as readable text: UTF-8 with replacements, without escape sequences and other control characters.
[[nodiscard]] QString plainText(const QByteArray &output);

/// `text` for a text field: a line of more than a thousand characters goes on in the next. A field lays out a line at a
/// time, and one of a megabyte, as many a JSON document is, would keep the window away for half a minute.
[[nodiscard]] QString foldedText(const QString &text);

/// A check's whole output in a window of its own, never modal, with its digest and Copy, which copies `text` as it is.
/// Esc closes it.
class OutputWindow : public QDialog
{
    Q_OBJECT

public:
    OutputWindow(const QString &title, const QString &text, const QByteArray &sha256, QWidget *parent = nullptr);
};

} // namespace cutover::gui
