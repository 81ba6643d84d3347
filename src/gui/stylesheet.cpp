// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/appearance.h"

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

// @name is a colour of the theme, #name a size in pixels at 100 %.
const QString s_template = uR"(
QMainWindow, QDialog { background: @win; }
QToolTip { background: @surface; color: @text; border: 1px solid @strong; padding: 4px; }
QMenuBar { background: @win; color: @text; padding-left: 8px; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @accentTint; }
QMenu { background: @surface; border: 1px solid @strong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 16px; border-radius: 4px; }
QMenu::item:selected { background: @accentTint; color: @text; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QStatusBar { background: @win; border-top: 1px solid @line; } QStatusBar::item { border: none; }
QPushButton { background: @surface; color: @text; border: 1px solid @strong; border-radius: 4px; outline: none; padding: 0 13px; min-height: #30px; font-weight: 500; }
QPushButton:hover { border-color: @text2; } QPushButton:pressed { background: @sunk; }
QPushButton:disabled { background: @sunk; color: @text3; border-color: @line; }
QPushButton:checked { background: @accentTint; color: @accent; }
QPushButton:focus { border: 2px solid @accent; padding: 0 12px; min-height: #28px; }
QPushButton[look="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="abort"] { background: @alarm; color: @onAlarm; border: 1px solid @alarm; font-weight: 600; }
QPushButton[look="abort"]:focus { border: 2px solid @text; }
QPushButton[look="abortOnAlarm"] { background: @onAlarm; color: @alarm; border: 1px solid @onAlarm; font-weight: 600; }
QPushButton[look="primary"]:disabled, QPushButton[look="abort"]:disabled { background: @sunk; color: @text3; border: 1px solid @line; }
QPushButton[look="link"] { background: transparent; color: @accent; border: 1px solid transparent; padding: 0 3px; }
QPushButton[look="link"]:focus { border: 2px solid @accent; padding: 0 2px; } QPushButton[look="link"]:disabled { color: @text3; }
QPushButton[look="small"] { min-height: #20px; padding: 0 7px; color: @text2; border-color: @line; } QPushButton[look="small"]:focus { border: 2px solid @accent; padding: 0 6px; min-height: #18px; }
QPushButton#messagesButton, QPushButton#messagesButton:focus { min-height: #18px; } QPushButton#messagesButton[warns="true"] { color: @warn; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateTimeEdit { background: @surface; color: @text; border: 1px solid @strong; border-radius: 4px; padding: 1px 8px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit, QComboBox, QSpinBox, QDateTimeEdit { min-height: #28px; } QComboBox::drop-down { border: none; width: #28px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus { border: 2px solid @accent; padding: 0 7px; }
QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] { background: @sunk; border: 1px solid @line; }
QTableView, QTreeView, QListView { background: @surface; border: none; selection-background-color: @sel; selection-color: @text; outline: none; }
QHeaderView { background: @surface; } QHeaderView::section { background: @surface; color: @text2; border: none; border-bottom: 1px solid @strong; padding: 0 8px; font-weight: 500; }
QLabel[look="label"] { font-weight: 500; } QLabel[look="title"] { font-weight: 600; }
QTableView[look="field"] { border: 1px solid @strong; border-radius: 4px; gridline-color: @line; } QTableView[look="field"]:focus { border: 2px solid @accent; }
QTableView[look="field"] QHeaderView::section { padding: 0 3px; }
QTableView[look="field"] QLineEdit { border-radius: 0; min-height: 0; padding: 0 2px; } QTableView[look="field"] QLineEdit:focus { padding: 0 1px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QScrollArea[look="list"] { border: 2px solid transparent; border-radius: 4px; } QScrollArea[look="list"]:focus { border-color: @accent; }
QScrollArea[look="edged"] { border: 1px solid transparent; } QScrollArea[look="edged"][cut="true"] { border-top-color: @strong; border-bottom-color: @strong; }
QSplitter::handle { background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; } QScrollBar:vertical { width: #10px; } QScrollBar:horizontal { height: #10px; }
QScrollBar::handle { background: @strong; border-radius: 3px; } QScrollBar::handle:vertical { min-height: #28px; margin: 0 0 0 4px; } QScrollBar::handle:horizontal { min-width: #28px; margin: 4px 0 0 0; }
QScrollBar::handle:hover { background: @text2; } QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; } QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)"_s;

struct NamedColour
{
    QString name;
    QColor Theme::*colour;
};

const QList<NamedColour> &namedColours()
{
    // Longer names first, so that "@text" does not eat the beginning of "@text2".
    static const QList<NamedColour> names{
        {u"@accentTint"_s, &Theme::accentTint},
        {u"@onAccent"_s, &Theme::onAccent},
        {u"@onAlarm"_s, &Theme::onAlarm},
        {u"@surface"_s, &Theme::surface},
        {u"@strong"_s, &Theme::strong},
        {u"@accent"_s, &Theme::accent},
        {u"@alarm"_s, &Theme::alarm},
        {u"@text2"_s, &Theme::text2},
        {u"@text3"_s, &Theme::text3},
        {u"@warn"_s, &Theme::warn},
        {u"@text"_s, &Theme::text},
        {u"@sunk"_s, &Theme::sunk},
        {u"@line"_s, &Theme::line},
        {u"@win"_s, &Theme::win},
        {u"@sel"_s, &Theme::sel},
    };
    return names;
}

} // namespace

QString Theme::styleSheet(double scale) const
{
    QString sheet = s_template;
    for (const NamedColour &named : namedColours())
        sheet.replace(named.name, (this->*named.colour).name());
    for (const int height : {10, 18, 20, 28, 30})
        sheet.replace(u"#%1px"_s.arg(height), u"%1px"_s.arg(qRound(height * scale)));
    return sheet;
}

} // namespace cutover::gui
