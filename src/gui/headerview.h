// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "gui/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class StatusBadge;

/// What the Abort slot offers; always the same place, far from every other control.
enum class AbortSlot {
    Nothing,   ///< disabled «Stand down»
    StandDown, ///< «Stand down…»: closes the gate, asks once
    Abort,     ///< «Abort rollout»: one press, no question
    Aborting,  ///< the command runs; disabled
    Again,     ///< «Abort again»: runs the command once more
    ReadBack,  ///< the same, while the stage file reads abort already
    Done,      ///< «Abort done»: recovered; disabled
};

/// The top of the console: verdict as shape and word with two lines, REHEARSAL, LOOSENED, environment, target,
/// countdown, and the Abort slot at the far right. Values in, one signal out.
class HeaderView : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        Shape shape = Shape::NotRun;
        Tone tone = Tone::Neutral;
        QString word;
        QString what;
        QString why;
        QString loosened; ///< empty: no pill
        QString loosenedDetail;
        QString rehearsal; ///< what runs of one; empty: no pill
        QString place;     ///< «Production · v0.5.11v+»
        QString target;
        QString countdown;
        QString countdownCaption;
        bool urgent = false; ///< what stands in the first line asks for an act now
        bool alarm = false;  ///< the whole band in the alarm role
        friend bool operator==(const Content &, const Content &) = default;
    };

    explicit HeaderView(QWidget *parent = nullptr);

    void setContent(const Content &content);
    void setAbort(AbortSlot slot, qint64 seconds = 0);
    [[nodiscard]] AbortSlot abortSlot() const { return m_slot; }
    void setCompact(bool compact);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void abortPressed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Verdict;
    void build();
    void applySizes();
    void showTarget();
    void showAbortLook();
    [[nodiscard]] QWidget *rule();

    Content m_content;
    AbortSlot m_slot = AbortSlot::Nothing;
    bool m_compact = false;
    Verdict *m_shape;
    ElidedLabel *m_word;
    ElidedLabel *m_what;
    ElidedLabel *m_why;
    StatusBadge *m_rehearsal;
    StatusBadge *m_loosened;
    ElidedLabel *m_place;
    ElidedLabel *m_target;
    ElidedLabel *m_countdown;
    ElidedLabel *m_countdownCaption;
    QPushButton *m_abort;
    ElidedLabel *m_abortCaption;
};

} // namespace cutover::gui
