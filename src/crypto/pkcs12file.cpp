// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/pkcs12file.h"

#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using Code = CryptoError::Code;
using Checked = tl::expected<void, CryptoError>;
using Count = tl::expected<std::int64_t, CryptoError>;

// Some seconds: an honest file stays far below, a hostile one could hold the thread for hours.
constexpr std::int64_t maximumIterations = 5'000'000;

void freeParts(STACK_OF(PKCS7) * parts)
{
    sk_PKCS7_pop_free(parts, PKCS7_free);
}

void freeBags(STACK_OF(PKCS12_SAFEBAG) * bags)
{
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}

using PartsHandle = std::unique_ptr<STACK_OF(PKCS7), FreeWith<freeParts>>;
using BagsHandle = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), FreeWith<freeBags>>;
using PbeHandle = std::unique_ptr<PBEPARAM, FreeWith<PBEPARAM_free>>;
using Pbes2Handle = std::unique_ptr<PBE2PARAM, FreeWith<PBE2PARAM_free>>;
using Pbkdf2Handle = std::unique_ptr<PBKDF2PARAM, FreeWith<PBKDF2PARAM_free>>;

/// The password as the file was made with it: none, and an empty one, are two.
struct Password
{
    const char *data = nullptr;
    int size = 0;
};

// What it costs ---------------------------------------------------------------

Count countOf(const ASN1_INTEGER *number)
{
    std::int64_t count = 0;
    if (!number)
        return 1;
    if (ASN1_INTEGER_get_int64(&count, number) != 1 || count < 1 || count > maximumIterations)
        return fail(Code::IterationsOutOfBounds);
    return count;
}

template <typename Handle>
Handle parameterOf(const X509_ALGOR *algorithm, const ASN1_ITEM *item)
{
    return Handle(static_cast<typename Handle::element_type *>(ASN1_TYPE_unpack_sequence(item, algorithm->parameter)));
}

/// A derivation of any other shape, such as scrypt, has a price that is not one number.
Count iterationsOf(const X509_ALGOR *algorithm)
{
    if (OBJ_obj2nid(algorithm->algorithm) != NID_pbes2) {
        const auto plain = parameterOf<PbeHandle>(algorithm, ASN1_ITEM_rptr(PBEPARAM));
        return plain ? countOf(plain->iter) : fail(Code::UnsupportedAlgorithm);
    }
    const auto scheme = parameterOf<Pbes2Handle>(algorithm, ASN1_ITEM_rptr(PBE2PARAM));
    if (!scheme || OBJ_obj2nid(scheme->keyfunc->algorithm) != NID_id_pbkdf2)
        return fail(Code::UnsupportedAlgorithm);
    const auto derivation = parameterOf<Pbkdf2Handle>(scheme->keyfunc, ASN1_ITEM_rptr(PBKDF2PARAM));
    return derivation ? countOf(derivation->iter) : fail(Code::NotAKey);
}

Count iterationsOf(PKCS7 *part)
{
    if (PKCS7_type_is_data(part))
        return 0;
    if (!PKCS7_type_is_encrypted(part))
        return fail(Code::UnsupportedAlgorithm, u"a part closed by a public key"_s);
    return iterationsOf(part->d.encrypted->enc_data->algorithm);
}

Checked checkCost(const PKCS12 *file, const STACK_OF(PKCS7) * parts)
{
    const ASN1_INTEGER *mac = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &mac, file);
    auto sum = countOf(mac);
    for (int i = 0; sum && i < sk_PKCS7_num(parts); ++i)
        sum = iterationsOf(sk_PKCS7_value(parts, i)).map([&](std::int64_t count) { return *sum + count; });
    if (!sum)
        return tl::unexpected(sum.error());
    return *sum > maximumIterations ? fail(Code::IterationsOutOfBounds) : Checked();
}

// What lies in it -------------------------------------------------------------

std::optional<Password> passwordThatOpens(PKCS12 *file, const Secret &given)
{
    const Password none;
    const Password empty{"", 0};
    const Password own{given.view().data(), static_cast<int>(given.size())};
    const auto opens = [file](const Password &password) {
        return PKCS12_verify_mac(file, password.data, password.size) == 1;
    };
    if (!given.isEmpty())
        return opens(own) ? std::optional(own) : std::nullopt;
    if (opens(none))
        return none;
    return opens(empty) ? std::optional(empty) : std::nullopt;
}

BagsHandle bagsOf(PKCS7 *part, const Password &password)
{
    if (PKCS7_type_is_data(part))
        return BagsHandle(PKCS12_unpack_p7data(part));
    return BagsHandle(PKCS12_unpack_p7encdata(part, password.data, password.size));
}

/// Goes through the bags of one file.
class Taking
{
public:
    Taking(Pkcs12Contents &contents, const Password &password, qsizetype maximum, Pkcs12Keys keys)
        : m_contents(contents)
        , m_password(password)
        , m_maximum(maximum)
        , m_opensKeys(keys == Pkcs12Keys::Open)
    {
    }

    Checked takeBags(const STACK_OF(PKCS12_SAFEBAG) * bags, bool isClosed)
    {
        for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i)
            if (auto taken = takeBag(sk_PKCS12_SAFEBAG_value(bags, i), isClosed); !taken)
                return taken;
        return {};
    }

private:
    Checked takeBag(const PKCS12_SAFEBAG *bag, bool isClosed)
    {
        switch (PKCS12_SAFEBAG_get_nid(bag)) {
        case NID_certBag:
            return takeCertificate(bag);
        case NID_keyBag:
            m_contents.hasKey = true;
            return isClosed ? takeKey(PKCS12_SAFEBAG_get0_p8inf(bag)) : fail(Code::KeyUnencrypted);
        case NID_pkcs8ShroudedKeyBag:
            m_contents.hasKey = true;
            return m_opensKeys ? openKey(bag) : Checked();
        case NID_safeContentsBag:
            return takeBags(PKCS12_SAFEBAG_get0_safes(bag), isClosed);
        case NID_crlBag:
            return {};
        default:
            return fail(Code::UnsupportedAlgorithm, u"a bag that is neither key nor certificate"_s);
        }
    }

    Checked takeCertificate(const PKCS12_SAFEBAG *bag)
    {
        CertificateHandle certificate(PKCS12_SAFEBAG_get1_cert(bag));
        if (!certificate)
            return fail(Code::UnsupportedAlgorithm, u"a certificate other than X.509"_s);
        if (std::ssize(m_contents.certificates) >= m_maximum)
            return fail(Code::TooLarge);
        m_contents.certificates.push_back(std::move(certificate));
        return {};
    }

    Checked openKey(const PKCS12_SAFEBAG *bag)
    {
        const X509_ALGOR *algorithm = nullptr;
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, nullptr);
        const auto iterations = iterationsOf(algorithm);
        if (!iterations)
            return tl::unexpected(iterations.error());
        const PlainKeyHandle plain(PKCS12_decrypt_skey(bag, m_password.data, m_password.size));
        return plain ? takeKey(plain.get()) : fail(Code::UnsupportedAlgorithm);
    }

    Checked takeKey(const PKCS8_PRIV_KEY_INFO *plain)
    {
        if (!m_opensKeys)
            return {};
        if (std::ssize(m_contents.keys) >= m_maximum)
            return fail(Code::TooLarge);
        PkeyHandle key(EVP_PKCS82PKEY(plain));
        if (!key)
            return fail(Code::NotAKey);
        m_contents.keys.push_back(std::move(key));
        return {};
    }

    Pkcs12Contents &m_contents;
    const Password &m_password;
    qsizetype m_maximum;
    bool m_opensKeys;
};

} // namespace

tl::expected<Pkcs12Contents, CryptoError> openPkcs12(PKCS12 *file, const Secret &password, qsizetype maximum,
                                                     Pkcs12Keys keys)
{
    if (PKCS12_mac_present(file) != 1)
        return fail(Code::NotAKey, u"PKCS#12 without a MAC"_s);
    const PartsHandle parts(PKCS12_unpack_authsafes(file));
    if (!parts)
        return fail(Code::NotAKey, u"damaged PKCS#12"_s);
    if (const auto cheap = checkCost(file, parts.get()); !cheap)
        return tl::unexpected(cheap.error());
    const auto opening = passwordThatOpens(file, password);
    if (!opening)
        return fail(Code::WrongPassphrase);
    Pkcs12Contents contents;
    Taking taking(contents, *opening, maximum, keys);
    for (int i = 0; i < sk_PKCS7_num(parts.get()); ++i) {
        PKCS7 *part = sk_PKCS7_value(parts.get(), i);
        const BagsHandle bags = bagsOf(part, *opening);
        if (!bags)
            return fail(Code::UnsupportedAlgorithm);
        if (const auto taken = taking.takeBags(bags.get(), PKCS7_type_is_encrypted(part)); !taken)
            return tl::unexpected(taken.error());
    }
    return contents;
}

} // namespace cutover::crypto
