// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/evidence.h"

namespace cutover::domain {

using namespace Qt::StringLiterals;

QString faultName(EvidenceFault fault)
{
    switch (fault) {
    case EvidenceFault::Absent:
        return u"absent"_s;
    case EvidenceFault::WrongType:
        return u"wrong_type"_s;
    case EvidenceFault::Negative:
        return u"negative"_s;
    case EvidenceFault::NotPositive:
        return u"not_positive"_s;
    case EvidenceFault::NotFinite:
        return u"not_finite"_s;
    case EvidenceFault::FutureTime:
        return u"future_time"_s;
    case EvidenceFault::BadTime:
        return u"bad_time"_s;
    case EvidenceFault::Empty:
        return u"empty"_s;
    }
    return {};
}

} // namespace cutover::domain
