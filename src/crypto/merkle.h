// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace cutover::crypto {

/// The Merkle tree of RFC 6962 section 2.1 over SHA-256. Every hash is 32 raw bytes. Any thread.

/// SHA-256(0x00 ‖ bytes).
[[nodiscard]] QByteArray leafHash(QByteArrayView bytes);
/// SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] QByteArray nodeHash(QByteArrayView left, QByteArrayView right);

/// A tree that can only grow, kept as the roots of its full subtrees: O(log n) memory, time and state.
/// A leaf hash that is not 32 bytes breaks the tree for good: root() is empty from then on and equals no other.
class MerkleTree
{
public:
    MerkleTree() = default;
    /// The tree of `size` leaves whose full subtrees, the largest first, have the roots `peaks`; nullopt when their
    /// number or length does not fit the size.
    [[nodiscard]] static std::optional<MerkleTree> fromPeaks(quint64 size, const QList<QByteArray> &peaks);

    void append(const QByteArray &leafHash);
    [[nodiscard]] quint64 size() const { return m_size; }
    /// Root over all leaves; SHA-256 of nothing for the empty tree.
    [[nodiscard]] QByteArray root() const;
    [[nodiscard]] const QList<QByteArray> &peaks() const { return m_peaks; }

private:
    QList<QByteArray> m_peaks;
    quint64 m_size = 0;
    bool m_isBroken = false;
};

/// Root over leaf hashes (as `leafHash` makes them).
[[nodiscard]] QByteArray rootOf(const QList<QByteArray> &leafHashes);

/// Audit path of leaf `index` in the tree of all `leafHashes`; nullopt if there is no such leaf.
[[nodiscard]] std::optional<QList<QByteArray>> inclusionProof(const QList<QByteArray> &leafHashes, quint64 index);

/// Proof that the tree of all `leafHashes` extends the tree of its first `oldSize`; empty for equal sizes. nullopt
/// for `oldSize` 0 (the empty tree is a prefix of every tree: nothing to prove) or beyond the end.
[[nodiscard]] std::optional<QList<QByteArray>> consistencyProof(const QList<QByteArray> &leafHashes, quint64 oldSize);

/// Whether the leaf stands at `index` of the tree with this size and root. Fails closed: false for a proof that is
/// too short, too long or holds a hash of another length.
[[nodiscard]] bool verifyInclusion(const QByteArray &leafHash, quint64 index, quint64 size,
                                   const QList<QByteArray> &proof, const QByteArray &root);

/// Whether the tree (newSize, newRoot) extends (oldSize, oldRoot). Equal sizes need equal roots and an empty proof.
/// From size 0 nothing can be proven about a tree that grew: false, unless both trees are empty.
[[nodiscard]] bool verifyConsistency(quint64 oldSize, const QByteArray &oldRoot, quint64 newSize,
                                     const QByteArray &newRoot, const QList<QByteArray> &proof);

} // namespace cutover::crypto
