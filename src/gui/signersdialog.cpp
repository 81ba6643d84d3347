// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signersdialog.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/proposedialog.h"
#include "gui/shapemark.h"
#include "gui/signbutton.h"
#include "gui/signersfacts.h"
#include "gui/styling.h"
#include "gui/trustedkeys.h"
#include "models/words.h"
#include "models/wordssigners.h"
#include "session/signerstrust.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dialogWidth = 640;
constexpr int typedDigits = 8;
constexpr double aroundFacts = 350; // head, words, key and foot
constexpr double leastFacts = 160;

/// What a person typed of a fingerprint: blanks are for reading, capitals are the same digits.
QString digitsOf(const QString &typed)
{
    QString digits = typed.toLower();
    digits.removeIf([](QChar c) { return c.isSpace(); });
    return digits;
}

} // namespace

SignersDialog::SignersDialog(session::Session &session, QWidget *parent)
    : FormDialog(u"signersDialog"_s, tr("List of signers"), new ShapeMark(Shape::Key, Tone::Text2, 28), parent)
    , m_session(session)
{
    build();
    const auto forget = [this] {
        m_failure.clear();
        refresh();
    };
    connect(&session, &session::Session::changed, this, &SignersDialog::refresh);
    for (const auto *picker : {m_key, m_approver}) {
        connect(picker, &KeyPicker::keyChanged, this, forget);
        connect(picker, &KeyPicker::edited, this, forget);
    }
    connect(m_typed, &QLineEdit::textEdited, this, forget);
    connect(m_found, &QPushButton::clicked, this, &SignersDialog::found);
    connect(m_pin, &QPushButton::clicked, this, &SignersDialog::pin);
    connect(m_approve, &QPushButton::clicked, this, &SignersDialog::approve);
    connect(m_propose, &QPushButton::clicked, this, &SignersDialog::propose);
    refresh();
    const auto present = task();
    (present == Task::Approve ? static_cast<QWidget *>(m_approver->passphrase())
     : present == Task::Found ? static_cast<QWidget *>(m_key->passphrase())
     : present == Task::Pin   ? static_cast<QWidget *>(m_typed)
                              : cancelButton())
        ->setFocus();
}

SignersDialog::~SignersDialog() = default;

void SignersDialog::build()
{
    setFixedWidth(px(dialogWidth));
    m_pages = new QStackedWidget;
    m_pages->addWidget(newFoundPage());
    m_pages->addWidget(newPinPage());
    setMiddle(m_pages);
    m_propose = newButton(u"proposeButton"_s, tr("Propose a change…"));
    headRow()->addWidget(m_propose);
    m_found = new SignButton(tr("&Found the list"));
    m_approve = new SignButton(tr("&Approve the version"));
    m_pin = new QPushButton(tr("&Trust this list"));
    setLook(m_pin, ButtonLook::Primary);
    addAct(m_approve, u"approveButton"_s, tr("Approve the proposed version"));
    addAct(m_found, u"foundButton"_s, tr("Found the list of signers"));
    addAct(m_pin, u"pinButton"_s, tr("Trust this list of signers"));
    setTabOrder(m_pin, m_propose);
}

namespace {

QVBoxLayout *pageColumn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(px(24), px(16), px(24), px(20));
    column->setSpacing(px(12));
    return column;
}

} // namespace

QWidget *SignersDialog::newFoundPage()
{
    auto *page = new QWidget;
    auto *column = pageColumn(page);
    column->addWidget(textLabel(tr("The list says whose signatures count here, and how many are needed. Its first "
                                   "version is founded once, with a key of this account: that key becomes decision "
                                   "maker, administrator and evidence signer, and one signature of a decision maker "
                                   "is needed."),
                                13, Tone::Text2));
    column->addWidget(textLabel(tr("The list is signed with the key, written to configs/cutover/signers.dsse.json, "
                                   "pinned for this account and recorded in the ledger. Everybody else compares its "
                                   "fingerprint before trusting it."),
                                13, Tone::Text2));
    m_trusted = new TrustedKeys(m_session.view().workspace, m_session.view().profile);
    connect(m_trusted, &TrustedKeys::filled, this, &SignersDialog::fit);
    column->addWidget(m_trusted);
    m_key = new KeyPicker(m_session);
    column->addWidget(m_key);
    column->addStretch(1);
    return page;
}

QWidget *SignersDialog::newPinPage()
{
    auto *page = new QWidget;
    auto *column = pageColumn(page);
    m_intro = textLabel({}, 13, Tone::Text2);
    m_intro->setObjectName(u"introLabel"_s);
    column->addWidget(m_intro);
    m_facts = new SignersFacts;
    m_facts->setObjectName(u"scrolled"_s);
    m_scroll = new QScrollArea;
    m_scroll->setWidget(m_facts);
    m_scroll->setWidgetResizable(true);
    m_scroll->setProperty("look", u"edged"_s);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("The list of signers, and what is proposed"));
    column->addWidget(m_scroll);
    m_ask = new ElidedLabel(tr("First %1 digits of the fingerprint, as they were told to you").arg(typedDigits), 13,
                            Tone::Text, QFont::Medium);
    m_ask->setElideMode(Qt::ElideNone);
    m_typed = new QLineEdit;
    m_typed->setObjectName(u"digestLineEdit"_s);
    m_typed->setAccessibleName(m_ask->text());
    m_typed->setMaxLength(2 * typedDigits);
    m_typed->setFont(Appearance::instance().monoFont(13));
    m_ask->setBuddy(m_typed);
    column->addWidget(m_ask);
    column->addWidget(m_typed);
    m_approver = new KeyPicker(m_session, session::administratorRole);
    m_approver->setCompact();
    // Found by name beside the picker of the other page.
    m_approver->passphrase()->setObjectName(u"approverPassphraseLineEdit"_s);
    m_approver->comboBox()->setObjectName(u"approverKeyComboBox"_s);
    column->addWidget(m_approver);
    column->addStretch(1);
    return page;
}

void SignersDialog::forgetSecrets()
{
    m_key->passphrase()->wipe();
    m_approver->passphrase()->wipe();
}

/// The first of these keys that is on this account; empty for none.
QString SignersDialog::ownAmong(const QStringList &keys) const
{
    for (const auto &key : keys)
        if (m_approver->comboBox()->findData(key) >= 0)
            return key;
    return {};
}

SignersDialog::Task SignersDialog::task() const
{
    const auto &signers = m_session.view().signers;
    if (!signers.present)
        return Task::Found;
    if (!signers.pinned)
        return Task::Pin;
    return signers.proposal && !ownAmong(signers.proposal->approvers).isEmpty() ? Task::Approve : Task::Nothing;
}

QString SignersDialog::missing() const
{
    switch (task()) {
    case Task::Found:
        if (m_key->fingerprint().isEmpty())
            return tr("This account has no signing key; make one.");
        if (m_key->passphrase()->isEmpty())
            return tr("The passphrase of the key is missing.");
        return {};
    case Task::Pin: {
        const QString digits = digitsOf(m_typed->text());
        const QString digest = QString::fromLatin1(m_session.view().signers.digest.toHex());
        if (digits.size() < typedDigits)
            return tr("%1 of %2 digits are typed.").arg(digits.size()).arg(typedDigits);
        if (!digest.startsWith(digits))
            return tr("These digits are not those of this list. It is not the list that was told to you.");
        return {};
    }
    case Task::Approve:
        if (!m_session.view().signers.proposal->approvers.contains(m_approver->fingerprint()))
            return tr("This key is not one that may approve it.");
        return m_approver->passphrase()->isEmpty() ? tr("The passphrase of the key is missing.") : QString();
    case Task::Nothing:
        return {};
    }
    return {};
}

void SignersDialog::refresh()
{
    const Task present = task();
    refreshHead(present);
    m_pages->setCurrentIndex(present == Task::Found ? 0 : 1);
    refreshActs(present);
    const auto &signers = m_session.view().signers;
    m_facts->setSigners(signers, m_session.now());
    const QByteArray proposal = signers.proposal ? signers.proposal->sha256 : QByteArray();
    if (proposal != m_proposalShown) {
        m_proposalShown = proposal;
        m_approver->passphrase()->wipe(); // typed for what was there before
        preferApprover();
        fit();
    }
    refreshFoot(present);
}

void SignersDialog::refreshActs(Task present)
{
    m_found->setVisible(present == Task::Found);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ask, m_typed, m_pin})
        widget->setVisible(present == Task::Pin);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_approver, m_approve})
        widget->setVisible(present == Task::Approve);
    const bool isPinned = present == Task::Approve || present == Task::Nothing;
    const auto administrators = domain::administratorsOf(m_session.view().signers.list);
    m_propose->setVisible(isPinned && !isWorking() && !ownAmong(administrators).isEmpty());
}

/// Among several keys of this account one that may approve.
void SignersDialog::preferApprover()
{
    const auto &proposal = m_session.view().signers.proposal;
    const QString own = proposal ? ownAmong(proposal->approvers) : QString();
    if (!own.isEmpty())
        m_approver->comboBox()->setCurrentIndex(m_approver->comboBox()->findData(own));
}

void SignersDialog::refreshHead(Task present)
{
    const bool isDone = present == Task::Nothing;
    cancelButton()->setText(isDone ? tr("Close") : tr("Cancel"));
    cancelButton()->setAccessibleName(isDone                     ? tr("Close")
                                      : present == Task::Approve ? tr("Cancel, nothing is approved")
                                                                 : tr("Cancel, nothing is trusted"));
    switch (present) {
    case Task::Found:
        return setHead(tr("Found the list of signers"), tr("This workspace has none, so nothing can be signed yet."));
    case Task::Pin:
        m_intro->setText(tr("This list is not trusted by this account yet. Compare its fingerprint with what its "
                            "administrator tells you on another way, in person or by telephone; not with what came "
                            "with the files."));
        return setHead(tr("Trust the list of signers"), tr("Its fingerprint is compared by a person, once."));
    case Task::Approve:
        m_intro->setText(tr("A change of this list waits for your approval. Read each line; where one is unexpected, "
                            "ask its proposer in person or by telephone before you sign it."));
        return setHead(tr("Approve version %1 of the list").arg(m_session.view().signers.proposal->list.version),
                       tr("With your signature it counts, here and for everybody."));
    case Task::Nothing:
        m_intro->setText(tr("This account trusts this list. Whoever has not compared it yet may be told its "
                            "fingerprint in person or by telephone."));
        return setHead(tr("List of signers"), tr("Whose signatures count here, and how many are needed."));
    }
}

void SignersDialog::refreshFoot(Task present)
{
    const QString wanted = missing();
    if (isWorking())
        showLine(State::Working, present == Task::Pin ? tr("Pinning the list.") : tr("Signing and pinning the list."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (present == Task::Nothing)
        showLine(State::Ready, restingLine());
    else if (!wanted.isEmpty())
        showLine(State::Missing, wanted);
    else
        showLine(State::Ready, present == Task::Found     ? tr("The list can be founded.")
                               : present == Task::Approve ? tr("The version can be approved.")
                                                          : tr("The digits agree."));
    for (QPushButton *button : std::initializer_list<QPushButton *>{m_found, m_pin, m_approve})
        button->setEnabled(!isWorking() && wanted.isEmpty());
    const bool isSigning = present == Task::Found || present == Task::Approve;
    setHint(isSigning ? tr("Enter and Space never sign.") : QString());
}

QString SignersDialog::restingLine() const
{
    const auto &signers = m_session.view().signers;
    if (signers.proposal)
        return models::approversText(*signers.proposal, signers.list);
    return tr("Pinned by this account; there is nothing to do.");
}

/// The height for the width is known once fonts and style are those of the screen.
void SignersDialog::showEvent(QShowEvent *event)
{
    fit();
    FormDialog::showEvent(event);
}

/// As high as the list needs, as long as the window has room: then the list scrolls.
void SignersDialog::fit()
{
    const auto *window = parentWidget() ? parentWidget()->window() : nullptr;
    const int high = screen()->availableSize().height();
    const int room = window && window->isVisible() ? std::min(window->height(), high) : high;
    const int width = this->width() - px(48);
    const int wanted = m_facts->layout()->hasHeightForWidth() ? m_facts->layout()->totalHeightForWidth(width)
                                                              : m_facts->sizeHint().height();
    const int most = std::max(px(leastFacts), room - px(aroundFacts));
    m_scroll->setFixedHeight(std::clamp(wanted + 2, px(leastFacts), most));
    // An edge says that there is more.
    m_scroll->setProperty("cut", wanted + 2 > most);
    repolish(m_scroll);
    fitHeight();
}

void SignersDialog::work(bool working)
{
    setWorking(working);
    m_pages->setEnabled(!working);
    refresh();
}

void SignersDialog::found()
{
    if (isWorking() || task() != Task::Found || !missing().isEmpty())
        return;
    m_failure.clear();
    session::FoundSigners request;
    request.keys = {m_key->fingerprint()};
    request.policyKeyFiles = m_trusted->policyFiles();
    request.evidenceKeyFiles = m_trusted->evidenceFiles();
    auto passphrase = m_key->takePassphrase();
    work(true);
    m_session.foundSigners(request, std::move(passphrase), this,
                           [this](const session::Result<session::SignersView> &result) { onDone(result); });
}

void SignersDialog::pin()
{
    if (isWorking() || task() != Task::Pin || !missing().isEmpty())
        return;
    m_failure.clear();
    const QString digest = QString::fromLatin1(m_facts->digest().toHex());
    work(true);
    m_session.pinSigners(digest, this, [this](const session::Result<session::SignersView> &result) { onDone(result); });
}

void SignersDialog::approve()
{
    if (isWorking() || task() != Task::Approve || !missing().isEmpty())
        return;
    m_failure.clear();
    auto passphrase = m_approver->takePassphrase();
    const QString key = m_approver->fingerprint();
    const QByteArray proposal = m_proposalShown;
    work(true);
    m_session.approveSigners(key, proposal, std::move(passphrase), this,
                             [this](const session::Result<session::SignersView> &result) { onDone(result); });
}

void SignersDialog::propose()
{
    auto *dialog = new ProposeDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SignersDialog::onDone(const session::Result<session::SignersView> &result)
{
    if (result) {
        setWorking(false);
        Q_EMIT pinned();
        accept();
        return;
    }
    m_failure = (task() == Task::Approve ? m_approver : m_key)->refusedText(result.error());
    work(false);
}

} // namespace cutover::gui
