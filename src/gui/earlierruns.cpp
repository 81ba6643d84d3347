// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/earlierruns.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "gui/statusbadge.h"
#include "models/words.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int s_shownRuns = 3;

} // namespace

EarlierRuns::EarlierRuns(session::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_grid(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(6));
    column->addWidget(textLabel(tr("Earlier runs"), 12, Tone::Text2, QFont::DemiBold));
    m_grid->setHorizontalSpacing(px(10));
    m_grid->setVerticalSpacing(px(6));
    m_grid->setColumnStretch(2, 1);
    column->addLayout(m_grid);
    hide();
}

void EarlierRuns::setWanted(bool wanted)
{
    m_isWanted = wanted;
    setVisible(wanted && m_grid->count() > 0);
}

void EarlierRuns::showRow(domain::CriterionId id)
{
    if (std::exchange(m_id, id) != id)
        clear();
    if (!m_session.view().ledger.open)
        return;
    m_session.earlierRuns(id, s_shownRuns + 1, this, [this, id](const session::Result<QList<domain::Row>> &runs) {
        if (runs && id == m_id)
            showRuns(runs->mid(1)); // the newest is the row itself
    });
}

void EarlierRuns::clear()
{
    while (auto *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    hide();
}

void EarlierRuns::showRuns(const QList<domain::Row> &runs)
{
    clear();
    for (int i = 0; i < runs.size(); ++i) {
        const auto &run = runs[i];
        auto *when = textLabel(QLocale::c().toString(run.measuredAt.toUTC(), u"d MMM HH:mm:ss"_s), 12, Tone::Text2);
        when->setWordWrap(false);
        auto *margin = new ElidedLabel(models::marginText(run), 12.5, Tone::Text2);
        margin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(new ShapeMark(statusShape(run.status), statusTone(run.status), 14), i, 0);
        m_grid->addWidget(when, i, 1);
        m_grid->addWidget(new ElidedLabel(models::observedCell(run), 12.5), i, 2);
        m_grid->addWidget(margin, i, 3);
    }
    setWanted(m_isWanted);
}

} // namespace cutover::gui
