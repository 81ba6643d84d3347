// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/formdialog.h"

#include "gui/appearance.h"
#include "gui/dialogband.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "gui/taborder.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;

FormDialog::FormDialog(const QString &objectName, const QString &title, ShapeMark *mark, QWidget *parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout(this))
    , m_title(new ElidedLabel(title, 20, Tone::Text, QFont::DemiBold))
    , m_subtitle(new ElidedLabel({}, 13, Tone::Text2))
    , m_mark(new ShapeMark(Shape::Refusal, Tone::Nogo, 16))
    , m_line(textLabel({}, 13, Tone::Text, QFont::DemiBold))
    , m_hint(textLabel({}, 12, Tone::Text2))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setObjectName(objectName);
    setWindowTitle(title);
    setWindowModality(Qt::WindowModal);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);

    auto *head = new DialogBand(DialogBand::Place::Head);
    m_headRow = head->row();
    auto *titles = new QVBoxLayout;
    titles->setSpacing(px(2));
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    m_headRow->addWidget(mark);
    m_headRow->addLayout(titles, 1);
    m_column->addWidget(head);

    auto *foot = new DialogBand(DialogBand::Place::Foot);
    m_footRow = foot->row();
    m_line->setObjectName(u"footLabel"_s);
    m_hint->setObjectName(u"footHintLabel"_s);
    m_hint->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(px(2));
    words->addWidget(m_line);
    words->addWidget(m_hint);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setAutoDefault(false);
    m_footRow->addWidget(m_mark);
    m_footRow->addLayout(words, 1);
    m_footRow->addWidget(m_cancel);
    m_column->addWidget(foot);
    connect(m_cancel, &QPushButton::clicked, this, &FormDialog::reject);
}

void FormDialog::setHead(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
}

void FormDialog::setMiddle(QWidget *middle)
{
    m_column->insertWidget(1, middle, 1);
    const auto order = focusOrder({middle, m_footRow->parentWidget()});
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void FormDialog::setReadyMark(Shape shape, Tone tone)
{
    m_readyShape = shape;
    m_readyTone = tone;
}

void FormDialog::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void FormDialog::fitHeight()
{
    m_column->activate();
    resize(width(), m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width()) : sizeHint().height());
}

void FormDialog::addAct(QPushButton *act, const QString &objectName, const QString &accessibleName)
{
    act->setObjectName(objectName);
    act->setAccessibleName(accessibleName);
    act->setAutoDefault(false);
    m_footRow->addWidget(act);
    setTabOrder(m_acts.isEmpty() ? m_cancel : m_acts.last(), act);
    m_acts.append(act);
}

void FormDialog::showLine(State state, const QString &line)
{
    switch (state) {
    case State::Missing:
        m_mark->setShape(Shape::Refusal, Tone::Nogo);
        break;
    case State::Ready:
        m_mark->setShape(m_readyShape, m_readyTone);
        break;
    case State::Working:
        m_mark->setShape(Shape::Running, Tone::Accent);
        break;
    case State::Failed:
        m_mark->setShape(Shape::Error, Tone::Nogo);
        break;
    }
    m_line->setText(line);
    for (auto *act : std::as_const(m_acts)) {
        setPlainToolTip(act, line);
    }
}

void FormDialog::setWorking(bool working)
{
    m_isWorking = working;
    m_cancel->setEnabled(!working);
    m_cancel->setToolTip(working ? tr("What has begun cannot be called back.") : QString());
}

void FormDialog::reject()
{
    // What has begun cannot be called back; saying so would be a lie.
    if (m_isWorking)
        return;
    forgetSecrets();
    QDialog::reject();
}

void FormDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // Enter after a passphrase is a habit; it goes on to the next field instead of throwing everything away.
    if (isEnter && qobject_cast<QLineEdit *>(focusWidget())) {
        focusNextChild();
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace cutover::gui
