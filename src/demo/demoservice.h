// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoerror.h"
#include "demo/evidencefile.h"
#include "demo/fault.h"
#include "demo/stagefiles.h"

#include <QHttpServer>
#include <QJsonArray>
#include <QList>
#include <QObject>
#include <QTimer>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::demo {

struct ServiceOptions
{
    QString workspace;
    QList<Fault> faults;
    double speed = 1; ///< a window every 5 s ÷ speed
};

/// The simulated production service: /readyz, /metrics, /stage and /slack on the profile's loopback port, and a window
/// of evidence every few seconds at the stage that the stage files ask for. Lives on the main thread.
class DemoService : public QObject
{
    Q_OBJECT

public:
    explicit DemoService(ServiceOptions options, QObject *parent = nullptr);

    /// Goes on with the workspace's evidence, listens and starts the windows. Gives the address it answers at.
    [[nodiscard]] tl::expected<QString, DemoError> start();

Q_SIGNALS:
    void evidenceNotWritten(const QString &path, const QString &system);

private:
    void addRoutes();
    void followStages();
    void writeWindow();
    [[nodiscard]] bool isActive(Fault::Kind kind) const;
    [[nodiscard]] QString readyzStatus() const;
    [[nodiscard]] QByteArray metrics() const;
    [[nodiscard]] QHttpServerResponse receiveMessage(const QByteArray &body);

    ServiceOptions m_options;
    EvidenceFile m_evidence;
    DesiredStages m_stages;
    QHttpServer m_server;
    QTimer m_windowTimer;
    QTimer m_stageTimer;
    std::optional<CanaryWindow> m_lastWindow; ///< since the start
    qint64 m_requests = 0;
    QJsonArray m_messages;
};

} // namespace cutover::demo
