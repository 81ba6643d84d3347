// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"

#include <QLineEdit>

namespace cutover::gui {

/// A field for a passphrase. Its text leaves it once, as a Secret, and the field is empty from then on; it is never
/// shown, copied or kept for undo.
class PassphraseEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PassphraseEdit(QWidget *parent = nullptr);
    ~PassphraseEdit() override;

    /// Takes the bytes (UTF-8) out and empties the field.
    [[nodiscard]] crypto::Secret take();
    /// Empties the field and overwrites what was in it.
    void wipe();
    [[nodiscard]] bool isEmpty() const;
    /// Unicode code points, what a person calls characters.
    [[nodiscard]] qsizetype characterCount() const;
    [[nodiscard]] bool isSameAs(const PassphraseEdit &other) const;
};

} // namespace cutover::gui
