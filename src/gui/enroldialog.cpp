// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/enroldialog.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/dialogband.h"
#include "gui/elidedlabel.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "models/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
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
    : QDialog(parent)
    , m_keys(keys)
{
    build();
    for (auto *field : findChildren<QLineEdit *>())
        connect(field, &QLineEdit::textEdited, this, [this] {
            m_failure.clear();
            refresh();
        });
    connect(m_cancel, &QPushButton::clicked, this, &EnrolDialog::reject);
    connect(m_enrol, &QPushButton::clicked, this, &EnrolDialog::enrol);
    refresh();
    m_name->setFocus();
}

EnrolDialog::~EnrolDialog() = default;

void EnrolDialog::build()
{
    setObjectName(u"enrolDialog"_s);
    setWindowTitle(tr("Make a signing key"));
    setWindowModality(Qt::WindowModal);
    setFixedWidth(px(dialogWidth));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto *head = new DialogBand(DialogBand::Place::Head);
    head->row()->addWidget(new ShapeMark(Shape::Key, Tone::Text2, 28));
    auto *titles = new QVBoxLayout;
    titles->setSpacing(px(2));
    titles->addWidget(new ElidedLabel(windowTitle(), 20, Tone::Text, QFont::DemiBold));
    titles->addWidget(new ElidedLabel(tr("It authorises nobody by itself."), 13, Tone::Text2));
    head->row()->addLayout(titles, 1);
    column->addWidget(head);

    auto *middle = new QWidget;
    auto *body = new QVBoxLayout(middle);
    body->setContentsMargins(px(24), px(16), px(24), px(20));
    body->setSpacing(px(16));
    body->addWidget(textLabel(tr("A P-256 key and its certificate are made. The key is encrypted with the passphrase "
                                 "and goes into the keychain of this account; the certificate is public. Who may "
                                 "sign is said by the workspace's list of signers, which an administrator signs."),
                              13, Tone::Text2));
    body->addWidget(newFields());
    column->addWidget(middle, 1);

    auto *foot = new DialogBand(DialogBand::Place::Foot);
    m_mark = new ShapeMark(Shape::Refusal, Tone::Nogo, 16);
    m_line = textLabel({}, 13, Tone::Text, QFont::Medium);
    m_line->setObjectName(u"footLabel"_s);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAccessibleName(tr("Cancel, no key is made"));
    m_cancel->setAutoDefault(false);
    m_enrol = new QPushButton(tr("&Make the key"));
    m_enrol->setObjectName(u"enrolButton"_s);
    m_enrol->setAccessibleName(tr("Make the key"));
    m_enrol->setAutoDefault(false);
    setLook(m_enrol, ButtonLook::Primary);
    foot->row()->addWidget(m_mark, 0, Qt::AlignTop);
    foot->row()->addWidget(m_line, 1);
    foot->row()->addWidget(m_cancel);
    foot->row()->addWidget(m_enrol);
    column->addWidget(foot);
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

void EnrolDialog::reject()
{
    if (m_isWorking)
        return;
    QDialog::reject();
}

void EnrolDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && qobject_cast<QLineEdit *>(focusWidget())) {
        if (focusWidget() == m_repeat && m_enrol->isEnabled())
            enrol();
        else
            focusNextChild();
        return;
    }
    QDialog::keyPressEvent(event);
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
    QString line = wanted;
    if (m_isWorking) {
        m_mark->setShape(Shape::Running, Tone::Accent);
        line = tr("Making the key and putting it into the keychain.");
    } else if (!m_failure.isEmpty()) {
        m_mark->setShape(Shape::Error, Tone::Nogo);
        line = m_failure;
    } else if (!wanted.isEmpty()) {
        m_mark->setShape(Shape::Refusal, Tone::Nogo);
    } else {
        m_mark->setShape(Shape::Key, Tone::Text2);
        line = tr("The key can be made.");
    }
    m_line->setText(line);
    m_enrol->setEnabled(!m_isWorking && wanted.isEmpty());
    m_enrol->setToolTip(line);
    m_enrol->setAccessibleDescription(line);
    m_cancel->setEnabled(!m_isWorking);
    for (auto *field : findChildren<QLineEdit *>())
        field->setEnabled(!m_isWorking);
}

void EnrolDialog::enrol()
{
    if (m_isWorking || !missing().isEmpty())
        return;
    m_isWorking = true;
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
    m_isWorking = false;
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
