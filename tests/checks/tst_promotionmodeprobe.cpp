// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// «Manual promotion enforced» by the built-in probe: a value or a status line of a file, good and bad.
#include "checks/world.h"
#include "unprivileged.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

constexpr auto promotion = CriterionId::ManualPromotion;
const QString s_file = u"configs/rollout/promotion.json"_s;
const QString s_line = u"✓ Status: MANUAL PROMOTION ENABLED"_s;

domain::PromotionModeOptions &options(World &world)
{
    return world.profile.probes.promotionMode;
}

void useFile(World &world, const QByteArray &bytes)
{
    world.plan(promotion).source = domain::CheckSource::Probe;
    options(world).file = s_file;
    world.write(s_file, bytes);
}

QByteArray told(const domain::Row &row)
{
    return domain::statusName(row.status).toUtf8() + " " + row.reason.data.join(u" | "_s).toUtf8();
}

int number(Cause cause)
{
    return static_cast<int>(cause);
}

} // namespace

class PromotionModeProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wantedValueIsGo_data();
    void wantedValueIsGo();
    void valuesNeverGo_data();
    void valuesNeverGo();
    void wholeLineIsGo_data();
    void wholeLineIsGo();
    void linesNeverGo_data();
    void linesNeverGo();
    void contradictedLinesNeverGo_data();
    void contradictedLinesNeverGo();
    void filesNeverGo_data();
    void filesNeverGo();
    void optionsAreNeeded();
};

void PromotionModeProbeTest::wantedValueIsGo_data()
{
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QJsonValue>("manual");
    QTest::addColumn<QString>("shown");
    QTest::newRow("false") << QByteArray("false") << QJsonValue(false) << u"false"_s;
    QTest::newRow("a word") << QByteArray(R"("manual")") << QJsonValue(u"manual"_s) << u"manual"_s;
    QTest::newRow("a number") << QByteArray("0") << QJsonValue(0) << u"0"_s;
    QTest::newRow("the same number") << QByteArray("0.0") << QJsonValue(0) << u"0"_s;
}

void PromotionModeProbeTest::wantedValueIsGo()
{
    QFETCH(QByteArray, found);
    QFETCH(QJsonValue, manual);
    QFETCH(QString, shown);
    World world;
    useFile(world, R"({"auto": )" + found + "}");
    options(world).pointer = u"/auto"_s;
    options(world).manual = manual;
    const auto row = world.run(promotion);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.observed, shown);
    QCOMPARE(row.limit, shown);
    QCOMPARE(row.source.ref, s_file);
    QCOMPARE(row.source.pointer, u"/auto"_s);
    QCOMPARE(world.outputs.value(promotion), R"({"auto": )" + found + "}");
}

void PromotionModeProbeTest::valuesNeverGo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QJsonValue>("manual");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data"); // after the file
    const auto wrong = [](const char *name, const QByteArray &value, const QJsonValue &manual, const QString &found,
                          const QString &wanted) {
        QTest::newRow(name) << "{\"auto\": " + value + "}" << manual << Status::NoGo << Cause::ValueNotWanted
                            << QStringList{u"/auto"_s, found, wanted};
    };
    wrong("true", "true", false, u"true"_s, u"false"_s);
    wrong("false in quotes", R"("false")", false, u"\"false\""_s, u"false"_s);
    wrong("0", "0", false, u"0"_s, u"false"_s);
    wrong("null", "null", false, u"null"_s, u"false"_s);
    wrong("empty", R"("")", false, u"\"\""_s, u"false"_s);
    wrong("an object", "{}", false, u"{}"_s, u"false"_s);
    wrong("another word", R"("auto")", u"manual"_s, u"auto"_s, u"manual"_s);
    wrong("capitals", R"("Manual")", u"manual"_s, u"Manual"_s, u"manual"_s);
    wrong("a number in quotes", R"("0")", 0, u"\"0\""_s, u"0"_s);
    const auto unreadable = [](const char *name, const QByteArray &bytes, const QString &code) {
        QTest::newRow(name) << bytes << QJsonValue(false) << Status::NoData << Cause::FileUnreadable
                            << QStringList{code};
    };
    QTest::newRow("absent") << QByteArray("{}") << QJsonValue(false) << Status::NoData << Cause::FieldAbsent
                            << QStringList{u"/auto"_s};
    QTest::newRow("not an object") << QByteArray("false") << QJsonValue(false) << Status::NoData << Cause::FieldAbsent
                                   << QStringList{u"/auto"_s};
    unreadable("nothing", "", u"empty"_s);
    unreadable("cut off", R"({"auto": fals)", u"truncated"_s);
    unreadable("twice", R"({"auto": true, "auto": false})", u"duplicate_key"_s);
    unreadable("YAML", "auto: false\n", u"syntax"_s);
    unreadable("commented", "{\"auto\": false} // off\n", u"comment"_s);
    unreadable("huge", R"({"auto": false})" + QByteArray(1024 * 1024, ' '), u"too_large"_s);
}

void PromotionModeProbeTest::valuesNeverGo()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QJsonValue, manual);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    World world;
    useFile(world, bytes);
    options(world).pointer = u"/auto"_s;
    options(world).manual = manual;
    const auto row = world.run(promotion);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.value(0), s_file);
    QCOMPARE(row.reason.data.mid(1, data.size()), data);
}

void PromotionModeProbeTest::wholeLineIsGo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray line = s_line.toUtf8();
    QTest::newRow("alone") << line;
    QTest::newRow("among others") << "Rollout\n" + line + "\nbye\n";
    QTest::newRow("said twice") << line + "\n" + line + "\n";
    QTest::newRow("beside what is said of others") << "Canary: AUTO\n" + line + "\nRegion = AUTO\n";
    QTest::newRow("blanks around") << "  " + line + "\t\r\n";
    QTest::newRow("in colour") << "\x1b[32m" + line + "\x1b[0m\n";
}

void PromotionModeProbeTest::wholeLineIsGo()
{
    QFETCH(QByteArray, bytes);
    World world;
    useFile(world, bytes);
    options(world).line = s_line;
    const auto row = world.run(promotion);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.observed, s_line);
    QCOMPARE(row.limit, s_line);
}

void PromotionModeProbeTest::linesNeverGo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("second"); // of the data
    const QByteArray line = s_line.toUtf8();
    const auto missing = [](const char *name, const QByteArray &bytes) {
        QTest::newRow(name) << bytes << Status::NoGo << Cause::LineMissing << s_line;
    };
    missing("nothing", "");
    missing("another line", "✓ Status: MANUAL PROMOTION DISABLED\n");
    missing("more in the line", line + ", or so\n");
    missing("more before it", "not " + line + "\n");
    missing("small letters", line.toLower());
    missing("in two lines", QByteArray(line).replace("PROMOTION ", "PROMOTION\n"));
    QTest::newRow("not UTF-8") << line + "\n\xff\n" << Status::NoData << Cause::FileUnreadable << u"invalid_utf8"_s;
    QTest::newRow("huge") << line + QByteArray(1024 * 1024, '\n') << Status::NoData << Cause::FileUnreadable
                          << u"too_large"_s;
}

void PromotionModeProbeTest::linesNeverGo()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QString, second);
    World world;
    useFile(world, bytes);
    options(world).line = s_line;
    const auto row = world.run(promotion);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.value(0), s_file);
    QCOMPARE(row.reason.data.value(1), second);
}

void PromotionModeProbeTest::contradictedLinesNeverGo_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("other");
    const auto row = [](const char *name, const QString &wanted, const QByteArray &bytes, const QString &other) {
        QTest::newRow(name) << wanted << bytes << other;
    };
    const QByteArray line = s_line.toUtf8();
    const QString off = u"✗ Status: MANUAL PROMOTION DISABLED"_s;
    row("disabled later", s_line, line + '\n' + off.toUtf8() + '\n', off);
    row("disabled before", s_line, off.toUtf8() + "\n\n" + line, off);
    row("in another writing", s_line, line + "\nSTATUS = auto", u"STATUS = auto"_s);
    row("a key of YAML twice", u"autoPromotion: false"_s, "a:\n  autoPromotion: false\nb:\n  autoPromotion: true\n",
        u"autoPromotion: true"_s);
    row("words without a sign", u"PROMOTION MANUAL"_s, "PROMOTION MANUAL\nPROMOTION AUTO\n", u"PROMOTION AUTO"_s);
    row("one word", u"manual"_s, "manual\nauto\n", u"auto"_s);
}

void PromotionModeProbeTest::contradictedLinesNeverGo()
{
    QFETCH(QString, wanted);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, other);
    World world;
    useFile(world, bytes);
    options(world).line = wanted;
    const auto row = world.run(promotion);
    QVERIFY2(row.status == Status::NoGo, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(Cause::LineContradicted));
    QCOMPARE(row.reason.data, (QStringList{s_file, wanted, other}));
}

void PromotionModeProbeTest::filesNeverGo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("absent") << u"configs/none.json"_s << Status::NoData << Cause::FileAbsent;
    QTest::newRow("a folder") << u"configs"_s << Status::NoData << Cause::FileUnreadable;
    QTest::newRow("climbs") << u"../promotion.json"_s << Status::Error << Cause::PathOutside;
    QTest::newRow("linked out") << u"out.json"_s << Status::Error << Cause::PathOutside;
    QTest::newRow("locked") << u"locked.json"_s << Status::NoData << Cause::FileUnreadable;
}

void PromotionModeProbeTest::filesNeverGo()
{
    QFETCH(QString, file);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    World world;
    const QByteArray good = R"({"auto": false})";
    useFile(world, good);
    options(world).pointer = u"/auto"_s;
    World::writeAbsolute(world.outside() + u"/promotion.json"_s, good);
    QFile::link(world.outside() + u"/promotion.json"_s, world.path() + u"/out.json"_s);
    world.write(u"locked.json"_s, good);
    QFile::setPermissions(world.path() + u"/locked.json"_s, {});
    options(world).file = file;
    const Unprivileged asNobody({world.path(), world.outside()});
    const auto row = world.run(promotion);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.value(0), file);
}

void PromotionModeProbeTest::optionsAreNeeded()
{
    World world;
    useFile(world, "{}");
    auto row = world.run(promotion);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(number(row.reason.cause), number(Cause::OptionMissing));
    QCOMPARE(row.reason.data, QStringList{u"/criteria/manual-promotion/pointer"_s});
    options(world).line = u"  "_s;
    QVERIFY(!world.run(promotion).isGo());
    options(world) = {};
    row = world.run(promotion);
    QCOMPARE(row.reason.data, QStringList{u"/criteria/manual-promotion/file"_s});
}

QTEST_GUILESS_MAIN(PromotionModeProbeTest)

#include "tst_promotionmodeprobe.moc"
