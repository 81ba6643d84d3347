// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "gui/consolefacts.h"
#include "gui/matrixcard.h"
#include "gui/phaserail.h"
#include "session/session.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QSplitter;

namespace cutover::gui {

class Alarms;
class HappenedPanel;
class NoticeStrip;
class RecoveryPanel;
class RightColumn;

/// One open workspace on the screen: header, phase rail, matrix, charts and the column of what people do, laid out by
/// phase group and size. Lives no longer than its session. Sizes are remembered per phase group in QSettings.
class ConsoleView : public QWidget
{
    Q_OBJECT

public:
    /// `tellDesktop`: how a desktop without a tray is told of an alarm; may be empty.
    using TellDesktop = std::function<void(const QString &title, const QString &text)>;
    explicit ConsoleView(session::Session &session, TellDesktop tellDesktop = {}, QWidget *parent = nullptr);
    ~ConsoleView() override;

    [[nodiscard]] domain::CriterionId selectedRow() const;
    void selectRow(domain::CriterionId id);
    void editNote();
    void showDetail();
    /// To the detail and decision, and from them back to the rollout.
    void toggleDetail();
    /// To the matrix: never to a control that acts.
    void takeFocus();
    void openOutput();
    /// The comparison with a report in place of the detail, the matrix beside it; closing it brings that back.
    void compareWithReport();
    [[nodiscard]] AbortSlot abortSlot() const;
    /// Somebody rehearses on this workspace now.
    [[nodiscard]] bool isRehearsing() const { return !m_rehearsal.isEmpty(); }
    /// This window's own abort: runs since `seconds`, or ended without being read back.
    void setAborting(bool aborting, bool failed, qint64 seconds);
    /// In the strip above the header, until the next; empty takes it away.
    void setNotice(const QString &text, Tone tone = Tone::Nogo);
    void rereadKeys();
    /// The alarms' sound, for five minutes or until another comes.
    void silence();
    /// Header, matrix, charts, right column: where F6 goes, in order.
    [[nodiscard]] QList<QWidget *> regions() const;
    void saveLayout() const;

Q_SIGNALS:
    void abortPressed();
    void signPressed(cutover::domain::DecisionKind kind);
    void countersignPressed(const QString &decisionId);
    void closingPressed(const cutover::domain::Closing &closing);
    void enrolPressed();
    void signersPressed();
    void pdfPressed();
    void rehearsePressed();
    /// One runs now, here or in another process, or none does any more.
    void rehearsalChanged(bool runs);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void connectRight();
    void connectSession();
    void connectMatrix();
    void refresh();
    void refreshCharts();
    void refreshAbort();
    void refreshAlarms();
    void refreshRehearsal();
    void refreshHeader();
    [[nodiscard]] QString rehearsalText() const;
    void applyGroup();
    void placeLeft(const QList<QWidget *> &shown);
    void applySize();
    void arrangeRight();
    void applyMatrixForm();
    void refreshPrimary();
    void showsDetail(bool shows);
    void showsReport(bool shows);
    void orderTabs();
    [[nodiscard]] bool isCompact() const { return m_size == MatrixCard::Size::Compact; }
    void restoreLayout();
    void restoreLater();
    void showNotices();
    [[nodiscard]] QString layoutKey() const;
    void storeNote(domain::CriterionId id, const QString &text);

    session::Session &m_session;
    PhaseGroup m_group = PhaseGroup::Preflight;
    MatrixCard::Size m_size = MatrixCard::Size::Roomy;
    bool m_showsDetail = false; ///< in place of what the rollout says
    bool m_showsReport = false; ///< in place of both
    bool m_arranged = false;
    bool m_restored = false; ///< sizes are the person's, not those of a window that is just being made
    bool m_aborting = false;
    bool m_abortFailed = false;
    qint64 m_abortSeconds = 0;
    QString m_notice;
    Tone m_noticeTone = Tone::Nogo;
    QTimer m_noticeEnds;
    QString m_broken;

    QString m_rehearsalWords; ///< what the own one does
    QString m_rehearsal;      ///< that runs, in words; empty: none

    Alarms *m_alarms;
    NoticeStrip *m_strip;
    HeaderView *m_header;
    PhaseRail *m_rail;
    QSplitter *m_body;
    QSplitter *m_left;
    QWidget *m_chartRow;
    MatrixCard *m_matrix;
    ChartCard *m_burst;
    ChartCard *m_latency;
    QWidget *m_aftermath; ///< the two below it
    RecoveryPanel *m_recovery;
    HappenedPanel *m_happened; ///< here where the window is small, else in the right column
    RightColumn *m_right;
};

} // namespace cutover::gui
