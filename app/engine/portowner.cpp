// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/portowner.h"

#include <QByteArrayList>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

namespace crosstalk {

namespace fs = std::filesystem;

namespace {

struct PortOwner
{
    Q_DECLARE_TR_FUNCTIONS(PortOwner)
};

// Fields of a line of /proc/net/tcp: proc(5).
constexpr qsizetype localAddress = 1;
constexpr qsizetype socketState = 3;
constexpr qsizetype socketInode = 9;
constexpr char listening[] = "0A";

/// As the descriptors of processes point at them: "socket:[4711]".
std::set<std::string> socketsListeningOn(quint16 port)
{
    std::set<std::string> result;
    for (const QString &name : {QStringLiteral("/proc/net/tcp"), QStringLiteral("/proc/net/tcp6")}) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArrayList lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QByteArrayList fields = line.simplified().split(' ');
            if (fields.size() <= socketInode || fields.at(socketState) != listening)
                continue;
            const QByteArray address = fields.at(localAddress);
            if (address.mid(address.lastIndexOf(':') + 1).toUShort(nullptr, 16) == port)
                result.insert("socket:[" + fields.at(socketInode).toStdString() + ']');
        }
    }
    return result;
}

bool holdsOneOf(const std::set<std::string> &sockets, const fs::path &process)
{
    std::error_code error; // It may end meanwhile, or belong to somebody else.
    const fs::directory_iterator descriptors(process / "fd", error);
    return !error && std::any_of(begin(descriptors), end(descriptors), [&](const fs::directory_entry &each) {
        std::error_code none;
        return sockets.count(fs::read_symlink(each.path(), none).string()) > 0;
    });
}

QString nameOf(const fs::path &process)
{
    QFile file(QString::fromStdString((process / "comm").string()));
    const QString name = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll().trimmed()) : QString();
    return PortOwner::tr("%1 (process %2)").arg(name, QString::fromStdString(process.filename().string()));
}

} // namespace

QString ownerOfPort(quint16 port)
{
    const std::set<std::string> sockets = socketsListeningOn(port);
    if (sockets.empty())
        return {};
    std::error_code error;
    for (const fs::directory_entry &each : fs::directory_iterator("/proc", error)) {
        const std::string name = each.path().filename().string();
        const bool isProcess = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (isProcess && holdsOneOf(sockets, each.path()))
            return nameOf(each.path());
    }
    return {};
}

} // namespace crosstalk
