// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace cutover::process {

namespace {

const QString &defaultPath()
{
    static const QString path = u"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s;
    return path;
}

bool isProxyVariable(const QString &name)
{
    static const QStringList proxies = {u"http_proxy"_s, u"https_proxy"_s, u"ftp_proxy"_s, u"all_proxy"_s,
                                        u"no_proxy"_s};
    return proxies.contains(name.toLower());
}

bool passesFromSession(const QString &name)
{
    static const QStringList exact = {u"PATH"_s, u"HOME"_s, u"USER"_s, u"SSH_AUTH_SOCK"_s, u"SSH_AGENT_PID"_s};
    return exact.contains(name) || name.startsWith("XDG_"_L1) || isProxyVariable(name);
}

} // namespace

bool isForbiddenVariable(QStringView name)
{
    if (name.isEmpty() || name.contains(u'=') || name.contains(QChar(0)))
        return true;
    // Bash imports functions from BASH_FUNC_name%%, and `cd` or `exit` of a script would then be somebody else's code.
    return name == "BASH_ENV"_L1 || name == "ENV"_L1 || name.startsWith("LD_"_L1) || name.startsWith("BASH_FUNC_"_L1);
}

QProcessEnvironment childEnvironment(const QProcessEnvironment &session, const QMap<QString, QString> &extra)
{
    QProcessEnvironment environment;
    const QStringList names = session.keys();
    for (const QString &name : names) {
        if (passesFromSession(name))
            environment.insert(name, session.value(name));
    }
    if (environment.value(u"PATH"_s).isEmpty())
        environment.insert(u"PATH"_s, defaultPath());
    if (!environment.contains(u"USER"_s) && session.contains(u"LOGNAME"_s))
        environment.insert(u"USER"_s, session.value(u"LOGNAME"_s));
    environment.insert(u"LANG"_s, u"C.UTF-8"_s);
    environment.insert(u"TZ"_s, u"UTC"_s);
    for (auto pair = extra.begin(); pair != extra.end(); ++pair) {
        if (!isForbiddenVariable(pair.key()))
            environment.insert(pair.key(), pair.value());
    }
    // No folder can ever be made below a device, so no cache is found or written there.
    environment.insert(u"PYTHONPYCACHEPREFIX"_s, u"/dev/null"_s);
    environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    return environment;
}

} // namespace cutover::process
