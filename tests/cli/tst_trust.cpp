// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whose time stamps count is each user's own choice: told, shown and taken back by `trust`, and kept whole in the trust
// file.
#include "cli/cutoverctl.h"

#include <QProcess>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

class TrustTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nobodyIsTrustedAtFirst();
    void anAuthorityIsTrustedOnce();
    void whatIsNoCertificateIsRefused_data();
    void whatIsNoCertificateIsRefused();
    void anAuthorityIsForgotten();

private:
    /// A certificate's path, made by openssl.
    [[nodiscard]] QString made(const QString &name) const
    {
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-nodes"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                     u"ec_paramgen_curve:P-256"_s, u"-keyout"_s, u"/dev/null"_s, u"-subj"_s,
                                     u"/CN="_s + name, u"-days"_s, u"30"_s});
        return openssl.waitForFinished() ? m_ctl->write(name + u".pem"_s, openssl.readAllStandardOutput()) : QString();
    }
    [[nodiscard]] QJsonArray trusted(const QStringList &words) const
    {
        const auto called = (*m_ctl)(QStringList{u"trust"_s} + words);
        return called.exitCode == 0 ? called.json()[u"timestamp_anchors"_s].toArray() : QJsonArray{called.exitCode};
    }

    QTemporaryDir m_workspace;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void TrustTest::initTestCase()
{
    m_ctl = std::make_unique<Cutoverctl>(m_workspace.path());
}

void TrustTest::nobodyIsTrustedAtFirst()
{
    QCOMPARE(trusted({u"show"_s}), QJsonArray());
    const auto told = m_ctl->call({u"trust"_s, u"show"_s});
    QVERIFY2(told.out.contains("every decision's time is its signer's claim"), told.text().constData());
}

void TrustTest::anAuthorityIsTrustedOnce()
{
    const auto one = made(u"TimeOne"_s);
    const auto both = trusted({u"time"_s, one, made(u"TimeTwo"_s)});
    QCOMPARE(both.size(), 2);
    QCOMPARE(both[0].toObject()[u"name"_s].toString(), u"TimeOne"_s);
    QCOMPARE(both[1].toObject()[u"name"_s].toString(), u"TimeTwo"_s);
    QCOMPARE(both[0].toObject()[u"fingerprint"_s].toString().size(), 64);
    QCOMPARE(trusted({u"time"_s, one}), both);
    QCOMPARE(trusted({u"show"_s}), both);
}

void TrustTest::whatIsNoCertificateIsRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("nothing") << QStringList{u"time"_s} << 2;
    QTest::newRow("a file that is not there") << QStringList{u"time"_s, u"missing.pem"_s} << 3;
    QTest::newRow("text") << QStringList{u"time"_s, m_ctl->write(u"text.pem"_s, "text")} << 3;
    QTest::newRow("another word") << QStringList{u"signer"_s} << 2;
    QTest::newRow("no word") << QStringList() << 2;
    QTest::newRow("too few digits to forget") << QStringList{u"forget"_s, u"0"_s} << 2;
    QTest::newRow("nobody to forget") << QStringList{u"forget"_s, QString(64, u'0')} << 2;
}

void TrustTest::whatIsNoCertificateIsRefused()
{
    QFETCH(const QStringList, words);
    QFETCH(const int, exitCode);
    const auto before = trusted({u"show"_s});
    const auto called = (*m_ctl)(QStringList{u"trust"_s} + words);
    QVERIFY2(called.exitCode == exitCode && !called.errorCode().isEmpty(), called.text().constData());
    QCOMPARE(trusted({u"show"_s}), before);
}

void TrustTest::anAuthorityIsForgotten()
{
    const auto both = trusted({u"show"_s});
    const auto digits = both[0].toObject()[u"fingerprint"_s].toString().left(8);
    QCOMPARE(trusted({u"forget"_s, digits.toUpper()}), QJsonArray{both[1]});
    QCOMPARE(trusted({u"show"_s}), QJsonArray{both[1]});
}

QTEST_GUILESS_MAIN(TrustTest)
#include "tst_trust.moc"
