// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/promotionpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/refusallist.h"
#include "models/words.h"
#include "models/wordspromotion.h"
#include "process/commandline.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int armedMs = 30'000;

QPushButton *button(const QString &name, ButtonLook look)
{
    auto *made = new QPushButton;
    made->setObjectName(name);
    made->setAutoDefault(false);
    setLook(made, look);
    return made;
}

QList<RefusalLine> linesOf(const domain::Refusals &refusals)
{
    QList<RefusalLine> lines;
    for (const auto &refusal : refusals)
        lines.append({models::refusalText(refusal), domain::refusalName(refusal)});
    return lines;
}

} // namespace

PromotionPanel::PromotionPanel(session::Session &session, QWidget *parent)
    : Card({}, parent)
    , m_session(session)
    , m_pages(new QStackedWidget)
    , m_pause(button(u"pauseButton"_s, ButtonLook::Plain))
    , m_resumeBy(new QLineEdit)
{
    setObjectName(u"promotionPanel"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_resumeBy->setObjectName(u"resumeByLineEdit"_s);
    m_resumeBy->setPlaceholderText(tr("Your name, to resume"));
    m_resumeBy->setAccessibleName(tr("Who resumes the line"));
    m_pages->addWidget(makeWaitingPage());
    m_pages->addWidget(makeArmedPage());
    m_pages->addWidget(makePromotingPage());
    addTitleWidget(m_resumeBy);
    addTitleWidget(m_pause);
    body()->addWidget(m_pages);
    m_disarm.setSingleShot(true);
    m_disarm.setInterval(armedMs);
    connect(&m_disarm, &QTimer::timeout, this, [this] { disarm(tr("Disarmed after 30 s.")); });
    connect(m_pause, &QPushButton::clicked, this, &PromotionPanel::togglePause);
    connect(m_resumeBy, &QLineEdit::textChanged, this, &PromotionPanel::refresh);
    connect(&m_session, &session::Session::stageOutput, this, [this](const QByteArray &chunk) {
        const auto lines = QString::fromUtf8(chunk).split(u'\n', Qt::SkipEmptyParts);
        if (!lines.isEmpty())
            m_output->setText(lines.last().trimmed());
    });
    connect(&m_session, &session::Session::changed, this, &PromotionPanel::refresh);
    refresh();
}

QWidget *PromotionPanel::makeWaitingPage()
{
    auto *page = new QWidget;
    m_follows = textLabel({}, 12, Tone::Text2);
    m_promote = button(u"promoteButton"_s, ButtonLook::Primary);
    m_refusals = new RefusalList;
    m_failed = textLabel({}, 12, Tone::Nogo, QFont::DemiBold);
    m_failed->setObjectName(u"failedPromotionLabel"_s);
    m_answer = textLabel({}, 12, Tone::Nogo);
    m_waiting = new QGridLayout(page);
    m_waiting->setContentsMargins(0, 0, 0, 0);
    m_waiting->setHorizontalSpacing(px(12));
    // The right part stays empty without refusals: there the confirming button will be, and a double click on the first
    // must not reach it.
    m_waiting->setColumnStretch(0, 2);
    m_waiting->setColumnStretch(1, 3);
    m_reasons = new QWidget;
    auto *refusals = new QVBoxLayout(m_reasons);
    refusals->setContentsMargins(0, 0, 0, 0);
    refusals->addWidget(m_refusals);
    refusals->addStretch();
    placeWaiting(false);
    connect(m_promote, &QPushButton::clicked, this, &PromotionPanel::arm);
    return page;
}

QWidget *PromotionPanel::makeArmedPage()
{
    auto *page = new QWidget;
    m_facts = textLabel({}, 12, Tone::Text2);
    m_command = textLabel({}, 12, Tone::Text);
    m_command->setFont(Appearance::instance().monoFont(12));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notYet = button(u"notYetButton"_s, ButtonLook::Plain);
    m_notYet->setText(tr("Not yet"));
    m_notYet->setAccessibleName(tr("Not yet: disarm the promotion"));
    m_confirm = button(u"confirmPromoteButton"_s, ButtonLook::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_notYet, 2);
    buttons->addStretch(1);
    buttons->addWidget(m_confirm, 2);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_facts);
    column->addWidget(m_command);
    column->addStretch();
    column->addLayout(buttons);
    connect(m_notYet, &QPushButton::clicked, this, [this] { disarm({}); });
    connect(m_confirm, &QPushButton::clicked, this, &PromotionPanel::promote);
    return page;
}

QWidget *PromotionPanel::makePromotingPage()
{
    auto *page = new QWidget;
    m_progress = textLabel({}, 13, Tone::Text, QFont::DemiBold);
    m_output = new ElidedLabel({}, 12, Tone::Text2);
    m_output->setAccessibleName(tr("Last line of the stage command"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_progress);
    column->addWidget(m_output);
    column->addStretch();
    return page;
}

/// Refusals beside the button, or over it in all the width of a narrow panel: there they need fewer lines.
void PromotionPanel::placeWaiting(bool compact)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_follows, m_failed, m_answer, m_reasons, m_promote})
        m_waiting->removeWidget(part);
    const int width = compact ? 2 : 1;
    m_waiting->addWidget(m_follows, 0, 0, 1, width);
    m_waiting->addWidget(m_failed, 1, 0, 1, width);
    m_waiting->addWidget(m_answer, 2, 0, 1, width);
    m_waiting->addWidget(m_reasons, compact ? 3 : 0, compact ? 0 : 1, compact ? 1 : 5, width);
    m_waiting->addWidget(m_promote, 4, 0, Qt::AlignBottom);
    m_waiting->setRowStretch(3, 1);
    m_waiting->setVerticalSpacing(px(6));
}

void PromotionPanel::setCompact(bool compact)
{
    placeWaiting(compact);
    setTight(compact);
    setLook(m_pause, compact ? ButtonLook::Small : ButtonLook::Plain);
    m_follows->setVisible(!compact); // the plan says it
    m_refusals->setCompact(compact);
}

const session::StageView *PromotionPanel::next() const
{
    const auto &stages = m_session.view().stages;
    const auto found = std::ranges::find_if_not(stages, domain::isReached, &session::StageView::state);
    return found == stages.end() ? nullptr : &*found;
}

void PromotionPanel::refresh()
{
    const auto &view = m_session.view();
    const bool paused = view.rollout.pause.has_value();
    m_pause->setText(paused ? tr("Resume the line") : tr("Pause the line"));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setVisible(m_mode != Mode::Armed);
    m_resumeBy->setVisible(paused && m_mode != Mode::Armed);
    m_pause->setEnabled(!paused || !m_resumeBy->text().trimmed().isEmpty());
    setPlainToolTip(m_pause, m_pause->isEnabled() ? QString() : tr("A named person lifts a pause: give your name."));
    // Only the page that is shown asks for room; the panel stands on the column's foot and grows upwards.
    for (int i = 0; i < m_pages->count(); ++i)
        m_pages->widget(i)->setSizePolicy(QSizePolicy::Preferred, i == static_cast<int>(m_mode) ? QSizePolicy::Preferred
                                                                                                : QSizePolicy::Ignored);
    switch (m_mode) {
    case Mode::Waiting:
        refreshWaiting();
        break;
    case Mode::Armed:
        refreshArmed();
        break;
    case Mode::Promoting:
        m_progress->setText(tr("Promoting to %1\u00a0%, %2 s. Abort stays one press away.")
                                .arg(m_percent)
                                .arg(m_promotingSince.elapsed() / 1000));
        break;
    }
    m_pages->setCurrentIndex(static_cast<int>(m_mode));
    setEdge(m_mode == Mode::Waiting ? std::nullopt : std::optional(Tone::Accent));
}

void PromotionPanel::refreshWaiting()
{
    const auto *stage = next();
    m_promote->setVisible(stage);
    m_answer->setVisible(!m_answer->text().isEmpty());
    const QString failed = models::failedPromotionText(m_session.view().rollout);
    m_failed->setText(failed + u'.');
    m_failed->setVisible(!failed.isEmpty());
    setMeta({});
    if (!stage) {
        setTitle(m_session.view().stages.isEmpty() ? tr("Promotion") : tr("Every stage is promoted"));
        m_follows->setText(tr("Post-cutover checks and closing come next."));
        m_refusals->setRefusals({});
        return;
    }
    setTitle(tr("Promotion to %1\u00a0%").arg(stage->plan.percent));
    const QString hold = models::valueText(static_cast<double>(stage->plan.holdS), domain::Unit::Seconds);
    // Beside what failed there is room for one line only.
    m_follows->setText(
        failed.isEmpty()
            ? tr("The next stage in order. Then a hold of %1, served while the watcher is armed.").arg(hold)
            : tr("Then a hold of %1.").arg(hold));
    m_promote->setText(tr("Promote to %1\u00a0%…").arg(stage->plan.percent));
    m_promote->setEnabled(stage->promotable);
    const auto reasons = stage->refusals.size();
    m_refusals->setHeading(reasons == 1 ? tr("Refused now, for 1 reason:")
                                        : tr("Refused now, for %1 reasons:").arg(reasons));
    m_refusals->setRefusals(linesOf(stage->refusals));
    const QString why = m_refusals->asText();
    setPlainToolTip(m_promote, why);
    m_promote->setAccessibleName(stage->promotable
                                     ? tr("Promote to %1 per cent").arg(stage->plan.percent)
                                     : tr("Promote to %1 per cent, refused: %2").arg(stage->plan.percent).arg(why));
}

void PromotionPanel::refreshArmed()
{
    const auto *stage = next();
    const auto &view = m_session.view();
    if (!stage || stage->plan.percent != m_percent)
        return disarm(tr("Disarmed: another stage comes next now."));
    if (!stage->promotable)
        return disarm(tr("Disarmed: %1")
                          .arg(stage->refusals.isEmpty() ? tr("something else is under way.")
                                                         : models::refusalText(stage->refusals.first())));
    if ((view.decision ? view.decision->id : QString()) != m_decisionWhenArmed)
        return disarm(tr("Disarmed: another decision was signed."));
    setMeta(tr("disarms in %1 s").arg((m_disarm.remainingTime() + 999) / 1000), Tone::Text2);
}

void PromotionPanel::arm()
{
    const auto *stage = next();
    if (!stage || !stage->promotable)
        return;
    const auto &view = m_session.view();
    m_percent = stage->plan.percent;
    m_decisionWhenArmed = view.decision ? view.decision->id : QString();
    m_answer->clear();
    const auto *present = view.rollout.present();
    setTitle(tr("Promote %1\u00a0% → %2\u00a0%?").arg(present ? present->plan.percent : 0).arg(m_percent));
    const auto &breaker = view.rows[static_cast<std::size_t>(domain::CriterionId::Readyz)];
    m_facts->setText(
        tr("%1 on %2. Then a hold of %3.\nReadyz, integrity, breaker and promotion mode: Go, judged %4 ago; "
           "they are run again before the command starts.")
            .arg(view.profile.version, view.profile.environment, countdownText(stage->plan.holdS * 1000),
                 models::ageText(breaker.measuredAt.secsTo(m_session.now()))));
    const auto arguments =
        process::renderCommand(view.profile.stageCommand, {{u"stage"_s, QString::number(m_percent)}});
    m_command->setText(arguments                             ? process::displayCommand(*arguments)
                       : view.profile.stageCommand.isEmpty() ? tr("The console writes the stage file itself.")
                                                             : QString());
    m_confirm->setText(tr("Promote to %1\u00a0% now").arg(m_percent));
    m_confirm->setAccessibleName(tr("Promote to %1 per cent now").arg(m_percent));
    m_mode = Mode::Armed;
    m_disarm.start();
    refresh();
    m_notYet->setFocus();
}

void PromotionPanel::disarm(const QString &why)
{
    if (m_mode != Mode::Armed)
        return;
    m_disarm.stop();
    m_mode = Mode::Waiting;
    m_answer->setTone(Tone::Warn);
    m_answer->setText(why);
    refresh();
}

void PromotionPanel::promote()
{
    m_disarm.stop();
    m_mode = Mode::Promoting;
    setTitle(tr("Promoting to %1\u00a0%").arg(m_percent));
    m_output->clear();
    m_promotingSince.start();
    refresh();
    m_session.promote(m_percent, this,
                      [this](const session::Result<session::Promoted> &promoted) { onPromoted(promoted); });
}

void PromotionPanel::onPromoted(const session::Result<session::Promoted> &promoted)
{
    m_mode = Mode::Waiting;
    m_answer->setTone(Tone::Nogo);
    if (!promoted)
        m_answer->setText(models::failureText(promoted.error()));
    else if (promoted->done)
        m_answer->clear();
    else if (!promoted->refusals.isEmpty())
        m_answer->setText(tr("Refused: %1").arg(models::refusalText(promoted->refusals.first())));
    else
        m_answer->setText(tr("The command ended with exit code %1; %2. Nothing is promoted.")
                              .arg(QString::number(promoted->exitCode), models::stageFileText(promoted->desiredStage)));
    refresh();
}

void PromotionPanel::togglePause()
{
    const auto done = [this](const session::Result<qint64> &entry) {
        m_resumeBy->clear();
        if (!entry) {
            m_answer->setTone(Tone::Nogo);
            m_answer->setText(models::failureText(entry.error()));
        }
    };
    if (m_session.view().rollout.pause)
        m_session.resume(m_resumeBy->text().trimmed(), this, done);
    else
        m_session.pause({}, this, done);
}

void PromotionPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isArmed())
        return disarm({});
    Card::keyPressEvent(event);
}

} // namespace cutover::gui
