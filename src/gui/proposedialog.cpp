// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/proposedialog.h"

#include "checks/pool.h"
#include "checks/sealjudge.h"
#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/choicebox.h"
#include "gui/elidedlabel.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "gui/signbutton.h"
#include "gui/statementview.h"
#include "gui/styling.h"
#include "models/words.h"
#include "session/founding.h"
#include "session/signerstrust.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dialogWidth = 680;
constexpr double fateWidth = 132;
constexpr double listHeight = 132; // of who is listed; more scrolls
constexpr int mostNeeded = 99;
constexpr int allGroups = 16; // a whole fingerprint
constexpr double comingHeight = 96;
constexpr double aroundComing = 48 + 32 + 12; // of the dialog, of the card, of the scroll bar
const QString s_consoleRole = u"console"_s;

/// A part of a dialog's page, which the Tab key passes over.
QScrollArea *newPart(QWidget *inside)
{
    auto *scroll = newScroll(inside);
    inside->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

} // namespace

ProposeDialog::ProposeDialog(session::Session &session, QWidget *parent)
    : FormDialog(u"proposeDialog"_s, tr("Propose a version of the list"), new ShapeMark(Shape::Key, Tone::Text2, 28),
                 parent)
    , m_session(session)
    , m_shown(session.view().signers.digest)
    , m_neededBefore(session::quorumOf(session.view().signers.list).value(session::decisionMakerRole, 1))
{
    setFixedWidth(px(dialogWidth));
    const auto &list = session.view().signers.list;
    setHead(tr("Propose version %1 of the list of signers").arg(list.version + 1),
            domain::approvalsNeeded(list) > 1
                ? tr("It counts once another administrator has approved it.")
                : tr("You are the only administrator: you approve it yourself, with nobody beside."));
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(px(24), px(16), px(24), px(16));
    column->setSpacing(px(10));
    column->addWidget(newListed());
    column->addWidget(newComing());
    m_key = new KeyPicker(m_session, session::administratorRole);
    m_key->setCompact();
    column->addWidget(m_key);
    setMiddle(middle);
    cancelButton()->setAccessibleName(tr("Cancel, nothing is proposed"));
    m_propose = new SignButton(tr("&Propose"));
    addAct(m_propose, u"proposeVersionButton"_s, tr("Propose this version"));
    setHint(tr("Enter and Space never sign. Esc cancels and changes nothing."));
    wire();
    refresh();
    m_file->setFocus();
}

ProposeDialog::~ProposeDialog() = default;

QWidget *ProposeDialog::newListed()
{
    auto *card = new Card(tr("Who is listed"));
    card->setSmallTitle(true);
    auto *inside = new QWidget;
    inside->setObjectName(u"scrolled"_s);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, px(8), 0);
    column->setSpacing(px(4));
    for (const auto &signer : m_session.view().signers.list.signers) {
        auto *fate = new ChoiceBox;
        fate->addItems({tr("Stays"), tr("Leaves"), tr("Is revoked")});
        fate->setObjectName(u"fateComboBox_%1"_s.arg(m_lines.size()));
        fate->setAccessibleName(tr("What becomes of %1").arg(signer.name));
        fate->setFixedWidth(px(fateWidth));
        auto *row = new QHBoxLayout;
        row->addWidget(
            new ElidedLabel(tr("%1 · %2 · key %3")
                                .arg(models::oneLine(signer.name), models::oneLine(signer.roles.join(u", "_s)),
                                     groupsOfFour(QStringView(signer.fingerprint).left(8)))),
            1);
        row->addWidget(fate);
        column->addLayout(row);
        m_lines.append({signer.fingerprint, fate});
    }
    auto *scroll = newPart(inside);
    scroll->setFixedHeight(std::min(px(listHeight), inside->sizeHint().height() + 2));
    card->body()->addWidget(scroll);
    card->body()->addWidget(textLabel(tr("Who leaves decides nothing from then on; earlier signatures stay what they "
                                         "were. A lost or stolen key is revoked: it never comes back."),
                                      12, Tone::Text2));
    return card;
}

QWidget *ProposeDialog::newComing()
{
    auto *card = new Card(tr("Who comes, or gets another certificate or other roles"));
    card->setSmallTitle(true);
    m_file = new QLineEdit;
    m_file->setObjectName(u"certificateLineEdit"_s);
    m_file->setAccessibleName(tr("Certificate file"));
    m_file->setPlaceholderText(tr("Certificate in PEM, as “keys export” wrote it"));
    m_choose = newButton(u"chooseCertificateButton"_s, tr("Choose…"));
    auto *file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    auto *roles = new QHBoxLayout;
    for (const QString &role : {QString(session::decisionMakerRole), QString(session::administratorRole),
                                QString(checks::evidenceRole), s_consoleRole}) {
        auto *box = new QCheckBox(role);
        box->setObjectName(u"role_%1_CheckBox"_s.arg(role));
        roles->addWidget(box);
        m_roles.append(box);
    }
    m_ownRole = new QLineEdit;
    m_ownRole->setObjectName(u"ownRoleLineEdit"_s);
    m_ownRole->setAccessibleName(tr("A role of your own"));
    m_ownRole->setPlaceholderText(tr("another role"));
    m_add = newButton(u"addMemberButton"_s, tr("Add"));
    m_add->setAccessibleName(tr("Add this certificate to the proposal"));
    roles->addWidget(m_ownRole, 1);
    roles->addWidget(m_add);
    m_coming = textLabel({}, 12, Tone::Text, QFont::Medium);
    m_coming->setObjectName(u"comingLabel"_s);
    m_coming->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_comingScroll = newPart(m_coming);
    m_comingScroll->hide();
    m_needed = new QSpinBox;
    m_needed->setObjectName(u"neededSpinBox"_s);
    m_needed->setRange(1, mostNeeded);
    m_needed->setButtonSymbols(QSpinBox::NoButtons);
    m_needed->setValue(m_neededBefore);
    auto *needed = new QHBoxLayout;
    auto *ask = new ElidedLabel(tr("Signatures of decision makers that a GO needs"));
    m_needed->setAccessibleName(ask->text());
    ask->setBuddy(m_needed);
    needed->addWidget(ask, 1);
    needed->addWidget(m_needed);
    card->body()->addLayout(file);
    card->body()->addLayout(roles);
    card->body()->addWidget(m_comingScroll);
    card->body()->addLayout(needed);
    return card;
}

void ProposeDialog::wire()
{
    const auto forget = [this] {
        m_failure.clear();
        refresh();
    };
    for (const auto &line : std::as_const(m_lines))
        connect(line.fate, &QComboBox::currentIndexChanged, this, forget);
    for (const auto *box : std::as_const(m_roles))
        connect(box, &QCheckBox::toggled, this, forget);
    for (const auto *field : {m_file, m_ownRole})
        connect(field, &QLineEdit::textChanged, this, forget);
    connect(m_needed, &QSpinBox::valueChanged, this, forget);
    connect(&m_session, &session::Session::changed, this, &ProposeDialog::refresh);
    connect(m_key, &KeyPicker::keyChanged, this, forget);
    connect(m_key, &KeyPicker::edited, this, forget);
    connect(m_choose, &QPushButton::clicked, this, &ProposeDialog::chooseFile);
    connect(m_add, &QPushButton::clicked, this, &ProposeDialog::addMember);
    connect(m_propose, &QPushButton::clicked, this, &ProposeDialog::propose);
}

void ProposeDialog::showEvent(QShowEvent *event)
{
    fitHeight();
    FormDialog::showEvent(event);
}

void ProposeDialog::forgetSecrets()
{
    m_key->passphrase()->wipe();
}

void ProposeDialog::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose a certificate"), {}, tr("Certificates (*.pem *.crt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

QStringList ProposeDialog::roles() const
{
    QStringList roles;
    for (const auto *box : m_roles)
        if (box->isChecked())
            roles.append(box->text());
    for (const auto &own : m_ownRole->text().split(u',', Qt::SkipEmptyParts))
        roles.append(own.trimmed());
    roles.removeAll(QString());
    return roles;
}

void ProposeDialog::addMember()
{
    const QString file = m_file->text().trimmed();
    m_isReading = true;
    m_failure.clear();
    checks::onPool(
        this,
        [file, given = roles().join(u',')] {
            return session::memberSigner({file, given});
        },
        [this, file](const session::Result<domain::Signer> &read) { takeMember(file, read); });
    refresh();
}

/// Of a key that was added before, in place of that.
void ProposeDialog::takeMember(const QString &file, const session::Result<domain::Signer> &read)
{
    m_isReading = false;
    if (!read) {
        m_failure = models::failureText(read.error());
        return refresh();
    }
    const auto same = std::ranges::find(m_added, read->fingerprint, &domain::Signer::fingerprint);
    if (same != m_added.end())
        m_files.removeAt(same - m_added.begin());
    if (same != m_added.end())
        m_added.erase(same);
    m_added.append(*read);
    m_files.append(file);
    m_file->clear();
    m_ownRole->clear();
    for (auto *box : std::as_const(m_roles))
        box->setChecked(false);
    showMembers();
    refresh();
    m_file->setFocus();
}

void ProposeDialog::showMembers()
{
    QStringList lines;
    for (qsizetype index = 0; index < m_added.size(); ++index) {
        const auto &signer = m_added.at(index);
        lines.append(tr("%1 as %2, from %3, by the key\n%4")
                         .arg(models::oneLine(signer.name), models::oneLine(signer.roles.join(u", "_s)),
                              models::oneLine(QFileInfo(m_files.at(index)).fileName()),
                              models::fingerprintText(signer.fingerprint, allGroups)));
    }
    m_coming->setText(lines.join(u'\n'));
    m_comingScroll->setVisible(!lines.isEmpty());
    m_comingScroll->setFixedHeight(std::min(px(comingHeight), m_coming->heightForWidth(width() - px(aroundComing))));
    fitHeight();
}

session::ProposeSigners ProposeDialog::request() const
{
    session::ProposeSigners request;
    request.given.keys = {m_key->fingerprint()};
    request.coming = m_added;
    request.previousSha256 = m_shown;
    if (m_needed->value() != m_neededBefore)
        request.given.quorum.insert(session::decisionMakerRole, m_needed->value());
    for (const auto &line : m_lines) {
        const auto fate = static_cast<Fate>(line.fate->currentIndex());
        if (fate == Fate::Leaves)
            request.removed.append(line.fingerprint);
        else if (fate == Fate::Revoked)
            request.revoked.append(line.fingerprint);
    }
    return request;
}

QString ProposeDialog::missing() const
{
    if (m_session.view().signers.digest != m_shown)
        return tr("Another version of the list came into force meanwhile: cancel, and begin with that one.");
    if (m_isReading)
        return tr("The certificate is being read.");
    const bool hasFile = !m_file->text().trimmed().isEmpty();
    if (hasFile && roles().isEmpty())
        return tr("The certificate has no role yet: tick one, then Add.");
    if (hasFile)
        return tr("The certificate is not among the changes yet: press Add.");
    if (m_key->fingerprint().isEmpty())
        return tr("This account has no signing key; make one.");
    if (m_key->passphrase()->isEmpty())
        return tr("The passphrase of the key is missing.");
    return {};
}

void ProposeDialog::refresh()
{
    m_add->setEnabled(!isWorking() && !m_isReading && !m_file->text().trimmed().isEmpty() && !roles().isEmpty());
    setPlainToolTip(m_add, m_add->isEnabled() ? QString() : tr("Needs a certificate and a role."));
    const QString wanted = missing();
    if (isWorking())
        showLine(State::Working, tr("Signing the proposal and writing it to the ledger."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (!wanted.isEmpty())
        showLine(State::Missing, wanted);
    else
        showLine(State::Ready, tr("The proposal can be signed, with the key of %1.").arg(m_key->name()));
    m_propose->setEnabled(!isWorking() && wanted.isEmpty());
}

void ProposeDialog::propose()
{
    if (isWorking() || !missing().isEmpty())
        return;
    m_failure.clear();
    const auto asked = request();
    auto passphrase = m_key->takePassphrase();
    setWorking(true);
    refresh();
    m_session.proposeSigners(asked, std::move(passphrase), this,
                             [this](const session::Result<session::SignersView> &result) { onDone(result); });
}

void ProposeDialog::onDone(const session::Result<session::SignersView> &result)
{
    setWorking(false);
    if (!result) {
        m_failure = m_key->refusedText(result.error());
        return refresh();
    }
    Q_EMIT proposed();
    accept();
}

} // namespace cutover::gui
