// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// «No keys expiring within 7 days» by the built-in probe: certificates of every form, listed keys, good and bad; and
// the same worlds by the demo's script.
#include "checks/rotationjudge.h"
#include "checks/world.h"
#include "crypto/mint.h"
#include "unprivileged.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

constexpr auto rotation = CriterionId::KeyRotation;
const QDateTime s_now(QDate(2026, 3, 2), QTime(10, 20), Qt::UTC); // the world's
const QString s_inventory = u"configs/tls/rotation.json"_s;

const PkeyHandle &someKey()
{
    static const PkeyHandle key = mintEc();
    return key;
}

CertificateHandle until(const QDateTime &time, const QDateTime &from = s_now.addDays(-30))
{
    return mintCertificate({"service", {}, from, time, false}, someKey().get());
}

QByteArray pemFor(qint64 days, qint64 seconds = 0)
{
    return pemOf(until(s_now.addDays(days).addSecs(seconds)));
}

QByteArray listed(const QString &file, const QDateTime &time)
{
    return R"({"keys": [{"file": ")" + file.toUtf8() + R"(", "rotate_by": ")" + time.toString(Qt::ISODate).toUtf8() +
           R"("}]})";
}

domain::RotationOptions &options(World &world)
{
    return world.profile.probes.rotation;
}

void aim(World &world)
{
    world.plan(rotation).source = domain::CheckSource::Probe;
    options(world).files = {u"configs/tls/*.pem"_s};
}

QByteArray told(const domain::Row &row)
{
    return domain::statusName(row.status).toUtf8() + " " + QByteArray::number(static_cast<int>(row.reason.cause)) +
           " " + row.reason.data.join(u" | "_s).toUtf8();
}

int number(Cause cause)
{
    return static_cast<int>(cause);
}

double days(const domain::Row &row)
{
    return row.measures.size() == 1 ? row.measures.first().observed : -9999;
}

} // namespace

class RotationProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soonestIsNamed();
    void boundaries_data();
    void boundaries();
    void formsAreRead_data();
    void formsAreRead();
    void everyCertificateOfAChainCounts();
    void passwordOfPkcs12_data();
    void passwordOfPkcs12();
    void keysWithoutDate_data();
    void keysWithoutDate();
    void inventoryAlone();
    void neverGo_data();
    void neverGo();
    void lockedFile();
    void reportNamesEveryKey();
    void scriptSaysTheSame_data();
    void scriptSaysTheSame();
};

void RotationProbeTest::soonestIsNamed()
{
    World world;
    aim(world);
    world.write(u"configs/tls/ingress.pem"_s, pemFor(73));
    world.write(u"configs/tls/service.pem"_s, pemFor(41, 3600));
    options(world).inventory = s_inventory;
    world.write(s_inventory, listed(u"configs/policy/a.json"_s, s_now.addDays(120)));
    const auto row = world.run(rotation);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.measures,
             (QList<domain::Measure>{{u"days"_s, 41, domain::Operator::GreaterOrEqual, 7, domain::Unit::Days}}));
    QCOMPARE(row.source.kind, domain::Source::Kind::File);
    QCOMPARE(row.source.ref, u"configs/tls/service.pem"_s);
    const auto lines = world.outputs.value(rotation).split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines.at(0).startsWith("✓ configs/tls/service.pem: 41 days remaining, until 2026-04-12T11:20:00Z, EC 256"));
    QVERIFY(lines.at(1).startsWith("✓ configs/tls/ingress.pem: 73 days"));
    QVERIFY(lines.at(2).startsWith("✓ configs/policy/a.json: 120 days"));
    QCOMPARE(lines.at(3), "Shortest: 41 days remaining");
}

void RotationProbeTest::boundaries_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<double>("left");
    QTest::addColumn<bool>("isGo");
    QTest::addColumn<Cause>("cause");
    constexpr qint64 day = 86400;
    QTest::newRow("exactly 7 days") << 7 * day << 7.0 << true << Cause::None;
    QTest::newRow("a second less") << 7 * day - 1 << 6.0 << false << Cause::OverLimit;
    QTest::newRow("a second more") << 7 * day + 1 << 7.0 << true << Cause::None;
    QTest::newRow("a second left") << qint64(1) << 0.0 << false << Cause::OverLimit;
    QTest::newRow("the last second") << qint64(0) << 0.0 << false << Cause::OverLimit;
    QTest::newRow("a second ago") << qint64(-1) << -1.0 << false << Cause::KeyExpired;
    QTest::newRow("exactly a day ago") << -day << -1.0 << false << Cause::KeyExpired;
    QTest::newRow("a day and a second ago") << -day - 1 << -2.0 << false << Cause::KeyExpired;
}

void RotationProbeTest::boundaries()
{
    QFETCH(qint64, seconds);
    QFETCH(double, left);
    QFETCH(bool, isGo);
    QFETCH(Cause, cause);
    World world;
    aim(world);
    world.write(u"configs/tls/a.pem"_s, pemFor(0, seconds));
    const auto row = world.run(rotation);
    QVERIFY2(row.isGo() == isGo, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(days(row), left);
    QCOMPARE(row.measures.first().holds(), isGo);
    if (cause == Cause::OverLimit)
        QCOMPARE(row.reason.data, (QStringList{u"days"_s, u"configs/tls/a.pem"_s}));
    if (cause == Cause::KeyExpired)
        QCOMPARE(row.reason.data.first(), u"configs/tls/a.pem"_s);
}

void RotationProbeTest::formsAreRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    const auto certificate = until(s_now.addDays(30));
    QTest::newRow("PEM") << u"a.pem"_s << pemOf(certificate);
    QTest::newRow("DER") << u"a.crt"_s << derOf(certificate);
    QTest::newRow("PKCS#12") << u"a.p12"_s << pkcs12Of(someKey(), certificate, nullptr);
    QTest::newRow("with its closed key") << u"a.pem"_s << pemOf(certificate) + encryptedPemOf(someKey(), "sesame");
}

void RotationProbeTest::formsAreRead()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    World world;
    aim(world);
    options(world).files = {u"tls/*"_s};
    world.write(u"tls/"_s + file, bytes);
    const auto row = world.run(rotation);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(days(row), 30.0);
}

void RotationProbeTest::everyCertificateOfAChainCounts()
{
    World world;
    aim(world);
    world.write(u"configs/tls/chain.pem"_s, pemFor(90) + pemFor(60) + pemFor(3));
    const auto row = world.run(rotation);
    QCOMPARE(row.status, Status::NoGo);
    QCOMPARE(days(row), 3.0);
    QCOMPARE(row.reason.data, (QStringList{u"days"_s, u"configs/tls/chain.pem#3"_s}));
    QCOMPARE(row.source.ref, u"configs/tls/chain.pem"_s);
}

void RotationProbeTest::passwordOfPkcs12_data()
{
    QTest::addColumn<QString>("secret"); // its name in the profile
    QTest::addColumn<QString>("value");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data");
    const QString name = u"TLS_PASSWORD"_s;
    QTest::newRow("right") << name << u"sesame"_s << Status::Go << Cause::None << QStringList();
    QTest::newRow("wrong") << name << u"Sesame"_s << Status::NoData << Cause::FileUnreadable
                           << QStringList{u"tls/a.p12"_s, u"wrong_passphrase"_s, {}, {}};
    QTest::newRow("named, unset") << name << QString() << Status::Error << Cause::SecretMissing << QStringList{name};
    QTest::newRow("not named") << QString() << u"sesame"_s << Status::Error << Cause::OptionMissing
                               << QStringList{u"/criteria/key-rotation/password_secret"_s};
}

void RotationProbeTest::passwordOfPkcs12()
{
    QFETCH(QString, secret);
    QFETCH(QString, value);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    World world;
    aim(world);
    options(world).files = {u"tls/a.p12"_s};
    options(world).passwordSecret = secret;
    if (!value.isEmpty())
        world.session.insert(u"TLS_PASSWORD"_s, value);
    world.write(u"tls/a.p12"_s, pkcs12Of(someKey(), until(s_now.addDays(30)), "sesame"));
    const auto row = world.run(rotation);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data, data);
    QVERIFY(!world.outputs.value(rotation).toLower().contains("sesame"));
}

void RotationProbeTest::keysWithoutDate_data()
{
    QTest::addColumn<QByteArray>("bytes"); // of configs/tls/b.pem
    QTest::addColumn<QString>("inFile");   // of the inventory; empty: none
    QTest::addColumn<QString>("code");     // empty: Go
    const QByteArray ofAnother = publicPemOf(mintEc());
    const QByteArray closed = encryptedPemOf(someKey(), "sesame");
    const QString b = u"configs/tls/b.pem"_s;
    QTest::newRow("public key of a certificate here") << publicPemOf(someKey()) << QString() << QString();
    QTest::newRow("public key alone") << ofAnother << QString() << u"date_unknown"_s;
    QTest::newRow("public key, another listed") << ofAnother << u"configs/policy/a.json"_s << u"date_unknown"_s;
    QTest::newRow("public key, listed") << ofAnother << b << QString();
    QTest::newRow("public key, listed by another path") << ofAnother << u"configs/../configs/tls/b.pem"_s << QString();
    QTest::newRow("closed key alone") << closed << QString() << u"date_unknown"_s;
    QTest::newRow("closed key, listed") << closed << b << QString();
    QTest::newRow("key in the clear") << privatePemOf(someKey()) << QString() << u"key_unencrypted"_s;
    QTest::newRow("key in the clear, listed") << privatePemOf(someKey()) << b << u"key_unencrypted"_s;
}

void RotationProbeTest::keysWithoutDate()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, inFile);
    QFETCH(QString, code);
    World world;
    aim(world);
    world.write(u"configs/tls/a.pem"_s, pemFor(30));
    world.write(u"configs/tls/b.pem"_s, bytes);
    if (!inFile.isEmpty()) {
        options(world).inventory = s_inventory;
        world.write(s_inventory, listed(inFile, s_now.addDays(20)));
    }
    const auto row = world.run(rotation);
    QVERIFY2(row.isGo() == code.isEmpty(), told(row).constData());
    if (code.isEmpty()) {
        QCOMPARE(days(row), inFile.isEmpty() ? 30.0 : 20.0);
        return;
    }
    QCOMPARE(number(row.reason.cause), number(Cause::FileUnreadable));
    QCOMPARE(row.reason.data.mid(0, 2), (QStringList{u"configs/tls/b.pem"_s, code}));
    QVERIFY(row.measures.isEmpty());
}

void RotationProbeTest::inventoryAlone()
{
    World world;
    aim(world);
    options(world).files.clear();
    options(world).inventory = s_inventory;
    world.write(s_inventory, listed(u"configs/policy/a.json"_s, s_now.addDays(7)));
    const auto row = world.run(rotation);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(days(row), 7.0);
    QCOMPARE(row.source.ref, u"configs/policy/a.json"_s);
}

namespace {

struct Bad
{
    const char *name;
    std::function<void(World &)> spoil;
    Status status;
    Cause cause;
    QStringList data; // as far as it is given
};

std::function<void(World &)> writes(const QString &file, const QByteArray &bytes)
{
    return [=](World &w) { w.write(file, bytes); };
}

std::function<void(World &)> inventoryIs(const QByteArray &bytes)
{
    return [=](World &w) {
        options(w).inventory = s_inventory;
        w.write(s_inventory, bytes);
    };
}

const QString s_b = u"configs/tls/b.pem"_s;

QList<Bad> badFiles()
{
    const QByteArray good = pemFor(30);
    const auto notYet = until(s_now.addDays(60), s_now.addSecs(1));
    const auto weakRsa = mintRsa(1024);
    const auto weakCurve = mintEc("secp224r1");
    const auto weak = [](const PkeyHandle &key) {
        return pemOf(mintCertificate({"weak", {}, s_now.addDays(-1), s_now.addDays(60), false}, key.get()));
    };
    return {
        {"nothing named",
         [](World &w) { options(w).files.clear(); },
         Status::Error,
         Cause::OptionMissing,
         {u"/criteria/key-rotation/files"_s}},
        {"glob unmatched",
         [](World &w) { options(w).files.append(u"tls/*.p12"_s); },
         Status::Error,
         Cause::GlobUnmatched,
         {u"tls/*.p12"_s}},
        {"not yet valid",
         writes(s_b, pemOf(notYet)),
         Status::NoGo,
         Cause::KeyNotYetValid,
         {s_b, u"2026-03-02T10:20:01Z"_s}},
        {"RSA 1024", writes(s_b, weak(weakRsa)), Status::NoGo, Cause::KeyTooWeak, {s_b, u"RSA 1024"_s}},
        {"EC of 224", writes(s_b, weak(weakCurve)), Status::NoGo, Cause::KeyTooWeak, {s_b, u"EC 224"_s}},
        {"expired", writes(s_b, pemFor(-1)), Status::NoGo, Cause::KeyExpired, {s_b, u"2026-03-01T10:20:00Z"_s}},
        {"expired and weak in a chain",
         writes(s_b, weak(weakRsa) + pemFor(-1)),
         Status::NoGo,
         Cause::KeyExpired,
         {s_b + u"#2"_s}},
        {"empty file", writes(s_b, ""), Status::NoData, Cause::FileUnreadable, {s_b, u"not_a_key"_s}},
        {"no key", writes(s_b, "key"), Status::NoData, Cause::FileUnreadable, {s_b, u"not_a_key"_s}},
        {"cut off", writes(s_b, good.left(200)), Status::NoData, Cause::FileUnreadable, {s_b, u"not_a_key"_s}},
        {"chain cut off",
         writes(s_b, good + good.left(200)),
         Status::NoData,
         Cause::FileUnreadable,
         {s_b, u"not_a_key"_s}},
        {"huge",
         writes(s_b, QByteArray(1024 * 1024 + 1, '\n')),
         Status::NoData,
         Cause::FileUnreadable,
         {s_b, u"too_large"_s}},
        {"key in the clear beside its certificate",
         writes(s_b, good + privatePemOf(someKey())),
         Status::NoData,
         Cause::FileUnreadable,
         {s_b, u"key_unencrypted"_s}},
        {"a folder",
         [](World &w) { QDir(w.path()).mkpath(s_b); },
         Status::NoData,
         Cause::FileUnreadable,
         {s_b, u"not_regular"_s}},
        {"a dangling link",
         [](World &w) { QFile::link(w.path() + u"/none"_s, w.path() + u'/' + s_b); },
         Status::NoData,
         Cause::FileAbsent,
         {s_b}},
        {"linked out",
         [good](World &w) {
             World::writeAbsolute(w.outside() + u"/b.pem"_s, good);
             QFile::link(w.outside() + u"/b.pem"_s, w.path() + u'/' + s_b);
         },
         Status::Error,
         Cause::PathOutside,
         {s_b}},
    };
}

QList<Bad> badInventories()
{
    const QString a = u"configs/policy/a.json"_s;
    const auto unreadable = [](const char *name, const QByteArray &bytes, const QString &code,
                               const QString &pointer = {}) {
        return Bad{name, inventoryIs(bytes), Status::NoData, Cause::FileUnreadable, {s_inventory, code, pointer}};
    };
    return {
        {"inventory absent",
         [](World &w) { options(w).inventory = s_inventory; },
         Status::NoData,
         Cause::FileAbsent,
         {s_inventory}},
        {"inventory outside",
         [](World &w) { options(w).inventory = u"../rotation.json"_s; },
         Status::Error,
         Cause::PathOutside,
         {u"../rotation.json"_s}},
        unreadable("inventory cut off", R"({"keys": [)", u"truncated"_s, u"/keys/0"_s),
        unreadable("inventory empty", "", u"empty"_s),
        unreadable("inventory without keys", "{}", u"missing_key"_s, u"/keys"_s),
        unreadable("date is a word", R"({"keys": [{"file": "a", "rotate_by": "soon"}]})", u"bad_time"_s,
                   u"/keys/0/rotate_by"_s),
        unreadable(
            "date twice",
            R"({"keys": [{"file": "a", "rotate_by": "2020-01-01T00:00:00Z", "rotate_by": "2099-01-01T00:00:00Z"}]})",
            u"duplicate_key"_s, u"/keys/0/rotate_by"_s),
        unreadable("no file", R"({"keys": [{"rotate_by": "2099-01-01T00:00:00Z"}]})", u"missing_key"_s,
                   u"/keys/0/file"_s),
        {"listed file missing",
         inventoryIs(listed(u"none.pem"_s, s_now.addDays(99))),
         Status::NoData,
         Cause::FileAbsent,
         {u"none.pem"_s}},
        {"listed file is a folder",
         inventoryIs(listed(u"configs"_s, s_now.addDays(99))),
         Status::NoData,
         Cause::FileUnreadable,
         {u"configs"_s, u"not_regular"_s}},
        {"listed file outside",
         inventoryIs(listed(u"/etc/hostname"_s, s_now.addDays(99))),
         Status::Error,
         Cause::PathOutside,
         {u"/etc/hostname"_s}},
        {"listed key due", inventoryIs(listed(a, s_now.addDays(6))), Status::NoGo, Cause::OverLimit, {u"days"_s, a}},
        {"listed certificate expired before its date",
         [](World &w) {
             w.write(u"old.crt"_s, pemFor(90) + pemFor(-1));
             inventoryIs(listed(u"old.crt"_s, s_now.addDays(99)))(w);
         },
         Status::NoGo,
         Cause::KeyExpired,
         {u"old.crt"_s, u"2026-03-01T10:20:00Z"_s}},
        {"listed certificate due before its date",
         [](World &w) {
             w.write(u"old.crt"_s, pemFor(6));
             inventoryIs(listed(u"old.crt"_s, s_now.addDays(99)))(w);
         },
         Status::NoGo,
         Cause::OverLimit,
         {u"days"_s, u"old.crt"_s}},
        {"listed certificate not yet valid",
         [](World &w) {
             w.write(u"new.crt"_s, pemOf(until(s_now.addDays(90), s_now.addSecs(1))));
             inventoryIs(listed(u"new.crt"_s, s_now.addDays(99)))(w);
         },
         Status::NoGo,
         Cause::KeyNotYetValid,
         {u"new.crt"_s, u"2026-03-02T10:20:01Z"_s}},
        {"listed key overdue", inventoryIs(listed(a, s_now.addSecs(-1))), Status::NoGo, Cause::KeyExpired, {a}},
        {"listed key too weak",
         [](World &w) {
             w.write(u"weak.pub"_s, publicPemOf(mintRsa(1024)));
             inventoryIs(listed(u"weak.pub"_s, s_now.addDays(99)))(w);
         },
         Status::NoGo,
         Cause::KeyTooWeak,
         {u"weak.pub"_s, u"RSA 1024"_s}},
        {"no keys at all",
         [](World &w) {
             options(w).files.clear();
             inventoryIs(R"({"keys": []})")(w);
         },
         Status::NoData,
         Cause::NoKeys,
         {}},
    };
}

const QList<Bad> &badWorlds()
{
    static const QList<Bad> all = badFiles() + badInventories();
    return all;
}

} // namespace

void RotationProbeTest::neverGo_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < badWorlds().size(); ++i)
        QTest::newRow(badWorlds().at(i).name) << i;
}

void RotationProbeTest::neverGo()
{
    QFETCH(qsizetype, index);
    const Bad &bad = badWorlds().at(index);
    World world;
    aim(world);
    world.write(u"configs/tls/a.pem"_s, pemFor(30));
    QVERIFY(world.run(rotation).isGo());
    bad.spoil(world);
    const auto row = world.run(rotation);
    QVERIFY2(row.status == bad.status, told(row).constData());
    QVERIFY2(row.reason.cause == bad.cause, told(row).constData());
    QCOMPARE(row.reason.data.mid(0, bad.data.size()), bad.data);
}

void RotationProbeTest::lockedFile()
{
    World world;
    aim(world);
    world.write(s_b, pemFor(30));
    QFile::setPermissions(world.path() + u'/' + s_b, {});
    const Unprivileged asNobody({world.path(), world.outside()});
    const auto row = world.run(rotation);
    QCOMPARE(row.status, Status::NoData);
    QCOMPARE(row.reason.data.mid(0, 2), (QStringList{s_b, u"access_denied"_s}));
}

void RotationProbeTest::reportNamesEveryKey()
{
    World world;
    aim(world);
    world.write(u"configs/tls/a.pem"_s, pemFor(30));
    world.write(s_b, pemFor(3) + pemFor(50));
    world.write(u"configs/tls/c.pem"_s, "no key");
    const auto report = checks::judgeRotation(options(world), world.path(), {}, s_now);
    QVERIFY(!report.row.isGo());
    QStringList names;
    for (const auto &key : report.keys)
        names.append(key.name);
    QCOMPARE(names, (QStringList{s_b, u"configs/tls/a.pem"_s, s_b + u"#2"_s}));
    QCOMPARE(report.keys.first().daysLeft, 3);
    QVERIFY(report.output.contains("✗ configs/tls/b.pem: 3 days remaining"));
    QVERIFY(report.output.contains("✗ configs/tls/c.pem: not_a_key"));
}

void RotationProbeTest::scriptSaysTheSame_data()
{
    QTest::addColumn<qint64>("certificate"); // seconds left
    QTest::addColumn<qint64>("listed");
    constexpr qint64 day = 86400;
    constexpr qint64 minute = 60; // the script has a clock of its own
    QTest::newRow("both far") << 41 * day + minute << 120 * day + minute;
    QTest::newRow("certificate at the limit") << 7 * day + minute << 120 * day + minute;
    QTest::newRow("certificate due") << 7 * day - minute << 120 * day + minute;
    QTest::newRow("listed due") << 41 * day + minute << 3 * day + minute;
    QTest::newRow("certificate expired") << -2 * day - minute << 41 * day + minute;
    QTest::newRow("listed overdue") << 41 * day + minute << -minute;
}

void RotationProbeTest::scriptSaysTheSame()
{
    QFETCH(qint64, certificate);
    QFETCH(qint64, listed);
    World world;
    world.now = QDateTime::currentDateTimeUtc();
    QFile script(QStringLiteral(CUTOVER_SOURCE_DIR "/resources/demo/scripts/ops/check_key_rotation_countdown.py"));
    QVERIFY(script.open(QIODevice::ReadOnly));
    world.script(rotation, script.readAll());
    world.plan(rotation).extract = {
        {u"days"_s, u"Shortest: (-?[0-9]+) days remaining"_s, domain::Unit::Days, std::nullopt, 7.0}};
    world.write(u"configs/tls/service.pem"_s, pemOf(until(world.now.addSecs(certificate), world.now.addDays(-30))));
    world.write(s_inventory, ::listed(u"configs/policy/a.json"_s, world.now.addSecs(listed)));
    const auto byScript = world.run(rotation);
    aim(world);
    options(world).inventory = s_inventory;
    const auto byProbe = world.run(rotation);
    QVERIFY2(byScript.isGo() == byProbe.isGo(), told(byScript).constData());
    QCOMPARE(byProbe.measures, byScript.measures);
    QCOMPARE(byProbe.isGo(), std::min(certificate, listed) >= qint64(7) * 86400);
}

QTEST_GUILESS_MAIN(RotationProbeTest)

#include "tst_rotationprobe.moc"
