// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/headerview.h"
#include "session/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <memory>

class QMessageBox;

namespace cutover::gui {

/// This window's own abort of the open session: one press, no question; a stand-down asks once. Tells how far it is and
/// how it ended.
class AbortControl : public QObject
{
    Q_OBJECT

public:
    explicit AbortControl(QWidget *window);

    /// Null: none is open. What runs goes on, and is not told here any more.
    void watch(session::Session *session);
    /// As the slot stands that was pressed, or that the chord of keys means.
    void press(AbortSlot slot);
    /// At once, whatever there is to abort: no profile is needed.
    void start();

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; } ///< it ended without `abort` being read back
    [[nodiscard]] qint64 seconds() const;

Q_SIGNALS:
    /// It began or ended.
    void changed();
    void told(const QString &text, bool bad);

private:
    void askStandDown();
    void again();
    void begin();
    void onAborted(const session::Result<session::Aborted> &result);

    QWidget *m_window;
    QPointer<session::Session> m_session;
    std::unique_ptr<QObject> m_guard; ///< of that session's answers
    QPointer<QMessageBox> m_standDown;
    QElapsedTimer m_since;
    bool m_isRunning = false;
    bool m_hasFailed = false;
};

} // namespace cutover::gui
