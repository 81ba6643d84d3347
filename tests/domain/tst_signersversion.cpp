// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a list of signers may follow another, and what is told of the difference.
#include "domain/signersversion.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::domain;

namespace {

const QByteArray digest(32, 'd');

QString key(char digit)
{
    return QString(64, QLatin1Char(digit));
}

Signer signer(char digit, const QString &name, const QStringList &roles)
{
    return {key(digit), name, roles, "certificate"};
}

SignersList before()
{
    SignersList list;
    list.workspaceId = u"w"_s;
    list.version = 4;
    list.signers = {signer('a', u"Ada"_s, {u"administrator"_s, u"decision-maker"_s}),
                    signer('b', u"Ben"_s, {u"administrator"_s}), signer('c', u"Cleo"_s, {u"decision-maker"_s})};
    list.quorum = {{u"decision-maker"_s, 2}};
    list.deputies = {{key('a'), key('c')}};
    list.revoked = {key('f')};
    return list;
}

SignersList next()
{
    auto list = before();
    list.version = 5;
    list.previousSha256 = digest;
    return list;
}

} // namespace

class SignersVersionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void succession_data();
    void succession();
    void approvals();
    void changes();
};

void SignersVersionTest::succession_data()
{
    QTest::addColumn<SignersList>("list");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const QString &fault, auto change) {
        auto list = next();
        change(list);
        QTest::newRow(name) << list << fault;
    };
    row("the version after", {}, [](SignersList &) {});
    row("one more revoked", {}, [](SignersList &list) { list.revoked.append(key('e')); });
    row("another workspace", u"other_workspace"_s, [](SignersList &list) { list.workspaceId = u"v"_s; });
    row("the same version", u"version_skipped"_s, [](SignersList &list) { list.version = 4; });
    row("a version before", u"version_skipped"_s, [](SignersList &list) { list.version = 3; });
    row("a version skipped", u"version_skipped"_s, [](SignersList &list) { list.version = 6; });
    row("of another list", u"other_predecessor"_s, [](SignersList &list) { list.previousSha256 = "other"; });
    row("a revocation forgotten", u"signer_revoked"_s, [](SignersList &list) { list.revoked.clear(); });
    row("a revoked key listed", u"signer_revoked"_s,
        [](SignersList &list) { list.signers.append(signer('f', u"Fay"_s, {u"evidence"_s})); });
    row("a key under two names", u"signer_twice"_s,
        [](SignersList &list) { list.signers.append(signer('c', u"Cleopatra"_s, {u"decision-maker"_s})); });
    row("nobody to change it", u"last_administrator"_s, [](SignersList &list) { list.signers.remove(0, 2); });
    row("too few keys", u"quorum_unreachable"_s, [](SignersList &list) { list.signers.removeLast(); });
    row("one key for two roles", u"quorum_unreachable"_s, [](SignersList &list) {
        list.quorum = {{u"decision-maker"_s, 2}, {u"administrator"_s, 2}};
    });
    row("two keys of one person for two seats", u"quorum_unreachable"_s,
        [](SignersList &list) { list.signers[2].name = u" ada"_s; });
    row("nobody who decides", u"quorum_unreachable"_s, [](SignersList &list) {
        list.quorum = {{u"administrator"_s, 1}};
        list.signers = {signer('b', u"Ben"_s, {u"administrator"_s})};
    });
}

void SignersVersionTest::succession()
{
    QFETCH(SignersList, list);
    QFETCH(QString, fault);
    QCOMPARE(signersFaultName(successionFault(before(), digest, list)), fault);
}

void SignersVersionTest::approvals()
{
    auto list = before();
    QCOMPARE(administratorsOf(list), (QStringList{key('a'), key('b')}));
    QCOMPARE(approvalsNeeded(list), 2);
    list.signers.append(signer('d', u"Dan"_s, {u"administrator"_s}));
    QCOMPARE(approvalsNeeded(list), 2);
    list.signers = {signer('a', u"Ada"_s, {u"administrator"_s})};
    QCOMPARE(approvalsNeeded(list), 1);
    list.signers.append(signer('b', u"ADA "_s, {u"administrator"_s})); // her other key
    QCOMPARE(approvalsNeeded(list), 1);
    list.signers.append(signer('c', u"Ben"_s, {u"administrator"_s}));
    QCOMPARE(approvalsNeeded(list), 2);
}

void SignersVersionTest::changes()
{
    QVERIFY(changesBetween(before(), next()).isEmpty());
    auto list = next();
    list.signers[0].name = u"Ada Demo"_s;
    list.signers[0].certificatePem = "renewed";
    list.signers[1].roles = QStringList{u"administrator"_s, u"evidence"_s};
    list.signers[2] = signer('d', u"Dan"_s, {u"decision-maker"_s});
    list.revoked = {key('f'), key('c')};
    list.quorum = {{u"decision-maker"_s, 1}};
    list.deputies.clear();
    list.policyKeys = {key('9')};
    const QList<SignersChange> expected{
        {u"name_changed"_s, {u"Ada Demo"_s, u"Ada"_s, key('a')}},
        {u"certificate_changed"_s, {u"Ada Demo"_s, key('a')}},
        {u"roles_changed"_s, {u"Ben"_s, u"administrator,evidence"_s, u"administrator"_s}},
        {u"signer_added"_s, {u"Dan"_s, u"decision-maker"_s, key('d')}},
        {u"signer_revoked"_s, {u"Cleo"_s, key('c')}},
        {u"quorum_changed"_s, {u"decision-maker"_s, u"1"_s, u"2"_s}},
        {u"deputy_changed"_s, {u"Ada Demo"_s, QString()}},
        {u"policy_key_added"_s, {key('9')}},
    };
    QCOMPARE(changesBetween(before(), list), expected);
    list.revoked.removeLast();
    QVERIFY(changesBetween(before(), list).contains({u"signer_removed"_s, {u"Cleo"_s, key('c')}}));
}

QTEST_GUILESS_MAIN(SignersVersionTest)

#include "tst_signersversion.moc"
