// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signersdialog.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/dialogband.h"
#include "gui/elidedlabel.h"
#include "gui/enroldialog.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "gui/statementview.h"
#include "models/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dialogWidth = 640;
constexpr int typedDigits = 8;

/// What a person typed of a fingerprint: spaces are for reading, capitals are the same digits.
QString digitsOf(const QString &typed)
{
    QString digits = typed.toLower();
    digits.remove(u' ');
    return digits;
}

} // namespace

SignersDialog::SignersDialog(session::Session &session, QWidget *parent)
    : QDialog(parent)
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
    connect(m_key, &KeyPicker::enrolmentWanted, this, [this] {
        auto *dialog = new EnrolDialog(m_session.keys(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &EnrolDialog::enrolled, this, [this](const QString &key) { m_key->reload(key); });
        dialog->open();
    });
    connect(m_typed, &QLineEdit::textEdited, this, forget);
    connect(m_cancel, &QPushButton::clicked, this, &SignersDialog::reject);
    connect(m_found, &QPushButton::clicked, this, &SignersDialog::found);
    connect(m_pin, &QPushButton::clicked, this, &SignersDialog::pin);
    for (auto *button : findChildren<QPushButton *>())
        button->setAutoDefault(false);
    refresh();
}

SignersDialog::~SignersDialog() = default;

void SignersDialog::build()
{
    setObjectName(u"signersDialog"_s);
    setWindowTitle(tr("List of signers"));
    setWindowModality(Qt::WindowModal);
    setFixedWidth(px(dialogWidth));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto *head = new DialogBand(DialogBand::Place::Head);
    head->row()->addWidget(new ShapeMark(Shape::Key, Tone::Text2, 28));
    m_title = new ElidedLabel({}, 20, Tone::Text, QFont::DemiBold);
    m_subtitle = new ElidedLabel({}, 13, Tone::Text2);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(px(2));
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    head->row()->addLayout(titles, 1);
    column->addWidget(head);

    m_pages = new QStackedWidget;
    m_pages->addWidget(newFoundPage());
    m_pages->addWidget(newPinPage());
    column->addWidget(m_pages, 1);

    auto *foot = new DialogBand(DialogBand::Place::Foot);
    m_mark = new ShapeMark(Shape::Refusal, Tone::Nogo, 16);
    m_line = textLabel({}, 13, Tone::Text, QFont::Medium);
    m_line->setObjectName(u"footLabel"_s);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAccessibleName(tr("Cancel, nothing is trusted"));
    m_found = new QPushButton(tr("&Found the list"));
    m_found->setObjectName(u"foundButton"_s);
    m_found->setAccessibleName(tr("Found the list of signers"));
    m_pin = new QPushButton(tr("&Trust this list"));
    m_pin->setObjectName(u"pinButton"_s);
    m_pin->setAccessibleName(tr("Trust this list of signers"));
    setLook(m_found, ButtonLook::Primary);
    setLook(m_pin, ButtonLook::Primary);
    foot->row()->addWidget(m_mark, 0, Qt::AlignTop);
    foot->row()->addWidget(m_line, 1);
    foot->row()->addWidget(m_cancel);
    foot->row()->addWidget(m_found);
    foot->row()->addWidget(m_pin);
    column->addWidget(foot);
}

QWidget *SignersDialog::newFoundPage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(px(24), px(16), px(24), px(20));
    column->setSpacing(px(12));
    column->addWidget(textLabel(tr("The list says whose signatures count here, and how many are needed. Its first "
                                   "version is founded once, with a key of this account: that key becomes decision "
                                   "maker, administrator and evidence signer, and one signature of a decision maker "
                                   "is needed."),
                                13, Tone::Text2));
    column->addWidget(textLabel(tr("The list is signed with the key, written to configs/cutover/signers.dsse.json, "
                                   "pinned for this account and recorded in the ledger. Everybody else compares its "
                                   "fingerprint before trusting it."),
                                13, Tone::Text2));
    m_key = new KeyPicker(m_session);
    column->addWidget(m_key);
    column->addStretch(1);
    return page;
}

QWidget *SignersDialog::newPinPage()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(px(24), px(16), px(24), px(20));
    column->setSpacing(px(12));
    column->addWidget(textLabel(tr("This list is not trusted by this account yet. Compare its fingerprint with what "
                                   "its administrator tells you on another way, in person or by telephone; not with "
                                   "what came with the files."),
                                13, Tone::Text2));
    auto *fingerprint = new Card(tr("Fingerprint"));
    fingerprint->setSmallTitle(true);
    fingerprint->setMeta(tr("SHA-256 of the file"), Tone::Text2, false);
    m_digest = textLabel({}, 14);
    m_digest->setFont(Appearance::instance().monoFont(14));
    m_digest->setTextInteractionFlags(Qt::NoTextInteraction);
    fingerprint->body()->addWidget(m_digest);
    column->addWidget(fingerprint);

    auto *signers = new Card(tr("Signers"));
    signers->setSmallTitle(true);
    m_list = new QVBoxLayout;
    m_list->setSpacing(px(6));
    m_listFacts = textLabel({}, 12, Tone::Text2);
    signers->body()->addLayout(m_list);
    signers->body()->addWidget(m_listFacts);
    column->addWidget(signers);

    auto *label = new ElidedLabel(tr("First %1 digits of the fingerprint, as they were told to you").arg(typedDigits),
                                  13, Tone::Text, QFont::Medium);
    label->setElideMode(Qt::ElideNone);
    m_typed = new QLineEdit;
    m_typed->setObjectName(u"digestLineEdit"_s);
    m_typed->setAccessibleName(label->text());
    m_typed->setMaxLength(2 * typedDigits);
    m_typed->setFont(Appearance::instance().monoFont(13));
    label->setBuddy(m_typed);
    column->addWidget(label);
    column->addWidget(m_typed);
    column->addStretch(1);
    return page;
}

void SignersDialog::reject()
{
    if (m_isWorking)
        return;
    m_key->passphrase()->wipe();
    QDialog::reject();
}

void SignersDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && qobject_cast<QLineEdit *>(focusWidget())) {
        focusNextChild();
        return;
    }
    QDialog::keyPressEvent(event);
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
        return tr("This list is pinned by this account; there is nothing to do.");
    }
    return {};
}

void SignersDialog::refresh()
{
    const Task present = task();
    m_title->setText(present == Task::Found ? tr("Found the list of signers") : tr("Trust the list of signers"));
    m_subtitle->setText(present == Task::Found ? tr("This workspace has none, so nothing can be signed yet.")
                                               : tr("Its fingerprint is compared by a person, once."));
    m_pages->setCurrentIndex(present == Task::Found ? 0 : 1);
    m_found->setVisible(present == Task::Found);
    m_pin->setVisible(present != Task::Found);
    refreshList();

    const QString wanted = missing();
    QString line = wanted;
    if (m_isWorking) {
        m_mark->setShape(Shape::Running, Tone::Accent);
        line = present == Task::Found ? tr("Signing and pinning the list.") : tr("Pinning the list.");
    } else if (!m_failure.isEmpty()) {
        m_mark->setShape(Shape::Error, Tone::Nogo);
        line = m_failure;
    } else if (!wanted.isEmpty()) {
        m_mark->setShape(Shape::Refusal, Tone::Nogo);
    } else {
        m_mark->setShape(Shape::Key, Tone::Text2);
        line = present == Task::Found ? tr("The list can be founded.") : tr("The digits agree.");
    }
    m_line->setText(line);
    const bool isReady = !m_isWorking && wanted.isEmpty();
    for (auto *button : {m_found, m_pin}) {
        button->setEnabled(isReady);
        button->setToolTip(line);
        button->setAccessibleDescription(line);
    }
}

void SignersDialog::refreshList()
{
    const auto &signers = m_session.view().signers;
    if (signers.digest == m_shownDigest)
        return;
    m_shownDigest = signers.digest;
    const QString digest = groupsOfFour(QString::fromLatin1(signers.digest.toHex()));
    m_digest->setText(digest);
    m_digest->setAccessibleName(tr("Fingerprint of the list, %1").arg(digest));
    while (QLayoutItem *item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &signer : signers.list.signers) {
        m_list->addWidget(
            textLabel(tr("%1 · %2").arg(signer.name, signer.roles.join(u", "_s)), 13, Tone::Text, QFont::Medium));
        m_list->addWidget(
            textLabel(tr("key %1").arg(groupsOfFour(QStringView(signer.fingerprint).left(16))), 12, Tone::Text2));
    }
    QStringList quorum;
    for (auto need = signers.list.quorum.cbegin(); need != signers.list.quorum.cend(); ++need)
        quorum.append(tr("%1 × %2").arg(need.value()).arg(need.key()));
    m_listFacts->setText(tr("Version %1; quorum: %2").arg(signers.list.version).arg(quorum.join(u", "_s)));
}

void SignersDialog::setWorking(bool working)
{
    m_isWorking = working;
    m_cancel->setEnabled(!working);
    m_pages->setEnabled(!working);
    refresh();
}

void SignersDialog::found()
{
    if (m_isWorking || task() != Task::Found || !missing().isEmpty())
        return;
    m_failure.clear();
    session::FoundSigners request;
    request.keys = {m_key->fingerprint()};
    auto passphrase = m_key->passphrase()->take();
    setWorking(true);
    m_session.foundSigners(request, std::move(passphrase), this,
                           [this](const session::Result<session::SignersView> &result) { onDone(result); });
}

void SignersDialog::pin()
{
    if (m_isWorking || task() != Task::Pin || !missing().isEmpty())
        return;
    m_failure.clear();
    const QString digest = QString::fromLatin1(m_shownDigest.toHex());
    setWorking(true);
    m_session.pinSigners(digest, this, [this](const session::Result<session::SignersView> &result) { onDone(result); });
}

void SignersDialog::onDone(const session::Result<session::SignersView> &result)
{
    if (result) {
        m_isWorking = false;
        Q_EMIT pinned();
        accept();
        return;
    }
    m_failure = models::failureText(result.error());
    if (result.error().name == "wrong_passphrase"_L1)
        m_key->passphrase()->setFocus();
    setWorking(false);
}

} // namespace cutover::gui
