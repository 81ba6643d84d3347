// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/failure.h"

#include <QWidget>

class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class HeaderView;

/// A workspace that could not be opened: what, where and the mend, and the abort, which needs no readable profile.
class FailurePage : public QWidget
{
    Q_OBJECT

public:
    explicit FailurePage(QWidget *parent = nullptr);

    void setFailure(const QString &workspace, const session::Failure &failure);
    void setAborting(bool aborting, bool failed, qint64 seconds);
    void setAnswer(const QString &text);

Q_SIGNALS:
    void retryPressed();
    void closePressed();
    /// There is no cutover.json, and one is to be written.
    void writePressed();
    void abortPressed();

private:
    HeaderView *m_header;
    ElidedLabel *m_sentence;
    ElidedLabel *m_workspace;
    ElidedLabel *m_answer;
    QPushButton *m_write;
};

} // namespace cutover::gui
