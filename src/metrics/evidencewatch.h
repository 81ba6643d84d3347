// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/filestamp.h"
#include "metrics/metricsource.h"

#include <QFileSystemWatcher>
#include <QTimer>

#include <chrono>

namespace cutover::metrics {

/// Tells within a second when the evidence file says something else than before.
///
/// It watches the file's folder, because a rename over the file loses a watch on the file itself, and looks at
/// modification time, size and inode each second besides, because folders on a network tell nothing. The file may be
/// absent at first; so may its folder. Reading and parsing happen on the thread pool; a file rewritten with the same
/// bytes is no change. A look reads again, whatever the file's times say.
class EvidenceWatch : public MetricSource
{
    Q_OBJECT

public:
    EvidenceWatch(QString path, domain::EvidencePointers pointers, Clock now, QObject *parent = nullptr);
    ~EvidenceWatch() override;

    /// How often it looks by itself; one second unless told.
    void setInterval(std::chrono::milliseconds interval);

    [[nodiscard]] const QString &path() const { return m_path; }

protected:
    void watch() override;
    void read() override;

private:
    void lookIfTouched();
    void watchFolder();

    QString m_path;
    domain::EvidencePointers m_pointers;
    Clock m_now;
    QFileSystemWatcher m_folderWatcher;
    QTimer m_timer;
    FileStamp m_stamp;
};

} // namespace cutover::metrics
