// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/evidencewatch.h"

#include "metrics/pool.h"

#include <QFileInfo>

namespace cutover::metrics {

namespace {

constexpr std::chrono::milliseconds lookInterval{1'000};

} // namespace

EvidenceWatch::EvidenceWatch(QString path, domain::EvidencePointers pointers, Clock now, QObject *parent)
    : MetricSource(parent)
    , m_path(std::move(path))
    , m_pointers(std::move(pointers))
    , m_now(std::move(now))
{
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &EvidenceWatch::lookIfTouched);
    connect(&m_folderWatcher, &QFileSystemWatcher::directoryChanged, this, &EvidenceWatch::lookIfTouched);
    connect(&m_folderWatcher, &QFileSystemWatcher::fileChanged, this, &EvidenceWatch::lookIfTouched);
}

EvidenceWatch::~EvidenceWatch() = default;

void EvidenceWatch::watch()
{
    m_timer.start();
}

void EvidenceWatch::read()
{
    watchFolder();
    // The stamp is taken before the reading: a change in between is seen at the next look.
    m_stamp = FileStamp::of(m_path);
    const auto work = [path = m_path, pointers = m_pointers, now = m_now()] {
        return readEvidence(path, pointers, now);
    };
    onPool(this, work, [this](const EvidenceReading &reading) { deliver(reading); });
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

} // namespace cutover::metrics
