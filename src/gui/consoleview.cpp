// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/consoleview.h"

#include "gui/abortreasonpanel.h"
#include "gui/appearance.h"
#include "gui/decisionpanel.h"
#include "gui/detailpanel.h"
#include "gui/elidedlabel.h"
#include "gui/holdpanel.h"
#include "gui/matrixcard.h"
#include "gui/matrixview.h"
#include "gui/planpanel.h"
#include "gui/precutoverpanel.h"
#include "gui/promotionpanel.h"
#include "gui/reportview.h"
#include "gui/taborder.h"
#include "gui/triggerpanel.h"
#include "models/matrixmodel.h"
#include "models/words.h"

#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
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

QString stripStyle()
{
    const auto &look = theme();
    return u"QWidget#strip { background: %1; } QLabel#demoStripLabel { color: %2; }"_s.arg(look.neutralTint.name(),
                                                                                           look.text.name());
}

} // namespace

ConsoleView::ConsoleView(session::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_strip(new QWidget(this))
    , m_demoStrip(new QLabel)
    , m_noticeStrip(new ElidedLabel({}, 13, Tone::Nogo, QFont::DemiBold))
    , m_header(new HeaderView(this))
    , m_rail(new PhaseRail(this))
    , m_body(new QSplitter(Qt::Horizontal, this))
    , m_left(new QSplitter(Qt::Vertical))
    , m_chartRow(new QWidget)
    , m_matrix(new MatrixCard)
    , m_burst(new ChartCard(charts::ChartKind::Burst))
    , m_latency(new ChartCard(charts::ChartKind::Latency))
    , m_scroll(new QScrollArea)
    , m_panels(nullptr)
    , m_foot(nullptr)
    , m_abortReason(new AbortReasonPanel(session, this))
    , m_hold(new HoldPanel(session, this))
    , m_triggers(new TriggerPanel(session, this))
    , m_plan(new PlanPanel(session, this))
    , m_preCutover(new PreCutoverPanel(session, this))
    , m_detail(new DetailPanel(session, this))
    , m_report(new ReportView(session, this))
    , m_decision(new DecisionPanel(session, this))
    , m_promotion(new PromotionPanel(session, this))
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
    m_matrix->view()->setFocus();
}

ConsoleView::~ConsoleView() = default;

void ConsoleView::build()
{
    m_demoStrip->setObjectName(u"demoStripLabel"_s);
    m_demoStrip->setTextFormat(Qt::RichText);
    m_demoStrip->setAccessibleName(tr("DEMO, simulated service on this computer"));
    m_demoStrip->setFont(Appearance::instance().font(12.5));
    m_noticeStrip->setObjectName(u"noticeLabel"_s);
    m_strip->setObjectName(u"strip"_s);
    m_strip->setAttribute(Qt::WA_StyledBackground);
    auto *strip = new QHBoxLayout(m_strip);
    strip->setContentsMargins(px(16), 0, px(16), 0);
    strip->setSpacing(px(16));
    strip->addWidget(m_demoStrip);
    strip->addWidget(m_noticeStrip, 1);
    const auto paintStrip = [this] { m_strip->setStyleSheet(stripStyle()); };
    paintStrip();
    connect(&Appearance::instance(), &Appearance::changed, this, paintStrip);

    auto *charts = new QHBoxLayout(m_chartRow);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->addWidget(m_burst, 1);
    charts->addWidget(m_latency, 1);
    m_burst->setObjectName(u"burstChartCard"_s);
    m_latency->setObjectName(u"latencyChartCard"_s);
    m_left->setChildrenCollapsible(false);
    m_left->setObjectName(u"leftSplitter"_s);
    m_body->setObjectName(u"bodySplitter"_s);
    m_body->setChildrenCollapsible(false);
    m_body->addWidget(m_left);
    m_body->addWidget(makeRight());
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
    connect(m_decision, &DecisionPanel::signPressed, this, &ConsoleView::signPressed);
    connect(m_decision, &DecisionPanel::enrolPressed, this, &ConsoleView::enrolPressed);
    connect(m_decision, &DecisionPanel::signersPressed, this, &ConsoleView::signersPressed);
    connect(m_decision, &DecisionPanel::pdfPressed, this, &ConsoleView::pdfPressed);
    connect(m_detail, &DetailPanel::rehearsePressed, this, &ConsoleView::rehearsePressed);
    connect(m_detail, &DetailPanel::backPressed, this, [this] { showsDetail(false); });
    connect(m_report, &ReportView::backPressed, this, [this] { showsReport(false); });
}

QWidget *ConsoleView::makeRight()
{
    auto *right = new QWidget;
    right->setObjectName(u"rightColumn"_s);
    right->setAccessibleName(tr("Detail, decision and promotion"));
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    auto *scrolled = new QWidget;
    scrolled->setObjectName(u"scrolled"_s);
    m_panels = new QVBoxLayout(scrolled);
    m_panels->setContentsMargins(0, 0, 0, 0);
    m_scroll->setWidget(scrolled);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_foot = new QVBoxLayout;
    column->addWidget(m_scroll, 1);
    column->addLayout(m_foot);
    return right;
}

void ConsoleView::connectSession()
{
    connect(&m_session, &session::Session::changed, this, &ConsoleView::refresh);
    connect(&m_session, &session::Session::seriesChanged, this, &ConsoleView::refreshCharts);
    connect(&m_session, &session::Session::profileBroken, this, [this](const session::Failure &failure) {
        m_broken = models::failureText(failure);
        showNotices();
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
        m_detail->showRow(id);
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
    m_header->setContent(headerContent(view, now));
    m_rail->setSteps(phaseSteps(view));
    m_matrix->setRows(view.rows, now);
    m_matrix->setProgress(view.checksRunning, view.checksDone, view.checksTotal);
    refreshPrimary();
    refreshAbort();
    refreshCharts();
    showNotices();
}

void ConsoleView::refreshCharts()
{
    const auto &view = m_session.view();
    const auto input = chartInput(view);
    const bool underWay = view.rollout.isUnderWay();
    for (ChartCard *card : {m_burst, m_latency}) {
        const auto kind = card == m_burst ? charts::ChartKind::Burst : charts::ChartKind::Latency;
        card->setInput(input);
        card->setWords(chartWords(kind, card->numbers(), underWay));
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
    m_noticeStrip->setTone(tone);
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
    m_noticeStrip->setText(notices.join(u" · "_s));
    m_noticeStrip->setVisible(!notices.isEmpty());
    // What is new stands in the strip itself: a line of its own would push the matrix into scrolling.
    const QString demo = u"<b>DEMO</b>"_s;
    m_demoStrip->setText(notices.isEmpty() ? demo + tr("&nbsp;&nbsp;&nbsp;Simulated service on this computer. Nothing "
                                                       "here reaches production; everything made here says DEMO.")
                                           : demo);
    m_demoStrip->setVisible(view.profile.isDemo());
    m_strip->setVisible(view.profile.isDemo() || !notices.isEmpty());
}

void ConsoleView::applyGroup()
{
    const bool chartsOnTop = m_group == PhaseGroup::Rollout;
    m_left->insertWidget(0, chartsOnTop ? m_chartRow : static_cast<QWidget *>(m_matrix));
    m_left->insertWidget(1, chartsOnTop ? static_cast<QWidget *>(m_matrix) : m_chartRow);
    // The matrix is as high as its rows; the charts take what is left.
    m_left->setStretchFactor(m_left->indexOf(m_chartRow), 1);
    m_left->setStretchFactor(m_left->indexOf(m_matrix), 0);
    applySize();
    arrangeRight();
    restoreLater();
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
    m_strip->setFixedHeight(px(compact ? 24 : 28));
    m_header->setCompact(compact);
    m_rail->setCompact(compact);
    applyMatrixForm();
    m_burst->setTile(compact);
    m_latency->setTile(compact);
    m_detail->setCompact(compact);
    m_decision->setCompact(compact);
    m_promotion->setCompact(compact);
    m_plan->setCompact(compact);
    m_hold->setCompact(compact);
    m_triggers->setCompact(compact);
    m_preCutover->setCompact(compact);
    m_chartRow->layout()->setSpacing(gap);
    m_panels->setSpacing(gap);
    m_foot->parentWidget()->layout()->setSpacing(gap);
    m_foot->parentWidget()->setMinimumWidth(px(compact ? 352 : 400));
    m_body->setHandleWidth(gap);
    m_left->setHandleWidth(gap);
    layout()->itemAt(layout()->count() - 1)->layout()->setContentsMargins(gap, gap, gap, gap);
    m_chartRow->setMinimumHeight(px(compact ? 78 : 180));
}

void ConsoleView::arrangeRight()
{
    const bool preflight = m_group == PhaseGroup::Preflight;
    const bool rollout = m_group == PhaseGroup::Rollout;
    const bool detail = !m_showsReport && (preflight || m_showsDetail);
    const bool rollCall = detail && preflight && m_detail->row() == CriterionId::TeamReady;
    const bool other = detail || m_showsReport; // in place of what the rollout says
    const QList<QWidget *> order =
        rollCall ? QList<QWidget *>{m_abortReason, m_preCutover, m_detail, m_hold, m_triggers, m_plan, m_report}
                 : QList<QWidget *>{m_abortReason, m_hold, m_triggers, m_preCutover, m_plan, m_detail, m_report};
    for (int i = 0; i < order.size(); ++i) {
        if (m_panels->indexOf(order[i]) != i)
            m_panels->insertWidget(i, order[i]);
        m_panels->setStretchFactor(order[i], 0);
    }
    m_panels->setStretchFactor(m_detail, detail && !rollCall ? 1 : 0);
    m_panels->setStretchFactor(m_report, m_showsReport ? 1 : 0);
    // What a row or the decision says takes the place of what the rollout says, a step back away; so neither scrolls.
    m_detail->setVisible(detail);
    m_report->setVisible(m_showsReport);
    m_detail->setBackVisible(!preflight);
    m_preCutover->setRollCall(rollCall);
    m_preCutover->setVisible(rollCall || (m_group == PhaseGroup::PreCutover && !other));
    m_triggers->setVisible(rollout && !other);
    m_plan->setVisible(!other);
    m_hold->setWanted(!other);
    // What promotes stays while a rollout is under way: a comparison takes no act's place.
    QWidget *foot = detail || (preflight && other) ? static_cast<QWidget *>(m_decision) : m_promotion;
    for (QWidget *panel : std::initializer_list<QWidget *>{m_decision, m_promotion}) {
        if (m_foot->indexOf(panel) < 0)
            m_foot->addWidget(panel);
        panel->setVisible(panel == foot);
    }
    if (!std::exchange(m_arranged, true))
        m_panels->addStretch();
    m_panels->setStretch(m_panels->count() - 1, other && !rollCall ? 0 : 1);
    orderTabs();
}

void ConsoleView::showsDetail(bool shows)
{
    if (m_group == PhaseGroup::Preflight || shows == m_showsDetail)
        return;
    m_showsDetail = shows;
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
    m_report->showNewest();
    if (auto *next = m_report->nextInFocusChain())
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
    const auto order = focusOrder({m_header, m_matrix, m_chartRow, m_scroll->parentWidget()});
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
    settings.setValue(layoutKey() + u"left"_s, m_left->saveState());
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
    if (!m_left->restoreState(settings.value(layoutKey() + u"left"_s).toByteArray())) {
        const int matrix = m_matrix->sizeHint().height();
        const int charts = std::max(m_chartRow->minimumHeight(), m_left->height() - matrix);
        m_left->setSizes(m_group == PhaseGroup::Rollout ? QList<int>{charts, matrix} : QList<int>{matrix, charts});
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
    m_detail->setFocus();
    if (auto *next = m_detail->nextInFocusChain())
        next->setFocus(Qt::TabFocusReason);
}

void ConsoleView::openOutput()
{
    m_detail->openOutput();
}

void ConsoleView::rereadKeys()
{
    m_decision->rereadKeys();
}

QList<QWidget *> ConsoleView::regions() const
{
    return {m_header, m_matrix, m_chartRow, m_scroll->parentWidget()};
}

} // namespace cutover::gui
