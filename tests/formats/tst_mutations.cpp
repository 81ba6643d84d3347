// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/canonicaljson.h"
#include "formats/dsse.h"
#include "formats/evidencereader.h"
#include "formats/profilereader.h"
#include "formats/samples.h"
#include "formats/signersfile.h"
#include "formats/statement.h"
#include "formats/testdata.h"
#include "fuzz/mutation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;

namespace {

constexpr int mutations = 20000;

const QByteArray evidence = R"({"generated_at": "2026-03-02T10:15:00Z", "tampered": false, "readyz": {"status": "ok"},
 "canary": {"windows": [{"ended_at": "2026-03-02T10:10:00Z", "stage": 10, "pass": true, "burst": 0.8, "p50_ms": 41.0,
 "p99_ms": 182.0, "error_rate": 0.0002, "requests": 18234}, {"pass": false, "burst": 1.51, "note": "caf\u00e9 ✓"}]},
 "perf": {"p50_ms": 41.2, "p99_ms": 180.4, "error_rate": 3e-4}})";

const QByteArray profile = R"({"workspace_id": "shop", "version": "v1", "target_at": "2026-03-02T14:00:00Z",
 "limits": {"burst": 1.5}, "stages": [{"percent": 10, "hold_s": 1}, {"percent": 25, "hold_s": 2},
 {"percent": 50, "hold_s": 3}, {"percent": 100, "hold_s": 4}], "criteria": {"dr-recovery": {"refuse": ["FAIL"],
 "extract": {"RTO": {"regex": "RTO=([0-9]+)m", "unit": "min", "max": 15}}}}})";

} // namespace

/// Random damage to valid inputs: nothing crashes, and what is still read says exactly what the bytes say.
class TestMutations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strictReading();
    void evidenceReading();
    void profileReading();
    void signedReading();
};

void TestMutations::strictReading()
{
    QRandomGenerator random(1);
    int read = 0;
    for (int i = 0; i < mutations; ++i) {
        const QByteArray bytes = mutated(i % 2 == 0 ? evidence : profile, random);
        const auto text = parseStrict(bytes);
        if (!text)
            continue;
        ++read;
        // A second, independent reader must see the same value wherever both read the text.
        QJsonParseError error;
        const auto other = QJsonDocument::fromJson(bytes, &error);
        if (error.error == QJsonParseError::NoError)
            QCOMPARE(canonicalJson(text->root),
                     canonicalJson(other.isArray() ? QJsonValue(other.array()) : QJsonValue(other.object())));
        if (const auto once = canonicalJson(*text))
            QCOMPARE(canonicalJson(parseStrict(*once).value()).value(), *once);
    }
    QVERIFY(read > 100);
}

void TestMutations::evidenceReading()
{
    QRandomGenerator random(2);
    const QDateTime now = at(u"2026-03-02T10:15:00Z");
    for (int i = 0; i < mutations; ++i) {
        const auto read = readEvidence(mutated(evidence, random), {}, now);
        if (!read)
            continue;
        for (const domain::Window &window : read->windows) {
            QVERIFY(qIsFinite(window.burst) && window.burst >= 0);
            QVERIFY(!window.p99Ms || (*window.p99Ms >= 0 && qIsFinite(*window.p99Ms)));
            QVERIFY(!window.requests || *window.requests >= 0);
        }
        QVERIFY(!read->perf.p50Ms || *read->perf.p50Ms > 0);
        QVERIFY(!read->windows.isEmpty() || !read->issues.isEmpty());
        for (const auto &issue : read->issues)
            QVERIFY(issue.line >= 1);
    }
}

void TestMutations::profileReading()
{
    QRandomGenerator random(3);
    for (int i = 0; i < mutations; ++i) {
        const auto read = readProfile(mutated(profile, random), {});
        if (!read) {
            QVERIFY(!read.error().isEmpty());
            continue;
        }
        QVERIFY(!read->profile.workspaceId.isEmpty() && read->profile.targetAt.isValid());
        QVERIFY(read->profile.limits.burst > 0);
        QCOMPARE(read->profile.stages.size(), 4);
        // What the rules use is what the signed bytes say.
        const auto again = readProfile(read->deciding, {});
        QVERIFY(again);
        QCOMPARE(again->profile.limits, read->profile.limits);
        QCOMPARE(again->profile.stages, read->profile.stages);
        QCOMPARE(again->deciding, read->deciding);
    }
}

void TestMutations::signedReading()
{
    QRandomGenerator random(4);
    auto stated = sampleStatement();
    stated.ceremony = sampleCeremony();
    const QByteArray statement = statementBytes(stated).value();
    const QByteArray payload = signersPayload(sampleSigners());
    const QByteArray envelope = writeEnvelope({signersPayloadType, payload, {{u"k"_s, "signature"}}});
    for (int i = 0; i < mutations / 20; ++i) {
        const QByteArray otherStatement = mutated(statement, random);
        if (const auto read = readStatement(otherStatement))
            QCOMPARE(statementBytes(*read).value(), otherStatement);
        const QByteArray otherPayload = mutated(payload, random);
        if (const auto read = readSignersPayload(otherPayload, {}))
            QCOMPARE(signersPayload(*read), otherPayload);
        if (const auto read = parseEnvelope(mutated(envelope, random)))
            QCOMPARE(parseEnvelope(writeEnvelope(*read)).value(), *read);
    }
}

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
