// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace cutover::bench {

/// Times of one thing, in ms, and the line that tells their distribution.
class Samples
{
public:
    void add(double ms) { m_ms.push_back(ms); }
    [[nodiscard]] bool isEmpty() const { return m_ms.empty(); }

    static void printHead(const char *what)
    {
        std::printf("\n%-60s %7s %9s %9s %9s %9s %9s\n", what, "n", "min ms", "median", "p90", "p99", "max");
    }
    void print(const QString &name)
    {
        std::ranges::sort(m_ms);
        if (isEmpty())
            return;
        std::printf("%-60s %7zu %9.3f %9.3f %9.3f %9.3f %9.3f\n", qUtf8Printable(name), m_ms.size(), m_ms.front(),
                    at(0.5), at(0.9), at(0.99), m_ms.back());
        std::fflush(stdout);
    }

private:
    [[nodiscard]] double at(double part) const
    {
        return m_ms[std::min(m_ms.size() - 1, static_cast<std::size_t>(part * static_cast<double>(m_ms.size())))];
    }
    std::vector<double> m_ms;
};

inline double msOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Runs `work` so often and prints the line.
template <typename Work>
void measure(const QString &name, int times, Work work)
{
    Samples samples;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        samples.add(msOf(timer));
    }
    samples.print(name);
}

} // namespace cutover::bench
