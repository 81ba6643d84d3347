// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words and JSON of verified files: a sentence and a way out for each code, and FORMATS.md's shape.
#include "ledger/ledgererror.h"
#include "models/wordsverify.h"
#include "pdf/pdferror.h"

#include <QJsonArray>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::FileFinding;
using session::VerifiedSignature;
using session::VerifyProblem;
using Authorised = VerifiedSignature::Authorised;

namespace {

VerifiedSignature signature(bool intact, Authorised authorised)
{
    VerifiedSignature made;
    made.signer = u"Release manager"_s;
    made.role = u"decision-maker"_s;
    made.signedAt = QDateTime(QDate(2026, 3, 2), QTime(13, 41, 22), Qt::UTC);
    made.intact = intact;
    made.coversWholeFile = intact;
    made.authorised = authorised;
    return made;
}

FileFinding found(const QList<VerifyProblem> &problems, const VerifiedSignature &made)
{
    FileFinding finding;
    finding.file = u"decision.pdf"_s;
    finding.kind = u"pdf"_s;
    finding.problems = problems;
    finding.signatures = {made};
    finding.valid = std::ranges::all_of(problems, session::isInformation) && made.intact;
    return finding;
}

} // namespace

class WordsVerifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsSentence_data();
    void everyCodeHasItsSentence();
    void dataAreNoPlaces();
    void summaries_data();
    void summaries();
    void aManifestAloneVouchesForItselfAlone();
    void aSignatureIsTold();
    void jsonHasItsShape();
};

void WordsVerifyTest::everyCodeHasItsSentence_data()
{
    QTest::addColumn<QString>("code");
    const auto add = [](const QString &code) { QTest::addRow("%s", qPrintable(code)) << code; };
    for (const auto &code : {u"file_missing"_s,
                             u"file_unreadable"_s,
                             u"file_too_large"_s,
                             u"unknown_kind"_s,
                             u"no_trust_root"_s,
                             u"quorum_not_judged"_s,
                             u"quorum_missing"_s,
                             u"signers_untrusted"_s,
                             u"other_workspace"_s,
                             u"trust_unreadable"_s,
                             u"trust_not_intact"_s,
                             u"key_not_at_hand"_s,
                             u"envelope_malformed"_s,
                             u"wrong_payload_type"_s,
                             u"statement_unreadable"_s,
                             u"keyid_mismatch"_s,
                             u"pdf_signer_not_in_envelope"_s,
                             u"envelope_signer_not_in_pdf"_s,
                             u"more_signatures_than_envelope"_s,
                             u"manifest_malformed"_s,
                             u"sealed_file_changed"_s,
                             u"sealed_file_missing"_s,
                             u"sealed_file_outside"_s,
                             u"signers_malformed"_s,
                             u"signer_unauthorised"_s,
                             u"certificate_changed"_s,
                             u"other_ledger"_s,
                             u"export_differs"_s,
                             u"time_not_attested"_s,
                             u"stamped_later"_s,
                             u"chain_incomplete"_s,
                             u"chain_not_valid_at"_s,
                             u"chain_unfit"_s,
                             u"chain_invalid"_s,
                             u"timestamp_too_large"_s,
                             u"timestamp_malformed"_s,
                             u"timestamp_imprint_mismatch"_s,
                             u"timestamp_signer_count"_s,
                             u"timestamp_certificate_missing"_s,
                             u"timestamp_unsupported_algorithm"_s,
                             u"timestamp_ess_mismatch"_s,
                             u"timestamp_signature_invalid"_s,
                             u"timestamp_library_failed"_s,
                             u"other_statement"_s,
                             u"attached_signature_unknown"_s,
                             u"ceremony_not_in_ledger"_s,
                             u"earlier_revision"_s,
                             u"not_in_ledger"_s,
                             u"ledger_not_compared"_s,
                             u"decision_unfinished"_s,
                             u"files_not_compared"_s,
                             u"pdf_differs"_s,
                             u"signature_text_differs"_s,
                             u"pages_not_compared"_s,
                             u"pdf_forked"_s})
        add(code);
    using enum pdf::PdfError::Code;
    for (const auto code : {NotAPdf,
                            TooLarge,
                            StructureDamaged,
                            Encrypted,
                            StructureUnsupported,
                            CertificateNotValidAt,
                            NoSignature,
                            SignatureMalformed,
                            SubFilterUnsupported,
                            ByteRangeInvalid,
                            GapNotContents,
                            PaddingNotZero,
                            NotAtEndOfFileMark,
                            NotWholeFile,
                            UnexpectedRevision,
                            DigestMismatch,
                            SignatureInvalid,
                            CmsInvalid,
                            TimestampInvalid,
                            ActiveContent,
                            EnvelopeMissing,
                            EnvelopeAmbiguous,
                            ObjectChanged,
                            ObjectAdded,
                            ObjectFreed,
                            TrailerChanged,
                            BytesBetweenObjects,
                            FieldMalformed,
                            StampMisplaced,
                            StampMalformed,
                            AnnotationUnexpected})
        add(pdf::codeName(code));
    using Ledger = ledger::LedgerProblem::Code;
    for (const auto code : {Ledger::EntryChanged, Ledger::EntryMissing, Ledger::EntryMalformed, Ledger::TreeMismatch,
                            Ledger::HeaderMismatch})
        add(ledger::codeName(code));
}

void WordsVerifyTest::everyCodeHasItsSentence()
{
    QFETCH(QString, code);
    const auto text = models::verifyProblemText({code, {u"Release manager"_s, u"1"_s, u"2"_s}});
    const bool isWord = !code.contains(u'_'); // «encrypted» is one of both
    QVERIFY2((isWord || !text.contains(code)) && text.endsWith(u'.') && text[0].isUpper(), qPrintable(text));
    QVERIFY2(text.count(u". "_s) + text.count(u"; "_s) + text.count(u": "_s) >= 1, qPrintable(text)); // and what to do
    QVERIFY2(!text.contains(u"%1"_s) && !text.contains(u"#1"_s) && !text.contains(u'!'), qPrintable(text));
    QVERIFY(!models::verifyProblemText({code, {}}).isEmpty());
}

void WordsVerifyTest::dataAreNoPlaces()
{
    const auto text = models::verifyProblemText({u"keyid_mismatch"_s, {u"A %2 #1"_s, u"12345678"_s}});
    QVERIFY2(text.startsWith(u"The signature is by A %2 #1, but its keyid 12345678 names"_s), qPrintable(text));
    const auto counted = models::verifyProblemText({u"not_whole_file"_s, {QString(), u"10233"_s, u"10240"_s}});
    QVERIFY2(counted.startsWith(u"The PDF is signed up to byte 10,233 of 10,240 only"_s), qPrintable(counted));
}

void WordsVerifyTest::summaries_data()
{
    QTest::addColumn<QList<VerifyProblem>>("problems");
    QTest::addColumn<bool>("intact");
    QTest::addColumn<QString>("summary");
    using Problems = QList<VerifyProblem>;
    QTest::newRow("valid") << Problems{} << true << u"Intact; signed by Release manager, quorum reached."_s;
    QTest::newRow("by certificate")
        << Problems{{u"quorum_not_judged"_s, {}}} << true
        << u"Intact; signed by Release manager with a given certificate; quorum not judged."_s;
    QTest::newRow("no root") << Problems{{u"no_trust_root"_s, {}}} << true
                             << u"Intact; signer not checked: no root of trust."_s;
    QTest::newRow("no root, no key") << Problems{{u"no_trust_root"_s, {}}} << false
                                     << u"Not checked: no root of trust."_s;
    QTest::newRow("quorum") << Problems{{u"quorum_missing"_s, {u"1"_s, u"2"_s, u"decision-maker"_s}}} << true
                            << u"Intact, but only 1 of 2 needed signatures is authorised."_s;
    QTest::newRow("revoked behind the ledger's back")
        << Problems{{u"signer_revoked"_s, {u"4409bdad"_s, u"2"_s}}, {u"quorum_missing"_s, {u"1"_s, u"2"_s, u"x"_s}}}
        << true
        << u"Intact, but: The key 4409bdad is revoked since version 2 of the list, and nothing here shows that the "
           u"signature is older: its time is a claim. Verify it in the workspace, whose ledger knows."_s;
    QTest::newRow("revoked, as the ledger knows")
        << Problems{{u"signer_revoked"_s, {u"4409bdad"_s, u"2"_s, u"146"_s}}} << true
        << u"Intact, but: The key 4409bdad is revoked since version 2 of the list, and the ledger holds this signature "
           u"behind that, in entry 146. Refuse the signature."_s;
    QTest::newRow("revoked in a bundle")
        << Problems{{u"bundle_document_invalid"_s, {u"a.pdf"_s, u"signer_revoked"_s, u"quorum_missing"_s}},
                    {u"ledger_tail_unsigned"_s, {u"1"_s, u"2"_s}}}
        << true << u"Intact, but: a.pdf is not authorised by its signatures; what is wrong stands with that file."_s;
    QTest::newRow("revoked and broken in a bundle")
        << Problems{{u"bundle_document_invalid"_s, {u"a.pdf"_s, u"signer_revoked"_s, u"object_changed"_s}}} << true
        << u"Not intact: a.pdf is not valid; what is wrong with it stands with that file."_s;
    QTest::newRow("nothing said of a document in a bundle")
        << Problems{{u"bundle_document_invalid"_s, {u"a.pdf"_s}}} << true
        << u"Not intact: a.pdf is not valid; what is wrong with it stands with that file."_s;
    QTest::newRow("broken without a root")
        << Problems{{u"no_trust_root"_s, {}}, {u"digest_mismatch"_s, {u"Release manager"_s}}} << false
        << u"Not intact: The signature by Release manager in the PDF does not match: bytes that it covers were changed."
           u" Refuse it; ask for the original from the ledger."_s;
}

void WordsVerifyTest::summaries()
{
    QFETCH(QList<VerifyProblem>, problems);
    QFETCH(bool, intact);
    QFETCH(QString, summary);
    auto finding = found(problems, signature(intact, intact ? Authorised::Yes : Authorised::No));
    QCOMPARE(models::verifySummary(finding), summary);
    finding.demo = true;
    QCOMPARE(models::verifySummary(finding), u"DEMO. "_s + summary);
}

void WordsVerifyTest::aManifestAloneVouchesForItselfAlone()
{
    auto finding = found({}, signature(true, Authorised::Yes));
    finding.kind = u"manifest"_s;
    QCOMPARE(models::verifySummary(finding), u"Intact; sealed by Release manager, trusted for evidence."_s);
    finding.problems = {{u"files_not_compared"_s, {u"2"_s, u"3"_s}}};
    QCOMPARE(
        models::verifySummary(finding),
        u"The manifest is intact, sealed by Release manager, trusted for evidence; not all files were compared."_s);
}

void WordsVerifyTest::aSignatureIsTold()
{
    auto made = signature(true, Authorised::Yes);
    const auto told = [&made] { return models::verifiedSignatureText(made); };
    QCOMPARE(told(), u"Release manager as decision-maker, 2 Mar 2026 13:41:22 UTC (claimed): intact; authorised."_s);
    made.attested = true;
    made.authorised = Authorised::No;
    QCOMPARE(told(),
             u"Release manager as decision-maker, 2 Mar 2026 13:41:22 UTC (attested): intact; not authorised."_s);
    made.intact = false;
    QVERIFY2(told().endsWith(u": not intact; not authorised."), qPrintable(told()));
    made.authorised = Authorised::Unknown;
    made.role.clear();
    made.signedAt = {};
    QCOMPARE(told(), u"Release manager, at a time that is not told: not checked; signer not checked."_s);
}

void WordsVerifyTest::jsonHasItsShape()
{
    auto good = found({}, signature(true, Authorised::Yes));
    const auto bad = found({{u"no_trust_root"_s, {}}}, signature(true, Authorised::Unknown));
    QVERIFY(models::verifyJson({good})[u"valid"_s].toBool());
    QVERIFY(!models::verifyJson({})[u"valid"_s].toBool());
    auto member = bad;
    member.isMember = true;
    const auto bundle = models::verifyJson({good, member}); // whose verdict was the first
    QVERIFY(bundle[u"valid"_s].toBool() && !bundle[u"files"_s][1][u"valid"_s].toBool());
    const auto json = models::verifyJson({good, bad});
    QCOMPARE(json.keys(), (QStringList{u"files"_s, u"valid"_s}));
    QCOMPARE(json[u"valid"_s], QJsonValue(false));
    const auto file = json[u"files"_s][1].toObject();
    QCOMPARE(file.keys(), (QStringList{u"demo"_s, u"file"_s, u"kind"_s, u"problems"_s, u"signatures"_s, u"valid"_s}));
    const QJsonObject expected{{u"signer"_s, u"Release manager"_s},
                               {u"role"_s, u"decision-maker"_s},
                               {u"signed_at"_s, u"2026-03-02T13:41:22Z"_s},
                               {u"time"_s, u"claimed"_s},
                               {u"intact"_s, true},
                               {u"authorised"_s, u"unknown"_s},
                               {u"covers_whole_file"_s, true}};
    QCOMPARE(file[u"signatures"_s][0].toObject(), expected);
    QCOMPARE(json[u"files"_s][0][u"signatures"_s][0][u"authorised"_s], QJsonValue(true));
    QCOMPARE(file[u"problems"_s][0].toObject().keys(), (QStringList{u"code"_s, u"text"_s}));
    QCOMPARE(file[u"problems"_s][0][u"code"_s].toString(), u"no_trust_root"_s);
}

QTEST_GUILESS_MAIN(WordsVerifyTest)
#include "tst_wordsverify.moc"
