// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/statement.h"

#include "formats/ceremonyjson.h"
#include "formats/fieldreader.h"
#include "formats/rowjson.h"

#include <QJsonArray>
#include <array>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

constexpr std::array decisionKinds{domain::DecisionKind::Go, domain::DecisionKind::NoGo, domain::DecisionKind::Closing};
constexpr std::array closingOutcomes{domain::ClosingOutcome::Validated, domain::ClosingOutcome::Deviations,
                                     domain::ClosingOutcome::RolledBack};
constexpr qint64 largestInteger = qint64(1) << 53;
constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr std::array roles{
    domain::BoundFile::Role::Profile, domain::BoundFile::Role::Evidence,  domain::BoundFile::Role::Manifest,
    domain::BoundFile::Role::Sealed,  domain::BoundFile::Role::Baselines, domain::BoundFile::Role::Signers,
    domain::BoundFile::Role::Script,  domain::BoundFile::Role::Stage,     domain::BoundFile::Role::Abort,
    domain::BoundFile::Role::Smoke,   domain::BoundFile::Role::Output};

/// Exactly these keys, none less and none more.
std::optional<FieldReader> exact(std::optional<FieldReader> reader, const QStringList &keys)
{
    if (reader)
        reader->require(keys).allowOnly(keys);
    return reader;
}

template <typename T>
T orEmpty(const std::optional<T> &value)
{
    return value.value_or(T{});
}

QDateTime timeOrNull(FieldReader &reader, const QString &key)
{
    return reader.object().value(key).isNull() ? QDateTime() : orEmpty(reader.time(key));
}

/// A value that a rowjson function reads or refuses as a whole.
template <typename T>
T whole(FieldReader &reader, const QString &key, const std::optional<T> &value)
{
    if (!value)
        reader.errors().add(Code::WrongType, reader.pointer(key), {key, typeName(reader.object().value(key))});
    return orEmpty(value);
}

domain::BoundFile::Role roleOf(FieldReader &annotations)
{
    QStringList names;
    for (const auto role : roles)
        names.append(roleName(role));
    const auto name = annotations.oneOf(u"role"_s, names);
    return name ? roles[std::size_t(names.indexOf(*name))] : domain::BoundFile::Role::Script;
}

QList<domain::BoundFile> readSubjects(FieldReader &root)
{
    QList<domain::BoundFile> files;
    for (FieldReader &subject : orEmpty(root.children(u"subject"_s))) {
        subject.require({u"name"_s, u"digest"_s, u"annotations"_s})
            .allowOnly({u"name"_s, u"digest"_s, u"annotations"_s});
        domain::BoundFile file;
        file.path = orEmpty(subject.text(u"name"_s));
        if (auto digest = exact(subject.child(u"digest"_s), {u"sha256"_s}))
            file.sha256 = orEmpty(digest->digest(u"sha256"_s));
        if (auto annotations = exact(subject.child(u"annotations"_s), {u"role"_s}))
            file.role = roleOf(*annotations);
        files.append(file);
    }
    return files;
}

QList<domain::StatedRow> readRows(FieldReader &predicate, bool isClosing)
{
    QList<domain::StatedRow> rows;
    for (FieldReader &reader : orEmpty(predicate.children(u"rows"_s))) {
        reader.require({u"arithmetic"_s, u"reason"_s});
        domain::StatedRow stated;
        const auto row = isClosing ? closingRowFromJson(reader.object()) : rowFromJson(reader.object());
        if (!row)
            reader.errors().add(Code::WrongType, reader.pointer({}).chopped(1), {u"row"_s, u"object"_s});
        stated.row = row.value_or(domain::Row());
        stated.arithmetic = orEmpty(reader.text(u"arithmetic"_s));
        stated.reason = orEmpty(reader.text(u"reason"_s));
        rows.append(stated);
    }
    return rows;
}

domain::DecisionKind kindOf(FieldReader &predicate)
{
    QStringList words;
    for (const auto kind : decisionKinds)
        words.append(domain::decisionWord(kind));
    const auto word = predicate.oneOf(u"decision"_s, words);
    return word ? decisionKinds[std::size_t(words.indexOf(*word))] : domain::DecisionKind::NoGo;
}

QDate dayOf(FieldReader &reader, const QString &key)
{
    const auto text = reader.word(key);
    const auto day = QDate::fromString(orEmpty(text), Qt::ISODate);
    return text ? whole(reader, key, day.isValid() ? std::optional(day) : std::nullopt) : day;
}

QList<domain::Deviation> readDeviations(FieldReader &closing)
{
    const QStringList keys{u"text"_s, u"owner"_s, u"due"_s};
    QList<domain::Deviation> deviations;
    for (FieldReader &reader : orEmpty(closing.children(u"deviations"_s))) {
        reader.require(keys).allowOnly(keys);
        deviations.append({orEmpty(reader.word(keys[0])), orEmpty(reader.word(keys[1])), dayOf(reader, keys[2])});
    }
    return deviations;
}

std::optional<domain::Closing> readClosing(FieldReader &predicate)
{
    auto reader = exact(predicate.child(u"closing"_s), {u"outcome"_s, u"attempt_id"_s, u"deviations"_s});
    if (!reader)
        return std::nullopt;
    QStringList outcomes;
    for (const auto outcome : closingOutcomes)
        outcomes.append(domain::outcomeName(outcome));
    domain::Closing closing;
    if (const auto outcome = reader->oneOf(u"outcome"_s, outcomes))
        closing.outcome = closingOutcomes[std::size_t(outcomes.indexOf(*outcome))];
    closing.attemptId = orEmpty(reader->word(u"attempt_id"_s));
    closing.deviations = readDeviations(*reader);
    return closing;
}

/// A GO over a station's no-go is nothing that a console composes.
std::optional<domain::Ceremony> readCeremony(FieldReader &predicate, const domain::Statement &statement)
{
    auto read = ceremonyFromJson(predicate.object().value("ceremony"_L1));
    const bool contradicts = read && statement.decision == domain::DecisionKind::Go &&
                             read->goCount() < static_cast<int>(domain::criterionCount);
    auto ceremony = whole(predicate, u"ceremony"_s, contradicts ? std::nullopt : read);
    ceremony.version = statement.version;
    ceremony.environment = statement.environment;
    return ceremony;
}

void readHead(FieldReader &predicate, domain::Statement &statement)
{
    statement.decision = kindOf(predicate);
    statement.id = orEmpty(predicate.word(u"id"_s));
    statement.workspaceId = orEmpty(predicate.word(u"workspace_id"_s));
    statement.environment = orEmpty(predicate.word(u"environment"_s));
    statement.version = orEmpty(predicate.word(u"version"_s));
    statement.change = orEmpty(predicate.text(u"change"_s));
    if (auto artifacts = predicate.child(u"artifacts"_s)) {
        for (const QString &name : artifacts->object().keys())
            statement.artifacts.insert(name, orEmpty(artifacts->text(name)));
    }
    if (predicate.object().value("git"_L1).isNull())
        return;
    if (auto git = exact(predicate.child(u"git"_s), {u"commit"_s, u"dirty"_s}))
        statement.git = domain::GitState{orEmpty(git->text(u"commit"_s)), orEmpty(git->boolean(u"dirty"_s))};
}

void readTimes(FieldReader &predicate, domain::Statement &statement)
{
    statement.composedAt = orEmpty(predicate.time(u"composed_at"_s));
    statement.targetAt = orEmpty(predicate.time(u"target_at"_s));
    statement.opensAt = timeOrNull(predicate, u"opens_at"_s);
    statement.expiresAt = timeOrNull(predicate, u"expires_at"_s);
}

domain::Limits readLimits(FieldReader &predicate)
{
    static const QStringList needed{u"burst"_s,          u"validation_p99_pct"_s, u"abort_p99_pct"_s,
                                    u"slo_error_rate"_s, u"abort_error_rate"_s,   u"baseline_age_s"_s};
    auto reader = predicate.child(u"limits"_s);
    domain::Limits limits;
    if (!reader)
        return limits;
    reader->require(needed).allowOnly(needed + QStringList{u"abort_when_blind_s"_s});
    if (reader->object().contains("abort_when_blind_s"_L1))
        limits.abortWhenBlindS = orEmpty(reader->integer(u"abort_when_blind_s"_s, 1, largestInteger));
    limits.burst = orEmpty(reader->number(u"burst"_s, 0, infinity));
    limits.validationP99Pct = orEmpty(reader->number(u"validation_p99_pct"_s, 0, infinity));
    limits.abortP99Pct = orEmpty(reader->number(u"abort_p99_pct"_s, 0, infinity));
    limits.sloErrorRate = orEmpty(reader->number(u"slo_error_rate"_s, 0, infinity));
    limits.abortErrorRate = orEmpty(reader->number(u"abort_error_rate"_s, 0, infinity));
    limits.baselineAgeS = orEmpty(reader->integer(u"baseline_age_s"_s, 0, largestInteger));
    return limits;
}

void readPlan(FieldReader &predicate, domain::Statement &statement)
{
    statement.limits = readLimits(predicate);
    for (FieldReader &reader : orEmpty(predicate.children(u"stages"_s))) {
        reader.require({u"percent"_s, u"hold_s"_s});
        statement.stages.append({int(orEmpty(reader.integer(u"percent"_s, 1, 100))),
                                 orEmpty(reader.integer(u"hold_s"_s, 0, largestInteger))});
    }
    if (auto commands = exact(predicate.child(u"commands"_s), {u"stage"_s, u"abort"_s, u"smoke"_s})) {
        const auto read = [&commands](const QString &key) {
            return whole(*commands, key, commandFromJson(commands->object().value(key)));
        };
        statement.stageCommand = read(u"stage"_s);
        statement.abortCommand = read(u"abort"_s);
        statement.smokeCommand = read(u"smoke"_s);
    }
    if (!predicate.object().value("baseline"_L1).isNull())
        statement.baseline = whole(predicate, u"baseline"_s, baselineFromJson(predicate.object().value("baseline"_L1)));
}

QList<domain::Loosened> readLoosened(FieldReader &predicate)
{
    QList<domain::Loosened> rules;
    for (FieldReader &reader : orEmpty(predicate.children(u"loosened"_s))) {
        reader.require({u"rule"_s, u"value"_s, u"checklist"_s, u"unit"_s});
        const auto unit = domain::unitFromName(orEmpty(reader.text(u"unit"_s)));
        rules.append({orEmpty(reader.text(u"rule"_s)), orEmpty(reader.number(u"value"_s, -infinity, infinity)),
                      orEmpty(reader.number(u"checklist"_s, -infinity, infinity)), whole(reader, u"unit"_s, unit)});
    }
    return rules;
}

QList<domain::Contact> readContacts(FieldReader &predicate)
{
    const QStringList keys{u"role"_s, u"name"_s, u"phone"_s, u"slack"_s, u"email"_s, u"link"_s};
    QList<domain::Contact> contacts;
    for (FieldReader &reader : orEmpty(predicate.children(u"contacts"_s))) {
        reader.require(keys);
        contacts.append({orEmpty(reader.text(keys[0])), orEmpty(reader.text(keys[1])), orEmpty(reader.text(keys[2])),
                         orEmpty(reader.text(keys[3])), orEmpty(reader.text(keys[4])), orEmpty(reader.text(keys[5]))});
    }
    return contacts;
}

void readSigner(FieldReader &predicate, domain::Statement &statement)
{
    auto reader = exact(predicate.child(u"signer"_s), {u"name"_s, u"role"_s, u"meaning"_s, u"reason"_s});
    if (!reader)
        return;
    statement.signerName = orEmpty(reader->word(u"name"_s));
    statement.signerRole = orEmpty(reader->word(u"role"_s));
    statement.meaning = orEmpty(reader->word(u"meaning"_s));
    statement.reason = orEmpty(reader->word(u"reason"_s));
}

void readLedger(FieldReader &predicate, domain::LedgerPoint &ledger)
{
    auto reader = exact(predicate.child(u"ledger"_s), {u"id"_s, u"size"_s, u"root"_s});
    if (!reader)
        return;
    ledger.ledgerId = orEmpty(reader->word(u"id"_s));
    ledger.size = orEmpty(reader->integer(u"size"_s, 0, largestInteger));
    ledger.root = orEmpty(reader->digest(u"root"_s));
}

const QStringList &predicateKeys()
{
    static const QStringList keys = statementToJson({}).value("predicate"_L1).toObject().keys();
    return keys;
}

domain::Statement readRoot(FieldReader &root)
{
    const QStringList keys{u"_type"_s, u"subject"_s, u"predicateType"_s, u"predicate"_s};
    root.require(keys).allowOnly(keys);
    std::ignore = root.oneOf(u"_type"_s, {QString::fromLatin1(statementType)});
    std::ignore = root.oneOf(u"predicateType"_s, {QString::fromLatin1(decisionPredicateType)});
    domain::Statement statement;
    statement.files = readSubjects(root);
    auto predicate = root.child(u"predicate"_s);
    if (!predicate)
        return statement;
    readHead(*predicate, statement);
    const bool isClosing = statement.decision == domain::DecisionKind::Closing;
    const bool continues = statement.decision == domain::DecisionKind::Go && predicate->object().contains(u"continues");
    const bool hasCeremony = !isClosing && predicate->object().contains(u"ceremony");
    auto own = isClosing ? QStringList{u"closing"_s} : continues ? QStringList{u"continues"_s} : QStringList{};
    if (hasCeremony)
        own.append(u"ceremony"_s);
    predicate->require(predicateKeys() + own).allowOnly(predicateKeys() + own);
    if (isClosing)
        statement.closing = readClosing(*predicate);
    if (continues)
        statement.continues = int(orEmpty(predicate->integer(u"continues"_s, 0, 100)));
    if (hasCeremony)
        statement.ceremony = readCeremony(*predicate, statement);
    readTimes(*predicate, statement);
    statement.rows = readRows(*predicate, isClosing);
    readPlan(*predicate, statement);
    statement.loosened = readLoosened(*predicate);
    statement.contacts = readContacts(*predicate);
    readSigner(*predicate, statement);
    readLedger(*predicate, statement.ledger);
    return statement;
}

} // namespace

tl::expected<domain::Statement, DocumentErrors> readStatement(QByteArrayView bytes)
{
    const auto text = parseStrict(bytes);
    if (!text)
        return tl::make_unexpected(DocumentErrors{documentError(text.error(), {})});
    ErrorList errors(&*text, {});
    if (!text->root.isObject()) {
        errors.add(Code::WrongType, {}, {u"object"_s, typeName(text->root)});
        return tl::make_unexpected(errors.inOrder());
    }
    FieldReader root(&errors, text->root.toObject(), {});
    const domain::Statement statement = readRoot(root);
    // Whatever a reader could overlook, an unknown key deep inside or another spelling, shows in the second writing.
    if (errors.isEmpty() && statementBytes(statement).value_or(QByteArray()) != bytes)
        errors.add(Code::NotCanonical, {});
    if (!errors.isEmpty())
        return tl::make_unexpected(errors.inOrder());
    return statement;
}

} // namespace cutover::formats
