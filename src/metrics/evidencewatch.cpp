// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/evidencewatch.h"

#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace cutover::metrics {

namespace {

constexpr std::chrono::milliseconds lookInterval{1'000};

QFuture<EvidenceReading> readOnPool(const QString &path, const domain::EvidencePointers &pointers, const QDateTime &now)
{
    // Shared, because a task of the pool must be copyable.
    auto promise = std::make_shared<QPromise<EvidenceReading>>();
    auto future = promise->future();
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, pointers, now] {
        promise->addResult(readEvidence(path, pointers, now));
        promise->finish();
    });
    return future;
}

} // namespace

EvidenceWatch::EvidenceWatch(QString path, domain::EvidencePointers pointers, Clock now, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_pointers(std::move(pointers))
    , m_now(std::move(now))
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &EvidenceWatch::lookIfTouched);
    connect(&m_folderWatcher, &QFileSystemWatcher::directoryChanged, this, &EvidenceWatch::lookIfTouched);
    connect(&m_folderWatcher, &QFileSystemWatcher::fileChanged, this, &EvidenceWatch::lookIfTouched);
    connect(&m_reader, &QFutureWatcher<EvidenceReading>::finished, this, &EvidenceWatch::onRead);
}

EvidenceWatch::~EvidenceWatch() = default;

void EvidenceWatch::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    m_timer.start();
    look();
}

void EvidenceWatch::look()
{
    watchFolder();
    if (m_reader.isRunning()) {
        m_lookAgain = true;
        return;
    }
    // The stamp is taken before the reading: a change in between is seen at the next look.
    m_stamp = FileStamp::of(m_path);
    m_reader.setFuture(readOnPool(m_path, m_pointers, m_now()));
}

void EvidenceWatch::setInterval(std::chrono::milliseconds interval)
{
    m_timer.setInterval(interval);
}

void EvidenceWatch::lookIfTouched()
{
    watchFolder();
    if (FileStamp::of(m_path) != m_stamp)
        look();
}

void EvidenceWatch::watchFolder()
{
    // The folder may come later, and a folder that was removed is dropped by the watcher. The file is watched besides:
    // the folder says nothing of a file that is written in place.
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!m_folderWatcher.directories().contains(folder) && QFileInfo::exists(folder))
        m_folderWatcher.addPath(folder);
    if (!m_folderWatcher.files().contains(m_path) && QFileInfo::exists(m_path))
        m_folderWatcher.addPath(m_path);
}

void EvidenceWatch::onRead()
{
    const EvidenceReading reading = m_reader.result();
    const bool isNew = !m_reading || !reading.sameAs(*m_reading);
    m_reading = reading;
    if (m_lookAgain) {
        m_lookAgain = false;
        look();
    }
    if (isNew)
        Q_EMIT changed(reading);
}

} // namespace cutover::metrics
