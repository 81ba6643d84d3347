// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/servicedata.h"

#include <QRandomGenerator>

namespace cutover::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int parts = 12;
constexpr int rowsPerPart = 400;

QByteArray orders(QRandomGenerator &random, int part)
{
    static constexpr const char *states[] = {"open", "paid", "sent", "done"};
    QByteArray csv = "order,amount_cents,state\n";
    for (int row = 0; row < rowsPerPart; ++row) {
        csv += QByteArray::number(part * rowsPerPart + row) + ',' + QByteArray::number(random.bounded(100, 90'000)) +
               ',' + states[random.bounded(4)] + '\n';
    }
    return csv;
}

QByteArray stock(QRandomGenerator &random, int part)
{
    QByteArray csv = "article,pieces\n";
    for (int row = 0; row < rowsPerPart; ++row)
        csv +=
            "A-" + QByteArray::number(part * rowsPerPart + row) + ',' + QByteArray::number(random.bounded(500)) + '\n';
    return csv;
}

} // namespace

QList<std::pair<QString, QByteArray>> serviceData()
{
    QRandomGenerator random(20'418);
    QList<std::pair<QString, QByteArray>> files;
    for (int part = 0; part < parts; ++part) {
        files.append({u"orders/part-%1.csv"_s.arg(part, 2, 10, QChar(u'0')), orders(random, part)});
        files.append({u"stock/part-%1.csv"_s.arg(part, 2, 10, QChar(u'0')), stock(random, part)});
    }
    return files;
}

} // namespace cutover::demo
