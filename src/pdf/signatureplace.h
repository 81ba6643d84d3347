// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

namespace cutover::pdf {

/// Where a signature's visible stamp stands: the page, counted from 0, and the rectangle in points from the page's
/// *top* left corner, as one reads. An empty rectangle makes an invisible signature.
struct SignaturePlace
{
    int page = 0;
    QRectF rect;
    friend bool operator==(const SignaturePlace &, const SignaturePlace &) = default;
};

} // namespace cutover::pdf
