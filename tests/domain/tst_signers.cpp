// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/signers.h"

#include <QTest>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

/// One signer a letter: what follows it are the first letters of his roles.
SignersList listOf(const QStringList &signers)
{
    SignersList list;
    for (const auto &text : signers) {
        Signer signer;
        signer.fingerprint = text.left(1);
        for (const QChar role : text.mid(1))
            signer.roles.append(role);
        list.signers.append(signer);
    }
    return list;
}

} // namespace

class SignersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyCountsOnce_data();
    void aKeyCountsOnce();
};

void SignersTest::aKeyCountsOnce_data()
{
    QTest::addColumn<QStringList>("signers");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<int>("d");
    QTest::addColumn<int>("s");
    // needed: d twice, s once
    QTest::newRow("nobody") << QStringList{u"ad"_s} << QStringList{} << 0 << 0;
    QTest::newRow("a stranger") << QStringList{u"ad"_s} << QStringList{u"x"_s} << 0 << 0;
    QTest::newRow("one key of both roles") << QStringList{u"ads"_s} << QStringList{u"a"_s} << 1 << 0;
    QTest::newRow("one key twice") << QStringList{u"ads"_s} << QStringList{u"a"_s, u"a"_s} << 1 << 0;
    QTest::newRow("two of both") << QStringList{u"ads"_s, u"bds"_s} << QStringList{u"a"_s, u"b"_s} << 2 << 0;
    QTest::newRow("three of both") << QStringList{u"ads"_s, u"bds"_s, u"cds"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s}
                                   << 2 << 1;
    // Whoever can sit elsewhere makes room for him who cannot.
    QTest::newRow("makes room") << QStringList{u"ads"_s, u"bd"_s, u"cd"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s} << 2
                                << 1;
    QTest::newRow("more than needed") << QStringList{u"ad"_s, u"bd"_s, u"cd"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s}
                                      << 2 << 0;
}

void SignersTest::aKeyCountsOnce()
{
    QFETCH(QStringList, signers);
    QFETCH(QStringList, keys);
    QFETCH(int, d);
    QFETCH(int, s);
    const auto filled = filledSeats(listOf(signers), keys, {{u"d"_s, 2}, {u"s"_s, 1}});
    QCOMPARE(filled.value(u"d"_s), d);
    QCOMPARE(filled.value(u"s"_s), s);
}

QTEST_GUILESS_MAIN(SignersTest)

#include "tst_signers.moc"
