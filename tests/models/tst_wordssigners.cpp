// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words for lists of signers: every change and every trouble has a sentence of its own, and D-1 hears in time.
#include "crypto/privatekey.h"
#include "models/wordssigners.h"

#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::models;

class WordsSignersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeHasItsSentence();
    void everyTroubleHasItsSentence();
    void dMinusOneHears_data();
    void dMinusOneHears();
    void aQuorumIsNoKeyAlone();
    void aSecondKeyIsNobodyBeside();
    void aSoleAdministratorWaitsForNobody();
};

void WordsSignersTest::everyChangeHasItsSentence()
{
    QSet<QString> sentences;
    const QStringList codes{u"signer_added"_s,       u"signer_removed"_s,     u"signer_revoked"_s,
                            u"name_changed"_s,       u"roles_changed"_s,      u"certificate_changed"_s,
                            u"quorum_changed"_s,     u"deputy_changed"_s,     u"policy_key_added"_s,
                            u"policy_key_removed"_s, u"evidence_key_added"_s, u"evidence_key_removed"_s};
    for (const auto &code : codes) {
        const auto text = signersChangeText({code, {u"First %2"_s, u"Second\nline"_s, u"Third"_s}});
        QVERIFY2(text.contains(u"First %2"_s) && text.endsWith(u'.') && !text.contains(u'\n'), qPrintable(text));
        sentences.insert(text);
    }
    QCOMPARE(sentences.size(), codes.size());
    QCOMPARE(signersChangeText({u"deputy_changed"_s, {u"Ada"_s, {}}}), u"Leaves Ada without a deputy."_s);
}

void WordsSignersTest::everyTroubleHasItsSentence()
{
    QSet<QString> sentences;
    const QStringList troubles{u"absent"_s, u"unreadable"_s, u"unsigned"_s,
                               u"older"_s,  u"unchained"_s,  u"not_compared"_s};
    for (const auto &trouble : troubles)
        sentences.insert(signersUntrustedText({trouble, u"1"_s, u"2"_s}));
    QCOMPARE(sentences.size(), troubles.size());
    QVERIFY(signersUntrustedText({u"older"_s, u"1"_s, u"2"_s}).contains(u"version 1; version 2 is in force"_s));
}

void WordsSignersTest::dMinusOneHears_data()
{
    QTest::addColumn<int>("days"); // that the certificates have left
    QTest::addColumn<int>("administrators");
    QTest::addColumn<bool>("pinned");
    QTest::addColumn<int>("warnings");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << 31 << 2 << true << 0 << QString();
    QTest::newRow("one administrator, who alone decides") << 31 << 1 << true << 2 << u"One administrator alone"_s;
    QTest::newRow("30 days left") << 30 << 2 << true << 2 << u"expires in 30"_s;
    QTest::newRow("a day left") << 1 << 2 << true << 2 << u"expires in 1\u00a0day."_s;
    QTest::newRow("expired") << -1 << 2 << true << 2 << u"has expired"_s;
    QTest::newRow("a list that is not pinned") << 1 << 1 << false << 0 << QString();
}

void WordsSignersTest::dMinusOneHears()
{
    QFETCH(int, days);
    QFETCH(int, administrators);
    QFETCH(bool, pinned);
    QFETCH(int, warnings);
    QFETCH(QString, says);
    const auto now = QDateTime(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
    session::SignersView view;
    view.pinned = pinned;
    for (const auto &name : QStringList{u"Ada"_s, u"Ben"_s}.first(administrators)) {
        const auto key = crypto::PrivateKey::generate();
        const auto certificate = key->selfSignedCertificate(name, {}, now.addDays(-60), now.addDays(days));
        view.list.signers.append(
            {key->fingerprint(), name, {u"administrator"_s, u"decision-maker"_s}, certificate->pem()});
    }
    const auto told = signersWarnings(view, now);
    QCOMPARE(told.size(), warnings);
    QVERIFY2(told.join(u' ').contains(says), qPrintable(told.join(u' ')));
}

void WordsSignersTest::aQuorumIsNoKeyAlone()
{
    session::SignersView view;
    view.pinned = true;
    view.list.signers = {{u"aa"_s, u"Ada"_s, {u"decision-maker"_s, u"administrator"_s}, {}},
                         {u"bb"_s, u"Bo"_s, {u"security"_s, u"administrator"_s}, {}}};
    view.list.quorum = {{u"decision-maker"_s, 1}};
    QVERIFY(signersWarnings(view, {}).join(u' ').contains(u"One key alone can decide"_s));
    view.list.quorum = {{u"security"_s, 1}}; // beside the decision maker, who is always needed
    QVERIFY(signersWarnings(view, {}).join(u' ').startsWith(u"A GO needs 2 signatures"_s));
    view.list.quorum.insert(u"decision-maker"_s, 1);
    const auto told = signersWarnings(view, {}).join(u' ');
    QVERIFY2(told.startsWith(u"A GO needs 2 signatures, but only Ada can sign as decision-maker"_s), qPrintable(told));
    QVERIFY2(told.contains(u"without that person there is no GO"_s), qPrintable(told)); // who may have a second key
    QVERIFY2(told.contains(u"cutoverctl signers propose"_s), qPrintable(told));
}

/// A second key is no second person.
void WordsSignersTest::aSecondKeyIsNobodyBeside()
{
    session::SignersView view;
    view.pinned = true;
    view.list.signers = {{u"aa"_s, u"Ada"_s, {u"decision-maker"_s, u"administrator"_s}, {}},
                         {u"bb"_s, u"Ada"_s, {u"decision-maker"_s, u"administrator"_s}, {}}};
    const auto told = signersWarnings(view, {});
    QVERIFY2(told.value(0).startsWith(u"One administrator alone"_s), qPrintable(told.join(u' ')));
    QVERIFY2(told.value(1).startsWith(u"One person alone can decide, by whichever key"_s), qPrintable(told.join(u' ')));
    view.list.signers[1].name = u"Ben"_s;
    QVERIFY(!signersWarnings(view, {}).join(u' ').contains(u"alone"_s));
}

void WordsSignersTest::aSoleAdministratorWaitsForNobody()
{
    session::SignersProposalView proposal;
    proposal.list.version = 2;
    proposal.by = u"Ada"_s;
    proposal.approvers = {u"aa"_s};
    proposal.needed = 1;
    const auto text = proposalText(proposal) + u' ' + approversText(proposal, {});
    QCOMPARE(text,
             u"Version 2, proposed by Ada. Not in force yet: Ada is the only administrator, and puts it into force "
             "alone."_s);
    proposal.needed = 2;
    QVERIFY(proposalText(proposal).contains(u"1 of 2 administrators signed"_s));
    QVERIFY(approversText(proposal, {}).startsWith(u"Waits for an administrator"_s));
}

QTEST_GUILESS_MAIN(WordsSignersTest)

#include "tst_wordssigners.moc"
