// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bundle is valid as it was written, wherever it lies, and no part of it can be changed, taken out, put in or taken
// from another time without its code; not even by somebody who lists the files anew.
#include "session/bundle.h"

#include "session/handedfiles.h"

#include <QApplication>
#include <QDirIterator>
#include <QJsonDocument>
#include <QTest>

using namespace cutover;
using namespace cutover::session;
using namespace cutover::tests;
using namespace Qt::StringLiterals;

namespace {

/// A workspace's ledger with a decision in two revisions, by one signer and then by two.
struct DecidedLedger
{
    HandedFiles files;
    QByteArray list = files.signersFile(files.list(2));
    domain::Statement statement = goStatement(0);
    QByteArray firstEnvelope;
    QByteArray firstPdf;

    bool layOut()
    {
        if (!files.pin(list) || files.write(u"trusted.json"_s, list).isEmpty())
            return false;
        const auto log = files.ledger();
        const QByteArray script = "#!/bin/sh\n";
        statement.ledger = {log->ledgerId(), log->size(), log->root()};
        statement.files = {{domain::BoundFile::Role::Script, u"check.sh"_s, crypto::sha256(script)}};
        firstEnvelope = files.decision({&files.signer}, statement);
        firstPdf = files.pdf(firstEnvelope, {&files.signer});
        const auto both = files.decision({&files.signer, &files.second}, statement);
        return record(*log, rollout::kind::decision, firstEnvelope, firstPdf, {script}) &&
               record(*log, u"countersignature", both, files.pdf(both, {&files.signer, &files.second}), {}) &&
               log->append(rollout::kind::note, ledger::Actor::ofThisProcess(), {{u"text"_s, u"later"_s}});
    }

    bool record(ledger::Ledger &log, QStringView kind, const QByteArray &envelope, const QByteArray &pdf,
                const QList<QByteArray> &bound) const
    {
        const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(crypto::sha256(bytes).toHex()); };
        const QJsonObject payload{{u"decision"_s, u"GO"_s},
                                  {u"decision_id"_s, idIn(envelope)},
                                  {u"envelope_sha256"_s, hex(envelope)},
                                  {u"pdf_sha256"_s, hex(pdf)}};
        return log.append(kind, ledger::Actor::ofThisProcess(), payload, bound + QList{envelope, pdf}).has_value();
    }

    [[nodiscard]] static QString idIn(const QByteArray &envelope)
    {
        const auto read = formats::parseEnvelope(envelope);
        return read ? formats::readStatement(read->payload)->id : QString();
    }

    /// A GO that the second signer never signed; its PDF has a byte changed, if so wished.
    [[nodiscard]] bool abandon(const SigningKey &key, bool isSpoiled) const
    {
        const auto log = files.ledger();
        auto other = statement;
        other.id = QString(32, u'e');
        other.ledger = {log->ledgerId(), log->size(), log->root()};
        const auto envelope = files.decision({&key}, other);
        auto pdf = files.pdf(envelope, {&key});
        if (isSpoiled)
            pdf = flipped(pdf, pdf.size() / 2);
        return record(*log, rollout::kind::decision, envelope, pdf, {});
    }

    [[nodiscard]] QString bundle() const { return files.path(u"bundle"_s); }
    [[nodiscard]] Result<BundleSummary> write() const { return writeBundle(*files.ledger(), statement.id, bundle()); }
    [[nodiscard]] QList<FileFinding> verify(const QStringList &trust) const
    {
        return FileVerifier({trust, {}, {}, files.path(u"state"_s)}).verifyAll(bundle());
    }
    [[nodiscard]] QList<FileFinding> verify() const { return verify({files.path(u"trusted.json"_s)}); }
};

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeOver(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QJsonObject indexOf(const QString &bundle)
{
    return QJsonDocument::fromJson(readFile(bundle + u"/bundle.json"_s)).object();
}

void setIndex(const QString &bundle, const QString &key, const QJsonValue &value)
{
    auto index = indexOf(bundle);
    index[key] = value;
    writeOver(bundle + u"/bundle.json"_s, QJsonDocument(index).toJson());
}

/// As a forger would who knows the format.
void listAnew(const QString &bundle)
{
    QJsonObject files;
    QDirIterator all(bundle, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = QDir(bundle).relativeFilePath(all.next());
        if (path != bundleIndex)
            files[path] = QString::fromLatin1(crypto::sha256(readFile(all.filePath())).toHex());
    }
    setIndex(bundle, u"files"_s, files);
}

/// The ledger without its last line, and an index that fits.
void cutTail(const QString &bundle, int lines)
{
    auto all = readFile(bundle + u"/ledger.jsonl"_s).trimmed().split('\n');
    all.resize(all.size() - lines);
    const auto last = QJsonDocument::fromJson(all.last()).object();
    auto head = QJsonDocument::fromJson(all.first()).object();
    head[u"size"_s] = last[u"size"_s];
    head[u"root"_s] = last[u"root"_s];
    all.first() = *formats::canonicalJson(head);
    writeOver(bundle + u"/ledger.jsonl"_s, all.join('\n') + '\n');
    setIndex(bundle, u"size"_s, last[u"size"_s]);
    setIndex(bundle, u"root"_s, last[u"root"_s]);
    listAnew(bundle);
}

void flip(const QString &path)
{
    const auto bytes = readFile(path);
    writeOver(path, flipped(bytes, bytes.size() / 2));
}

using Spoil = void (*)(const DecidedLedger &);

} // namespace

class BundleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void isValidAsWritten();
    void liesAnywhere();
    void needsARootOfTrust();
    void isOfOneMoment();
    void isNeverWrittenOver();
    void namesADecision();
    void leavesNothingBehind();
    void anAbandonedDecisionIsNoFault_data();
    void anAbandonedDecisionIsNoFault();
    void refusesWhatWasSpoiled_data();
    void refusesWhatWasSpoiled();

private:
    std::unique_ptr<DecidedLedger> m_world;
};

void BundleTest::initTestCase()
{
    m_world = std::make_unique<DecidedLedger>();
    QVERIFY(m_world->layOut());
}

void BundleTest::init()
{
    QDir(m_world->bundle()).removeRecursively();
    const auto made = m_world->write();
    QVERIFY2(made, made ? "" : qPrintable(made.error().name));
}

void BundleTest::isValidAsWritten()
{
    const auto found = m_world->verify();
    QCOMPARE(found.size(), 2); // the bundle and its one document
    for (const auto &finding : found)
        QVERIFY2(finding.valid, inFull(finding).constData());
    QCOMPARE(found.first().kind, u"bundle"_s);
    QCOMPARE(found.first().signatures.size(), 2);
    QCOMPARE(codesOf(found.first()), QStringList{u"ledger_tail_unsigned"_s});
    // Signed over the founding and the pinned list; decision, countersignature and note came later.
    QCOMPARE(found.first().problems.first().data, (QStringList{u"3"_s, u"2"_s}));
}

void BundleTest::liesAnywhere()
{
    const QString elsewhere = m_world->files.path(u"elsewhere"_s);
    QVERIFY(QDir().rename(m_world->bundle(), elsewhere));
    const auto found = FileVerifier({{m_world->files.path(u"trusted.json"_s)}, {}, {}, {}}).verifyAll(elsewhere + u'/');
    QVERIFY2(found.first().valid, inFull(found.first()).constData());
    const auto before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_world->files.path(u"."_s)));
    const auto near = FileVerifier({{m_world->files.path(u"trusted.json"_s)}, {}, {}, {}}).verifyAll(u"elsewhere"_s);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY2(near.first().valid, inFull(near.first()).constData());
    QDir(elsewhere).removeRecursively();
}

/// The list that lies in the bundle vouches for nothing, unless somebody names it.
void BundleTest::needsARootOfTrust()
{
    const auto found = FileVerifier({{}, {}, {}, m_world->files.path(u"state"_s)}).verifyAll(m_world->bundle());
    QVERIFY(!found.first().valid);
    QVERIFY2(codesOf(found.first()).contains(u"no_trust_root"_s), inFull(found.first()).constData());
    const auto foreign = HandedFiles();
    const auto other = m_world->files.write(u"other.json"_s, foreign.signersFile(foreign.list()));
    QVERIFY(codesOf(m_world->verify({other}).last()).contains(u"signer_unauthorised"_s));
    QVERIFY(!m_world->verify({other}).first().valid);
}

/// Another console writes on while this one, which has not looked since, writes the bundle.
void BundleTest::isOfOneMoment()
{
    DecidedLedger world;
    QVERIFY(world.layOut());
    const auto here = world.files.ledger();
    const auto there = world.files.ledger();
    QVERIFY(there->append(rollout::kind::note, ledger::Actor::ofThisProcess(), {{u"text"_s, u"meanwhile"_s}}));
    QVERIFY(writeBundle(*here, world.statement.id, world.bundle()));
    const auto found = world.verify().first();
    QVERIFY2(found.valid, inFull(found).constData());
}

void BundleTest::isNeverWrittenOver()
{
    const auto before = readFile(m_world->bundle() + u"/bundle.json"_s);
    const auto again = m_world->write();
    QVERIFY(!again);
    QCOMPARE(again.error().name, u"folder_not_empty"_s);
    QCOMPARE(readFile(m_world->bundle() + u"/bundle.json"_s), before);
    const QString file = m_world->files.write(u"file"_s, "mine");
    const auto onFile = writeBundle(*m_world->files.ledger(), m_world->statement.id, file);
    QVERIFY(!onFile);
    QCOMPARE(onFile.error().name, u"folder_not_empty"_s);
    QCOMPARE(readFile(file), QByteArray("mine"));
}

void BundleTest::namesADecision()
{
    const QString folder = m_world->files.path(u"none"_s);
    const auto made = writeBundle(*m_world->files.ledger(), QString(32, u'0'), folder);
    QVERIFY(!made);
    QCOMPARE(made.error().name, u"no_decision"_s);
    QVERIFY(!QFileInfo::exists(folder));
}

void BundleTest::leavesNothingBehind()
{
    QDir folder(QFileInfo(m_world->bundle()).path());
    QCOMPARE(folder.entryList({u"bundle*"_s}), QStringList{u"bundle"_s});
    const QString empty = folder.filePath(u"empty"_s);
    QVERIFY(QDir().mkpath(empty));
    QVERIFY(writeBundle(*m_world->files.ledger(), m_world->statement.id, empty));
    QVERIFY(QFileInfo::exists(empty + u"/bundle.json"_s));
}

void BundleTest::anAbandonedDecisionIsNoFault_data()
{
    QTest::addColumn<bool>("isSpoiled");
    QTest::addColumn<bool>("isForeign");
    QTest::addColumn<bool>("isNamed");
    QTest::addColumn<QString>("code");
    const QString unfinished = u"decision_unfinished"_s;
    const QString invalid = u"bundle_document_invalid"_s;
    QTest::newRow("beside the one that the bundle is of") << false << false << false << unfinished;
    QTest::newRow("its PDF was changed") << true << false << false << invalid;
    QTest::newRow("by somebody who may not sign") << false << true << false << invalid;
    QTest::newRow("the very one that the bundle is of") << false << false << true << invalid;
}

void BundleTest::anAbandonedDecisionIsNoFault()
{
    QFETCH(bool, isSpoiled);
    QFETCH(bool, isForeign);
    QFETCH(bool, isNamed);
    QFETCH(QString, code);
    DecidedLedger world;
    QVERIFY(world.layOut() && world.abandon(isForeign ? world.files.namesake : world.files.signer, isSpoiled));
    QVERIFY(writeBundle(*world.files.ledger(), isNamed ? QString(32, u'e') : world.statement.id, world.bundle()));
    const auto found = world.verify();
    QCOMPARE(found.size(), 3);
    const bool isFault = code == "bundle_document_invalid"_L1;
    QVERIFY2(found.first().valid != isFault, inFull(found.first()).constData());
    QVERIFY2(codesOf(found.first()).contains(code), inFull(found.first()).constData());
    QVERIFY(!isFault || !codesOf(found.first()).contains(u"decision_unfinished"_s));
    QVERIFY(!found.first().isMember && found.at(1).isMember && found.at(2).isMember);
    // What is said of the document itself stays.
    const auto &unfinished = found.at(1).file.contains(QString(32, u'e')) ? found.at(1) : found.at(2);
    QVERIFY2(!unfinished.valid && codesOf(unfinished).contains(u"quorum_missing"_s), inFull(unfinished).constData());
}

void BundleTest::refusesWhatWasSpoiled_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QString &code, Spoil spoil) { QTest::newRow(name) << spoil << code; };
    using World = const DecidedLedger &;

    row("index gone", u"bundle_malformed"_s, [](World w) { QFile::remove(w.bundle() + u"/bundle.json"_s); });
    row("index is no JSON", u"bundle_malformed"_s, [](World w) { writeOver(w.bundle() + u"/bundle.json"_s, "{"); });
    row("index says a key twice", u"bundle_malformed"_s, [](World w) {
        writeOver(
            w.bundle() + u"/bundle.json"_s,
            readFile(w.bundle() + u"/bundle.json"_s).replace("{\"decision_id\"", "{\"kind\":\"x\",\"decision_id\""));
    });
    row("another kind", u"bundle_malformed"_s, [](World w) { setIndex(w.bundle(), u"kind"_s, u"x"_s); });
    row("a later version", u"bundle_version"_s, [](World w) { setIndex(w.bundle(), u"version"_s, 2); });
    row("another decision named", u"bundle_malformed"_s,
        [](World w) { setIndex(w.bundle(), u"decision_id"_s, QString(32, u'0')); });
    row("another ledger named", u"bundle_malformed"_s,
        [](World w) { setIndex(w.bundle(), u"ledger_id"_s, QString(32, u'0')); });
    row("another root named", u"bundle_malformed"_s,
        [](World w) { setIndex(w.bundle(), u"root"_s, QString(64, u'0')); });
    row("a file more", u"bundle_file_unlisted"_s, [](World w) { writeOver(w.bundle() + u"/evidence.json"_s, "{}"); });
    row("a hidden file more", u"bundle_file_unlisted"_s, [](World w) { writeOver(w.bundle() + u"/.x"_s, "{}"); });
    row("a link more", u"bundle_file_unlisted"_s,
        [](World w) { QVERIFY(QFile::link(u"/etc/hostname"_s, w.bundle() + u"/store/link"_s)); });
    row("a listed file is a link that leads out", u"bundle_file_missing"_s, [](World w) {
        const QString list = w.bundle() + u"/signers.dsse.json"_s;
        QVERIFY(QFile::remove(list) && QFile::link(w.files.path(u"trusted.json"_s), list));
    });
    row("a listed place leads out", u"bundle_file_missing"_s, [](World w) {
        auto files = indexOf(w.bundle())[u"files"_s].toObject();
        files[u"../trusted.json"_s] = QString::fromLatin1(crypto::sha256(w.list).toHex());
        setIndex(w.bundle(), u"files"_s, files);
    });
    row("list of signers changed", u"bundle_file_changed"_s,
        [](World w) { flip(w.bundle() + u"/signers.dsse.json"_s); });
    row("ledger gone", u"bundle_file_missing"_s, [](World w) { QFile::remove(w.bundle() + u"/ledger.jsonl"_s); });
    row("ledger changed", u"bundle_file_changed"_s, [](World w) { flip(w.bundle() + u"/ledger.jsonl"_s); });
    row("ledger changed and listed", u"tree_mismatch"_s, [](World w) {
        const QString file = w.bundle() + u"/ledger.jsonl"_s;
        writeOver(file, readFile(file).replace("later", "never"));
        listAnew(w.bundle());
    });
    row("ledger cut before the decision", u"bundle_malformed"_s, [](World w) { cutTail(w.bundle(), 3); });
    row("ledger cut before the countersignature", u"not_in_ledger"_s, [](World w) { cutTail(w.bundle(), 2); });
    row("another ledger", u"export_differs"_s, [](World w) {
        DecidedLedger other;
        QVERIFY(other.layOut() && other.write());
        const QString file = w.bundle() + u"/ledger.jsonl"_s;
        QVERIFY(QFile::remove(file) && QFile::copy(other.bundle() + u"/ledger.jsonl"_s, file));
        for (const auto &key : {u"ledger_id"_s, u"root"_s})
            setIndex(w.bundle(), key, indexOf(other.bundle())[key]);
        listAnew(w.bundle());
    });
    row("envelope gone", u"bundle_file_missing"_s,
        [](World w) { QFile::remove(w.bundle() + u"/decisions/%1.dsse.json"_s.arg(w.statement.id)); });
    row("envelope gone and not listed", u"bundle_file_missing"_s, [](World w) {
        QFile::remove(w.bundle() + u"/decisions/%1.dsse.json"_s.arg(w.statement.id));
        listAnew(w.bundle());
    });
    row("envelope changed and listed", u"not_in_ledger"_s, [](World w) {
        flip(w.bundle() + u"/decisions/%1.dsse.json"_s.arg(w.statement.id));
        listAnew(w.bundle());
    });
    row("envelope of another decision", u"not_in_ledger"_s, [](World w) {
        auto other = w.statement;
        other.id = QString(32, u'e');
        writeOver(w.bundle() + u"/decisions/%1.dsse.json"_s.arg(w.statement.id),
                  w.files.decision({&w.files.signer, &w.files.second}, other));
        listAnew(w.bundle());
    });
    row("PDF changed and listed", u"not_in_ledger"_s, [](World w) {
        flip(w.bundle() + u"/decisions/%1.pdf"_s.arg(w.statement.id));
        listAnew(w.bundle());
    });
    row("PDF is the earlier revision", u"earlier_revision"_s, [](World w) {
        writeOver(w.bundle() + u"/decisions/%1.pdf"_s.arg(w.statement.id), w.firstPdf);
        listAnew(w.bundle());
    });
    row("envelope is the earlier revision", u"earlier_revision"_s, [](World w) {
        writeOver(w.bundle() + u"/decisions/%1.dsse.json"_s.arg(w.statement.id), w.firstEnvelope);
        listAnew(w.bundle());
    });
    row("bound bytes gone and not listed", u"blob_missing"_s, [](World w) {
        QFile::remove(w.bundle() + u"/store/"_s + QString::fromLatin1(w.statement.files.first().sha256.toHex()));
        listAnew(w.bundle());
    });
    row("bound bytes changed and listed", u"blob_changed"_s, [](World w) {
        flip(w.bundle() + u"/store/"_s + QString::fromLatin1(w.statement.files.first().sha256.toHex()));
        listAnew(w.bundle());
    });
}

void BundleTest::refusesWhatWasSpoiled()
{
    QFETCH(Spoil, spoil);
    QFETCH(QString, code);
    spoil(*m_world);
    const auto found = m_world->verify();
    QVERIFY(!found.first().valid);
    QVERIFY2(codesOf(found.first()).contains(code), inFull(found.first()).constData());
}

QTEST_MAIN(BundleTest)

#include "tst_bundle.moc"
