// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profiledraft.h"

#include <QStringList>
#include <QWidget>

#include <memory>

namespace cutover::gui {

namespace Ui {
class NewCutoverFindsPage;
}

/// The assistant's last step: what has still to be done by hand, and how everything else was chosen. Nothing in it can
/// be changed.
class NewCutoverFindsPage : public QWidget
{
    Q_OBJECT

public:
    explicit NewCutoverFindsPage(QWidget *parent = nullptr);
    ~NewCutoverFindsPage() override;

    /// `openRoles`: contacts of whom nothing but the role is known.
    void showDraft(const session::ProfileDraft &draft, const QStringList &openRoles);
    /// «11 things chosen, 4 are still to be done»
    [[nodiscard]] QString summary() const;

private:
    std::unique_ptr<Ui::NewCutoverFindsPage> m_ui;
};

} // namespace cutover::gui
