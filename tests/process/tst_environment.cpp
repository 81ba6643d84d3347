// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::process;

namespace {

QProcessEnvironment session(const QStringList &pairs)
{
    QProcessEnvironment environment;
    for (const QString &pair : pairs)
        environment.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    return environment;
}

} // namespace

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesOnlyWhatTheRulesName()
    {
        const QProcessEnvironment child = childEnvironment(
            session({u"PATH=/bin"_s, u"HOME=/home/x"_s, u"USER=x"_s, u"LANG=de_DE.UTF-8"_s, u"TZ=Europe/Berlin"_s,
                     u"LC_ALL=de_DE"_s, u"https_proxy=http://p"_s, u"NO_PROXY=localhost"_s, u"SSH_AUTH_SOCK=/run/s"_s,
                     u"XDG_RUNTIME_DIR=/run/u"_s, u"PYTHONPATH=/evil"_s, u"SLACK_WEBHOOK=secret"_s, u"DISPLAY=:0"_s}));
        QStringList lines = child.toStringList();
        lines.sort();
        QCOMPARE(lines, QStringList({u"HOME=/home/x"_s, u"LANG=C.UTF-8"_s, u"NO_PROXY=localhost"_s, u"PATH=/bin"_s,
                                     u"PYTHONDONTWRITEBYTECODE=1"_s, u"PYTHONPYCACHEPREFIX=/dev/null"_s,
                                     u"SSH_AUTH_SOCK=/run/s"_s, u"TZ=UTC"_s, u"USER=x"_s, u"XDG_RUNTIME_DIR=/run/u"_s,
                                     u"https_proxy=http://p"_s}));
    }

    void emptySessionStillHasAPath()
    {
        const QProcessEnvironment child = childEnvironment(QProcessEnvironment());
        QVERIFY(child.value(u"PATH"_s).contains("/usr/bin"_L1));
        QCOMPARE(child.value(u"LANG"_s), u"C.UTF-8"_s);
    }

    void lognameStandsInForUser()
    {
        QCOMPARE(childEnvironment(session({u"LOGNAME=y"_s})).value(u"USER"_s), u"y"_s);
        QCOMPARE(childEnvironment(session({u"LOGNAME=y"_s, u"USER=x"_s})).value(u"USER"_s), u"x"_s);
    }

    void extraPairsPass()
    {
        const QProcessEnvironment child =
            childEnvironment(session({u"PATH=/bin"_s}), {{u"TOKEN"_s, u"a=b"_s}, {u"EMPTY"_s, u""_s}});
        QCOMPARE(child.value(u"TOKEN"_s), u"a=b"_s);
        QVERIFY(child.contains(u"EMPTY"_s));
    }

    void forbiddenNamesNeverPass_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = {u"BASH_ENV"_s,         u"ENV"_s,      u"LD_PRELOAD"_s,
                                   u"LD_LIBRARY_PATH"_s,  u"LD_AUDIT"_s, u""_s,
                                   u"BASH_FUNC_exit%%"_s, u"A=B"_s,      u"A\0B"_s};
        for (const QString &name : names)
            QTest::newRow(qPrintable(name.isEmpty() ? u"empty"_s : name)) << name;
    }

    void forbiddenNamesNeverPass()
    {
        QFETCH(QString, name);
        QVERIFY(isForbiddenVariable(name));
        const QProcessEnvironment child = childEnvironment(session({}), {{name, u"evil"_s}});
        QVERIFY(!child.toStringList().join(u'\n').contains("evil"_L1));
    }

    void pythonsCachesCannotBeAllowedAgain()
    {
        const QProcessEnvironment child =
            childEnvironment(session({u"PYTHONPYCACHEPREFIX=/evil"_s}),
                             {{u"PYTHONPYCACHEPREFIX"_s, u"/evil"_s}, {u"PYTHONDONTWRITEBYTECODE"_s, u""_s}});
        QCOMPARE(child.value(u"PYTHONPYCACHEPREFIX"_s), u"/dev/null"_s);
        QCOMPARE(child.value(u"PYTHONDONTWRITEBYTECODE"_s), u"1"_s);
    }

    void ordinaryNamesAreNotForbidden()
    {
        for (const QString &name : {u"ENVIRONMENT"_s, u"OLD_PATH"_s, u"SLACK_WEBHOOK_URL"_s, u"X"_s})
            QVERIFY(!isForbiddenVariable(name));
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
