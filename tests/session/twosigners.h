// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a demo workspace whose GO two people sign, by real keys of the real keychain, and a console on it as a
// process of its own that can be killed.
#pragma once

#include "demo/demoworkspace.h"
#include "session/verbs.h"

#include "keychain/osstore.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/session.h"
#include "session/signerstrust.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <signal.h>
#include <sys/prctl.h>

namespace cutover::session::test {

class TwoSigners
{
public:
    static constexpr QLatin1String security{"security"};

    TwoSigners() = default;
    /// In a second process: what the first one laid out there.
    explicit TwoSigners(const QString &folder)
        : m_folder(folder)
    {
    }

    /// What went wrong; empty: all rows are Go, and the list of signers is founded and pinned.
    [[nodiscard]] QString layOut(const QJsonObject &profile = {})
    {
        if (const auto laidOut = demo.init(); !laidOut.succeeded())
            return laidOut.text();
        auto whole = QJsonDocument::fromJson(demo.read(u"cutover.json"_s)).object();
        for (auto key = profile.begin(); key != profile.end(); ++key)
            whole[key.key()] = key.value();
        if (!demo.write(u"cutover.json"_s, QJsonDocument(whole).toJson()) || !demo.serve())
            return demo.serviceOutput();
        const auto session = open();
        if (!session)
            return u"no session"_s;
        maker = enrol(*session);
        second = enrol(*session, u"Demo security"_s);
        const QStringList keys{maker, second + u"="_s + security};
        const auto founded = answer<SignersView>([&](auto done) {
            session->foundSigners({keys, {}, {{decisionMakerRole, 1}, {security, 1}}, {}, {}, {}}, passphrase(),
                                  session.get(), done);
        });
        return founded ? makeAllGo(*session) : founded.error().name;
    }

    [[nodiscard]] std::unique_ptr<Session> open() { return open(wordedPorts(&store)); }
    [[nodiscard]] std::unique_ptr<Session> open(const Ports &ports)
    {
        auto session = std::make_unique<Session>(m_folder.isEmpty() ? demo.path() : m_folder, ports);
        QSignalSpy spy(session.get(), &Session::opened);
        session->open();
        return spy.wait(patienceMs) ? std::move(session) : nullptr;
    }

    [[nodiscard]] Result<Signed> sign(Session &session)
    {
        auto done = signNow(session, {domain::DecisionKind::Go, maker, u"All criteria are Go in the demo."_s, {}});
        if (done) {
            id = done->id;
            sha256 = done->statementSha256;
        }
        return done;
    }

    [[nodiscard]] Result<Signed> countersign(Session &session) const
    {
        return answer<Signed>([&](auto then) {
            session.countersign({id, second, u"Keys and policies were reviewed."_s, {}, security}, sha256, passphrase(),
                                &session, std::move(then));
        });
    }

    [[nodiscard]] std::unique_ptr<ledger::Ledger> inspected() const
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Inspect;
        auto opened = ledger::Ledger::open(demo.path(u"var/cutover/ledger.sqlite"_s), options);
        return opened ? std::move(*opened) : nullptr;
    }
    [[nodiscard]] QList<ledger::Entry> entries(QStringView kind) const
    {
        const auto log = inspected();
        auto all = log ? log->entries().value_or(QList<ledger::Entry>{}) : QList<ledger::Entry>{};
        all.removeIf([kind](const ledger::Entry &entry) { return entry.kind != kind; });
        return all;
    }

    [[nodiscard]] QString exported(const QString &suffix) const
    {
        return demo.path(u"var/cutover/decisions/%1.%2"_s.arg(id, suffix));
    }
    [[nodiscard]] QString list() const { return demo.path(signersFilePath.toString()); }

    demo::test::DemoWorkspace demo;
    keychain::OsStore store;
    QString maker;
    QString second;
    QString id;
    QByteArray sha256; ///< of the statement

private:
    QString m_folder; ///< empty: the demo's own
};

/// This very test program again, in another role; killed with it.
[[nodiscard]] inline std::unique_ptr<QProcess> startChild(const QStringList &arguments)
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedChannels);
    child->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    child->start(QCoreApplication::applicationFilePath(), arguments);
    return child;
}

} // namespace cutover::session::test
