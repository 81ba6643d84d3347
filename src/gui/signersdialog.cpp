// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signersdialog.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "gui/signersfacts.h"
#include "gui/trustedkeys.h"
#include "models/words.h"

#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dialogWidth = 640;
constexpr int typedDigits = 8;

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
    connect(m_key, &KeyPicker::keyChanged, this, forget);
    connect(m_key, &KeyPicker::edited, this, forget);
    connect(m_typed, &QLineEdit::textEdited, this, forget);
    connect(m_found, &QPushButton::clicked, this, &SignersDialog::found);
    connect(m_pin, &QPushButton::clicked, this, &SignersDialog::pin);
    refresh();
    const auto present = task();
    (present == Task::Found ? static_cast<QWidget *>(m_key->passphrase())
     : present == Task::Pin ? static_cast<QWidget *>(m_typed)
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
    m_found = new QPushButton(tr("&Found the list"));
    m_pin = new QPushButton(tr("&Trust this list"));
    setLook(m_found, ButtonLook::Primary);
    setLook(m_pin, ButtonLook::Primary);
    addAct(m_found, u"foundButton"_s, tr("Found the list of signers"));
    addAct(m_pin, u"pinButton"_s, tr("Trust this list of signers"));
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
    connect(m_trusted, &TrustedKeys::filled, this, &SignersDialog::adjustSize);
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
    column->addWidget(m_facts);
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
    column->addStretch(1);
    return page;
}

void SignersDialog::forgetSecrets()
{
    m_key->passphrase()->wipe();
}

SignersDialog::Task SignersDialog::task() const
{
    const auto &signers = m_session.view().signers;
    if (!signers.present)
        return Task::Found;
    return signers.pinned ? Task::Nothing : Task::Pin;
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
    m_found->setVisible(present == Task::Found);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ask, m_typed, m_pin})
        widget->setVisible(present == Task::Pin);
    m_facts->setSigners(m_session.view().signers);
    refreshFoot(present);
}

void SignersDialog::refreshHead(Task present)
{
    const bool isDone = present == Task::Nothing;
    cancelButton()->setText(isDone ? tr("Close") : tr("Cancel"));
    cancelButton()->setAccessibleName(isDone ? tr("Close") : tr("Cancel, nothing is trusted"));
    switch (present) {
    case Task::Found:
        return setHead(tr("Found the list of signers"), tr("This workspace has none, so nothing can be signed yet."));
    case Task::Pin:
        m_intro->setText(tr("This list is not trusted by this account yet. Compare its fingerprint with what its "
                            "administrator tells you on another way, in person or by telephone; not with what came "
                            "with the files."));
        return setHead(tr("Trust the list of signers"), tr("Its fingerprint is compared by a person, once."));
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
        showLine(State::Working,
                 present == Task::Found ? tr("Signing and pinning the list.") : tr("Pinning the list."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (present == Task::Nothing)
        showLine(State::Ready, tr("Pinned by this account; there is nothing to do."));
    else if (!wanted.isEmpty())
        showLine(State::Missing, wanted);
    else
        showLine(State::Ready, present == Task::Found ? tr("The list can be founded.") : tr("The digits agree."));
    for (auto *button : {m_found, m_pin})
        button->setEnabled(!isWorking() && wanted.isEmpty());
}

/// The height for the width is known once fonts and style are those of the screen.
void SignersDialog::showEvent(QShowEvent *event)
{
    FormDialog::showEvent(event);
    adjustSize();
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

void SignersDialog::onDone(const session::Result<session::SignersView> &result)
{
    if (result) {
        setWorking(false);
        Q_EMIT pinned();
        accept();
        return;
    }
    m_failure = m_key->refusedText(result.error());
    work(false);
}

} // namespace cutover::gui
