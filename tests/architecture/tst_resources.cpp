// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Our type and our shapes keep what the screens rely on: figures of one width, statuses told by outline alone.
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

using namespace Qt::StringLiterals;

class ResourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void figuresAreTabular_data();
    void figuresAreTabular();
    void everyFontIsSmall();
    void theLicenceComesAlong();
    void iconsAreValidAndColourless_data();
    void iconsAreValidAndColourless();
    void statusShapesDifferWithoutColour();
};

namespace {

const QStringList s_statuses{u"go"_s,      u"nogo"_s,    u"error"_s,   u"timed-out"_s,  u"stale"_s,
                             u"no-data"_s, u"running"_s, u"not-run"_s, u"go-unsigned"_s};

QImage blank()
{
    QImage image(48, 48, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    return image;
}

QImage drawn(const QString &name)
{
    QImage image = blank();
    QPainter painter(&image);
    QSvgRenderer(u":/icons/"_s + name + u".svg"_s).render(&painter);
    return image;
}

double inkDifference(const QImage &left, const QImage &right)
{
    qint64 sum = 0;
    for (int y = 0; y < left.height(); ++y) {
        for (int x = 0; x < left.width(); ++x)
            sum += qAbs(qGray(left.pixel(x, y)) - qGray(right.pixel(x, y)));
    }
    return static_cast<double>(sum) / (255.0 * left.width() * left.height());
}

} // namespace

void ResourcesTest::initTestCase()
{
    const QFileInfoList files = QDir(u":/fonts"_s).entryInfoList({u"*.otf"_s, u"*.ttf"_s});
    QCOMPARE(files.size(), 6);
    for (const QFileInfo &file : files)
        QVERIFY2(QFontDatabase::addApplicationFont(file.filePath()) >= 0, qPrintable(file.filePath()));
}

void ResourcesTest::figuresAreTabular_data()
{
    QTest::addColumn<QString>("family");
    QTest::addColumn<int>("weight");
    for (const int weight : {QFont::Normal, QFont::Medium, QFont::DemiBold, QFont::Bold})
        QTest::addRow("sans %d", weight) << u"Cutover Sans"_s << weight;
    for (const int weight : {QFont::Normal, QFont::Bold})
        QTest::addRow("mono %d", weight) << u"Cutover Mono"_s << weight;
}

void ResourcesTest::figuresAreTabular()
{
    QFETCH(QString, family);
    QFETCH(int, weight);
    QFont font(family);
    font.setWeight(static_cast<QFont::Weight>(weight));
    font.setPixelSize(44);
    QCOMPARE(QFontInfo(font).family(), family);
    QCOMPARE(QFontInfo(font).weight(), weight);
    const QFontMetricsF metrics(font);
    for (const QChar figure : u"123456789"_s)
        QCOMPARE(metrics.horizontalAdvance(QString(8, figure)), metrics.horizontalAdvance(u"00000000"_s));
    for (const QChar sign : u"≤≥−·«»“”’…→✓ΔΩž"_s)
        QVERIFY2(metrics.inFont(sign), qPrintable(QString(sign)));
}

void ResourcesTest::everyFontIsSmall()
{
    for (const QFileInfo &file : QDir(u":/fonts"_s).entryInfoList({u"*.otf"_s, u"*.ttf"_s}))
        QVERIFY2(file.size() < 100'000, qPrintable(file.filePath()));
}

void ResourcesTest::theLicenceComesAlong()
{
    QFile licence(u":/fonts/OFL.txt"_s);
    QVERIFY(licence.open(QIODevice::ReadOnly));
    const QByteArray text = licence.readAll();
    QVERIFY(text.contains("The Inter Project Authors"));
    QVERIFY(text.contains("The JetBrains Mono Project Authors"));
    QVERIFY(text.contains("SIL OPEN FONT LICENSE"));
}

void ResourcesTest::iconsAreValidAndColourless_data()
{
    QTest::addColumn<QString>("path");
    for (const QFileInfo &file : QDir(u":/icons"_s).entryInfoList({u"*.svg"_s}))
        QTest::addRow("%s", qPrintable(file.fileName())) << file.filePath();
}

void ResourcesTest::iconsAreValidAndColourless()
{
    QFETCH(QString, path);
    QSvgRenderer renderer(path);
    QVERIFY(renderer.isValid());
    if (path.endsWith(u"cutover-console.svg"))
        return;
    QCOMPARE(renderer.viewBox(), QRect(0, 0, 16, 16));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    // Code puts a role's colour in the place of black and the ground's in the place of white, and knows no third.
    QByteArray text = file.readAll();
    text.replace("#000000", "").replace("#FFFFFF", "");
    QVERIFY2(!text.contains('#'), text.constData());
}

void ResourcesTest::statusShapesDifferWithoutColour()
{
    for (const QString &left : s_statuses) {
        QVERIFY2(inkDifference(drawn(left), blank()) > 0.1, qPrintable(left));
        for (const QString &right : s_statuses) {
            if (left == right)
                continue;
            const double difference = inkDifference(drawn(left), drawn(right));
            QVERIFY2(difference > 0.05, qPrintable(u"%1 and %2: %3"_s.arg(left, right).arg(difference)));
        }
    }
}

QTEST_MAIN(ResourcesTest)

#include "tst_resources.moc"
