// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The visual base: tokens and their contrast, shapes, badges, cards, rail, refusals, bars, chart cards. With
// CUTOVER_SCREENSHOTS set to a folder, a sheet of all of them is saved there in both themes.
#include "charts/canarychart.h"
#include "charts/samples.h"
#include "gui/appearance.h"
#include "gui/chartcard.h"
#include "gui/charttablemodel.h"
#include "gui/choicebox.h"
#include "gui/elidedlabel.h"
#include "gui/guimain.h"
#include "gui/holdbar.h"
#include "gui/icons.h"
#include "gui/measurebar.h"
#include "gui/phaserail.h"
#include "gui/refusallist.h"
#include "gui/runningring.h"
#include "gui/statusbadge.h"
#include "models/fonts.h"
#include "models/tooltip.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::gui;
using namespace cutover::tests;

class VisualBaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void textsHaveContrast_data();
    void textsHaveContrast();
    void shapesHaveContrast_data();
    void shapesHaveContrast();
    void paperIsTheLightTheme();
    void schemeFollowsItsSetting();
    void styleSheetNamesOnlyThemeColours();
    void figuresHaveOneWidth();
    void shapesDifferInOutline();
    void cutOutsAreTransparent();
    void ringTurnsOnlyWhileWanted();
    void badgeSaysItsWord();
    void cutLabelShowsItsTextOnDemand();
    void railStepsHaveNames();
    void refusalsAreAllInSight();
    void compactRefusalsKeepTheirCodes();
    void measureBarShowsWhatIsOver_data();
    void measureBarShowsWhatIsOver();
    void holdBarNeverLeavesItsRange();
    void chartCardMirrorsItsValues();
    void tileOpensTheChart();
    void latencyCanBeInMilliseconds();
    void indicatorsHaveContrast_data();
    void indicatorsHaveContrast();
    void aChoiceShowsItsArrow_data();
    void aChoiceShowsItsArrow();
    void saveSheets();
};

namespace {

const QList<domain::Status> s_statuses{domain::Status::Go,      domain::Status::NoGo,  domain::Status::NoData,
                                       domain::Status::Stale,   domain::Status::Error, domain::Status::TimedOut,
                                       domain::Status::Running, domain::Status::NotRun};

QList<PhaseStep> nineSteps()
{
    QList<PhaseStep> steps;
    for (const QString &title : {u"Pre-flight"_s, u"Decision"_s, u"Pre-cutover"_s, u"10 %"_s, u"25 %"_s, u"50 %"_s,
                                 u"100 %"_s, u"Post-cutover"_s, u"Closing"_s})
        steps.append({title, u"hold 30 min"_s, PhaseState::Next, u"next"_s});
    for (int i = 0; i < 4; ++i)
        steps[i].state = PhaseState::Done;
    steps[4] = {u"25 %"_s, u"05:23 left"_s, PhaseState::Present, u"present"_s};
    return steps;
}

ChartCardWords burstWords()
{
    ChartCardWords words;
    words.title = u"Canary burst per window"_s;
    words.sentence = u"last 0.91, 0.59 to abort"_s;
    words.tileTitle = u"Burst, last window"_s;
    words.tileValue = u"0.91"_s;
    words.tileDistance = u"0.59 to abort"_s;
    words.empty = u"No canary windows in the evidence yet (canary.windows is empty)."_s;
    return words;
}

double share(const QImage &a, const QImage &b)
{
    int differing = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            differing += std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))) > 100 ? 1 : 0;
    }
    return static_cast<double>(differing) / (a.width() * a.height());
}

} // namespace

void VisualBaseTest::initTestCase()
{
    Appearance::instance().setScheme(ColourScheme::Light);
    Appearance::instance().apply();
    QVERIFY(models::loadFonts());
}

void VisualBaseTest::textsHaveContrast_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        const char *name = theme->isDark ? "dark" : "light";
        const auto row = [name](const char *what, const QColor &ink, const QColor &ground) {
            QTest::addRow("%s, %s", name, what) << ink << ground;
        };
        for (const QColor &ground : {theme->surface, theme->win, theme->sunk, theme->sel}) {
            row("text", theme->text, ground);
            row("text2", theme->text2, ground);
            row("text3", theme->text3, ground);
        }
        for (const Tone tone : {Tone::Accent, Tone::Go, Tone::Nogo, Tone::Warn, Tone::Neutral}) {
            row("tone on surface", theme->ink(tone), theme->surface);
            row("tone on its tint", theme->ink(tone), theme->tint(tone));
        }
        row("primary button", theme->onAccent, theme->accent);
        row("alarm band", theme->onAlarm, theme->alarm);
        row("text on accent tint", theme->text, theme->accentTint);
    }
}

void VisualBaseTest::textsHaveContrast()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(QString::number(contrast(ink, ground))));
}

void VisualBaseTest::shapesHaveContrast_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        const char *name = theme->isDark ? "dark" : "light";
        QTest::addRow("%s, borders", name) << theme->strong << theme->surface;
        QTest::addRow("%s, alarm", name) << theme->alarm << theme->surface;
        QTest::addRow("%s, focus", name) << theme->accent << theme->surface;
        QTest::addRow("%s, focus on window", name) << theme->accent << theme->win;
    }
}

void VisualBaseTest::shapesHaveContrast()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(ink, ground) >= 3 - 0.05, qPrintable(QString::number(contrast(ink, ground))));
}

void VisualBaseTest::paperIsTheLightTheme()
{
    QCOMPARE(charts::Palette::paper(), Theme::light().chartPalette());
}

void VisualBaseTest::schemeFollowsItsSetting()
{
    Appearance &look = Appearance::instance();
    const QSignalSpy changed(&look, &Appearance::changed);
    look.setScheme(ColourScheme::Dark);
    QVERIFY(look.theme().isDark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::dark().win);
    look.setScheme(ColourScheme::Light);
    QVERIFY(!look.theme().isDark);
    QCOMPARE(changed.size(), 2);
}

void VisualBaseTest::styleSheetNamesOnlyThemeColours()
{
    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        const QString sheet = theme->styleSheet(1);
        QVERIFY2(!sheet.contains(u'@'), "a name was not replaced");
        QVERIFY(sheet.contains(theme->accent.name()));
        const Theme &other = theme->isDark ? Theme::light() : Theme::dark();
        QVERIFY(!sheet.contains(other.accent.name()));
    }
}

void VisualBaseTest::figuresHaveOneWidth()
{
    const QFont font = Appearance::instance().font(34, QFont::DemiBold);
    QVERIFY(QFontDatabase::families().contains(u"Cutover Sans"_s));
    const QFontMetricsF metrics(font);
    for (const QChar figure : u"0123456789"_s)
        QCOMPARE(metrics.horizontalAdvance(figure), metrics.horizontalAdvance(u'0'));
}

void VisualBaseTest::shapesDifferInOutline()
{
    QList<QImage> images;
    for (const domain::Status status : s_statuses)
        images.append(shapePixmap(statusShape(status), theme().text, 32, 1).toImage());
    images.append(shapePixmap(Shape::GoUnsigned, theme().text, 32, 1).toImage());
    for (qsizetype i = 0; i < images.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY2(share(images.at(i), images.at(j)) > 0.06,
                     qPrintable(u"%1 and %2: %3"_s.arg(i).arg(j).arg(share(images.at(i), images.at(j)))));
    }
}

void VisualBaseTest::cutOutsAreTransparent()
{
    const QImage go = shapePixmap(Shape::Go, theme().go, 64, 2).toImage();
    QCOMPARE(go.size(), QSize(128, 128));
    bool hasCut = false;
    for (int x = 40; x < 90 && !hasCut; ++x) {
        for (int y = 40; y < 90; ++y)
            hasCut = hasCut || qAlpha(go.pixel(x, y)) < 20;
    }
    QVERIFY(hasCut);
    QCOMPARE(QColor(go.pixel(64, 10)).name(), theme().go.name());
}

void VisualBaseTest::ringTurnsOnlyWhileWanted()
{
    RunningRing &ring = RunningRing::instance();
    QVERIFY(!ring.isTurning());
    StatusBadge badge(Badge::of(domain::Status::Running, u"Running"_s));
    QVERIFY2(!ring.isTurning(), "nobody sees it");
    badge.show();
    QVERIFY(ring.isTurning());
    Appearance::instance().setReduceMotion(true);
    QVERIFY(!ring.isTurning());
    Appearance::instance().setReduceMotion(false);
    QVERIFY(ring.isTurning());
    badge.setBadge(Badge::of(domain::Status::Go, u"Go"_s));
    QVERIFY(!ring.isTurning());
    badge.setBadge(Badge::of(domain::Status::Running, u"Running"_s));
    badge.hide();
    QVERIFY(!ring.isTurning());
}

void VisualBaseTest::badgeSaysItsWord()
{
    StatusBadge badge(Badge::of(domain::Status::TimedOut, u"Timed out"_s));
    QCOMPARE(badge.accessibleName(), u"Timed out"_s);
    QCOMPARE(badge.badge().tone, Tone::Nogo);
    QVERIFY(badge.sizeHint().width() > StatusBadge(Badge::of(domain::Status::Go, u"Go"_s)).sizeHint().width());
}

void VisualBaseTest::cutLabelShowsItsTextOnDemand()
{
    ElidedLabel label(u"A long sentence that gives way to its neighbours"_s);
    label.resize(80, 20);
    label.show();
    QCOMPARE(label.toolTip(), models::toolTipText(label.text()));
    QCOMPARE(label.accessibleDescription(), label.text());
    label.resize(800, 20);
    QCOMPARE(label.toolTip(), QString());
    label.setText(u"<b>not markup</b>"_s);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    label.resize(20, 20);
    QTextDocument shown;
    shown.setHtml(label.toolTip());
    QCOMPARE(shown.toPlainText(), label.text());
}

void VisualBaseTest::railStepsHaveNames()
{
    PhaseRail rail;
    rail.setSteps(nineSteps());
    const QList<QLabel *> labels = rail.findChildren<QLabel *>();
    QCOMPARE(labels.size(), 9);
    QCOMPARE(labels.at(4)->accessibleName(), u"25 %, present, 05:23 left"_s);
    QCOMPARE(rail.sizeHint().height(), px(56));
    rail.setCompact(true);
    QCOMPARE(rail.sizeHint().height(), px(40));
    QCOMPARE(rail.findChildren<QLabel *>(), labels); // changed in place
    rail.resize(1600, 56);
    rail.show();
    QVERIFY(labels.at(0)->width() == labels.at(4)->width() ||
            std::abs(labels.at(0)->width() - labels.at(4)->width()) == 1);
}

void VisualBaseTest::refusalsAreAllInSight()
{
    QWidget window;
    RefusalList list;
    list.setParent(&window);
    QVERIFY(list.isHidden());
    list.setHeading(u"Refused now, for 2 reasons:"_s);
    list.setRefusals({{u"Hold at 25 % has 05:23 left."_s, u"hold_running"_s},
                      {u"2 of 3 green windows."_s, u"validation_inconclusive"_s}});
    QVERIFY(!list.isHidden());
    QStringList words;
    for (const QLabel *label : list.findChildren<QLabel *>())
        words.append(label->text());
    for (const QString &word : {u"Hold at 25 % has 05:23 left."_s, u"hold_running"_s, u"validation_inconclusive"_s})
        QVERIFY2(words.contains(word), qPrintable(word));
    QCOMPARE(list.asText(), u"Refused now, for 2 reasons:\nHold at 25 % has 05:23 left. (hold_running)\n"
                            "2 of 3 green windows. (validation_inconclusive)"_s);
    list.setRefusals({});
    QVERIFY(list.isHidden());

    auto *early = new RefusalList;
    early->setRefusals({{u"No watcher for 7 s."_s, u"no_watcher"_s}});
    QVERIFY2(!early->isVisible(), "without a parent it would be a window");
    early->setParent(&window);
    QVERIFY(!early->isHidden());
}

void VisualBaseTest::compactRefusalsKeepTheirCodes()
{
    RefusalList list;
    list.setCompact(true);
    list.setRefusals({{u"No watcher for 7 s."_s, u"no_watcher"_s}});
    const QList<QWidget *> children = list.findChildren<QWidget *>();
    QVERIFY(std::ranges::any_of(children, [](const QWidget *child) { return child->toolTip() == u"no_watcher"_s; }));
    for (const QLabel *label : list.findChildren<QLabel *>())
        QVERIFY(label->text() != u"no_watcher"_s);
}

void VisualBaseTest::measureBarShowsWhatIsOver_data()
{
    QTest::addColumn<double>("observed");
    QTest::addColumn<double>("limit");
    QTest::addColumn<bool>("isFloor");
    QTest::addColumn<double>("tick");
    QTest::addColumn<double>("bad");
    QTest::newRow("within") << 10.0 << 15.0 << false << 0.75 << 0.0;
    QTest::newRow("at the limit") << 15.0 << 15.0 << false << 0.75 << 0.0;
    QTest::newRow("over") << 18.0 << 15.0 << false << 0.75 << 0.15;
    QTest::newRow("far over") << 150.0 << 15.0 << false << 0.1 << 0.9;
    QTest::newRow("zero of one") << 0.0 << 1.0 << false << 0.75 << 0.0;
    QTest::newRow("limit zero, kept") << 0.0 << 0.0 << false << 0.0 << 0.0;
    QTest::newRow("limit zero, broken") << 3.0 << 0.0 << false << 0.0 << 1.0;
    QTest::newRow("days enough") << 41.0 << 7.0 << true << 7.0 / 41 << 0.0;
    QTest::newRow("days short") << 4.0 << 8.0 << true << 0.75 << 0.375;
}

void VisualBaseTest::measureBarShowsWhatIsOver()
{
    QFETCH(double, observed);
    QFETCH(double, limit);
    QFETCH(bool, isFloor);
    QFETCH(double, tick);
    QFETCH(double, bad);
    const auto op = isFloor ? domain::Operator::GreaterOrEqual : domain::Operator::LessOrEqual;
    const auto layout = MeasureBar::layoutOf({u"x"_s, observed, op, limit, domain::Unit::None}, 0.75);
    QVERIFY(std::abs(layout.limit - tick) < 1e-9);
    QVERIFY2(std::abs(layout.badTo - layout.badFrom - bad) < 1e-9, qPrintable(QString::number(layout.badTo)));
    QVERIFY(layout.fill >= 0 && layout.fill <= 1 && layout.badTo <= 1 + 1e-9);
}

void VisualBaseTest::holdBarNeverLeavesItsRange()
{
    HoldBar bar;
    for (const auto &[served, hold] :
         {std::pair<qint64, qint64>{0, 1800}, {900, 1800}, {5000, 1800}, {-3, 60}, {0, 0}}) {
        bar.setHold(served, hold);
        QVERIFY(bar.value() >= bar.minimum() && bar.value() <= bar.maximum());
    }
    QCOMPARE(bar.value(), bar.maximum()); // no hold is a served hold
}

void VisualBaseTest::chartCardMirrorsItsValues()
{
    ChartCard card(charts::ChartKind::Burst);
    card.setWords(burstWords());
    card.resize(540, 280);
    card.show();
    card.setInput(sampleInput(QList<double>{0.8, 1.62}));
    const auto *table = card.findChild<QTableView *>();
    QVERIFY(table);
    QCOMPARE(table->accessibleName(), u"Canary burst per window, values"_s);
    QVERIFY2(table->isVisible(), "an invisible table is not there for a screen reader");
    QVERIFY(table->width() <= 1 && table->height() <= 1);
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->columnCount(), 3);
    QCOMPARE(table->model()->index(1, 0).data().toString(), u"2 Mar 2026 14:02:00 UTC"_s);
    QCOMPARE(table->model()->index(1, 1).data().toString(), u"1.62"_s);
    QCOMPARE(table->model()->index(1, 2).data().toString(), u"failed"_s);
    QCOMPARE(card.numbers().distance.value(), -0.12);
    QCOMPARE(card.accessibleName(), u"Canary burst per window: last 0.91, 0.59 to abort"_s);

    ChartTableModel latency(charts::ChartKind::Latency);
    const QAbstractItemModelTester second(&latency, QAbstractItemModelTester::FailureReportingMode::QtTest);
    latency.setPoints({{sampleTime(0), std::nullopt, std::nullopt, charts::Verdict::Unjudged}});
    QCOMPARE(latency.index(0, 1).data().toString(), u"none"_s);
    QCOMPARE(latency.index(0, 3).data().toString(), u"unreadable"_s);
}

void VisualBaseTest::tileOpensTheChart()
{
    QWidget window;
    auto *card = new ChartCard(charts::ChartKind::Burst, &window);
    card->setTile(true);
    card->setWords(burstWords());
    card->setInput(sampleInput(ordinaryBursts(20)));
    card->resize(440, 114);
    window.show();
    QVERIFY(card->isTile());
    QCOMPARE(card->accessibleName(), u"Burst, last window: 0.91, 0.59 to abort"_s);
    QTest::keyClick(card, Qt::Key_Return);
    auto *dialog = window.findChild<QDialog *>();
    QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
    auto *full = dialog->findChild<ChartCard *>();
    QVERIFY(full && !full->isTile());
    card->setInput(sampleInput(ordinaryBursts(21)));
    QCOMPARE(full->canaryChart()->table().size(), 21);
    QTest::mouseClick(card, Qt::LeftButton);
    QCOMPARE(window.findChildren<QDialog *>().size(), 1);
    dialog->close();
    QTRY_VERIFY(window.findChildren<QDialog *>().isEmpty());
    card->setInput(sampleInput(ordinaryBursts(3))); // the closed window is forgotten
}

void VisualBaseTest::latencyCanBeInMilliseconds()
{
    ChartCard card(charts::ChartKind::Latency);
    card.resize(540, 280);
    card.setInput(sampleInput(ordinaryBursts(5)));
    auto *unit = card.findChild<QPushButton *>();
    QVERIFY(unit);
    QCOMPARE(unit->accessibleName(), u"Latency in milliseconds"_s);
    QCOMPARE(card.canaryChart()->latencyUnit(), charts::LatencyUnit::PercentOfBaseline);
    unit->click();
    QCOMPARE(card.canaryChart()->latencyUnit(), charts::LatencyUnit::Milliseconds);
}

void VisualBaseTest::indicatorsHaveContrast_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<bool>("isRadio");
    QTest::newRow("light box") << false << false;
    QTest::newRow("dark box") << true << false;
    QTest::newRow("light radio") << false << true;
    QTest::newRow("dark radio") << true << true;
}

void VisualBaseTest::indicatorsHaveContrast()
{
    QFETCH(bool, isDark);
    QFETCH(bool, isRadio);
    Appearance::instance().setScheme(isDark ? ColourScheme::Dark : ColourScheme::Light);
    QWidget window;
    QAbstractButton *button =
        isRadio ? static_cast<QAbstractButton *>(new QRadioButton(&window)) : new QCheckBox(&window);
    button->setCheckable(true);
    button->resize(button->sizeHint());
    const auto any = [button](auto wanted) {
        const QImage image = button->grab().toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (wanted(image.pixelColor(x, y)))
                    return true;
        return false;
    };
    const auto isAccent = [](const QColor &pixel) { return pixel == theme().accent; };
    for (const auto &ground : {theme().win, theme().surface})
        QVERIFY(any([&ground](const QColor &pixel) { return contrast(pixel, ground) >= 3; }));
    QVERIFY(!any(isAccent));
    button->setChecked(true);
    QVERIFY(any(isAccent));
    button->setEnabled(false);
    QVERIFY(!any(isAccent));
    Appearance::instance().setScheme(ColourScheme::Light);
}

void VisualBaseTest::aChoiceShowsItsArrow_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void VisualBaseTest::aChoiceShowsItsArrow()
{
    QFETCH(bool, isDark);
    Appearance::instance().setScheme(isDark ? ColourScheme::Dark : ColourScheme::Light);
    ChoiceBox choice;
    choice.resize(choice.sizeHint().width() + px(80), choice.sizeHint().height());
    const auto inkIn = [&choice](const QColor &ink) {
        const QImage image = choice.grab().toImage();
        const auto isInk = [&](int x, int y) { return image.pixelColor(x, y) == ink; };
        int count = 0;
        for (int y = px(6); y < image.height() - px(6); ++y)
            for (int x = image.width() - px(28); x < image.width() - px(6); ++x)
                count += isInk(x, y) ? 1 : 0;
        return count;
    };
    constexpr int aFew = 4; // the rest of a slanted line is blended
    QVERIFY(inkIn(theme().text2) >= aFew);
    choice.setEnabled(false);
    QCOMPARE(inkIn(theme().text2), 0);
    QVERIFY(inkIn(theme().text3) >= aFew);
    Appearance::instance().setScheme(ColourScheme::Light);
}

void VisualBaseTest::saveSheets()
{
    const QString folder = qEnvironmentVariable("CUTOVER_SCREENSHOTS");
    if (folder.isEmpty())
        QSKIP("CUTOVER_SCREENSHOTS names no folder");
    QWidget sheet;
    auto *layout = new QVBoxLayout(&sheet);
    auto *rail = new PhaseRail;
    rail->setSteps(nineSteps());
    layout->addWidget(rail);
    charts::ChartInput input = sampleInput(ordinaryBursts(36));
    input.promotions = {{sampleTime(14), 10}, {sampleTime(22), 25}};
    for (const auto kind : {charts::ChartKind::Burst, charts::ChartKind::Latency}) {
        auto *card = new ChartCard(kind);
        card->setWords(burstWords());
        card->setInput(input);
        layout->addWidget(card, 1);
    }
    auto *badges = new QHBoxLayout;
    for (const domain::Status status : s_statuses)
        badges->addWidget(new StatusBadge(Badge::of(status, domain::statusName(status))));
    badges->addStretch();
    layout->addLayout(badges);
    sheet.resize(1200, 800);
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    for (const auto &[scheme, name] : {std::pair{ColourScheme::Light, u"light"_s}, {ColourScheme::Dark, u"dark"_s}}) {
        Appearance::instance().setScheme(scheme);
        QVERIFY(sheet.grab().save(QDir(folder).filePath(u"visualbase-%1.png"_s.arg(name))));
    }
    Appearance::instance().setScheme(ColourScheme::Light);
}

CUTOVER_GUI_TEST_MAIN(VisualBaseTest)

#include "tst_visualbase.moc"
