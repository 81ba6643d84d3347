// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/commandline.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace cutover::process {

namespace {

using Rendered = tl::expected<QStringList, CommandError>;

tl::unexpected<CommandError> refused(CommandError::Code code, const QString &argument)
{
    return tl::unexpected(CommandError{code, argument});
}

bool containsPlaceholder(const QString &text, const Placeholders &values)
{
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (text.contains(u'{' + value.key() + u'}'))
            return true;
    }
    return false;
}

QString placeholderName(const QString &argument)
{
    static const QRegularExpression whole(u"\\A\\{([A-Za-z_][A-Za-z0-9_]*)\\}\\z"_s);
    const QRegularExpressionMatch match = whole.match(argument);
    return match.hasMatch() ? match.captured(1) : QString();
}

// `bash -c {reason}` and `python3 -c {reason}` would run the value, although it fills a whole argument.
bool isCodeArgument(const QStringList &arguments, qsizetype index)
{
    static const QRegularExpression interpreter(
        u"(\\A|/)(ba|da|k|z|c|fi)?sh\\z|(\\A|/)(python|perl|ruby|node|php)[0-9.]*\\z"_s);
    static const QRegularExpression codeFlag(u"\\A-[A-Za-z]*[cer]\\z|\\A--(eval|command|run)\\z"_s);
    if (index == 0 || !codeFlag.match(arguments.at(index - 1)).hasMatch())
        return false;
    for (const QString &argument : arguments.first(index)) {
        if (interpreter.match(argument).hasMatch())
            return true;
    }
    return false;
}

Rendered renderArguments(const QStringList &arguments, const Placeholders &values)
{
    QStringList rendered;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        const QString name = placeholderName(argument);
        if (name.isEmpty()) {
            if (containsPlaceholder(argument, values))
                return refused(CommandError::Code::SplicedPlaceholder, argument);
            rendered.append(argument);
            continue;
        }
        if (!values.contains(name))
            return refused(CommandError::Code::UnknownPlaceholder, argument);
        if (isCodeArgument(arguments, i))
            return refused(CommandError::Code::ShellPlaceholder, argument);
        rendered.append(values.value(name));
    }
    return rendered;
}

QString quoted(const QString &argument)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(argument).hasMatch())
        return argument;
    return u'\'' + QString(argument).replace(u'\'', "'\\''"_L1) + u'\'';
}

} // namespace

QString codeName(CommandError::Code code)
{
    switch (code) {
    case CommandError::Code::Empty:
        return u"empty_command"_s;
    case CommandError::Code::UnknownPlaceholder:
        return u"unknown_placeholder"_s;
    case CommandError::Code::SplicedPlaceholder:
        return u"spliced_placeholder"_s;
    case CommandError::Code::ShellPlaceholder:
        return u"shell_placeholder"_s;
    case CommandError::Code::NulByte:
        return u"nul_byte"_s;
    }
    Q_UNREACHABLE();
}

tl::expected<QStringList, CommandError> renderCommand(const domain::Command &command, const Placeholders &values)
{
    if (command.arguments.isEmpty() == command.shell.isEmpty())
        return refused(CommandError::Code::Empty, {});
    if (!command.shell.isEmpty() && containsPlaceholder(command.shell, values))
        return refused(CommandError::Code::ShellPlaceholder, command.shell);
    const QStringList whole = command.shell.isEmpty()
                                  ? command.arguments
                                  : QStringList{u"bash"_s, u"-o"_s, u"pipefail"_s, u"-c"_s, command.shell};
    Rendered rendered = command.shell.isEmpty() ? renderArguments(whole, values) : Rendered(whole);
    if (!rendered)
        return rendered;
    if (rendered->first().isEmpty())
        return refused(CommandError::Code::Empty, whole.first());
    for (const QString &argument : std::as_const(*rendered)) {
        if (argument.contains(QChar(0)))
            return refused(CommandError::Code::NulByte, argument);
    }
    return rendered;
}

QString displayCommand(const QStringList &arguments)
{
    QStringList shown;
    for (const QString &argument : arguments)
        shown.append(quoted(argument));
    return shown.join(u' ');
}

QString displayCommand(const domain::Command &command)
{
    if (!command.shell.isEmpty())
        return command.shell;
    QStringList shown;
    for (const QString &argument : command.arguments)
        shown.append(placeholderName(argument).isEmpty() ? quoted(argument) : argument);
    return shown.join(u' ');
}

} // namespace cutover::process
