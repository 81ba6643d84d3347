// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/enroldialog.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/elidedlabel.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "models/words.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dialogWidth = 620;
constexpr int longestName = 64; // of a certificate's common name, RFC 5280 ub-common-name

} // namespace

EnrolDialog::EnrolDialog(keychain::SigningKeys &keys, QWidget *parent)
    : FormDialog(u"enrolDialog"_s, tr("Make a signing key"), new ShapeMark(Shape::Key, Tone::Text2, 28), parent)
    , m_keys(keys)
{
    build();
    for (auto *field : findChildren<QLineEdit *>())
        connect(field, &QLineEdit::textEdited, this, [this] {
            m_failure.clear();
            refresh();
        });
    connect(m_enrol, &QPushButton::clicked, this, &EnrolDialog::enrol);
    refresh();
    m_name->setFocus();
}

EnrolDialog::~EnrolDialog() = default;

void EnrolDialog::build()
{
    setFixedWidth(px(dialogWidth));
    setHead(windowTitle(), tr("It authorises nobody by itself."));
    auto *middle = new QWidget;
    auto *body = new QVBoxLayout(middle);
    body->setContentsMargins(px(24), px(16), px(24), px(20));
    body->setSpacing(px(16));
    body->addWidget(textLabel(tr("A P-256 key and its certificate are made. The key is encrypted with the passphrase "
                                 "and goes into the keychain of this account; the certificate is public. Who may "
                                 "sign is said by the workspace's list of signers, which an administrator signs."),
                              13, Tone::Text2));
    body->addWidget(newFields());
    setMiddle(middle);
    cancelButton()->setAccessibleName(tr("Cancel, no key is made"));
    m_enrol = new QPushButton(tr("&Make the key"));
    setLook(m_enrol, ButtonLook::Primary);
    addAct(m_enrol, u"enrolButton"_s, tr("Make the key"));
}

QWidget *EnrolDialog::newFields()
{
    auto *fields = new QWidget;
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(16));
    grid->setVerticalSpacing(px(8));
    m_name = new QLineEdit;
    m_name->setObjectName(u"nameLineEdit"_s);
    m_name->setMaxLength(longestName);
    m_email = new QLineEdit;
    m_email->setObjectName(u"emailLineEdit"_s);
    m_email->setPlaceholderText(tr("optional"));
    m_passphrase = new PassphraseEdit;
    m_passphrase->setObjectName(u"passphraseLineEdit"_s);
    m_repeat = new PassphraseEdit;
    m_repeat->setObjectName(u"repeatLineEdit"_s);
    m_count = new ElidedLabel({}, 12, Tone::Text2);
    const QList<std::pair<QString, QLineEdit *>> lines{{tr("Name, as printed"), m_name},
                                                       {tr("E-mail"), m_email},
                                                       {tr("Passphrase"), m_passphrase},
                                                       {tr("Passphrase again"), m_repeat}};
    int row = 0;
    for (const auto &[label, field] : lines) {
        auto *words = new ElidedLabel(label, 13, Tone::Text, QFont::Medium);
        words->setElideMode(Qt::ElideNone);
        words->setBuddy(field);
        field->setAccessibleName(label);
        grid->addWidget(words, row, 0);
        grid->addWidget(field, row++, 1);
    }
    grid->addWidget(m_count, row, 1);
    grid->setColumnStretch(1, 1);
    return fields;
}

void EnrolDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && focusWidget() == m_repeat && m_enrol->isEnabled())
        enrol();
    else
        FormDialog::keyPressEvent(event);
}

QString EnrolDialog::missing() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("The name is missing.");
    if (m_passphrase->characterCount() < crypto::PrivateKey::minimumPassphrase)
        return tr("The passphrase has %1 of at least %2 characters.")
            .arg(m_passphrase->characterCount())
            .arg(crypto::PrivateKey::minimumPassphrase);
    if (m_repeat->isEmpty())
        return tr("The passphrase is to be given twice.");
    if (!m_passphrase->isSameAs(*m_repeat))
        return tr("The two passphrases differ.");
    return {};
}

void EnrolDialog::refresh()
{
    const QString wanted = missing();
    m_count->setText(tr("at least %1 characters, %2 given; nobody can recover it")
                         .arg(crypto::PrivateKey::minimumPassphrase)
                         .arg(m_passphrase->characterCount()));
    if (isWorking())
        showLine(State::Working, tr("Making the key and putting it into the keychain."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (!wanted.isEmpty())
        showLine(State::Missing, wanted);
    else
        showLine(State::Ready, tr("The key can be made."));
    m_enrol->setEnabled(!isWorking() && wanted.isEmpty());
    for (auto *field : findChildren<QLineEdit *>())
        field->setEnabled(!isWorking());
}

void EnrolDialog::enrol()
{
    if (isWorking() || !missing().isEmpty())
        return;
    setWorking(true);
    m_failure.clear();
    auto passphrase = m_passphrase->take();
    m_repeat->wipe();
    refresh();
    m_keys.enrol(m_name->text().trimmed(), m_email->text().trimmed(), std::move(passphrase), this)
        ->onFinished(this, [this](const keychain::SigningKeys::Found &result) { onEnrolled(result); })
        ->start();
}

void EnrolDialog::onEnrolled(const keychain::SigningKeys::Found &result)
{
    setWorking(false);
    if (result) {
        Q_EMIT enrolled(result->fingerprint);
        accept();
        return;
    }
    m_failure = models::failureText(
        {session::Failure::Kind::Keychain, keychain::codeName(result.error().code), {{}, result.error().detail}, {}});
    refresh();
    m_passphrase->setFocus();
}

} // namespace cutover::gui
