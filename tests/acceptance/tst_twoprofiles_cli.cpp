// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The team's scripts and the console's probes look at the same worlds, good and bad: both come to the same verdict, row
// by row, and to the same numbers.
#include "cli/cutoverctl.h"
#include "demo/demospoils.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;
using cutover::demo::test::spoil;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QStringList drills{u"dr-recovery"_s, u"rehearsal"_s};

QJsonObject rowOf(const QJsonObject &report, const QString &id)
{
    for (const auto &row : report[u"rows"_s].toArray())
        if (row[u"id"_s].toString() == id)
            return row.toObject();
    return {};
}

/// What a row measured: its numbers by name, without those that are the machine's own speed.
QStringList numbers(const QJsonObject &row)
{
    auto parts = row[u"arithmetic"_s].toString().split(u" · "_s);
    parts.removeIf([](const QString &part) { return part.startsWith("RTO"_L1); });
    parts.sort();
    return parts;
}

bool isGo(const QJsonObject &row)
{
    return row[u"status"_s].toString() == "go"_L1;
}

} // namespace

class TwoProfilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void liveRowsAgree_data();
    void liveRowsAgree();
    void drillsAgree_data();
    void drillsAgree();

private:
    using Spoil = std::function<bool(DemoWorkspace &)>;
    [[nodiscard]] QJsonObject preflight(const QByteArray &profile, const QStringList &options);
    [[nodiscard]] bool restore();
    [[nodiscard]] bool becomesCalm();
    void compare(const QJsonObject &scripts, const QJsonObject &probes, const QStringList &ids);

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QByteArray m_scripts;
    QByteArray m_probes;
    QHash<QString, Spoil> m_worlds;
};

QJsonObject TwoProfilesTest::preflight(const QByteArray &profile, const QStringList &options)
{
    if (!m_demo.write(u"cutover.json"_s, profile))
        return {};
    return (*m_ctl)(QStringList{u"preflight"_s} + options).json();
}

/// The world as it was laid out; the ledger goes on.
bool TwoProfilesTest::restore()
{
    return m_demo
               .run(u"for part in configs pipeline var/backups var/pii var/service; do rm -rf \"$part\" && "
                    "cp -a \"../kept/$part\" \"$part\"; done; "
                    "find var/evidence -name 'canary-*' -delete; cp -a ../kept/var/evidence/canary-* "
                    "../kept/var/evidence/manifest.dsse.json var/evidence/"_s)
               .succeeded() &&
           becomesCalm();
}

/// What an earlier world left in the live evidence is behind the last three windows.
bool TwoProfilesTest::becomesCalm()
{
    const auto isCalm = [this] {
        const auto windows = m_demo.windows();
        bool isGreen = windows.size() >= 3;
        for (qsizetype i = windows.size() - 3; isGreen && i < windows.size(); ++i)
            isGreen = windows.at(i)[u"pass"_s].toBool() && windows.at(i)[u"burst"_s].toDouble() <= 1.5;
        return isGreen && !m_demo.json(u"var/evidence/latest.json"_s)[u"tampered"_s].toBool(true);
    };
    return isCalm() || (m_demo.serve() && QTest::qWaitFor(isCalm, 20'000));
}

void TwoProfilesTest::initTestCase()
{
    QVERIFY(m_demo.init().succeeded());
    DemoWorkspace builtin;
    QVERIFY(builtin.init({u"--profile"_s, u"builtin"_s}).succeeded());
    m_scripts = m_demo.read(u"cutover.json"_s);
    auto profile = m_demo.json(u"cutover.json"_s);
    auto rehearsal = builtin.json(u"cutover.json"_s)[u"rehearsal"_s].toObject();
    rehearsal.insert(u"hold_s"_s, 1);
    profile.insert(u"criteria"_s, builtin.json(u"cutover.json"_s)[u"criteria"_s]);
    profile.insert(u"rehearsal"_s, rehearsal);
    m_probes = QJsonDocument(profile).toJson();
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    const auto enrolled = (*m_ctl)(
        {u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s}, passphrase);
    const auto key = enrolled.json()[u"fingerprint"_s].toString();
    const auto founded = (*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, key, u"--policy-key"_s,
                                   m_demo.path(u"configs/policy/keys/policy.pem"_s), u"--evidence-key"_s,
                                   m_demo.path(u"configs/cutover/keys/evidence.pem"_s), u"--passphrase-file"_s, u"-"_s},
                                  passphrase);
    QVERIFY2(founded.exitCode == 0, founded.text().constData());
    QVERIFY(m_demo.run(u"cp -a . ../kept"_s).succeeded());
}

void TwoProfilesTest::compare(const QJsonObject &scripts, const QJsonObject &probes, const QStringList &ids)
{
    QCOMPARE(probes[u"verdict"_s], scripts[u"verdict"_s]);
    for (const QString &id : ids) {
        const auto theirs = rowOf(scripts, id);
        const auto ours = rowOf(probes, id);
        const QByteArray told = QJsonDocument(QJsonArray{theirs, ours}).toJson();
        QVERIFY2(theirs[u"source"_s][u"kind"_s].toString() == "command"_L1, told.constData());
        QVERIFY2(ours[u"source"_s] != theirs[u"source"_s], told.constData());
        QVERIFY2(isGo(ours) == isGo(theirs), told.constData());
        if (theirs[u"observed"_s].isDouble() && ours[u"observed"_s].isDouble())
            QVERIFY2(numbers(ours) == numbers(theirs), told.constData());
    }
}

void TwoProfilesTest::liveRowsAgree_data()
{
    QTest::addColumn<QString>("fails"); // the row that is not Go beside the dashboard; empty: none
    const auto world = [this](const char *name, const QString &fails, const Spoil &spoiled) {
        m_worlds.insert(QString::fromUtf8(name), spoiled);
        QTest::newRow(name) << fails;
    };
    const auto shell = [](const QString &command) {
        return [command](DemoWorkspace &demo) { return demo.run(command).succeeded(); };
    };
    const auto by = [](const QString &id) { return [id](DemoWorkspace &demo) { return spoil(demo, id); }; };
    const QString certificate = u"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
                                "/dev/null -subj /CN=service.demo.invalid -days %1 -out configs/tls/service.pem"_s;
    world("as laid out", {}, shell(u"true"_s));
    world("a file not sealed yet", {},
          shell(u"cp -p configs/rollout/promotion.json var/evidence/canary-new.json && "
                "touch var/evidence/canary-new.json"_s));
    world("eight days left", {}, shell(certificate.arg(8)));
    world("six days left", u"key-rotation"_s, shell(certificate.arg(6)));
    world(
        "a listed key is gone", u"key-rotation"_s,
        shell(u"sed -i 's#configs/policy/keys/policy.pem#configs/policy/keys/gone.pem#' configs/tls/rotation.json"_s));
    world("a sealed file changed", u"evidence-integrity"_s, by(u"evidence-integrity"_s));
    world("a sealed file is gone", u"evidence-integrity"_s, shell(u"rm \"$(ls var/evidence/canary-* | head -1)\""_s));
    world("an old file that nobody sealed", u"evidence-integrity"_s,
          shell(u"touch -d 2020-01-01 var/evidence/canary-old.json"_s));
    world("a manifest cut short", u"evidence-integrity"_s, shell(u"truncate -s -40 var/evidence/manifest.dsse.json"_s));
    world("evidence that says it was tampered with", u"evidence-integrity"_s, [](DemoWorkspace &demo) {
        return demo.serve({u"--speed"_s, u"20"_s, u"--fault"_s, u"tamper@0"_s}) &&
               QTest::qWaitFor([&demo] { return demo.json(u"var/evidence/latest.json"_s)[u"tampered"_s].toBool(); });
    });
    world("a policy changed", u"policy-signatures"_s, by(u"policy-signatures"_s));
    world("a policy unsigned", u"policy-signatures"_s, shell(u"rm configs/policy/canary.json.sig"_s));
    world("breaker disabled", u"pii-breaker"_s, by(u"pii-breaker"_s));
    world("breaker silent", u"pii-breaker"_s, shell(u"rm var/pii/circuit_breaker.json"_s));
    world("promotions by themselves", u"manual-promotion"_s, by(u"manual-promotion"_s));
    world("a promotion mode in quotes", u"manual-promotion"_s,
          shell(u"sed -i 's/: false/: \"false\"/' configs/rollout/promotion.json"_s));
    world("a red window", u"canary-health"_s, by(u"canary-health"_s));
    world("not ready", u"readyz"_s, by(u"readyz"_s));
}

void TwoProfilesTest::liveRowsAgree()
{
    QFETCH(QString, fails);
    QVERIFY(restore());
    QVERIFY(m_worlds.value(QString::fromUtf8(QTest::currentDataTag()))(m_demo));
    // No window may come between the two looks, or they would be of two worlds.
    const auto fault = fails == "readyz"_L1 ? QStringList{u"--fault"_s, u"readyz@0"_s} : QStringList();
    const bool isServed = m_demo.serve(QStringList{u"--speed"_s, u"0.1"_s} + fault);
    QVERIFY2(isServed, qPrintable(m_demo.serviceOutput()));
    const auto scripts = preflight(m_scripts, {u"--no-drills"_s});
    const auto probes = preflight(m_probes, {u"--no-drills"_s});
    const QStringList ids{u"readyz"_s,      u"evidence-integrity"_s, u"key-rotation"_s, u"policy-signatures"_s,
                          u"pii-breaker"_s, u"manual-promotion"_s,   u"canary-health"_s};
    compare(scripts, probes, ids);
    for (const QString &id : ids)
        QVERIFY2(isGo(rowOf(probes, id)) == (id != fails), QJsonDocument(rowOf(probes, id)).toJson().constData());
}

void TwoProfilesTest::drillsAgree_data()
{
    QTest::addColumn<QString>("fails");
    const auto world = [this](const char *name, const QString &fails, const Spoil &spoiled) {
        m_worlds.insert(QString::fromUtf8(name), spoiled);
        QTest::newRow(name) << fails;
    };
    const auto change = [](int files) {
        return [files](DemoWorkspace &demo) {
            return demo
                .run(
                    u"find var/service/data -type f | sort | head -%1 | while read -r f; do echo >> \"$f\"; done"_s.arg(
                        files))
                .succeeded();
        };
    };
    world("one file lost", {}, change(1));
    world("two files lost", u"dr-recovery"_s, change(2));
    world("no backup", u"dr-recovery"_s, [](DemoWorkspace &demo) { return spoil(demo, u"dr-recovery"_s); });
    world("an abort that fails", u"rehearsal"_s, [](DemoWorkspace &demo) { return spoil(demo, u"rehearsal"_s); });
}

void TwoProfilesTest::drillsAgree()
{
    QFETCH(QString, fails);
    QVERIFY(restore());
    QVERIFY(m_worlds.value(QString::fromUtf8(QTest::currentDataTag()))(m_demo));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    const auto scripts = preflight(m_scripts, {});
    QVERIFY(m_demo.write(u"cutover.json"_s, m_probes));
    const auto rehearsed = (*m_ctl)({u"rehearse"_s, u"--steps"_s, u"25,50"_s, u"--abort-drill"_s, u"yes"_s});
    QVERIFY2(rehearsed.exitCode == (fails == "rehearsal"_L1 ? 1 : 0), rehearsed.text().constData());
    const auto probes = preflight(m_probes, {});
    compare(scripts, probes, drills);
    for (const QString &id : drills)
        QVERIFY2(isGo(rowOf(probes, id)) == (id != fails), QJsonDocument(rowOf(probes, id)).toJson().constData());
    QCOMPARE(probes[u"verdict"_s].toString(), fails.isEmpty() ? u"GO"_s : u"NO-GO"_s);
}

QTEST_GUILESS_MAIN(TwoProfilesTest)
#include "tst_twoprofiles_cli.moc"
