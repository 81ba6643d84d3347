// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list of signers changes by proposal and approval alone: what does not follow from the version in force changes
// nothing, no version comes back, and a decision stands or falls with those who signed it.
#include "session/signerstrust.h"
#include "signedworkspace.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::session;
using namespace cutover::session::test;

namespace {

const QStringList both{decisionMakerRole, administratorRole};
const QStringList decides{decisionMakerRole};

/// Two administrators (who decide, too), one who only decides, and the versions that they make.
struct Team : SignedWorkspace
{
    TestKey second{u"Second administrator"_s};
    TestKey third{u"Decides only"_s};
    QByteArray first; ///< version 1's file, by both administrators

    [[nodiscard]] domain::SignersList list(int version = 1, const QByteArray &previous = {}) const
    {
        domain::SignersList list;
        list.workspaceId = readWorkspaceProfile(demo.path())->profile.workspaceId;
        list.version = version;
        list.previousSha256 = previous.isEmpty() ? QByteArray() : crypto::sha256(previous);
        list.signers = {maker.signer(both), second.signer(both), third.signer(decides)};
        list.quorum = {{decisionMakerRole, 1}};
        return list;
    }
    [[nodiscard]] static QByteArray fileBy(const domain::SignersList &list, const QList<const TestKey *> &keys)
    {
        const auto payload = formats::signersPayload(list);
        formats::Envelope envelope{formats::signersPayloadType, payload, {}};
        for (const auto *key : keys)
            envelope.signatures.append(key->sign(formats::signersPayloadType, payload));
        return formats::writeEnvelope(envelope);
    }
    /// The ledger's entry alone; this user's trust stays with what it was.
    [[nodiscard]] bool enter(const QByteArray &bytes, bool isStored = true) const
    {
        return log
            ->append(rollout::kind::signersPinned, ledger::Actor::ofThisProcess(),
                     {{u"signers_sha256"_s, QString::fromLatin1(crypto::sha256(bytes).toHex())}},
                     isStored ? QList{bytes} : QList<QByteArray>())
            .has_value();
    }
    [[nodiscard]] bool place(const QByteArray &bytes) { return demo.write(signersFilePath.toString(), bytes); }
    /// In force and in the workspace.
    [[nodiscard]] bool adopt(const QByteArray &bytes) { return enter(bytes) && place(bytes); }

    [[nodiscard]] bool layOutTeam()
    {
        if (!demo.init().succeeded())
            return false;
        log = openLedger(demo.path(u"var/cutover/ledger.sqlite"_s), user.filePath(u"state"_s));
        first = fileBy(list(), {&maker, &second});
        return log && place(first) && pin(*log, first);
    }
    [[nodiscard]] TrustedSigners trusted() const
    {
        return readTrustedSigners(demo.path(), foldRecords(log->entries().value_or(QList<ledger::Entry>())), *log,
                                  TrustStore(trustFile()));
    }
};

} // namespace

class SignersChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_team = std::make_unique<Team>(); }

    void whatFollowsIsInForce_data();
    void whatFollowsIsInForce();
    void theOnlyAdministratorMayAlone();
    void twoKeysOfOneAdministratorAreOne_data();
    void twoKeysOfOneAdministratorAreOne();
    void ofTwoVersionsTheFirstCounts();
    void theRootStaysTheRoot();
    void anOlderVersionDoesNotComeBack();
    void aRevokedKeyDoesNotComeBack();
    void aUserFollowsWhatHePinned_data();
    void aUserFollowsWhatHePinned();
    void aDecisionStandsOrFallsWithItsSigners_data();
    void aDecisionStandsOrFallsWithItsSigners();
    void whatIsSignedAfterItsRevocationDoesNotCount();
    void whatIsProposedIsShown();
    void whatIsNoProposalIsNotShown_data();
    void whatIsNoProposalIsNotShown();

private:
    [[nodiscard]] bool propose(const QByteArray &bytes, const QByteArray &payloadSha256 = {}) const
    {
        const auto envelope = formats::parseEnvelope(bytes);
        const auto list = formats::readSignersFile(bytes, {});
        const auto hex = [](const QByteArray &digest) { return QString::fromLatin1(digest.toHex()); };
        return m_team->log
            ->append(rollout::kind::signersProposed, ledger::Actor::ofThisProcess(),
                     {{u"payload_sha256"_s,
                       hex(payloadSha256.isEmpty() ? crypto::sha256(envelope->payload) : payloadSha256)},
                      {u"envelope_sha256"_s, hex(crypto::sha256(bytes))},
                      {u"previous_sha256"_s, hex(list ? list->list.previousSha256 : QByteArray())}},
                     {bytes})
            .has_value();
    }

    std::unique_ptr<Team> m_team;
};

void SignersChainTest::whatFollowsIsInForce_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("inForce");
    QTest::newRow("signed by both administrators") << u"both"_s << 2;
    QTest::newRow("by one of two") << u"one"_s << 1;
    QTest::newRow("by one of two, twice") << u"twice"_s << 1;
    QTest::newRow("by an administrator and one who is none") << u"decider"_s << 1;
    QTest::newRow("by administrators of the new version alone") << u"new"_s << 1;
    QTest::newRow("a signature of other bytes") << u"other bytes"_s << 1;
    QTest::newRow("by nobody known") << u"stranger"_s << 1;
    QTest::newRow("a version skipped") << u"skipped"_s << 1;
    QTest::newRow("the same version again") << u"again"_s << 1;
    QTest::newRow("of another predecessor") << u"predecessor"_s << 1;
    QTest::newRow("of another workspace") << u"workspace"_s << 1;
    QTest::newRow("without an administrator") << u"headless"_s << 1;
    QTest::newRow("whose bytes the ledger does not have") << u"no bytes"_s << 1;
    QTest::newRow("no list at all") << u"rubbish"_s << 1;
}

void SignersChainTest::whatFollowsIsInForce()
{
    QFETCH(QString, how);
    QFETCH(int, inForce);
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    auto next = team.list(2, team.first);
    QList<const TestKey *> by{&team.maker, &team.second};
    if (how == "one"_L1)
        by = {&team.maker};
    else if (how == "twice"_L1)
        by = {&team.maker, &team.maker};
    else if (how == "decider"_L1)
        by = {&team.maker, &team.third};
    else if (how == "stranger"_L1)
        by = {&team.stranger};
    else if (how == "skipped"_L1)
        next.version = 3;
    else if (how == "predecessor"_L1)
        next.previousSha256 = crypto::sha256("another list");
    else if (how == "workspace"_L1)
        next.workspaceId += u'x';
    else if (how == "headless"_L1)
        next.signers = {team.third.signer(decides)};
    else if (how == "again"_L1)
        next = team.list();
    if (how == "new"_L1) {
        next.signers = {team.third.signer(both), team.stranger.signer(both)};
        by = {&team.third, &team.stranger};
    }
    auto bytes = Team::fileBy(next, by);
    if (how == "other bytes"_L1) {
        auto envelope = *formats::parseEnvelope(bytes);
        envelope.signatures[1] = team.second.sign(formats::signersPayloadType, envelope.payload + ' ');
        bytes = formats::writeEnvelope(envelope);
    }
    if (how == "rubbish"_L1)
        bytes = "no list";
    QVERIFY(team.enter(bytes, how != "no bytes"_L1) && team.place(bytes));
    const auto signers = team.trusted();
    QVERIFY(signers.chain.head());
    QCOMPARE(signers.chain.head()->list.version, inForce);
    QCOMPARE(signers.view.pinned, inForce == 2);
    // What was in force stays so: with its file the gate opens as before.
    if (inForce == 1) {
        QVERIFY(team.place(team.first));
        QVERIFY(team.trusted().view.pinned);
    }
}

void SignersChainTest::theOnlyAdministratorMayAlone()
{
    auto &team = *m_team;
    QVERIFY(team.layOut()); // founded by the maker, the only one
    auto next = team.list(2, team.signersBytes);
    const auto bytes = Team::fileBy(next, {&team.maker});
    QVERIFY(team.adopt(bytes));
    QVERIFY(team.trusted().view.pinned);
    // And once there are two, he may no more.
    QVERIFY(team.enter(Team::fileBy(team.list(3, bytes), {&team.maker})));
    QCOMPARE(team.trusted().chain.head()->list.version, 2);
}

/// A second key makes nobody another person.
void SignersChainTest::twoKeysOfOneAdministratorAreOne_data()
{
    QTest::addColumn<bool>("isByAnother");
    QTest::newRow("by two keys of one") << false;
    QTest::newRow("by those, and another") << true;
}

void SignersChainTest::twoKeysOfOneAdministratorAreOne()
{
    QFETCH(bool, isByAnother);
    QVERIFY(m_team->layOutTeam());
    const TestKey spare(m_team->maker.certificate.commonName());
    auto second = m_team->list(2, m_team->first);
    second.signers.append(spare.signer({administratorRole}));
    const auto secondBytes = Team::fileBy(second, {&m_team->maker, &m_team->second});
    QVERIFY(m_team->adopt(secondBytes));
    QCOMPARE(m_team->trusted().view.list.version, 2);
    auto third = second;
    third.version = 3;
    third.previousSha256 = crypto::sha256(secondBytes);
    QList<const TestKey *> signers{&m_team->maker, &spare};
    QVERIFY(propose(Team::fileBy(third, signers.first(1))));
    const auto proposal = m_team->trusted().view.proposal;
    QVERIFY(proposal && proposal->needed == 2 && proposal->given == 1);
    QCOMPARE(proposal->approvers, QStringList{m_team->second.key.fingerprint()});
    if (isByAnother)
        signers.append(&m_team->second);
    QVERIFY(m_team->enter(Team::fileBy(third, signers)));
    QCOMPARE(m_team->trusted().chain.head()->list.version, isByAnother ? 3 : 2);
}

void SignersChainTest::ofTwoVersionsTheFirstCounts()
{
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    auto other = team.list(2, team.first);
    other.signers.append(team.stranger.signer(decides));
    const auto one = Team::fileBy(team.list(2, team.first), {&team.maker, &team.second});
    const auto two = Team::fileBy(other, {&team.maker, &team.second});
    QVERIFY(team.enter(one) && team.enter(two) && team.place(two));
    const auto forked = team.trusted();
    QCOMPARE(forked.view.trouble, u"unchained"_s);
    QCOMPARE(forked.chain.head()->sha256, crypto::sha256(one));
    QVERIFY(team.place(one));
    QVERIFY(team.trusted().view.pinned);
}

void SignersChainTest::theRootStaysTheRoot()
{
    auto &team = *m_team;
    QVERIFY(team.demo.init().succeeded());
    team.log =
        SignedWorkspace::openLedger(team.demo.path(u"var/cutover/ledger.sqlite"_s), team.user.filePath(u"state"_s));
    const auto good = Team::fileBy(team.list(), {&team.maker});
    // The first entry names what nobody entitled signed: nothing later takes its place.
    QVERIFY(team.enter(Team::fileBy(team.list(), {&team.third})) && team.place(good) && team.pin(*team.log, good));
    QVERIFY(!team.trusted().chain.head() && !team.trusted().view.pinned);
}

void SignersChainTest::anOlderVersionDoesNotComeBack()
{
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    const auto next = Team::fileBy(team.list(2, team.first), {&team.maker, &team.second});
    QVERIFY(team.adopt(next) && team.decide());
    QCOMPARE(team.codes(), QString());
    // The file put back, and its entry once more: it is genuine, and over.
    QVERIFY(team.place(team.first) && team.enter(team.first));
    const auto signers = team.trusted();
    QCOMPARE(signers.view.trouble, u"older"_s);
    QCOMPARE(signersRefusal(signers.view).data, (QStringList{u"older"_s, u"1"_s, u"2"_s}));
    QCOMPARE(team.codes(), u"signers_untrusted"_s);
}

void SignersChainTest::aRevokedKeyDoesNotComeBack()
{
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    auto without = team.list(2, team.first);
    without.signers.removeLast();
    without.revoked = {team.third.key.fingerprint()};
    const auto second = Team::fileBy(without, {&team.maker, &team.second});
    QVERIFY(team.adopt(second));
    QVERIFY(team.trusted().view.pinned);
    for (const bool forgets : {true, false}) {
        auto back = team.list(3, second);
        if (!forgets)
            back.revoked = without.revoked;
        QVERIFY(team.enter(Team::fileBy(back, {&team.maker, &team.second})));
        QCOMPARE(team.trusted().chain.head()->list.version, 2);
    }
    const auto chain = team.trusted().chain;
    QCOMPARE(chain.endOf(team.third.key.fingerprint())->list.version, 2);
    QVERIFY(!chain.endOf(team.maker.key.fingerprint()) && !chain.endOf(team.stranger.key.fingerprint()));
}

void SignersChainTest::aUserFollowsWhatHePinned_data()
{
    QTest::addColumn<int>("pinned"); // which version; 0: another list, -1: none
    QTest::addColumn<bool>("isPinned");
    QTest::addColumn<bool>("followed");
    QTest::newRow("the first") << 1 << true << true;
    QTest::newRow("the one before") << 2 << true << true;
    QTest::newRow("the one in force") << 3 << true << false;
    QTest::newRow("another list") << 0 << false << false;
    QTest::newRow("none") << -1 << false << false;
}

void SignersChainTest::aUserFollowsWhatHePinned()
{
    QFETCH(int, pinned);
    QFETCH(bool, isPinned);
    QFETCH(bool, followed);
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    const auto second = Team::fileBy(team.list(2, team.first), {&team.second, &team.maker});
    const auto third = Team::fileBy(team.list(3, second), {&team.maker, &team.second});
    QVERIFY(team.adopt(second) && team.adopt(third));
    QVERIFY(QFile::remove(team.trustFile()));
    const QList<QByteArray> digests{crypto::sha256("another list"), crypto::sha256(team.first), crypto::sha256(second),
                                    crypto::sha256(third)};
    if (pinned >= 0)
        QVERIFY(TrustStore(team.trustFile()).pinSigners(team.log->ledgerId(), digests.at(pinned)));
    const auto signers = team.trusted();
    QCOMPARE(signers.view.pinned, isPinned);
    QCOMPARE(signers.followed, followed);
    QCOMPARE(signers.view.trouble, isPinned ? QString() : u"not_compared"_s);
}

void SignersChainTest::aDecisionStandsOrFallsWithItsSigners_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("codes");
    QTest::newRow("nothing of its signer") << u"other"_s << QString();
    QTest::newRow("a quorum of two from now on") << u"quorum"_s << QString();
    QTest::newRow("its signer removed") << u"removed"_s << u"decision_void signer_removed"_s;
    QTest::newRow("its signer revoked") << u"revoked"_s << u"decision_void signer_removed"_s;
    QTest::newRow("its signer decides no more") << u"role"_s << u"decision_void signer_removed"_s;
}

void SignersChainTest::aDecisionStandsOrFallsWithItsSigners()
{
    QFETCH(QString, change);
    QFETCH(QString, codes);
    auto &team = *m_team;
    QVERIFY(team.layOutTeam() && team.decide()); // the maker signs
    QCOMPARE(team.codes(), QString());
    auto next = team.list(2, team.first);
    if (change == "other"_L1)
        next.signers.removeLast();
    else if (change == "quorum"_L1)
        next.quorum = {{decisionMakerRole, 2}};
    else if (change == "role"_L1)
        next.signers[0].roles = QStringList{administratorRole};
    else
        next.signers.removeFirst();
    if (change == "revoked"_L1)
        next.revoked = {team.maker.key.fingerprint()};
    QVERIFY(team.adopt(Team::fileBy(next, {&team.maker, &team.second})));
    QCOMPARE(team.codes(), codes);
}

void SignersChainTest::whatIsSignedAfterItsRevocationDoesNotCount()
{
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    const auto bound = team.binding(); // of version 1, as a stolen key would have it
    const auto stated = team.statement(bound);
    auto next = team.list(2, team.first);
    next.signers.removeFirst();
    next.revoked = {team.maker.key.fingerprint()};
    QVERIFY(team.adopt(Team::fileBy(next, {&team.maker, &team.second})));
    QVERIFY(SignedWorkspace::record(*team.log, stated, SignedWorkspace::envelopeOf(stated, team.maker), bound.bytes));
    QCOMPARE(team.codes(), u"signer_unauthorised quorum_missing"_s);
}

void SignersChainTest::whatIsProposedIsShown()
{
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    auto next = team.list(2, team.first);
    next.signers.removeLast();
    QVERIFY(propose(Team::fileBy(next, {&team.maker})));
    const auto proposal = team.trusted().view.proposal;
    QVERIFY(proposal);
    QCOMPARE(proposal->by, u"Decision maker"_s);
    QCOMPARE(proposal->given, 1);
    QCOMPARE(proposal->needed, 2);
    QCOMPARE(proposal->approvers, QStringList{team.second.key.fingerprint()});
    QCOMPARE(proposal->changes.size(), 1);
    QCOMPARE(proposal->changes.first().code, u"signer_removed"_s);
    // A version that is in force by now ends it.
    QVERIFY(team.adopt(Team::fileBy(team.list(2, team.first), {&team.maker, &team.second})));
    QVERIFY(!team.trusted().view.proposal);
}

void SignersChainTest::whatIsNoProposalIsNotShown_data()
{
    QTest::addColumn<QString>("how");
    for (const auto *how : {"by one who is no administrator", "other bytes than it names", "of no list in force",
                            "which nobody could change any more", "no list"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void SignersChainTest::whatIsNoProposalIsNotShown()
{
    QFETCH(QString, how);
    auto &team = *m_team;
    QVERIFY(team.layOutTeam());
    auto next = team.list(2, team.first);
    next.signers.removeLast();
    if (how == "of no list in force"_L1)
        next.previousSha256 = crypto::sha256("another list");
    if (how == "which nobody could change any more"_L1)
        next.signers = {team.third.signer(decides)};
    const auto *by = how == "by one who is no administrator"_L1 ? &team.third : &team.maker;
    auto bytes = Team::fileBy(next, {by});
    if (how == "no list"_L1)
        bytes = formats::writeEnvelope(
            {formats::signersPayloadType, "{}", {team.maker.sign(formats::signersPayloadType, "{}")}});
    QVERIFY(propose(bytes, how == "other bytes than it names"_L1 ? crypto::sha256("others") : QByteArray()));
    QVERIFY(team.trusted().view.pinned && !team.trusted().view.proposal);
}

QTEST_GUILESS_MAIN(SignersChainTest)

#include "tst_signerschain.moc"
