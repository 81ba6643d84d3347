// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/commandfiles.h"
#include "domain/row.h"

#include <QByteArray>
#include <QDateTime>
#include <QObject>

#include <functional>

namespace cutover::checks {

/// UTC now. No check has a clock of its own.
using Clock = std::function<QDateTime()>;

/// One run of one criterion: start() it, and finished() comes exactly once, never from within start() or cancel().
///
/// The row says everything: status, cause with its data, numbers, source, when, how long, digest of the raw output.
/// A cancelled job's row is NotRun with cause Cancelled. Thread: the one it lives in, whose event loop must run;
/// nothing here blocks. Single use. Destroying a running job ends what it runs and emits nothing.
class CheckJob : public QObject
{
    Q_OBJECT

public:
    CheckJob(domain::CriterionId id, Clock now, QObject *parent = nullptr);
    ~CheckJob() override;

    [[nodiscard]] domain::CriterionId id() const { return m_id; }
    /// A second call does nothing; after cancel() nothing is run.
    void start();
    /// After the end it does nothing.
    void cancel();
    [[nodiscard]] bool isFinished() const { return m_state == State::Finished; }
    /// SHA-256 of the files the check ran, as they were before it ran; empty where it ran none. Valid once finished.
    [[nodiscard]] const FileDigests &scripts() const { return m_scripts; }

Q_SIGNALS:
    /// Output as it comes, of both streams, bounded.
    void outputReceived(const QByteArray &chunk);
    /// The raw output is what `outputSha256` of the row is the digest of.
    void finished(const cutover::domain::Row &row, const QByteArray &rawOutput);

protected:
    virtual void run() = 0;
    /// Stop what is under way and call endCancelled(), now or once it has stopped.
    virtual void abandon() { endCancelled(); }
    void endCancelled();
    /// Emits finished() from the event loop. The row's id, its digest and, where they are not set yet, its time and
    /// duration are filled in here. Only the first call counts.
    void end(domain::Row row, const QByteArray &rawOutput = {});
    void setScripts(FileDigests scripts) { m_scripts = std::move(scripts); }
    [[nodiscard]] QDateTime now() const { return m_now(); }
    [[nodiscard]] bool hasEnded() const { return m_state >= State::Ending; }

private:
    enum class State { Idle, Running, Ending, Finished };

    domain::CriterionId m_id;
    Clock m_now;
    QDateTime m_startedAt;
    domain::Row m_row;
    QByteArray m_rawOutput;
    State m_state = State::Idle;
    FileDigests m_scripts;
};

} // namespace cutover::checks
