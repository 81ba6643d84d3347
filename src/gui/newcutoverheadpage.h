// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profiledraft.h"

#include <QDateTime>
#include <QWidget>

#include <memory>

class QLineEdit;

namespace cutover::gui {

class FieldNote;

namespace Ui {
class NewCutoverHeadPage;
}

/// The assistant's second step: what the cutover is about, and whom to call. Everything may stay empty; what stands in
/// then is said beneath the field. A value that a person typed is never replaced by a checklist's.
class NewCutoverHeadPage : public QWidget
{
    Q_OBJECT

public:
    explicit NewCutoverHeadPage(QWidget *parent = nullptr);
    ~NewCutoverHeadPage() override;

    void takeChecklist(const formats::ChecklistHead &head);
    void fill(session::DraftRequest &request) const;
    /// Beside its field; `now` tells a target that is past.
    void showObjection(const std::optional<session::Failure> &objection, const QDateTime &now);
    /// Why it does not go on from here; empty where it does.
    [[nodiscard]] QString objection() const { return m_objection; }
    /// Roles without anybody to call.
    [[nodiscard]] QStringList openRoles() const;

Q_SIGNALS:
    void changed();

private:
    void connectFields();
    [[nodiscard]] std::optional<QDateTime> target() const;
    void judgeTarget(const QDateTime &now);
    void object(FieldNote *note, const QString &words);
    [[nodiscard]] FieldNote *noteOf(const QString &pointer) const;

    std::unique_ptr<Ui::NewCutoverHeadPage> m_ui;
    QString m_objection;
};

} // namespace cutover::gui
