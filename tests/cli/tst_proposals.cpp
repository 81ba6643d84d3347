// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of signers through its versions, with the real program and the real keychain: proposed by one administrator,
// approved by another, followed by everybody who pinned a version before, and never gone back on.
#include "cli/cutoverctl.h"

#include <QCryptographicHash>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QStringList typed{u"--passphrase-file"_s, u"-"_s};
const QString listFile = u"configs/cutover/signers.dsse.json"_s;

} // namespace

class ProposalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsNoProposalIsRefused_data();
    void whatIsNoProposalIsRefused();
    void nothingIsProposedYet();
    void anotherAdministratorApproves();
    void aSupersededProposalIsNotApproved();
    void aFailedUnlockChangesNothing();
    void aColleagueFollowsAndNothingGoesBack();
    void aRevokedKeyIsGone();
    void theOnlyAdministratorIsWarnedOf();
    void aFileIsJudgedByTheVersionBefore();

private:
    QString enrol(const QString &name)
    {
        const auto key = (*m_ctl)(QStringList{u"keys"_s, u"enrol"_s, u"--name"_s, name} + typed, passphrase).json();
        m_certificates[name] = m_ctl->write(name + ".pem"_L1, key[u"certificate"_s].toString().toLatin1());
        return key[u"fingerprint"_s].toString();
    }
    [[nodiscard]] Called propose(const QStringList &options, const QByteArray &input = passphrase) const
    {
        return (*m_ctl)(QStringList{u"signers"_s, u"propose"_s} + options + typed, input);
    }
    [[nodiscard]] Called approve(const QString &key, const QStringList &options = {},
                                 const QByteArray &input = passphrase) const
    {
        return (*m_ctl)(QStringList{u"signers"_s, u"approve"_s, u"--key"_s, key} + options + typed, input);
    }
    [[nodiscard]] QJsonObject shown() const { return (*m_ctl)({u"signers"_s, u"show"_s}).json(); }
    [[nodiscard]] QByteArray list() const
    {
        QFile file(m_demo.path(listFile));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString digestOf(const QByteArray &bytes)
    {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    std::unique_ptr<Cutoverctl> m_colleague; ///< another account, who pins version 1
    QMap<QString, QString> m_certificates;
    QString m_ada;
    QString m_ben;
    QString m_cleo;
    QByteArray m_first;
};

void ProposalsTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    m_colleague = std::make_unique<Cutoverctl>(m_demo.path());
    m_ada = enrol(u"Ada Demo"_s);
    m_ben = enrol(u"Ben Demo"_s);
    m_cleo = enrol(u"Cleo Demo"_s);
    const auto founded =
        (*m_ctl)(QStringList{u"signers"_s, u"found"_s, u"--key"_s, m_ada, u"--key"_s, m_ben} + typed, passphrase);
    QVERIFY2(founded.exitCode == 0, founded.text().constData());
    m_first = list();
    const auto pinned = (*m_colleague)({u"signers"_s, u"pin"_s, digestOf(m_first)});
    QVERIFY2(pinned.exitCode == 0, pinned.text().constData());
}

void ProposalsTest::whatIsNoProposalIsRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("code");
    const auto cleo = [this](const QString &roles) { return m_certificates[u"Cleo Demo"_s] + u'=' + roles; };
    QTest::newRow("by one who is no administrator") << QStringList{u"--key"_s, m_cleo} << u"not_administrator"_s;
    QTest::newRow("nothing") << QStringList{u"--key"_s, m_ada} << u"nothing_proposed"_s;
    QTest::newRow("nobody known removed")
        << QStringList{u"--key"_s, m_ada, u"--remove"_s, m_cleo} << u"signer_unknown"_s;
    QTest::newRow("too few digits") << QStringList{u"--key"_s, m_ada, u"--remove"_s, m_ben.left(7)}
                                    << u"signer_unknown"_s;
    QTest::newRow("both administrators removed")
        << QStringList{u"--key"_s, m_ada, u"--remove"_s, m_ada, u"--remove"_s, m_ben} << u"last_administrator"_s;
    QTest::newRow("more keys than there are")
        << QStringList{u"--key"_s, m_ada, u"--quorum"_s, u"decision-maker=3"_s} << u"quorum_unreachable"_s;
    QTest::newRow("a quorum that a removal leaves without keys")
        << QStringList{u"--key"_s, m_ada, u"--quorum"_s, u"decision-maker=2"_s, u"--remove"_s, m_ben}
        << u"quorum_unreachable"_s;
    QTest::newRow("one key twice") << QStringList{u"--key"_s,    m_ada,
                                                  u"--member"_s, cleo(u"decision-maker"_s),
                                                  u"--member"_s, cleo(u"evidence"_s)}
                                   << u"signer_twice"_s;
    QTest::newRow("no certificate") << QStringList{u"--key"_s, m_ada, u"--member"_s, u"/dev/null=evidence"_s}
                                    << u"not_regular"_s;
}

void ProposalsTest::whatIsNoProposalIsRefused()
{
    QFETCH(QStringList, options);
    QFETCH(QString, code);
    const auto called = propose(options);
    QVERIFY2(called.ended && called.exitCode != 0, called.text().constData());
    QCOMPARE(called.errorCode(), code);
    QVERIFY(!shown().contains(u"proposal"_s));
    QCOMPARE(list(), m_first);
}

void ProposalsTest::nothingIsProposedYet()
{
    QCOMPARE(approve(m_ben).errorCode(), u"no_proposal"_s);
    QCOMPARE(approve(m_ben, {u"--proposal"_s, QString(64, u'a')}).errorCode(), u"proposal_superseded"_s);
}

void ProposalsTest::anotherAdministratorApproves()
{
    const auto proposed =
        propose({u"--key"_s, m_ada, u"--member"_s, m_certificates[u"Cleo Demo"_s] + "=decision-maker"_L1, u"--quorum"_s,
                 u"decision-maker=2"_s});
    QVERIFY2(proposed.exitCode == 0, proposed.text().constData());
    const auto proposal = proposed.json()[u"proposal"_s].toObject();
    QCOMPARE(proposal[u"version"_s].toInt(), 2);
    QCOMPARE(proposal[u"by"_s].toString(), u"Ada Demo"_s);
    QCOMPARE(proposal[u"approvers"_s].toArray(), QJsonArray{m_ben});
    QCOMPARE(proposal[u"changes"_s].toArray().size(), 2);
    QCOMPARE(list(), m_first); // nothing is in force
    QVERIFY(m_colleague->call({u"--workspace"_s, m_demo.path(), u"signers"_s, u"show"_s}).out.contains("Waits for"));

    QCOMPARE(approve(m_ada).errorCode(), u"approval_needs_another"_s);
    QCOMPARE(approve(m_cleo).errorCode(), u"not_administrator"_s);
    const auto approved = approve(m_ben, {u"--proposal"_s, proposal[u"sha256"_s].toString()});
    QVERIFY2(approved.exitCode == 0, approved.text().constData());
    const auto now = approved.json();
    QCOMPARE(now[u"version"_s].toInt(), 2);
    QVERIFY(now[u"pinned"_s].toBool() && !now.contains(u"proposal"_s));
    QCOMPARE(now[u"quorum"_s].toObject()[u"decision-maker"_s].toInt(), 2);
    QCOMPARE(now[u"digest"_s].toString(), digestOf(list()));
    QCOMPARE(approve(m_ben).errorCode(), u"no_proposal"_s);
}

void ProposalsTest::aSupersededProposalIsNotApproved()
{
    const auto first = propose({u"--key"_s, m_ada, u"--quorum"_s, u"decision-maker=1"_s}).json();
    const auto second = propose({u"--key"_s, m_ben, u"--quorum"_s, u"decision-maker=3"_s}).json();
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    const auto digest = first[u"proposal"_s].toObject()[u"sha256"_s].toString();
    QCOMPARE(digest.size(), 64);
    QCOMPARE(approve(m_ben, {u"--proposal"_s, digest}).errorCode(), u"proposal_superseded"_s);
    QCOMPARE(approve(m_ben).errorCode(), u"approval_needs_another"_s); // the second is Ben's own
    QCOMPARE(shown()[u"version"_s].toInt(), 2);
}

void ProposalsTest::aFailedUnlockChangesNothing()
{
    for (const auto &called : {approve(m_ada, {}, "another passphrase\n"),
                               propose({u"--key"_s, m_ada, u"--remove"_s, m_cleo, u"--quorum"_s, u"decision-maker=1"_s},
                                       "another passphrase\n")}) {
        QVERIFY2(called.exitCode == 4, called.text().constData());
        QCOMPARE(called.errorCode(), u"wrong_passphrase"_s);
    }
    QCOMPARE(shown()[u"proposal"_s].toObject()[u"by"_s].toString(), u"Ben Demo"_s);
    m_ctl->set(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    const auto called = approve(m_ada);
    m_ctl->restore(u"DBUS_SESSION_BUS_ADDRESS"_s);
    QVERIFY2(called.exitCode == 4 && called.errorCode() == u"keychain_absent"_s, called.text().constData());
    QCOMPARE(shown()[u"version"_s].toInt(), 2);
}

void ProposalsTest::aColleagueFollowsAndNothingGoesBack()
{
    const auto second = list();
    const auto followed = (*m_colleague)({u"signers"_s, u"show"_s}).json();
    QCOMPARE(followed[u"version"_s].toInt(), 2);
    QVERIFY(followed[u"pinned"_s].toBool());
    // The genuine version 1, put back.
    QVERIFY(m_demo.write(listFile, m_first));
    const auto back = m_colleague->call({u"--workspace"_s, m_demo.path(), u"signers"_s, u"show"_s});
    QVERIFY2(back.out.contains("version 1; version 2 is in force"), back.text().constData());
    QVERIFY(!(*m_colleague)({u"signers"_s, u"show"_s}).json()[u"pinned"_s].toBool(true));
    QCOMPARE((*m_colleague)({u"signers"_s, u"pin"_s, digestOf(m_first)}).errorCode(), u"signers_older"_s);
    QCOMPARE(propose({u"--key"_s, m_ada, u"--remove"_s, m_ben}).codes(), QStringList{u"signers_untrusted"_s});
    // The one in force comes back out of the ledger, by name.
    const auto pinned = (*m_colleague)({u"signers"_s, u"pin"_s, digestOf(second)});
    QVERIFY2(pinned.exitCode == 0, pinned.text().constData());
    QCOMPARE(list(), second);
    QVERIFY(shown()[u"pinned"_s].toBool());
}

void ProposalsTest::aRevokedKeyIsGone()
{
    const QStringList revoking{u"--key"_s, m_ada, u"--revoke"_s, m_cleo.left(8)};
    QVERIFY(propose(revoking).exitCode == 0);
    const auto approved = approve(m_ben);
    QVERIFY2(approved.exitCode == 0, approved.text().constData());
    QCOMPARE(approved.json()[u"revoked"_s].toArray(), QJsonArray{m_cleo});
    const auto back =
        propose({u"--key"_s, m_ada, u"--member"_s, m_certificates[u"Cleo Demo"_s] + "=decision-maker"_L1});
    QCOMPARE(back.errorCode(), u"signer_revoked"_s);
    const auto signing = (*m_ctl)(
        {u"sign"_s, u"no-go"_s, u"--key"_s, m_cleo, u"--reason"_s, u"a key that was stolen"_s, u"--dry-run"_s});
    QVERIFY2(signing.codes().contains(u"signer_unauthorised"_s), signing.text().constData());
}

void ProposalsTest::theOnlyAdministratorIsWarnedOf()
{
    QVERIFY(propose({u"--key"_s, m_ada, u"--remove"_s, m_ben, u"--quorum"_s, u"decision-maker=1"_s}).exitCode == 0);
    QVERIFY(approve(m_ben).exitCode == 0); // whom the version before lets
    const auto warned = (*m_ctl)({u"signers"_s, u"show"_s});
    QVERIFY2(warned.err.contains("One administrator alone"), warned.text().constData());
    QVERIFY2(warned.err.contains("One key alone"), warned.text().constData());
    QVERIFY(propose({u"--key"_s, m_ada + "=administrator,decision-maker,evidence,console"_L1}).exitCode == 0);
    const auto proposed = m_ctl->call({u"--workspace"_s, m_demo.path(), u"signers"_s, u"show"_s});
    QVERIFY2(proposed.out.contains("is the only administrator, and puts it into force alone. After comparing: "
                                   "cutoverctl signers approve --key " +
                                   m_ada.left(8).toLatin1()) &&
                 !proposed.out.contains("Waits for") && !proposed.out.contains("1 of 1"),
             proposed.text().constData());
    QCOMPARE(approve(m_ben).errorCode(), u"not_administrator"_s);
    const auto alone = approve(m_ada);
    QVERIFY2(alone.exitCode == 0, alone.text().constData());
    QCOMPARE(alone.json()[u"version"_s].toInt(), 5);
}

void ProposalsTest::aFileIsJudgedByTheVersionBefore()
{
    const auto verify = [this](const QByteArray &bytes) {
        return (*m_ctl)({u"verify"_s, m_ctl->write(u"signers.dsse.json"_s, bytes)})
            .json()[u"files"_s]
            .toArray()
            .first();
    };
    const auto present = verify(list()).toObject();
    QVERIFY2(present[u"valid"_s].toBool(), QJsonDocument(present).toJson().constData());
    const auto first = verify(m_first).toObject();
    QVERIFY2(first[u"valid"_s].toBool(), QJsonDocument(first).toJson().constData());
    QCOMPARE(first[u"problems"_s].toArray().first().toObject()[u"code"_s].toString(), u"signers_older"_s);
}

QTEST_GUILESS_MAIN(ProposalsTest)

#include "tst_proposals.moc"
