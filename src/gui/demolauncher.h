// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

#include <memory>

namespace cutover::gui {

/// Lays out a demo workspace and serves its simulated production with the program cutover-demo that lies beside this
/// one. The service ends with this object, and with this process however that ends; where the last window is closed the
/// application quits only after it. One terminal signal a start(), but none after end().
class DemoLauncher : public QObject
{
    Q_OBJECT

public:
    /// What the demo's criteria are checked by: the checklist's scripts, or the console's own probes.
    enum class Checks { Scripts, Probes };

    explicit DemoLauncher(QObject *parent = nullptr);
    ~DemoLauncher() override;

    /// Where the program is, or empty.
    [[nodiscard]] static QString program();
    void start(Checks checks = Checks::Scripts);
    /// Asks what runs to end and returns at once.
    void end();
    [[nodiscard]] bool isStarting() const { return m_starting; }
    [[nodiscard]] bool isServing(const QString &workspace) const { return m_service && m_workspace == workspace; }

Q_SIGNALS:
    void ready(const QString &workspace);
    /// `words` are the program's own, or empty where it is missing.
    void failed(const QString &words);

private:
    void serve();
    void readService();
    void fail(const QString &words);

    QString m_workspace;
    std::unique_ptr<QProcess> m_init;
    std::unique_ptr<QProcess> m_service;
    QByteArray m_line;
    bool m_starting = false;
};

} // namespace cutover::gui
