// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QProcessEnvironment>
#include <QString>
#include <QStringView>

namespace cutover::process {

/// The exact environment of every child (RULES section 1): PATH, HOME and USER of the session, LANG=C.UTF-8, TZ=UTC,
/// the session's proxy, SSH agent and XDG variables, the extra pairs, and two that keep Python from its caches; nothing
/// else. Python would run a `__pycache__/x.cpython-311.pyc` in place of the signed x.py if it claims x.py's time and
/// size, so PYTHONPYCACHEPREFIX and PYTHONDONTWRITEBYTECODE let it neither read nor write one; no extra pair undoes
/// that.
///
/// An extra pair wins over the session's, but a forbidden name never passes. Without a PATH in the session the child
/// gets the system's default one, without USER its LOGNAME. Pure; any thread.
[[nodiscard]] QProcessEnvironment childEnvironment(const QProcessEnvironment &session,
                                                   const QMap<QString, QString> &extra = {});

/// True for names through which a value would become code in the child: BASH_ENV, ENV, LD_*, exported shell functions;
/// and for what is no name at all (empty, or with '=' or NUL).
[[nodiscard]] bool isForbiddenVariable(QStringView name);

} // namespace cutover::process
