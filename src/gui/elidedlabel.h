// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/theme.h"

#include <QLabel>

namespace cutover::gui {

/// A label in a tone, size and weight of the scale that follows the theme. The ordinary one shows all its text, wrapped
/// if `wordWrap`; the elided one gives way to its neighbours: it drops whole sentences, then
/// parts, then ends in «…», and has its whole text as tooltip. Both
/// give screen readers the whole text.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, double px = 13, Tone tone = Tone::Text,
                         QFont::Weight weight = QFont::Normal, QWidget *parent = nullptr);

    void setTone(Tone tone);
    [[nodiscard]] Tone tone() const { return m_tone; }
    void setType(double px, QFont::Weight weight = QFont::Normal);
    /// Right of the text's end (the default), middle or left; Qt::ElideNone shows the whole text.
    void setElideMode(Qt::TextElideMode mode);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();
    [[nodiscard]] bool isCut() const;
    [[nodiscard]] QString fittingText() const;

    Tone m_tone;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

/// A label that shows all its text, wrapped where it must; markup is never read.
[[nodiscard]] ElidedLabel *textLabel(const QString &text, double px = 13, Tone tone = Tone::Text,
                                     QFont::Weight weight = QFont::Normal, QWidget *parent = nullptr);

} // namespace cutover::gui
