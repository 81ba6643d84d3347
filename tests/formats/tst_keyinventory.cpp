// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/keyinventory.h"
#include "formats/schemas.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::formats;

class KeyInventoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsListed();
    void refuses_data();
    void refuses();
    void requiresWhatTheSchemaRequires();
};

void KeyInventoryTest::readsWhatIsListed()
{
    const auto keys = readKeyInventory(
        R"({"owner": "team", "keys": [{"file": "a.pem", "rotate_by": "2026-03-02T12:00:00+02:00", "why": "yearly"},
            {"file": "b", "rotate_by": "2026-04-02T10:00:00Z"}]})",
        u"keys.json"_s);
    QVERIFY(keys);
    QCOMPARE(*keys, (QList<ListedKey>{{u"a.pem"_s, QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC)},
                                      {u"b"_s, QDateTime(QDate(2026, 4, 2), QTime(10, 0), Qt::UTC)}}));
    QVERIFY(readKeyInventory(R"({"keys": []})", {}).value_or(QList<ListedKey>{{}}).isEmpty());
}

void KeyInventoryTest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &code, const QString &pointer,
                        int line = 1) { QTest::newRow(name) << bytes << code << pointer << line; };
    row("empty", "", u"invalid_json"_s, {});
    row("cut off", R"({"keys": [)", u"invalid_json"_s, {});
    row("a list", "[]", u"wrong_type"_s, {});
    row("no keys", "{}", u"missing_key"_s, u"/keys"_s);
    row("keys are an object", R"({"keys": {}})", u"wrong_type"_s, u"/keys"_s);
    row("keys are null", R"({"keys": null})", u"wrong_type"_s, u"/keys"_s);
    row("a key is a text", "{\"keys\":\n[\"a.pem\"]}", u"wrong_type"_s, u"/keys/0"_s, 2);
    row("no file", R"({"keys": [{"rotate_by": "2026-03-02T10:00:00Z"}]})", u"missing_key"_s, u"/keys/0/file"_s);
    row("empty file", R"({"keys": [{"file": "", "rotate_by": "2026-03-02T10:00:00Z"}]})", u"empty"_s,
        u"/keys/0/file"_s);
    row("no date", R"({"keys": [{"file": "a"}]})", u"missing_key"_s, u"/keys/0/rotate_by"_s);
    row("date is a day", R"({"keys": [{"file": "a", "rotate_by": "2026-03-02"}]})", u"bad_time"_s,
        u"/keys/0/rotate_by"_s);
    row("date without zone", R"({"keys": [{"file": "a", "rotate_by": "2026-03-02T10:00:00"}]})", u"bad_time"_s,
        u"/keys/0/rotate_by"_s);
    row("date is a number", R"({"keys": [{"file": "a", "rotate_by": 1772445600}]})", u"wrong_type"_s,
        u"/keys/0/rotate_by"_s);
    row("date twice",
        R"({"keys": [{"file": "a", "rotate_by": "2026-03-02T10:00:00Z", "rotate_by": "2099-03-02T10:00:00Z"}]})",
        u"invalid_json"_s, u"/keys/0/rotate_by"_s);
}

void KeyInventoryTest::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QString, pointer);
    QFETCH(int, line);
    const auto keys = readKeyInventory(bytes, u"keys.json"_s);
    QVERIFY(!keys);
    const auto &first = keys.error().first();
    QCOMPARE(codeName(first.code), code);
    if (code != "invalid_json"_L1 || !pointer.isEmpty())
        QCOMPARE(first.pointer, pointer);
    QCOMPARE(first.line, line);
    QCOMPARE(first.file, u"keys.json"_s);
}

void KeyInventoryTest::requiresWhatTheSchemaRequires()
{
    const auto schema = parseStrict(schemaBytes(u"key-inventory"_s));
    QVERIFY(schema);
    const auto root = schema->root.toObject();
    const auto items = root.value("properties"_L1).toObject().value("keys"_L1).toObject().value("items"_L1).toObject();
    for (const auto &[object, path] : {std::pair(root, u""_s), std::pair(items, u"/keys/0"_s)}) {
        const auto required = object.value("required"_L1).toArray();
        const auto read = readKeyInventory(path.isEmpty() ? "{}" : R"({"keys": [{}]})", {});
        QVERIFY(!read);
        QCOMPARE(read.error().size(), required.size());
        for (const auto &error : read.error())
            QVERIFY(required.contains(error.pointer.section(u'/', -1)));
    }
}

QTEST_GUILESS_MAIN(KeyInventoryTest)

#include "tst_keyinventory.moc"
