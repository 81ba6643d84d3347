// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sealdialog.h"

#include "checks/sealjudge.h"
#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/shapemark.h"
#include "gui/signbutton.h"
#include "models/words.h"
#include "session/sealing.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dialogWidth = 640;

QString namesOf(const QStringList &files)
{
    return models::oneLine(files.join(u", "_s));
}

QString sealedText(const session::Sealed &sealed)
{
    QStringList sentences{
        SealDialog::tr("Sealed %1 files in %2, %3 of them new.")
            .arg(QString::number(sealed.files.size()), sealed.file, QString::number(sealed.added.size()))};
    if (!sealed.changed.isEmpty())
        sentences.append(SealDialog::tr("Sealed with other bytes than before: %1.").arg(namesOf(sealed.changed)));
    if (!sealed.dropped.isEmpty())
        sentences.append(SealDialog::tr("Sealed before and not there any more: %1.").arg(namesOf(sealed.dropped)));
    if (!sealed.decisionId.isEmpty())
        sentences.append(SealDialog::tr("The GO %1 bound %2 as they were: it is void, and no seal brings it back.")
                             .arg(sealed.decisionId, namesOf(sealed.unbound)));
    return sentences.join(u' ');
}

} // namespace

SealDialog::SealDialog(session::Session &session, QWidget *parent)
    : FormDialog(u"sealDialog"_s, tr("Seal the evidence"), new ShapeMark(Shape::Key, Tone::Text2, 28), parent)
    , m_session(session)
{
    build();
    const auto forget = [this] {
        m_failure.clear();
        refresh();
    };
    connect(m_key, &KeyPicker::keyChanged, this, forget);
    connect(m_key, &KeyPicker::edited, this, forget);
    connect(m_seal, &QPushButton::clicked, this, &SealDialog::seal);
    refresh();
    m_key->passphrase()->setFocus();
}

SealDialog::~SealDialog() = default;

void SealDialog::build()
{
    setFixedWidth(px(dialogWidth));
    setHead(windowTitle(), tr("Every file of the evidence folder, as it is now."));
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(px(24), px(16), px(24), px(20));
    column->setSpacing(px(12));
    column->addWidget(
        textLabel(tr("The seal says what the evidence is, so that whatever changes afterwards is seen. It "
                     "does not say that the evidence is right: look at it first. The key must have the "
                     "role evidence in the list of signers."),
                  13, Tone::Text2));
    m_key = new KeyPicker(m_session, checks::evidenceRole);
    column->addWidget(m_key);
    column->addStretch(1);
    setMiddle(middle);
    cancelButton()->setAccessibleName(tr("Cancel, nothing is sealed"));
    m_seal = new SignButton(tr("&Seal"));
    addAct(m_seal, u"sealButton"_s, tr("Seal the evidence"));
    setHint(tr("Enter and Space never sign. Esc cancels and changes nothing."));
}

void SealDialog::forgetSecrets()
{
    m_key->passphrase()->wipe();
}

QString SealDialog::missing() const
{
    if (m_key->fingerprint().isEmpty())
        return tr("This account has no signing key; make one.");
    return m_key->passphrase()->isEmpty() ? tr("The passphrase of the key is missing.") : QString();
}

void SealDialog::refresh()
{
    const QString wanted = missing();
    if (isWorking())
        showLine(State::Working, tr("Reading and sealing the evidence."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else if (!wanted.isEmpty())
        showLine(State::Missing, wanted);
    else
        showLine(State::Ready, tr("The evidence can be sealed."));
    m_key->setEnabled(!isWorking());
    m_seal->setEnabled(!isWorking() && wanted.isEmpty());
}

void SealDialog::seal()
{
    if (isWorking() || !missing().isEmpty())
        return;
    m_failure.clear();
    auto passphrase = m_key->takePassphrase();
    setWorking(true);
    refresh();
    m_session.sealEvidence(m_key->fingerprint(), std::move(passphrase), this,
                           [this](const session::Result<session::Sealed> &result) { onSealed(result); });
}

void SealDialog::onSealed(const session::Result<session::Sealed> &result)
{
    setWorking(false);
    if (result) {
        const bool isBad = !result->changed.isEmpty() || !result->dropped.isEmpty() || !result->decisionId.isEmpty();
        Q_EMIT evidenceSealed(sealedText(*result), isBad);
        accept();
        return;
    }
    m_failure = m_key->refusedText(result.error());
    refresh();
    m_key->passphrase()->setFocus();
}

} // namespace cutover::gui
