// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/samples.h"

#include "crypto/digest.h"
#include "formats/statement.h"
#include "session/drafts.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using session::Draft;
using session::Drafts;
using namespace Qt::StringLiterals;

namespace {

Draft sampleDraft()
{
    Draft draft;
    draft.statement = tests::sampleStatement();
    draft.evidence = "{\"canary\": {}}";
    for (auto &bound : draft.statement.files)
        if (bound.role == domain::BoundFile::Role::Evidence)
            bound.sha256 = crypto::sha256(draft.evidence);
    draft.bytes = formats::statementBytes(draft.statement).value();
    draft.sha256 = crypto::sha256(draft.bytes);
    draft.keyFingerprint = QString(64, u'f');
    draft.changes = {{u"loosened:/limits/burst"_s, {u"1.6"_s, u"1.5"_s}}, {u"signers_version"_s, {}}};
    return draft;
}

} // namespace

class DraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThereAgain();
    void lapsesAfterTenMinutes();
    void anUnknownOneIsUnknown();
    void aTamperedOneIsUnknown();
    void withOtherEvidenceItIsUnknown();
    void onlyTheOwnerMayRead();
    void theSignedOneIsGone();
};

void DraftsTest::isThereAgain()
{
    QTemporaryDir root;
    const auto draft = sampleDraft();
    QVERIFY(Drafts(root.path()).keep(draft));
    const auto again = Drafts(root.path()).recall(draft.sha256, draft.statement.composedAt.addSecs(60));
    QVERIFY(again);
    QCOMPARE(again->bytes, draft.bytes);
    QCOMPARE(again->evidence, draft.evidence);
    QCOMPARE(again->sha256, draft.sha256);
    QCOMPARE(again->keyFingerprint, draft.keyFingerprint);
    QCOMPARE(again->statement.id, draft.statement.id);
    QCOMPARE(again->changes.size(), 2);
    QCOMPARE(again->changes.first().code, u"loosened:/limits/burst"_s);
    QCOMPARE(again->changes.first().data, (QStringList{u"1.6"_s, u"1.5"_s}));
}

void DraftsTest::lapsesAfterTenMinutes()
{
    QTemporaryDir root;
    const auto draft = sampleDraft();
    const Drafts drafts(root.path());
    QVERIFY(drafts.keep(draft));
    QVERIFY(drafts.recall(draft.sha256, draft.statement.composedAt.addSecs(600)));
    const auto late = drafts.recall(draft.sha256, draft.statement.composedAt.addSecs(601));
    QVERIFY(!late);
    QCOMPARE(late.error().name, u"draft_expired"_s);
    const auto gone = drafts.recall(draft.sha256, draft.statement.composedAt); // it was removed
    QVERIFY(!gone);
    QCOMPARE(gone.error().name, u"draft_unknown"_s);
}

void DraftsTest::anUnknownOneIsUnknown()
{
    QTemporaryDir root;
    const auto answer = Drafts(root.path()).recall(QByteArray(32, '\x01'), QDateTime::currentDateTimeUtc());
    QVERIFY(!answer);
    QCOMPARE(answer.error().name, u"draft_unknown"_s);
    QCOMPARE(answer.error().kind, session::Failure::Kind::Refused);
}

void DraftsTest::aTamperedOneIsUnknown()
{
    QTemporaryDir root;
    const auto draft = sampleDraft();
    const Drafts drafts(root.path());
    const auto &now = draft.statement.composedAt;
    QFile file(root.filePath(u"drafts/%1.json"_s.arg(QString::fromLatin1(draft.sha256.toHex()))));
    for (const auto &[from, to] :
         {std::pair<QByteArray, QByteArray>{"All twelve rows are go", "All twelve rows are no"},
          {"v0.5.11v+", "v0.5.12v+"},
          {"\"statement\"", "\"statemant\""}}) {
        QVERIFY(drafts.keep(draft));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto bytes = file.readAll();
        file.close();
        QVERIFY(bytes.contains(from));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.replace(from, to));
        file.close();
        const auto answer = drafts.recall(draft.sha256, now);
        QVERIFY(!answer);
        QCOMPARE(answer.error().name, u"draft_unknown"_s);
    }
}

void DraftsTest::withOtherEvidenceItIsUnknown()
{
    QTemporaryDir root;
    const auto draft = sampleDraft();
    const Drafts drafts(root.path());
    QVERIFY(drafts.keep(draft));
    QFile file(root.filePath(u"drafts/%1.evidence"_s.arg(QString::fromLatin1(draft.sha256.toHex()))));
    QVERIFY(file.open(QIODevice::Append) && file.write(" ") == 1);
    file.close();
    QCOMPARE(drafts.recall(draft.sha256, draft.statement.composedAt).error().name, u"draft_unknown"_s);
    QVERIFY(file.remove());
    QCOMPARE(drafts.recall(draft.sha256, draft.statement.composedAt).error().name, u"draft_unknown"_s);
}

void DraftsTest::onlyTheOwnerMayRead()
{
    QTemporaryDir root;
    const auto draft = sampleDraft();
    QVERIFY(Drafts(root.path()).keep(draft));
    const auto files = QDir(root.filePath(u"drafts"_s)).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 2); // the draft, and its evidence
    for (const auto &file : files)
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void DraftsTest::theSignedOneIsGone()
{
    QTemporaryDir root;
    const Drafts drafts(root.path());
    const auto signedOne = sampleDraft();
    auto other = signedOne;
    other.statement.reason = u"Another reason altogether"_s;
    other.bytes = formats::statementBytes(other.statement).value();
    other.sha256 = crypto::sha256(other.bytes);
    QVERIFY(drafts.keep(signedOne) && drafts.keep(other));
    const auto now = QDateTime::currentDateTimeUtc();
    drafts.clear(signedOne.sha256, now);
    QCOMPARE(drafts.recall(signedOne.sha256, signedOne.statement.composedAt).error().name, u"draft_unknown"_s);
    QVERIFY(drafts.recall(other.sha256, other.statement.composedAt)); // may still be signed
    drafts.clear(signedOne.sha256, now.addSecs(601));
    QVERIFY(QDir(root.filePath(u"drafts"_s)).isEmpty());
}

QTEST_GUILESS_MAIN(DraftsTest)

#include "tst_drafts.moc"
