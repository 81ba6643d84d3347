// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgertestkit.h"

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::ledger;
using namespace cutover::ledger::testkit;
using domain::WatchLease;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

WatchLease of(const QString &holder, qint64 ms, const QString &boot = u"boot"_s)
{
    return {holder, 4711, u"host-1"_s, {boot, ms}, noon.addMSecs(ms)};
}

QString holderAfter(Ledger &ledger, const WatchLease &mine, const std::optional<WatchLease> &silent = {})
{
    const auto taken = ledger.takeLease(mine, silent);
    return taken ? taken->holder : codeName(taken.error().code);
}

} // namespace

class TestLease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNobodysAtFirst()
    {
        const Place place;
        auto ledger = place.open();
        QCOMPARE(ledger->lease().value(), std::nullopt);
        QVERIFY(ledger->releaseLease(u"a"_s).has_value());
    }

    void isRenewedByItsHolderAlone()
    {
        const Place place;
        auto one = place.open();
        auto two = place.open(OpenOptions::Mode::Existing);
        QCOMPARE(holderAfter(*one, of(u"a"_s, 0)), u"a"_s);
        QCOMPARE(two->lease().value(), of(u"a"_s, 0));
        QCOMPARE(holderAfter(*two, of(u"b"_s, 9'000)), u"a"_s);
        QCOMPARE(holderAfter(*one, of(u"a"_s, 10'000)), u"a"_s);
        QCOMPARE(two->lease().value(), of(u"a"_s, 10'000));
        QCOMPARE(holderAfter(*two, of(u"b"_s, 11'000)), u"a"_s);
    }

    /// Whoever takes it over says what it saw: renewed since, it is not silent.
    void isTakenOverOnlyWhereItIsStillAsItWasSeen()
    {
        const Place place;
        auto one = place.open();
        auto two = place.open(OpenOptions::Mode::Existing);
        QCOMPARE(holderAfter(*one, of(u"a"_s, 0)), u"a"_s);
        QCOMPARE(holderAfter(*one, of(u"a"_s, 1'000)), u"a"_s);
        QCOMPARE(holderAfter(*two, of(u"b"_s, 20'000), of(u"a"_s, 0)), u"a"_s);
        QCOMPARE(holderAfter(*two, of(u"b"_s, 20'000), of(u"a"_s, 1'000)), u"b"_s);
        QCOMPARE(holderAfter(*one, of(u"a"_s, 20'001)), u"b"_s); // it lost it
        QCOMPARE(holderAfter(*one, of(u"a"_s, 20'002), of(u"a"_s, 1'000)), u"b"_s);
    }

    void isGivenBackByItsHolderAlone()
    {
        const Place place;
        auto ledger = place.open();
        QCOMPARE(holderAfter(*ledger, of(u"a"_s, 0)), u"a"_s);
        QVERIFY(ledger->releaseLease(u"b"_s).has_value());
        QCOMPARE(ledger->lease().value(), of(u"a"_s, 0));
        QVERIFY(ledger->releaseLease(u"a"_s).has_value());
        QCOMPARE(ledger->lease().value(), std::nullopt);
        QCOMPARE(holderAfter(*ledger, of(u"b"_s, 1)), u"b"_s);
    }

    void staysOutsideTheLog()
    {
        const Place place;
        auto ledger = place.open();
        addNotes(*ledger, 3);
        const auto head = ledger->head();
        QCOMPARE(holderAfter(*ledger, of(u"a"_s, 0)), u"a"_s);
        QVERIFY(ledger->refresh().has_value());
        QCOMPARE(ledger->size(), head.size);
        QCOMPARE(ledger->root(), head.root);
        QVERIFY(ledger->verify().valid);
        QVERIFY(place.open(OpenOptions::Mode::Existing));
    }

    void isReadButNeverTakenThroughALookingGlass()
    {
        const Place place;
        QCOMPARE(holderAfter(*place.open(), of(u"a"_s, 0)), u"a"_s);
        for (const auto mode : {OpenOptions::Mode::ReadOnly, OpenOptions::Mode::Inspect}) {
            auto ledger = place.open(mode);
            QCOMPARE(ledger->lease().value(), of(u"a"_s, 0));
            QCOMPARE(holderAfter(*ledger, of(u"b"_s, 99'000'000), of(u"a"_s, 0)),
                     codeName(LedgerError::Code::LedgerUnwritable));
            QVERIFY(!ledger->releaseLease(u"a"_s).has_value());
        }
    }

    void aLedgerThatNeverHadOneIsWatchedToo()
    {
        const Place place;
        QCOMPARE(holderAfter(*place.open(), of(u"a"_s, 0)), u"a"_s);
        QVERIFY(tamper(place.file, {u"DROP TABLE lease"_s}));
        auto ledger = place.open(OpenOptions::Mode::Existing);
        QCOMPARE(ledger->lease().value(), std::nullopt);
        QCOMPARE(holderAfter(*ledger, of(u"b"_s, 1)), u"b"_s);
    }
};

QTEST_GUILESS_MAIN(TestLease)

#include "tst_lease.moc"
