// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgererror.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

QString codeName(LedgerError::Code code)
{
    switch (code) {
    case LedgerError::Code::NotFound:
        return u"ledger_not_found"_s;
    case LedgerError::Code::NotALedger:
        return u"not_a_ledger"_s;
    case LedgerError::Code::LedgerUnreadable:
        return u"ledger_unreadable"_s;
    case LedgerError::Code::LedgerInvalid:
        return u"ledger_invalid"_s;
    case LedgerError::Code::LedgerUnattested:
        return u"ledger_unattested"_s;
    case LedgerError::Code::LedgerUnwritable:
        return u"ledger_unwritable"_s;
    case LedgerError::Code::Conflict:
        return u"conflict"_s;
    case LedgerError::Code::InvalidEntry:
        return u"invalid_entry"_s;
    case LedgerError::Code::NoSuchEntry:
        return u"no_such_entry"_s;
    case LedgerError::Code::NoSuchBlob:
        return u"no_such_blob"_s;
    case LedgerError::Code::NotOpen:
        return u"not_open"_s;
    }
    Q_UNREACHABLE();
}

QString codeName(LedgerProblem::Code code)
{
    switch (code) {
    case LedgerProblem::Code::EntryChanged:
        return u"entry_changed"_s;
    case LedgerProblem::Code::EntryMissing:
        return u"entry_missing"_s;
    case LedgerProblem::Code::EntryMalformed:
        return u"entry_malformed"_s;
    case LedgerProblem::Code::TreeMismatch:
        return u"tree_mismatch"_s;
    case LedgerProblem::Code::TailCut:
        return u"tail_cut"_s;
    case LedgerProblem::Code::Rewritten:
        return u"rewritten"_s;
    case LedgerProblem::Code::FileReplaced:
        return u"file_replaced"_s;
    case LedgerProblem::Code::BlobChanged:
        return u"blob_changed"_s;
    case LedgerProblem::Code::BlobMissing:
        return u"blob_missing"_s;
    case LedgerProblem::Code::Unattested:
        return u"ledger_unattested"_s;
    case LedgerProblem::Code::HeaderMismatch:
        return u"header_mismatch"_s;
    case LedgerProblem::Code::Unreadable:
        return u"ledger_unreadable"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject LedgerReport::toJson() const
{
    QJsonArray list;
    for (const LedgerProblem &problem : problems) {
        QJsonObject object = problem.data;
        object.insert(u"code"_s, codeName(problem.code));
        if (problem.index >= 0)
            object.insert(u"index"_s, problem.index);
        list.append(object);
    }
    return {{u"valid"_s, valid},
            {u"size"_s, size},
            {u"root"_s, QString::fromLatin1(root.toHex())},
            {u"first_bad"_s, firstBad < 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(firstBad)},
            {u"problems"_s, list}};
}

} // namespace cutover::ledger
