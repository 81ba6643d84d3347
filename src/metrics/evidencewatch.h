// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/evidencereading.h"
#include "metrics/filestamp.h"

#include <QFileSystemWatcher>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace cutover::metrics {

/// Tells within a second when the evidence file says something else than before.
///
/// It watches the file's folder, because a rename over the file loses a watch on the file itself, and looks at
/// modification time, size and inode each second besides, because folders on a network tell nothing. The file may be
/// absent at first; so may its folder. Reading and parsing happen on the thread pool; a file rewritten with the same
/// bytes is no change.
///
/// Thread: the one it lives in, whose event loop must run; nothing here blocks. It ends with its destruction.
class EvidenceWatch : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>; ///< UTC now; called on the watch's own thread

    EvidenceWatch(QString path, domain::EvidencePointers pointers, Clock now, QObject *parent = nullptr);
    ~EvidenceWatch() override;

    /// Begins with a first reading, which is always announced; a second call does nothing.
    void start();
    /// Reads again, whatever the file's times say.
    void look();
    /// How often it looks by itself; one second unless told.
    void setInterval(std::chrono::milliseconds interval);

    [[nodiscard]] const QString &path() const { return m_path; }
    /// The last reading announced; nothing before the first.
    [[nodiscard]] const std::optional<EvidenceReading> &reading() const { return m_reading; }

Q_SIGNALS:
    void changed(const cutover::metrics::EvidenceReading &reading);

private:
    void lookIfTouched();
    void watchFolder();
    void onRead();

    QString m_path;
    domain::EvidencePointers m_pointers;
    Clock m_now;
    QFileSystemWatcher m_folderWatcher;
    QTimer m_timer;
    QFutureWatcher<EvidenceReading> m_reader;
    FileStamp m_stamp;
    std::optional<EvidenceReading> m_reading;
    bool m_isStarted = false;
    bool m_lookAgain = false;
};

} // namespace cutover::metrics
