// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/postcutoverpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/refusallist.h"
#include "gui/statusbadge.h"
#include "models/words.h"

#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Row;

namespace {

/// Its title in a narrow card; the whole is its tooltip.
QString shortTitle(const Row &row)
{
    switch (row.id) {
    case CriterionId::SmokeTests:
        return PostCutoverPanel::tr("Smoke tests");
    case CriterionId::LatencyAfter:
        return PostCutoverPanel::tr("P50, P99");
    case CriterionId::ErrorRateAfter:
        return PostCutoverPanel::tr("Error rate");
    case CriterionId::EvidenceAfter:
        return PostCutoverPanel::tr("Evidence");
    default:
        return domain::criterion(row.id).title;
    }
}

QString valueOf(const Row &row)
{
    if (row.status == domain::Status::NotRun)
        return {};
    if (row.isGo())
        return models::observedCell(row);
    return row.measures.isEmpty() ? models::rowReason(row) : models::rowArithmetic(row);
}

} // namespace

PostCutoverPanel::PostCutoverPanel(session::Session &session, QWidget *parent)
    : Card(tr("Post-cutover checks"), parent)
    , m_session(session)
    , m_grid(new QGridLayout)
    , m_offer(textLabel({}, 13, Tone::Nogo, QFont::DemiBold))
    , m_output(new ElidedLabel({}, 12, Tone::Text2))
    , m_run(newButton(u"postCutoverButton"_s, {}))
    , m_refusals(new RefusalList)
{
    setObjectName(u"postCutoverPanel"_s);
    m_offer->setObjectName(u"abortOfferLabel"_s);
    m_output->setAccessibleName(tr("Last line of the smoke tests"));
    build();
    connect(m_run, &QPushButton::clicked, this, &PostCutoverPanel::press);
    connect(&session, &session::Session::smokeOutput, this, [this](const QByteArray &chunk) {
        const auto lines = QString::fromUtf8(chunk).split(u'\n', Qt::SkipEmptyParts);
        if (!lines.isEmpty())
            m_lastOutput = models::oneLine(lines.last().trimmed());
        refresh();
    });
    connect(&session, &session::Session::changed, this, &PostCutoverPanel::refresh);
    refresh();
}

void PostCutoverPanel::build()
{
    m_grid->setHorizontalSpacing(px(10));
    m_grid->setVerticalSpacing(px(5));
    m_grid->setColumnStretch(2, 1);
    body()->addWidget(m_offer);
    body()->addLayout(m_grid);
    body()->addWidget(m_output);
    body()->addWidget(m_run, 0, Qt::AlignLeft);
    body()->addWidget(m_refusals);
}

void PostCutoverPanel::setCompact(bool compact)
{
    m_refusals->setCompact(compact);
    m_grid->setVerticalSpacing(px(compact ? 3 : 5));
}

void PostCutoverPanel::addLine()
{
    const int row = static_cast<int>(m_lines.size());
    Line line{new StatusBadge, new ElidedLabel({}, 13, Tone::Text, QFont::DemiBold), new ElidedLabel({}, 12)};
    line.title->setElideMode(Qt::ElideNone);
    m_grid->addWidget(line.mark, row, 0);
    m_grid->addWidget(line.title, row, 1);
    m_grid->addWidget(line.value, row, 2);
    m_lines.append(line);
}

void PostCutoverPanel::refresh()
{
    const auto &view = m_session.view();
    const auto &rows = view.closingRows;
    while (m_lines.size() < rows.size())
        addLine();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        auto &line = m_lines[i];
        const bool isShown = i < rows.size();
        for (QWidget *widget : std::initializer_list<QWidget *>{line.mark, line.title, line.value})
            widget->setVisible(isShown);
        if (!isShown)
            continue;
        const auto &row = rows.at(i);
        auto badge = Badge::of(row.status, models::statusWord(row.status));
        badge.pill = !row.isGo();
        line.mark->setBadge(badge);
        line.title->setText(shortTitle(row));
        setPlainToolTip(line.title, domain::criterion(row.id).title);
        line.value->setText(valueOf(row));
        line.value->setTone(row.isGo() || row.status == domain::Status::NotRun ? Tone::Text2 : Tone::Nogo);
    }
    const auto smoke = std::ranges::find(rows, CriterionId::SmokeTests, &Row::id);
    const bool isFailed = smoke != rows.end() && smoke->status != domain::Status::Go &&
                          smoke->status != domain::Status::NotRun && !view.postCutoverRunning;
    m_offer->setVisible(isFailed);
    m_offer->setText(tr("The smoke tests failed. Abort first: Abort rollout at the top right, or "
                        "Ctrl+Shift+Backspace. Else run them again, or name it as a deviation."));
    setEdge(isFailed ? std::optional(Tone::Nogo) : std::nullopt);
    const auto go = std::ranges::count_if(rows, &Row::isGo);
    setMeta(view.postCutoverRunning ? tr("running")
            : rows.isEmpty()        ? QString()
                                    : tr("%1 of %2 Go").arg(go).arg(rows.size()),
            go == rows.size() ? Tone::Go : Tone::Text2);
    m_output->setText(m_lastOutput);
    m_output->setVisible(view.postCutoverRunning && !m_lastOutput.isEmpty());
    refreshButton();
}

void PostCutoverPanel::refreshButton()
{
    const auto &view = m_session.view();
    const bool isOpen = view.phase == domain::Phase::PostCutover;
    m_run->setText(view.postCutoverRunning ? tr("Cancel") : tr("Run post-cutover checks"));
    m_run->setAccessibleName(view.postCutoverRunning ? tr("Cancel the post-cutover checks")
                                                     : tr("Run post-cutover checks"));
    m_run->setEnabled(isOpen || view.postCutoverRunning);
    QList<RefusalLine> lines;
    if (!m_run->isEnabled())
        lines.append({tr("The hold at 100\u00a0% has %1 left.")
                          .arg(countdownText(view.stages.isEmpty() ? 0 : view.stages.last().holdRemainingMs)),
                      u"post_cutover_early"_s});
    if (!m_failure.isEmpty())
        lines.append({m_failure, {}});
    m_refusals->setRefusals(lines);
    setPlainToolTip(m_run, m_refusals->asText());
}

void PostCutoverPanel::press()
{
    if (m_session.view().postCutoverRunning)
        return m_session.cancelPostCutover();
    m_failure.clear();
    m_lastOutput.clear();
    m_session.postCutover(this, [this](const session::Result<session::PostCutover> &result) {
        m_failure = result ? QString() : models::failureText(result.error());
        refresh();
    });
    refresh();
}

} // namespace cutover::gui
