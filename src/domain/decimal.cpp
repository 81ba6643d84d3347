// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cutover::domain {

namespace {

constexpr int maximalScale = 36; // a rate of 3 in 18,234 has 20 decimals, what a subtraction leaves may have 32
constexpr double maximalMagnitude = 1e18;

} // namespace

std::optional<Decimal> Decimal::fromDouble(double value)
{
    if (!std::isfinite(value) || std::abs(value) >= maximalMagnitude)
        return std::nullopt;
    // Fixed notation of a double never needs more than its 17 digits and the zeros before them.
    std::array<char, 400> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc())
        return std::nullopt;

    Wide mantissa = 0;
    int scale = 0;
    bool inFraction = false;
    for (const char *c = text.data(); c != end; ++c) {
        if (*c == '-')
            continue;
        if (*c == '.') {
            inFraction = true;
            continue;
        }
        if (inFraction && ++scale > maximalScale)
            return std::nullopt;
        mantissa = mantissa * 10 + (*c - '0');
    }
    return normalised(text[0] == '-' ? -mantissa : mantissa, scale);
}

double Decimal::toDouble() const
{
    return toString().toDouble();
}

QString Decimal::toString() const
{
    Wide rest = m_mantissa < 0 ? -m_mantissa : m_mantissa;
    QString digits;
    do {
        digits.prepend(QChar(u'0' + static_cast<char16_t>(rest % 10)));
        rest /= 10;
    } while (rest != 0);
    if (m_scale > 0) {
        digits = digits.rightJustified(m_scale + 1, u'0');
        digits.insert(digits.size() - m_scale, u'.');
    }
    return m_mantissa < 0 ? u'-' + digits : digits;
}

Decimal Decimal::normalised(Wide mantissa, int scale)
{
    while (scale > 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        --scale;
    }
    Decimal result;
    result.m_mantissa = mantissa;
    result.m_scale = scale;
    return result;
}

std::optional<Decimal::Wide> Decimal::mantissaAt(int scale) const
{
    Wide mantissa = m_mantissa;
    for (int i = m_scale; i < scale; ++i)
        if (__builtin_mul_overflow(mantissa, Wide(10), &mantissa))
            return std::nullopt;
    for (int i = scale; i < m_scale; ++i)
        mantissa /= 10;
    return mantissa;
}

Decimal operator+(const Decimal &a, const Decimal &b)
{
    for (int scale = std::max(a.m_scale, b.m_scale);; --scale) {
        const auto left = a.mantissaAt(scale);
        const auto right = b.mantissaAt(scale);
        Decimal::Wide sum = 0;
        if (left && right && !__builtin_add_overflow(*left, *right, &sum))
            return Decimal::normalised(sum, scale);
    }
}

Decimal operator-(const Decimal &a, const Decimal &b)
{
    return a + b * Decimal(-1);
}

Decimal operator*(const Decimal &a, const Decimal &b)
{
    return Decimal::normalised(a.m_mantissa * b.m_mantissa, a.m_scale + b.m_scale);
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    const auto left = a.mantissaAt(scale);
    const auto right = b.mantissaAt(scale);
    // At most one is scaled up; if it does not fit, it lies beyond anything that the other can be.
    if (!left)
        return a.isNegative() ? std::strong_ordering::less : std::strong_ordering::greater;
    if (!right)
        return b.isNegative() ? std::strong_ordering::greater : std::strong_ordering::less;
    return *left < *right ? std::strong_ordering::less
                          : (*left > *right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

Decimal plusPercent(const Decimal &value, const Decimal &percent)
{
    return value * (Decimal(100) + percent) * *Decimal::fromDouble(0.01);
}

} // namespace cutover::domain
