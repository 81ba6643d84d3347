// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision by the first digits of its id: one, none, or several.
#include "session/decisionid.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

class DecisionIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMeant_data();
    void whatIsMeant();
    void severalAreNamed();
};

namespace {

const QString s_first = u"fbaa3c3a7c173dc4365a2a2272ec7a2e"_s;
const QString s_second = u"fbaa3c3a80173dc4365a2a2272ec7a2e"_s;
const QString s_other = u"af8c5efa563722844c5e5fbbce03e53c"_s;
const QSet<QString> s_known{s_first, s_second, s_other};

} // namespace

void DecisionIdTest::whatIsMeant_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("meant");
    QTest::newRow("the whole id") << s_other << s_other;
    QTest::newRow("eight digits") << s_other.left(8) << s_other;
    QTest::newRow("in capitals, with blanks") << u' ' + s_other.left(12).toUpper() + u' ' << s_other;
    QTest::newRow("enough to tell two apart") << s_first.left(9) << s_first;
    QTest::newRow("seven digits are too few") << s_other.left(7) << s_other.left(7);
    QTest::newRow("another's") << u"0011223344"_s << u"0011223344"_s;
    QTest::newRow("more digits than an id has") << s_other + u'0' << s_other + u'0';
    QTest::newRow("nothing") << QString() << QString();
}

void DecisionIdTest::whatIsMeant()
{
    QFETCH(QString, given);
    QFETCH(QString, meant);
    const auto found = session::decisionIdFrom(given, s_known);
    QVERIFY(found);
    QCOMPARE(*found, meant);
}

void DecisionIdTest::severalAreNamed()
{
    const auto found = session::decisionIdFrom(u"FBAA3C3A"_s, s_known);
    QVERIFY(!found);
    QCOMPARE(found.error().name, u"decision_ambiguous"_s);
    QCOMPARE(found.error().data, (QStringList{u"fbaa3c3a"_s, s_first, s_second}));
    // An id that another one continues is still meant by itself.
    const auto whole = session::decisionIdFrom(s_first, {s_first, s_first + u'0'});
    QVERIFY(whole && *whole == s_first);
}

QTEST_GUILESS_MAIN(DecisionIdTest)

#include "tst_decisionid.moc"
