// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/keypicker.h"

#include "gui/appearance.h"
#include "gui/choicebox.h"
#include "gui/elidedlabel.h"
#include "gui/enroldialog.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "gui/statementview.h"
#include "models/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownGroups = 3;
constexpr int leastShown = 16; // characters of a key beside the passphrase

} // namespace

KeyPicker::KeyPicker(session::Session &session, QString role)
    : m_session(session)
    , m_role(std::move(role))
    , m_card(new Card)
    , m_mark(new ShapeMark(Shape::Key, Tone::Text2, 16))
    , m_name(new ElidedLabel({}, 13, Tone::Text, QFont::Medium))
    , m_facts(new ElidedLabel({}, 12, Tone::Text2))
    , m_make(new QPushButton(tr("Make a key…")))
    , m_keys(new ChoiceBox)
    , m_fields(new QBoxLayout(QBoxLayout::TopToBottom))
    , m_passphrase(new PassphraseEdit)
    , m_hint(textLabel(tr("Unlocks the key for this one signature, then it is wiped."), 12, Tone::Text2))
{
    auto *row = new QHBoxLayout;
    row->setSpacing(px(12));
    row->addWidget(m_mark);
    auto *words = new QVBoxLayout;
    words->setSpacing(px(2));
    words->addWidget(m_name);
    words->addWidget(m_facts);
    row->addLayout(words, 1);
    row->addWidget(m_make);
    m_card->body()->addLayout(row);
    m_card->setAccessibleName(tr("Signing key"));

    m_make->setObjectName(u"makeKeyButton"_s);
    m_make->setAutoDefault(false);
    setLook(m_make, ButtonLook::Link);
    m_keys->setObjectName(u"keyComboBox"_s);
    m_keys->setAccessibleName(tr("Signing key"));
    m_passphrase->setObjectName(u"passphraseLineEdit"_s);
    m_passphrase->setAccessibleName(tr("Passphrase of the signing key"));
    m_passphrase->setPlaceholderText(tr("Passphrase"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    column->addWidget(m_card);
    m_fields->setSpacing(px(8));
    m_fields->addWidget(m_keys, 1);
    m_fields->addWidget(m_passphrase, 1);
    column->addLayout(m_fields);
    column->addWidget(m_hint);

    connect(m_keys, &QComboBox::currentIndexChanged, this, [this] {
        m_passphrase->wipe();
        showKey();
        askKeychain();
        Q_EMIT keyChanged();
    });
    connect(m_passphrase, &QLineEdit::textEdited, this, &KeyPicker::edited);
    connect(m_make, &QPushButton::clicked, this, &KeyPicker::enrol);
    connect(&session, &session::Session::changed, this, &KeyPicker::showKey);
    reload();
}

void KeyPicker::reload(const QString &prefer)
{
    const QString before = prefer.isEmpty() ? fingerprint() : prefer;
    m_list = m_session.keys().list();
    const auto isWanted = [&](const keychain::SigningKey &key) { return key.fingerprint == before; };
    const auto maySign = [&](const keychain::SigningKey &key) {
        const auto *signer = m_session.view().signers.list.find(key.fingerprint);
        return signer && signer->roles.contains(m_role);
    };
    auto chosen = std::ranges::find_if(m_list, isWanted);
    if (chosen == m_list.end())
        chosen = std::ranges::find_if(m_list, maySign);
    const int index = chosen == m_list.end() ? (m_list.isEmpty() ? -1 : 0) : static_cast<int>(chosen - m_list.begin());
    {
        const QSignalBlocker blocker(m_keys);
        m_keys->clear();
        for (const auto &key : m_list)
            m_keys->addItem(
                tr("%1, key %2").arg(key.certificate.commonName(), groupsOfFour(QStringView(key.fingerprint).left(8))),
                key.fingerprint);
        m_keys->setCurrentIndex(index);
    }
    m_keys->setVisible(m_list.size() > 1);
    m_passphrase->setVisible(!m_list.isEmpty());
    m_hint->setVisible(!m_list.isEmpty() && !m_isCompact);
    m_make->setVisible(m_list.isEmpty());
    showKey();
    askKeychain();
    Q_EMIT keyChanged();
}

void KeyPicker::setCompact()
{
    m_isCompact = true;
    m_fields->setDirection(QBoxLayout::LeftToRight);
    m_keys->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_keys->setMinimumContentsLength(leastShown);
    m_hint->hide();
    setPlainToolTip(m_passphrase, m_hint->text());
}

QString KeyPicker::fingerprint() const
{
    return m_keys->currentData().toString();
}

QString KeyPicker::name() const
{
    const int index = m_keys->currentIndex();
    return index < 0 ? QString() : m_list[index].certificate.commonName();
}

QString KeyPicker::roles() const
{
    if (!m_session.view().signers.present)
        return tr("no list of signers yet");
    const auto *signer = m_session.view().signers.list.find(fingerprint());
    if (!signer)
        return tr("not in the list of signers");
    return signer->roles.contains(m_role) ? m_role : signer->roles.join(u", "_s);
}

void KeyPicker::enrol()
{
    auto *dialog = new EnrolDialog(m_session.keys(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EnrolDialog::enrolled, this, &KeyPicker::reload);
    dialog->open();
}

crypto::Secret KeyPicker::takePassphrase()
{
    m_failedUnlocks = m_session.view().failedUnlocks;
    return m_passphrase->take();
}

QString KeyPicker::refusedText(const session::Failure &failure)
{
    const QString words = models::failureText(failure);
    if (failure.name != "wrong_passphrase"_L1)
        return words;
    ++m_failedUnlocks;
    m_passphrase->setFocus();
    return words + u' ' + unlocksText();
}

QString KeyPicker::unlocksText() const
{
    // The ledger counts; what has just failed may not have come back from it yet.
    return models::unlocksText(std::max(m_failedUnlocks, m_session.view().failedUnlocks),
                               m_session.view().profile.contacts);
}

void KeyPicker::showKey()
{
    if (fingerprint().isEmpty()) {
        m_name->setText(tr("No signing key on this account"));
        m_facts->setText(tr("It is made once and kept in the keychain."));
        return;
    }
    m_name->setText(tr("%1 · %2").arg(name(), roles()));
    const QString where = m_where.isEmpty() ? QString() : u" · "_s + m_where;
    m_facts->setText(tr("key %1").arg(groupsOfFour(QStringView(fingerprint()).left(shownGroups * 4))) + where);
}

void KeyPicker::askKeychain()
{
    m_where.clear();
    if (fingerprint().isEmpty())
        return;
    m_session.keys()
        .hasKey(fingerprint(), this)
        ->onFinished(this,
                     [this, asked = fingerprint()](tl::expected<bool, keychain::KeychainError> found) {
                         if (asked != fingerprint())
                             return;
                         if (found)
                             m_where = *found ? tr("in the keychain, locked") : tr("not in this keychain");
                         else
                             m_where = tr("the keychain does not answer");
                         showKey();
                     })
        ->start();
}

} // namespace cutover::gui
