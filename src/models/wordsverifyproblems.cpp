// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/wordsverify.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <span>

namespace cutover::models {

using namespace Qt::StringLiterals;
using session::VerifyProblem;

namespace {

struct Sentence
{
    QLatin1String code;
    const char16_t *text;
};

constexpr std::array fileSentences{
    Sentence{"file_missing"_L1, u"%1 is not there. Check the path."},
    Sentence{"file_unreadable"_L1, u"%1 cannot be read (%3). Name a file that this account may read."},
    Sentence{"file_too_large"_L1, u"%1 is larger than any file this program makes. Nothing of it was read."},
    Sentence{"unknown_kind"_L1, u"Not recognised. Name an envelope (.dsse.json), a decision PDF, a manifest, a ledger "
                                u"export, a list of signers or a bundle's folder."},
};

constexpr std::array trustSentences{
    Sentence{"no_trust_root"_L1,
             u"No root of trust, so nobody vouches for the signer. Name one with --trust (a certificate or a list of "
             u"signers from a source you trust), or verify in a workspace whose list you pinned."},
    Sentence{"quorum_not_judged"_L1,
             u"A certificate alone says nothing of a quorum: not judged. Name the list of signers to have it judged."},
    Sentence{"quorum_by_other_signers"_L1,
             u"How many had to sign, the list of signers says under which it was signed (SHA-256 %1…); version %2 was "
             u"at hand. Name that list too with --trust to have the quorum judged by it."},
    Sentence{"quorum_missing"_L1,
             u"%1 of %2 needed signatures as %3. Ask for the missing ones before relying on this decision."},
    Sentence{"signers_untrusted"_L1, u"This list of signers is not one that you pinned or named. Compare its digest "
                                     u"%1 with its administrator, then pin it."},
    Sentence{"other_workspace"_L1,
             u"The decision is for the workspace “%1”, of which no trusted list of signers speaks. Name that "
             u"workspace's list with --trust."},
    Sentence{
        "trust_unreadable"_L1,
        u"The root of trust %1 cannot be used (%2). Name a certificate or public key in PEM, or a list of signers."},
    Sentence{
        "chain_incomplete"_L1,
        u"%1's certificate leads to no authority that you named: the issuer of %2 is missing, or another one. Name "
        u"that authority, or the one between, with --trust."},
    Sentence{
        "chain_not_valid_at"_L1,
        u"%1's certificate leads to the authority that you named, but the certificate of %2 did not hold at %3, the "
        u"time of the signature. Ask for a signature by a key whose certificates hold."},
    Sentence{"chain_unfit"_L1, u"%1's certificate leads to the authority that you named, but the certificate of %2 is "
                               u"not made for that (whoever issues says so in it, by CA:TRUE and keyCertSign). Refuse "
                               u"the signature."},
    Sentence{"chain_invalid"_L1, u"%1's certificate was not issued by the authority that you named (%2). Refuse the "
                                 u"signature."},
    Sentence{"trust_not_intact"_L1,
             u"The root of trust %1 is not signed by an administrator of its own. Fetch the list of signers again."},
    Sentence{
        "signer_revoked"_L1,
        u"The key %1 is revoked since version %2 of the list, and nothing here shows that the signature is older: its "
        u"time is a claim. Verify it in the workspace, whose ledger knows."},
    Sentence{"signer_revoked_later"_L1, u"%1's key was revoked in version %2 of the list, after the ledger took this "
                                        u"decision: it was authorised then, and opens nothing now."},
    Sentence{"signer_removed_later"_L1, u"%1 left the list of signers in version %2, after the ledger took this "
                                        u"decision: authorised then, and it opens nothing now."},
    Sentence{"signers_older"_L1, u"This is version %1 of the list, once in force; version %2 is now."},
    Sentence{
        "signers_not_approved"_L1,
        u"Not the version after the trusted one: %2 of %3 administrators of that one signed it. Refuse the list; ask "
        u"an administrator for the one in force."},
    Sentence{"key_not_at_hand"_L1,
             u"%1 is a trusted key, but its public half is not at hand. Name it with --trust (a PEM file)."},
};

constexpr std::array envelopeSentences{
    Sentence{"pages_not_compared"_L1,
             u"Whether its pages show what is signed was not compared: %1. Read them beside what verification says is "
             u"stated."},
    Sentence{"envelope_malformed"_L1, u"The envelope cannot be read: %1 at “%2”, line %3. Fetch the file again."},
    Sentence{"wrong_payload_type"_L1, u"The envelope says that its payload is “%1”, which no decision is. Fetch the "
                                      u"file again."},
    Sentence{"statement_unreadable"_L1, u"The payload is no decision as this program writes one: %1 at “%2”, line %3. "
                                        u"Fetch the file again."},
    Sentence{"keyid_mismatch"_L1, u"The signature is by %1, but its keyid %2 names another key. Refuse the file and "
                                  u"ask its sender for the original."},
    Sentence{"pdf_signer_not_in_envelope"_L1,
             u"%1 signed the PDF, but made no valid signature in the attached envelope. Refuse the PDF; ask for the "
             u"original from the ledger."},
    Sentence{"envelope_signer_not_in_pdf"_L1,
             u"%1 is a signer of the attached envelope, but not of the PDF. Refuse the PDF; ask for the original from "
             u"the ledger."},
    Sentence{
        "more_signatures_than_envelope"_L1,
        u"The PDF has %1 signatures, its envelope %2. Name the decision's envelope (ID.dsse.json) in the same call, "
        u"or lay it beside the PDF, or verify in the workspace; else refuse it."},
    Sentence{"other_statement"_L1, u"The PDF's attached envelope states something else than the ledger's decision. "
                                   u"Refuse the PDF; ask for the original from the ledger."},
    Sentence{"ceremony_not_in_ledger"_L1,
             u"What it tells of the ceremony is not what the ledger holds of it: other answers, or a poll left out or "
             u"made up. Do not rely on this decision; ask who signed it."},
    Sentence{"attached_signature_unknown"_L1,
             u"The PDF's attached envelope has a signature (key %1) that the decision's envelope does not have. Refuse "
             u"the PDF; ask for the original from the ledger."},
    Sentence{
        "earlier_revision"_L1,
        u"This copy has %1 of the %2 signatures in the ledger: it is an older one. Use the last: cutoverctl export "
        u"%3 --pdf FILE."},
    Sentence{"stamped_later"_L1, u"A time stamp was added after this copy was made. The last one: cutoverctl export %1 "
                                 u"--pdf FILE."},
    Sentence{
        "pdf_forked"_L1,
        u"This PDF and the ledger's were signed on from one and the same revision, each in its own way. Refuse this "
        u"one; the ledger's counts: cutoverctl export %1 --pdf FILE."},
    Sentence{"manifest_malformed"_L1, u"The manifest is not one at %1. Seal the evidence again."},
    Sentence{"sealed_ahead"_L1, u"The manifest says that it was sealed on %1, which has not come. Set the clock right, "
                                u"or seal the evidence again."},
    Sentence{"sealed_file_changed"_L1,
             u"%1 is not as it was sealed. Restore the sealed file, or find out who changed it."},
    Sentence{"sealed_file_missing"_L1, u"%1 was sealed and is not there, or cannot be read. Restore it."},
    Sentence{"sealed_file_outside"_L1, u"%1 leaves the workspace and was not read. Seal only files within it."},
    Sentence{"files_not_compared"_L1,
             u"Of #2 sealed files, #1 are not beside the manifest and were not compared. Verify it in its workspace, "
             u"or lay the files beside it."},
    Sentence{"signers_malformed"_L1, u"The list of signers cannot be read: %1 at “%2”, line %3. Fetch the file again."},
};

/// %1 signed; a time stamp of his signature, not in the PDF.
constexpr std::array timeSentences{
    Sentence{"timestamp_too_large"_L1, u"The time stamp of %1's signature is larger than any that is read."},
    Sentence{"timestamp_malformed"_L1, u"The time stamp of %1's signature is none (%2)."},
    Sentence{"timestamp_imprint_mismatch"_L1, u"The time stamp of %1's signature is over something else."},
    Sentence{"timestamp_signer_count"_L1, u"The time stamp of %1's signature is by %2 authorities, not by one."},
    Sentence{"timestamp_certificate_missing"_L1,
             u"The time stamp of %1's signature does not carry its authority's certificate."},
    Sentence{"timestamp_unsupported_algorithm"_L1,
             u"The time stamp of %1's signature is made by an algorithm that is not accepted."},
    Sentence{"timestamp_ess_mismatch"_L1,
             u"The time stamp of %1's signature names another certificate than the one it carries."},
    Sentence{"timestamp_signature_invalid"_L1, u"The time stamp of %1's signature was changed: it does not verify."},
    Sentence{"timestamp_library_failed"_L1, u"The time stamp of %1's signature could not be judged."},
};

constexpr std::array ledgerSentences{
    Sentence{"other_ledger"_L1, u"This is the ledger %1, not this workspace's, which is %2. Verify it in the "
                                u"workspace that it was exported from."},
    Sentence{"ledger_not_compared"_L1,
             u"Composed over another ledger than this workspace's, which is %1: whether that one took it was not "
             u"checked. Verify it in the workspace where it was signed to know."},
    Sentence{"export_differs"_L1, u"With #1 entries this export is not the workspace's ledger as it was at that size. "
                                  u"Find out which of the two was changed."},
    Sentence{"entry_changed"_L1, u"Entry #1 is not the one that was recorded. Refuse the export; ask for a new one."},
    Sentence{"entry_missing"_L1, u"Entry #1 is missing. Refuse the export; ask for a new one."},
    Sentence{"entry_malformed"_L1, u"Entry #1 cannot be read. Refuse the export; ask for a new one."},
    Sentence{"tree_mismatch"_L1, u"Size or root at entry #1 is not that of the entries so far. Refuse the export; ask "
                                 u"for a new one."},
    Sentence{"header_mismatch"_L1, u"The first line does not fit the entries: something was cut, added or changed. "
                                   u"Refuse the export; ask for a new one."},
};

constexpr std::array bundleSentences{
    Sentence{"bundle_malformed"_L1, u"%1 is not the one of a bundle. Ask its sender for the bundle again."},
    Sentence{"bundle_version"_L1, u"The bundle is of version %1; this program knows version %2. Use a newer program."},
    Sentence{"bundle_file_missing"_L1, u"%1 belongs to the bundle and is not there, or cannot be read. Ask for it."},
    Sentence{"bundle_file_changed"_L1, u"%1 is not the file that the bundle lists. Refuse it; ask for the bundle "
                                       u"again."},
    Sentence{"bundle_file_unlisted"_L1, u"%1 does not belong to the bundle. Find out who added it, and take it out."},
    Sentence{"bundle_document_invalid"_L1, u"%1 is not valid; what is wrong with it stands with that file."},
    Sentence{"blob_missing"_L1, u"Bytes that entry #1 binds are not in store/. Ask for the bundle again."},
    Sentence{"blob_changed"_L1, u"Bytes that entry #1 binds were changed in store/. Refuse the bundle; ask for it "
                                u"again."},
    Sentence{"not_in_ledger"_L1, u"%1 is not the document that the ledger recorded. Refuse it; ask for the original."},
    Sentence{"decision_unfinished"_L1, u"%1 is of a decision that never got all its signatures in this ledger: it "
                                       u"opened nothing, and the bundle is none the worse for it."},
    Sentence{"ledger_tail_unsigned"_L1, u"For the first #2 entries an authorised signature vouches; the last #1 came "
                                        u"later, and only the chain binds them."},
};

/// Behind %1, the thing meant: «The PDF» or «NAME's signature in the PDF».
constexpr std::array pdfSentences{
    Sentence{"not_a_pdf"_L1, u"%1 does not begin as one does."},
    Sentence{"too_large"_L1, u"%1 is larger than any that this program makes (#2 bytes)."},
    Sentence{"structure_damaged"_L1, u"%1 is damaged: %2."},
    Sentence{"encrypted"_L1, u"%1 is encrypted."},
    Sentence{"structure_unsupported"_L1, u"%1 has a structure that no decision has: %2."},
    Sentence{"no_signature"_L1, u"%1 bears no signature."},
    Sentence{"signature_malformed"_L1, u"%1 has a signature dictionary that is not one, at %2."},
    Sentence{"sub_filter_unsupported"_L1, u"%1 is of the kind “%2”, not ETSI.CAdES.detached."},
    Sentence{"byte_range_invalid"_L1, u"%1 covers a range of bytes that no signature may (%2 %3 …)."},
    Sentence{"gap_not_contents"_L1, u"%1 leaves out more than itself: byte #2 belongs to nothing."},
    Sentence{"padding_not_zero"_L1, u"%1 hides something behind itself, from byte #2."},
    Sentence{"not_at_end_of_file_mark"_L1, u"%1 ends at byte #2, where no revision of the file ends."},
    Sentence{"not_whole_file"_L1, u"%1 is signed up to byte #2 of #3 only; something was added later."},
    Sentence{"unexpected_revision"_L1, u"%1 has %2 revisions, its signatures account for %3."},
    Sentence{"digest_mismatch"_L1, u"%1 does not match: bytes that it covers were changed."},
    Sentence{"cms_invalid"_L1, u"%1 is not built as a signature must be (%2)."},
    Sentence{"timestamp_invalid"_L1, u"%1 has a time stamp that is not over it, or was changed (%2)."},
    Sentence{"active_content"_L1, u"%1 holds something that a reader would run (%2)."},
    Sentence{"envelope_missing"_L1, u"%1 has no envelope attached."},
    Sentence{"envelope_ambiguous"_L1, u"%1 has %2 files attached; one envelope belongs there."},
    Sentence{"object_changed"_L1, u"%1 came with a change that no signature may bring: to %2."},
    Sentence{"object_added"_L1, u"%1 came with something that belongs to no signature: %2."},
    Sentence{"object_freed"_L1, u"%1 came with a change that no signature may bring: object %2 was taken away."},
    Sentence{"trailer_changed"_L1, u"%1 changed the file's trailer, at %2, where no signature may."},
    Sentence{"bytes_between_objects"_L1, u"%1 came with bytes that belong to no object, from byte #2."},
    Sentence{"field_malformed"_L1, u"%1 has a form field that is not one of ours, at %2."},
    Sentence{"stamp_misplaced"_L1, u"%1 is shown on page %2 outside of every place that was reserved and free, where "
                                   u"it could hide what stands there."},
    Sentence{"stamp_malformed"_L1, u"%1 has a stamp that draws more than its letters (%2)."},
};

/// %1 stands for a datum as it is, #1 for one that is a number. Filled in one pass, so that data never are read for
/// places themselves.
QString filled(const char16_t *text, const QStringList &data)
{
    const QString sentence = QString::fromUtf16(text);
    QString result;
    for (qsizetype at = 0; at < sentence.size(); ++at) {
        const QChar mark = sentence[at];
        const int place = at + 1 < sentence.size() ? sentence[at + 1].digitValue() : -1;
        if (place < 1 || (mark != u'%' && mark != u'#')) {
            result += mark;
            continue;
        }
        const QString datum = data.value(place - 1);
        result += mark == u'#' ? QLocale(QLocale::English).toString(datum.toLongLong()) : datum;
        ++at;
    }
    return result;
}

const Sentence *sentenceOf(std::span<const Sentence> sentences, const QString &code)
{
    const auto found = std::ranges::find_if(sentences, [&](const Sentence &sentence) { return code == sentence.code; });
    return found == sentences.end() ? nullptr : &*found;
}

/// What an object is to its reader; the second datum is a page where the kind hangs on one.
QString objectText(const QString &kind, const QString &number)
{
    constexpr std::array kinds{Sentence{"page"_L1, u"page %1"},
                               Sentence{"content"_L1, u"what page %1 shows"},
                               Sentence{"annotations"_L1, u"the annotations of page %1"},
                               Sentence{"catalog"_L1, u"the catalog (object %1)"},
                               Sentence{"form"_L1, u"the form (object %1)"},
                               Sentence{"field"_L1, u"a form field (object %1)"},
                               Sentence{"signature"_L1, u"a signature (object %1)"},
                               Sentence{"attachment"_L1, u"the attachment (object %1)"},
                               Sentence{"information"_L1, u"title and date (object %1)"},
                               Sentence{"font"_L1, u"a font (object %1)"},
                               Sentence{"picture"_L1, u"a picture (object %1)"}};
    const auto *sentence = sentenceOf(kinds, kind);
    return filled(sentence ? sentence->text : u"object %1", {number});
}

QString pdfText(const Sentence &sentence, const VerifyProblem &problem)
{
    auto data = problem.data;
    const QString signer = data.value(0);
    const QString what = signer.isEmpty() ? u"The PDF"_s : u"The signature by %1 in the PDF"_s.arg(signer);
    if (data.isEmpty())
        data.append(what);
    else
        data[0] = what;
    if (problem.code == "object_changed"_L1 || problem.code == "object_added"_L1)
        data = {what, objectText(data.value(1), data.value(2))};
    return filled(sentence.text, data) + u" Refuse it; ask for the original from the ledger."_s;
}

QString causeOfDoubt(const QString &cause)
{
    if (cause == "no_anchor"_L1)
        return u"and you trust no time stamp authority yet. Name one with --trust-time or cutoverctl trust time"_s;
    if (cause == "timestamp_authority_not_valid_at"_L1)
        return u"whose certificate did not hold at that time"_s;
    if (cause == "timestamp_wrong_purpose"_L1)
        return u"whose certificate is not made for time stamps alone"_s;
    return u"which is not one that you trust"_s;
}

QString whatIsClaimed(const QString &name, const QString &cause, const QString &authority)
{
    if (cause == "certificate_ended"_L1)
        return u"The time of %1's signature is a claim: the time stamp came when the certificate, or one that issued "
               u"it, "
               u"held no more."_s.arg(name);
    return u"The time of %1's signature is a claim: it bears a time stamp by %2, %3."_s.arg(
        name, authority.isEmpty() ? u"an authority without a name"_s : authority, causeOfDoubt(cause));
}

/// Of a decision; how the ledger at hand lacks it.
QString absenceText(const QString &id, const QString &cause)
{
    if (cause == "other_ledger"_L1)
        return u"The decision %1 was composed over another ledger than this workspace's, which never took it. It opens "
               u"nothing here; ask its signers where they signed it."_s.arg(id);
    if (cause == "unknown"_L1)
        return u"This workspace's ledger does not hold the decision %1: it was signed in a copy of the workspace, or "
               u"this ledger is such a copy. It opens nothing here; ask its signers which ledger counts."_s.arg(id);
    return u"This workspace's ledger holds the decision %1, but not this document of it: something else is stated, or "
           u"somebody signed whom the ledger never took. Refuse it; the ledger's: cutoverctl export %1 --pdf FILE."_s
               .arg(id);
}

/// What stands beside a signature.
QString printedText(const QString &what)
{
    constexpr std::array texts{Sentence{"name"_L1, u"The name"}, Sentence{"role"_L1, u"The role"},
                               Sentence{"meaning"_L1, u"The meaning"}, Sentence{"reason"_L1, u"The reason"}};
    const auto *sentence = sentenceOf(texts, what);
    return QString::fromUtf16(sentence ? sentence->text : u"The visible stamp");
}

/// Why nobody could draw the pages again.
QString obstacleText(const QStringList &data)
{
    if (data.value(0) == "ledger"_L1)
        return u"they tell of a rollout, and its ledger is not at hand"_s;
    if (data.value(0) == "font"_L1)
        return u"some letters on them are drawn with fonts of the machine where it was signed (%1)"_s.arg(
            data.value(1));
    if (data.value(0) == "stamp"_L1)
        return u"the stamp of %1's signature was drawn by another library, or with fonts of another machine"_s.arg(
            data.value(1));
    if (data.value(0) == "bytes"_L1)
        return u"they read the same, but another library compressed them"_s;
    return u"“%1” drew them, this is “%2”"_s.arg(data.value(1), data.value(2));
}

/// Sentences that depend on where the thing was found.
QString placedText(const VerifyProblem &problem)
{
    const QString name = problem.data.value(0);
    const QString place = problem.data.value(1);
    if (problem.code == "no_trust_root"_L1 && !name.isEmpty())
        return u"Nothing here knows the ledger %1 at this size, and an export proves only that it is consistent. "
               u"Compare id, size and root with its owner, or verify in the workspace that it was exported from."_s.arg(
                   name);
    if (problem.code == "not_in_ledger"_L1 && !place.isEmpty())
        return absenceText(name, place);
    if (problem.code == "pdf_differs"_L1)
        return (name == "0"_L1
                    ? u"The PDF is not what the envelope that it attaches is drawn as"_s
                    : u"Page %1 of the PDF does not show what the envelope says that it attaches"_s.arg(name)) +
               u". Believe the statement, not these pages; ask who signed it first how they came to be."_s;
    if (problem.code == "signature_text_differs"_L1)
        return u"%1 on %2's signature in the PDF is not what was signed. Refuse it; ask for the original from the "
               u"ledger."_s.arg(printedText(place), name);
    if (problem.code == "annotation_unexpected"_L1)
        return (place == "0"_L1 ? u"The PDF had a form before anyone signed it"_s
                                : u"Page %1 of the PDF had annotations before anyone signed it"_s.arg(place)) +
               u", which could hide what it shows. Refuse it; ask for the original from the ledger."_s;
    if (problem.code == "signature_invalid"_L1)
        return place == "envelope"_L1 ? u"The signature by %1 in the envelope does not match its payload: one of the "
                                        u"two was changed. Refuse the file; ask for the original."_s.arg(name)
                                      : u"The signature by %1 in the PDF does not match its bytes. Refuse it; ask for "
                                        u"the original from the ledger."_s.arg(name);
    if (problem.code == "signer_unauthorised"_L1)
        return place.isEmpty()
                   ? u"%1's key is not that of a given certificate. Refuse the signature, or name the signer's own "
                     u"certificate with --trust."_s.arg(name)
                   : u"%1's key is not authorised as %2. Refuse the signature, or have the administrator list the "
                     u"key."_s.arg(name, place);
    if (problem.code == "certificate_not_valid_at"_L1)
        return u"%1's certificate does not hold at %2, the time of the signature. Ask for a signature by a key whose "
               u"certificate holds."_s.arg(name, place);
    if (problem.code == "signer_revoked"_L1 && problem.data.size() > 2)
        return u"The key %1 is revoked since version %2 of the list, and the ledger holds this signature behind that, "
               u"in "
               u"entry %3. Refuse the signature."_s.arg(name, place, problem.data[2]);
    if (problem.code == "bundle_document_invalid"_L1 && isOfTrust(problem))
        return u"%1 is not authorised by its signatures; what is wrong stands with that file."_s.arg(name);
    if (problem.code == "time_not_attested"_L1)
        return whatIsClaimed(name, place, problem.data.value(2));
    if (problem.code == "certificate_changed"_L1) {
        if (place == "pdf"_L1)
            return u"The certificate of %1 in the PDF is not the one that the signature names. Refuse the PDF; ask "
                   u"for the original from the ledger."_s.arg(name);
        if (place == "list"_L1)
            return u"The certificate of %1 in the list of signers does not have the listed key. Fetch the list "
                   u"again."_s.arg(name);
        return u"The trusted certificate %1 is not as it was made, or not the one that signed. Fetch it again from a "
               u"source you trust."_s.arg(name);
    }
    return {};
}

} // namespace

QString verifyProblemText(const VerifyProblem &problem)
{
    if (const QString placed = placedText(problem); !placed.isEmpty())
        return placed;
    if (const auto *sentence = sentenceOf(pdfSentences, problem.code))
        return pdfText(*sentence, problem);
    if (const auto *sentence = sentenceOf(timeSentences, problem.code))
        return filled(sentence->text, problem.data) + u" Refuse the file; ask for the original from the ledger."_s;
    for (const auto sentences :
         {std::span<const Sentence>(fileSentences), std::span<const Sentence>(trustSentences),
          std::span<const Sentence>(envelopeSentences), std::span<const Sentence>(ledgerSentences),
          std::span<const Sentence>(bundleSentences)}) {
        if (const auto *sentence = sentenceOf(sentences, problem.code)) {
            auto data = problem.data;
            if (problem.code == "signers_untrusted"_L1)
                data = {fingerprintText(data.value(0))};
            if (problem.code == "pages_not_compared"_L1)
                data = {obstacleText(data)};
            return filled(sentence->text, data);
        }
    }
    return problem.code + (problem.data.isEmpty() ? QString() : u": "_s + problem.data.join(u", "_s));
}

} // namespace cutover::models
