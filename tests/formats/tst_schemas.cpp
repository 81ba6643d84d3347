// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/baselinereader.h"
#include "formats/profilereader.h"
#include "formats/schemas.h"
#include "formats/signersfile.h"
#include "formats/testdata.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;

namespace {

QJsonObject schema(const QString &name)
{
    const auto text = parseStrict(schemaBytes(name));
    return text ? text->root.toObject() : QJsonObject();
}

/// Follows a place such as "criteria/readyz/extract/*" through properties, items and additionalProperties.
QJsonObject schemaAt(const QJsonObject &root, const QString &place)
{
    QJsonObject node = root;
    const QStringList steps = place.isEmpty() ? QStringList() : place.split(u'/');
    for (const QString &step : steps) {
        if (step != "*"_L1)
            node = node.value("properties"_L1).toObject().value(step).toObject();
        else if (node.contains("items"_L1))
            node = node.value("items"_L1).toObject();
        else
            node = node.value("additionalProperties"_L1).toObject();
        const QString reference = node.value("$ref"_L1).toString();
        if (!reference.isEmpty())
            node = root.value("$defs"_L1).toObject().value(reference.section(u'/', -1)).toObject();
    }
    return node;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

class TestSchemas : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areBuiltIn_data();
    void areBuiltIn();
    void profileKeysAreTheSchemas();
    void everyClosedObjectIsKnownToTheReader();
    void signersKeysAreTheSchemas();
    void baselineKeysAreTheSchemas();
    void evidenceKeysAreTheDefaultPointers();
    void criteriaAndUnitsAreTheDomains();
    void defaultsAreTheChecklists();
};

void TestSchemas::areBuiltIn_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : schemaNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestSchemas::areBuiltIn()
{
    QFETCH(QString, name);
    QCOMPARE(schemaBytes(name),
             fileBytes(QStringLiteral(CUTOVER_SOURCE_DIR "/resources/schema/%1.schema.json").arg(name)));
    QCOMPARE(schema(name).value("$schema"_L1).toString(), u"https://json-schema.org/draft/2020-12/schema"_s);
}

void TestSchemas::profileKeysAreTheSchemas()
{
    const QJsonObject root = schema(u"cutover"_s);
    for (auto it = profileKeys().cbegin(); it != profileKeys().cend(); ++it) {
        const QJsonObject node = schemaAt(root, it.key());
        QCOMPARE(sorted(node.value("properties"_L1).toObject().keys()), sorted(it.value()));
        QCOMPARE(node.value("additionalProperties"_L1), QJsonValue(false));
    }
}

void TestSchemas::everyClosedObjectIsKnownToTheReader()
{
    const QByteArray bytes = schemaBytes(u"cutover"_s);
    QCOMPARE(bytes.count("\"additionalProperties\": false"), profileKeys().size());
}

void TestSchemas::signersKeysAreTheSchemas()
{
    const QJsonObject root = schema(u"signers"_s);
    for (auto it = signersKeys().cbegin(); it != signersKeys().cend(); ++it) {
        const QJsonObject node = schemaAt(root, it.key());
        QCOMPARE(sorted(node.value("properties"_L1).toObject().keys()), sorted(it.value()));
        // Of all keys one may be absent: a list that revokes nobody says nothing of it.
        QCOMPARE(node.value("required"_L1).toArray().size(), it.value().size() - it.value().count(u"revoked"_s));
    }
}

void TestSchemas::baselineKeysAreTheSchemas()
{
    QCOMPARE(sorted(schema(u"baselines"_s).value("properties"_L1).toObject().keys()), sorted(baselineKeys()));
}

void TestSchemas::evidenceKeysAreTheDefaultPointers()
{
    const QJsonObject root = schema(u"evidence"_s);
    const domain::EvidencePointers pointers;
    const auto has = [&root](const QString &place, const QString &pointer) {
        return schemaAt(root, place).value("properties"_L1).toObject().contains(pointer.mid(1));
    };
    for (const QString &pointer : {pointers.tampered, pointers.generatedAt, pointers.perf})
        QVERIFY2(has({}, pointer), qPrintable(pointer));
    for (const QString &pointer : {pointers.endedAt, pointers.stage, pointers.pass, pointers.burst, pointers.windowP50,
                                   pointers.windowP99, pointers.windowErrorRate, pointers.requests})
        QVERIFY2(has(u"canary/windows/*"_s, pointer), qPrintable(pointer));
    QCOMPARE(schemaAt(root, u"canary/windows/*"_s).value("properties"_L1).toObject().size(), 8);
    for (const QString &pointer : {pointers.p50, pointers.p99, pointers.errorRate})
        QVERIFY2(has(u"perf"_s, pointer), qPrintable(pointer));
    QVERIFY(has(u"readyz"_s, u"/status"_s));
}

void TestSchemas::criteriaAndUnitsAreTheDomains()
{
    const QJsonObject root = schema(u"cutover"_s);
    QStringList keys;
    for (const auto &criterion : std::span(domain::criteria()).first(domain::criterionCount))
        keys.append(criterion.key);
    QCOMPARE(profileKeys().value(u"criteria"_s), keys);
    const QJsonArray units = schemaAt(root, u"criteria/readyz/extract/*/unit"_s).value("enum"_L1).toArray();
    for (qsizetype i = 0; i < units.size(); ++i)
        QCOMPARE(units.at(i).toString(), domain::unitName(domain::Unit(i)));
    QCOMPARE(units.size(), int(domain::Unit::Stations) + 1);
}

void TestSchemas::defaultsAreTheChecklists()
{
    const QJsonObject root = schema(u"cutover"_s);
    const auto fallback = [&root](const QString &place) { return schemaAt(root, place).value("default"_L1); };
    const domain::Profile profile = domain::checklistProfile();
    QCOMPARE(fallback(u"limits/burst"_s).toDouble(), profile.limits.burst);
    QCOMPARE(fallback(u"limits/validation_p99_pct"_s).toDouble(), profile.limits.validationP99Pct);
    QCOMPARE(fallback(u"limits/abort_p99_pct"_s).toDouble(), profile.limits.abortP99Pct);
    QCOMPARE(fallback(u"limits/slo_error_rate"_s).toDouble(), profile.limits.sloErrorRate);
    QCOMPARE(fallback(u"limits/abort_error_rate"_s).toDouble(), profile.limits.abortErrorRate);
    QCOMPARE(fallback(u"limits/baseline_age_s"_s).toInteger(), profile.limits.baselineAgeS);
    const QJsonArray stages = fallback(u"stages"_s).toArray();
    QCOMPARE(stages.size(), profile.stages.size());
    for (qsizetype i = 0; i < stages.size(); ++i) {
        QCOMPARE(stages.at(i)["percent"_L1].toInt(), profile.stages.at(i).percent);
        QCOMPARE(stages.at(i)["hold_s"_L1].toInteger(), profile.stages.at(i).holdS);
    }
    QCOMPARE(fallback(u"commands/abort"_s).toArray(), QJsonArray::fromStringList(profile.abortCommand.arguments));
    QCOMPARE(fallback(u"commands/stage"_s).toArray(), QJsonArray::fromStringList(profile.stageCommand.arguments));
    QCOMPARE(fallback(u"evidence_pointers/windows"_s).toString(), profile.pointers.windows);
    QCOMPARE(fallback(u"notifications/webhook_secret"_s).toString(), profile.notifications.targets.first().secretName);
}

QTEST_GUILESS_MAIN(TestSchemas)
#include "tst_schemas.moc"
