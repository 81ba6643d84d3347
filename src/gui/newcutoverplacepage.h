// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/newcutoverplace.h"

#include <QWidget>

#include <memory>

namespace cutover::gui {

namespace Ui {
class NewCutoverPlacePage;
}

/// The assistant's first step: the release repository, and a filled checklist where there is one. Says beside each
/// field what is wrong with it.
class NewCutoverPlacePage : public QWidget
{
    Q_OBJECT

public:
    explicit NewCutoverPlacePage(QWidget *parent = nullptr);
    ~NewCutoverPlacePage() override;

    void setFolder(const QString &folder);
    [[nodiscard]] QString folder() const;    ///< absolute, or empty
    [[nodiscard]] QString checklist() const; ///< absolute, or empty
    void showPlace(const NewCutoverPlace &place);
    /// Why it does not go on from here; empty where it does.
    [[nodiscard]] QString objection() const { return m_objection; }

Q_SIGNALS:
    void changed();
    /// The folder holds a cutover.json already, and is to be opened as it is.
    void openPressed();

private:
    void chooseFolder();
    void chooseChecklist();
    void showFolder(NewCutoverPlace::Folder folder);
    void showChecklist(const std::optional<session::Result<formats::ChecklistHead>> &head);

    std::unique_ptr<Ui::NewCutoverPlacePage> m_ui;
    QString m_objection;
};

} // namespace cutover::gui
