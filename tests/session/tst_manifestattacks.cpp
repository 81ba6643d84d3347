// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sealed manifest that was taken out of its workspace: what lies beside it is compared, what does not is named, and
// nobody is told «intact» of files that nothing looked at.
#include "session/handedfiles.h"

#include <QElapsedTimer>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::FileFinding;
using session::FileVerifier;

namespace {

const QString s_first = u"var/evidence/canary-20260301.json"_s;
const QString s_second = u"var/evidence/older/canary-20260201.json"_s;

using Sealed = QMap<QString, QByteArray>;

} // namespace

class ManifestAttacksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judgesWhatIsBeside_data();
    void judgesWhatIsBeside();
    void aChangedManifestIsRefused_data();
    void aChangedManifestIsRefused();
    void whatIsNoManifestIsRefused_data();
    void whatIsNoManifestIsRefused();
    void manyFilesAreComparedSoon();

private:
    [[nodiscard]] FileFinding judge(const QByteArray &bytes, const QString &name) const
    {
        return FileVerifier({{m_key}, {}, m_files->trustFile()}).verify(m_files->write(name, bytes));
    }

    std::unique_ptr<HandedFiles> m_files;
    QString m_key;
};

void ManifestAttacksTest::init()
{
    m_files = std::make_unique<HandedFiles>();
    m_key = m_files->write(u"evidence.pem"_s, m_files->evidence.publicKey().pem());
}

void ManifestAttacksTest::judgesWhatIsBeside_data()
{
    QTest::addColumn<Sealed>("sealed"); // name → the bytes that were sealed
    QTest::addColumn<Sealed>("beside"); // name there → bytes; «→place» a link
    QTest::addColumn<QString>("found"); // «code(data)»; empty: whole
    QTest::addColumn<bool>("valid");
    const Sealed both{{s_first, "[1]"}, {s_second, "[2]"}};
    const QString local = u"canary-20260301.json"_s;
    const QString deeper = u"older/canary-20260201.json"_s;
    const auto row = [](const char *name, const Sealed &sealed, const Sealed &beside, const QString &found,
                        bool valid = false) { QTest::newRow(name) << sealed << beside << found << valid; };
    const QString changed = u"sealed_file_changed("_s;
    const QString outside = u"sealed_file_outside("_s;
    row("one changed", both, {{local, "[3]"}, {deeper, "[2]"}}, changed + s_first + u')');
    row("one in a folder changed", both, {{local, "[1]"}, {deeper, "[3]"}}, changed + s_second + u')');
    row("both exchanged", both, {{local, "[2]"}, {deeper, "[1]"}},
        changed + s_first + u")+"_s + changed + s_second + u')');
    row("one emptied", {{s_first, "[1]"}}, {{local, ""}}, changed + s_first + u')');
    row("one longer", {{s_first, "[1]"}}, {{local, "[1]\n"}}, changed + s_first + u')');
    row("one changed, one gone", both, {{local, "[3]"}}, changed + s_first + u")+files_not_compared(1,2)"_s);
    row("with its folders, changed", {{u"sub/a.json"_s, "[1]"}}, {{u"sub/a.json"_s, "[2]"}},
        changed + u"sub/a.json)"_s);
    row("a link that leads out", {{s_first, "[1]"}}, {{local, "→evidence.pem"}}, outside + s_first + u')');
    row("a name that leads out", {{u"../evidence.pem"_s, "[1]"}}, {}, outside + u"../evidence.pem)"_s);
    row("a name that leads out of its folder", {{u"var/evidence/../evidence.pem"_s, "[1]"}}, {},
        outside + u"var/evidence/../evidence.pem)"_s);
    row("a folder in its place", {{s_first, "[1]"}}, {{local + u"/x"_s, "[1]"}},
        u"sealed_file_missing("_s + s_first + u')');

    row("whole", both, {{local, "[1]"}, {deeper, "[2]"}}, {}, true);
    row("nothing sealed", {}, {}, u"manifest_malformed(/subject)"_s);
    row("none there", both, {}, u"files_not_compared(2,2)"_s, true);
    row("one gone", both, {{local, "[1]"}}, u"files_not_compared(1,2)"_s, true);
    row("a link to nowhere", {{s_first, "[1]"}}, {{local, "→nowhere"}}, u"files_not_compared(1,1)"_s, true);
    row("sealed elsewhere in the workspace", {{u"var/cutover/preflight.json"_s, "[1]"}}, {{u"preflight.json"_s, "[2]"}},
        u"files_not_compared(1,1)"_s, true);
}

void ManifestAttacksTest::judgesWhatIsBeside()
{
    QFETCH(Sealed, sealed);
    QFETCH(Sealed, beside);
    QFETCH(QString, found);
    QFETCH(bool, valid);
    for (auto file = beside.cbegin(); file != beside.cend(); ++file) {
        const QString path = m_files->path(u"handed/"_s + file.key());
        const QString text = QString::fromUtf8(*file);
        if (text.startsWith(u'→')) {
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QVERIFY(QFile::link(m_files->path(text.sliced(1)), path));
        } else {
            QVERIFY(!m_files->write(u"handed/"_s + file.key(), *file).isEmpty());
        }
    }
    Sealed digests;
    for (auto file = sealed.cbegin(); file != sealed.cend(); ++file)
        digests[file.key()] = crypto::sha256(*file);
    const auto bytes = m_files->manifest(digests, m_files->evidence);
    for (const auto &name : {u"handed/manifest.dsse.json"_s, u"handed/sealed (copy).json"_s}) {
        const auto finding = judge(bytes, name);
        QStringList told;
        for (const auto &problem : finding.problems)
            told.append(u"%1(%2)"_s.arg(problem.code, problem.data.join(u',')));
        QCOMPARE(told.join(u'+'), found);
        QCOMPARE(finding.valid, valid);
        QVERIFY(finding.signatures.first().intact);
    }
}

/// In its workspace's place, in another and renamed: the seal itself is judged everywhere.
void ManifestAttacksTest::aChangedManifestIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("code");
    const std::pair<const char *, const char *> hows[]{{"a digest", "signature_invalid"},
                                                       {"a name", "signature_invalid"},
                                                       {"a file left out", "signature_invalid"},
                                                       {"another key", "signer_unauthorised"},
                                                       {"no list of files", "manifest_malformed"}};
    for (const auto &name :
         {u"handed/manifest.dsse.json"_s, u"handed/m.json"_s, u"w/var/evidence/manifest.dsse.json"_s})
        for (const auto &[how, code] : hows)
            QTest::addRow("%s, %s", qPrintable(name), how)
                << name << QString::fromLatin1(how) << QString::fromLatin1(code);
}

void ManifestAttacksTest::aChangedManifestIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, how);
    QFETCH(QString, code);
    const Sealed digests{{s_first, crypto::sha256("[1]")}, {s_second, crypto::sha256("[2]")}};
    auto envelope = *formats::parseEnvelope(
        m_files->manifest(digests, how == "another key"_L1 ? m_files->namesake.key : m_files->evidence));
    auto &payload = envelope.payload;
    if (how == "a digest"_L1)
        payload.replace(crypto::sha256("[1]").toHex(), crypto::sha256("[3]").toHex());
    else if (how == "a name"_L1)
        payload.replace("20260301", "20260302");
    else if (how == "a file left out"_L1)
        payload =
            formats::parseEnvelope(m_files->manifest({{s_first, crypto::sha256("[1]")}}, m_files->evidence))->payload;
    else if (how == "no list of files"_L1)
        payload.replace("\"subject\":[", "\"object\":[");
    const auto finding = judge(formats::writeEnvelope(envelope), name);
    QVERIFY(!finding.valid);
    QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
}

/// Signed by the evidence key itself, and still not what `evidence verify` would take for a manifest.
void ManifestAttacksTest::whatIsNoManifestIsRefused_data()
{
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QString>("found"); // «code(data)»; empty: a manifest
    const auto row = [](const char *name, const QByteArray &old, const QByteArray &now, const QString &found) {
        QTest::newRow(name) << old << now << found;
    };
    const QByteArray time = "\"2026-03-02T10:00:00Z\"";
    const auto kind = u"manifest_malformed(/predicateType)"_s;
    const auto badTime = u"manifest_malformed(/predicate/sealed_at)"_s;
    row("another predicate", "urn:cutover:evidence-manifest:v1", "https://slsa.dev/provenance/v1", kind);
    row("no predicate type", "\"predicateType\"", "\"x\"", kind);
    row("another statement", "https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1", kind);
    row("no statement", "\"_type\"", "\"x\"", kind);
    row("a subject without a name", "\"name\"", "\"x\"", u"manifest_malformed(/subject/0)"_s);
    row("a subject without a digest", "\"sha256\"", "\"sha512\"", u"manifest_malformed(/subject/0)"_s);
    row("sealed in 2099", time, "\"2099-01-01T00:00:00Z\"", u"sealed_ahead(2099-01-01T00:00:00Z)"_s);
    row("sealed yesterday", time, "\"yesterday\"", badTime);
    row("sealed at a number", time, "1", badTime);
    row("a manifest", "Demo", "Demo", {});
    row("no time told", "\"sealed_at\"", "\"x\"", {});
}

void ManifestAttacksTest::whatIsNoManifestIsRefused()
{
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, now);
    QFETCH(QString, found);
    auto envelope = *formats::parseEnvelope(m_files->manifest({{s_first, crypto::sha256("[1]")}}, m_files->evidence));
    QVERIFY(envelope.payload.contains(old));
    envelope.payload.replace(old, now);
    envelope.signatures.first().sig = *m_files->evidence.sign(formats::pae(envelope.payloadType, envelope.payload));
    QVERIFY(!m_files->write(u"handed/canary-20260301.json"_s, "[1]").isEmpty());
    const auto finding = judge(formats::writeEnvelope(envelope), u"handed/manifest.dsse.json"_s);
    QStringList told;
    for (const auto &problem : finding.problems)
        told.append(u"%1(%2)"_s.arg(problem.code, problem.data.join(u',')));
    QCOMPARE(told.join(u'+'), found);
    QCOMPARE(finding.valid, found.isEmpty());
    QVERIFY(finding.signatures.first().intact);
}

/// In a workspace where none of them is: each is named, and none is looked for among the others.
void ManifestAttacksTest::manyFilesAreComparedSoon()
{
    constexpr int many = 40'000;
    Sealed digests;
    for (int file = 0; file < many; ++file)
        digests[u"var/evidence/f%1"_s.arg(file)] = crypto::sha256("[1]");
    QElapsedTimer timer;
    timer.start();
    const auto finding = judge(m_files->manifest(digests, m_files->evidence), u"w/var/evidence/manifest.dsse.json"_s);
    QCOMPARE(finding.problems.size(), many);
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(ManifestAttacksTest)
#include "tst_manifestattacks.moc"
