// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rehearsalwindow.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/outputwindow.h"
#include "gui/shapemark.h"
#include "models/words.h"
#include "models/wordsrehearsal.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double windowWidth = 720;
constexpr double outputHeight = 96;
constexpr int outputLines = 500;

/// What the checklist asks a rehearsal for.
bool isAskedFor(int percent)
{
    return percent == 25 || percent == 50 || percent == 0;
}

} // namespace

RehearsalWindow::RehearsalWindow(session::Session &session, QWidget *parent)
    : FormDialog(u"rehearsalWindow"_s, tr("Rehearse the rollout"), new ShapeMark(Shape::Play, Tone::Text2, 28), parent)
    , m_session(session)
{
    setWindowModality(Qt::NonModal);
    build();
    connect(m_start, &QPushButton::clicked, this, &RehearsalWindow::rehearse);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_isStopping = true;
        m_session.cancelRehearsal();
        refresh();
    });
    connect(&session, &session::Session::rehearsalProgressed, this, &RehearsalWindow::onProgress);
    connect(&session, &session::Session::rehearsalOutput, this, &RehearsalWindow::takeOutput);
    refresh();
    m_lines.first().wanted->setFocus();
}

RehearsalWindow::~RehearsalWindow() = default;

void RehearsalWindow::build()
{
    setFixedWidth(px(windowWidth));
    setReadyMark(Shape::Play, Tone::Text2);
    setMiddle(newMiddle());
    setHint(tr("The criterion asks for 25 %, 50 % and the abort drill."));
    cancelButton()->setText(tr("Close"));
    cancelButton()->setAccessibleName(tr("Close this window; a rehearsal that runs goes on"));
    m_stop = newButton(u"stopRehearsalButton"_s, tr("&Stop"));
    m_stop->setAccessibleName(tr("Stop the rehearsal and set its stage file back"));
    footRow()->addWidget(m_stop);
    m_start = new QPushButton(tr("&Rehearse"));
    setLook(m_start, ButtonLook::Primary);
    addAct(m_start, u"rehearseButton"_s, tr("Rehearse the chosen steps"));
    setTabOrder(cancelButton(), m_stop);
    setTabOrder(m_stop, m_start);
}

QWidget *RehearsalWindow::newMiddle()
{
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(px(24), px(16), px(24), px(16));
    column->setSpacing(px(16));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(px(12));
    grid->setVerticalSpacing(px(8));
    grid->setColumnMinimumWidth(0, px(120));
    grid->setColumnStretch(2, 1);
    for (const auto &stage : m_session.view().profile.stages)
        addLine(*grid, stage.percent);
    addLine(*grid, 0);
    column->addLayout(grid);
    m_output = new QPlainTextEdit;
    m_output->setObjectName(u"rehearsalOutputPlainTextEdit"_s);
    m_output->setAccessibleName(tr("Output of the rehearsal’s commands"));
    m_output->setReadOnly(true);
    m_output->setTabChangesFocus(true);
    m_output->setMaximumBlockCount(outputLines);
    m_output->setFont(Appearance::instance().monoFont(11));
    m_output->setFixedHeight(px(outputHeight));
    m_output->hide();
    column->addWidget(m_output);
    column->addStretch(1);
    return middle;
}

void RehearsalWindow::addLine(QGridLayout &grid, int percent)
{
    Line line;
    line.percent = percent;
    line.wanted = new QCheckBox(percent > 0 ? tr("%1\u00a0%").arg(percent) : tr("Abort drill"));
    line.wanted->setObjectName(percent > 0 ? u"step%1CheckBox"_s.arg(percent) : u"abortDrillCheckBox"_s);
    line.wanted->setAccessibleName(percent > 0 ? tr("Rehearse the step to %1 per cent").arg(percent)
                                               : tr("Rehearse the abort at the end"));
    line.wanted->setChecked(isAskedFor(percent));
    line.mark = new ShapeMark(Shape::NotRun, Tone::Neutral, 16);
    line.words = new ElidedLabel({}, 13, Tone::Text2);
    line.words->setObjectName(percent > 0 ? u"step%1Label"_s.arg(percent) : u"abortDrillLabel"_s);
    const int row = static_cast<int>(m_lines.size());
    grid.addWidget(line.wanted, row, 0);
    grid.addWidget(line.mark, row, 1);
    grid.addWidget(line.words, row, 2);
    connect(line.wanted, &QCheckBox::toggled, this, [this, row] {
        sayPlan(m_lines[row]);
        refresh();
    });
    m_lines.append(line);
    sayPlan(m_lines.last());
}

void RehearsalWindow::sayPlan(Line &line)
{
    const qint64 holdS = m_session.view().profile.rehearsal.holdS;
    say(line, Shape::NotRun, Tone::Neutral,
        !line.wanted->isChecked() ? tr("Left out.")
        : line.percent > 0        ? tr("Promoted, held %1, validated.").arg(models::ageText(holdS))
                                  : tr("The abort command runs, and its value is read back."));
}

void RehearsalWindow::say(Line &line, gui::Shape shape, Tone tone, const QString &words)
{
    line.mark->setShape(shape, tone);
    line.words->setText(words);
    line.wanted->setAccessibleDescription(words);
}

session::RehearsalRequest RehearsalWindow::request() const
{
    session::RehearsalRequest wanted{{}, false};
    for (const auto &line : m_lines) {
        if (line.wanted->isChecked() && line.percent > 0)
            wanted.steps.append(line.percent);
        else if (line.wanted->isChecked())
            wanted.abortDrill = true;
    }
    return wanted;
}

void RehearsalWindow::rehearse()
{
    if (m_isRunning || request().steps.isEmpty())
        return;
    m_isRunning = true;
    m_failure.clear();
    m_result.clear();
    m_output->clear();
    for (auto &line : m_lines)
        say(line, Shape::NotRun, Tone::Neutral, line.wanted->isChecked() ? tr("Waits.") : tr("Left out."));
    refresh();
    m_session.rehearse(request(), this,
                       [this](const session::Result<domain::Rehearsal> &record) { onRehearsed(record); });
}

void RehearsalWindow::onProgress(const rollout::RehearsalProgress &progress)
{
    for (auto &line : m_lines) {
        if (line.percent == progress.percent) {
            say(line, Shape::Running, Tone::Accent, models::rehearsalProgressText(progress));
            return;
        }
        // What came before has passed, or the rehearsal would not go on; but setting back after a fault does.
        if (line.mark->shape() == Shape::Running && progress.percent > 0)
            say(line, Shape::Go, Tone::Go, tr("Passed."));
    }
}

void RehearsalWindow::onRehearsed(const session::Result<domain::Rehearsal> &record)
{
    m_isRunning = m_isStopping = false;
    if (record) {
        showRecord(*record);
    } else {
        m_failure = models::failureText(record.error());
        for (auto &line : m_lines)
            sayPlan(line);
    }
    refresh();
}

void RehearsalWindow::showRecord(const domain::Rehearsal &record)
{
    const auto of = [&record](int percent) -> std::optional<domain::RehearsalStep> {
        if (percent == 0)
            return record.abortDrill;
        const auto step = std::ranges::find(record.steps, percent, &domain::RehearsalStep::percent);
        return step == record.steps.end() ? std::nullopt : std::optional(*step);
    };
    for (auto &line : m_lines) {
        const auto step = of(line.percent);
        if (step)
            say(line, step->passed ? Shape::Go : Shape::NoGo, step->passed ? Tone::Go : Tone::Nogo,
                models::rehearsalStepText(*step));
        else
            say(line, Shape::NotRun, Tone::Neutral, line.wanted->isChecked() ? tr("Not reached.") : tr("Left out."));
    }
    if (record.passed())
        m_result = tr("The rehearsal passed. It is in the ledger, and in var/rehearsal/latest.json.");
    else
        m_failure = tr("The rehearsal failed. It is in the ledger, and in var/rehearsal/latest.json.");
}

void RehearsalWindow::takeOutput(const QByteArray &chunk)
{
    m_output->show();
    m_output->moveCursor(QTextCursor::End);
    m_output->insertPlainText(foldedText(plainText(chunk)));
    m_output->ensureCursorVisible();
}

void RehearsalWindow::refresh()
{
    const QString title = tr("Rehearse the rollout");
    setWindowTitle(m_isRunning ? u"REHEARSAL – "_s + title : title);
    setHead(windowTitle(),
            tr("On a stage file of its own, var/rehearsal/desired_stage.txt; production’s stays as it is."));
    const bool nothing = request().steps.isEmpty();
    if (m_isStopping)
        showLine(State::Working, tr("Stopping, and setting its stage file back."));
    else if (m_isRunning)
        showLine(State::Working, tr("Rehearsing. This window may be closed meanwhile."));
    else if (nothing)
        showLine(State::Missing, tr("No step is chosen."));
    else if (!m_failure.isEmpty())
        showLine(State::Failed, m_failure);
    else
        showLine(State::Ready, m_result.isEmpty() ? tr("Each step is held and validated as in production.") : m_result);
    for (auto &line : m_lines)
        line.wanted->setEnabled(!m_isRunning);
    m_start->setEnabled(!m_isRunning && !nothing);
    m_stop->setVisible(m_isRunning);
    m_stop->setEnabled(!m_isStopping);
}

} // namespace cutover::gui
