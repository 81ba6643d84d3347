// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/pool.h"

#include <QTimer>

#include <functional>
#include <utility>

namespace cutover::gui {

/// The answer to a question that changes while somebody types: asked on the thread pool once it has stood still for a
/// moment, never two at a time, and only the answer to the newest question is told. Lives no longer than `context`.
template <typename Answer>
class LatestAnswer
{
public:
    LatestAnswer(QObject *context, std::function<void(const Answer &)> then)
        : m_context(context)
        , m_then(std::move(then))
    {
        m_stillness.setSingleShot(true);
        m_stillness.setInterval(stillnessMs);
        QObject::connect(&m_stillness, &QTimer::timeout, context, [this] { askNow(); });
    }

    /// `question` must hold values only.
    void ask(std::function<Answer()> question)
    {
        m_question = std::move(question);
        m_stillness.start();
    }
    [[nodiscard]] bool isOpen() const { return m_question || m_isAsked; }

private:
    static constexpr int stillnessMs = 120;

    void askNow()
    {
        if (m_isAsked || !m_question)
            return;
        m_isAsked = true;
        checks::onPool(m_context, std::exchange(m_question, {}), [this](const Answer &answer) {
            m_isAsked = false;
            if (!m_question)
                m_then(answer);
            else if (!m_stillness.isActive())
                askNow();
        });
    }

    QObject *m_context;
    std::function<void(const Answer &)> m_then;
    std::function<Answer()> m_question;
    QTimer m_stillness;
    bool m_isAsked = false;
};

} // namespace cutover::gui
