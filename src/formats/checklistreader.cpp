// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checklistreader.h"

#include "formats/rfc3339.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

constexpr qsizetype largestChecklist = 1024 * 1024;

bool isPlaceholder(const QString &value)
{
    // «[Slack Channel: #platform-cutover]» names its channel, so that it is filled for all its brackets.
    return value.startsWith(u'[') && value.endsWith(u']') && !value.contains(u'#');
}

QString withoutBrackets(QString value)
{
    static const QRegularExpression channel(u"\\A\\[[^\\]#]*(#[^\\]\\s]+)\\]\\z"_s);
    const auto match = channel.match(value);
    return match.hasMatch() ? match.captured(1) : value;
}

class ChecklistReader
{
public:
    explicit ChecklistReader(QString file)
        : m_file(std::move(file))
    {
    }

    void takeLine(int number, const QString &line)
    {
        static const QRegularExpression heading(u"\\A#+\\s+(.*\\S)\\s*\\z"_s);
        static const QRegularExpression field(u"\\A\\*\\*([^*]+)\\*\\*\\s*:\\s*(.*\\S)\\s*\\z"_s);
        if (const auto match = heading.match(line); match.hasMatch())
            m_inContacts = match.captured(1).startsWith("Contact"_L1, Qt::CaseInsensitive);
        else if (const auto found = field.match(line); found.hasMatch())
            takeField(number, found.captured(1).trimmed(), found.captured(2));
    }

    [[nodiscard]] tl::expected<ChecklistHead, DocumentErrors> result()
    {
        takeTarget();
        if (!m_hasHead)
            m_errors.append({Code::NotChecklist, m_file, {}, 1, {}});
        if (!m_errors.isEmpty())
            return tl::make_unexpected(m_errors);
        return m_head;
    }

private:
    void takeField(int number, const QString &label, const QString &value)
    {
        if (m_inContacts) {
            takeContact(label, value);
            return;
        }
        const bool isDate = label == "Target Date"_L1;
        const bool isTime = label == "Target Time"_L1;
        const bool isEnvironment = label == "Environment"_L1;
        if (!isDate && !isTime && !isEnvironment && label != "Version"_L1)
            return;
        m_hasHead = true;
        if (isPlaceholder(value))
            m_head.unfilled.append(label);
        else if (isDate)
            m_date = value;
        else if (isTime)
            m_time = value;
        else
            (isEnvironment ? m_head.environment : m_head.version) = value;
        if (isDate || isTime)
            m_targetLine = number;
    }

    void takeTarget()
    {
        if (m_date.isEmpty() || m_time.isEmpty())
            return;
        static const QRegularExpression shape(
            u"\\A([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?\\s*(UTC|GMT|Z|[+-][0-9]{2}:[0-9]{2})\\z"_s);
        const auto time = shape.match(m_time);
        const QString zone = time.captured(3).contains(u':') ? time.captured(3) : u"Z"_s;
        const QString seconds = time.captured(2).isEmpty() ? u":00"_s : time.captured(2);
        const auto parsed =
            parseRfc3339(u"%1T%2%3%4"_s.arg(m_date, time.captured(1).rightJustified(5, u'0'), seconds, zone));
        if (time.hasMatch() && parsed)
            m_head.targetAt = *parsed;
        else
            m_errors.append({Code::BadTime, m_file, {}, m_targetLine, {m_date + u' ' + m_time, u"checklist"_s}});
    }

    void takeContact(const QString &role, const QString &value)
    {
        static const QRegularExpression dash(u"\\s+[-\u2013\u2014]\\s+"_s);
        domain::Contact contact;
        contact.role = role;
        bool isFilled = false;
        for (const auto &part : value.split(dash, Qt::SkipEmptyParts)) {
            if (isPlaceholder(part))
                continue;
            isFilled = true;
            takePart(contact, withoutBrackets(part.trimmed()));
        }
        if (isFilled)
            m_head.contacts.append(contact);
        else
            m_head.unfilled.append(role);
    }

    static void takePart(domain::Contact &contact, const QString &part)
    {
        static const QRegularExpression phone(u"\\A\\+?[0-9][0-9 ()./-]{3,}\\z"_s);
        static const QRegularExpression email(u"\\A[^@\\s]+@[^@\\s]+\\z"_s);
        if (part.startsWith(u'@') || part.startsWith(u'#'))
            contact.slack = part;
        else if (part.startsWith("http://"_L1) || part.startsWith("https://"_L1))
            contact.link = part;
        else if (phone.match(part).hasMatch())
            contact.phone = part;
        else if (email.match(part).hasMatch())
            contact.email = part;
        else
            contact.name += (contact.name.isEmpty() ? QString() : u" - "_s) + part;
    }

    QString m_file;
    ChecklistHead m_head;
    DocumentErrors m_errors;
    QString m_date;
    QString m_time;
    int m_targetLine = 1;
    bool m_inContacts = false;
    bool m_hasHead = false;
};

} // namespace

tl::expected<ChecklistHead, DocumentErrors> readChecklist(QByteArrayView bytes, const QString &file)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = bytes.size() > largestChecklist ? QString() : decoder.decode(bytes);
    if (decoder.hasError())
        return tl::make_unexpected(DocumentErrors{{Code::NotChecklist, file, {}, 1, {u"invalid_utf8"_s}}});
    ChecklistReader reader(file);
    int number = 0;
    for (const auto &line : text.split(u'\n'))
        reader.takeLine(++number, line);
    return reader.result();
}

} // namespace cutover::formats
