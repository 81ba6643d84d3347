// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/icons.h"

#include "gui/appearance.h"
#include "gui/runningring.h"

#include <QHash>
#include <QIconEngine>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

// Q_INIT_RESOURCE must stand outside of namespaces.
static void initIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QString fileOf(Shape shape)
{
    switch (shape) {
    case Shape::Go:
        return u"go"_s;
    case Shape::NoGo:
        return u"nogo"_s;
    case Shape::Error:
        return u"error"_s;
    case Shape::TimedOut:
        return u"timed-out"_s;
    case Shape::Stale:
        return u"stale"_s;
    case Shape::NoData:
        return u"no-data"_s;
    case Shape::Running:
        return u"running"_s;
    case Shape::NotRun:
        return u"not-run"_s;
    case Shape::GoUnsigned:
        return u"go-unsigned"_s;
    case Shape::Refusal:
        return u"refusal"_s;
    case Shape::Key:
        return u"key"_s;
    case Shape::Loosened:
        return u"loosened"_s;
    case Shape::Play:
        return u"play"_s;
    case Shape::Folder:
        return u"folder"_s;
    case Shape::Plus:
        return u"plus"_s;
    case Shape::FileCheck:
        return u"file-check"_s;
    case Shape::Logo:
        return u"cutover-console"_s;
    }
    Q_UNREACHABLE();
}

QImage rendered(Shape shape, int pixels, int angle)
{
    initIcons(); // a static library's resources are linked only if asked for
    QSvgRenderer renderer(u":/icons/"_s + fileOf(shape) + u".svg"_s);
    QImage image(pixels, pixels, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.translate(pixels / 2.0, pixels / 2.0);
    painter.rotate(angle);
    renderer.render(&painter, QRectF(-pixels / 2.0, -pixels / 2.0, pixels, pixels));
    return image;
}

/// Black becomes the colour and white nothing: a cut-out shows whatever the shape lies on, at any antialiasing.
QImage inked(QImage image, const QColor &colour)
{
    const QRgb ink = colour.rgb() & 0x00FFFFFFU;
    for (int y = 0; y < image.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = qAlpha(row[x]) * (255 - qGray(row[x])) / 255;
            row[x] = (static_cast<QRgb>(alpha * colour.alpha() / 255) << 24U) | ink;
        }
    }
    return image;
}

struct Key
{
    Shape shape;
    QRgb colour;
    int pixels;
    int angle;
    friend bool operator==(const Key &, const Key &) = default;
};

size_t qHash(const Key &key, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(key.shape), key.colour, key.pixels, key.angle);
}

/// So that item views and buttons get the shape at the device's own resolution.
class ShapeEngine : public QIconEngine
{
public:
    ShapeEngine(Shape shape, const QColor &colour)
        : m_shape(shape)
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = mode == QIcon::Disabled ? theme().text3 : m_colour;
        paintShape(*painter, rect, m_shape, colour, std::min(rect.width(), rect.height()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = mode == QIcon::Disabled ? theme().text3 : m_colour;
        return shapePixmap(m_shape, colour, std::min(size.width(), size.height()), 1);
    }
    [[nodiscard]] QIconEngine *clone() const override { return new ShapeEngine(m_shape, m_colour); }

private:
    Shape m_shape;
    QColor m_colour;
};

} // namespace

Shape statusShape(domain::Status status)
{
    switch (status) {
    case domain::Status::Go:
        return Shape::Go;
    case domain::Status::NoGo:
        return Shape::NoGo;
    case domain::Status::Error:
        return Shape::Error;
    case domain::Status::TimedOut:
        return Shape::TimedOut;
    case domain::Status::Stale:
        return Shape::Stale;
    case domain::Status::NoData:
        return Shape::NoData;
    case domain::Status::Running:
        return Shape::Running;
    case domain::Status::NotRun:
        return Shape::NotRun;
    }
    Q_UNREACHABLE();
}

QPixmap shapePixmap(Shape shape, const QColor &colour, int size, qreal devicePixelRatio)
{
    static QHash<Key, QPixmap> cache;
    const int pixels = std::max(1, qRound(size * devicePixelRatio));
    const Key key{shape, colour.rgba(), pixels, shape == Shape::Running ? RunningRing::instance().angle() : 0};
    auto found = cache.find(key);
    if (found == cache.end()) {
        const QImage image = rendered(shape, pixels, key.angle);
        found = cache.insert(key, QPixmap::fromImage(shape == Shape::Logo ? image : inked(image, colour)));
    }
    QPixmap pixmap = found.value();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon shapeIcon(Shape shape, const QColor &colour)
{
    return QIcon(new ShapeEngine(shape, colour));
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addPixmap(shapePixmap(Shape::Logo, QColor(), size, 1));
    return icon;
}

void paintShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &colour, int size)
{
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    // Whole pixels of the device: half of one would blur every edge.
    const QPointF corner(std::round((area.center().x() - size / 2.0) * ratio) / ratio,
                         std::round((area.center().y() - size / 2.0) * ratio) / ratio);
    painter.drawPixmap(corner, shapePixmap(shape, colour, size, ratio));
}

} // namespace cutover::gui
