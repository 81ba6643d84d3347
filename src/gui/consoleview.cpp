// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/consoleview.h"

#include "gui/alarms.h"
#include "gui/appearance.h"
#include "gui/closingpanel.h"
#include "gui/decisionpanel.h"
#include "gui/detailpanel.h"
#include "gui/happenedpanel.h"
#include "gui/matrixcard.h"
#include "gui/matrixview.h"
#include "gui/noticestrip.h"
#include "gui/phasefacts.h"
#include "gui/recoverypanel.h"
#include "gui/reportview.h"
#include "gui/rightcolumn.h"
#include "gui/taborder.h"
#include "models/matrixmodel.h"
#include "models/words.h"
#include "models/wordsrehearsal.h"
#include "session/rehearsalsight.h"

#include <QInputDialog>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;

namespace {

// Below this the roomy rows, header and charts no longer fit beside each other.
constexpr double s_roomyWidth = 1440;
constexpr double s_roomyHeight = 880;
constexpr double s_wideWidth = 2400;

/// As high at least as its wrapped words need at its width, which no splitter asks for.
class WholeHeight : public QWidget
{
protected:
    bool event(QEvent *event) override
    {
        const bool done = QWidget::event(event);
        if (layout() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
            setMinimumHeight(layout()->minimumHeightForWidth(width()));
        return done;
    }
};

} // namespace

ConsoleView::ConsoleView(session::Session &session, TellDesktop tellDesktop, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_alarms(new Alarms(this, std::move(tellDesktop)))
    , m_strip(new NoticeStrip(this))
    , m_header(new HeaderView(this))
    , m_rail(new PhaseRail(this))
    , m_body(new QSplitter(Qt::Horizontal, this))
    , m_left(new QSplitter(Qt::Vertical))
    , m_chartRow(new QWidget)
    , m_matrix(new MatrixCard)
    , m_burst(new ChartCard(charts::ChartKind::Burst))
    , m_latency(new ChartCard(charts::ChartKind::Latency))
    , m_aftermath(new WholeHeight)
    , m_recovery(new RecoveryPanel(session, this))
    , m_happened(new HappenedPanel(session, HappenedPanel::Room::Small, this))
    , m_right(new RightColumn(session, this))
{
    setObjectName(u"consoleView"_s);
    build();
    m_noticeEnds.setSingleShot(true);
    connect(&m_noticeEnds, &QTimer::timeout, this, [this] { setNotice({}); });
    connectMatrix();
    connectSession();
    m_group = phaseGroup(session.view());
    applyGroup();
    refresh();
}

void ConsoleView::takeFocus()
{
    if (m_matrix->isVisibleTo(this))
        m_matrix->view()->setFocus();
    else
        m_header->setFocus();
}

ConsoleView::~ConsoleView() = default;

void ConsoleView::build()
{
    auto *charts = new QHBoxLayout(m_chartRow);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->addWidget(m_burst, 1);
    charts->addWidget(m_latency, 1);
    m_burst->setObjectName(u"burstChartCard"_s);
    m_latency->setObjectName(u"latencyChartCard"_s);
    auto *aftermath = new QVBoxLayout(m_aftermath);
    aftermath->setContentsMargins(0, 0, 0, 0);
    aftermath->addWidget(m_recovery, 1);
    aftermath->addWidget(m_happened);
    m_left->setChildrenCollapsible(false);
    m_left->setObjectName(u"leftSplitter"_s);
    m_body->setObjectName(u"bodySplitter"_s);
    m_body->setChildrenCollapsible(false);
    m_body->addWidget(m_left);
    m_body->addWidget(m_right);
    m_body->setStretchFactor(0, 1);
    m_body->setStretchFactor(1, 0);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_header);
    column->addWidget(m_rail);
    auto *framed = new QVBoxLayout;
    framed->setContentsMargins(px(16), px(16), px(16), px(16));
    framed->addWidget(m_body);
    framed->setObjectName(u"frame"_s);
    column->addLayout(framed, 1);

    connect(m_header, &HeaderView::abortPressed, this, &ConsoleView::abortPressed);
    connect(m_strip, &NoticeStrip::silencePressed, this, &ConsoleView::silence);
    connectRight();
}

void ConsoleView::connectRight()
{
    const auto *decision = m_right->decision();
    connect(decision, &DecisionPanel::signPressed, this, &ConsoleView::signPressed);
    connect(decision, &DecisionPanel::countersignPressed, this, &ConsoleView::countersignPressed);
    connect(m_right->closing(), &ClosingPanel::countersignPressed, this, &ConsoleView::countersignPressed);
    connect(decision, &DecisionPanel::enrolPressed, this, &ConsoleView::enrolPressed);
    connect(decision, &DecisionPanel::signersPressed, this, &ConsoleView::signersPressed);
    connect(decision, &DecisionPanel::pdfPressed, this, &ConsoleView::pdfPressed);
    connect(m_right->closing(), &ClosingPanel::closingPressed, this, &ConsoleView::closingPressed);
    connect(m_right, &RightColumn::rearranged, this, &ConsoleView::orderTabs);
    connect(m_right->detail(), &DetailPanel::rehearsePressed, this, &ConsoleView::rehearsePressed);
    connect(m_right->detail(), &DetailPanel::backPressed, this, [this] { showsDetail(false); });
    connect(m_right->report(), &ReportView::backPressed, this, [this] { showsReport(false); });
}

void ConsoleView::connectSession()
{
    connect(&m_session, &session::Session::changed, this, &ConsoleView::refresh);
    connect(&m_session, &session::Session::seriesChanged, this, &ConsoleView::refreshCharts);
    connect(&m_session, &session::Session::profileBroken, this, [this](const session::Failure &failure) {
        m_broken = models::failureText(failure);
        showNotices();
    });
    connect(&m_session, &session::Session::rehearsalProgressed, this,
            [this](const rollout::RehearsalProgress &progress) {
                m_rehearsalWords =
                    u"%1 %2"_s.arg(progress.percent > 0 ? tr("%1\u00a0%:").arg(progress.percent) : tr("Abort drill:"),
                                   models::rehearsalProgressText(progress));
                refreshRehearsal();
            });
}

void ConsoleView::connectMatrix()
{
    connect(m_matrix, &MatrixCard::runSelectedPressed, this, [this] { m_session.runChecks({selectedRow()}); });
    connect(m_matrix, &MatrixCard::runLivePressed, this, [this] { m_session.runChecks(session::Session::liveRows()); });
    connect(m_matrix, &MatrixCard::runAllPressed, this, [this] { m_session.runChecks(session::Session::allRows()); });
    connect(m_matrix, &MatrixCard::cancelPressed, &m_session, &session::Session::cancelChecks);
    connect(m_matrix->model(), &models::MatrixModel::noteEdited, this, &ConsoleView::storeNote);
    connect(m_matrix->view(), &MatrixView::selectionMoved, this, [this](CriterionId id) {
        m_right->detail()->showRow(id);
        arrangeRight();
    });
    connect(m_matrix->view(), &MatrixView::detailRequested, this, &ConsoleView::showDetail);
    connect(m_matrix->view(), &QAbstractItemView::clicked, this, [this] { showsDetail(true); });
}

void ConsoleView::storeNote(CriterionId id, const QString &text)
{
    m_session.setNote(id, text, this, [this](const session::Result<qint64> &entry) {
        if (!entry)
            setNotice(tr("The note was not kept: %1").arg(models::failureText(entry.error())));
    });
}

void ConsoleView::refresh()
{
    const auto &view = m_session.view();
    const auto now = m_session.now();
    if (const auto group = phaseGroup(view); group != m_group) {
        saveLayout();
        m_group = group;
        m_showsDetail = false;
        applyGroup();
    }
    refreshRehearsal();
    m_rail->setSteps(phaseSteps(view, now));
    m_matrix->setRows(view.rows, now);
    m_matrix->setProgress(view.checksRunning, view.checksDone, view.checksTotal);
    refreshPrimary();
    refreshAbort();
    refreshCharts();
    refreshAlarms();
    showNotices();
}

void ConsoleView::refreshAlarms()
{
    const auto now = m_session.now();
    m_alarms->judge(models::alarmsOf(m_session.view(), now), now);
    m_strip->setAlarms(m_alarms->standing(), m_alarms->isSilenced(now));
}

void ConsoleView::silence()
{
    m_alarms->silence(m_session.now());
    refreshAlarms();
}

QString ConsoleView::rehearsalText() const
{
    const QString place = tr("On var/rehearsal/desired_stage.txt; production is not touched.");
    if (m_session.isRehearsing())
        return u"%1 %2"_s.arg(m_rehearsalWords.isEmpty() ? tr("A rehearsal runs.") : m_rehearsalWords, place);
    if (const auto since = session::rehearsedElsewhereSince(m_session.view().workspace))
        return u"%1 %2"_s.arg(models::rehearsalElsewhereText(*since), place);
    return {};
}

void ConsoleView::refreshRehearsal()
{
    if (!m_session.isRehearsing())
        m_rehearsalWords.clear();
    const QString words = rehearsalText();
    const bool wasOn = isRehearsing();
    m_rehearsal = words;
    m_strip->setRehearsal(words);
    refreshHeader();
    if (wasOn != isRehearsing())
        Q_EMIT rehearsalChanged(isRehearsing());
}

void ConsoleView::refreshHeader()
{
    auto content = headerContent(m_session.view(), m_session.now());
    content.rehearsal = m_rehearsal;
    m_header->setContent(content);
}

void ConsoleView::refreshCharts()
{
    const auto &view = m_session.view();
    const auto input = chartInput(view);
    const bool underWay = view.rollout.isUnderWay();
    for (ChartCard *card : {m_burst, m_latency}) {
        const auto kind = card == m_burst ? charts::ChartKind::Burst : charts::ChartKind::Latency;
        card->setInput(input);
        card->setWords(chartWords(kind, card->numbers(), underWay, isRehearsing()));
    }
}

void ConsoleView::refreshAbort()
{
    m_header->setAbort(gui::abortSlot(m_session.view(), m_aborting, m_abortFailed), m_abortSeconds);
}

void ConsoleView::setAborting(bool aborting, bool failed, qint64 seconds)
{
    m_aborting = aborting;
    m_abortFailed = failed;
    m_abortSeconds = seconds;
    refreshAbort();
}

AbortSlot ConsoleView::abortSlot() const
{
    return m_header->abortSlot();
}

void ConsoleView::setNotice(const QString &text, Tone tone)
{
    m_notice = text;
    m_noticeTone = tone;
    // What went well needs no answer; what did not stays until the next word.
    if (tone == Tone::Nogo)
        m_noticeEnds.stop();
    else
        m_noticeEnds.start(20'000);
    showNotices();
}

void ConsoleView::showNotices()
{
    const auto &view = m_session.view();
    QStringList notices;
    if (!m_broken.isEmpty())
        notices.append(m_broken);
    if (!view.changedAbortScripts.isEmpty())
        notices.append(tr("The abort script changed since it was signed and will still be run: %1.")
                           .arg(view.changedAbortScripts.join(u", "_s)));
    if (!m_notice.isEmpty())
        notices.append(m_notice);
    m_strip->setDemo(view.profile.isDemo());
    m_strip->setNotice(notices.join(u" · "_s), m_noticeTone);
}

/// In their order, from the top; what is not among them is hidden.
void ConsoleView::placeLeft(const QList<QWidget *> &shown)
{
    for (int i = 0; i < shown.size(); ++i)
        m_left->insertWidget(i, shown.at(i));
    for (QWidget *part : std::initializer_list<QWidget *>{m_aftermath, m_chartRow, m_matrix}) {
        if (m_left->indexOf(part) < 0)
            m_left->addWidget(part);
        part->setVisible(shown.contains(part));
        // The matrix is as high as its rows; the charts take what is left.
        m_left->setStretchFactor(m_left->indexOf(part), part == m_chartRow ? 1 : 0);
    }
}

void ConsoleView::applyGroup()
{
    // After an abort that is not over, what the charts show and what is to be done come first; rows are a key away.
    const bool hadFocus = m_matrix->isAncestorOf(focusWidget());
    if (m_group == PhaseGroup::Recovery && !m_showsDetail)
        placeLeft({m_aftermath, m_chartRow});
    else if (m_group == PhaseGroup::Rollout)
        placeLeft({m_chartRow, m_matrix});
    else
        placeLeft({m_matrix, m_chartRow});
    applySize();
    arrangeRight();
    restoreLater();
    if (hadFocus && !m_matrix->isVisibleTo(this))
        takeFocus();
}

void ConsoleView::applyMatrixForm()
{
    using Form = MatrixCard::Form;
    m_matrix->setForm(m_group == PhaseGroup::Rollout ? Form::Rollout : Form::Preflight, m_size);
    refreshPrimary();
}

void ConsoleView::refreshPrimary()
{
    // One filled button a window: from all Go on it is the signature's, from the signature on the promotion's.
    m_matrix->setPrimary(m_group == PhaseGroup::Preflight && !m_session.view().decisionGo);
}

void ConsoleView::applySize()
{
    const bool compact = isCompact();
    const int gap = px(compact ? 12 : 16);
    m_strip->setCompact(compact);
    m_recovery->setCompact(compact);
    m_happened->setWanted(compact && m_group == PhaseGroup::Recovery && !m_showsDetail);
    m_aftermath->layout()->setSpacing(gap);
    m_header->setCompact(compact);
    m_rail->setCompact(compact);
    applyMatrixForm();
    m_burst->setTile(compact);
    m_latency->setTile(compact);
    m_chartRow->layout()->setSpacing(gap);
    m_right->setCompact(compact, gap);
    m_body->setHandleWidth(gap);
    m_left->setHandleWidth(gap);
    layout()->itemAt(layout()->count() - 1)->layout()->setContentsMargins(gap, gap, gap, gap);
    m_chartRow->setMinimumHeight(px(compact ? 78 : 180));
}

void ConsoleView::arrangeRight()
{
    using Asked = RightColumn::Asked;
    m_right->arrange(m_group, m_showsReport ? Asked::Report : m_showsDetail ? Asked::Detail : Asked::Nothing);
    orderTabs();
}

void ConsoleView::showsDetail(bool shows)
{
    if (m_group == PhaseGroup::Preflight || shows == m_showsDetail)
        return;
    m_showsDetail = shows;
    if (m_group == PhaseGroup::Recovery)
        applyGroup(); // the rows come and go with it
    else
        arrangeRight();
    if (!shows)
        takeFocus();
}

void ConsoleView::showsReport(bool shows)
{
    m_showsReport = shows;
    arrangeRight();
    if (!shows)
        takeFocus();
}

void ConsoleView::compareWithReport()
{
    showsReport(true);
    m_right->report()->showNewest();
    if (auto *next = m_right->report()->nextInFocusChain())
        next->setFocus(Qt::TabFocusReason);
}

void ConsoleView::toggleDetail()
{
    if (m_group == PhaseGroup::Preflight || !m_showsDetail)
        showDetail();
    else
        showsDetail(false);
}

void ConsoleView::orderTabs()
{
    // By where things stand, not by when they were made.
    const auto order = focusOrder({m_strip, m_header, m_left, m_right});
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void ConsoleView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_showsReport)
        return showsReport(false);
    if (event->key() == Qt::Key_Escape && m_showsDetail)
        return showsDetail(false);
    QWidget::keyPressEvent(event);
}

void ConsoleView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool compact = width() < px(s_roomyWidth) || height() < px(s_roomyHeight);
    const auto size = compact                      ? MatrixCard::Size::Compact
                      : width() >= px(s_wideWidth) ? MatrixCard::Size::Wide
                                                   : MatrixCard::Size::Roomy;
    if (size == m_size)
        return;
    saveLayout();
    m_size = size;
    applySize();
    restoreLater();
}

void ConsoleView::restoreLater()
{
    m_restored = false;
    // A splitter shares out sizes only once its own is known, which showEvent sees to.
    if (isVisible())
        QMetaObject::invokeMethod(this, &ConsoleView::restoreLayout, Qt::QueuedConnection);
}

void ConsoleView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    restoreLayout();
}

QString ConsoleView::layoutKey() const
{
    using Size = MatrixCard::Size;
    const QString size = m_size == Size::Compact ? u"-compact"_s : m_size == Size::Wide ? u"-wide"_s : QString();
    return u"layout/%1%2/"_s.arg(phaseGroupName(m_group), size);
}

void ConsoleView::saveLayout() const
{
    if (!m_restored)
        return;
    QSettings settings;
    settings.setValue(layoutKey() + u"body"_s, m_body->saveState());
    settings.setValue(layoutKey() + u"parts"_s, m_left->saveState());
    settings.setValue(layoutKey() + u"columns"_s, m_matrix->view()->saveColumns());
}

void ConsoleView::restoreLayout()
{
    if (std::exchange(m_restored, true))
        return;
    const QSettings settings;
    m_matrix->view()->restoreColumns(settings.value(layoutKey() + u"columns"_s).toByteArray());
    const int right = px(isCompact() ? 352 : m_size == MatrixCard::Size::Wide ? 560 : 448);
    if (!m_body->restoreState(settings.value(layoutKey() + u"body"_s).toByteArray()))
        m_body->setSizes({std::max(px(600), width() - right - m_body->handleWidth() * 3), right});
    if (!m_left->restoreState(settings.value(layoutKey() + u"parts"_s).toByteArray())) {
        const int matrix = m_matrix->sizeHint().height();
        const int charts = std::max(m_chartRow->minimumHeight(), m_left->height() - matrix);
        const int above = m_aftermath->isVisibleTo(this) ? m_aftermath->sizeHint().height() : matrix;
        m_left->setSizes(m_group == PhaseGroup::Rollout ? QList<int>{charts, matrix, 0}
                                                        : QList<int>{above, m_left->height() - above, 0});
    }
}

CriterionId ConsoleView::selectedRow() const
{
    return m_matrix->view()->selected();
}

void ConsoleView::selectRow(CriterionId id)
{
    m_matrix->view()->select(id);
}

void ConsoleView::editNote()
{
    m_matrix->view()->setFocus();
    if (!isCompact())
        return m_matrix->view()->editNote();
    const auto id = selectedRow();
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"noteInputDialog"_s);
    dialog->setWindowTitle(tr("Note on %1").arg(domain::criterion(id).title));
    dialog->setLabelText(tr("Note"));
    dialog->setTextValue(m_matrix->model()->row(id).note);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, id](const QString &text) { storeNote(id, text.trimmed()); });
    dialog->open();
}

void ConsoleView::showDetail()
{
    if (m_showsReport)
        showsReport(false);
    showsDetail(true);
    m_right->detail()->setFocus();
    if (auto *next = m_right->detail()->nextInFocusChain())
        next->setFocus(Qt::TabFocusReason);
}

void ConsoleView::openOutput()
{
    m_right->detail()->openOutput();
}

void ConsoleView::rereadKeys()
{
    m_right->decision()->rereadKeys();
    m_right->closing()->rereadKeys();
}

QList<QWidget *> ConsoleView::regions() const
{
    if (m_recovery->isVisibleTo(this))
        return {m_header, m_recovery, m_chartRow, m_right};
    return {m_header, m_matrix, m_chartRow, m_right};
}

} // namespace cutover::gui
