// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/profilereader.h"

#include "formats/criteriareader.h"
#include "formats/fieldreader.h"
#include "formats/jsonpointer.h"
#include "formats/notificationsreader.h"
#include "formats/probereader.h"
#include "formats/profilefields.h"
#include "formats/prometheusreader.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>
#include <cmath>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

constexpr qint64 day = 24 * 3600;
/// The smallest step by which a threshold may exceed zero; decimal arithmetic keeps 18 places.
constexpr double aboveZero = 1e-15;

const QStringList &freeKeys()
{
    static const QStringList keys{u"contacts"_s, u"notifications"_s, u"timestamp"_s, u"notes"_s, u"appearance"_s};
    return keys;
}

void readHead(FieldReader &root, domain::Profile &profile)
{
    root.require({u"workspace_id"_s, u"version"_s, u"target_at"_s});
    set(profile.workspaceId, readPlainWord(root, u"workspace_id"_s));
    set(profile.environment, readPlainWord(root, u"environment"_s));
    set(profile.version, readPlainWord(root, u"version"_s));
    set(profile.change, root.text(u"change"_s));
    set(profile.targetAt, root.time(u"target_at"_s));
    constexpr qint64 earliest = 15 * 60;
    set(profile.opensEarlyS, root.integer(u"opens_early_s"_s, 0, earliest));
    set(profile.readyzUrl, readWebUrl(root, u"readyz_url"_s));
    if (auto artifacts = root.child(u"artifacts"_s)) {
        for (const QString &name : artifacts->object().keys()) {
            if (artifacts->digest(name))
                profile.artifacts.insert(name, artifacts->object().value(name).toString());
        }
    }
}

void readLimits(FieldReader &root, domain::Limits &limits)
{
    auto reader = root.child(u"limits"_s);
    if (!reader)
        return;
    constexpr double mostPercent = 1000;
    constexpr double mostBurst = 1000;
    reader->allowOnly(profileKeys().value(u"limits"_s));
    set(limits.burst, reader->number(u"burst"_s, aboveZero, mostBurst));
    set(limits.validationP99Pct, reader->number(u"validation_p99_pct"_s, 0, mostPercent));
    set(limits.abortP99Pct, reader->number(u"abort_p99_pct"_s, 0, mostPercent));
    set(limits.sloErrorRate, reader->number(u"slo_error_rate"_s, aboveZero, 1));
    set(limits.abortErrorRate, reader->number(u"abort_error_rate"_s, aboveZero, 1));
    set(limits.baselineAgeS, reader->integer(u"baseline_age_s"_s, 1, 366 * day));
    if (const auto blind = reader->integer(u"abort_when_blind_s"_s, 1, day))
        limits.abortWhenBlindS = *blind;
}

/// The stage file knows four percentages; a profile may change the holds but neither skip nor invent a stage.
void readStages(FieldReader &root, QList<domain::StagePlan> &stages)
{
    auto readers = root.children(u"stages"_s);
    if (!readers)
        return;
    QList<domain::StagePlan> read;
    QStringList percents;
    for (FieldReader &reader : *readers) {
        reader.require({u"percent"_s, u"hold_s"_s}).allowOnly(profileKeys().value(u"stages/*"_s));
        const auto percent = reader.integer(u"percent"_s, 1, 100);
        const auto hold = reader.integer(u"hold_s"_s, 0, 7 * day);
        if (percent && hold)
            read.append({int(*percent), *hold});
        percents.append(QString::number(percent.value_or(0)));
    }
    if (percents != QStringList{u"10"_s, u"25"_s, u"50"_s, u"100"_s})
        root.errors().add(Code::StagesIncomplete, u"/stages"_s, {percents.join(u',')});
    else if (read.size() == percents.size())
        stages = read;
}

/// An empty vector chooses the built-in, which writes the stage file itself.
void readFilledOrBuiltIn(FieldReader &reader, const QString &key, const QString &placeholder, domain::Command &command)
{
    const auto value = reader.object().value(key);
    if (value.isArray() && value.toArray().isEmpty())
        command = {};
    else
        set(command.arguments, readFilled(reader, key, placeholder));
}

void readCommands(FieldReader &root, domain::Profile &profile)
{
    auto reader = root.child(u"commands"_s);
    if (!reader)
        return;
    reader->allowOnly(profileKeys().value(u"commands"_s));
    readFilledOrBuiltIn(*reader, u"stage"_s, u"{stage}"_s, profile.stageCommand);
    readFilledOrBuiltIn(*reader, u"abort"_s, u"{reason}"_s, profile.abortCommand);
    set(profile.smokeCommand, readCommand(*reader, u"smoke"_s));
}

void readPointers(FieldReader &root, domain::EvidencePointers &pointers)
{
    auto reader = root.child(u"evidence_pointers"_s);
    if (!reader)
        return;
    reader->allowOnly(profileKeys().value(u"evidence_pointers"_s));
    const auto take = [&reader](const QString &key, QString &target) { set(target, readPointer(*reader, key)); };
    take(u"windows"_s, pointers.windows);
    take(u"perf"_s, pointers.perf);
    take(u"tampered"_s, pointers.tampered);
    take(u"readyz_status"_s, pointers.readyzStatus);
    take(u"generated_at"_s, pointers.generatedAt);
    take(u"window_ended_at"_s, pointers.endedAt);
    take(u"window_stage"_s, pointers.stage);
    take(u"window_pass"_s, pointers.pass);
    take(u"window_burst"_s, pointers.burst);
    take(u"window_p50_ms"_s, pointers.windowP50);
    take(u"window_p99_ms"_s, pointers.windowP99);
    take(u"window_error_rate"_s, pointers.windowErrorRate);
    take(u"window_requests"_s, pointers.requests);
    take(u"perf_p50_ms"_s, pointers.p50);
    take(u"perf_p99_ms"_s, pointers.p99);
    take(u"perf_error_rate"_s, pointers.errorRate);
}

/// BASH_ENV, ENV and LD_* would let the environment choose what the checked scripts run (RULES section 1).
void readEnvironment(FieldReader &root, QStringList &names)
{
    const auto listed = root.words(u"pass_environment"_s);
    if (!listed)
        return;
    static const QRegularExpression shape(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    for (qsizetype i = 0; i < listed->size(); ++i) {
        const QString &name = listed->at(i);
        const QString at = pointerTo(root.pointer(u"pass_environment"_s), i);
        if (!shape.match(name).hasMatch())
            root.errors().add(Code::BadName, at, {name});
        else if (name == "BASH_ENV"_L1 || name == "ENV"_L1 || name.startsWith("LD_"_L1))
            root.errors().add(Code::ForbiddenVariable, at, {name});
    }
    names = *listed;
}

void readContacts(FieldReader &root, QList<domain::Contact> &contacts)
{
    auto readers = root.children(u"contacts"_s);
    if (!readers)
        return;
    QSet<QString> roles;
    for (FieldReader &reader : *readers) {
        reader.require({u"role"_s}).allowOnly(profileKeys().value(u"contacts/*"_s));
        domain::Contact contact;
        set(contact.role, readPlainWord(reader, u"role"_s));
        set(contact.name, reader.text(u"name"_s));
        set(contact.phone, reader.text(u"phone"_s));
        set(contact.slack, reader.text(u"slack"_s));
        set(contact.email, reader.text(u"email"_s));
        set(contact.link, reader.text(u"link"_s));
        // The roll-call asks a station by its role, so that two of one role could not be told apart.
        if (roles.contains(contact.role))
            reader.errors().add(Code::DuplicateValue, reader.pointer(u"role"_s), {contact.role});
        roles.insert(contact.role);
        contacts.append(contact);
    }
}

void readRehearsal(FieldReader &root, domain::RehearsalPlan &plan)
{
    auto reader = root.child(u"rehearsal"_s);
    if (!reader)
        return;
    reader->allowOnly(profileKeys().value(u"rehearsal"_s));
    set(plan.stage, readFilled(*reader, u"stage"_s, u"{stage}"_s));
    set(plan.abort, readFilled(*reader, u"abort"_s, u"{reason}"_s));
    set(plan.holdS, reader->integer(u"hold_s"_s, 1, day));
}

/// Three windows are judged at once, and a server gives so many steps of a series and no more.
void requireSteps(FieldReader &reader, const domain::PrometheusOptions &options)
{
    constexpr qint64 judged = 3;
    const qint64 steps = options.rangeS / options.stepS;
    if (steps < judged || steps > maxPrometheusPoints)
        reader.errors().add(Code::OutOfRange, reader.pointer(u"range_s"_s),
                            {QString::number(options.rangeS), QString::number(judged * options.stepS),
                             QString::number(maxPrometheusPoints * options.stepS)});
}

std::optional<domain::PrometheusOptions> readPrometheus(FieldReader &reader)
{
    reader.require({u"url"_s, u"queries"_s}).allowOnly(profileKeys().value(u"metrics/prometheus"_s));
    domain::PrometheusOptions options;
    set(options.url, readWebUrl(reader, u"url"_s));
    if (auto queries = reader.child(u"queries"_s)) {
        const auto known = profileKeys().value(u"metrics/prometheus/queries"_s);
        // Without the burst no window can be green; the others are asked for by the checks that need them.
        queries->require({u"burst"_s}).allowOnly(known);
        for (const QString &series : known)
            if (const auto query = queries->word(series))
                options.queries.insert(series, *query);
    }
    set(options.stepS, reader.integer(u"step_s"_s, 1, day));
    set(options.rangeS, reader.integer(u"range_s"_s, 1, 7 * day));
    requireSteps(reader, options);
    set(options.tokenSecret, readSecretName(reader, u"token_secret"_s));
    set(options.caFile, readInnerPath(reader, u"ca_file"_s));
    return options;
}

void readMetrics(FieldReader &root, std::optional<domain::PrometheusOptions> &prometheus)
{
    auto reader = root.child(u"metrics"_s);
    if (!reader)
        return;
    reader->allowOnly(profileKeys().value(u"metrics"_s));
    if (auto child = reader->child(u"prometheus"_s))
        prometheus = readPrometheus(*child);
}

void readTimestamp(FieldReader &root, std::optional<domain::TimestampService> &service)
{
    auto reader = root.child(u"timestamp"_s);
    if (!reader)
        return;
    reader->require({u"url"_s}).allowOnly(profileKeys().value(u"timestamp"_s));
    service.emplace();
    set(service->url, readWebUrl(*reader, u"url"_s));
    set(service->policy, readObjectIdentifier(*reader, u"policy"_s));
}

void readNotes(FieldReader &root, QMap<QString, QString> &notes)
{
    auto reader = root.child(u"notes"_s);
    if (!reader)
        return;
    QStringList known;
    for (const auto &criterion : domain::criteria())
        known.append(criterion.key);
    for (const QString &key : reader->object().keys()) {
        if (!known.contains(key))
            reader->errors().add(Code::UnknownCriterion, reader->pointer(key), {key, nearestKey(key, known)});
        else if (const auto note = reader->text(key))
            notes.insert(key, *note);
    }
}

const QMap<QString, QStringList> &fixedKeys()
{
    static const QMap<QString, QStringList> keys{
        {QString(), {u"workspace_id"_s,     u"environment"_s, u"version"_s,
                     u"change"_s,           u"artifacts"_s,   u"target_at"_s,
                     u"opens_early_s"_s,    u"readyz_url"_s,  u"criteria"_s,
                     u"limits"_s,           u"stages"_s,      u"commands"_s,
                     u"rehearsal"_s,        u"metrics"_s,     u"evidence_pointers"_s,
                     u"pass_environment"_s, u"baselines"_s,   u"contacts"_s,
                     u"notifications"_s,    u"timestamp"_s,   u"notes"_s,
                     u"appearance"_s}},
        {u"criteria/readyz/extract/*"_s, extractKeys()},
        {u"limits"_s,
         {u"burst"_s, u"validation_p99_pct"_s, u"abort_p99_pct"_s, u"slo_error_rate"_s, u"abort_error_rate"_s,
          u"baseline_age_s"_s, u"abort_when_blind_s"_s}},
        {u"stages/*"_s, {u"percent"_s, u"hold_s"_s}},
        {u"commands"_s, {u"stage"_s, u"abort"_s, u"smoke"_s}},
        {u"evidence_pointers"_s,
         {u"windows"_s, u"perf"_s, u"tampered"_s, u"readyz_status"_s, u"generated_at"_s, u"window_ended_at"_s,
          u"window_stage"_s, u"window_pass"_s, u"window_burst"_s, u"window_p50_ms"_s, u"window_p99_ms"_s,
          u"window_error_rate"_s, u"window_requests"_s, u"perf_p50_ms"_s, u"perf_p99_ms"_s, u"perf_error_rate"_s}},
        {u"contacts/*"_s, {u"role"_s, u"name"_s, u"phone"_s, u"slack"_s, u"email"_s, u"link"_s}},
        {u"rehearsal"_s, {u"stage"_s, u"abort"_s, u"hold_s"_s}},
        {u"metrics"_s, {u"prometheus"_s}},
        {u"metrics/prometheus"_s, {u"url"_s, u"queries"_s, u"step_s"_s, u"range_s"_s, u"token_secret"_s, u"ca_file"_s}},
        {u"metrics/prometheus/queries"_s,
         {u"burst"_s, u"pass"_s, u"p50_ms"_s, u"p99_ms"_s, u"error_rate"_s, u"requests"_s}},
        {u"timestamp"_s, {u"url"_s, u"policy"_s}},
        {u"notifications"_s, notificationsKeys()},
        {u"notifications/targets/*"_s, targetKeys()},
        {u"notifications/templates"_s, domain::notificationEventNames()},
    };
    return keys;
}

} // namespace

const QMap<QString, QStringList> &profileKeys()
{
    static const QMap<QString, QStringList> keys = [] {
        auto all = fixedKeys();
        for (const auto &criterion : std::span(domain::criteria()).first(domain::criterionCount)) {
            all[u"criteria"_s].append(criterion.key);
            all.insert(u"criteria/"_s + criterion.key, criterionKeys() + probeKeys(criterion.id));
        }
        return all;
    }();
    return keys;
}

tl::expected<QByteArray, CanonicalError> decidingPart(const QJsonObject &profile)
{
    QJsonObject deciding = profile;
    for (const QString &key : freeKeys())
        deciding.remove(key);
    return canonicalJson(deciding);
}

tl::expected<ReadProfile, QList<ProfileError>> readProfile(QByteArrayView bytes, const QString &file)
{
    constexpr JsonLimits limits{1024 * 1024, 32};
    const auto text = parseStrict(bytes, limits);
    if (!text)
        return tl::make_unexpected(QList<ProfileError>{documentError(text.error(), file)});
    ErrorList errors(&*text, file);
    if (!text->root.isObject()) {
        errors.add(Code::WrongType, {}, {u"object"_s, typeName(text->root)});
        return tl::make_unexpected(errors.inOrder());
    }
    for (const QString &pointer : text->unsafeIntegers)
        errors.add(Code::UnsafeInteger, pointer);
    ReadProfile read{domain::checklistProfile(), text->root.toObject(), {}};
    FieldReader root(&errors, read.object, {});
    root.allowOnly(profileKeys().value(QString()));
    readHead(root, read.profile);
    readCriteria(root, read.profile);
    readLimits(root, read.profile.limits);
    readStages(root, read.profile.stages);
    readCommands(root, read.profile);
    readRehearsal(root, read.profile.rehearsal);
    readMetrics(root, read.profile.prometheus);
    readPointers(root, read.profile.pointers);
    readEnvironment(root, read.profile.passEnvironment);
    set(read.profile.baselinesFile, readInnerPath(root, u"baselines"_s));
    readContacts(root, read.profile.contacts);
    readNotifications(root, read.profile.notifications);
    readTimestamp(root, read.profile.timestamp);
    readNotes(root, read.profile.notes);
    if (const auto appearance = root.child(u"appearance"_s))
        read.profile.appearance = appearance->object();
    const auto deciding = decidingPart(read.object);
    if (!deciding && errors.isEmpty())
        errors.add(Code::UnsafeInteger, deciding.error().pointer);
    if (!errors.isEmpty())
        return tl::make_unexpected(errors.inOrder());
    read.deciding = *deciding;
    return read;
}

} // namespace cutover::formats
