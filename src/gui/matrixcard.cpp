// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/matrixcard.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/matrixview.h"
#include "gui/statustally.h"
#include "models/matrixmodel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

MatrixCard::MatrixCard(QWidget *parent)
    : Card(tr("Go/No-Go matrix"), parent)
    , m_model(new models::MatrixModel(this))
    , m_view(new MatrixView)
    , m_tally(new StatusTally)
    , m_progress(new ElidedLabel({}, 12, Tone::Accent, QFont::DemiBold))
{
    setObjectName(u"matrixCard"_s);
    setFlush(true);
    m_progress->setObjectName(u"progressLabel"_s);
    m_view->setModel(m_model);
    m_runSelected = button(u"runSelectedButton"_s, tr("Run selected"), tr("Run the selected check (F5)"));
    m_runLive = button(u"runLiveButton"_s, tr("Run all"), tr("Run all live checks, without drills (Ctrl+R)"));
    m_runAll = button(u"runAllDrillsButton"_s, tr("Run all with drills"),
                      tr("Run all checks: live rows at once, drills after them, the dashboard last (Ctrl+Shift+R)"));
    m_cancel = button(u"cancelChecksButton"_s, tr("Cancel"), tr("Cancel the running checks (Ctrl+.)"));
    setLook(m_runAll, ButtonLook::Primary);
    // After the title; the stretch behind it keeps the buttons at the right end.
    titleRow()->insertWidget(1, m_tally);
    titleRow()->insertWidget(2, m_progress);
    for (QPushButton *shown : {m_runSelected, m_runLive, m_runAll, m_cancel})
        addTitleWidget(shown);
    titleRow()->setSpacing(px(8));
    body()->addWidget(m_view);
    setFocusProxy(m_view);
    connect(m_runSelected, &QPushButton::clicked, this, &MatrixCard::runSelectedPressed);
    connect(m_runLive, &QPushButton::clicked, this, &MatrixCard::runLivePressed);
    connect(m_runAll, &QPushButton::clicked, this, &MatrixCard::runAllPressed);
    connect(m_cancel, &QPushButton::clicked, this, &MatrixCard::cancelPressed);
    applyForm();
}

QPushButton *MatrixCard::button(const QString &objectName, const QString &text, const QString &says)
{
    auto *made = newButton(objectName, text);
    made->setToolTip(says);
    return made;
}

void MatrixCard::setForm(Form form, Size size)
{
    m_form = form;
    m_size = size;
    applyForm();
}

void MatrixCard::setPrimary(bool primary)
{
    setLook(m_runAll, primary ? ButtonLook::Primary : ButtonLook::Plain);
}

void MatrixCard::applyForm()
{
    const bool rollout = m_form == Form::Rollout;
    const bool compact = m_size == Size::Compact;
    m_view->setDensity(compact                ? MatrixView::Density::Compact
                       : m_size == Size::Wide ? MatrixView::Density::Wide
                       : rollout              ? MatrixView::Density::Rollout
                                              : MatrixView::Density::Roomy);
    m_runSelected->setVisible(!compact && !rollout);
    m_runAll->setVisible(!rollout && !m_running);
    m_runLive->setVisible(!m_running || !compact);
    m_runLive->setText(rollout ? tr("Run live rows") : tr("Run all"));
    m_runLive->setAccessibleName(m_runLive->text());
    m_cancel->setVisible(m_running);
    m_tally->setCompact(compact && m_running);
}

void MatrixCard::setRows(const std::array<domain::Row, domain::rowCount> &rows, const QDateTime &now)
{
    m_model->setRows(rows, now);
    m_tally->setRows(rows);
}

void MatrixCard::setProgress(bool running, int done, int total)
{
    m_progress->setText(running ? tr("%1 of %2 done").arg(done).arg(total) : QString());
    m_progress->setVisible(running);
    if (running == m_running)
        return;
    m_running = running;
    // A button that goes with the focus hands it to the table, never to a neighbour that would be pressed by mistake.
    const bool hadFocus = m_cancel->hasFocus() || m_runAll->hasFocus();
    applyForm();
    if (hadFocus)
        m_view->setFocus();
}

} // namespace cutover::gui
