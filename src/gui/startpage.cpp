// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/startpage.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "models/tooltip.h"
#include "models/words.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

ActionCard::ActionCard(Shape shape, const QString &title, const QString &line, const QString &keys, QWidget *parent)
    : QPushButton(parent)
    , m_shape(shape)
    , m_title(title)
    , m_line(line)
    , m_keys(keys)
{
    setAccessibleName(title);
    setAccessibleDescription(line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void ActionCard::setLine(const QString &line)
{
    m_line = line;
    setAccessibleDescription(line);
    update();
}

void ActionCard::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void ActionCard::setWord(const QString &word)
{
    m_word = word;
    setAccessibleName(word.isEmpty() ? m_title : u"%1, %2"_s.arg(m_title, word));
    update();
}

QSize ActionCard::sizeHint() const
{
    return {px(360), px(88)};
}

QSize ActionCard::minimumSizeHint() const
{
    return {px(240), px(76)};
}

void ActionCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

void ActionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &look = theme();
    const double width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(hasFocus() ? look.accent : underMouse() ? look.strong : look.line, width));
    painter.setBrush(isDown() ? look.sunk : look.surface);
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6));

    const QRect inner = rect().adjusted(px(20), 0, -px(20), 0);
    const QColor ink = isEnabled() ? look.ink(m_tone) : look.text3;
    paintShape(painter, QRectF(inner.left(), (height() - px(24)) / 2.0, px(24), px(24)), m_shape, ink, px(22));
    painter.setPen(look.text2);
    painter.setFont(Appearance::instance().font(12));
    const int keysWidth = painter.fontMetrics().horizontalAdvance(m_keys);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_keys);

    const QRect words = inner.adjusted(px(40), 0, -keysWidth - px(12), 0);
    const int middle = height() / 2;
    painter.setPen(isEnabled() ? look.text : look.text3);
    painter.setFont(Appearance::instance().font(15, QFont::DemiBold));
    const QRect upper(words.left(), middle - px(22), words.width(), px(22));
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideMiddle, upper.width()));
    const int titleWidth = painter.fontMetrics().horizontalAdvance(m_title);
    painter.setPen(look.ink(m_tone));
    painter.setFont(Appearance::instance().font(12, QFont::DemiBold));
    painter.drawText(upper.adjusted(titleWidth + px(10), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_word);
    painter.setPen(look.text2);
    painter.setFont(Appearance::instance().font(12.5));
    const QRect lower(words.left(), middle, words.width(), px(22));
    painter.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_line, Qt::ElideRight, lower.width()));
}

namespace {

Shape shapeOf(const QString &verdict)
{
    if (verdict == u"GO")
        return Shape::Go;
    if (verdict.isEmpty())
        return Shape::NoData;
    return Shape::NoGo;
}

Tone toneOf(const QString &verdict)
{
    if (verdict == u"GO")
        return Tone::Go;
    return verdict.isEmpty() ? Tone::Warn : Tone::Nogo;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_demo(new ActionCard(Shape::Play, tr("Start the demo cutover"),
                            tr("A simulated service, nothing to set up. Everything says DEMO."), u"Ctrl+D"_s))
    , m_demoProbes(newButton(u"demoProbesButton"_s, tr("or with the console’s own probes in place of the scripts")))
    , m_open(
          new ActionCard(Shape::Folder, tr("Open a workspace…"), tr("A folder that holds cutover.json."), u"Ctrl+O"_s))
    , m_newCutover(new ActionCard(
          Shape::Plus, tr("New cutover…"),
          tr("Writes cutover.json for a repository, from its filled checklist if there is one."), u"Ctrl+N"_s))
    , m_verify(new ActionCard(Shape::FileCheck, tr("Verify a file…"),
                              tr("A decision, manifest or bundle; or drop it here."), u"Ctrl+Shift+V"_s))
    , m_recents(new Card(tr("Recent workspaces")))
    , m_list(new QVBoxLayout)
    , m_empty(textLabel(tr("Nothing opened yet. The demo needs no set-up."), 13, Tone::Text2))
    , m_message(textLabel({}, 13, Tone::Text2))
    , m_key(textLabel({}, 12.5, Tone::Text2))
{
    setObjectName(u"startPage"_s);
    m_demo->setObjectName(u"demoButton"_s);
    m_open->setObjectName(u"openButton"_s);
    m_newCutover->setObjectName(u"newCutoverButton"_s);
    m_verify->setObjectName(u"verifyButton"_s);
    m_demoProbes->setAccessibleName(tr("Start the demo cutover with the console’s own probes"));
    setLook(m_demoProbes, ButtonLook::Link);
    m_recents->setObjectName(u"recentsCard"_s);
    m_message->setObjectName(u"startMessageLabel"_s);
    m_empty->setObjectName(u"recentsEmptyLabel"_s);
    m_key->setObjectName(u"keyLineLabel"_s);
    m_message->setVisible(false);
    connect(m_demo, &QPushButton::clicked, this, &StartPage::demoPressed);
    connect(m_demoProbes, &QPushButton::clicked, this, &StartPage::demoProbesPressed);
    connect(m_open, &QPushButton::clicked, this, &StartPage::openPressed);
    connect(m_newCutover, &QPushButton::clicked, this, &StartPage::newCutoverPressed);
    connect(m_verify, &QPushButton::clicked, this, &StartPage::verifyPressed);

    auto *middle = new QVBoxLayout;
    middle->setSpacing(px(24));
    middle->addWidget(makeTitle());
    middle->addWidget(makeColumns());
    middle->addWidget(m_message);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(px(8));
    foot->addWidget(new ShapeMark(Shape::Key, Tone::Text2, 14));
    foot->addWidget(m_key, 1);
    middle->addLayout(foot);

    auto *holder = new QWidget;
    holder->setMaximumWidth(px(1040));
    holder->setLayout(middle);
    middle->setContentsMargins(0, 0, 0, 0);
    auto *across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(holder, 100);
    across->addStretch(1);
    auto *down = new QVBoxLayout(this);
    down->setContentsMargins(px(24), px(24), px(24), px(24));
    down->addStretch(3); // above the middle
    down->addLayout(across);
    down->addStretch(4);
}

QWidget *StartPage::makeTitle()
{
    auto *title = new QWidget;
    auto *row = new QHBoxLayout(title);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(20));
    auto *logo = new QLabel;
    logo->setPixmap(applicationIcon().pixmap(px(64)));
    logo->setAccessibleName(tr("Logo"));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(px(4));
    lines->addWidget(textLabel(u"Cutover Console"_s, 28, Tone::Text, QFont::Bold));
    lines->addWidget(
        textLabel(tr("From the Go/No-Go matrix to a signed decision and a promoted canary."), 15, Tone::Text2));
    row->addWidget(logo);
    row->addLayout(lines, 1);
    return title;
}

QWidget *StartPage::makeColumns()
{
    auto *columns = new QWidget;
    auto *row = new QHBoxLayout(columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(24));
    auto *left = new QVBoxLayout;
    left->setSpacing(px(12));
    auto *demo = new QVBoxLayout;
    demo->setSpacing(px(4));
    demo->addWidget(m_demo);
    auto *probes = new QHBoxLayout;
    probes->setContentsMargins(px(56), 0, 0, 0); // beneath the card's words
    probes->addWidget(m_demoProbes);
    probes->addStretch(1);
    demo->addLayout(probes);
    left->addLayout(demo);
    left->addWidget(m_open);
    left->addWidget(m_newCutover);
    left->addWidget(m_verify);
    left->addStretch(1);
    m_recents->setMeta(tr("last judged"));
    m_recents->setMinimumHeight(px(188));
    m_list->setSpacing(px(4));
    m_list->addWidget(m_empty);
    m_recents->body()->addLayout(m_list);
    m_recents->body()->addStretch(1);
    row->addLayout(left, 57);
    row->addWidget(m_recents, 43);
    return columns;
}

void StartPage::setRecents(const QList<RecentWorkspace> &recents, const QDateTime &now)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    constexpr qsizetype most = 5;
    for (const auto &recent : recents.first(std::min(most, recents.size()))) {
        const bool reachable = QFileInfo::exists(recent.path + u"/cutover.json"_s);
        const QString verdict = reachable ? recent.verdict : QString();
        const QString age = recent.judgedAt.isValid()
                                ? tr("%1 ago").arg(models::ageText(std::max<qint64>(0, recent.judgedAt.secsTo(now))))
                                : QString();
        auto *card = new ActionCard(shapeOf(verdict), recent.name.isEmpty() ? recent.path : recent.name,
                                    reachable ? recent.line : tr("folder not reachable"), age);
        card->setObjectName(u"recent%1Button"_s.arg(m_rows.size()));
        card->setTone(toneOf(verdict));
        card->setWord(verdict.isEmpty() ? tr("No data") : verdict);
        card->setToolTip(models::toolTipText(recent.path));
        card->setFixedHeight(px(64));
        connect(card, &QPushButton::clicked, this, [this, path = recent.path] { Q_EMIT recentPressed(path); });
        m_list->addWidget(card);
        m_rows.append(card);
    }
    m_empty->setVisible(m_rows.isEmpty());
}

void StartPage::setMessage(const QString &text, bool bad)
{
    m_message->setText(text);
    m_message->setTone(bad ? Tone::Nogo : Tone::Text2);
    m_message->setVisible(!text.isEmpty());
}

void StartPage::setBusy(bool busy)
{
    for (auto *button : std::initializer_list<QPushButton *>{m_demo, m_demoProbes, m_open, m_newCutover})
        button->setEnabled(!busy);
}

void StartPage::setKeyLine(const QString &text)
{
    m_key->setText(text);
}

void StartPage::takeFocus()
{
    (m_rows.isEmpty() ? m_demo : m_open)->setFocus();
}

} // namespace cutover::gui
