// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace cutover::gui {

/// Why something is refused: the models' sentence and the stable code.
struct RefusalLine
{
    QString sentence;
    QString code;
    friend bool operator==(const RefusalLine &, const RefusalLine &) = default;
};

/// All refusals of a disabled button, one a line with the barred ring, code in small mono beneath; compact: the code is
/// in the tooltip. Hidden while there is none. Lines are labels, so that screen readers find them.
class RefusalList : public QWidget
{
    Q_OBJECT

public:
    explicit RefusalList(QWidget *parent = nullptr);

    void setRefusals(const QList<RefusalLine> &refusals);
    [[nodiscard]] const QList<RefusalLine> &refusals() const { return m_refusals; }
    void setCompact(bool compact);
    /// The heading above the lines: «Refused now, for 2 reasons:»; empty for none.
    void setHeading(const QString &heading);

    /// The same words as one text, for the button's tooltip and accessible description.
    [[nodiscard]] QString asText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void followContent();

    QList<RefusalLine> m_refusals;
    QString m_heading;
    QVBoxLayout *m_lines;
    bool m_compact = false;
};

} // namespace cutover::gui
