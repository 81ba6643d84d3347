// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/chartcard.h"

#include "charts/canarychart.h"
#include "charts/canarychartview.h"
#include "gui/appearance.h"
#include "gui/chartlegend.h"
#include "gui/charttablemodel.h"
#include "gui/elidedlabel.h"

#include <QApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

class ChartCard::Private
{
public:
    Private(charts::ChartKind kind, ChartCard *card);

    void follow();
    void show();

    ChartCard *card;
    charts::CanaryChart *chart;
    charts::CanaryChartView *view;
    ChartTableModel *values;
    QTableView *mirror;
    ChartLegend *legend;
    QPushButton *unit = nullptr;
    QWidget *tileWords = new QWidget;
    ElidedLabel *tileTitle = new ElidedLabel({}, 12, Tone::Text2, QFont::Medium);
    ElidedLabel *tileValue = new ElidedLabel({}, 22, Tone::Text, QFont::DemiBold);
    ElidedLabel *tileDistance = new ElidedLabel({}, 12, Tone::Text2);
    ChartCardWords words;
    bool isTile = false;
    QPointer<QDialog> window;
    QPointer<ChartCard> full;

private:
    void addMirror();
    void addUnit();
    void addTileWords() const;
};

ChartCard::Private::Private(charts::ChartKind kind, ChartCard *owner)
    : card(owner)
    , chart(new charts::CanaryChart(kind, owner))
    , view(new charts::CanaryChartView(chart, owner))
    , values(new ChartTableModel(kind, owner))
    , mirror(new QTableView(owner))
    , legend(new ChartLegend(kind))
{
    card->setSmallTitle(true);
    card->addTitleWidget(legend);
    if (kind == charts::ChartKind::Latency)
        addUnit();
    addTileWords();
    auto *row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(tileWords);
    row->addWidget(view, 1);
    card->body()->addLayout(row, 1);
    view->setObjectName(u"chartView"_s);
    view->setMinimumHeight(px(60));
    addMirror();
}

void ChartCard::Private::addMirror()
{
    // A chart is a nameless filler to screen readers. The table is one pixel beneath the chart: on the screen for them,
    // out of sight for the eye.
    mirror->setModel(values);
    mirror->setFrameShape(QFrame::NoFrame);
    mirror->setFocusPolicy(Qt::NoFocus);
    mirror->setAttribute(Qt::WA_TransparentForMouseEvents);
    mirror->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    mirror->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    mirror->setGeometry(px(20), px(20), 1, 1);
    mirror->lower();
}

void ChartCard::Private::addUnit()
{
    unit = new QPushButton(tr("ms"));
    unit->setObjectName(u"latencyUnitButton"_s);
    unit->setCheckable(true);
    unit->setAccessibleName(tr("Latency in milliseconds"));
    unit->setToolTip(tr("Latency in milliseconds in place of per cent of its baseline"));
    setLook(unit, ButtonLook::Small);
    card->addTitleWidget(unit);
    QObject::connect(unit, &QPushButton::toggled, card, [this](bool on) {
        chart->setLatencyUnit(on ? charts::LatencyUnit::Milliseconds : charts::LatencyUnit::PercentOfBaseline);
    });
}

void ChartCard::Private::addTileWords() const
{
    auto *column = new QVBoxLayout(tileWords);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(1));
    for (ElidedLabel *label : {tileTitle, tileValue, tileDistance}) {
        label->setElideMode(Qt::ElideNone);
        column->addWidget(label);
    }
    column->addStretch(1);
    tileWords->setVisible(false);
}

void ChartCard::Private::follow()
{
    charts::ChartStyle style;
    style.palette = theme().chartPalette();
    style.scale = Appearance::instance().scale();
    chart->setStyle(style);
}

void ChartCard::Private::show()
{
    card->setTitle(isTile ? QString() : words.title);
    card->setMeta(isTile ? QString() : words.sentence, words.tone, false);
    card->setAccessibleName(isTile ? u"%1: %2, %3"_s.arg(words.tileTitle, words.tileValue, words.tileDistance)
                                   : u"%1: %2"_s.arg(words.title, words.sentence));
    card->setAccessibleDescription(isTile ? tr("Enter opens the chart") : QString());
    view->setAccessibleName(words.title);
    mirror->setAccessibleName(tr("%1, values").arg(words.title));
    legend->setVisible(!isTile);
    if (unit)
        unit->setVisible(!isTile);
    tileTitle->setText(words.tileTitle);
    tileValue->setText(words.tileValue);
    tileDistance->setText(words.tileDistance);
    tileDistance->setTone(words.tone);
    tileWords->setVisible(isTile);

    charts::ChartWords marks;
    marks.burstLimit = tr("limit %1, abort");
    marks.abortLimit = tr("%1, abort");
    marks.nextLimit = tr("%1, next");
    marks.baseline = tr("base %1");
    marks.sparkBaseline = tr("base");
    marks.fired = tr("fired %1");
    marks.empty = words.empty;
    chart->setWords(marks);
}

ChartCard::ChartCard(charts::ChartKind kind, QWidget *parent)
    : Card({}, parent)
    , d(std::make_unique<Private>(kind, this))
{
    // A whole chart takes the focus itself, for its crosshair; its card shows it.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *from, const QWidget *to) {
        if (from == d->view || to == d->view)
            update();
    });
    connect(&Appearance::instance(), &Appearance::changed, this, [this] { d->follow(); });
    d->follow();
    d->show();
}

ChartCard::~ChartCard()
{
    // The chart may lose the focus while it goes, when there is nothing left here to look at.
    disconnect(qApp, nullptr, this, nullptr);
}

void ChartCard::setInput(const charts::ChartInput &input)
{
    d->chart->setInput(input);
    d->values->setPoints(d->chart->table());
    if (d->full)
        d->full->setInput(input);
}

void ChartCard::setWords(const ChartCardWords &words)
{
    if (words == d->words)
        return;
    d->words = words;
    d->show();
    if (d->window)
        d->window->setWindowTitle(words.title);
    if (d->full)
        d->full->setWords(words);
}

charts::ChartNumbers ChartCard::numbers() const
{
    return d->chart->numbers();
}

charts::CanaryChart *ChartCard::canaryChart() const
{
    return d->chart;
}

void ChartCard::setTile(bool tile)
{
    if (tile == d->isTile)
        return;
    d->isTile = tile;
    d->chart->setForm(tile ? charts::ChartForm::Spark : charts::ChartForm::Full);
    d->view->setInteractive(!tile);
    setFocusPolicy(tile ? Qt::StrongFocus : Qt::NoFocus);
    if (tile)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    d->show();
}

bool ChartCard::isTile() const
{
    return d->isTile;
}

void ChartCard::openFull()
{
    if (!d->window) {
        d->window = new QDialog(this);
        d->window->setAttribute(Qt::WA_DeleteOnClose);
        d->window->setWindowTitle(d->words.title);
        d->full = new ChartCard(d->chart->kind(), d->window);
        d->full->setInput(d->chart->input());
        d->full->setWords(d->words);
        auto *layout = new QVBoxLayout(d->window);
        layout->setContentsMargins(px(12), px(12), px(12), px(12));
        layout->addWidget(d->full);
        d->window->resize(px(900), px(480));
    }
    d->window->show();
    d->window->raise();
    d->window->activateWindow();
}

void ChartCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (d->isTile && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        openFull();
    else
        Card::mouseReleaseEvent(event);
}

void ChartCard::keyPressEvent(QKeyEvent *event)
{
    if (d->isTile && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        openFull();
    else
        Card::keyPressEvent(event);
}

void ChartCard::paintEvent(QPaintEvent *event)
{
    setEdge(hasFocus() || d->view->hasFocus() ? std::optional(Tone::Accent) : std::nullopt);
    Card::paintEvent(event);
}

} // namespace cutover::gui
