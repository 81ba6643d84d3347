// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list of signers is founded once: a slip in a role is told before, a word of the team's own is called one, and
// whoever pins it may type the fingerprint as it was read out.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QStringList typed{u"--passphrase-file"_s, u"-"_s};

} // namespace

class SignersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutAListItSaysSo();
    void aSlipInARoleFoundsNothing_data();
    void aSlipInARoleFoundsNothing();
    void aWordOfOnesOwnIsCalledOne();
    void aFingerprintIsTakenInGroups_data();
    void aFingerprintIsTakenInGroups();
    void anotherFingerprintPinsNothing_data();
    void anotherFingerprintPinsNothing();

private:
    [[nodiscard]] Called found(const QStringList &options) const
    {
        return (*m_ctl)(QStringList{u"signers"_s, u"found"_s} + options + typed, passphrase);
    }
    /// The groups of digits, as `signers show` prints them.
    [[nodiscard]] QStringList shownGroups() const
    {
        const auto shown = m_ctl->call({u"--workspace"_s, m_demo.path(), u"signers"_s, u"show"_s});
        const auto line = QString::fromUtf8(shown.out).section(u"fingerprint "_s, 1).section(u'\n', 0, 0);
        return line.split(u' ', Qt::SkipEmptyParts);
    }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_key;
};

void SignersTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    const auto key = (*m_ctl)(QStringList{u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo lead"_s} + typed, passphrase);
    QVERIFY2(key.exitCode == 0, key.text().constData());
    m_key = key.json()[u"fingerprint"_s].toString();
}

void SignersTest::withoutAListItSaysSo()
{
    for (const auto &verb : {QStringList{u"evidence"_s, u"seal"_s, u"--key"_s, m_key} + typed,
                             QStringList{u"sign"_s, u"no-go"_s, u"--key"_s, m_key, u"--reason"_s, u"nobody is listed"_s,
                                         u"--dry-run"_s}}) {
        const auto called = (*m_ctl)(verb, passphrase);
        QVERIFY2(called.exitCode == 1 && called.codes().contains(u"signers_untrusted"_s), called.text().constData());
        QVERIFY2(called.text().contains("no list of signers yet"), called.text().constData());
    }
    const auto pinned = (*m_ctl)({u"signers"_s, u"pin"_s, QString(64, u'a')});
    QVERIFY2(pinned.exitCode == 1 && pinned.errorCode() == u"no_signers"_s, pinned.text().constData());
}

void SignersTest::aSlipInARoleFoundsNothing_data()
{
    QTest::addColumn<QString>("roles");
    QTest::addColumn<QByteArray>("meant");
    QTest::newRow("two letters turned") << u"administrator,desicion-maker"_s << QByteArray("mean decision-maker?");
    QTest::newRow("a letter too few") << u"adminstrator"_s << QByteArray("mean administrator?");
    QTest::newRow("plural") << u"administrator,evidences"_s << QByteArray("mean evidence?");
    QTest::newRow("capitals") << u"Administrator"_s << QByteArray("mean administrator?");
    QTest::newRow("an underscore") << u"administrator,decision_maker"_s << QByteArray("mean decision-maker?");
}

void SignersTest::aSlipInARoleFoundsNothing()
{
    QFETCH(QString, roles);
    QFETCH(QByteArray, meant);
    const auto called = found({u"--key"_s, m_key + u'=' + roles});
    QVERIFY2(called.exitCode == 2, called.text().constData());
    QVERIFY2(called.err.contains(meant), called.text().constData());
    QCOMPARE((*m_ctl)({u"signers"_s, u"show"_s}).errorCode(), u"no_signers"_s);
}

void SignersTest::aWordOfOnesOwnIsCalledOne()
{
    const auto called = found({u"--key"_s, m_key + u"=decision-maker, administrator,night-shift"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QVERIFY2(called.err.contains("The role “night-shift” is your team's own"), called.text().constData());
    QCOMPARE(called.err.count("your team's own"), 1);
    const auto roles = called.json()[u"signers"_s].toArray().first().toObject()[u"roles"_s].toArray();
    QCOMPARE(roles, (QJsonArray{u"decision-maker"_s, u"administrator"_s, u"night-shift"_s}));
}

void SignersTest::aFingerprintIsTakenInGroups_data()
{
    QTest::addColumn<QString>("between"); // the groups; empty: each a word of its own
    QTest::newRow("words") << QString();
    QTest::newRow("blanks") << u" "_s;
    QTest::newRow("no-break spaces") << u"\u00a0"_s;
    QTest::newRow("a line break") << u"\n"_s;
}

void SignersTest::aFingerprintIsTakenInGroups()
{
    QFETCH(QString, between);
    const auto groups = shownGroups();
    QCOMPARE(groups.size(), 16);
    const Cutoverctl colleague(m_demo.path()); // another account
    QVERIFY(!colleague({u"signers"_s, u"show"_s}).json()[u"pinned"_s].toBool(true));
    const auto words = between.isEmpty() ? groups : QStringList{groups.join(between)};
    const auto pinned = colleague(QStringList{u"signers"_s, u"pin"_s} + words);
    QVERIFY2(pinned.exitCode == 0, pinned.text().constData());
    QVERIFY(pinned.json()[u"pinned"_s].toBool());
}

void SignersTest::anotherFingerprintPinsNothing_data()
{
    QTest::addColumn<int>("leftOut");
    QTest::addColumn<QString>("added");
    QTest::addColumn<int>("exit");
    QTest::newRow("of another list") << 1 << u"0000"_s << 1;
    QTest::newRow("a group short") << 1 << QString() << 2;
    QTest::newRow("a group too many") << 0 << u"0000"_s << 2;
    QTest::newRow("no digits") << 1 << u"zzzz"_s << 2;
}

void SignersTest::anotherFingerprintPinsNothing()
{
    QFETCH(int, leftOut);
    QFETCH(QString, added);
    QFETCH(int, exit);
    auto groups = shownGroups();
    groups.remove(groups.size() - leftOut, leftOut);
    const Cutoverctl colleague(m_demo.path());
    const auto pinned = colleague(QStringList{u"signers"_s, u"pin"_s} + groups + QStringList{added});
    QVERIFY2(pinned.exitCode == exit, pinned.text().constData());
    QVERIFY(!colleague({u"signers"_s, u"show"_s}).json()[u"pinned"_s].toBool(true));
}

QTEST_GUILESS_MAIN(SignersTest)

#include "tst_signers.moc"
