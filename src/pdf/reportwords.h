// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QString>

#include <functional>

namespace cutover::pdf {

/// The words for values, taken from above: the one catalogue stands in models/, so that paper and screen say the same.
/// All of them have to be there, callable from any thread, and answer the same value with the same words.
struct ReportWords
{
    std::function<QString(double value, domain::Unit unit)> value;      ///< "15 min", "0.1 %", "1.5"
    std::function<QString(qint64 seconds)> age;                         ///< "23 h"
    std::function<QString(qint64 milliseconds)> duration;               ///< "0.4 s"; of a negative one, that none is
    std::function<QString(domain::Status status)> status;               ///< "No-Go"
    std::function<QString(const QString &hex, int groups)> fingerprint; ///< the first groups of four digits
};

} // namespace cutover::pdf
