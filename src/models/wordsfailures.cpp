// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/wordsclosing.h"
#include "models/wordsverify.h"
#include "session/sealfailures.h"

#include <algorithm>
#include <array>

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

QString spaced(QString code)
{
    return code.replace(u'_', u' ');
}

/// What is wrong and the mend, for a document error's code with its own data (behind file, pointer and line).
QString documentWords(const QString &code, const QStringList &data)
{
    const QString first = data.value(0);
    const QString second = data.value(1);
    if (code == "number_in_quotes"_L1)
        return u"“%1” is text; write the number %1."_s.arg(first);
    if (code == "unknown_key"_L1)
        return second.isEmpty() ? u"the key “%1” is unknown; remove it."_s.arg(first)
                                : u"the key “%1” is unknown; did you mean “%2”?"_s.arg(first, second);
    if (code == "unknown_criterion"_L1)
        return second.isEmpty() ? u"there is no criterion “%1”."_s.arg(first)
                                : u"there is no criterion “%1”; did you mean “%2”?"_s.arg(first, second);
    if (code == "missing_key"_L1)
        return u"the key “%1” is missing; add it."_s.arg(first);
    if (code == "wrong_type"_L1)
        return u"a %2 stands where a %1 belongs; write a %1."_s.arg(first, second);
    if (code == "out_of_range"_L1)
        return u"%1 is out of range; write %2 to %3."_s.arg(first, second.isEmpty() ? u"anything"_s : second,
                                                            data.value(2).isEmpty() ? u"anything"_s : data.value(2));
    if (code == "unknown_word"_L1)
        return u"“%1” is unknown; write one of: %2."_s.arg(first, data.mid(1).join(u", "_s));
    if (code == "invalid_json"_L1 && first == "duplicate_key"_L1)
        return u"the key “%1” stands twice; keep one."_s.arg(second);
    if (code == "invalid_json"_L1)
        return u"not valid JSON (%1%2); mend it there."_s.arg(
            spaced(first), second.isEmpty() ? QString() : u" at “"_s + second + u"”"_s);
    if (code == "invalid_regex"_L1)
        return u"“%1” is no regular expression: %2 at %3."_s.arg(first, second, data.value(2));
    if (code == "bad_time"_L1 && second == "checklist"_L1)
        return u"“%1” is no time; write the date like 2026-03-02 and the time like 14:00 UTC."_s.arg(first);
    if (code == "bad_time"_L1)
        return u"“%1” is no time; write RFC 3339, for example 2026-03-02T14:00:00Z."_s.arg(first);
    if (code == "not_loopback"_L1)
        return u"a webhook URL is a secret and must not stand here; keep it in the keychain: cutoverctl secret set."_s;
    if (code == "path_outside"_L1)
        return u"%1 leaves the workspace; name a file within it."_s.arg(first);
    if (code == "placeholder_missing"_L1)
        return u"the placeholder %1 is missing."_s.arg(first);
    if (code == "stages_incomplete"_L1)
        return u"the stages are %1; they must be 10, 25, 50, 100."_s.arg(first);
    if (code == "empty"_L1)
        return u"this must not be empty."_s;
    if (code == "not_a_checklist"_L1)
        return u"no line such as “**Version**: …” is in it; name a filled cutover checklist."_s;
    return spaced(code) + (data.isEmpty() ? u"."_s : u": "_s + data.join(u", "_s) + u'.');
}

QString fileWords(const session::Failure &failure)
{
    const auto &data = failure.data;
    const QString file = data.value(0);
    const QString pointer = data.value(1);
    const QString line = data.value(2);
    if (failure.name == "not_found"_L1)
        return file.endsWith("cutover.json"_L1)
                   ? u"%1 is not there. Open a folder that holds it, or write one: cutoverctl init."_s.arg(file)
                   : u"%1 is not there."_s.arg(file);
    if (failure.name == "ledger_not_found"_L1)
        return u"There is no ledger at %1. Is this the workspace? The first cutoverctl preflight begins one."_s.arg(
            file);
    if (failure.name == "not_regular"_L1)
        return u"%1 is no plain file but a link, a folder, a pipe or a device. Put the file itself in its place."_s.arg(
            file);
    if (failure.name == "script_missing"_L1)
        return u"%1 is not there, or lies outside the workspace; a decision binds every script.%2"_s.arg(
            file, pointer.isEmpty() ? QString() : u" Put it there, or set %1 in cutover.json."_s.arg(pointer));
    if (failure.name == "sealed_outside"_L1)
        return u"%1 lists %2, which leads out of the workspace; a decision keeps files of the workspace alone. Seal "
               "again without it."_s.arg(file, pointer);
    if (line.isEmpty())
        return u"%1: %2%3."_s.arg(file, spaced(failure.name),
                                  data.value(3).isEmpty() ? QString() : u", "_s + data.value(3));
    const QString place =
        pointer.isEmpty() ? u"%1, line %2"_s.arg(file, line) : u"%1, line %2, %3"_s.arg(file, line, pointer);
    return u"%1: %2"_s.arg(place, documentWords(failure.name, data.mid(3)));
}

QString keychainWords(const session::Failure &failure)
{
    const QString &name = failure.name;
    const QString key = fingerprintText(failure.data.value(0), 2);
    if (name == "wrong_passphrase"_L1 && failure.data.value(1) == "file"_L1)
        return u"The passphrase does not open %1. Nothing was imported."_s.arg(failure.data.value(0));
    if (name == "key_exists"_L1)
        return u"The key %1 is here already; nothing was changed."_s.arg(key);
    if (name == "wrong_passphrase"_L1)
        return u"The passphrase does not open this key. Nothing was signed."_s;
    if (name == "keychain_locked"_L1)
        return u"The keychain is locked. Unlock it and try again; nothing was signed."_s;
    if (name == "keychain_absent"_L1)
        return u"This session has no keychain. Start a Secret Service (gnome-keyring, KWallet) and try again, or put "
               "one of its own before the command: packaging/session --keyring DIR COMMAND."_s;
    if (name == "keychain_denied"_L1)
        return u"The keychain refused. Allow this program and try again; nothing was signed."_s;
    if (name == "key_missing"_L1)
        return u"The key %1 is not in this keychain."_s.arg(key);
    if (name == "cancelled"_L1)
        return u"Cancelled. Nothing was signed."_s;
    if (name == "timed_out"_L1)
        return u"The keychain did not answer in time. Try again; nothing was signed."_s;
    if (name == "passphrase_too_short"_L1)
        return u"The passphrase needs at least 12 characters."_s;
    if (name == "invalid_name"_L1)
        return u"A certificate cannot carry this name or e-mail address; 1 to 64 characters are allowed."_s;
    if (name == "key_ambiguous"_L1)
        return u"Several keys begin with %1; give more digits."_s.arg(failure.data.value(0));
    if (name == "key_prefix_invalid"_L1)
        return u"“%1” is no key: give 8 or more hexadecimal digits."_s.arg(failure.data.value(0));
    return u"The keychain failed (%1). Nothing was signed."_s.arg(spaced(name));
}

struct Sentence
{
    QLatin1String name;
    QStringView text; ///< %1 and %2 are the failure's data
};

constexpr std::array refusedSentences{
    Sentence{"reason_too_short"_L1, u"The reason needs at least 10 characters."},
    Sentence{"draft_expired"_L1, u"The snapshot is older than 10\u00a0min; compose it again."},
    Sentence{"draft_unknown"_L1, u"There is no such draft of yours; run sign with --dry-run first."},
    Sentence{"statement_changed"_L1,
             u"The draft was composed for another decision, key, reason or meaning, or before something was said in "
             u"the poll; compose it again."},
    Sentence{"own_file"_L1, u"%1 is the workspace's %2, which the console needs; name another file."},
    Sentence{"exists"_L1, u"%1 is there already; nothing was written."},
    Sentence{"signers_exist"_L1, u"%1 is there already; a list is founded once."},
    Sentence{"no_signers"_L1, u"There is no list of signers yet; found one: cutoverctl signers found --key FP."},
    Sentence{"signers_invalid"_L1, u"%1 is not signed by one of its administrators; it is not pinned."},
    Sentence{"signers_untrusted"_L1,
             u"The ledger has another list of signers in force; a later one comes by proposal and approval."},
    Sentence{"no_administrator"_L1, u"No key of yours has the role administrator; give one with it."},
    Sentence{"quorum_unreachable"_L1, u"The quorum asks for more keys than the list has."},
    Sentence{"signers_older"_L1, u"That is version %1 of the list of signers; version %2 is in force, and no older one "
                                 "counts again."},
    Sentence{"no_proposal"_L1, u"Nothing is proposed for the list of signers."},
    Sentence{"nothing_proposed"_L1, u"The list in force says all that already; nothing was proposed."},
    Sentence{
        "proposal_superseded"_L1,
        u"That is not what is proposed now: another proposal, or a version, came after it. Look again; nothing was "
        "signed."},
    Sentence{"proposal_invalid"_L1, u"What is proposed does not follow from the list in force; nothing was signed."},
    Sentence{"not_administrator"_L1,
             u"%1 is no administrator of the list in force; only one of those proposes or approves a version."},
    Sentence{"approval_needs_another"_L1, u"%1 proposed it; another administrator approves it. Nothing was signed."},
    Sentence{"signer_unknown"_L1, u"No signer of the list has a key that begins with %1 (8 or more digits)."},
    Sentence{"signer_ambiguous"_L1, u"Several keys of the list begin with %1; give more digits."},
    Sentence{"signer_twice"_L1, u"One key stands in the list twice; a key counts once, under one name."},
    Sentence{"signer_revoked"_L1, u"A revoked key does not come back; enrol a new one."},
    Sentence{"last_administrator"_L1,
             u"Nobody would be left to change the list; name another administrator in the same version."},
    Sentence{"weak_key"_L1, u"The key in %1 is too weak: RSA needs 3072 bits. Nothing was imported."},
    Sentence{"unsupported_algorithm"_L1,
             u"%1 holds a key of another kind (%2), or is closed in a way that is not supported. Decisions are signed "
             "with P-256, or RSA of 3072 bits; a file of an old program is converted with openssl pkcs12 -legacy."},
    Sentence{"key_unencrypted"_L1, u"No passphrase closes the key in %1; a key that lay open is not taken."},
    Sentence{"iterations_out_of_bounds"_L1, u"Opening %1 would take longer than anybody waits. Export the key anew."},
    Sentence{"certificate_other_key"_L1,
             u"No certificate in %1 is for a key of this account; the first is for %2. Nothing was changed."},
    Sentence{"certificate_not_valid"_L1, u"The certificate in %1 is not valid now (%2). Ask for a new one."},
    Sentence{"certificate_unfit"_L1,
             u"The certificate in %1 is not made for signing documents: its key usage needs digitalSignature or "
             "nonRepudiation, an extended one emailProtection. Ask your authority for another."},
    Sentence{"certificate_issued"_L1, u"An authority issued the certificate of %1, so it renews it: cutoverctl keys "
                                      "request, then keys install."},
    Sentence{"post_cutover_running"_L1, u"The post-cutover checks are running already."},
    Sentence{"cancelled"_L1, u"Cancelled; nothing was recorded."},
    Sentence{"name_missing"_L1, u"A name is needed: it stands in the ledger."},
    Sentence{"not_paused"_L1, u"The line is not paused; nothing was recorded."},
    Sentence{"cutover_closed"_L1,
             u"The cutover is closed: no promotion is left that a pause would refuse. Nothing was recorded."},
    Sentence{"checks_not_run"_L1, u"No check has run; run all checks first."},
    Sentence{"no_ceremony"_L1, u"No poll is under way: none was begun, or something was decided since."},
    Sentence{"ceremony_order"_L1, u"Rows are polled in their order; %1 comes next."},
    Sentence{"ceremony_incomplete"_L1, u"The poll is not complete; %1 comes next."},
    Sentence{"no_contacts"_L1, u"cutover.json names no contacts; add them under “contacts”."},
    Sentence{"rollout_under_way"_L1, u"A rollout is under way: no drill and no rehearsal beside it."},
    Sentence{"rehearsal_under_way"_L1, u"Another rehearsal is under way in this workspace (process %1)."},
    Sentence{"steps_invalid"_L1, u"“%1” are no steps: name stages of the profile, rising, for example 25,50."},
    Sentence{"rehearsal_is_production"_L1,
             u"%1 is production’s own command (%2); a rehearsal must not run it. Name another one."},
    Sentence{"stage_file_linked"_L1, u"%1 is a link; a rehearsal writes into a folder and a file of its own."},
    Sentence{"baselines_missing"_L1, u"There are no baselines to judge by; capture them: cutoverctl baseline capture."},
    Sentence{"already_signed"_L1, u"%1 has signed this decision; a person counts once, by whichever key."},
    Sentence{"seat_taken"_L1, u"Every seat that %1 could fill is filled; another role is awaited."},
    Sentence{"signer_unauthorised"_L1, u"%1’s key has no role that this decision needs."},
    Sentence{"pdf_forked"_L1, u"Somebody else signed this decision meanwhile; nothing was written. Sign again."},
    Sentence{"quorum_complete"_L1, u"The decision %1 has all the signatures that it needs."},
    Sentence{"quorum_missing"_L1, u"The decision %1 waits for signatures, or did when it was superseded."},
    Sentence{"no_quorum_needed"_L1, u"The decision %1 is a NO-GO, for which one signer is enough."},
    Sentence{"pdf_differs"_L1,
             u"Drawn again from the envelope the PDF comes out differently (page %1; 0: not in a page). Nothing was "
             u"signed."},
    Sentence{"signature_text_differs"_L1,
             u"What stands beside %1’s signature in the PDF is not what was signed (%2). Nothing was signed."},
    Sentence{"pages_not_compared"_L1,
             u"Another version of the console drew the PDF, or a machine with other fonts, so its pages could not be "
             u"compared with what they attach. Nothing was signed."},
    Sentence{"pdf_not_intact"_L1, u"With the signature the PDF would not verify; nothing was written."},
    Sentence{"conflict"_L1, u"Somebody else decided meanwhile; look again. Nothing was written."},
    Sentence{"no_decision"_L1, u"This ledger has no decision %1; cutoverctl status names the last one."},
    Sentence{"folder_not_empty"_L1, u"%1 is there and not empty; name a new folder. Nothing was written."},
    Sentence{"decision_unreadable"_L1,
             u"The decision %1 cannot be read from the ledger; cutoverctl ledger verify tells more."},
    Sentence{"ledger_invalid"_L1, u"The ledger does not verify; cutoverctl ledger verify tells more."},
    Sentence{"nothing_to_seal"_L1, u"%1 holds no file to seal: the live evidence and the manifest are never sealed."},
};

/// Of what comes after 100 %; empty for what is none of it.
QString closingWords(const session::Failure &failure)
{
    using Fault = domain::ClosingFault;
    for (const auto fault : {Fault::NothingToClose, Fault::RowNotGo, Fault::DeviationsMissing, Fault::DeviationsUnasked,
                             Fault::DeviationIncomplete, Fault::DeviationOverdue, Fault::RowUnnamed})
        if (failure.name == domain::closingFaultName(fault))
            return closingRefusalText({fault, failure.data});
    if (failure.name != "post_cutover_early"_L1)
        return {};
    return failure.data.isEmpty() ? u"The last stage is not reached; the post-cutover checks follow its hold."_s
                                  : u"The last hold has %1 left; the post-cutover checks follow it."_s.arg(
                                        ageText(failure.data.first().toLongLong()));
}

QString refusedWords(const session::Failure &failure)
{
    const QString &name = failure.name;
    const auto &data = failure.data;
    if (name == "digest_mismatch"_L1)
        return u"The list here has another fingerprint: %1. Nothing was pinned."_s.arg(
            fingerprintText(data.value(1), 16));
    if (const auto closing = closingWords(failure); !closing.isEmpty())
        return closing;
    if (name == "decision_ambiguous"_L1)
        return u"Several decisions begin with %1: %2. Give more digits of the one you mean."_s.arg(
            data.value(0), data.mid(1).join(u", "_s));
    if (name == "changes_unacknowledged"_L1)
        return u"Not acknowledged yet, changed since the last decision: %1. If you mean it, sign again with %2."_s.arg(
            data.join(u", "_s), u"--acknowledge "_s + data.join(u" --acknowledge "_s));
    if (name == "ledger_unwritable"_L1)
        return u"The ledger cannot be written: %1"_s.arg(data.value(1));
    if (name == "deputy_too_early"_L1)
        return u"%1 may sign as deputy of %2 from %3."_s.arg(
            data.value(0), data.value(1), timeText(QDateTime::fromString(data.value(2), Qt::ISODate)));
    if (name == "statement_changed"_L1 && !data.isEmpty())
        return u"This key would sign as %1 now, which is not what was shown; look again. Nothing was signed."_s.arg(
            data.value(1).isEmpty() ? data.value(0) : u"%1, deputy of %2"_s.arg(data.value(0), data.value(1)));
    const auto found = std::ranges::find(refusedSentences, name, &Sentence::name);
    // What verification found before a countersignature has words of its own.
    if (const QString verified = found == refusedSentences.end() ? verifyProblemText({name, data}) : QString();
        !verified.isEmpty() && !verified.startsWith(name))
        return verified;
    if (found == refusedSentences.end())
        return spaced(name) + (data.isEmpty() ? u"."_s : u": "_s + data.join(u", "_s) + u'.');
    // Both at once: a datum may hold a place marker.
    const QString text = found->text.toString();
    return text.contains("%2"_L1)   ? text.arg(data.value(0), data.value(1))
           : text.contains("%1"_L1) ? text.arg(data.value(0))
                                    : text;
}

} // namespace

QString expiringText(const QString &name, const QString &fingerprint, qint64 daysLeft, bool isSelfSigned)
{
    const QString key = fingerprint.left(8);
    const QString mend = isSelfSigned ? u"cutoverctl keys renew %1"_s.arg(key)
                                      : u"cutoverctl keys request %1, then keys install"_s.arg(key);
    if (daysLeft < 0)
        return u"The certificate of %1 (%2) has expired: it signs nothing that counts. Renew it: %3"_s.arg(name, key,
                                                                                                           mend);
    return u"The certificate of %1 (%2) expires in %3. Renew it, and propose it for the list of signers: %4"_s.arg(
        name, key, daysLeft == 1 ? u"1\u00a0day"_s : u"%1\u00a0days"_s.arg(daysLeft), mend);
}

QString unlocksText(int failed, const QList<domain::Contact> &contacts)
{
    const int left = session::unlocksBeforeSecurity - failed;
    if (failed <= 0)
        return {};
    if (left > 0)
        return left == 1 ? u"One try left before Security is told."_s
                         : u"%1 tries left before Security is told."_s.arg(left);
    const auto security = std::ranges::find_if(contacts, [](const domain::Contact &contact) {
        return contact.role.contains("security"_L1, Qt::CaseInsensitive);
    });
    const QString recorded = u"%1 failed unlocks are recorded since the last decision. "_s.arg(failed);
    if (security == contacts.end())
        return recorded + u"Tell your security contact now; cutover.json names none."_s;
    QStringList ways{security->name, security->phone, security->slack, security->email, security->link};
    ways.removeAll(QString());
    return recorded + u"Tell %1 now: %2."_s.arg(security->role, ways.join(u", "_s));
}

QString failureText(const session::Failure &failure)
{
    if (!failure.refusals.isEmpty()) {
        QStringList sentences;
        for (const auto &refusal : failure.refusals)
            sentences.append(refusalText(refusal));
        return sentences.join(u' ');
    }
    switch (failure.kind) {
    case session::Failure::Kind::File:
        return fileWords(failure);
    case session::Failure::Kind::Keychain:
        return keychainWords(failure);
    case session::Failure::Kind::Refused:
    case session::Failure::Kind::Usage:
        return refusedWords(failure);
    }
    return {};
}

} // namespace cutover::models
