// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;
class KeyPicker;
class ShapeMark;

/// The workspace's list of signers: founds one with an own key where there is none, or pins the one that is there
/// after a person compared its fingerprint (RULES section 3). Window-modal: open() it. What fails changes nothing.
class SignersDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SignersDialog(session::Session &session, QWidget *parent = nullptr);
    ~SignersDialog() override;

    void reject() override;

Q_SIGNALS:
    void pinned();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Task { Found, Pin, Nothing };

    void build();
    [[nodiscard]] QWidget *newFoundPage();
    [[nodiscard]] QWidget *newPinPage();
    [[nodiscard]] Task task() const;
    void refresh();
    void refreshList();
    [[nodiscard]] QString missing() const;
    void found();
    void pin();
    void onDone(const session::Result<session::SignersView> &result);
    void setWorking(bool working);

    session::Session &m_session;
    QString m_failure;
    QByteArray m_shownDigest;
    bool m_isWorking = false;

    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QStackedWidget *m_pages = nullptr;
    KeyPicker *m_key = nullptr;
    QVBoxLayout *m_list = nullptr;
    ElidedLabel *m_digest = nullptr;
    ElidedLabel *m_listFacts = nullptr;
    QLineEdit *m_typed = nullptr;
    ShapeMark *m_mark = nullptr;
    ElidedLabel *m_line = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_found = nullptr;
    QPushButton *m_pin = nullptr;
};

} // namespace cutover::gui
