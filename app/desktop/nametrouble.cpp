// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/nametrouble.h"

#include "shared/message.h"

namespace crosstalk {

QString NameTrouble::ofUser(const QString &name)
{
    if (name.isEmpty())
        return tr("There is no user name yet");
    if (name.toUtf8().size() > v1::maxNameBytes)
        return tr("The user name is too long: %1 bytes of UTF-8 at most").arg(v1::maxNameBytes);
    return v1::isValidName(name) ? QString() : tr("The user name holds a character that is not to be seen");
}

QString NameTrouble::ofRoom(const QString &name)
{
    if (name.isEmpty())
        return tr("There is no name of a room yet");
    if (name.toUtf8().size() > v1::maxNameBytes)
        return tr("The name of the room is too long: %1 bytes of UTF-8 at most").arg(v1::maxNameBytes);
    return v1::isValidName(name) ? QString() : tr("The name of the room holds a character that is not to be seen");
}

} // namespace crosstalk
