// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;
class ShapeMark;

/// A dialog that asks for something and then does it: a head with mark, title and one line, a middle, and a foot that
/// says why not yet, what is being done, or how it failed, beside Cancel and what the dialog does. While it works it is
/// not closed. Enter in a field goes on to the next one; no button answers it by default.
class FormDialog : public QDialog
{
    Q_OBJECT

public:
    void reject() override;

protected:
    enum class State { Missing, Ready, Working, Failed };

    FormDialog(const QString &objectName, const QString &title, ShapeMark *mark, QWidget *parent);

    void setHead(const QString &title, const QString &subtitle);
    /// The right ends of head and foot.
    [[nodiscard]] QHBoxLayout *headRow() const { return m_headRow; }
    [[nodiscard]] QHBoxLayout *footRow() const { return m_footRow; }
    /// Tab goes through the middle before the foot, and begins there.
    void setMiddle(QWidget *middle);
    /// The foot's mark where nothing is missing; a key unless told.
    void setReadyMark(Shape shape, Tone tone);
    /// A second, smaller line of the foot; empty: none.
    void setHint(const QString &hint);
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }
    /// What the dialog does, at the foot's right end; the foot's line is its tooltip and description.
    void addAct(QPushButton *act, const QString &objectName, const QString &accessibleName);

    void showLine(State state, const QString &line);
    [[nodiscard]] bool isWorking() const { return m_isWorking; }
    void setWorking(bool working);
    /// As high as its words are at its width: adjustSize() gives up at two thirds of the screen, and cuts them.
    void fitHeight();
    /// Wipes what must not outlive a cancelled dialog.
    virtual void forgetSecrets() {}

    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_isWorking = false;
    Shape m_readyShape = Shape::Key;
    Tone m_readyTone = Tone::Text2;
    QVBoxLayout *m_column;
    QHBoxLayout *m_headRow;
    QHBoxLayout *m_footRow;
    ElidedLabel *m_title;
    ElidedLabel *m_subtitle;
    ShapeMark *m_mark;
    ElidedLabel *m_line;
    ElidedLabel *m_hint;
    QPushButton *m_cancel;
    QList<QPushButton *> m_acts;
};

} // namespace cutover::gui
