// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands where in the signing dialog; signdialog.cpp says what it does.
#include "gui/signdialog.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/changelist.h"
#include "gui/elidedlabel.h"
#include "gui/keypicker.h"
#include "gui/passphraseedit.h"
#include "gui/refusallist.h"
#include "gui/shapemark.h"
#include "gui/signbutton.h"
#include "gui/signcriteria.h"
#include "gui/signquorum.h"
#include "gui/signsummary.h"
#include "gui/signthresholds.h"
#include "gui/statementview.h"
#include "gui/styling.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array sizes{QSize(1272, 1040), QSize(1272, 880), QSize(1240, 680)}; // the first that has room
constexpr QSize smallest(960, 520);
constexpr double formWidth = 432;
constexpr double reasonHeight = 64;

ElidedLabel *newHeading(const QString &text)
{
    auto *heading = new ElidedLabel(text, 13, Tone::Text, QFont::DemiBold);
    heading->setElideMode(Qt::ElideNone);
    return heading;
}

} // namespace

void SignDialog::build()
{
    buildHead();
    setMiddle(newBody());
    buildFoot();
}

void SignDialog::buildHead()
{
    setHead(windowTitle(), isCountersigning() ? tr("What the first signer saw, from the ledger's store.")
                                              : tr("What you see here is exactly what you sign."));
    m_snapshot = new ElidedLabel({}, 13, Tone::Text, QFont::Medium);
    m_snapshot->setElideMode(Qt::ElideNone);
    m_snapshot->setAlignment(Qt::AlignRight);
    m_newer = new ElidedLabel({}, 12, Tone::Text2);
    m_newer->setObjectName(u"newerLabel"_s);
    m_newer->setElideMode(Qt::ElideNone);
    m_newerMark = new ShapeMark(Shape::Go, Tone::Go, 14);
    auto *newer = new QHBoxLayout;
    newer->setSpacing(px(6));
    newer->addStretch(1);
    newer->addWidget(m_newerMark);
    newer->addWidget(m_newer);
    auto *right = new QVBoxLayout;
    right->setSpacing(px(2));
    right->addWidget(m_snapshot);
    right->addLayout(newer);
    headRow()->addLayout(right);
}

QWidget *SignDialog::newBody()
{
    auto *body = new QWidget;
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(px(24), 0, px(12), 0);
    row->setSpacing(px(12));
    m_scroll = newScroll(newFacts());
    m_scroll->setObjectName(u"factsScrollArea"_s);
    m_scroll->setAccessibleName(tr("What is signed"));
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(m_scroll, 1);
    auto *form = newScroll(newForm());
    form->setFocusPolicy(Qt::NoFocus);
    form->setFixedWidth(px(formWidth + 24));
    row->addWidget(form);
    return body;
}

QWidget *SignDialog::newFacts()
{
    auto *facts = new QWidget;
    facts->setObjectName(u"scrolled"_s);
    auto *column = new QVBoxLayout(facts);
    column->setContentsMargins(0, px(16), px(12), px(16));
    column->setSpacing(px(12));
    auto *refused = new Card;
    refused->setEdge(Tone::Nogo);
    m_refusals = new RefusalList;
    m_refusals->setObjectName(u"refusalList"_s);
    m_signers = new QPushButton(tr("List of signers…"));
    m_signers->setObjectName(u"signersButton"_s);
    auto *signersRow = new QHBoxLayout;
    signersRow->addWidget(m_signers);
    signersRow->addStretch(1);
    refused->body()->addWidget(m_refusals);
    refused->body()->addLayout(signersRow);
    m_refusalCard = refused;
    m_summary = new SignSummary;
    m_criteria = new SignCriteria;
    m_thresholds = new SignThresholds;
    m_statement = new StatementView;
    for (QWidget *card : QList<QWidget *>{m_refusalCard, m_summary, m_criteria, m_thresholds, m_statement})
        column->addWidget(card);
    column->addStretch(1);
    m_refusalCard->hide();
    return facts;
}

QWidget *SignDialog::newForm()
{
    auto *form = new QWidget;
    form->setObjectName(u"scrolled"_s);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, px(20), px(12), px(16));
    column->setSpacing(px(8));
    m_changesHeading =
        newHeading(isCountersigning() ? tr("Signed so far") : tr("Changes since the last signed decision"));
    m_changes = new ChangeList;
    m_changes->setVisible(!isCountersigning());
    m_signedBefore = textLabel(tr("The signatures are being verified."), 12.5, Tone::Text2);
    m_signedBefore->setObjectName(u"signedBeforeLabel"_s);
    m_signedBefore->setVisible(isCountersigning());
    m_meaning = new QLineEdit(domain::defaultMeaning(m_kind));
    m_meaning->setObjectName(u"meaningLineEdit"_s);
    m_meaning->setAccessibleName(tr("Meaning of this signature"));
    m_reason = new QPlainTextEdit;
    m_reason->setObjectName(u"reasonPlainTextEdit"_s);
    m_reason->setAccessibleName(tr("Reason, at least %1 characters").arg(domain::minimalReasonLength));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(px(reasonHeight));
    m_reasonCount = new ElidedLabel({}, 12, Tone::Text2);
    m_reasonCount->setElideMode(Qt::ElideNone);
    auto *reasonRow = new QHBoxLayout;
    reasonRow->addWidget(newHeading(tr("Reason")));
    reasonRow->addStretch(1);
    reasonRow->addWidget(m_reasonCount);
    m_key = new KeyPicker(m_session);
    m_quorum = new SignQuorum;

    column->addWidget(m_changesHeading);
    column->addWidget(m_changes);
    column->addWidget(m_signedBefore);
    column->addSpacing(px(10));
    column->addWidget(newHeading(tr("Meaning of this signature")));
    column->addWidget(m_meaning);
    column->addSpacing(px(10));
    column->addLayout(reasonRow);
    column->addWidget(m_reason);
    column->addSpacing(px(10));
    column->addWidget(newHeading(tr("Key and passphrase")));
    column->addWidget(m_key);
    column->addSpacing(px(10));
    column->addWidget(newHeading(tr("Quorum")));
    column->addWidget(m_quorum);
    column->addStretch(1);
    return form;
}

void SignDialog::buildFoot()
{
    const QString word = domain::decisionWord(m_kind);
    cancelButton()->setAccessibleName(tr("Cancel, nothing is signed"));
    cancelButton()->setFixedWidth(px(112));
    m_sign = new SignButton(tr("&Sign %1").arg(word));
    m_sign->setFixedWidth(px(144));
    footRow()->addSpacing(px(24));
    addAct(m_sign, u"signButton"_s, tr("Sign %1").arg(word));
}

void SignDialog::orderTabs()
{
    QList<QWidget *> order;
    for (QCheckBox *box : m_changes->boxes())
        order.append(box);
    order +=
        QList<QWidget *>{m_meaning, m_reason, m_key->comboBox(), m_key->passphrase(), cancelButton(), m_sign, m_scroll};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void SignDialog::fit()
{
    QSize room = screen()->availableSize();
    if (parentWidget() && parentWidget()->window()->isVisible())
        room = room.boundedTo(parentWidget()->window()->size());
    const auto scaled = [](QSize size) { return QSize(px(size.width()), px(size.height())); };
    const auto fits = [&](QSize size) { return scaled(size).boundedTo(room) == scaled(size); };
    const auto *const chosen = std::ranges::find_if(sizes, fits);
    const QSize screenful = screen()->availableSize();
    setMinimumSize(scaled(smallest).boundedTo(screenful));
    resize(scaled(chosen == sizes.end() ? sizes.back() : *chosen).boundedTo(screenful));
}

} // namespace cutover::gui
