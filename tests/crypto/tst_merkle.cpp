// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/digest.h"
#include "crypto/merkle.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;

namespace {

// The definition of RFC 6962 section 2.1, word for word and as slow: what the quick tree is held against.
QByteArray naiveRoot(const QList<QByteArray> &entries)
{
    if (entries.isEmpty())
        return sha256({});
    if (entries.size() == 1)
        return sha256(QByteArray(1, '\0') + entries.first());
    qsizetype split = 1;
    while (split * 2 < entries.size())
        split *= 2;
    return sha256(QByteArray(1, '\1') + naiveRoot(entries.first(split)) + naiveRoot(entries.sliced(split)));
}

QList<QByteArray> hashesOf(const QList<QByteArray> &entries)
{
    QList<QByteArray> hashes;
    for (const QByteArray &entry : entries)
        hashes.append(leafHash(entry));
    return hashes;
}

QList<QByteArray> someEntries(int count)
{
    QList<QByteArray> entries;
    for (int index = 0; index < count; ++index)
        entries.append("entry " + QByteArray::number(index));
    return entries;
}

QByteArray flipped(QByteArray bytes, qsizetype at = 0)
{
    bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
    return bytes;
}

} // namespace

class MerkleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void certificateTransparencyRoots();
    void rootIsTheDefinitionsForEverySize();
    void stateOutlivesTheTree();
    void stateThatDoesNotFitIsRefused();
    void aLeafOfAnotherLengthBreaksTheTreeForGood();
    void everyLeafIsProven();
    void everyPrefixIsProven();
    void whatIsNotThereHasNoProof();
    void aSpoiltInclusionProofIsRefused();
    void aSpoiltConsistencyProofIsRefused();
    void hashesOfAnotherLengthAreRefused();
    void theEmptyTree();
    void leafAndNodeAreDifferentHashes();
};

// The reference tree of the Certificate Transparency implementations: eight leaves, their roots at every size.
void MerkleTest::certificateTransparencyRoots()
{
    const QList<QByteArray> entries = {
        QByteArray(),
        QByteArray::fromHex("00"),
        QByteArray::fromHex("10"),
        QByteArray::fromHex("2021"),
        QByteArray::fromHex("3031"),
        QByteArray::fromHex("40414243"),
        QByteArray::fromHex("5051525354555657"),
        QByteArray::fromHex("606162636465666768696a6b6c6d6e6f"),
    };
    const QList<QByteArray> roots = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };
    MerkleTree tree;
    for (qsizetype index = 0; index < entries.size(); ++index) {
        tree.append(leafHash(entries.at(index)));
        QCOMPARE(tree.root().toHex(), roots.at(index));
        QCOMPARE(naiveRoot(entries.first(index + 1)).toHex(), roots.at(index));
    }
}

void MerkleTest::rootIsTheDefinitionsForEverySize()
{
    MerkleTree tree;
    for (int size = 0; size <= 130; ++size) {
        const QList<QByteArray> entries = someEntries(size);
        QCOMPARE(tree.size(), static_cast<quint64>(size));
        QCOMPARE(tree.root(), naiveRoot(entries));
        QCOMPARE(rootOf(hashesOf(entries)), naiveRoot(entries));
        tree.append(leafHash(someEntries(size + 1).last()));
    }
}

void MerkleTest::stateOutlivesTheTree()
{
    for (int size = 0; size <= 33; ++size) {
        MerkleTree tree;
        for (const QByteArray &hash : hashesOf(someEntries(size)))
            tree.append(hash);
        auto again = MerkleTree::fromPeaks(tree.size(), tree.peaks());
        QVERIFY(again);
        QCOMPARE(again->root(), tree.root());
        again->append(leafHash("next"));
        QCOMPARE(again->root(), naiveRoot(someEntries(size) + QList<QByteArray>{"next"}));
    }
}

void MerkleTest::stateThatDoesNotFitIsRefused()
{
    const QByteArray hash = leafHash("x");
    QVERIFY(!MerkleTree::fromPeaks(0, {hash}));
    QVERIFY(!MerkleTree::fromPeaks(1, {}));
    QVERIFY(!MerkleTree::fromPeaks(3, {hash}));
    QVERIFY(!MerkleTree::fromPeaks(4, {hash, hash}));
    QVERIFY(!MerkleTree::fromPeaks(1, {hash.first(31)}));
    QVERIFY(!MerkleTree::fromPeaks(1, {hash + 'x'}));
}

void MerkleTest::aLeafOfAnotherLengthBreaksTheTreeForGood()
{
    for (const QByteArray &bad : {QByteArray(), QByteArray(31, 'x'), QByteArray(33, 'x')}) {
        MerkleTree tree;
        tree.append(leafHash("good"));
        tree.append(bad);
        QVERIFY(tree.root().isEmpty());
        tree.append(leafHash("good"));
        QVERIFY(tree.root().isEmpty());
        QVERIFY(rootOf({bad}).isEmpty());
        QVERIFY(!inclusionProof({bad}, 0));
        QVERIFY(!consistencyProof({bad}, 1));
    }
}

void MerkleTest::everyLeafIsProven()
{
    for (int size = 1; size <= 40; ++size) {
        const QList<QByteArray> leaves = hashesOf(someEntries(size));
        const QByteArray root = rootOf(leaves);
        for (int index = 0; index < size; ++index) {
            const auto proof = inclusionProof(leaves, static_cast<quint64>(index));
            QVERIFY(proof);
            const auto at = static_cast<quint64>(index);
            const auto count = static_cast<quint64>(size);
            QVERIFY(verifyInclusion(leaves.at(index), at, count, *proof, root));
            QVERIFY(!verifyInclusion(leaves.at(index), at + 1, count, *proof, root) || size == 1);
            if (size > 1)
                QVERIFY(!verifyInclusion(leaves.at((index + 1) % size), at, count, *proof, root));
        }
    }
}

void MerkleTest::everyPrefixIsProven()
{
    const QList<QByteArray> all = hashesOf(someEntries(40));
    for (qsizetype size = 1; size <= all.size(); ++size) {
        const QList<QByteArray> leaves = all.first(size);
        const QByteArray root = rootOf(leaves);
        for (qsizetype old = 1; old <= size; ++old) {
            const auto proof = consistencyProof(leaves, static_cast<quint64>(old));
            QVERIFY(proof);
            const QByteArray oldRoot = rootOf(all.first(old));
            QVERIFY(verifyConsistency(static_cast<quint64>(old), oldRoot, static_cast<quint64>(size), root, *proof));
            // The same proof for a tree whose first entry was rewritten.
            QList<QByteArray> rewritten = all.first(old);
            rewritten[0] = leafHash("rewritten");
            QVERIFY(!verifyConsistency(static_cast<quint64>(old), rootOf(rewritten), static_cast<quint64>(size), root,
                                       *proof));
        }
    }
}

void MerkleTest::whatIsNotThereHasNoProof()
{
    const QList<QByteArray> leaves = hashesOf(someEntries(5));
    QVERIFY(!inclusionProof(leaves, 5));
    QVERIFY(!inclusionProof({}, 0));
    QVERIFY(!consistencyProof(leaves, 0));
    QVERIFY(!consistencyProof(leaves, 6));
    QVERIFY(!consistencyProof({}, 0));
}

void MerkleTest::aSpoiltInclusionProofIsRefused()
{
    const QList<QByteArray> leaves = hashesOf(someEntries(11));
    const QByteArray root = rootOf(leaves);
    const QList<QByteArray> proof = *inclusionProof(leaves, 6);
    QVERIFY(verifyInclusion(leaves.at(6), 6, 11, proof, root));
    for (qsizetype at = 0; at < proof.size(); ++at) {
        QList<QByteArray> spoilt = proof;
        spoilt[at] = flipped(spoilt.at(at), 31);
        QVERIFY(!verifyInclusion(leaves.at(6), 6, 11, spoilt, root));
        spoilt = proof;
        spoilt.removeAt(at);
        QVERIFY(!verifyInclusion(leaves.at(6), 6, 11, spoilt, root));
        spoilt = proof;
        spoilt.insert(at, root);
        QVERIFY(!verifyInclusion(leaves.at(6), 6, 11, spoilt, root));
    }
    QVERIFY(!verifyInclusion(leaves.at(6), 6, 11, {}, root));
    QVERIFY(!verifyInclusion(leaves.at(6), 6, 11, proof + QList<QByteArray>{root}, root));
    QVERIFY(!verifyInclusion(leaves.at(6), 7, 11, proof, root));
    QVERIFY(!verifyInclusion(leaves.at(6), 11, 11, proof, root));
    QVERIFY(!verifyInclusion(leaves.at(6), 6, 6, proof, root));
    QVERIFY(!verifyInclusion(leaves.at(6), 6, 0, proof, root));
    QVERIFY(!verifyInclusion(leaves.at(6), 6, 11, proof, flipped(root)));
    QVERIFY(!verifyInclusion(flipped(leaves.at(6)), 6, 11, proof, root));
}

void MerkleTest::aSpoiltConsistencyProofIsRefused()
{
    const QList<QByteArray> leaves = hashesOf(someEntries(11));
    const QByteArray root = rootOf(leaves);
    for (const qsizetype old : {3, 4, 7, 8, 10}) {
        const auto oldSize = static_cast<quint64>(old);
        const QByteArray oldRoot = rootOf(leaves.first(old));
        const QList<QByteArray> proof = *consistencyProof(leaves, oldSize);
        QVERIFY(verifyConsistency(oldSize, oldRoot, 11, root, proof));
        for (qsizetype at = 0; at < proof.size(); ++at) {
            QList<QByteArray> spoilt = proof;
            spoilt[at] = flipped(spoilt.at(at));
            QVERIFY(!verifyConsistency(oldSize, oldRoot, 11, root, spoilt));
            spoilt.removeAt(at);
            QVERIFY(!verifyConsistency(oldSize, oldRoot, 11, root, spoilt));
        }
        QVERIFY(!verifyConsistency(oldSize, oldRoot, 11, root, {}));
        QVERIFY(!verifyConsistency(oldSize, oldRoot, 11, root, proof + QList<QByteArray>{root}));
        QVERIFY(!verifyConsistency(oldSize, root, 11, oldRoot, proof));
        QVERIFY(!verifyConsistency(11, root, oldSize, oldRoot, proof));
        QVERIFY(!verifyConsistency(oldSize, flipped(oldRoot), 11, root, proof));
        QVERIFY(!verifyConsistency(oldSize, oldRoot, 11, flipped(root), proof));
    }
    QVERIFY(!verifyConsistency(11, root, 11, flipped(root), {}));
    QVERIFY(!verifyConsistency(11, root, 11, root, {root}));
}

void MerkleTest::hashesOfAnotherLengthAreRefused()
{
    const QList<QByteArray> leaves = hashesOf(someEntries(2));
    const QByteArray root = rootOf(leaves);
    QVERIFY(!verifyInclusion(leaves.at(0).first(31), 0, 2, {leaves.at(1)}, root));
    QVERIFY(!verifyInclusion(leaves.at(0), 0, 2, {leaves.at(1) + 'x'}, root));
    QVERIFY(!verifyInclusion({}, 0, 1, {}, {}));
    QVERIFY(!verifyConsistency(1, {}, 1, {}, {}));
    QVERIFY(!verifyConsistency(1, leaves.at(0), 2, root, {leaves.at(1).first(5)}));
}

void MerkleTest::theEmptyTree()
{
    const QByteArray nothing = sha256({});
    const QByteArray one = rootOf({leafHash("x")});
    QCOMPARE(MerkleTree().root(), nothing);
    QVERIFY(verifyConsistency(0, nothing, 0, nothing, {}));
    QVERIFY(!verifyConsistency(0, one, 0, one, {}));
    QVERIFY(!verifyConsistency(0, nothing, 1, one, {}));
    QVERIFY(!verifyConsistency(0, nothing, 1, one, {one}));
    QVERIFY(!verifyConsistency(0, nothing, 0, nothing, {nothing}));
}

void MerkleTest::leafAndNodeAreDifferentHashes()
{
    const QByteArray left = leafHash("l");
    const QByteArray right = leafHash("r");
    QVERIFY(leafHash(left + right) != nodeHash(left, right));
    QVERIFY(nodeHash(left, right) != nodeHash(right, left));
}

QTEST_GUILESS_MAIN(MerkleTest)
#include "tst_merkle.moc"
