// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"

#include "demo/demoprofile.h"
#include "formats/strictjson.h"

#include <QHostAddress>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace cutover::demo {

using namespace Qt::StringLiterals;
using Method = QHttpServerRequest::Method;
using StatusCode = QHttpServerResponder::StatusCode;

namespace {

constexpr double windowMs = 5000;
constexpr qsizetype keptMessages = 100;
constexpr qsizetype maxMessageBytes = 64 * 1024;

QHttpServerResponse jsonAnswer(const QJsonValue &value, StatusCode code = StatusCode::Ok)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return {QByteArrayLiteral("application/json"), document.toJson(QJsonDocument::Compact), code};
}

QHttpServerResponse textAnswer(const QByteArray &text, StatusCode code = StatusCode::Ok)
{
    return {QByteArrayLiteral("text/plain; charset=utf-8"), text, code};
}

} // namespace

DemoService::DemoService(ServiceOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_evidence(m_options.workspace + u"/var/evidence/latest.json"_s)
{
    const auto interval = std::max(1, static_cast<int>(std::lround(windowMs / m_options.speed)));
    m_windowTimer.setTimerType(Qt::PreciseTimer);
    m_windowTimer.setInterval(interval);
    m_stageTimer.setInterval(std::clamp(interval / 4, 1, 100));
    connect(&m_windowTimer, &QTimer::timeout, this, &DemoService::writeWindow);
    connect(&m_stageTimer, &QTimer::timeout, this, &DemoService::followStages);
}

tl::expected<QString, DemoError> DemoService::start()
{
    const auto port = readPort(m_options.workspace);
    if (!port)
        return tl::unexpected(port.error());
    if (const auto loaded = m_evidence.load(); !loaded)
        return tl::unexpected(loaded.error());
    addRoutes();
    const QString address = u"http://127.0.0.1:%1"_s.arg(*port);
    if (m_server.listen(QHostAddress(QHostAddress::LocalHost), *port) != *port)
        return tl::unexpected(DemoError{DemoError::Code::PortTaken, address, {}});
    m_stages = readStages(m_options.workspace);
    m_windowTimer.start();
    m_stageTimer.start();
    return address;
}

void DemoService::addRoutes()
{
    m_server.route(u"/readyz"_s, Method::Get, [this] {
        const QString status = readyzStatus();
        const bool isOk = status == "ok"_L1;
        return jsonAnswer(QJsonObject{{u"status"_s, status}}, isOk ? StatusCode::Ok : StatusCode::ServiceUnavailable);
    });
    m_server.route(u"/metrics"_s, Method::Get,
                   [this] { return QHttpServerResponse("text/plain; version=0.0.4; charset=utf-8", metrics()); });
    m_server.route(u"/stage"_s, Method::Get, [this] {
        followStages(); // whoever asks right after writing a stage file is told the truth
        return jsonAnswer(QJsonObject{
            {u"stage"_s, m_stages.production}, {u"rehearsal"_s, m_stages.rehearsal}, {u"served"_s, m_stages.served()}});
    });
    m_server.route(u"/slack"_s, Method::Post,
                   [this](const QHttpServerRequest &request) { return receiveMessage(request.body()); });
    m_server.route(u"/slack/messages"_s, Method::Get, [this] { return jsonAnswer(m_messages); });
    m_server.route(u"/on-call"_s, Method::Get, [] { return textAnswer("Demo on-call rotation\n"); });
}

/// A window never mixes two stages: at a change the present one is dropped and the next one begins.
void DemoService::followStages()
{
    const DesiredStages stages = readStages(m_options.workspace);
    if (stages == m_stages)
        return;
    m_stages = stages;
    m_windowTimer.start();
}

void DemoService::writeWindow()
{
    const DesiredStages before = m_stages;
    followStages();
    if (m_stages != before || isActive(Fault::Kind::Freeze))
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    CanaryWindow window = healthyWindow(static_cast<quint32>(m_evidence.size()), m_stages.served(), now);
    for (const Fault::Kind kind : {Fault::Kind::Burst, Fault::Kind::P99, Fault::Kind::Errors}) {
        if (isActive(kind))
            spoil(window, kind);
    }
    m_lastWindow = window;
    m_requests += window.requests;
    const EvidenceState state{now, isActive(Fault::Kind::Tamper), readyzStatus()};
    if (const auto written = m_evidence.append({window}, state); !written)
        Q_EMIT evidenceNotWritten(written.error().what, written.error().system);
}

/// The numbers of a rehearsal's windows are the rehearsal's own; everything else is the service's as a whole.
bool DemoService::isActive(Fault::Kind kind) const
{
    const bool isRehearsing = m_stages.rehearsal > 0;
    const bool isOfWindow = kind == Fault::Kind::Burst || kind == Fault::Kind::P99 || kind == Fault::Kind::Errors;
    return std::any_of(m_options.faults.cbegin(), m_options.faults.cend(), [&](const Fault &fault) {
        if (fault.kind != kind)
            return false;
        if (fault.inRehearsal)
            return isRehearsing && fault.stage == m_stages.rehearsal;
        return fault.stage == m_stages.production && !(isRehearsing && isOfWindow);
    });
}

QString DemoService::readyzStatus() const
{
    return isActive(Fault::Kind::Readyz) ? u"degraded"_s : u"ok"_s;
}

QByteArray DemoService::metrics() const
{
    const auto sample = [](QByteArrayView name, QByteArrayView type, QByteArrayView help, double value) {
        const QByteArray text = name.toByteArray();
        return "# HELP " + text + ' ' + help.toByteArray() + "\n# TYPE " + text + ' ' + type.toByteArray() + '\n' +
               text + ' ' + QByteArray::number(value, 'g', 15) + '\n';
    };
    QByteArray text =
        sample("demo_requests_total", "counter", "Requests served since the start.", static_cast<double>(m_requests)) +
        sample("demo_canary_stage_percent", "gauge", "Traffic served by the new version.", m_stages.served());
    if (!m_lastWindow) // zeros would be a window that nobody saw
        return text;
    const auto window = [&](QByteArrayView name, QByteArrayView help, double value) {
        text += sample(name, "gauge", help, value);
    };
    window("demo_canary_window_end_seconds", "When the last window ended, in seconds since 1970.",
           static_cast<double>(m_lastWindow->endedAt.toMSecsSinceEpoch()) / 1000);
    window("demo_canary_window_pass", "1 where the last window passed.", m_lastWindow->pass() ? 1 : 0);
    window("demo_canary_window_requests", "Requests of the last window.", m_lastWindow->requests);
    window("demo_canary_burst_ratio", "Burst ratio of the last window.", m_lastWindow->burst);
    window("demo_latency_p50_milliseconds", "P50 of the last window.", m_lastWindow->p50Ms);
    window("demo_latency_p99_milliseconds", "P99 of the last window.", m_lastWindow->p99Ms);
    window("demo_error_ratio", "Error rate of the last window.", m_lastWindow->errorRate);
    return text;
}

/// Answers as Slack's incoming webhook does.
QHttpServerResponse DemoService::receiveMessage(const QByteArray &body)
{
    const auto message = formats::parseStrict(body, {.maxBytes = maxMessageBytes});
    if (!message || !message->root.isObject())
        return textAnswer("invalid_payload", StatusCode::BadRequest);
    const QJsonValue text = message->root.toObject().value("text"_L1);
    if (!text.isString() || text.toString().isEmpty())
        return textAnswer("invalid_payload", StatusCode::BadRequest);
    m_messages.append(message->root);
    while (m_messages.size() > keptMessages)
        m_messages.removeFirst();
    return textAnswer("ok");
}

} // namespace cutover::demo
