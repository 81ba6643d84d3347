// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/osstore.h"
#include "keychain/secretservice.h"

#include <QTimer>
#include <qt6keychain/keychain.h>

#include <functional>

namespace cutover::keychain {

/// What a finished QtKeychain job says, as our error. Private to this room.
[[nodiscard]] KeychainError errorOf(const QKeychain::Job &job);

/// Whether this thread runs GLib's event loop, without which libsecret never answers.
[[nodiscard]] bool hasGlibEventLoop();

/// What the jobs of OsStore share: the D-Bus look before the act, and a time-out of their own, since a QtKeychain job
/// may never end (an unlock prompt that nobody answers).
template <typename T>
class OsJob : public ResultJob<T>
{
public:
    OsJob(OsStore::Options options, QString entry, QObject *parent)
        : ResultJob<T>(parent)
        , m_options(options)
        , m_entry(std::move(entry))
        , m_service(new SecretService(options.timeout, this))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { fail(KeychainError::Code::TimedOut); });
    }

protected:
    using Act = std::function<void()>;

    /// The service is there; what was found.
    virtual void inspected(const SecretService::State &state) = 0;
    virtual void absent() { fail(KeychainError::Code::Absent); }

    void run() override
    {
        m_timer.start(m_options.timeout);
        inspectThen([this](const SecretService::State &state) { inspected(state); });
    }

    void abandon() override { stop(); }

    /// Runs `act` with nothing locked in its way, after the prompt if that may be raised.
    void whenUnlocked(const SecretService::State &state, bool mayPrompt, Act act)
    {
        if (!isLocked(state))
            return act();
        if (!mayPrompt)
            return fail(KeychainError::Code::Locked);
        const bool isCollection = state.availability == Availability::Locked;
        m_timer.start(m_options.promptTimeout);
        m_service->unlock(isCollection ? state.collection : state.lockedItems.first(),
                          [this, act = std::move(act)](tl::expected<void, KeychainError> result) {
                              if (this->hasResult())
                                  return;
                              m_timer.start(m_options.timeout);
                              result ? checkUnlocked(act) : conclude(tl::unexpected(result.error()));
                          });
    }

    /// Starts a QtKeychain job; `done` comes only while this job still waits. The QtKeychain job is never destroyed
    /// before its end, since libsecret keeps a bare pointer to it.
    template <typename Job>
    void startKeychain(Job *job, std::function<void(Job &)> done)
    {
        job->setInsecureFallback(false);
        job->setKey(m_entry);
        QObject::connect(job, &QKeychain::Job::finished, this,
                         [this, done = std::move(done)](QKeychain::Job *finished) {
                             if (!this->hasResult())
                                 done(*static_cast<Job *>(finished));
                         });
        if (hasGlibEventLoop())
            return job->start();
        job->deleteLater();
        conclude(tl::unexpected(KeychainError{KeychainError::Code::Failed, QStringLiteral("no GLib event loop")}));
    }

    void conclude(typename ResultJob<T>::Result result)
    {
        stop();
        this->finish(std::move(result));
    }

    void fail(KeychainError::Code code) { conclude(tl::unexpected(KeychainError{code, {}})); }

    [[nodiscard]] const OsStore::Options &options() const { return m_options; }

private:
    static bool isLocked(const SecretService::State &state)
    {
        return state.availability == Availability::Locked || !state.lockedItems.isEmpty();
    }

    void inspectThen(std::function<void(const SecretService::State &)> next)
    {
        m_service->inspect(m_entry,
                           [this, next = std::move(next)](tl::expected<SecretService::State, KeychainError> result) {
                               // Cancelled or timed out meanwhile: nothing may be begun any more.
                               if (this->hasResult())
                                   return;
                               if (!result)
                                   conclude(tl::unexpected(result.error()));
                               else if (result->availability == Availability::Absent)
                                   absent();
                               else
                                   next(*result);
                           });
    }

    // A prompt that ended well and left the keyring locked has not been answered.
    void checkUnlocked(Act act)
    {
        inspectThen([this, act = std::move(act)](const SecretService::State &state) {
            isLocked(state) ? fail(KeychainError::Code::Locked) : act();
        });
    }

    void stop()
    {
        m_timer.stop();
        m_service->deleteLater();
    }

    OsStore::Options m_options;
    QString m_entry;
    SecretService *m_service;
    QTimer m_timer;
};

} // namespace cutover::keychain
