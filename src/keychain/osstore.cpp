// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/osstore.h"

#include "keychain/osjobs.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <utility>

namespace cutover::keychain {

using Code = KeychainError::Code;

bool hasGlibEventLoop()
{
    const QAbstractEventDispatcher *dispatcher = QThread::currentThread()->eventDispatcher();
    return dispatcher && dispatcher->inherits("QEventDispatcherGlib");
}

KeychainError errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Code::Missing, {}};
    case QKeychain::AccessDeniedByUser:
        return {Code::Cancelled, job.errorString()};
    case QKeychain::AccessDenied:
        return {Code::Denied, job.errorString()};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Code::Absent, job.errorString()};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return {Code::Failed, job.errorString()};
    }
    return {Code::Failed, job.errorString()};
}

namespace {

class OsAvailabilityJob : public OsJob<Availability>
{
public:
    using OsJob::OsJob;

protected:
    void inspected(const SecretService::State &state) override { conclude(state.availability); }
    void absent() override { conclude(Availability::Absent); }
};

class OsContainsJob : public OsJob<bool>
{
public:
    using OsJob::OsJob;

protected:
    void inspected(const SecretService::State &state) override
    {
        // A locked keyring may hide its entries: «none found» is then no answer.
        const bool isFound = !state.unlockedItems.isEmpty() || !state.lockedItems.isEmpty();
        if (!isFound && state.availability == Availability::Locked)
            return fail(Code::Locked);
        conclude(isFound);
    }
};

class OsReadJob : public OsJob<crypto::Secret>
{
public:
    using OsJob::OsJob;

protected:
    void inspected(const SecretService::State &state) override
    {
        // What is unlocked can be read, whatever else is locked.
        if (!state.unlockedItems.isEmpty())
            return read();
        whenUnlocked(state, options().mayPrompt, [this] { read(); });
    }

private:
    void read()
    {
        startKeychain<QKeychain::ReadPasswordJob>(new QKeychain::ReadPasswordJob(keychainServiceName()),
                                                  [this](QKeychain::ReadPasswordJob &job) {
                                                      if (job.error() != QKeychain::NoError)
                                                          return conclude(tl::unexpected(errorOf(job)));
                                                      conclude(crypto::Secret::consume(job.binaryData()));
                                                  });
    }
};

class OsWriteJob : public OsJob<void>
{
public:
    OsWriteJob(OsStore::Options jobOptions, const QString &entry, crypto::Secret secret, QObject *parent)
        : OsJob(jobOptions, entry, parent)
        , m_secret(std::move(secret))
    {
    }

protected:
    void inspected(const SecretService::State &state) override
    {
        // Without a default keyring libsecret would ask for the password of a new one.
        if (state.availability == Availability::NoCollection && !options().mayPrompt)
            return fail(Code::Locked);
        whenUnlocked(state, options().mayPrompt, [this] { write(); });
    }

private:
    void write()
    {
        auto *keychainJob = new QKeychain::WritePasswordJob(keychainServiceName());
        keychainJob->setBinaryData(m_secret.view().toByteArray());
        m_secret.wipe();
        startKeychain<QKeychain::WritePasswordJob>(keychainJob, [this](QKeychain::WritePasswordJob &job) {
            if (job.error() != QKeychain::NoError)
                return conclude(tl::unexpected(errorOf(job)));
            conclude({});
        });
    }

    crypto::Secret m_secret;
};

class OsRemoveJob : public OsJob<void>
{
public:
    using OsJob::OsJob;

protected:
    void inspected(const SecretService::State &state) override
    {
        whenUnlocked(state, options().mayPrompt, [this, state] {
            if (state.unlockedItems.isEmpty() && state.lockedItems.isEmpty())
                return fail(Code::Missing);
            remove();
        });
    }

private:
    void remove()
    {
        startKeychain<QKeychain::DeletePasswordJob>(new QKeychain::DeletePasswordJob(keychainServiceName()),
                                                    [this](QKeychain::DeletePasswordJob &job) {
                                                        if (job.error() != QKeychain::NoError)
                                                            return conclude(tl::unexpected(errorOf(job)));
                                                        conclude({});
                                                    });
    }
};

class OsUnlockJob : public OsJob<void>
{
public:
    using OsJob::OsJob;

protected:
    void inspected(const SecretService::State &state) override
    {
        whenUnlocked(state, true, [this] { conclude({}); });
    }
};

} // namespace

OsStore::OsStore(QObject *parent)
    : OsStore(Options(), parent)
{
}

OsStore::OsStore(Options options, QObject *parent)
    : SecretStore(parent)
    , m_options(options)
{
}

void OsStore::prepareEnvironment()
{
    qunsetenv("QT_NO_GLIB");
}

SecretStore::AvailabilityJob *OsStore::availability(QObject *parent)
{
    return new OsAvailabilityJob(m_options, {}, parent);
}

SecretStore::FoundJob *OsStore::contains(const QString &name, QObject *parent)
{
    return new OsContainsJob(m_options, name, parent);
}

SecretStore::ReadJob *OsStore::read(const QString &name, QObject *parent)
{
    return new OsReadJob(m_options, name, parent);
}

SecretStore::DoneJob *OsStore::write(const QString &name, crypto::Secret secret, QObject *parent)
{
    return new OsWriteJob(m_options, name, std::move(secret), parent);
}

SecretStore::DoneJob *OsStore::remove(const QString &name, QObject *parent)
{
    return new OsRemoveJob(m_options, name, parent);
}

SecretStore::DoneJob *OsStore::unlock(QObject *parent)
{
    return new OsUnlockJob(m_options, {}, parent);
}

} // namespace cutover::keychain
