// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The second signer of a GO at the command line: what waits is told, what is signed was seen, and the same key counts
// once.
#include "cli/terminal.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test";
const QString reason = u"Keys and policies were reviewed."_s;

} // namespace

class CountersignVerbTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatWaitsIsTold();
    void wrongUsage_data();
    void wrongUsage();
    void theSameKeyCountsOnce();
    void aDryRunShowsWhatTheFirstSaw();
    void aGoIsCountersignedAsItWasSeen();
    void completeIsComplete();

private:
    [[nodiscard]] QString enrol(const QString &name) const
    {
        const auto called =
            (*m_ctl)({u"keys"_s, u"enrol"_s, u"--name"_s, name, u"--passphrase-file"_s, u"-"_s}, passphrase);
        return called.json()[u"fingerprint"_s].toString();
    }
    [[nodiscard]] Called countersign(const QString &key, const QStringList &more = {},
                                     const QByteArray &input = {}) const
    {
        return (*m_ctl)(
            QStringList{u"countersign"_s, m_id.left(8), u"--key"_s, key.left(12), u"--reason"_s, reason} + more, input);
    }
    [[nodiscard]] QJsonObject decision() const { return (*m_ctl)({u"status"_s}).json()[u"decision"_s].toObject(); }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_maker;
    QString m_security;
    QString m_id;
    QString m_sha256;
};

void CountersignVerbTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    m_maker = enrol(u"Demo release manager"_s);
    m_security = enrol(u"Demo security"_s);
    const auto founded =
        (*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, m_maker, u"--key"_s, m_security + u"=security"_s, u"--quorum"_s,
                  u"decision-maker=1"_s, u"--quorum"_s, u"security=1"_s, u"--passphrase-file"_s, u"-"_s},
                 passphrase);
    QVERIFY2(founded.exitCode == 0, founded.text().constData());
    const auto checked = (*m_ctl)({u"preflight"_s});
    QVERIFY2(checked.exitCode == 0, checked.text().constData());
    QCOMPARE((*m_ctl)({u"confirm"_s, u"team-ready"_s, u"--by"_s, u"Demo lead"_s}).exitCode, 0);
    const QStringList order{u"sign"_s, u"go"_s, u"--key"_s, m_maker, u"--reason"_s, u"All twelve criteria are Go."_s};
    m_sha256 = (*m_ctl)(order + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    const auto done =
        (*m_ctl)(order + QStringList{u"--statement-sha256"_s, m_sha256, u"--passphrase-file"_s, u"-"_s}, passphrase);
    QVERIFY2(done.exitCode == 0, done.text().constData());
    m_id = done.json()[u"id"_s].toString();
    const auto quorum = done.json()[u"quorum"_s].toObject();
    QVERIFY(quorum[u"given"_s] == 1 && quorum[u"needed"_s] == 2);
    QCOMPARE(quorum[u"waiting_for"_s].toArray(), QJsonArray{u"security"_s});
}

void CountersignVerbTest::whatWaitsIsTold()
{
    const auto waits = decision();
    QCOMPARE(waits[u"id"_s].toString(), m_id);
    QVERIFY(!waits[u"valid"_s].toBool());
    QCOMPARE(waits[u"refusals"_s].toArray().first().toObject()[u"code"_s].toString(), u"quorum_missing"_s);
    const auto quorum = waits[u"quorum"_s].toObject();
    QVERIFY(!quorum[u"since"_s].toString().isEmpty());
    const auto seat = quorum[u"awaited"_s].toArray().first().toObject();
    QCOMPARE(seat[u"role"_s].toString(), u"security"_s);
    QCOMPARE(seat[u"signers"_s].toArray().first().toObject()[u"name"_s].toString(), u"Demo security"_s);
    const auto shown = m_ctl->call({u"--workspace"_s, m_demo.path(), u"status"_s});
    QVERIFY2(shown.out.contains("Signed by 1 of 2. Awaiting: security since ") ||
                 shown.out.contains("1 of 2 signatures; awaiting security since "),
             shown.text().constData());
    QCOMPARE((*m_ctl)({u"promote"_s, u"10"_s}).codes().value(0), u"quorum_missing"_s);
}

void CountersignVerbTest::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("code");
    const QStringList key{u"--key"_s, m_security};
    const QStringList why{u"--reason"_s, reason};
    const QStringList digest{u"--statement-sha256"_s, m_sha256};
    QTest::newRow("no decision named") << key + why << 2 << u"usage"_s;
    QTest::newRow("no key") << QStringList{m_id} + why << 2 << u"usage"_s;
    QTest::newRow("no reason") << QStringList{m_id} + key << 2 << u"usage"_s;
    QTest::newRow("unseen") << QStringList{m_id} + key + why << 2 << u"usage"_s;
    QTest::newRow("no digest") << QStringList{m_id} + key + why + QStringList{u"--statement-sha256"_s, u"12"_s} << 2
                               << u"usage"_s;
    QTest::newRow("a short reason") << QStringList{m_id, u"--reason"_s, u"short"_s} + key + digest << 1
                                    << u"reason_too_short"_s;
    QTest::newRow("another statement") << QStringList{m_id} + key + why +
                                              QStringList{u"--statement-sha256"_s, QString(64, u'0')}
                                       << 1 << u"statement_changed"_s;
    QTest::newRow("another role than it would sign as")
        << QStringList{m_id} + key + why + digest + QStringList{u"--role"_s, u"decision-maker"_s} << 1
        << u"statement_changed"_s;
    QTest::newRow("nobody's deputy") << QStringList{m_id} + key + why + digest +
                                            QStringList{u"--role"_s, u"security"_s, u"--deputy-for"_s, u"Demo lead"_s}
                                     << 1 << u"statement_changed"_s;
    QTest::newRow("a deputy in no role") << QStringList{m_id} + key + why + digest +
                                                QStringList{u"--deputy-for"_s, u"Demo lead"_s}
                                         << 2 << u"usage"_s;
    QTest::newRow("another decision") << QStringList{QString(32, u'0')} + key + why + digest << 1 << u"no_decision"_s;
    QTest::newRow("no such key") << QStringList{m_id, u"--key"_s, u"0123456789"_s} + why + digest << 4
                                 << u"key_missing"_s;
}

void CountersignVerbTest::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, code);
    const auto called = (*m_ctl)(QStringList{u"countersign"_s} + arguments);
    QVERIFY2(called.exitCode == exitCode, called.text().constData());
    QCOMPARE(called.errorCode(), code);
    QVERIFY(!decision()[u"valid"_s].toBool());
}

void CountersignVerbTest::theSameKeyCountsOnce()
{
    const auto called =
        countersign(m_maker, {u"--statement-sha256"_s, m_sha256, u"--passphrase-file"_s, u"-"_s}, passphrase);
    QVERIFY2(called.exitCode == 1 && called.errorCode() == u"already_signed"_s, called.text().constData());
}

void CountersignVerbTest::aDryRunShowsWhatTheFirstSaw()
{
    const auto called = countersign(m_security, {u"--dry-run"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto json = called.json();
    QCOMPARE(json.keys(), (QStringList{u"changes"_s, u"quorum"_s, u"refusals"_s, u"role"_s, u"signers"_s,
                                       u"statement"_s, u"statement_sha256"_s}));
    QCOMPARE(json[u"statement_sha256"_s].toString(), m_sha256);
    QCOMPARE(json[u"role"_s].toString(), u"security"_s);
    QCOMPARE(json[u"signers"_s].toArray().first().toObject()[u"reason"_s].toString(), u"All twelve criteria are Go."_s);
    const auto refused = countersign(m_maker, {u"--dry-run"_s});
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.codes(), QStringList{u"already_signed"_s});
}

void CountersignVerbTest::aGoIsCountersignedAsItWasSeen()
{
    const QStringList order{u"--workspace"_s,    m_demo.path(), u"--json"_s, u"countersign"_s, m_id, u"--key"_s,
                            m_security.left(12), u"--reason"_s, reason};
    {
        Terminal hasty(*m_ctl, order);
        QVERIFY2(hasty.shows("to sign: "), hasty.screen().constData());
        QVERIFY(hasty.type("00000000\n"));
        const auto called = hasty.end();
        QVERIFY2(called.exitCode == 4 && called.errorCode() == u"cancelled"_s, called.text().constData());
    }
    Terminal terminal(*m_ctl, order);
    QVERIFY2(terminal.shows("SHA-256 "), terminal.screen().constData());
    QVERIFY2(terminal.shows("signed by Demo release manager as decision-maker"), terminal.screen().constData());
    QVERIFY2(terminal.shows("1 of 2 signatures given; waiting for: security"), terminal.screen().constData());
    QVERIFY2(terminal.shows("You sign as security."), terminal.screen().constData());
    QVERIFY2(terminal.shows("to sign: "), terminal.screen().constData());
    QVERIFY(terminal.type(m_sha256.left(8).toLatin1() + '\n'));
    QVERIFY2(terminal.shows("Passphrase of key "), terminal.screen().constData());
    QVERIFY(!terminal.echoes());
    QVERIFY(terminal.type(passphrase + '\n'));
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto json = called.json();
    QCOMPARE(json.keys(), (QStringList{u"file"_s, u"id"_s, u"pdf"_s, u"quorum"_s, u"statement_sha256"_s}));
    QCOMPARE(json[u"quorum"_s].toObject(),
             (QJsonObject{{u"given"_s, 2}, {u"needed"_s, 2}, {u"waiting_for"_s, QJsonArray{}}}));
    QVERIFY2(decision()[u"valid"_s].toBool(), QJsonDocument(decision()).toJson().constData());
    QCOMPARE(decision()[u"signers"_s].toArray(), (QJsonArray{u"Demo release manager"_s, u"Demo security"_s}));
    const auto records = m_demo.path(u"records.jsonl"_s);
    QCOMPARE((*m_ctl)({u"ledger"_s, u"export"_s, records}).exitCode, 0);
    QVERIFY(m_demo.read(u"records.jsonl"_s).contains("I approve this cutover as security"));
    const auto verified = (*m_ctl)({u"verify"_s, json[u"file"_s].toString(), json[u"pdf"_s].toString()});
    QVERIFY2(verified.exitCode == 0, verified.text().constData());
    // The same for people: who, as whom, when, and whether somebody attests it.
    const auto told = m_ctl->call({u"--workspace"_s, m_demo.path(), u"verify"_s, json[u"pdf"_s].toString()});
    const QByteArray first = "\n  signed by Demo release manager as decision-maker, ";
    const QByteArray second = "\n  signed by Demo security as security, ";
    for (const auto &who : {first, second, QByteArray(" UTC (claimed): intact; authorised.\n")})
        QVERIFY2(told.out.contains(who), told.text().constData());
}

void CountersignVerbTest::completeIsComplete()
{
    const auto called = countersign(m_security, {u"--dry-run"_s});
    QVERIFY2(called.exitCode == 1 && called.errorCode() == u"quorum_complete"_s, called.text().constData());
}

QTEST_GUILESS_MAIN(CountersignVerbTest)

#include "tst_countersign.moc"
