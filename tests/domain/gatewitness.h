// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"

#include <QHash>
#include <QList>

#include <algorithm>
#include <array>
#include <optional>

/// \file What a cutover's random life is held against: the checklist's rules once more, told from what was done and
/// never by the state machine, the gate or the rules under test.

namespace cutover::domain::test {

/// What is wrong with the facts a promotion stands on, one bit each.
enum Flaw : unsigned {
    NotInThisLedger = 1U << 0U,
    BrokenSignature = 1U << 1U,
    Unauthorised = 1U << 2U,
    UntrustedList = 1U << 3U,
    NoQuorum = 1U << 4U,
    OtherVersion = 1U << 5U,
    OtherEnvironment = 1U << 6U,
    ProfileEdited = 1U << 7U,
    ScriptEdited = 1U << 8U,
    SealedEdited = 1U << 9U,
    SignerGone = 1U << 10U,
    NoBaseline = 1U << 11U,
    BadLedger = 1U << 12U,
    UnseenLedger = 1U << 13U,
    FullDisk = 1U << 14U,
};
inline constexpr unsigned flawCount = 15;
/// What a continuation's statement says anew.
inline constexpr unsigned healedByContinuation = ProfileEdited | ScriptEdited | SealedEdited | SignerGone;

/// Times are seconds since the first target time, as a clock that people may set says them.
struct Witness
{
    static constexpr std::array percents{10, 25, 50, 100};
    static constexpr std::array<qint64, 4> holdsS{900, 1800, 1800, 3600};

    struct Attempt
    {
        bool isOpen = false; ///< neither aborted nor closed nor stood down
        int presses = 0;     ///< commands that were announced
        bool wasStarted = false;
        bool isUnsettled = false; ///< one was started, and nobody wrote how it ended
        qint64 targetAt = 0;
        std::optional<qint64> continuedAt;
        int reached = 0; ///< stages
        qint64 firstAt = 0;
        qint64 presentAt = 0;
        qsizetype firstMark = 0; ///< at the first press
        qsizetype presentMark = 0;
        qint64 servedMs = 0; ///< of the present hold, while somebody watched and saw
    };
    struct Word
    {
        qint64 at = 0;
        bool isGo = true;
    };
    struct Seen
    {
        qint64 endedAt = 0;
        Window window;
    };

    Attempt attempt;
    bool hasGo = false; ///< it stands: nothing that ends it came after it
    QString left;       ///< in the stage file, by the attempt before
    bool isPaused = false;
    bool isRunning = false; ///< a stage command
    unsigned flaws = 0;
    QHash<QString, Word> words;
    int deployed = 0; ///< which build
    int frozen = -1;
    QList<Seen> seen;
    QByteArray readyz = "ok";
    int unreadablePolls = 0;
    bool isTampered = false;
    bool isUnreadable = false;
    bool isRewritten = false;
    qint64 withoutEvidenceS = 0;
    std::optional<qint64> evidenceAt; ///< where the clock was set since: all that can be known is what it says
    qint64 unwatchedS = 1'000;
    std::array<bool, 13> badRows{};
    qint64 rowsAt = 0;     ///< when all of them ran
    qint64 fourRowsAt = 0; ///< and those of a press

    // --- what is done -------------------------------------------------------------------------------------------
    void signedGo(qint64 targetAt)
    {
        if (attempt.isOpen)
            end(left); // the one before is superseded
        attempt = {};
        attempt.targetAt = targetAt;
        hasGo = attempt.isOpen = true;
    }
    void signedContinuation(qint64 now)
    {
        hasGo = true;
        attempt.continuedAt = now;
    }
    void signedNoGo()
    {
        hasGo = false;
        if (attempt.isOpen && attempt.presses == 0)
            end(left);
    }
    /// By abort, stand-down or closing; whoever tries again asks everybody again.
    void end(const QString &leaves)
    {
        hasGo = attempt.isOpen = false;
        left = leaves;
        words.clear();
    }
    void announced()
    {
        if (attempt.presses++ == 0)
            attempt.firstMark = seen.size();
    }
    void started() { attempt.wasStarted = attempt.isUnsettled = isRunning = true; }
    void reachedNext(qint64 now)
    {
        auto &a = attempt;
        a.isUnsettled = false;
        a.firstAt = a.reached == 0 ? now : a.firstAt;
        a.presentAt = now;
        a.presentMark = seen.size();
        a.servedMs = 0;
        ++a.reached;
    }
    void told(const QString &what, qint64 now, bool isGo)
    {
        words[what] = {now, isGo};
        const bool isUnderWay = attempt.isOpen && attempt.wasStarted;
        if (what == u"freeze" && !isUnderWay)
            frozen = deployed;
    }

    // --- what is so ---------------------------------------------------------------------------------------------
    [[nodiscard]] bool isServed() const { return attempt.reached == 0 || attempt.servedMs >= presentHoldS() * 1000; }
    [[nodiscard]] bool isThrough() const { return attempt.isOpen && attempt.reached == 4 && isServed(); }

    /// A condition of the automatic abort holds.
    [[nodiscard]] bool isTriggered() const
    {
        const bool isLive = readyz == "degraded" || readyz == "error" || unreadablePolls >= 3 || isTampered;
        return isLive || (attempt.presses > 0 && std::any_of(seen.begin() + attempt.firstMark, seen.end(),
                                                             [this](const Seen &one) { return isAlarming(one); }));
    }

    /// Nobody can judge the triggers.
    [[nodiscard]] bool isBlind(qint64 now) const
    {
        const auto last =
            std::find_if(seen.crbegin(), seen.crend(), [](const Seen &one) { return one.window.requests != 0; });
        const bool isPartial = last != seen.crend() && (!last->window.p99Ms || !last->window.errorRate);
        const qint64 ageS = evidenceAt ? now - *evidenceAt : withoutEvidenceS;
        return isUnreadable || isRewritten || isPartial || ageS > std::max<qint64>(300, 2 * gapS()) || ageS < -60;
    }

    /// Null, or the rule that starting the command of a promotion to `percent` would break.
    [[nodiscard]] const char *wrong(int percent, qint64 now, const QString &stageText) const
    {
        const auto &a = attempt;
        if (!hasGo)
            return "no decision stands: abort, NO-GO, stand-down or closing came after it";
        if (flaws != 0)
            return "on facts that are no good";
        if (isPaused)
            return "the line is paused";
        if (a.isUnsettled || isRunning)
            return "a promotion is running, or nobody knows how it ended";
        if (a.reached >= 4 || nextPercent() != percent)
            return "a stage skipped or repeated";
        if (!isInTime(now))
            return "out of the decision's time";
        if (a.reached == 0 && !isAgreed(now))
            return "the pre-cutover validation lacks a word";
        if (a.reached == 0 && !areRowsReady(now))
            return "the pre-cutover validation lacks a row";
        if (!isServed())
            return "a hold cut short";
        if (a.reached > 0 && !isValidated())
            return "the stage is not validated";
        if (a.presses > 1 && isTriggered()) // before this press something of the attempt had begun
            return "a trigger holds";
        if (isBlind(now))
            return "nobody can judge the triggers";
        if (unwatchedS > 5)
            return "nobody watches";
        if (!isFresh(0, fourRowsAt, 60, now) || !isFresh(1, fourRowsAt, 60, now) || !isFresh(5, fourRowsAt, 60, now) ||
            !isFresh(6, fourRowsAt, 60, now))
            return "one of the four rows is not Go, or too old";
        if (frozen != deployed)
            return "the freeze is broken";
        return isOurs(stageText) ? nullptr : "over a foreign value in the stage file";
    }

private:
    [[nodiscard]] qint64 presentHoldS() const { return holdsS.at(static_cast<std::size_t>(attempt.reached - 1)); }
    [[nodiscard]] int nextPercent() const { return percents.at(static_cast<std::size_t>(attempt.reached)); }

    [[nodiscard]] bool isAlarming(const Seen &one) const
    {
        const auto &w = one.window;
        return w.requests != 0 &&
               (w.burst > 1.5 || w.p99Ms.value_or(0) > 180.4 * 1.2 || w.errorRate.value_or(0) > 0.005);
    }

    [[nodiscard]] bool isInTime(qint64 now) const
    {
        if (attempt.continuedAt)
            return now >= *attempt.continuedAt && now <= *attempt.continuedAt + 12 * 3600;
        const qint64 opens = attempt.targetAt;
        return now >= opens && now <= (attempt.reached == 0 ? opens + 4 * 3600 : attempt.firstAt + 12 * 3600);
    }

    /// Freeze, stakeholders, war room and each station, within the hour.
    [[nodiscard]] bool isAgreed(qint64 now) const
    {
        for (const auto *what :
             {u"freeze", u"stakeholders", u"war-room", u"station:Release Manager", u"station:SRE On-Call"}) {
            const auto word = words.constFind(QStringView(what).toString());
            if (word == words.cend() || !word->isGo || word->at < attempt.targetAt - 1800 || now - word->at > 3600 ||
                now - word->at < -60)
                return false;
        }
        return true;
    }
    /// Every row but the people's.
    [[nodiscard]] bool areRowsReady(qint64 now) const
    {
        for (std::size_t row = 0; row < 11; ++row) {
            const bool isDrill = row == 2 || row == 8 || row == 10;
            const bool isOfFour = row == 0 || row == 1 || row == 5 || row == 6;
            if (!isFresh(row, isOfFour ? fourRowsAt : rowsAt, isDrill ? 72 * 3600 : 1800, now))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool isFresh(std::size_t row, qint64 at, qint64 maxAgeS, qint64 now) const
    {
        return !badRows.at(row) && now - at <= maxAgeS && now - at >= -60;
    }

    /// Of the windows that count the last one, or from 25 % on the last three, are good enough.
    [[nodiscard]] bool isValidated() const
    {
        const int percent = percents.at(static_cast<std::size_t>(attempt.reached - 1));
        int needed = percent == 10 ? 1 : 3;
        if (percent == 10 && readyz != "ok")
            return false;
        for (auto i = seen.size() - 1; i >= attempt.presentMark && needed > 0; --i) {
            const auto &[endedAt, w] = seen.at(i);
            if (endedAt <= attempt.presentAt || w.requests == 0 || w.stage != percent)
                continue;
            if (!w.pass || w.burst > 1.5 || (percent == 50 && (!w.p99Ms || *w.p99Ms > 180.4 * 1.1)))
                return false;
            --needed;
        }
        return needed == 0;
    }

    /// The middle one of the last ten gaps between windows.
    [[nodiscard]] qint64 gapS() const
    {
        QList<qint64> gaps;
        for (auto i = std::max<qsizetype>(1, seen.size() - 10); i < seen.size(); ++i)
            if (seen.at(i).endedAt > seen.at(i - 1).endedAt)
                gaps.append(seen.at(i).endedAt - seen.at(i - 1).endedAt);
        std::sort(gaps.begin(), gaps.end());
        return gaps.isEmpty() ? 0 : gaps.at(gaps.size() / 2);
    }

    [[nodiscard]] bool isOurs(const QString &stageText) const
    {
        if (attempt.reached > 0)
            return stageText == QString::number(percents.at(static_cast<std::size_t>(attempt.reached - 1)));
        return stageText.isEmpty() || stageText == u"0" || stageText == left;
    }
};

} // namespace cutover::domain::test
