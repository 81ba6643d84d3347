// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "gui/recents.h"

#include <QPushButton>
#include <QWidget>

class QVBoxLayout;

namespace cutover::gui {

class Card;
class ElidedLabel;

/// A card that is one button: shape, title, one line, keys. Enter and Space press it.
class ActionCard : public QPushButton
{
    Q_OBJECT

public:
    ActionCard(Shape shape, const QString &title, const QString &line, const QString &keys, QWidget *parent = nullptr);

    void setLine(const QString &line);
    void setTone(Tone tone);
    /// Bold word behind the title, in the tone: «NO-GO».
    void setWord(const QString &word);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Shape m_shape;
    Tone m_tone = Tone::Accent;
    QString m_title;
    QString m_line;
    QString m_keys;
    QString m_word;
};

/// What is shown without a workspace: the demo, open, and what was opened before with its last verdict.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecents(const QList<RecentWorkspace> &recents, const QDateTime &now);
    /// What goes on, or why it did not: «Laying out the demo…»; empty hides it.
    void setMessage(const QString &text, bool bad = false);
    void setBusy(bool busy);
    void setKeyLine(const QString &text);
    /// With recents «Open» takes the focus, without them the demo.
    void takeFocus();

Q_SIGNALS:
    void demoPressed();
    /// The demo without the checklist's scripts.
    void demoProbesPressed();
    void openPressed();
    void newCutoverPressed();
    void verifyPressed();
    void recentPressed(const QString &path);

private:
    [[nodiscard]] QWidget *makeTitle();
    [[nodiscard]] QWidget *makeColumns();

    ActionCard *m_demo;
    QPushButton *m_demoProbes;
    ActionCard *m_open;
    ActionCard *m_newCutover;
    ActionCard *m_verify;
    Card *m_recents;
    QVBoxLayout *m_list;
    QList<QWidget *> m_rows;
    ElidedLabel *m_empty;
    ElidedLabel *m_message;
    ElidedLabel *m_key;
};

} // namespace cutover::gui
