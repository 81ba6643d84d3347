// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statementview.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int indentWidth = 2;
constexpr int digestLineLength = 32;
constexpr double unfoldedHeight = 420;

/// Format characters (bidirectional overrides, zero width) would let a text look like another one.
QString visible(QChar c)
{
    const bool isHidden = c.category() == QChar::Other_Format || c == QChar::LineSeparator ||
                          c == QChar::ParagraphSeparator || c.category() == QChar::Other_Control;
    return isHidden ? u"\\u%1"_s.arg(static_cast<uint>(c.unicode()), 4, 16, QChar(u'0')) : QString(c);
}

QString newLine(int depth)
{
    return u'\n' + QString(depth * indentWidth, u' ');
}

ElidedLabel *newDigestLine()
{
    auto *label = new ElidedLabel;
    label->setFont(Appearance::instance().monoFont(12.5));
    label->setElideMode(Qt::ElideNone);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

QString groupsOfFour(QStringView hex)
{
    QString grouped;
    for (qsizetype i = 0; i < hex.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            grouped += u' ';
        grouped += hex[i];
    }
    return grouped;
}

QString shortDigest(QStringView hex, int groups)
{
    return hex.size() <= groups * 4 ? groupsOfFour(hex) : groupsOfFour(hex.left(groups * 4)) + u"\u00a0…"_s;
}

StatementView::StatementView(QWidget *parent)
    : Card(tr("Statement digest"), parent)
    , m_digest{newDigestLine(), newDigestLine()}
    , m_show(new QPushButton)
    , m_text(new QPlainTextEdit)
    , m_hint(textLabel(tr("The canonical statement, indented for reading. The digest is over the same text without the "
                          "white space between its tokens."),
                       12, Tone::Text2))
{
    setSmallTitle(true);
    setMeta(tr("SHA-256"), Tone::Text2, false);
    m_show->setObjectName(u"showStatementButton"_s);
    m_show->setAutoDefault(false);
    setLook(m_show, ButtonLook::Link);
    addTitleWidget(m_show);
    m_text->setObjectName(u"statementPlainTextEdit"_s);
    m_text->setAccessibleName(tr("The whole statement that is signed"));
    m_text->setReadOnly(true);
    m_text->setFont(Appearance::instance().monoFont(12));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(px(unfoldedHeight));
    body()->setSpacing(px(2));
    body()->addWidget(m_digest[0]);
    body()->addWidget(m_digest[1]);
    body()->addWidget(m_hint);
    body()->addWidget(m_text);
    connect(m_show, &QPushButton::clicked, this, [this] { fold(!isUnfolded()); });
    fold(false);
    setStatement({}, {});
}

void StatementView::setStatement(const QByteArray &canonical, const QByteArray &sha256)
{
    m_show->setEnabled(!canonical.isEmpty());
    const QString hex = QString::fromLatin1(sha256.toHex());
    m_digest[0]->setText(hex.isEmpty() ? tr("no statement yet")
                                       : groupsOfFour(QStringView(hex).left(digestLineLength)));
    m_digest[1]->setText(groupsOfFour(QStringView(hex).mid(digestLineLength)));
    m_digest[0]->setAccessibleName(tr("Statement digest %1").arg(groupsOfFour(hex)));
    m_text->setPlainText(readable(canonical));
}

bool StatementView::isUnfolded() const
{
    return !m_text->isHidden();
}

QString StatementView::readable(const QByteArray &canonical)
{
    QString text;
    int depth = 0;
    bool isInString = false;
    const QString source = QString::fromUtf8(canonical);
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        if (isInString) {
            text += visible(c);
            if (c == u'\\' && i + 1 < source.size())
                text += visible(source[++i]);
            else if (c == u'"')
                isInString = false;
            continue;
        }
        const QChar next = i + 1 < source.size() ? source[i + 1] : QChar();
        if (c == u'{' || c == u'[') {
            const bool isEmpty = next == u'}' || next == u']';
            text += isEmpty ? QString(c) + next : c + newLine(++depth);
            i += isEmpty ? 1 : 0;
        } else if (c == u'}' || c == u']') {
            text += newLine(--depth) + c;
        } else if (c == u',') {
            text += c + newLine(depth);
        } else if (c == u':') {
            text += u": "_s;
        } else {
            isInString = c == u'"';
            text += c;
        }
    }
    return text;
}

void StatementView::fold(bool open)
{
    m_text->setVisible(open);
    m_hint->setVisible(open);
    m_show->setText(open ? tr("Hide statement") : tr("Show statement…"));
    m_show->setAccessibleName(open ? tr("Hide the whole statement") : tr("Show the whole statement in place"));
    if (open)
        Q_EMIT unfolded();
}

} // namespace cutover::gui
