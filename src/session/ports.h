// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"
#include "domain/row.h"
#include "domain/watch.h"
#include "keychain/secretstore.h"
#include "pdf/reportstory.h"
#include "pdf/reportwords.h"
#include "session/notificationfacts.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <functional>

namespace cutover::session {

struct Timeline;

/// What the calendar shows of an incident's review.
struct ReviewWords
{
    QString summary; ///< one line
    QString description;
};

/// The record's language: the texts that are signed and filed, the same for every user and every face. The catalogue
/// of models/ makes them; the session only carries them into statements, reports and answers.
struct Wording
{
    std::function<QString(const domain::Row &)> arithmetic;
    std::function<QString(const domain::Row &)> reason;
    std::function<QString(const domain::Refusal &)> refusal;
    pdf::ReportWords report;
    /// A message's text: by the profile's own template or, where that is empty, by the catalogue's.
    std::function<QString(const NotificationFacts &, const QString &ownTemplate)> notification = {};
    std::function<pdf::ReportStory(const Timeline &)> story = {};      ///< of an attempt, for its closing's report
    std::function<ReviewWords(const NotificationFacts &)> review = {}; ///< of an abort; the captured files come behind
};

/// What a session needs of the world around it.
struct Ports
{
    keychain::SecretStore *secrets = nullptr; ///< must outlive the session
    Wording wording;
    std::function<QDateTime()> now; ///< UTC
    std::function<domain::BootInstant()> bootNow;
    QString trustFile;   ///< empty: $XDG_CONFIG_HOME/cutover/trust.json
    QString stateFolder; ///< empty: $XDG_STATE_HOME/cutover
    /// Starts a watcher of that workspace as a process of its own; its id, 0 where it could not be started. Empty:
    /// nobody does.
    std::function<qint64(const QString &workspace)> startWatcher = {};
    /// Shows a notification of the desktop, where its tray does not. Empty: nobody does.
    std::function<void(const QString &title, const QString &text)> tellDesktop = {};
    std::chrono::milliseconds recoveryPatience{std::chrono::minutes(15)}; ///< then it is NOT RECOVERED
    /// Of an abort whose command fails; then it is reported as it stands, and may be pressed again.
    std::chrono::milliseconds abortPatience{std::chrono::minutes(1)};
    bool onlyLooks = false;    ///< neither windows nor holds seen are recorded: for a call that only answers
    QString certificateFolder; ///< empty: keychain::SigningKeys::defaultFolder()
};

/// Clocks of this machine; secrets and wording are left to the caller.
[[nodiscard]] Ports systemPorts();

} // namespace cutover::session
