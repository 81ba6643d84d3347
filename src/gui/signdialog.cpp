// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signdialog.h"

#include "gui/changelist.h"
#include "gui/elidedlabel.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "gui/signcriteria.h"
#include "gui/signdraft.h"
#include "gui/signersdialog.h"
#include "gui/signquorum.h"
#include "gui/signsummary.h"
#include "gui/signthresholds.h"
#include "gui/statementview.h"
#include "models/reportcharts.h"
#include "models/words.h"
#include "models/wordsclosing.h"
#include "models/wordssigning.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::DecisionKind;
using domain::RefusalCode;

namespace {

constexpr qsizetype fewRefusals = 4;

QString withoutStop(QString sentence)
{
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence;
}

QString clock(const QDateTime &at)
{
    return at.toUTC().toString(u"HH:mm:ss"_s);
}

ShapeMark *markOf(DecisionKind kind, const domain::Closing &closing)
{
    const bool isRollback = closing.outcome == domain::ClosingOutcome::RolledBack;
    if (kind == DecisionKind::Closing && !isRollback)
        return new ShapeMark(Shape::GoUnsigned, Tone::Accent, 34);
    const bool isGo = kind == DecisionKind::Go;
    return new ShapeMark(isGo ? Shape::GoUnsigned : Shape::NoGo, isGo ? Tone::Go : Tone::Nogo, 34);
}

QString titleOf(DecisionKind kind, const domain::Closing &closing, bool isCountersigning)
{
    if (isCountersigning)
        return kind == DecisionKind::Closing
                   ? SignDialog::tr("Countersign the closing")
                   : SignDialog::tr("Countersign the decision %1").arg(domain::decisionWord(kind));
    return kind == DecisionKind::Closing
               ? SignDialog::tr("Sign the closing: %1").arg(models::closingOutcomeText(closing.outcome))
               : SignDialog::tr("Sign the decision %1").arg(domain::decisionWord(kind));
}

/// One that fired in an attempt that is over keeps nobody from signing the next.
bool isTriggered(const session::View &view)
{
    return view.trigger && !view.rollout.isAborted();
}

bool concernsSigners(const domain::Refusal &refusal)
{
    return refusal.code == RefusalCode::SignersUntrusted || refusal.code == RefusalCode::SignerUnauthorised;
}

} // namespace

SignDialog::SignDialog(session::Session &session, DecisionKind kind, QWidget *parent)
    : SignDialog(session, new SignDraft(session, kind), {}, {}, parent)
{
}

SignDialog::SignDialog(session::Session &session, const domain::Closing &closing, QWidget *parent)
    : SignDialog(session, new SignDraft(session, DecisionKind::Closing, closing), closing, {}, parent)
{
}

SignDialog::SignDialog(session::Session &session, const session::DecisionView &pending, QWidget *parent)
    : SignDialog(session, new SignDraft(session, pending), {}, pending.awaited, parent)
{
}

SignDialog::SignDialog(session::Session &session, SignDraft *draft, const domain::Closing &closing,
                       const QList<domain::AwaitedSeats> &awaited, QWidget *parent)
    : FormDialog(u"signDialog"_s, titleOf(draft->kind(), closing, !draft->decisionId().isEmpty()),
                 markOf(draft->kind(), closing), parent)
    , m_session(session)
    , m_kind(draft->kind())
    , m_draft(draft)
{
    m_draft->setParent(this);
    build();
    preferAwaitedKey(awaited);
    wire();
    for (auto *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    cancelButton()->setDefault(true);
    orderTabs();
    requestDraft();
    refresh();
    m_reason->setFocus();
}

bool SignDialog::isCountersigning() const
{
    return !m_draft->decisionId().isEmpty();
}

/// Among several keys of this account the one that is waited for.
void SignDialog::preferAwaitedKey(const QList<domain::AwaitedSeats> &awaited)
{
    for (const auto &seats : awaited)
        for (const auto &signer : seats.signers)
            if (m_key->comboBox()->findData(signer.fingerprint) >= 0)
                return m_key->reload(signer.fingerprint);
}

SignDialog::~SignDialog() = default;

void SignDialog::wire()
{
    connect(m_draft, &SignDraft::updated, this, &SignDialog::refresh);
    connect(m_criteria, &SignCriteria::seenChanged, this, &SignDialog::refreshFoot);
    connect(m_changes, &ChangeList::acknowledgedChanged, this, &SignDialog::forgetFailure);
    connect(m_changes, &ChangeList::rebuilt, this, &SignDialog::orderTabs);
    connect(m_meaning, &QLineEdit::textEdited, this, &SignDialog::requestDraft);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &SignDialog::requestDraft);
    connect(m_key, &KeyPicker::keyChanged, this, &SignDialog::requestDraft);
    connect(m_key, &KeyPicker::edited, this, &SignDialog::forgetFailure);
    connect(m_signers, &QPushButton::clicked, this, &SignDialog::openSigners);
    connect(m_sign, &QPushButton::clicked, this, &SignDialog::sign);
}

void SignDialog::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        fit();
    QDialog::showEvent(event);
}

void SignDialog::forgetSecrets()
{
    m_key->passphrase()->wipe();
}

QString SignDialog::reason() const
{
    return m_reason->toPlainText().trimmed();
}

void SignDialog::requestDraft()
{
    m_failure.clear();
    m_draft->setRequest(m_key->fingerprint(), reason(), m_meaning->text().trimmed());
    refresh();
}

void SignDialog::forgetFailure()
{
    m_failure.clear();
    refreshFoot();
}

void SignDialog::refresh()
{
    refreshFacts();
    refreshHead();
    const auto given = reason().size();
    m_reasonCount->setText(tr("at least %1 characters, %2 given").arg(domain::minimalReasonLength).arg(given));
    m_reasonCount->setTone(given < domain::minimalReasonLength ? Tone::Warn : Tone::Text2);
    if (!isCountersigning())
        m_quorum->setSigners(m_session.view().signers, m_key->fingerprint(), m_kind);
    refreshReview();
    refreshFoot();
}

void SignDialog::refreshReview()
{
    const auto &review = m_draft->review();
    if (m_draft->failure())
        m_signedBefore->setText(tr("Not shown: the refusal on the left comes first."));
    if (!review)
        return;
    QStringList signers;
    for (const auto &signer : review->signers)
        signers.append(models::signerText(signer));
    m_signedBefore->setText(signers.join(u'\n'));
    m_quorum->setReview(*review, m_key->name());
    proposeMeaning(review->seat.role);
}

/// Whoever signs in another role means it as that; what was typed stays.
void SignDialog::proposeMeaning(const QString &role)
{
    const QString meaning = domain::defaultMeaning(m_kind, role);
    if (m_meaning->isModified() || role.isEmpty() || m_meaning->text() == meaning)
        return;
    m_meaning->setText(meaning);
    m_draft->setRequest(m_key->fingerprint(), reason(), m_meaning->text().trimmed());
}

void SignDialog::refreshFacts()
{
    const auto &draft = m_draft->draft();
    if (draft && draft->sha256 != m_shownDigest) {
        m_shownDigest = draft->sha256;
        m_summary->setStatement(draft->statement);
        m_thresholds->setStatement(draft->statement);
        m_statement->setStatement(draft->bytes, draft->sha256);
        m_criteria->setRows(draft->statement.rows, m_session.now());
        m_changes->setChanges(draft->changes);
        if (!isCountersigning())
            proposeMeaning(draft->statement.signerRole);
    }
    m_criteria->setNow(m_session.now());
    refreshRefusals();
}

/// Why it is refused now, each with its code; of a countersignature also what verification found.
QList<RefusalLine> SignDialog::refusalLines() const
{
    QList<RefusalLine> lines;
    const auto &review = m_draft->review();
    if (const auto &failure = m_draft->failure(); failure && isCountersigning())
        return {{models::failureText(*failure), failure->name}};
    if (review && review->objection)
        lines.append({models::failureText(*review->objection), review->objection->name});
    for (const auto &refusal : m_draft->refusals())
        lines.append({models::refusalText(refusal), domain::refusalName(refusal)});
    for (const auto &refusal : m_draft->closingRefusals())
        lines.append({models::closingRefusalText(refusal), models::closingRefusalCode(refusal)});
    return lines;
}

void SignDialog::refreshRefusals()
{
    const auto lines = refusalLines();
    m_refusals->setHeading(
        lines.isEmpty() ? QString()
                        : tr("%1 is refused now, for %2 reasons").arg(domain::decisionWord(m_kind)).arg(lines.size()));
    if (lines.size() == 1)
        m_refusals->setHeading(tr("%1 is refused now").arg(domain::decisionWord(m_kind)));
    m_refusals->setCompact(lines.size() > fewRefusals);
    m_refusals->setRefusals(lines);
    m_refusalCard->setVisible(!lines.isEmpty());
    m_signers->setVisible(std::ranges::any_of(m_draft->refusals(), concernsSigners));
}

QString SignDialog::newestEvidence() const
{
    const auto &evidence = m_session.view().evidence;
    const auto &draft = m_draft->draft();
    if (!draft || evidence.sha256.isEmpty() ||
        evidence.sha256 == draft->statement.digestOf(domain::BoundFile::Role::Evidence))
        return {};
    const QDateTime at = evidence.generatedAt.isValid() ? evidence.generatedAt : evidence.changedAt;
    return at.isValid() ? clock(at) : tr("just now");
}

void SignDialog::refreshHead()
{
    const auto &draft = m_draft->draft();
    m_snapshot->setText(
        draft ? tr("Snapshot %1 UTC, %2 old").arg(clock(draft->statement.composedAt), models::ageText(m_draft->ageS()))
              : tr("No snapshot yet"));
    if (isCountersigning() && m_draft->review())
        setHead(windowTitle(), tr("Envelope and PDF verify. What the first signer saw is exactly what you sign."));
    const auto &view = m_session.view();
    const QString newest = newestEvidence();
    const QString evidence = newest.isEmpty() ? tr("no newer evidence") : tr("newer evidence %1").arg(newest);
    // GO is said of the rows alone where something else refuses; of a closing, the rows of the GO say nothing.
    const bool isGo = view.decisionGo && !isTriggered(view);
    const bool isRefused = m_draft->failure() || m_draft->changedFile() || !refusalLines().isEmpty();
    const bool isOpen = isGo && !isRefused;
    const bool isOfRows = m_kind != DecisionKind::Closing && (m_kind == DecisionKind::Go || !newest.isEmpty());
    m_newerMark->setVisible(draft.has_value() && isOfRows);
    m_newerMark->setShape(isOpen ? Shape::Go : Shape::NoGo, isOpen ? Tone::Go : Tone::Nogo);
    if (!draft || (!isOfRows && newest.isEmpty()))
        m_newer->setText({});
    else if (!isOfRows)
        m_newer->setText(evidence);
    else if (isGo && isRefused)
        m_newer->setText(tr("%1: rows Go, refused all the same").arg(evidence));
    else if (newest.isEmpty())
        m_newer->setText(tr("%1, verdict %2").arg(evidence, isGo ? tr("GO") : tr("NO-GO")));
    else
        m_newer->setText(tr("%1: %2").arg(evidence, isGo ? tr("still GO") : tr("NO-GO")));
}

/// What is waited for while there is no statement to be signed.
QString SignDialog::beingMade() const
{
    return isCountersigning() ? tr("envelope and PDF are being verified") : tr("the statement is being composed");
}

/// What happened since the snapshot, before it is looked at again.
QString SignDialog::verdictWants() const
{
    const auto &view = m_session.view();
    if (m_kind != DecisionKind::Go)
        return {};
    if (isTriggered(view))
        return tr("a trigger fired: %1").arg(withoutStop(models::triggerText(*view.trigger)));
    // What it continues or begins is fixed in the snapshot.
    if (const auto &draft = m_draft->draft();
        draft && draft->statement.continues.has_value() != view.rollout.isUnderWay())
        return view.rollout.isAborted() ? tr("the rollout was aborted since the snapshot; cancel, and sign anew")
                                        : tr("the rollout is another one since the snapshot; cancel, and sign anew");
    return view.decisionGo ? QString()
                           : tr("the live verdict is no longer GO, because of %1").arg(view.waitingFor.join(u", "_s));
}

QStringList SignDialog::wants() const
{
    QStringList wants;
    if (m_key->fingerprint().isEmpty())
        return {tr("this account has no signing key; make one")};
    if (m_draft->failure())
        wants.append(withoutStop(models::failureText(*m_draft->failure())));
    else if (!m_draft->draft())
        return {beingMade()};
    if (isCountersigning() && m_draft->failure())
        return wants;
    if (m_draft->changedFile())
        wants.append(withoutStop(models::refusalText(*m_draft->changedFile())));
    const auto refused = refusalLines();
    if (!refused.isEmpty())
        wants.append(refused.size() == 1 ? withoutStop(refused.first().sentence)
                                         : tr("it is refused for %1 reasons, listed on the left").arg(refused.size()));
    else if (const QString live = verdictWants(); !live.isEmpty())
        wants.append(live);
    if (!m_criteria->allSeen())
        wants.append(tr("%1 of %2 rows have not been in view")
                         .arg(m_criteria->rowCount() - m_criteria->seenCount())
                         .arg(m_criteria->rowCount()));
    if (m_changes->openCount() == 1)
        wants.append(tr("change %1 is not acknowledged").arg(m_changes->firstOpen()));
    else if (m_changes->openCount() > 1)
        wants.append(tr("%1 changes are not acknowledged").arg(m_changes->openCount()));
    if (reason().size() < domain::minimalReasonLength)
        wants.append(tr("the reason has %1 of %2 characters").arg(reason().size()).arg(domain::minimalReasonLength));
    if (m_key->passphrase()->isEmpty())
        wants.append(tr("the passphrase is missing"));
    if (wants.isEmpty() && !m_draft->isCurrent())
        wants.append(beingMade());
    return wants;
}

void SignDialog::refreshFoot()
{
    // The failure says it itself; afterwards, and in the next dialog, it stays said.
    const QString unlocks = m_failure.isEmpty() ? m_key->unlocksText() : QString();
    setHint(unlocks.isEmpty() ? tr("Enter and Space never sign. Esc cancels and changes nothing.") : unlocks);
    const QStringList missing = isWorking() ? QStringList() : wants();
    const QString word = domain::decisionWord(m_kind);
    m_sign->setEnabled(!isWorking() && missing.isEmpty());
    if (isWorking())
        showLine(State::Working, tr("Signing: the verdict is judged again, then the key is unlocked."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (isCountersigning() && !m_draft->draft() && !m_draft->failure() && !m_key->fingerprint().isEmpty())
        showLine(State::Working, tr("Envelope and PDF are being verified, before anything is shown or signed."));
    else if (!missing.isEmpty())
        showLine(State::Missing, tr("%1 cannot be signed yet: %2.").arg(word, missing.join(u"; "_s)));
    else
        showLine(State::Ready, tr("%1 can be signed, with the key of %2.").arg(word, m_key->name()));
}

void SignDialog::sign()
{
    if (isWorking() || !wants().isEmpty() || !m_draft->isCurrent())
        return;
    setWorking(true);
    m_failure.clear();
    auto passphrase = m_key->takePassphrase();
    for (QWidget *field : QList<QWidget *>{m_changes, m_meaning, m_reason, m_key})
        field->setEnabled(false);
    refreshFoot();
    const auto done = [this](const session::Result<session::Signed> &result) { onSigned(result); };
    if (isCountersigning())
        return m_session.countersign(m_draft->countersignRequest(), m_draft->draft()->sha256, std::move(passphrase),
                                     this, done);
    m_session.sign(*m_draft->draft(), m_changes->acknowledged(), std::move(passphrase),
                   models::reportCharts(m_session.view()), this, done);
}

void SignDialog::onSigned(const session::Result<session::Signed> &result)
{
    setWorking(false);
    if (result) {
        Q_EMIT decisionSigned(*result, models::signedText(*result, m_draft->draft()->statement));
        accept();
        return;
    }
    for (QWidget *field : QList<QWidget *>{m_changes, m_meaning, m_reason, m_key})
        field->setEnabled(true);
    m_failure = m_key->refusedText(result.error());
    if (result.error().kind == session::Failure::Kind::Refused)
        m_draft->renew();
    refreshFoot();
}

void SignDialog::openSigners()
{
    auto *dialog = new SignersDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SignersDialog::pinned, m_draft, &SignDraft::renew);
    dialog->open();
}

} // namespace cutover::gui
