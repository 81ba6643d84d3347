// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ceremonywindow.h"

#include "gui/appearance.h"
#include "gui/ceremonylist.h"
#include "gui/ceremonypoll.h"
#include "gui/ceremonystart.h"
#include "gui/ceremonysummary.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::DecisionKind;

namespace {

constexpr int putMs = 400; ///< longer than a double press

/// The row before or after in the order in which they are read out.
std::optional<CriterionId> neighbour(CriterionId row, int step)
{
    const auto polled = domain::polledSet();
    const auto at = std::ranges::find(polled, row) - polled.begin() + step;
    return at >= 0 && at < std::ssize(polled) ? std::optional(polled[static_cast<std::size_t>(at)]) : std::nullopt;
}

} // namespace

CeremonyWindow::CeremonyWindow(session::Session &session, QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_session(session)
    , m_scale(this)
{
    setObjectName(u"ceremonyWindow"_s);
    setWindowTitle(tr("Go/No-Go poll"));
    setAccessibleName(windowTitle());
    setFocusPolicy(Qt::StrongFocus);
    build();
    m_put.setSingleShot(true);
    m_put.setInterval(putMs);
    connect(&m_put, &QTimer::timeout, this, &CeremonyWindow::refreshPage);
    connect(&session, &session::Session::changed, this, &CeremonyWindow::refresh);
    connect(&m_second, &QTimer::timeout, this, &CeremonyWindow::refresh);
    m_second.start(1000);
    refresh();
}

CeremonyWindow::~CeremonyWindow() = default;

void CeremonyWindow::build()
{
    m_list = new CeremonyList(m_scale);
    m_start = new CeremonyStart(m_scale);
    m_poll = new CeremonyPoll(m_scale);
    m_summary = new CeremonySummary(m_scale);
    m_pages = new QStackedWidget;
    for (QWidget *page :
         {static_cast<QWidget *>(m_start), static_cast<QWidget *>(m_poll), static_cast<QWidget *>(m_summary)})
        m_pages->addWidget(page);
    m_head = newHead();
    m_foot = newFoot();
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(m_pages, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->setSizeConstraint(QLayout::SetNoConstraint); // what is in it follows the size, not the reverse
    column->addWidget(m_head);
    column->addLayout(middle, 1);
    column->addWidget(m_foot);
    m_scale.follow(this, [this] {
        m_head->setFixedHeight(m_scale.px(128));
        m_foot->setFixedHeight(m_scale.px(76));
        m_list->setFixedWidth(m_scale.px(800));
        update();
    });
    follow();
}

QWidget *CeremonyWindow::newHead()
{
    auto *head = new QWidget;
    auto *title = m_scale.newLabel(u"ceremonyTitleLabel"_s, 40, Tone::Text, QFont::Bold);
    title->setText(tr("Go/No-Go poll"));
    m_place = m_scale.newLabel(u"ceremonyPlaceLabel"_s, 22, Tone::Text2);
    m_tally = m_scale.newLabel(u"tallyLabel"_s, 24, Tone::Text2, QFont::DemiBold);
    m_target = m_scale.newLabel(u"targetLabel"_s, 22, Tone::Text2);
    m_countdown = m_scale.newLabel(u"ceremonyCountdownLabel"_s, 56, Tone::Text, QFont::DemiBold);
    for (auto *label : {m_tally, m_target, m_countdown}) {
        label->setElideMode(Qt::ElideNone);
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    const auto pair = [this](ElidedLabel *first, ElidedLabel *second) {
        auto *lines = new QVBoxLayout;
        m_scale.setMargins(lines, 0, 0, 0, 0, 2);
        lines->addStretch(1);
        lines->addWidget(first);
        lines->addWidget(second);
        lines->addStretch(1);
        return lines;
    };
    auto *row = new QHBoxLayout(head);
    m_scale.setMargins(row, 48, 0, 48, 0, 48);
    row->addLayout(pair(title, m_place), 1);
    row->addLayout(pair(m_tally, m_target));
    row->addWidget(m_countdown);
    return head;
}

QWidget *CeremonyWindow::newFoot()
{
    auto *foot = new QWidget;
    m_count = m_scale.newLabel(u"signatureCountLabel"_s, 22, Tone::Text, QFont::DemiBold);
    m_clock = m_scale.newLabel(u"ceremonyClockLabel"_s, 24, Tone::Text, QFont::DemiBold);
    auto *leave = m_scale.newLabel({}, 18, Tone::Text2);
    leave->setText(tr("Left goes back; Esc leaves, nothing is lost"));
    for (auto *label : {m_count, m_clock, leave})
        label->setElideMode(Qt::ElideNone);
    m_signatures = new QHBoxLayout;
    m_scale.setMargins(m_signatures, 0, 0, 0, 0, 40);
    auto *row = new QHBoxLayout(foot);
    m_scale.setMargins(row, 48, 0, 48, 0, 40);
    row->addWidget(m_count);
    row->addLayout(m_signatures, 1);
    row->addWidget(m_clock);
    row->addWidget(leave);
    return foot;
}

void CeremonyWindow::addKey(int key, void (CeremonyWindow::*act)())
{
    auto *shortcut = new QShortcut(QKeySequence(key), this);
    shortcut->setAutoRepeat(false); // a key held down would answer for every station
    connect(shortcut, &QShortcut::activated, this, act);
}

void CeremonyWindow::follow()
{
    addKey(Qt::Key_G, &CeremonyWindow::sayGo);
    addKey(Qt::Key_N, &CeremonyWindow::sayNoGo);
    addKey(Qt::Key_Left, &CeremonyWindow::goBack);
    addKey(Qt::Key_Right, &CeremonyWindow::goOn);
    connect(m_poll, &CeremonyPoll::answered, this, &CeremonyWindow::say);
    connect(m_poll, &CeremonyPoll::named, this, [this] { setFocus(); });
    connect(m_start, &CeremonyStart::runPressed, this, [this] { m_session.runChecks(session::Session::liveRows()); });
    connect(m_start, &CeremonyStart::beginPressed, this, &CeremonyWindow::begin);
    connect(m_summary, &CeremonySummary::signPressed, this, &CeremonyWindow::sign);
    connect(m_summary, &CeremonySummary::afreshPressed, this, [this] {
        m_isAfresh = true;
        refresh();
    });
}

void CeremonyWindow::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    m_scale.setSize(event->size());
}

void CeremonyWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &colours = theme();
    painter.fillRect(rect(), colours.win);
    painter.fillRect(m_pages->geometry(), colours.surface);
    painter.fillRect(0, m_head->height() - 1, width(), 1, colours.line);
    painter.fillRect(0, m_foot->y(), width(), 1, colours.line);
}

std::optional<CriterionId> CeremonyWindow::asked() const
{
    if (m_revisited)
        return m_revisited;
    const auto &ceremony = m_session.view().ceremony;
    return m_page == CeremonyPage::Poll && ceremony ? ceremony->next() : std::nullopt;
}

void CeremonyWindow::refresh()
{
    const auto now = m_session.now();
    const auto page = ceremonyPage(m_session.view(), now, m_isAfresh);
    if (page == CeremonyPage::Empty || page == CeremonyPage::Begin || m_session.view().ceremony->isOver)
        m_revisited.reset();
    showPage(m_revisited ? CeremonyPage::Poll : page);
    if (const auto row = asked(); row != m_lastAsked) {
        m_lastAsked = row;
        m_askedAt = now;
        m_failure.clear();
        m_put.start();
    }
    refreshHead();
    refreshFoot();
    m_list->showView(m_session.view(), shownPoll(m_session.view(), m_page), asked());
    refreshPage();
}

void CeremonyWindow::showPage(CeremonyPage page)
{
    if (page == m_page && m_isShown)
        return;
    m_page = page;
    m_isShown = true;
    QWidget *shown = page == CeremonyPage::Poll      ? static_cast<QWidget *>(m_poll)
                     : page == CeremonyPage::Summary ? static_cast<QWidget *>(m_summary)
                                                     : m_start;
    m_pages->setCurrentWidget(shown);
    // Keys are the room's, not a button's; only the presider's name is asked for.
    if (page == CeremonyPage::Begin)
        m_start->takeFocus();
    else
        setFocus();
}

void CeremonyWindow::refreshHead()
{
    const auto &view = m_session.view();
    QStringList place{view.profile.environment, view.profile.version};
    if (!view.profile.change.isEmpty())
        place.append(tr("change %1").arg(view.profile.change));
    m_place->setText(place.join(u" · "_s));
    const auto tally = ceremonyTally(shownPoll(view, m_page));
    m_tally->setText(tally.word);
    m_tally->setTone(tally.tone);
    m_target->setText(targetText(view.profile));
    m_countdown->setText(openingCountdown(view.profile, m_session.now()));
    m_countdown->setAccessibleName(tr("Until GO opens: %1").arg(m_countdown->text()));
}

void CeremonyWindow::refreshFoot()
{
    m_clock->setText(clockText(m_session.now()));
    const auto signatures = ceremonySignatures(m_session.view(), m_session.now(), m_page);
    if (signatures == m_shownSignatures)
        return;
    m_shownSignatures = signatures;
    m_count->setText(signatures.count);
    while (QLayoutItem *item = m_signatures->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &line : signatures.lines) {
        auto *mark = new RoomMark(m_scale, 20, 22, QFont::Normal);
        mark->setStatus(line);
        mark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        setPlainToolTip(mark, line.word);
        m_signatures->addWidget(mark, 1);
    }
    if (signatures.lines.isEmpty())
        m_signatures->addStretch(1);
}

void CeremonyWindow::refreshPage()
{
    const auto &view = m_session.view();
    switch (m_page) {
    case CeremonyPage::Empty:
        return m_start->showView(view, ceremonyObstacle(view), m_failure);
    case CeremonyPage::Begin:
        return m_start->showView(view, {}, m_failure);
    case CeremonyPage::Poll:
        if (const auto row = asked())
            m_poll->showView(view, {*row, m_askedAt, m_session.now(), isBusy() || m_put.isActive(), m_failure});
        return;
    case CeremonyPage::Summary: {
        const bool hasKey = !m_session.keys().list().isEmpty();
        return m_summary->showView(view, m_session.now(), hasKey, m_failure);
    }
    }
}

/// What is in the ledger is shown a look later: in between a second press would answer the same row again.
bool CeremonyWindow::isBusy() const
{
    return m_isBusy || m_entered >= m_session.view().ledger.size;
}

/// One act at a time; what is refused stands beside the question.
template <typename Act>
void CeremonyWindow::perform(Act verb, std::function<void()> then)
{
    if (isBusy())
        return;
    // A button that is disabled hands its focus on, to the name maybe, and the next G would be a letter of it.
    if (m_page == CeremonyPage::Poll)
        setFocus();
    m_isBusy = true;
    m_failure.clear();
    refreshPage();
    verb([this, then = std::move(then)](const session::Result<qint64> &entry) {
        m_isBusy = false;
        m_failure = entry ? QString() : models::failureText(entry.error());
        if (entry) {
            m_entered = *entry;
            then();
        }
        refresh();
    });
}

void CeremonyWindow::begin(const QString &presider)
{
    perform([this, presider](auto done) { m_session.beginCeremony(presider, this, done); },
            [this] { m_isAfresh = false; });
}

void CeremonyWindow::say(bool go)
{
    const auto row = asked();
    if (m_page != CeremonyPage::Poll || !row || !(go ? m_poll->canGo() : m_poll->canNoGo()))
        return;
    perform([this, row, go](auto done) { m_session.answerCeremony(*row, go, m_poll->answerer(), this, done); },
            [this] { m_revisited.reset(); });
}

void CeremonyWindow::goBack()
{
    const auto &ceremony = m_session.view().ceremony;
    if (isBusy() || !ceremony || ceremony->isOver)
        return;
    if (m_page == CeremonyPage::Summary)
        ask(domain::polledSet().back());
    else if (const auto row = asked(); row && m_page == CeremonyPage::Poll)
        ask(neighbour(*row, -1).value_or(*row));
}

void CeremonyWindow::goOn()
{
    if (isBusy() || !m_revisited)
        return;
    const auto &ceremony = m_session.view().ceremony;
    const auto row = neighbour(*m_revisited, 1);
    ask(row && ceremony && ceremony->last(*row) ? row : std::nullopt);
}

void CeremonyWindow::ask(std::optional<CriterionId> row)
{
    const auto &ceremony = m_session.view().ceremony;
    m_revisited = ceremony && row == ceremony->next() ? std::nullopt : row;
    m_failure.clear();
    refresh();
}

void CeremonyWindow::sign(DecisionKind kind)
{
    perform([this](auto done) { m_session.endCeremony(this, done); }, [this, kind] { Q_EMIT signPressed(kind); });
}

} // namespace cutover::gui
