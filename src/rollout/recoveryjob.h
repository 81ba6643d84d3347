// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <functional>

namespace cutover::rollout {

/// Asks the readyz criterion's own source once, by its own deadline; answers whether it is Go.
using AskReadyz = std::function<void(std::function<void(bool isGo)>)>;

/// Proves a recovery: `abort` is read back, then readyz is Go three times in a row (RULES section 5). Fifteen minutes
/// without are told once, and the polling goes on: a recovery that comes late is still one.
class RecoveryJob : public QObject
{
    Q_OBJECT

public:
    static constexpr int goesNeeded = 3;

    /// `isReadBack`: whether a Go counts by now; asked at each.
    RecoveryJob(AskReadyz ask, std::function<bool()> isReadBack, QObject *parent = nullptr);

    void setPoll(std::chrono::milliseconds every) { m_every = every; }
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    void start();

Q_SIGNALS:
    void polled(bool isGo, int goesInARow);
    /// It ends with this; nothing is asked afterwards.
    void recovered();
    void notRecovered();

private:
    void poll();
    void onAnswer(bool isGo);

    AskReadyz m_ask;
    std::function<bool()> m_isReadBack;
    std::chrono::milliseconds m_every{2'000};
    std::chrono::milliseconds m_patience{std::chrono::minutes(15)};
    QElapsedTimer m_since;
    int m_goes = 0;
    bool m_hasTold = false;
};

} // namespace cutover::rollout
