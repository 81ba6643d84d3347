// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a real Prometheus server of the test's own: on a free loopback port, with its own storage, scraping one
// target each second. It ends with the test, also with one that is killed.
#pragma once

#include "metrics/httpget.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>
#include <optional>
#include <tuple>

#include <signal.h>
#include <sys/prctl.h>

namespace cutover::tests {

class PrometheusServer
{
public:
    // `target` is the scraped service's address, "http://127.0.0.1:PORT".
    explicit PrometheusServer(const QString &target)
        : m_target(QUrl(target).authority())
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    ~PrometheusServer() { stop(); }
    PrometheusServer(const PrometheusServer &) = delete;
    PrometheusServer &operator=(const PrometheusServer &) = delete;

    static QString program() { return QStringLiteral("/usr/bin/prometheus"); }

    // Serves HTTPS with this certificate from the next start on.
    void useTls(const QByteArray &certificate, const QByteArray &key, const QByteArray &authority)
    {
        write(QStringLiteral("server.pem"), certificate);
        write(QStringLiteral("server.key"), key);
        write(QStringLiteral("web.yml"), "tls_server_config:\n  cert_file: server.pem\n  key_file: server.key\n");
        m_authority = authority;
    }

    // Started, and ready as it says itself; false with its words in output().
    bool start()
    {
        write(QStringLiteral("prometheus.yml"),
              "global:\n  scrape_interval: 1s\n  scrape_timeout: 1s\nscrape_configs:\n  - job_name: demo\n"
              "    static_configs:\n      - targets: ['" +
                  m_target.toUtf8() + "']\n");
        QStringList arguments{QStringLiteral("--config.file=") + m_folder.filePath(QStringLiteral("prometheus.yml")),
                              QStringLiteral("--storage.tsdb.path=") + m_folder.filePath(QStringLiteral("data")),
                              QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(m_port),
                              QStringLiteral("--log.level=warn")};
        if (isTls())
            arguments.append(QStringLiteral("--web.config.file=") + m_folder.filePath(QStringLiteral("web.yml")));
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::MergedChannels);
        m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process->start(program(), arguments);
        return QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning || isReady(); }, 60'000) &&
               isRunning();
    }
    void stop()
    {
        if (!isRunning())
            return;
        m_process->kill();
        std::ignore = QTest::qWaitFor([this] { return !isRunning(); }, 10'000);
    }

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }
    QString output() const { return QString::fromUtf8(m_process->readAll()); }
    QString url() const
    {
        return QStringLiteral("%1://127.0.0.1:%2")
            .arg(isTls() ? QStringLiteral("https") : QStringLiteral("http"))
            .arg(m_port);
    }

private:
    bool isTls() const { return m_authority.has_value(); }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    bool isReady() const
    {
        metrics::HttpQuestion question;
        question.url = QUrl(url() + QStringLiteral("/-/ready"));
        question.caPem = m_authority;
        metrics::HttpGet get(std::move(question));
        std::optional<int> status;
        QObject::connect(&get, &metrics::HttpGet::finished, &get,
                         [&status](const metrics::HttpAnswer &answer) { status = answer.httpStatus; });
        get.start();
        return QTest::qWaitFor([&status] { return status.has_value(); }, 5'000) && status == 200;
    }

    QTemporaryDir m_folder;
    QString m_target;
    quint16 m_port = 0;
    std::optional<QByteArray> m_authority;
    std::unique_ptr<QProcess> m_process;
};

} // namespace cutover::tests
