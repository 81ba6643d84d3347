// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsmends.h"

#include "domain/criterion.h"
#include "models/words.h"

#include <algorithm>
#include <array>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::RefusalCode;

namespace {

const QString s_signAnew = u"Sign a new GO: cutoverctl sign go."_s;
const QString s_orAbort = u"or abort: cutoverctl abort."_s;

/// The list of signers, by what is the matter with it.
QString signersStep(const QString &trouble)
{
    if (trouble == "absent"_L1)
        return u"cutoverctl signers found --key FP."_s;
    if (trouble == "unreadable"_L1 || trouble == "unsigned"_L1)
        return u"Put configs/cutover/signers.dsse.json back as it was; cutoverctl signers show tells of it."_s;
    if (trouble == "older"_L1)
        return {}; // the sentence has it
    if (trouble == "unchained"_L1)
        return u"Ask an administrator for the list in force, then cutoverctl signers pin DIGEST."_s;
    return u"cutoverctl signers show prints it; then cutoverctl signers pin DIGEST."_s;
}

QString confirmStep(const QString &what)
{
    return what == "rows"_L1 ? u"Run them: cutoverctl pre-cutover."_s
                             : u"cutoverctl confirm %1 --by NAME."_s.arg(what.isEmpty() ? u"WHAT"_s : what);
}

QString rowStep(const QStringList &data)
{
    const QString key = data.value(0);
    if (data.size() > 3)
        return u"Once it is settled: cutoverctl ceremony answer %1 --by NAME."_s.arg(key);
    if (key == domain::criterion(domain::CriterionId::TeamReady).key)
        return u"cutoverctl confirm team-ready --by NAME."_s;
    if (key == domain::criterion(domain::CriterionId::Baselines).key)
        return u"cutoverctl baseline capture."_s;
    return u"Mend what it names, then cutoverctl preflight --only %1."_s.arg(key);
}

} // namespace

QString nextStep(const domain::Refusal &refusal)
{
    const auto &data = refusal.data;
    switch (refusal.code) {
    case RefusalCode::NoDecision:
        return u"Sign one: cutoverctl sign go --key FP --reason TEXT."_s;
    case RefusalCode::NotInLedger:
        return u"Open the workspace that it was signed in, or sign a GO here: cutoverctl sign go."_s;
    case RefusalCode::SignatureInvalid:
    case RefusalCode::DecisionVoid:
    case RefusalCode::SignerRemoved:
        return s_signAnew;
    case RefusalCode::SignerUnauthorised:
        return u"An administrator gives the role: cutoverctl signers propose."_s;
    case RefusalCode::SignersUntrusted:
        return signersStep(data.value(0));
    case RefusalCode::QuorumMissing:
        return u"Who is awaited signs too: cutoverctl countersign ID --key FP --reason TEXT."_s;
    case RefusalCode::TooEarly:
        return u"Wait for it; what is done by then shows cutoverctl pre-cutover."_s;
    case RefusalCode::DecisionExpired:
        return u"Set target_at in cutover.json anew, run cutoverctl preflight, then cutoverctl sign go."_s;
    case RefusalCode::Superseded:
        return data.value(1) == "go"_L1 ? u"cutoverctl status names it."_s : s_signAnew;
    case RefusalCode::OtherVersion:
    case RefusalCode::OtherEnvironment:
        return u"Open the workspace of the signed one, or sign a GO for this: cutoverctl sign go."_s;
    case RefusalCode::ScriptChanged:
        return u"Put it back: cutoverctl export ID --script %1 --to FILE writes what was signed. Or sign a new GO; "
               "while a rollout is under way nothing is rehearsed, so there a stage or abort script is put back, or "
               "cutoverctl abort."_s.arg(data.value(0).isEmpty() ? u"PATH"_s : data.value(0));
    case RefusalCode::ProfileChanged:
        return u"Put it back as it was signed, or sign a new GO: cutoverctl sign go."_s;
    case RefusalCode::SealedFileChanged:
        return u"Restore it; or seal anew (cutoverctl evidence seal --key FP) and sign a new GO."_s;
    case RefusalCode::BaselinesMissing:
        return u"cutoverctl baseline capture."_s;
    case RefusalCode::PrecheckMissing:
        return confirmStep(data.value(0));
    case RefusalCode::FreezeBroken:
        return u"Undo the change, "_s + s_orAbort;
    case RefusalCode::OutOfOrder:
        return data.value(0).isEmpty() ? u"cutoverctl status shows the stages."_s
                                       : u"cutoverctl promote %1."_s.arg(data.value(0));
    case RefusalCode::AlreadyPromoted:
        return u"cutoverctl status shows which stage comes next."_s;
    case RefusalCode::HoldRunning:
        return u"Wait for it; cutoverctl status counts down."_s;
    case RefusalCode::ValidationFailed:
        return u"Wait until newer windows are green, "_s + s_orAbort;
    case RefusalCode::ValidationInconclusive:
        return u"Wait for more windows; cutoverctl status counts them."_s;
    case RefusalCode::TriggerActive:
        return u"Abort: cutoverctl abort."_s;
    case RefusalCode::Blind:
        return u"Mend what writes the evidence, "_s + s_orAbort;
    case RefusalCode::Paused:
        return u"Lift it: cutoverctl resume --by NAME."_s;
    case RefusalCode::StageDrift:
        return u"Find out who wrote it and put the ledger's value back, "_s + s_orAbort;
    case RefusalCode::Aborted:
        return u"Run cutoverctl preflight, then cutoverctl sign go."_s;
    case RefusalCode::PromotionInFlight:
        return u"Wait for its end; cutoverctl status shows it."_s;
    case RefusalCode::OutcomeUnknown:
        return u"Look again with cutoverctl status, "_s + s_orAbort;
    case RefusalCode::NoWatcher:
        return u"Start one: cutoverctl watch."_s;
    case RefusalCode::LedgerInvalid:
        return u"cutoverctl ledger verify names what is wrong. Until it verifies nothing is promoted; cutoverctl abort "
               "works."_s;
    case RefusalCode::LedgerUnattested:
        return u"cutoverctl ledger verify tells which; look at the rights of ~/.local/state/cutover."_s;
    case RefusalCode::LedgerUnwritable:
        return u"Free the disk, or mend the rights of var/cutover; cutoverctl abort works all the same."_s;
    case RefusalCode::RowNotGo:
        return rowStep(data);
    }
    return {};
}

QString refusedLine(const domain::Refusal &refusal)
{
    const QString step = nextStep(refusal);
    return u"✗ %1 %2[%3]"_s.arg(oneLine(refusalText(refusal)), step.isEmpty() ? step : oneLine(step) + u' ',
                                domain::refusalName(refusal));
}

namespace {

struct Step
{
    QLatin1String name;
    QStringView text;
};

/// Of failures whose sentence says what is wrong, and not which verb mends it.
constexpr std::array steps{
    Step{"reason_too_short"_L1, u"Give it by --reason TEXT."},
    Step{"draft_expired"_L1, u"The same cutoverctl sign with --dry-run composes it."},
    Step{"statement_changed"_L1, u"The same call with --dry-run shows what it would be."},
    Step{"exists"_L1, u"Move it away, or name another."},
    Step{"signers_exist"_L1, u"It is changed by cutoverctl signers propose."},
    Step{"signers_invalid"_L1, u"Ask an administrator for the signed file; cutoverctl verify judges it."},
    Step{"signers_untrusted"_L1, u"cutoverctl signers show, then cutoverctl signers propose."},
    Step{"no_administrator"_L1, u"cutoverctl signers found --key FP=decision-maker,administrator."},
    Step{"quorum_unreachable"_L1, u"Add one by --member CERT.pem=ROLE, or ask for fewer by --quorum ROLE=N."},
    Step{"signers_older"_L1, u"cutoverctl signers show prints the one in force."},
    Step{"no_proposal"_L1, u"Begin with cutoverctl signers propose."},
    Step{"nothing_proposed"_L1, u"cutoverctl signers show prints it."},
    Step{"proposal_superseded"_L1, u"cutoverctl signers show prints what is proposed."},
    Step{"proposal_invalid"_L1, u"Propose it anew: cutoverctl signers propose."},
    Step{"not_administrator"_L1, u"cutoverctl signers show names them."},
    Step{"signer_unknown"_L1, u"cutoverctl signers show lists them."},
    Step{"signer_ambiguous"_L1, u"cutoverctl signers show lists them."},
    Step{"signer_revoked"_L1, u"cutoverctl keys enrol --name NAME."},
    Step{"weak_key"_L1, u"Make one here: cutoverctl keys enrol --name NAME."},
    Step{"certificate_other_key"_L1, u"cutoverctl keys list shows yours; cutoverctl keys request asks for one."},
    Step{"certificate_not_valid"_L1, u"cutoverctl keys request FP, or cutoverctl keys renew FP."},
    Step{"post_cutover_early"_L1, u"cutoverctl status shows where it stands."},
    Step{"post_cutover_running"_L1, u"Wait for their end; cutoverctl post-cutover runs them again."},
    Step{"name_missing"_L1, u"Give it by --by NAME."},
    Step{"checks_not_run"_L1, u"cutoverctl preflight."},
    Step{"no_ceremony"_L1, u"Begin one: cutoverctl ceremony begin --by NAME."},
    Step{"ceremony_order"_L1, u"cutoverctl ceremony show lists them."},
    Step{"ceremony_incomplete"_L1, u"cutoverctl ceremony answer ROW --by NAME."},
    Step{"rollout_under_way"_L1, u"Wait for its end; cutoverctl status shows it."},
    Step{"rehearsal_under_way"_L1, u"Wait for its end."},
    Step{"already_signed"_L1, u"Another signer uses a key of his own; cutoverctl status names who is awaited."},
    Step{"seat_taken"_L1, u"cutoverctl status names who is awaited."},
    Step{"signer_unauthorised"_L1, u"An administrator gives the role: cutoverctl signers propose."},
    Step{"quorum_complete"_L1, u"Nothing is left to sign; cutoverctl status goes on from here."},
    Step{"quorum_missing"_L1, u"cutoverctl status names who is awaited."},
    Step{"no_quorum_needed"_L1, u"Nothing is left to sign."},
    Step{"pdf_differs"_L1, u"Where another signed it first, ask him; sign it anew: cutoverctl sign."},
    Step{"signature_text_differs"_L1, u"Where another signed it first, ask him; sign it anew: cutoverctl sign."},
    Step{"pages_not_compared"_L1,
         u"Sign it with the console that drew it, version and machine, or sign a new GO: cutoverctl sign go."},
    Step{"pdf_not_intact"_L1, u"Try again; if it stays so, sign a new GO: cutoverctl sign go."},
    Step{"conflict"_L1, u"cutoverctl status shows what it was."},
    Step{"key_missing"_L1, u"cutoverctl keys list shows those that are."},
    Step{"key_ambiguous"_L1, u"cutoverctl keys list shows them."},
    Step{"key_prefix_invalid"_L1, u"cutoverctl keys list shows yours."},
    Step{"wrong_passphrase"_L1, u"Try again."},
    Step{"passphrase_too_short"_L1, u"Nothing was made; try again with a longer one."},
};

} // namespace

QString nextStep(const session::Failure &failure)
{
    if (!failure.refusals.isEmpty())
        return {};
    // Of cutover.json the sentence itself says how it comes to be.
    if (failure.name == "not_found"_L1)
        return failure.data.value(0).endsWith("cutover.json"_L1) ? QString() : u"Check the path."_s;
    const auto found = std::ranges::find(steps, failure.name, &Step::name);
    return found == steps.end() ? QString() : found->text.toString();
}

} // namespace cutover::models
