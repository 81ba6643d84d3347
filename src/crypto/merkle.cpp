// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/merkle.h"

#include "crypto/digest.h"

#include <bit>

namespace cutover::crypto {
namespace {

constexpr qsizetype hashSize = 32;

bool areHashes(const QList<QByteArray> &hashes)
{
    return std::all_of(hashes.begin(), hashes.end(), [](const QByteArray &hash) { return hash.size() == hashSize; });
}

// The largest power of two smaller than `size`, which is at least 2 (RFC 6962 section 2.1).
qsizetype splitPoint(qsizetype size)
{
    return static_cast<qsizetype>(std::bit_floor(static_cast<quint64>(size) - 1));
}

QByteArray rootOfRange(const QList<QByteArray> &leaves, qsizetype from, qsizetype count)
{
    MerkleTree tree;
    for (qsizetype index = from; index < from + count; ++index)
        tree.append(leaves.at(index));
    return tree.root();
}

void appendPath(const QList<QByteArray> &leaves, qsizetype from, qsizetype count, qsizetype index,
                QList<QByteArray> &path)
{
    if (count <= 1)
        return;
    const qsizetype split = splitPoint(count);
    if (index < split) {
        appendPath(leaves, from, split, index, path);
        path.append(rootOfRange(leaves, from + split, count - split));
    } else {
        appendPath(leaves, from + split, count - split, index - split, path);
        path.append(rootOfRange(leaves, from, split));
    }
}

// SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2; `isKnown` is its b.
void appendSubproof(const QList<QByteArray> &leaves, qsizetype from, qsizetype count, qsizetype old, bool isKnown,
                    QList<QByteArray> &proof)
{
    if (old == count) {
        if (!isKnown)
            proof.append(rootOfRange(leaves, from, count));
        return;
    }
    const qsizetype split = splitPoint(count);
    if (old <= split) {
        appendSubproof(leaves, from, split, old, isKnown, proof);
        proof.append(rootOfRange(leaves, from + split, count - split));
    } else {
        appendSubproof(leaves, from + split, count - split, old - split, false, proof);
        proof.append(rootOfRange(leaves, from, split));
    }
}

} // namespace

QByteArray leafHash(QByteArrayView bytes)
{
    Sha256 digest;
    digest.add(QByteArrayView("\x00", 1));
    digest.add(bytes);
    return digest.finish();
}

QByteArray nodeHash(QByteArrayView left, QByteArrayView right)
{
    Sha256 digest;
    digest.add(QByteArrayView("\x01", 1));
    digest.add(left);
    digest.add(right);
    return digest.finish();
}

std::optional<MerkleTree> MerkleTree::fromPeaks(quint64 size, const QList<QByteArray> &peaks)
{
    if (peaks.size() != std::popcount(size) || !areHashes(peaks))
        return std::nullopt;
    MerkleTree tree;
    tree.m_peaks = peaks;
    tree.m_size = size;
    return tree;
}

void MerkleTree::append(const QByteArray &leafHash)
{
    m_isBroken = m_isBroken || leafHash.size() != hashSize;
    QByteArray peak = leafHash;
    // Each trailing one-bit of the old size is a full subtree that the new leaf completes.
    for (quint64 bits = m_size; (bits & 1U) != 0; bits >>= 1U)
        peak = nodeHash(m_peaks.takeLast(), peak);
    m_peaks.append(peak);
    ++m_size;
}

QByteArray MerkleTree::root() const
{
    if (m_isBroken)
        return {};
    if (m_peaks.isEmpty())
        return sha256({});
    QByteArray root = m_peaks.last();
    for (qsizetype index = m_peaks.size() - 2; index >= 0; --index)
        root = nodeHash(m_peaks.at(index), root);
    return root;
}

QByteArray rootOf(const QList<QByteArray> &leafHashes)
{
    return rootOfRange(leafHashes, 0, leafHashes.size());
}

std::optional<QList<QByteArray>> inclusionProof(const QList<QByteArray> &leafHashes, quint64 index)
{
    if (index >= static_cast<quint64>(leafHashes.size()) || !areHashes(leafHashes))
        return std::nullopt;
    QList<QByteArray> path;
    appendPath(leafHashes, 0, leafHashes.size(), static_cast<qsizetype>(index), path);
    return path;
}

std::optional<QList<QByteArray>> consistencyProof(const QList<QByteArray> &leafHashes, quint64 oldSize)
{
    if (oldSize == 0 || oldSize > static_cast<quint64>(leafHashes.size()) || !areHashes(leafHashes))
        return std::nullopt;
    QList<QByteArray> proof;
    appendSubproof(leafHashes, 0, leafHashes.size(), static_cast<qsizetype>(oldSize), true, proof);
    return proof;
}

// RFC 9162 section 2.1.3.2, the algorithm that RFC 6962 leaves out.
bool verifyInclusion(const QByteArray &leafHash, quint64 index, quint64 size, const QList<QByteArray> &proof,
                     const QByteArray &root)
{
    if (index >= size || leafHash.size() != hashSize || root.size() != hashSize || !areHashes(proof))
        return false;
    quint64 node = index;
    quint64 last = size - 1;
    QByteArray hash = leafHash;
    for (const QByteArray &sibling : proof) {
        if (last == 0)
            return false;
        if ((node & 1U) != 0 || node == last) {
            hash = nodeHash(sibling, hash);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = nodeHash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == root;
}

// RFC 9162 section 2.1.4.2.
bool verifyConsistency(quint64 oldSize, const QByteArray &oldRoot, quint64 newSize, const QByteArray &newRoot,
                       const QList<QByteArray> &proof)
{
    if (oldRoot.size() != hashSize || newRoot.size() != hashSize || !areHashes(proof) || oldSize > newSize)
        return false;
    if (oldSize == newSize)
        return proof.isEmpty() && oldRoot == newRoot && (oldSize > 0 || oldRoot == sha256({}));
    if (oldSize == 0 || proof.isEmpty())
        return false;

    QList<QByteArray> path = proof;
    if (std::has_single_bit(oldSize))
        path.prepend(oldRoot);
    quint64 node = oldSize - 1;
    quint64 last = newSize - 1;
    const int shift = std::countr_one(node);
    node >>= shift;
    last >>= shift;

    QByteArray oldHash = path.takeFirst();
    QByteArray newHash = oldHash;
    for (const QByteArray &sibling : std::as_const(path)) {
        if (last == 0)
            return false;
        if ((node & 1U) != 0 || node == last) {
            oldHash = nodeHash(sibling, oldHash);
            newHash = nodeHash(sibling, newHash);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            newHash = nodeHash(newHash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && oldHash == oldRoot && newHash == newRoot;
}

} // namespace cutover::crypto
