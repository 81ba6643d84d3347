// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every signature asks for its own passphrase (21 CFR 11.200): what was typed for the one before, in this very session
// and on the real keyring, opens nothing for the next, whoever signs and whatever.
#include "keychain/realkeyring.h"
#include "session/sealing.h"
#include "session/twosigners.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
using session::Draft;
using session::Signed;
using session::SignersView;
namespace kind = rollout::kind;

enum class Act { SignGo, SignNoGo, Countersign, Propose, Approve, Seal };
Q_DECLARE_METATYPE(Act)

class SecondSignatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachAsksAgain_data();
    void eachAsksAgain();

private:
    /// What it comes to with this passphrase; empty: it is done.
    [[nodiscard]] QString tried(Act act, const QByteArray &typed);
    [[nodiscard]] QString signedAs(domain::DecisionKind decision, const QByteArray &typed);
    [[nodiscard]] qsizetype count(QStringView of) const { return m_world.entries(of).size(); }

    RealKeyring m_keyring;
    TwoSigners m_world;
    std::unique_ptr<session::Session> m_session;
};

void SecondSignatureTest::initTestCase()
{
    QVERIFY2(RealKeyring::problem().isEmpty(), qPrintable(RealKeyring::problem()));
    QCOMPARE(m_world.layOut(), QString());
    m_session = m_world.open();
    QVERIFY(m_session);
}

QString SecondSignatureTest::signedAs(domain::DecisionKind decision, const QByteArray &typed)
{
    const auto draft = answer<Draft>([&](auto done) {
        m_session->compose({decision, m_world.maker, u"All criteria are Go in the demo."_s, {}}, m_session.get(), done);
    });
    if (!draft)
        return draft.error().name;
    QStringList changes;
    for (const auto &change : draft->changes)
        changes.append(change.code);
    const auto done = answer<Signed>(
        [&](auto then) { m_session->sign(*draft, changes, passphrase(typed), {}, m_session.get(), std::move(then)); });
    if (done) {
        m_world.id = done->id;
        m_world.sha256 = done->statementSha256;
    }
    return done ? QString() : done.error().name;
}

QString SecondSignatureTest::tried(Act act, const QByteArray &typed)
{
    const auto nameOf = [](const auto &result) { return result ? QString() : result.error().name; };
    session::ProposeSigners request;
    request.given.keys = {m_world.maker};
    request.given.deputies = {{m_world.second, m_world.maker}};
    switch (act) {
    case Act::SignGo:
        return signedAs(domain::DecisionKind::Go, typed);
    case Act::SignNoGo:
        return signedAs(domain::DecisionKind::NoGo, typed);
    case Act::Countersign:
        return nameOf(answer<Signed>([&](auto then) {
            m_session->countersign({m_world.id, m_world.second, u"Keys were reviewed."_s, {}, TwoSigners::security},
                                   m_world.sha256, passphrase(typed), m_session.get(), std::move(then));
        }));
    case Act::Propose:
        return nameOf(answer<SignersView>([&](auto then) {
            m_session->proposeSigners(request, passphrase(typed), m_session.get(), std::move(then));
        }));
    case Act::Approve:
        return nameOf(answer<SignersView>([&](auto then) {
            m_session->approveSigners(m_world.maker, {}, passphrase(typed), m_session.get(), std::move(then));
        }));
    case Act::Seal:
        return nameOf(answer<session::Sealed>([&](auto then) {
            m_session->sealEvidence(m_world.maker, passphrase(typed), m_session.get(), std::move(then));
        }));
    }
    return u"no such act"_s;
}

void SecondSignatureTest::eachAsksAgain_data()
{
    QTest::addColumn<Act>("act");
    // Each comes right behind one that the same account has just made.
    QTest::newRow("the first of all") << Act::SignNoGo;
    QTest::newRow("the same again") << Act::SignNoGo;
    QTest::newRow("a GO") << Act::SignGo;
    QTest::newRow("a countersignature") << Act::Countersign;
    QTest::newRow("a list of signers") << Act::Propose;
    QTest::newRow("its approval") << Act::Approve;
    QTest::newRow("a seal") << Act::Seal;
}

void SecondSignatureTest::eachAsksAgain()
{
    QFETCH(Act, act);
    const QStringList kinds{kind::decision.toString(), kind::countersignature.toString(),
                            kind::signersProposed.toString(), kind::signersPinned.toString()};
    const auto made = [&] {
        qsizetype all = 0;
        for (const auto &one : kinds)
            all += count(one);
        return all;
    };
    if (act == Act::Approve)
        QTRY_VERIFY_WITH_TIMEOUT(m_session->view().signers.proposal, patienceMs);
    const auto before = made();
    const auto failed = count(kind::unlockFailed);
    QCOMPARE(tried(act, {}), u"wrong_passphrase"_s); // nothing was kept that would do in its place
    QCOMPARE(tried(act, "another passphrase of mine"), u"wrong_passphrase"_s);
    QTRY_COMPARE_WITH_TIMEOUT(count(kind::unlockFailed), failed + 2, patienceMs);
    QCOMPARE(made(), before);
    QCOMPARE(tried(act, "a passphrase of the test"), QString());
    if (act != Act::Seal)
        QTRY_VERIFY_WITH_TIMEOUT(made() > before, patienceMs);
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    SecondSignatureTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secondsignature.moc"
