// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace cutover::domain {

/// A decimal number, exact in addition, subtraction and multiplication of the values that evidence carries.
///
/// Limits such as «baseline + 10 %» are inclusive: 180.4 ms + 10 % is 198.44 ms and a P99 of 198.44 ms passes, which
/// binary arithmetic gets wrong. A double becomes the shortest decimal that reads back as that double, which is the
/// number its author wrote. Values beyond 10^18 or with more than 36 decimals are refused, never rounded; comparison is
/// exact always; a sum that needs more than 38 digits loses its last ones.
class Decimal
{
public:
    constexpr Decimal() = default;
    constexpr explicit Decimal(qint64 integer)
        : m_mantissa(integer)
    {
    }

    /// Nothing for NaN, an infinity or a number out of range.
    [[nodiscard]] static std::optional<Decimal> fromDouble(double value);

    [[nodiscard]] double toDouble() const;
    /// Plain notation with '.', without exponent and without trailing zeros.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] bool isNegative() const { return m_mantissa < 0; }

    friend Decimal operator+(const Decimal &a, const Decimal &b);
    friend Decimal operator-(const Decimal &a, const Decimal &b);
    friend Decimal operator*(const Decimal &a, const Decimal &b);
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }

private:
    __extension__ using Wide = __int128;

    static Decimal normalised(Wide mantissa, int scale);
    /// Nothing where it does not fit; digits beyond `scale` are cut.
    [[nodiscard]] std::optional<Wide> mantissaAt(int scale) const;

    Wide m_mantissa = 0;
    int m_scale = 0; // value = mantissa / 10^scale
};

/// `value` + `percent` %, for example a baseline and its ten per cent.
[[nodiscard]] Decimal plusPercent(const Decimal &value, const Decimal &percent);

} // namespace cutover::domain
