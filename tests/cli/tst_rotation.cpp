// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `rotation`: every key with its days left, by the built-in probe.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QString s_inventory = u"configs/tls/rotation.json"_s;

QByteArray listed(const QString &file, int days)
{
    const QString by = QDateTime::currentDateTimeUtc().addDays(days).addSecs(60).toString(Qt::ISODate);
    const QJsonObject key{{u"file"_s, file}, {u"rotate_by"_s, by}};
    return QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{key}}}).toJson();
}

QList<int> daysOf(const Called &called)
{
    QList<int> days;
    for (const auto &key : called.json()[u"keys"_s].toArray())
        days.append(key.toObject()[u"days"_s].toInt(-1));
    return days;
}

QJsonObject rowOf(const Called &called)
{
    return called.json()[u"rows"_s].toArray().first().toObject();
}

} // namespace

class RotationVerbTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyKeySoonestFirst();
    void aKeyThatIsDueIsOne();
    void aListedKeyThatIsMissingIsThree();
    void anInventoryThatIsBrokenIsThree();
    void withoutFilesTheOptionIsNamed();
    void wrongWordsAreTwo();

private:
    DemoWorkspace m_demo;
    QByteArray m_inventory;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void RotationVerbTest::initTestCase()
{
    const auto laidOut = m_demo.init({u"--profile"_s, u"builtin"_s});
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_inventory = m_demo.read(s_inventory);
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
}

void RotationVerbTest::everyKeySoonestFirst()
{
    const auto called = (*m_ctl)({u"rotation"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto days = daysOf(called);
    QVERIFY2(days.size() == 4 && std::ranges::is_sorted(days), called.text().constData());
    const auto first = called.json()[u"keys"_s].toArray().first().toObject();
    QCOMPARE(first.keys(), (QStringList{u"days"_s, u"file"_s, u"name"_s, u"not_after"_s}));
    QCOMPARE(first[u"name"_s].toString(), u"configs/tls/service.pem"_s);
    const auto row = rowOf(called);
    QCOMPARE(row[u"id"_s].toString(), u"key-rotation"_s);
    QCOMPARE(row[u"status"_s].toString(), u"go"_s);
    QCOMPARE(row[u"observed"_s].toInt(), days.first());
    QCOMPARE(row[u"limit"_s].toInt(), 7);
    QCOMPARE(row[u"source"_s].toObject()[u"ref"_s].toString(), u"configs/tls/service.pem"_s);

    const auto text = m_ctl->call({u"--workspace"_s, m_demo.path(), u"rotation"_s});
    QCOMPARE(text.exitCode, 0);
    const auto lines = text.out.split('\n');
    QVERIFY2(lines.size() == 6 && lines.at(0).startsWith("✓ configs/tls/service.pem: "), text.text().constData());
    QVERIFY2(lines.at(0).contains(first[u"not_after"_s].toString().toUtf8()), text.text().constData());
    QVERIFY2(lines.at(4).startsWith("✓ Keys healthy"), text.text().constData());
}

void RotationVerbTest::aKeyThatIsDueIsOne()
{
    QVERIFY(m_demo.write(s_inventory, listed(u"configs/policy/keys/policy.pem"_s, 3)));
    const auto called = (*m_ctl)({u"rotation"_s});
    const auto text = m_ctl->call({u"--workspace"_s, m_demo.path(), u"rotation"_s});
    QVERIFY(m_demo.write(s_inventory, m_inventory));
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QCOMPARE(daysOf(called).first(), 3);
    QCOMPARE(rowOf(called)[u"margin"_s].toInt(), -4);
    QVERIFY2(rowOf(called)[u"reason"_s].toString().startsWith(u"configs/policy/keys/policy.pem: "_s),
             called.text().constData());
    QVERIFY2(text.exitCode == 1 && text.out.startsWith("✗ configs/policy/keys/policy.pem: "), text.text().constData());
}

void RotationVerbTest::aListedKeyThatIsMissingIsThree()
{
    QVERIFY(m_demo.write(s_inventory, listed(u"configs/none.pem"_s, 30)));
    const auto called = (*m_ctl)({u"rotation"_s});
    QVERIFY(m_demo.write(s_inventory, m_inventory));
    QVERIFY2(called.exitCode == 3, called.text().constData());
    QCOMPARE(rowOf(called)[u"status"_s].toString(), u"no_data"_s);
    QVERIFY(rowOf(called)[u"reason"_s].toString().contains(u"configs/none.pem"_s));
    QCOMPARE(daysOf(called).size(), 2); // what could be read is shown
}

void RotationVerbTest::anInventoryThatIsBrokenIsThree()
{
    QVERIFY(m_demo.write(s_inventory, "{\"keys\": [\n{\"file\": \"a\", \"rotate_by\": \"soon\"}]}"));
    const auto called = (*m_ctl)({u"rotation"_s});
    QVERIFY(m_demo.write(s_inventory, m_inventory));
    QVERIFY2(called.exitCode == 3, called.text().constData());
    const auto reason = rowOf(called)[u"reason"_s].toString();
    QVERIFY2(reason.contains(s_inventory) && reason.contains(u"/keys/0/rotate_by"_s) && reason.contains(u"line 2"_s),
             qPrintable(reason));
}

void RotationVerbTest::withoutFilesTheOptionIsNamed()
{
    const auto before = m_demo.read(u"cutover.json"_s);
    auto profile = m_demo.json(u"cutover.json"_s);
    auto criteria = profile[u"criteria"_s].toObject();
    criteria[u"key-rotation"_s] = QJsonObject{{u"source"_s, u"command"_s}};
    profile[u"criteria"_s] = criteria;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const auto called = (*m_ctl)({u"rotation"_s});
    QVERIFY(m_demo.write(u"cutover.json"_s, before));
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QVERIFY(rowOf(called)[u"reason"_s].toString().contains(u"/criteria/key-rotation/files"_s));
    QVERIFY(daysOf(called).isEmpty());
}

void RotationVerbTest::wrongWordsAreTwo()
{
    QCOMPARE((*m_ctl)({u"rotation"_s, u"now"_s}).exitCode, 2);
    QCOMPARE((*m_ctl)({u"rotation"_s, u"--soon"_s}).exitCode, 2);
}

QTEST_GUILESS_MAIN(RotationVerbTest)

#include "tst_rotation.moc"
