// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace cutover::gui {

/// Raw output as readable text: UTF-8 with replacements, without escape sequences and other control characters.
[[nodiscard]] QString plainText(const QByteArray &output);

/// A check's whole output in a window of its own, never modal, with its digest and Copy. Esc closes it.
class OutputWindow : public QDialog
{
    Q_OBJECT

public:
    OutputWindow(const QString &title, const QString &text, const QByteArray &sha256, QWidget *parent = nullptr);
};

} // namespace cutover::gui
