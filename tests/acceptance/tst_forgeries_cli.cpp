// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision that was forged, copied, or whose ground has shifted never lets anything be promoted.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QString signersFile = u"configs/cutover/signers.dsse.json"_s;
const QString stageScript = u"pipeline/release/canary_step.sh"_s;

} // namespace

class ForgeriesCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theGenuineOneIsPromotable();
    void shiftedGroundRefuses_data();
    void shiftedGroundRefuses();
    void anUnpinnedListRefuses();
    void anotherKeysListRefuses();
    void anEnvelopeOutsideTheLedgerIsNone();
    void aCopyOfTheWorkspaceFallsBehind();
    void aLapsedDecisionRefuses();
    void aForeignKeyidIsRefused();

private:
    QString enrol(const Cutoverctl &ctl);
    QString makeReady(DemoWorkspace &demo, const Cutoverctl &ctl, const QString &key);
    Called signGo(const Cutoverctl &ctl, const QString &key);
    void mustRefuse(const Cutoverctl &ctl, const DemoWorkspace &demo, const QString &code);

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_key;
    QString m_id;
};

QString ForgeriesCliTest::enrol(const Cutoverctl &ctl)
{
    return ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s},
               passphrase)
        .json()[u"fingerprint"_s]
        .toString();
}

/// Lays out, serves, and turns every row Go with a founded list; empty, or what went wrong.
QString ForgeriesCliTest::makeReady(DemoWorkspace &demo, const Cutoverctl &ctl, const QString &key)
{
    const auto laidOut = demo.init();
    if (!laidOut.succeeded() || !shortenHolds(demo) || !demo.serve())
        return laidOut.text() + demo.serviceOutput();
    const QList<QStringList> steps{
        {u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s},
        {u"preflight"_s},
        {u"confirm"_s, u"team-ready"_s, u"--by"_s, u"Demo lead"_s},
    };
    for (const auto &step : steps)
        if (const auto called = ctl(step, step.first() == u"signers"_s ? passphrase : QByteArray());
            called.exitCode != 0)
            return step.join(u' ') + u": "_s + QString::fromUtf8(called.text());
    return {};
}

Called ForgeriesCliTest::signGo(const Cutoverctl &ctl, const QString &key)
{
    const QStringList what{u"sign"_s, u"go"_s, u"--key"_s, key, u"--reason"_s, u"All twelve criteria are Go."_s};
    const auto digest = ctl(what + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    return ctl(what + QStringList{u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s}, passphrase);
}

void ForgeriesCliTest::mustRefuse(const Cutoverctl &ctl, const DemoWorkspace &demo, const QString &code)
{
    const auto status = ctl({u"status"_s}).json();
    for (const auto &stage : status[u"stages"_s].toArray())
        QVERIFY(!stage.toObject()[u"promotable"_s].toBool());
    const auto called = ctl({u"promote"_s, u"10"_s});
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    QVERIFY2(called.codes().contains(code), called.text().constData());
    QVERIFY2(!called.json()[u"done"_s].toBool(), called.text().constData());
    QVERIFY(!demo.exists(u"var/rollout/desired_stage.txt"_s));
}

void ForgeriesCliTest::initTestCase()
{
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    m_key = enrol(*m_ctl);
    QCOMPARE(m_key.size(), 64);
    QCOMPARE(makeReady(m_demo, *m_ctl, m_key), QString());
    const auto done = signGo(*m_ctl, m_key);
    QVERIFY2(done.exitCode == 0, done.text().constData());
    m_id = done.json()[u"id"_s].toString();
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        QCOMPARE((*m_ctl)({u"confirm"_s, what, u"--by"_s, u"Demo lead"_s}).exitCode, 0);
}

void ForgeriesCliTest::theGenuineOneIsPromotable()
{
    const auto status = (*m_ctl)({u"status"_s});
    const auto ten = status.json()[u"stages"_s].toArray().first().toObject();
    QVERIFY2(ten[u"promotable"_s].toBool(), status.text().constData()); // so that every refusal below has its one cause
}

void ForgeriesCliTest::shiftedGroundRefuses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("code");
    const auto profile = u"cutover.json"_s;
    QTest::newRow("edited limit") << profile << QByteArray("\"max\": 15") << QByteArray("\"max\": 16")
                                  << u"profile_changed"_s;
    QTest::newRow("other version") << profile << QByteArray("v0.5.11v+") << QByteArray("v0.5.12") << u"other_version"_s;
    QTest::newRow("other environment") << profile << QByteArray("\"Demo\"") << QByteArray("\"Production\"")
                                       << u"other_environment"_s;
    QTest::newRow("changed stage script")
        << stageScript << QByteArray("\n") << QByteArray("\n# changed\n") << u"script_changed"_s;
    QTest::newRow("changed check script") << u"scripts/ci/check_readyz_blocking.sh"_s << QByteArray("\n")
                                          << QByteArray("\n# changed\n") << u"script_changed"_s;
    QTest::newRow("edited signers list") << signersFile << QByteArray("{") << QByteArray("{ ")
                                         << u"signers_untrusted"_s;
    QTest::newRow("no signers list") << signersFile << QByteArray() << QByteArray() << u"signers_untrusted"_s;
}

void ForgeriesCliTest::shiftedGroundRefuses()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, code);
    const auto genuine = m_demo.read(file);
    auto changed = genuine;
    if (before.isEmpty())
        changed.clear();
    else
        changed.replace(changed.indexOf(before), before.size(), after);
    QVERIFY(changed != genuine);
    QFile target(m_demo.path(file)); // in place: a script has to stay executable
    QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
    target.write(changed);
    target.close();
    mustRefuse(*m_ctl, m_demo, code);
    QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
    target.write(genuine);
    target.close();
}

void ForgeriesCliTest::anUnpinnedListRefuses()
{
    m_ctl->set(u"XDG_CONFIG_HOME"_s, m_ctl->file(u"another-config"_s));
    mustRefuse(*m_ctl, m_demo, u"signers_untrusted"_s);
    m_ctl->restore(u"XDG_CONFIG_HOME"_s);
}

void ForgeriesCliTest::anotherKeysListRefuses()
{
    // Somebody founds a list of their own in a workspace of their own, and carries it over here.
    DemoWorkspace other;
    const Cutoverctl stranger(other.path());
    const auto key = enrol(stranger);
    QVERIFY(other.init().succeeded());
    QCOMPARE(stranger({u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s}, passphrase).exitCode,
             0);
    const auto genuine = m_demo.read(signersFile);
    QVERIFY(m_demo.write(signersFile, other.read(signersFile)));
    const auto shown = (*m_ctl)({u"signers"_s, u"show"_s}).json();
    QVERIFY(!shown[u"pinned"_s].toBool());
    const auto pinned = (*m_ctl)({u"signers"_s, u"pin"_s, shown[u"digest"_s].toString()});
    QVERIFY2(pinned.exitCode == 1, pinned.text().constData()); // the ledger's root is another
    mustRefuse(*m_ctl, m_demo, u"signers_untrusted"_s);
    QVERIFY(m_demo.write(signersFile, genuine));
    QCOMPARE(stranger({u"keys"_s, u"remove"_s, key}).exitCode, 0);
}

void ForgeriesCliTest::anEnvelopeOutsideTheLedgerIsNone()
{
    DemoWorkspace fresh;
    QVERIFY(fresh.init().succeeded());
    const auto name = u"var/cutover/decisions/%1.dsse.json"_s.arg(m_id);
    QVERIFY(fresh.write(name, m_demo.read(name)));
    QVERIFY(fresh.write(signersFile, m_demo.read(signersFile)));
    const Cutoverctl ctl(fresh.path());
    const auto status = ctl({u"status"_s}).json();
    QVERIFY(status[u"decision"_s].isNull());
    mustRefuse(ctl, fresh, u"no_decision"_s);
}

void ForgeriesCliTest::aCopyOfTheWorkspaceFallsBehind()
{
    DemoWorkspace copy;
    QVERIFY(m_demo.run(u"cp -a '%1' '%2'"_s.arg(m_demo.path(), copy.path())).succeeded());
    QCOMPARE((*m_ctl)({u"note"_s, u"readyz"_s, u"The original goes on."_s}).exitCode, 0);
    // The same account at the copy: it has seen more of this ledger than the copy holds.
    const auto called = m_ctl->call({u"--workspace"_s, copy.path(), u"--json"_s, u"promote"_s, u"10"_s});
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    QVERIFY2(called.codes().contains(u"ledger_invalid"_s) || called.errorCode() == u"ledger_invalid"_s,
             called.text().constData());
    QVERIFY(!copy.exists(u"var/rollout/desired_stage.txt"_s));
    const auto verified = m_ctl->call({u"--workspace"_s, copy.path(), u"--json"_s, u"ledger"_s, u"verify"_s});
    QVERIFY2(verified.exitCode == 1, verified.text().constData());
}

void ForgeriesCliTest::aLapsedDecisionRefuses()
{
    // The first promotion has to come within four hours of the target: this one lapses in half a minute.
    const auto soon = QDateTime::currentDateTimeUtc().addSecs(-4 * 3600 + 30);
    auto profile = m_demo.json(u"cutover.json"_s);
    profile[u"target_at"_s] = soon.toString(Qt::ISODate);
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const auto done = signGo(*m_ctl, m_key);
    QVERIFY2(done.exitCode == 0, done.text().constData());
    const auto lapses = soon.addSecs(4 * 3600);
    QVERIFY(QTest::qWaitFor([&] { return QDateTime::currentDateTimeUtc() > lapses; }, 60'000));
    mustRefuse(*m_ctl, m_demo, u"decision_expired"_s);
    const auto late = signGo(*m_ctl, m_key);
    QVERIFY2(late.exitCode == 1, late.text().constData());
}

void ForgeriesCliTest::aForeignKeyidIsRefused()
{
    auto envelope = m_demo.json(u"var/cutover/decisions/%1.dsse.json"_s.arg(m_id));
    auto signatures = envelope[u"signatures"_s].toArray();
    auto signature = signatures.first().toObject();
    signature[u"keyid"_s] = QString(64, u'0');
    envelope[u"signatures"_s] = QJsonArray{signature};
    const auto file = m_ctl->write(u"foreign.dsse.json"_s, QJsonDocument(envelope).toJson());
    const auto certificate = m_ctl->write(u"signer.pem"_s, m_ctl->call({u"keys"_s, u"export"_s, m_key}).out);
    const auto called = (*m_ctl)({u"verify"_s, u"--trust"_s, certificate, file});
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    QVERIFY(!called.json()[u"valid"_s].toBool());
    QCOMPARE((*m_ctl)({u"keys"_s, u"remove"_s, m_key}).exitCode, 0);
}

QTEST_GUILESS_MAIN(ForgeriesCliTest)

#include "tst_forgeries_cli.moc"
