// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/keychainerror.h"

#include <QObject>
#include <tl/expected.hpp>

#include <optional>
#include <utility>

namespace cutover::keychain {

/// One asynchronous act on the keychain: start() it, and finished() comes exactly once, never from within start()
/// or cancel(). After it the job deletes itself. Lives and signals on the thread that made it.
class KeychainJob : public QObject
{
    Q_OBJECT

public:
    explicit KeychainJob(QObject *parent = nullptr);
    ~KeychainJob() override;

    /// Begins; a second call does nothing.
    void start();
    /// Ends the job with `cancelled` unless it has its result already; a prompt on screen stays the person's to answer.
    void cancel();
    [[nodiscard]] bool isFinished() const { return m_isFinished; }

Q_SIGNALS:
    void finished();

protected:
    virtual void run() = 0;
    /// Stop what is under way; the result is set already.
    virtual void abandon() {}
    /// Whether cancel() may end the job now; otherwise it does nothing and the job ends by itself.
    [[nodiscard]] virtual bool canCancel() const { return true; }
    virtual void setError(KeychainError error) = 0;
    [[nodiscard]] virtual bool hasResult() const = 0;
    /// To be called once the result is set: emits finished() from the event loop.
    void conclude();

private:
    bool m_isStarted = false;
    bool m_isConcluded = false;
    bool m_isFinished = false;
};

/// A KeychainJob with its result. takeResult() hands it out once, in or after finished().
template <typename T>
class ResultJob : public KeychainJob
{
public:
    using Result = tl::expected<T, KeychainError>;
    using KeychainJob::KeychainJob;

    [[nodiscard]] Result takeResult()
    {
        if (!m_result)
            return tl::unexpected(KeychainError{KeychainError::Code::Failed, QStringLiteral("no result")});
        Result result = std::move(*m_result);
        m_result.reset();
        return result;
    }

    /// Calls `handler(Result)` once when the job is done, unless `context` is gone by then.
    template <typename Handler>
    ResultJob *onFinished(QObject *context, Handler handler)
    {
        connect(this, &KeychainJob::finished, context,
                [this, handler = std::move(handler)]() mutable { handler(takeResult()); });
        return this;
    }

protected:
    void finish(Result result)
    {
        if (m_result)
            return;
        m_result.emplace(std::move(result));
        conclude();
    }
    void setError(KeychainError error) override
    {
        if (!m_result)
            m_result.emplace(tl::unexpected(std::move(error)));
    }
    [[nodiscard]] bool hasResult() const override { return m_result.has_value(); }

private:
    std::optional<Result> m_result;
};

} // namespace cutover::keychain
