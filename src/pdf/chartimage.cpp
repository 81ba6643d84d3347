// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/chartimage.h"

#include <QPainter>

namespace cutover::pdf {

QImage chartImage(const ChartPicture &chart)
{
    // With an alpha channel letters are smoothed in grey, whatever the screen's subpixels are.
    QImage image((chart.size * chartPixelsPerPoint).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    // A picture is played at the device's resolution over its own: undone, so that its unit is a point.
    const double factor = static_cast<double>(chartPixelsPerPoint) * chart.picture.logicalDpiX() / image.logicalDpiX();
    painter.scale(factor, factor);
    painter.drawPicture(QPointF(0, 0), chart.picture);
    painter.end();
    return image.convertToFormat(QImage::Format_RGB32);
}

} // namespace cutover::pdf
