// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcodes.h"

#include <QLatin1String>

#include <algorithm>
#include <array>

namespace cutover::cli {

using namespace Qt::StringLiterals;

namespace {

enum class Key { Unused, Used };

/// One verb's own yes and no. Other codes mean the same everywhere.
struct Exits
{
    QLatin1String verb;
    QStringView yes;
    QStringView no; ///< empty: it never says no
    Key key = Key::Unused;
};

constexpr std::array exits{
    Exits{"init"_L1, u"cutover.json is written", u"nothing was written"},
    Exits{"preflight"_L1, u"GO: the ten automatic rows, or those that --only names",
          u"NO-GO: at least one of them is not Go"},
    Exits{"pre-cutover"_L1, u"nothing is missing", u"something is; it is named"},
    Exits{"dashboard"_L1, u"GO", u"NO-GO"},
    Exits{"confirm"_L1, u"recorded", u"refused, or --notify was taken by no target"},
    Exits{"note"_L1, u"recorded", u"refused"},
    Exits{"baseline capture"_L1, u"captured", u"refused: the evidence has no numbers to capture"},
    Exits{"ceremony show"_L1, u"shown, also that there was none", {}},
    Exits{"ceremony begin"_L1, u"recorded", u"refused"},
    Exits{"ceremony answer"_L1, u"recorded, also a no-go", u"refused"},
    Exits{"ceremony end"_L1, u"recorded", u"refused: rows are left"},
    Exits{"keys enrol"_L1, u"the key is made", u"refused", Key::Used},
    Exits{"keys list"_L1, u"listed, also where there is none", {}, Key::Used},
    Exits{"keys import"_L1, u"imported", u"refused: key or certificate is not fit", Key::Used},
    Exits{"keys request"_L1, u"printed", u"refused", Key::Used},
    Exits{"keys install"_L1, u"installed", u"refused: the certificate is not fit", Key::Used},
    Exits{"keys renew"_L1, u"renewed", u"refused: an authority issued it", Key::Used},
    Exits{"keys export"_L1, u"printed", {}, Key::Used},
    Exits{"keys remove"_L1, u"removed", u"refused", Key::Used},
    Exits{"secret set"_L1, u"set", u"refused", Key::Used},
    Exits{"signers found"_L1, u"founded, signed and pinned", u"refused", Key::Used},
    Exits{"signers show"_L1, u"shown", u"there is no list"},
    Exits{"signers pin"_L1, u"pinned", u"refused: another fingerprint, or no list"},
    Exits{"signers propose"_L1, u"proposed", u"refused", Key::Used},
    Exits{"signers approve"_L1, u"in force, or approved and waiting for another", u"refused", Key::Used},
    Exits{"sign"_L1, u"signed; with --dry-run: it could be signed as asked",
          u"refused, or a change is not acknowledged; nothing was signed", Key::Used},
    Exits{"countersign"_L1, u"signed; with --dry-run: it could be signed", u"refused; nothing was signed", Key::Used},
    Exits{"status"_L1, u"shown, whatever it says", {}},
    Exits{"promote"_L1, u"promoted: the stage was read back", u"not promoted: refused, or the command failed"},
    Exits{"pause"_L1, u"paused", u"refused"},
    Exits{"resume"_L1, u"the pause is lifted", u"refused"},
    Exits{"abort"_L1, u"aborted and read back, now or before; or stood down, where nothing was promoted",
          u"NOT aborted: run the command that it prints by hand"},
    Exits{"watch"_L1, u"the watch is over, or was ended by SIGTERM",
          u"it aborted the rollout, saw no recovery, or was refused"},
    Exits{"post-cutover"_L1, u"GO: all four checks", u"NO-GO, or the last hold is not over"},
    Exits{"rehearse"_L1, u"passed", u"failed, or refused"},
    Exits{"export"_L1, u"written", u"refused: no such decision, or several"},
    Exits{"verify"_L1, u"intact, and by whom it has to be", u"at least one file is not; every one is named"},
    Exits{"trust show"_L1, u"shown", {}},
    Exits{"trust time"_L1, u"trusted from now on", u"refused"},
    Exits{"trust forget"_L1, u"forgotten", u"there is no such one"},
    Exits{"evidence seal"_L1, u"sealed", u"refused", Key::Used},
    Exits{"evidence verify"_L1, u"every file is as it was sealed", u"one is not"},
    Exits{"policy sign"_L1, u"signed", u"refused", Key::Used},
    Exits{"policy verify"_L1, u"every signature is valid", u"one is not"},
    Exits{"rotation"_L1, u"every key has its days", u"one has not, or could not be read"},
    Exits{"recovery drill"_L1, u"recovered within its limits", u"not, or refused"},
    Exits{"ledger verify"_L1, u"it verifies", u"it does not; the first bad entry is named"},
    Exits{"ledger export"_L1, u"written", u"refused: it does not verify"},
};

} // namespace

QString exitCodesText(const QString &verb)
{
    // «sign go» has those of «sign».
    const auto isNamed = [&](const Exits &one) { return verb == one.verb || verb.section(u' ', 0, 0) == one.verb; };
    const auto found = std::ranges::find_if(exits, isNamed);
    if (found == exits.end())
        return {};
    QString text = u"\nExit codes:\n  0  %1\n"_s.arg(found->yes);
    if (!found->no.isEmpty())
        text += u"  1  %1\n"_s.arg(found->no);
    text += u"  2  wrong usage\n  3  a file that cannot be read; it is named\n"_s;
    if (found->key == Key::Used)
        text += u"  4  key or keychain: wrong passphrase, locked, absent, no such key, or cancelled\n"_s;
    return text;
}

} // namespace cutover::cli
