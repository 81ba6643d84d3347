// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/signatureplace.h"

#include <QByteArray>
#include <QList>

namespace cutover::pdf {

/// The catalog's entry for the places that a composed document reserves for its signers, with a line feed behind:
/// "/CutoverPlaces [[page x y width height] …]", as `SignaturePlace` counts. It stands in the first revision, which
/// every signature covers: nobody can reserve a place later. Empty without places.
[[nodiscard]] QByteArray placesEntry(const QList<SignaturePlace> &places);

/// The reserved places on which no signature's stamp stands yet, in their order; none where the bytes cannot be read.
/// Any thread.
[[nodiscard]] QList<SignaturePlace> freePlaces(const QByteArray &pdf);

} // namespace cutover::pdf
