// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session's verbs as a test calls them: one answer each, a passphrase, a key of the real keychain.
#pragma once

#include "keychain/osstore.h"
#include "session/session.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace cutover::session::test {

using namespace Qt::StringLiterals;

inline constexpr int patienceMs = 120'000;

/// Waits for the one answer of a verb.
template <typename T, typename Start>
Result<T> answer(Start start)
{
    std::optional<Result<T>> got;
    start([&got](const Result<T> &result) { got = result; });
    std::ignore = QTest::qWaitFor([&got] { return got.has_value(); }, patienceMs);
    return got.value_or(tl::unexpected(Failure{Failure::Kind::Refused, u"no answer"_s, {}, {}}));
}

inline crypto::Secret passphrase(const QByteArray &text = "a passphrase of the test")
{
    return crypto::Secret::consume(QByteArray(text.data(), text.size()));
}

/// A new key's fingerprint; empty where the keychain refused.
inline QString enrol(Session &session, const QString &name = u"Demo release manager"_s)
{
    const auto key = answer<QString>([&session, name](auto done) {
        session.keys()
            .enrol(name, {}, passphrase(), &session)
            ->onFinished(&session,
                         [done](tl::expected<keychain::SigningKey, keychain::KeychainError> enrolled) {
                             if (enrolled)
                                 done(enrolled->fingerprint);
                         })
            ->start();
    });
    return key.value_or(QString());
}

/// Founds a list with that key alone.
inline Result<SignersView> found(Session &session, const QString &key)
{
    return answer<SignersView>([&](auto done) {
        session.foundSigners({{key}, {}, {}, {}, {}, {}}, passphrase(), &session, done);
    });
}

inline QString codes(const domain::Refusals &refusals)
{
    QStringList names;
    for (const auto &refusal : refusals)
        names.append(domain::refusalName(refusal) + u'(' + refusal.data.join(u',') + u')');
    return names.join(u' ');
}

/// What did not turn Go of all that can be run, with the team's word; empty when the decision may be a GO.
inline QString makeAllGo(Session &session)
{
    QSignalSpy spy(&session, &Session::checksFinished);
    session.runChecks(Session::allRows());
    if (!spy.wait(patienceMs))
        return u"the checks do not end"_s;
    const auto entry =
        answer<qint64>([&](auto done) { session.confirm(u"team-ready"_s, u"Demo lead"_s, true, {}, &session, done); });
    if (!entry || !QTest::qWaitFor([&] { return session.view().decisionGo; }, patienceMs))
        return session.view().waitingFor.join(u' ');
    return {};
}

/// All that T-30 asks of people; what could not be confirmed.
inline QString confirmAll(Session &session)
{
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s}) {
        const auto entry =
            answer<qint64>([&](auto done) { session.confirm(what, u"Demo lead"_s, true, {}, &session, done); });
        if (!entry)
            return what;
    }
    return {};
}

/// Composed and signed, every change acknowledged.
inline Result<Signed> signNow(Session &session, const SignRequest &request)
{
    const auto draft = answer<Draft>([&](auto done) { session.compose(request, &session, done); });
    if (!draft)
        return tl::unexpected(draft.error());
    QStringList changes;
    for (const auto &change : draft->changes)
        changes.append(change.code);
    return answer<Signed>(
        [&](auto done) { session.sign(*draft, changes, passphrase(), {}, &session, std::move(done)); });
}

/// Waits for the gate's own word: between two stages the hold runs and windows appear.
inline bool awaitPromotable(Session &session, int percent)
{
    return QTest::qWaitFor(
        [&] {
            session.tick();
            const auto &stages = session.view().stages;
            const auto stage = std::ranges::find_if(stages, [&](const auto &s) { return s.plan.percent == percent; });
            return stage != stages.end() && stage->promotable;
        },
        patienceMs);
}

inline Result<Promoted> promoteNow(Session &session, int percent)
{
    return answer<Promoted>([&](auto done) { session.promote(percent, &session, done); });
}

/// Watchers as sessions of this process: what cutoverctl's watcher is, without its process.
class Watchers
{
public:
    /// Adds to the ports how they are started.
    [[nodiscard]] Ports startedBy(Ports ports)
    {
        auto own = ports;
        own.startWatcher = {};
        ports.startWatcher = [this, own](const QString &workspace) {
            auto watcher = std::make_unique<Session>(workspace, own);
            auto *session = watcher.get();
            QObject::connect(session, &Session::opened, session,
                             [session] { session->watch(std::chrono::milliseconds(0), session, [](const auto &) {}); });
            session->open();
            m_sessions.push_back(std::move(watcher));
            return true;
        };
        return ports;
    }
    [[nodiscard]] std::size_t count() const { return m_sessions.size(); }
    void clear() { m_sessions.clear(); }

private:
    std::vector<std::unique_ptr<Session>> m_sessions;
};

/// Promotes to 10 %, aborts at once and waits until readyz has recovered; what went wrong, or nothing.
inline QString promoteAndRollBack(Session &session)
{
    if (!awaitPromotable(session, 10))
        return u"10 % never became promotable"_s;
    const auto promoted = promoteNow(session, 10);
    if (!promoted || !promoted->done)
        return promoted ? codes(promoted->refusals) : promoted.error().name;
    const auto aborted = answer<Aborted>([&session](auto done) { session.abort({}, u"Demo lead"_s, &session, done); });
    if (!aborted || !aborted->aborted)
        return u"not aborted"_s;
    const auto isRecovered = [&session] {
        session.tick();
        return session.view().rollout.recovered == true;
    };
    return QTest::qWaitFor(isRecovered, patienceMs) ? QString() : u"never recovered"_s;
}

/// The system's ports with words that stand in for the catalogue of models/.
inline Ports wordedPorts(keychain::SecretStore *secrets)
{
    auto ports = systemPorts();
    ports.secrets = secrets;
    ports.startWatcher = {};
    ports.wording = {[](const domain::Row &) { return u"arithmetic"_s; },
                     [](const domain::Row &) { return u"reason"_s; },
                     [](const domain::Refusal &refusal) { return domain::refusalName(refusal); },
                     {[](double value, domain::Unit) { return QString::number(value); },
                      [](qint64 seconds) { return QString::number(seconds); },
                      [](qint64 milliseconds) { return QString::number(milliseconds); },
                      [](domain::Status status) { return domain::statusName(status); },
                      [](const QString &hex, int groups) { return hex.left(4 * groups); }}};
    return ports;
}

} // namespace cutover::session::test
