// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/evidencereading.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace cutover::metrics {

/// Where the evidence comes from: the file of the workspace, watched, or a Prometheus server, asked again and again.
///
/// Thread: the one it lives in, whose event loop must run; nothing here blocks. One reading is taken at a time. It ends
/// with its destruction.
class MetricSource : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>; ///< UTC now; called on the source's own thread
    using Use = std::function<void(const EvidenceReading &)>;

    using QObject::QObject;
    ~MetricSource() override;

    /// Begins with a first reading, which is always announced; a second call does nothing.
    void start();
    /// Takes a reading now, or once more when the one under way is done.
    void look();
    /// Hands over, once, a reading that began after this call; never once `context` is gone, and an error `cancelled`
    /// should the source end before.
    void ask(QObject *context, Use use);

    /// The last reading; nothing before the first.
    [[nodiscard]] const std::optional<EvidenceReading> &reading() const { return m_reading; }

Q_SIGNALS:
    /// A reading that says something else than the one before.
    void changed(const cutover::metrics::EvidenceReading &reading);

protected:
    /// Makes the source look by itself from now on; a reading follows.
    virtual void watch() = 0;
    /// Begins a reading, which ends with deliver(), not from within.
    virtual void read() = 0;
    void deliver(const EvidenceReading &reading);

private:
    struct Asked
    {
        QPointer<QObject> context;
        Use use;
    };
    static void serve(const QList<Asked> &asked, const EvidenceReading &reading);

    std::optional<EvidenceReading> m_reading;
    QList<Asked> m_waiting; ///< for the next reading
    QList<Asked> m_served;  ///< by the reading under way
    bool m_isStarted = false;
    bool m_isReading = false;
    bool m_lookAgain = false;
};

} // namespace cutover::metrics
